using System.Globalization;
using System.Text;
using Esdh.Core;
using Esdh.Core.Files.Mail;
using Esdh.Core.Identity;
using Esdh.Sager.Domain;

namespace Esdh.Sager.Forsendelser;

/// <summary>One row of a list of receivers.</summary>
/// <param name="Linje">The line in the file, as an editor counts.</param>
/// <param name="Felter">By column, lower case: <c>navn</c>, <c>adresse</c>, <c>postnummer</c>, <c>by</c>, <c>email</c>, <c>cpr</c>, <c>cvr</c>, <c>kanal</c> and the list's own.</param>
/// <param name="Fejl">Why it cannot be used; null when all is well.</param>
internal sealed record Modtagerraekke(int Linje, string Navn, IReadOnlyDictionary<string, string> Felter, string? Fejl)
{
    public string? Felt(string navn) => Felter.TryGetValue(navn, out var v) && v.Length > 0 ? v : null;

    public Modtageroplysninger Oplysninger => new(
        Navn, Felt("email"), Cpr.TryParse(Felt("cpr"), out var cpr) ? cpr.Digits : null, Felt("cvr")?.Replace(" ", "", StringComparison.Ordinal), Felt("adresse"), Felt("postnummer"), Felt("by"));
}

/// <summary>
/// Reads a list of receivers as spreadsheets save it: UTF-8 or Windows-1252, columns parted by semicolon, comma or tab, quoted cells with line breaks. The first row
/// names the columns. Nothing is guessed: a row that does not hold says why, with its line.
/// </summary>
internal static class Modtagerliste
{
    public const int FlestRaekker = BestilteRaekker, FlestKolonner = 60, LaengsteCelle = 4000, StoersteFil = 20 * 1024 * 1024;

    private const int BestilteRaekker = 20_000;

    private static readonly Dictionary<string, string> Andre = new(StringComparer.Ordinal)
    {
        ["e_mail"] = "email", ["mail"] = "email", ["mailadresse"] = "email", ["postnr"] = "postnummer", ["postnr."] = "postnummer", ["cprnr"] = "cpr", ["cpr_nr"] = "cpr", ["cpr_nummer"] = "cpr", ["personnummer"] = "cpr",
        ["cvrnr"] = "cvr", ["cvr_nr"] = "cvr", ["cvr_nummer"] = "cvr", ["bynavn"] = "by",
    };

    /// <exception cref="InvalidException">The file as a whole cannot be used; the field is <c>fil</c>.</exception>
    public static IReadOnlyList<Modtagerraekke> Laes(ReadOnlySpan<byte> fil)
    {
        if (fil.Length > StoersteFil)
            throw Ugyldig("Listen må højst fylde 20 MB.");
        if (fil.StartsWith("PK"u8))
            throw Ugyldig("Filen er et regneark. Gem det som CSV, og vælg den fil.");
        var tekst = Esdh.Core.Files.Mime.PlainText.Guess(fil);
        if (tekst.Contains('\0', StringComparison.Ordinal))
            throw Ugyldig("Filen er ingen tekst. Gem listen som CSV (UTF-8).");
        var foerste = tekst.AsSpan();
        foerste = foerste.IndexOfAny('\r', '\n') is var slut and >= 0 ? foerste[..slut] : foerste;
        var skilletegn = ";\t,".MaxBy(Antal(foerste.ToString()));
        using var raekker = Raekker(tekst, skilletegn).GetEnumerator();
        if (!raekker.MoveNext())
            throw Ugyldig("Listen er tom.");
        var kolonner = raekker.Current.Celler.ConvertAll(Kolonne);
        if (kolonner.Count > FlestKolonner)
            throw Ugyldig($"Listen må højst have {FlestKolonner} kolonner.");
        if (!kolonner.Contains("navn"))
            throw Ugyldig("Første linje skal være overskrifter, og en af dem skal være navn.");
        if (kolonner.Where(k => k.Length > 0).GroupBy(k => k).FirstOrDefault(g => g.Count() > 1) is { } dobbelt)
            throw Ugyldig($"Kolonnen »{dobbelt.Key}« er der to gange.");
        List<Modtagerraekke> laest = [];
        Dictionary<string, int> sete = [];
        while (raekker.MoveNext())
        {
            var (linje, celler) = raekker.Current;
            if (celler.TrueForAll(string.IsNullOrWhiteSpace))
                continue;
            if (laest.Count == FlestRaekker)
                throw Ugyldig($"Listen må højst have {FlestRaekker.ToString("N0", CultureInfo.GetCultureInfo("da-DK"))} modtagere. Del den i flere.");
            laest.Add(Raekke(linje, celler, kolonner, sete));
        }

        return laest.Count > 0 ? laest : throw Ugyldig("Der er ingen modtagere under overskrifterne.");
    }

