using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Core;

namespace Esdh.Dagtilbud.Domain;

/// <summary>How much of the parents' payment the municipality pays by the household's income, from a month on until the next scale.</summary>
internal sealed class DagtilbudFripladsskala
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The first of a month.</summary>
    public DateOnly GaelderFra { get; init; }

    /// <summary>Where the figures are from, and what is not from there.</summary>
    public required string Kilde { get; init; }

    /// <summary>Every limit lies so much higher for a sole provider.</summary>
    public long EnligOere { get; init; }

    /// <summary>And so much higher for each child under 18 at home after the first.</summary>
    public long BarnOere { get; init; }

    public DateTimeOffset Gemt { get; init; }

    public Guid GemtAf { get; init; }

    /// <summary>By income, the lowest first; above the last there is nothing.</summary>
    public List<DagtilbudFripladstrin> Trin { get; init; } = [];

    /// <summary>How many percent of the payment the municipality pays.</summary>
    /// <param name="aarsindtaegt">The household's, in øre.</param>
    /// <param name="erEnlig">One adult provides alone.</param>
    /// <param name="boernUnder18">At home, this child and others.</param>
    public int Procent(long aarsindtaegt, bool erEnlig, int boernUnder18)
    {
        var indtaegt = aarsindtaegt - (erEnlig ? EnligOere : 0) - BarnOere * Math.Max(0, boernUnder18 - 1);
        return Trin.OrderBy(t => t.TilOgMedOere).FirstOrDefault(t => indtaegt <= t.TilOgMedOere)?.Procent ?? 0;
    }

    /// <summary>The scale in force in a month; null before the first.</summary>
    public static DagtilbudFripladsskala? IKraft(IEnumerable<DagtilbudFripladsskala> skalaer, DateOnly maaned) => skalaer.Where(s => s.GaelderFra <= maaned).MaxBy(s => s.GaelderFra);

    /// <summary>
    /// 2024, which comes with the product: the limit of a full friplads, that of none, and the two supplements are the source's. The steps between are not in it: they are even steps of
    /// 5 percent of the product's own, and are said to be so wherever they are shown, until the authority enters the real ones.
    /// </summary>
    public static DagtilbudFripladsskala Fra2024 { get; } = new()
    {
        Id = new("01890000-0000-7000-8000-000000002024"), GaelderFra = new(2024, 1, 1), EnligOere = 7_008_900, BarnOere = 700_000,
        Kilde = "Grænserne for hel og ingen friplads og de to tillæg er bekendtgørelsens for 2024. Trinene imellem er jævne trin på 5 procent, som programmet selv har lagt: indlæs skalaens egne trin.",
        Trin = [new() { TilOgMedOere = Hel2024, Procent = 100 }, .. Enumerable.Range(1, Jaevne).Select(i => new DagtilbudFripladstrin
        {
            Procent = 100 - 5 * i, ErInterpoleret = true, TilOgMedOere = i == Jaevne ? Ingen2024 - 1 : (Hel2024 + (Ingen2024 - Hel2024) * i / Jaevne) / 100 * 100,
        })],
    };

    private const long Hel2024 = 20_030_100, Ingen2024 = 62_220_000;
    private const int Jaevne = 19;
}

/// <summary>One step of a scale.</summary>
internal sealed class DagtilbudFripladstrin
{
    public Guid SkalaId { get; set; }

    /// <summary>The highest income a year that it is for, in øre.</summary>
    public long TilOgMedOere { get; init; }

    /// <summary>1 to 100: what the municipality pays of the parents' payment.</summary>
    public int Procent { get; init; }

    /// <summary>Laid by the product between figures of the source; not the source's own.</summary>
    public bool ErInterpoleret { get; init; }
}

/// <summary>Reads a scale's steps as an administrator pastes or sends them.</summary>
internal static partial class Fripladsindlaesning
{
    public const int FlestTrin = 200;

