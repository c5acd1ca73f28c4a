using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes a draft off one of its cases. A journalised document stays where it has a number; it can be moved.</summary>
internal sealed class AfregistrerDokument(SagerDb db, Dokumentopslag opslag, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, string Sag, long? IfMatch = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        DokumentRegler.BilagFoelgerHovedet.Kraev(dokument.ForaelderId is null);
        dokument.KraevArbejde(k.Aktoer.Id, nu);
        await opslag.KraevIkkeUnderForsendelseAsync(dokument.Id, ct);
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        sag.KraevAaben();
        var pladser = await opslag.RegistreringerAsync(dokument.Id, ct);
        if (!pladser.Exists(p => p.SagId == sag.Id))
            throw new Core.NotFoundException("Dokumentet er ikke på sagen.");
        DokumentRegler.RegistreretEtSted.Kraev(pladser.Count > 1);
        List<Dokument> tagetAf = [];
        foreach (var d in (await opslag.BilagAsync(k.Aktoer, dokument.Id, ct)).Prepend(dokument))
        {
            var raekker = await db.Registreringer.Where(r => r.DokumentId == d.Id && r.SagId == sag.Id).ToListAsync(ct);
            db.RemoveRange(raekker);
            if (raekker.Count > 0)
                tagetAf.Add(d);
        }

        sag.Roer(nu);
        dokument.Roer();
        await db.SaveChangesAsync(ct);
        foreach (var d in tagetAf)
            await haendelser.AppendAsync(k.Aktoer, new DokumentAfregistreret(d.Titel), sag.Id, d.Id, ct);
    }
}
