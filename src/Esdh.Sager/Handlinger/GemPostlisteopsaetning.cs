using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Sets how long the postliste waits. What is approved already keeps its day.</summary>
internal sealed class GemPostlisteopsaetning(SagerDb db, EventLog haendelser)
{
    /// <param name="Ventedage">0 to 90 days from approval until the public sees it.</param>
    public sealed record Kommando(Aktoer Aktoer, int? Ventedage);

    public async Task<int> Udfoer(Kommando k, CancellationToken ct)
    {
        if (k.Ventedage is not (>= 0 and <= 90))
            throw new InvalidException("ventedage", "Ventetiden skal være fra 0 til 90 dage.");
        var opsaetning = await db.Postlisteopsaetninger.SingleOrDefaultAsync(ct);
        if (opsaetning is null)
            db.Add(opsaetning = new Postlisteopsaetning());
        opsaetning.Ventedage = k.Ventedage.Value;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PostlisteopsaetningGemt(opsaetning.Ventedage), null, null, ct);
        return opsaetning.Ventedage;
    }
}
