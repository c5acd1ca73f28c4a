using System.Globalization;
using System.Text.RegularExpressions;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Sager.Contract;

namespace Esdh.Sager.Domain;

/// <summary>Reads what people and programs write in a field, and shows what is kept.</summary>
internal static class Feltform
{
    private static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    /// <summary>What is kept of a text.</summary>
    /// <param name="felt">The field.</param>
    /// <param name="tekst">As it was written; blank empties the field.</param>
    /// <param name="idag">The Danish day.</param>
    /// <returns>The value, null when empty; or a Danish sentence on what is wrong.</returns>
    public static (string? Vaerdi, string? Fejl) Laes(Sagsfelt felt, string? tekst, DateOnly idag)
    {
        tekst = tekst?.ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrEmpty(tekst))
            return (null, null);
        if (tekst.Any(c => char.IsControl(c) && (c != '\n' || felt.Type != Sagsfelttype.Langtekst)))
            return (null, "Teksten indeholder tegn, der ikke kan bruges.");
        return felt.Type switch
        {
            Sagsfelttype.Heltal => Tal(felt, tekst, Heltal(tekst), "Skriv et helt tal.", n => n.ToString("N0", Dansk)),
            Sagsfelttype.Beloeb => Tal(felt, tekst, Oere(tekst), "Skriv et beløb i kroner, fx 1.234,50.", n => (n / 100m).ToString("N2", Dansk)),
            Sagsfelttype.Dato => Dato(felt, tekst, idag),
            Sagsfelttype.JaNej => tekst.ToLowerInvariant() switch { "ja" or "true" or "on" => ("ja", null), "nej" or "false" => ("nej", null), _ => (null, "Svar ja eller nej.") },
            Sagsfelttype.Valg => felt.Valg.FirstOrDefault(v => v.Vaerdi == tekst || string.Equals(v.Navn, tekst, StringComparison.OrdinalIgnoreCase)) is { } valgt
                ? (valgt.Vaerdi, null) : (null, $"Vælg en af: {string.Join(", ", felt.Valg.Select(v => v.Navn))}."),
            _ => Tekst(felt, tekst),
        };
    }

    /// <summary>A kept value as people read it, without the unit.</summary>
    public static string Vis(Sagsfelt felt, string vaerdi) => felt.Type switch
    {
        Sagsfelttype.Heltal => long.TryParse(vaerdi, CultureInfo.InvariantCulture, out var n) ? n.ToString("N0", Dansk) : vaerdi,
        Sagsfelttype.Beloeb => long.TryParse(vaerdi, CultureInfo.InvariantCulture, out var n) ? (n / 100m).ToString("N2", Dansk) : vaerdi,
        Sagsfelttype.Dato => DateOnly.TryParseExact(vaerdi, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dag) ? DanishTime.ShortDate(dag) : vaerdi,
        Sagsfelttype.JaNej => vaerdi == "ja" ? "Ja" : "Nej",
        Sagsfelttype.Valg => felt.Valg.FirstOrDefault(v => v.Vaerdi == vaerdi)?.Navn ?? vaerdi,
        _ => vaerdi,
    };

    /// <summary>A kept value as a form's field takes it.</summary>
    public static string TilFelt(Sagsfelt felt, string vaerdi) => felt.Type is Sagsfelttype.JaNej or Sagsfelttype.Valg or Sagsfelttype.Dato ? vaerdi : Vis(felt, vaerdi);

    private static (string?, string?) Tekst(Sagsfelt felt, string tekst)
    {
        var hoejst = felt.Hoejst ?? (felt.Type == Sagsfelttype.Langtekst ? 4000 : 200);
        if (tekst.Length > hoejst)
            return (null, $"Skriv højst {hoejst.ToString("N0", Dansk)} tegn.");
        if (CprFinder.Mask(tekst) != tekst)
            return (null, "Her må ikke stå personnumre. Sæt personen på sagen som part.");
        return felt.Form is { } form && !Passer(form, tekst) ? (null, felt.Formhjaelp) : (tekst, null);
    }

    private static bool Passer(string form, string tekst)
    {
        try
        {
            return Regex.IsMatch(tekst, $"^(?:{form})\\z", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static (string?, string?) Tal(Sagsfelt felt, string tekst, long? tal, string hjaelp, Func<long, string> vis) => tal switch
    {
        null => (null, hjaelp),
        _ when tekst.Length > 30 => (null, hjaelp),
        < 0 when felt.Mindst is null => (null, "Tallet kan ikke være negativt."),
        var n when n < felt.Mindst => (null, $"Det mindste er {vis(felt.Mindst.Value)}."),
        var n when n > felt.Stoerst => (null, $"Det største er {vis(felt.Stoerst.Value)}."),
        var n => (n.Value.ToString(CultureInfo.InvariantCulture), null),
    };

    /// <summary><c>1250</c>, <c>1.250</c> and <c>-3</c>; dots only between thousands.</summary>
    private static long? Heltal(string tekst)
    {
        var rent = tekst.Replace(" ", "", StringComparison.Ordinal);
        if (rent.Contains('.', StringComparison.Ordinal) && !Regex.IsMatch(rent, "^-?[0-9]{1,3}(\\.[0-9]{3})+\\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
            return null;
        return long.TryParse(rent.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n is > -1_000_000_000_000 and < 1_000_000_000_000 ? n : null;
    }

    private static long? Oere(string tekst)
    {
        var dele = tekst.Replace("kr.", "", StringComparison.OrdinalIgnoreCase).Trim().Split(',');
        if (dele.Length > 2 || Heltal(dele[0]) is not { } kroner)
            return null;
        var oere = 0;
        if (dele.Length == 2 && (dele[1].Length is 0 or > 2 || !int.TryParse(dele[1].PadRight(2, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out oere)))
            return null;
        return (kroner * 100) + (dele[0].TrimStart().StartsWith('-') ? -oere : oere);
    }

    private static (string?, string?) Dato(Sagsfelt felt, string tekst, DateOnly idag)
    {
        if (!DanishTime.TryParseDate(tekst, out var dag))
            return (null, DanishTime.DateHelp);
        if (dag.Year is < 1800 or > 2200)
            return (null, "Datoen ligger ikke mellem 1800 og 2200.");
        return !felt.Fremtid && dag > idag ? (null, "Datoen ligger efter i dag.") : (dag.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null);
    }
}
