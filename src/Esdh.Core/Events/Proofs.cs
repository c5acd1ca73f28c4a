using Esdh.Core.Seal;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Core.Events;

/// <summary>Exports the proof that one event was sealed, to be checked alone by <see cref="ProofVerifier"/>. Who may see the event is the caller's to know.</summary>
public sealed class Proofs(CoreDb db, StorageScope scope)
{
    /// <summary>The proof of one event; null while it waits for its block (at most about a minute).</summary>
    /// <exception cref="NotFoundException">No such event.</exception>
    public async Task<InclusionProof?> ForEventAsync(long number, CancellationToken ct)
    {
        if (!await db.Haendelser.AnyAsync(h => h.Nr == number, ct))
            throw new NotFoundException($"Hændelse {number} findes ikke.");
        var row = await db.Seglblokke.SingleOrDefaultAsync(b => b.Foerste <= number && b.Sidste >= number, ct);
        if (row is null)
            return null;
        var block = row.ToBlock();
        await using var command = scope.Command("");
        var events = (await SealStore.EventsAsync(command, block.FirstEvent - 1, withData: true, ct)).TakeWhile(e => e.Leaf.Number <= block.LastEvent).ToList();
        if (events.Count != block.Count || !SealStore.PublicKeys(scope.Authority).TryGetValue(block.KeyId, out var key))
            throw new InvalidOperationException($"Block {block.Number} is not whole. Run verificer.");
        var one = events[(int)(number - block.FirstEvent)];
        return InclusionProof.Create(block, events.ConvertAll(e => e.Leaf.Hash()), one.Leaf, one.Data, one.Salt, key);
    }

    /// <summary>The event that last said <paramref name="type"/> of an object: <c>DokumentJournaliseret</c> of a document.</summary>
    public Task<long?> FindAsync(Guid objectId, string type, CancellationToken ct) =>
        db.Haendelser.Where(h => h.ObjektId == objectId && h.Type == type).OrderByDescending(h => h.Nr).Select(h => (long?)h.Nr).FirstOrDefaultAsync(ct);
}
