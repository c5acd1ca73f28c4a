using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Files the letter to one who is heard, and notes it on the hearing in the same step: a letter is never made twice, nor lost.</summary>
internal sealed class OpretHoeringsbrev(SagerDb db, OpretDokument opret, EventLog haendelser)
{
    /// <param name="Brev">The letter as it is filed on the case.</param>
    public sealed record Kommando(OpretDokument.Kommando Brev, Guid HoeringId, Guid SagspartId);

    public async Task<OpretDokument.Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (hoering, sag, parter) = await db.FindHoeringAsync(k.Brev.Aktoer, k.HoeringId, null, ct);
        hoering.KraevAaben();
        var part = parter.Find(k.SagspartId);
        HoeringRegler.EtBrevTilHver.Kraev(part.BrevDokumentId is null);
        var svar = await opret.Udfoer(k.Brev, ct);
        part.BrevDokumentId = svar.Id;
        hoering.Roer();
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Brev.Aktoer, new HoeringsbrevDannet(CprFinder.Mask(hoering.Emne), part.SagspartId, svar.Id), sag.Id, hoering.Id, ct);
        return svar;
    }
}
