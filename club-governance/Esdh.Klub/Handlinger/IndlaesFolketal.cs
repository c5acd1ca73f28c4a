using System.Globalization;
using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>
/// Imports numbers of citizens or årsværk from CSV with a heading: <c>kode;aar;antal</c>, or <c>kommunekode</c> and a column <c>folketal_2027</c> for each year. Commas or semicolons. All or nothing;
/// what is there for the same code and year is replaced.
/// </summary>
internal sealed class IndlaesFolketal(KlubDb db, EventLog haendelser)
{
    private const int Flest = 500;

    internal sealed record Kommando(Klubaktoer Aktoer, string? Csv, string? Kilde);

    internal sealed record Svar(int Antal);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        new Errors().AddIf(string.IsNullOrWhiteSpace(k.Kilde) || k.Kilde.Length > 200, "kilde", "Skriv, hvor tallene kommer fra, med højst 200 tegn.").AddIf(string.IsNullOrWhiteSpace(k.Csv) || k.Csv.Length > 200_000, "csv", "Vælg en CSV-fil på højst 200.000 tegn.").Throw();
        var raekker = Laes(k.Csv!);
        var aar = raekker.Select(r => r.Aar).Distinct().ToList();
        var kendte = (await db.Folketal.Where(f => aar.Contains(f.Aar)).ToListAsync(ct)).ToDictionary(f => (f.Kode, f.Aar));
        foreach (var (kode, a, antal) in raekker)
        {
            if (!kendte.TryGetValue((kode, a), out var tal))
                db.Add(tal = new() { Kode = kode, Aar = a, Antal = antal, Kilde = k.Kilde! });
            (tal.Antal, tal.Kilde) = (antal, k.Kilde!.Trim());
        }

        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new FolketalIndlaest(raekker.Count, k.Kilde!.Trim()), null, null, ct);
        return new(raekker.Count);
    }

    private static List<(string Kode, int Aar, int Antal)> Laes(string csv)
    {
        var linjer = csv.TrimStart('\uFEFF').Split('\n').Select((l, i) => (Nr: i + 1, Tekst: l.Trim())).Where(l => l.Tekst.Length > 0).ToList();
        var skel = linjer[0].Tekst.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var hoved = linjer[0].Tekst.ToLowerInvariant().Split(skel, StringSplitOptions.TrimEntries);
        var kode = Array.FindIndex(hoved, h => h is "kode" or "kommunekode");
        var (aar, antal) = (Array.IndexOf(hoved, "aar"), Array.IndexOf(hoved, "antal"));
        var brede = hoved.Select((h, i) => (Kolonne: i, Aar: h.StartsWith("folketal_", StringComparison.Ordinal) && int.TryParse(h[9..], NumberStyles.None, CultureInfo.InvariantCulture, out var a) ? a : 0)).Where(x => x.Aar > 0).ToList();
        if (kode < 0 || (brede.Count == 0 && (aar < 0 || antal < 0)))
            throw new InvalidException("csv", "Første linje skal være kode;aar;antal, eller kommunekode med en kolonne som folketal_2027 for hvert år.");
        List<(string, int, int)> raekker = [];
        HashSet<(string, int)> set = [];
        foreach (var (nr, tekst) in linjer.Skip(1))
        {
            var celler = tekst.Split(skel, StringSplitOptions.TrimEntries);
            foreach (var (kolonne, a) in brede.Count > 0 ? brede : [(antal, Tal(celler, aar))])
            {
                var vaerdi = Tal(celler, kolonne);
                if (celler.Length <= kode || celler[kode].Length is not (4 or 8) || !celler[kode].All(char.IsAsciiDigit) || a is < 2000 or > 2100 || vaerdi is < 0 or > 3_000_000)
                    throw new InvalidException("csv", $"Linje {nr} kan ikke læses: koden er fire cifre for en kommune eller et CVR-nummer, året 2000 til 2100, antallet et helt tal fra 0 til 3.000.000.");
                if (!set.Add((celler[kode], a)))
                    throw new InvalidException("csv", $"Linje {nr}: koden {celler[kode]} står mere end én gang for {a}.");
                raekker.Add((celler[kode], a, vaerdi));
                if (raekker.Count > Flest)
                    throw new InvalidException("csv", $"Filen har mere end {Flest} tal. Del den.");
            }
        }

        return raekker.Count > 0 ? raekker : throw new InvalidException("csv", "Filen har ingen tal.");
    }

    private static int Tal(string[] celler, int i) =>
        i >= 0 && i < celler.Length && int.TryParse(celler[i].Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var tal) ? tal : -1;
}