    private static Func<char, int> Antal(string linje) => tegn => linje.Count(c => c == tegn);

    private static InvalidException Ugyldig(string tekst) => new("fil", tekst);

    private static string Kolonne(string celle)
    {
        var navn = string.Concat(celle.Trim().ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) || c == '.' ? c : '_')).Trim('_');
        return Andre.GetValueOrDefault(navn, navn);
    }

    private static Modtagerraekke Raekke(int linje, List<string> celler, List<string> kolonner, Dictionary<string, int> sete)
    {
        Dictionary<string, string> felter = new(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Math.Min(celler.Count, kolonner.Count); i++)
        {
            if (kolonner[i].Length > 0)
                felter[kolonner[i]] = string.Concat(celler[i].Where(c => c is '\n' or '\t' || !char.IsControl(c))).Trim();
        }

        var r = new Modtagerraekke(linje, Titeltekst.Ren(felter.GetValueOrDefault("navn", "")), felter, null);
        string? fejl = celler.Count > kolonner.Count && celler.Skip(kolonner.Count).Any(c => c.Length > 0) ? $"Rækken har {celler.Count} kolonner, og der er {kolonner.Count} overskrifter."
            : r.Navn.Length == 0 ? "Navnet mangler."
            : r.Navn.Length > 200 ? "Navnet er over 200 tegn."
            : felter.Values.Any(v => v.Length > LaengsteCelle) ? $"En celle er over {LaengsteCelle} tegn."
            : r.Felt("email") is { } mail && MailAddress.Parse(mail) is null ? $"»{Kort(mail)}« er ingen mailadresse."
            : r.Felt("cpr") is { } cpr && !Cpr.TryParse(cpr, out _) ? "CPR-nummeret er ikke gyldigt."
            : r.Felt("cvr") is { } cvr && !Cvr.TryParse(cvr, out _) ? $"»{Kort(cvr)}« er intet CVR-nummer."
            : r.Felt("kanal") is { } kanal && !Kanalord.TryParse(kanal, out _) ? $"»{Kort(kanal)}« er ingen kanal. Brug Email, DigitalPost, Fjernprint, BygOgMiljoe eller Udskriv."
            : null;
        if (fejl is null && !sete.TryAdd(string.Join('\u001F', kolonner.Select(k => felter.GetValueOrDefault(k, ""))), linje))
            fejl = $"Rækken er magen til linje {sete[string.Join('\u001F', kolonner.Select(k => felter.GetValueOrDefault(k, "")))]}.";
        return r with { Navn = r.Navn.Length is 0 or > 200 ? $"Linje {linje}" : r.Navn, Fejl = fejl };
    }

    private static string Kort(string tekst) => tekst.Length <= 60 ? tekst : tekst[..59] + "…";

    /// <summary>Rows with the line they begin on; quoted cells may hold separators, doubled quotes and line breaks.</summary>
    private static IEnumerable<(int Linje, List<string> Celler)> Raekker(string tekst, char skilletegn)
    {
        var (linje, begyndt) = (1, 1);
        List<string> celler = [];
        var celle = new StringBuilder();
        var iCitat = false;
        for (var i = 0; i < tekst.Length; i++)
        {
            var c = tekst[i];
            if (c == '\n')
                linje++;
            if (iCitat)
            {
                if (c != '"')
                    celle.Append(c == '\r' ? "" : c);
                else if (i + 1 < tekst.Length && tekst[i + 1] == '"')
                    celle.Append(tekst[++i]);
                else
                    iCitat = false;
                if (celle.Length > 100_000)
                    throw Ugyldig($"Citatet, der begynder på linje {begyndt}, slutter ikke.");
            }
            else if (c == '"' && celle.Length == 0)
                iCitat = true;
            else if (c == skilletegn)
            {
                celler.Add(celle.ToString());
                celle.Clear();
                if (celler.Count > 1000)
                    throw Ugyldig($"Linje {begyndt} har over 1000 kolonner.");
            }
            else if (c == '\n')
            {
                celler.Add(celle.ToString());
                celle.Clear();
                yield return (begyndt, celler);
                celler = [];
                begyndt = linje;
            }
            else if (c != '\r')
                celle.Append(c);
        }

        if (iCitat)
            throw Ugyldig($"Citatet, der begynder på linje {begyndt}, slutter ikke.");
        if (celle.Length > 0 || celler.Count > 0)
        {
            celler.Add(celle.ToString());
            yield return (begyndt, celler);
        }
    }
}