    /// <summary>
    /// CSV with »indtægt til og med;procent« on each line (a first line of words is passed over), or JSON <c>[{"tilOgMed": 200301, "procent": 100}]</c> with kroner.
    /// </summary>
    /// <exception cref="InvalidException"><c>trin</c>: the first ten lines that cannot be used.</exception>
    public static List<DagtilbudFripladstrin> Laes(string? tekst)
    {
        var t = (tekst ?? "").Trim();
        if (t.Length is 0 or > 20_000)
            throw new InvalidException("trin", "Indsæt skalaens trin, højst 20.000 tegn.");
        List<string> fejl = [];
        var trin = t[0] == '[' ? Json(t, fejl) : Csv(t, fejl);
        if (fejl.Count == 0)
            Kontroller(trin, fejl);
        return fejl.Count > 0 ? throw new InvalidException("trin", string.Join(' ', fejl.Take(10))) : trin;
    }

    private static List<DagtilbudFripladstrin> Csv(string tekst, List<string> fejl)
    {
        List<DagtilbudFripladstrin> trin = [];
        var linjer = tekst.Split('\n').Select(l => l.Trim().TrimStart('\uFEFF')).ToList();
        for (var i = 0; i < linjer.Count && trin.Count <= FlestTrin; i++)
        {
            if (linjer[i].Length == 0 || (i == 0 && !linjer[i].Any(char.IsAsciiDigit)))
                continue;
            var felter = linjer[i].Split([';', '\t']).Select(f => f.Trim().Trim('"')).ToArray();
            if (felter.Length == 2 && Beloeb(felter[0]) is { } graense && int.TryParse(felter[1].TrimEnd('%', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var procent))
                trin.Add(new() { TilOgMedOere = graense, Procent = procent });
            else
                fejl.Add($"Linje {i + 1} kan ikke læses: skriv fx 200.301;100.");
        }

        return trin;
    }

    private static List<DagtilbudFripladstrin> Json(string tekst, List<string> fejl)
    {
        try
        {
            var raa = JsonSerializer.Deserialize<List<Jsontrin?>>(tekst, JsonSerializerOptions.Web) ?? [];
            if (raa.Exists(r => r is null || r.TilOgMed is < 0 or > 100_000_000 || decimal.Truncate(r.TilOgMed * 100) != r.TilOgMed * 100))
                fejl.Add("Hvert trin skal have tilOgMed i kroner, højst to decimaler, og procent.");
            return fejl.Count > 0 ? [] : raa.ConvertAll(r => new DagtilbudFripladstrin { TilOgMedOere = (long)(r!.TilOgMed * 100), Procent = r.Procent });
        }
        catch (JsonException)
        {
            fejl.Add("JSON kan ikke læses. Skriv fx [{\"tilOgMed\": 200301, \"procent\": 100}].");
            return [];
        }
    }

    private static void Kontroller(List<DagtilbudFripladstrin> trin, List<string> fejl)
    {
        if (trin.Count is 0 or > FlestTrin)
            fejl.Add($"En skala har fra 1 til {FlestTrin} trin.");
        if (trin.Exists(t => t.Procent is < 1 or > 100))
            fejl.Add("Procenten ligger fra 1 til 100. Over det sidste trin er der ingen friplads.");
        for (var i = 1; i < trin.Count; i++)
        {
            if (trin[i].TilOgMedOere <= trin[i - 1].TilOgMedOere || trin[i].Procent >= trin[i - 1].Procent)
                fejl.Add($"Trin {i + 1}: indtægten skal stige, og procenten falde, fra trin til trin.");
        }
    }

    /// <summary>Kroner as Danes write them, in øre: 200.301 and 622.199,99.</summary>
    internal static long? Beloeb(string tekst) => Beloebsform().IsMatch(tekst)
        ? (long)(decimal.Parse(tekst.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'), CultureInfo.InvariantCulture) * 100) : null;

    private sealed record Jsontrin(decimal TilOgMed, int Procent);

    [GeneratedRegex(@"^(?:[0-9]{1,8}|[0-9]{1,3}(?:\.[0-9]{3}){1,2})(?:,[0-9]{1,2})?\z")]
    private static partial Regex Beloebsform();
}
