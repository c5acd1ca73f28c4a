using System.Globalization;
using System.Text.RegularExpressions;

namespace Esdh.Sager.Domain.Klassifikation;

/// <summary>What the plan says of preservation in the archive. Years count from the closing of the case.</summary>
internal enum Bevaring
{
    /// <summary>No code known (KLE writes <c>tom</c>, or nothing). Nothing is discarded on it.</summary>
    Tom,

    /// <summary>Bevares: handed over to the archive.</summary>
    B,

    /// <summary>Kasseres: may be discarded, time not given.</summary>
    K,

    /// <summary>May be discarded after 5 years.</summary>
    K5,

    /// <summary>May be discarded after 10 years.</summary>
    K10,
}

/// <summary>
/// A deletion period as the plan writes it (<c>P1825D</c>, <c>P5Y</c>) and in whole months. Plans write years as
/// multiples of 365 days, so days become months at 365 days to 12 months, to the nearest month and at least one.
/// </summary>
internal sealed partial record Slettefrist
{
    private Slettefrist(string iso, int maaneder)
    {
        Iso = iso;
        Maaneder = maaneder;
    }

    public string Iso { get; }

    /// <summary>From 1 to 12,000.</summary>
    public int Maaneder { get; }

    /// <summary>False for anything but a positive xs:duration of years, months and days, at most 1,000 years in all.</summary>
    public static bool TryParse(string? tekst, out Slettefrist? frist)
    {
        frist = null;
        var m = Varighed().Match(tekst?.Trim() ?? "");
        if (!m.Success)
        {
            return false;
        }

        long Tal(int gruppe) => m.Groups[gruppe].Success ? long.Parse(m.Groups[gruppe].ValueSpan, CultureInfo.InvariantCulture) : 0;

        var dage = Tal(3);
        var maaneder = (Tal(1) * 12) + Tal(2) + (((dage * 24) + 365) / 730);
        if (maaneder == 0 && dage > 0)
        {
            maaneder = 1;
        }

        if (maaneder is < 1 or > 12_000)
        {
            return false;
        }

        frist = new(m.Value, (int)maaneder);
        return true;
    }

    public override string ToString() => Iso;

    [GeneratedRegex(@"^P(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})D)?(?:T[0-9HMS.]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Varighed();
}
