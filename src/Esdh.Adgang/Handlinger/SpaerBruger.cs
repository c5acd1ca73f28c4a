using Esdh.Adgang.Contract;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>The server itself blocks a user who was refused again and again, for as long as the authority has decided.</summary>
internal sealed class SpaerBruger(AdgangDb db, EventLog haendelser, TimeProvider time)
{
    internal sealed record Kommando(Guid BrugerId, int Afvisninger, TimeSpan Spaerring);

    public async Task Udfoer(Kommando kommando, CancellationToken ct)
    {
        var bruger = await db.Brugere.SingleAsync(b => b.Id == kommando.BrugerId, ct);
        bruger.SpaerretTil = time.GetUtcNow() + kommando.Spaerring;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(Aktoer.Systemet, new BrugerSpaerret(bruger.SpaerretTil.Value, kommando.Afvisninger), null, bruger.Id, ct);
    }
}
