using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sbsys.Contract;
using Esdh.Sbsys.Domain;
using Esdh.Sbsys.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Handlinger;

/// <summary>Notes what became of a form, so that it is not tried again; why one waits stands on the post's page.</summary>
internal sealed class NoterFormular(SbsysDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="SagId">The case it is on.</param>
    /// <param name="Grund">Why it is on none.</param>
    public sealed record Kommando(Guid PostId, Guid? SagId, string? Grund);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Formularer.AnyAsync(f => f.PostId == k.PostId, ct))
            return;
        db.Add(new SbsysFormular { PostId = k.PostId, SagId = k.SagId, Grund = k.Grund, Tid = tid.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        if (k.Grund is { } grund)
            await haendelser.AppendAsync(Aktoer.Systemet, new FormularVenter(grund), null, k.PostId, ct);
    }
}
