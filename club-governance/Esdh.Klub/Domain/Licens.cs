using System.Globalization;
using Esdh.Klub.Contract;

namespace Esdh.Klub.Domain;

/// <summary>The number of citizens or årsværk that a licence is reckoned from.</summary>
/// <param name="Antal">How many.</param>
/// <param name="Aar">On 1 January of this year.</param>
internal sealed record Licensgrundlag(int Antal, int Aar);

/// <summary>What a member owes in licence for a year, and why.</summary>
/// <param name="Maaneder">Of the year that it is a member, each begun month whole; 0 where it is none.</param>
/// <param name="Mangel">Why it cannot be reckoned; null where it can.</param>
internal sealed record Licens(int Aar, DateOnly Fra, DateOnly Til, int Maaneder, Licensgrundlag? Grundlag, long PrisOere, long NettoOere, string Enhed, string? Mangel)
{
    /// <summary>What the line on the invoice says.</summary>
    public string Tekst => string.Create(CultureInfo.GetCultureInfo("da-DK"), $"Licens {Aar}, {Grundlag?.Antal:N0} {Enhed} pr. 1. januar {Grundlag?.Aar}{(Maaneder == 12 ? "" : $", {Maaneder} af 12 måneder")}");

    /// <summary>Population older than this many years is used, and said.</summary>
    private const int Gammelt = 2;

    /// <summary>What should be known before it is sent.</summary>
    public string? Bemaerkning => Grundlag is { } g && Aar - g.Aar > Gammelt ? $"Folketallet er fra {g.Aar}. Indlæs et nyere, før fakturaerne udstedes." : null;

    /// <summary>Works a year's licence out.</summary>
    /// <param name="medlem">With the days it joined and leaves.</param>
    /// <param name="takst">The year's price.</param>
    /// <param name="find">The newest number known that is not newer than 1 January of the year; null where none is known.</param>
    public static Licens Beregn(KlubMedlem medlem, Aarstakst takst, string regionBetalerSom, Func<string, int, Licensgrundlag?> find)
    {
        ArgumentNullException.ThrowIfNull(medlem);
        ArgumentNullException.ThrowIfNull(takst);
        ArgumentNullException.ThrowIfNull(find);
        var (begynder, slutter) = (new DateOnly(takst.Aar, 1, 1), new DateOnly(takst.Aar, 12, 31));
        var fra = medlem.Indtraadt > begynder ? new DateOnly(medlem.Indtraadt.Value.Year, medlem.Indtraadt.Value.Month, 1) : begynder;
        var til = medlem.Udtraeder < slutter ? new DateOnly(medlem.Udtraeder.Value.Year, medlem.Udtraeder.Value.Month, 1).AddMonths(1).AddDays(-1) : slutter;
        var (enhed, pris) = medlem.Art == Medlemsart.Stat ? ("årsværk", takst.PrisPrAarsvaerkOere) : ("borgere", takst.PrisPrBorgerOere);
        if (medlem.Indtraadt is null || medlem.Udtraeder < medlem.Indtraadt || fra > til)
            return new(takst.Aar, begynder, begynder, 0, null, pris, 0, enhed, null);
        var maaneder = ((til.Year - fra.Year) * 12) + til.Month - fra.Month + 1;
        var kode = medlem.Art == Medlemsart.Region ? regionBetalerSom : medlem.Grundlagskode;
        var grundlag = find(kode, takst.Aar);
        var mangel = grundlag switch
        {
            null => $"{medlem.Navn}: antallet af {enhed} kendes ikke pr. 1. januar {takst.Aar} eller før (kode {kode}). Indlæs det.",
            { Antal: <= 0 } => $"{medlem.Navn}: antallet af {enhed} er {grundlag.Antal} pr. 1. januar {grundlag.Aar}. Ret det, eller meld medlemmet ud, hvis det er lagt sammen med et andet.",
            _ => null,
        };
        return new(takst.Aar, fra, til, maaneder, grundlag, pris, mangel is null ? Klubkroner.Gange((long)grundlag!.Antal * maaneder, pris, 12) : 0, enhed, mangel);
    }
}
