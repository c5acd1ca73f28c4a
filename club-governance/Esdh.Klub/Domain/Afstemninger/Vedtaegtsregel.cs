using System.Globalization;
using System.Text.RegularExpressions;

namespace Esdh.Klub.Domain;

/// <summary>A share of the votes: more than a half, or at least two thirds.</summary>
/// <param name="Taeller">The upper number.</param>
/// <param name="Naevner">The lower number.</param>
/// <param name="Over">More than the share is needed, and the share alone is not enough.</param>
internal sealed partial record Flertalskrav(int Taeller, int Naevner, bool Over)
{
    public static Flertalskrav Simpelt { get; } = new(1, 2, true);

    public bool ErNaaet(long ja, long iAlt) => iAlt > 0 && (Over ? (Int128)ja * Naevner > (Int128)iAlt * Taeller : (Int128)ja * Naevner >= (Int128)iAlt * Taeller);

    /// <summary>»over 1/2« or »mindst 2/3«.</summary>
    public override string ToString() => $"{(Over ? "over" : "mindst")} {Taeller.ToString(CultureInfo.InvariantCulture)}/{Naevner.ToString(CultureInfo.InvariantCulture)}";

    public static Flertalskrav? Laes(string tekst)
    {
        if (Form().Match(tekst.Trim()) is not { Success: true } m)
            return null;
        var (t, n) = (int.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture), int.Parse(m.Groups[3].ValueSpan, CultureInfo.InvariantCulture));
        return t > 0 && n > 0 && t <= n ? new(t, n, m.Groups[1].Value == "over") : null;
    }

    [GeneratedRegex(@"^(over|mindst) ([0-9]{1,3})/([0-9]{1,3})\z")]
    private static partial Regex Form();
}

/// <summary>How a matter is voted on by the statutes.</summary>
/// <param name="KvorumMedlemmer">Percent of the members that must take part; 0 for none.</param>
/// <param name="KvorumIndbyggere">Percent of the citizens behind the members that must be represented; 0 for none.</param>
/// <param name="Fuldmagter">How many other members one member may vote for.</param>
internal sealed record Vedtaegtsregel(
    Afstemningsemne Emne, Afstemningsform Form, Stemmevaegt Vaegt, bool Hemmelig, Flertalskrav Flertal, int KvorumMedlemmer, int KvorumIndbyggere, Lighedsregel Lighed, int Fuldmagter);

/// <summary>The statutes as far as the system must know them: the table of bilag 1 in <c>club-governance/vedtaegter.md</c>, read as it stands.</summary>
internal static class Vedtaegter
{
    private const int Kolonner = 9;

    private static readonly Lazy<string> Fil = new(() =>
    {
        using var stroem = typeof(Vedtaegter).Assembly.GetManifestResourceStream("vedtaegter.md") ?? throw new InvalidOperationException("The statutes are not in the program.");
        using var laeser = new StreamReader(stroem);
        return laeser.ReadToEnd();
    });

    private static readonly Lazy<IReadOnlyDictionary<Afstemningsemne, Vedtaegtsregel>> Gaeldende = new(() => Laes(Fil.Value));

    /// <summary>The whole of it, as it was adopted.</summary>
    public static string Tekst => Fil.Value;

    public static Vedtaegtsregel Regel(Afstemningsemne emne) => Gaeldende.Value[emne];

    public static IEnumerable<Vedtaegtsregel> Alle => Gaeldende.Value.Values;

    /// <exception cref="FormatException">A matter is missing or stands twice, or a row cannot be read or says what the system cannot do.</exception>
    public static IReadOnlyDictionary<Afstemningsemne, Vedtaegtsregel> Laes(string tekst)
    {
        Dictionary<Afstemningsemne, Vedtaegtsregel> regler = [];
        foreach (var raekke in tekst.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)))
        {
            var celler = raekke.Trim().Trim('|').Split('|').Select(c => c.Trim()).ToList();
            if (celler.Count != Kolonner)
                throw new FormatException($"Rækken har {celler.Count} felter, ikke {Kolonner}: {raekke}");
            var regel = new Vedtaegtsregel(
                Valg<Afstemningsemne>(celler[0].Trim('`'), raekke), Valg<Afstemningsform>(celler[1], raekke), Valg<Stemmevaegt>(celler[2], raekke), JaNej(celler[3], raekke), Flertalskrav.Laes(celler[4]) ?? throw new FormatException($"Flertallet kan ikke læses: {raekke}"),
                Procent(celler[5], raekke), Procent(celler[6], raekke), Valg<Lighedsregel>(celler[7], raekke), Tal(celler[8], 100, raekke));
            Kontroller(regel);
            if (!regler.TryAdd(regel.Emne, regel))
                throw new FormatException($"{regel.Emne} står to gange.");
        }

        var mangler = Enum.GetValues<Afstemningsemne>().Except(regler.Keys).ToList();
        return mangler.Count == 0 ? regler : throw new FormatException($"Vedtægterne siger ikke, hvordan der stemmes om {string.Join(", ", mangler)}.");
    }

    private static void Kontroller(Vedtaegtsregel r)
    {
        if (r.Hemmelig && r.Vaegt != Stemmevaegt.EnStemme)
            throw new FormatException($"{r.Emne}: en hemmelig stemme kan kun veje det samme som de andre; vægten ville sige, hvis den er.");
        if (r.Vaegt == Stemmevaegt.Dobbelt && r.Form != Afstemningsform.Forslag)
            throw new FormatException($"{r.Emne}: dobbelt flertal kan kun bruges, når der stemmes for og imod.");
        if (r.Form == Afstemningsform.Point && r.Vaegt != Stemmevaegt.EnStemme)
            throw new FormatException($"{r.Emne}: alle har lige mange point.");
        if ((r.Form == Afstemningsform.Forslag) != (r.Lighed == Lighedsregel.Bortfalder))
            throw new FormatException($"{r.Emne}: lighedsreglen passer ikke til formen.");
    }

    private static T Valg<T>(string tekst, string raekke) where T : struct, Enum =>
        Enum.TryParse<T>(tekst, ignoreCase: false, out var valg) && Enum.IsDefined(valg) ? valg : throw new FormatException($"»{tekst}« er ikke noget, systemet kender: {raekke}");

    private static bool JaNej(string tekst, string raekke) => tekst switch { "ja" => true, "nej" => false, _ => throw new FormatException($"Skriv ja eller nej: {raekke}") };

    private static int Procent(string tekst, string raekke) => Tal(tekst.Replace("%", "", StringComparison.Ordinal).Trim(), 100, raekke);

    private static int Tal(string tekst, int hoejst, string raekke) =>
        int.TryParse(tekst, NumberStyles.None, CultureInfo.InvariantCulture, out var tal) && tal <= hoejst ? tal : throw new FormatException($"»{tekst}« er ikke et tal fra 0 til {hoejst}: {raekke}");
}
