using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Indhold;

/// <summary>Numbers of citizens and årsværk: what was imported, and below it the municipalities' of 2020 that the server was built with.</summary>
internal sealed class Folketalskilde(KlubDb db)
{
    /// <summary>A municipality as the file that the server was built with names it.</summary>
    internal sealed record Kommune(string Kode, string Navn, string Region, string Cvr, int Folketal2020);

    private static readonly Lazy<IReadOnlyList<Kommune>> Kendte = new(() =>
    [
        .. Takstfil.Medfoelgende("data/kommuner.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.TrimEnd('\r').Split(','))
            .Select(c => new Kommune(c[0], c[1], c[2], c[3], int.Parse(c[4], System.Globalization.CultureInfo.InvariantCulture))),
    ]);

    public static IReadOnlyList<Kommune> Kommuner => Kendte.Value;

    /// <summary>Reads once what is known up to a year, and answers by code and year.</summary>
    public async Task<Func<string, int, Licensgrundlag?>> HentAsync(int tilAar, CancellationToken ct)
    {
        var tal = (await db.Folketal.AsNoTracking().Where(f => f.Aar <= tilAar).ToListAsync(ct)).ToLookup(f => f.Kode, StringComparer.Ordinal);
        var medfulgt = Kommuner.ToDictionary(k => k.Kode, StringComparer.Ordinal);
        return (kode, aar) =>
        {
            if (tal[kode].Where(f => f.Aar <= aar).MaxBy(f => f.Aar) is { } fundet)
                return new(fundet.Antal, fundet.Aar);
            return aar >= 2020 && medfulgt.TryGetValue(kode, out var k) ? new(k.Folketal2020, 2020) : null;
        };
    }

    /// <summary>The population behind each member of the day; a region's is that of the municipality it pays like. State bodies have none and are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, long>> BorgereAsync(Klubtakster satser, DateOnly idag, CancellationToken ct)
    {
        var find = await HentAsync(idag.Year, ct);
        return (await db.Medlemmer.AsNoTracking().ToListAsync(ct)).Where(m => m.Art != Medlemsart.Stat && m.ErMedlem(idag))
            .ToDictionary(m => m.Id, m => (long)(find(m.Art == Medlemsart.Region ? satser.RegionBetalerSom : m.Grundlagskode, idag.Year)?.Antal ?? 0));
    }
}
