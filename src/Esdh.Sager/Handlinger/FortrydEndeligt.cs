using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>A document was not sent, or is not final, after all.</summary>
internal sealed class FortrydEndeligt(SagerDb db, Dokumentopslag opslag)
{
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        await opslag.KraevAabneSagerAsync(k.Aktoer, dokument.Id, ct);
        var raekke = await db.Endeliggoerelser.SingleOrDefaultAsync(e => e.DokumentId == dokument.Id, ct);
        JournalRegler.KunSendteFortrydes.Kraev(raekke is not null);
        ForsendelseRegler.SendtFortrydesIkke.Kraev(!await db.ErSendtHerfraAsync(dokument.Id, ct));
        db.Remove(raekke);
        dokument.Roer();
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentEndeligFortrudt(dokument.Titel, dokument.Retning.ToString()), dokument.Id, ct);
        return dokument.Version;
    }
}
