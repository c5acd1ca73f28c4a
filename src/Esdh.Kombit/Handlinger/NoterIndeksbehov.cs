using Esdh.Kombit.Domain;
using Esdh.Kombit.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Kombit.Handlinger;

/// <summary>Notes which cases and documents something has happened to, and how far the events have been looked through: from then on the index must be told, however long it is away.</summary>
internal sealed class NoterIndeksbehov(KombitDb db)
{
    /// <param name="Efter">The last event looked at.</param>
    public sealed record Kommando(long Efter, IReadOnlyCollection<Guid> Sager, IReadOnlyCollection<Guid> Dokumenter);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Stande.SingleOrDefaultAsync(ct) is not { } stand || stand.Efter > k.Efter)
            return;
        stand.Efter = k.Efter;
        await db.MarkerAsync(Indeksart.Sag, k.Sager, ct);
        await db.MarkerAsync(Indeksart.Dokument, k.Dokumenter, ct);
        await db.SaveChangesAsync(ct);
    }
}

internal static class Indeksmarkering
{
    /// <summary>They wait to be compared with what the index knows. Not saved.</summary>
    public static async Task MarkerAsync(this KombitDb db, Indeksart art, IReadOnlyCollection<Guid> ider, CancellationToken ct)
    {
        foreach (var portion in ider.Distinct().Chunk(500))
        {
            var kendte = await db.Objekter.Where(o => portion.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
            foreach (var id in portion)
            {
                if (!kendte.TryGetValue(id, out var o) && (o = db.Objekter.Local.FirstOrDefault(x => x.Id == id)) is null)
                    db.Add(o = new Indeksobjekt { Id = id, Art = art });
                (o.Venter, o.Fejl) = (true, null);
                o.Aendring++;
            }
        }
    }
}
