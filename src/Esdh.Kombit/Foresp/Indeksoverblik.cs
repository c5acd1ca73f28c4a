using Esdh.Kombit.Domain;
using Esdh.Kombit.Storage;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Kombit.Foresp;

/// <summary>How the delivery to the index goes, for the authority's administrators. Numbers alone: an administrator need not see what they are about.</summary>
internal sealed class Indeksoverblik(KombitDb db, SagerDb sager)
{
    private const int MestVist = 50;

    /// <param name="Stand">Null where it has never been switched on.</param>
    /// <param name="Fejl">The oldest of those that the index would not take.</param>
    public sealed record Svar(Indeksstand? Stand, int Sager, int Dokumenter, int Venter, int Fejlede, IReadOnlyList<Linje> Fejl);

    /// <param name="Nr">Case or document number as all may know it.</param>
    public sealed record Linje(Indeksart Art, Guid Id, string Nr, string Fejl);

    public async Task<Svar> HentAsync(CancellationToken ct)
    {
        var stand = await db.Stande.SingleOrDefaultAsync(ct);
        var kendte = await db.Objekter.Where(o => o.Hash != null && o.Hash != Indeksobjekt.Uvist).GroupBy(o => o.Art).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        var venter = await db.Objekter.CountAsync(o => o.Venter, ct);
        var fejlede = await db.Objekter.CountAsync(o => o.Fejl != null, ct);
        var fejl = await db.Objekter.Where(o => o.Fejl != null).OrderBy(o => o.Id).Take(MestVist).ToListAsync(ct);
        var ider = fejl.ConvertAll(o => o.Id);
        // Uden for adgang: numbers alone.
        var numre = await sager.Sager.Where(s => ider.Contains(s.Id)).Select(s => new { s.Id, Nr = s.Sagsnummer }).ToDictionaryAsync(s => s.Id, s => s.Nr, ct);
        // Uden for adgang: numbers alone.
        var dokumentnumre = await sager.Dokumenter.Where(d => ider.Contains(d.Id)).Select(d => new { d.Id, d.Nr }).ToDictionaryAsync(d => d.Id, d => d.Nr, ct);
        return new(stand, kendte.GetValueOrDefault(Indeksart.Sag), kendte.GetValueOrDefault(Indeksart.Dokument), venter, fejlede,
            [.. fejl.Select(o => new Linje(o.Art, o.Id, numre.GetValueOrDefault(o.Id) ?? (dokumentnumre.TryGetValue(o.Id, out var nr) ? $"{nr}" : "slettet"), o.Fejl!))]);
    }
}
