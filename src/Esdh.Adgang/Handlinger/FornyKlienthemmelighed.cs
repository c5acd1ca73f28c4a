using Esdh.Adgang.Contract;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Gives a client a new secret; the old one stops at once. The secret itself never comes here: its SHA-256 does.</summary>
internal sealed class FornyKlienthemmelighed(AdgangDb db, EventLog haendelser)
{
    internal sealed record Kommando(Aktoer Aktoer, Guid Id, string HemmelighedSha256, long? Set = null);

    public async Task<GemKlient.Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var klient = await db.Klienter.SingleOrDefaultAsync(c => c.Id == k.Id, ct) ?? throw new NotFoundException();
        Preconditions.Check(klient.Version, k.Set);
        klient.HemmelighedSha256 = k.HemmelighedSha256;
        klient.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new KlienthemmelighedFornyet(klient.KlientId), null, klient.Id, ct);
        return new(klient.Id, klient.KlientId, klient.Version);
    }
}
