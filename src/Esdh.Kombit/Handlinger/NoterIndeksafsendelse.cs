using Esdh.Kombit.Domain;
using Esdh.Kombit.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Kombit.Handlinger;

/// <summary>Notes, before they are sent, that the index may come to hold these: an answer that never comes must not leave there what may no longer be shown.</summary>
internal sealed class NoterIndeksafsendelse(KombitDb db)
{
    public sealed record Kommando(IReadOnlyList<Guid> Ider);

    public Task Udfoer(Kommando k, CancellationToken ct) =>
        db.Objekter.Where(o => k.Ider.Contains(o.Id) && o.Hash == null).ExecuteUpdateAsync(s => s.SetProperty(o => o.Hash, Indeksobjekt.Uvist), ct);
}
