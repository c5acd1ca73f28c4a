using Esdh.Kombit.Domain;
using Esdh.Kombit.Storage;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Kombit.Foresp;

/// <summary>How the delivery to the index goes, for the authority's administrators. Numbers alone: an administrator need not see what they are about.</summary>
internal sealed class Indeksoverblik(KombitDb db, SagerDb sager)
{
    private const int FlestGrunde = 50, FlestEksempler = 5, Gennemset = 1000;

    /// <param name="Stand">Null where it has never been switched on.</param>
    /// <param name="Fejl">Why some are not delivered, most first.</param>
    public sealed record Svar(Indeksstand? Stand, int Sager, int Dokumenter, int Venter, int Fejlede, IReadOnlyList<Grund> Fejl);

    /// <param name="Eksempler">A few of them.</param>
    public sealed record Grund(string Fejl, int Antal, IReadOnlyList<Eksempel> Eksempler);

    /// <param name="Nr">Case or document number as all may know it.</param>
    public sealed record Eksempel(Indeksart Art, Guid Id, string Nr);

    public async Task<Svar> HentAsync(CancellationToken ct)
    {
        var stand = await db.Stande.SingleOrDefaultAsync(ct);
        var kendte = await db.Objekter.Where(o => o.Hash != null && o.Hash != Indeksobjekt.Uvist).GroupBy(o => o.Art).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        var venter = await db.Objekter.CountAsync(o => o.Venter, ct);
        var grunde = await db.Objekter.Where(o => o.Fejl != null).GroupBy(o => o.Fejl!).Select(g => new { Fejl = g.Key, Antal = g.Count() }).OrderByDescending(g => g.Antal).ThenBy(g => g.Fejl).ToListAsync(ct);
        var fejlede = await db.Objekter.Where(o => o.Fejl != null).OrderBy(o => o.Id).Take(Gennemset).Select(o => new { o.Id, o.Art, o.Fejl }).ToListAsync(ct);
        var eksempler = fejlede.GroupBy(o => o.Fejl!).SelectMany(g => g.Take(FlestEksempler)).ToList();
        var ider = eksempler.ConvertAll(o => o.Id);
        // Uden for adgang: numbers alone.
        var numre = await sager.Sager.Where(s => ider.Contains(s.Id)).Select(s => new { s.Id, Nr = s.Sagsnummer }).ToDictionaryAsync(s => s.Id, s => s.Nr, ct);
        // Uden for adgang: numbers alone.
        var dokumentnumre = await sager.Dokumenter.Where(d => ider.Contains(d.Id)).Select(d => new { d.Id, d.Nr }).ToDictionaryAsync(d => d.Id, d => d.Nr, ct);
        var vist = eksempler.ToLookup(o => o.Fejl!, o => new Eksempel(o.Art, o.Id, numre.GetValueOrDefault(o.Id) ?? (dokumentnumre.TryGetValue(o.Id, out var nr) ? $"{nr}" : "slettet")));
        return new(stand, kendte.GetValueOrDefault(Indeksart.Sag), kendte.GetValueOrDefault(Indeksart.Dokument), venter, grunde.Sum(g => g.Antal),
            [.. grunde.Take(FlestGrunde).Select(g => new Grund(g.Fejl, g.Antal, [.. vist[g.Fejl]]))]);
    }
}
