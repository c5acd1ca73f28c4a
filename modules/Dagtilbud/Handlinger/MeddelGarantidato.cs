using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>The family is told the date of its guarantee in writing: the letter is journalised and sent to the parents, the date that was told is kept, and a new application goes on the waiting list.</summary>
internal sealed class MeddelGarantidato(DagtilbudDb db, Ansoegningskontrol kontrol, Sagshandlinger sager, Sagsopslag opslag, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Dato">The date in the letter.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid SagId, Flettetbrev Brev, DateOnly Dato);

    public sealed record Svar(Guid DokumentId, DateOnly Garantidato);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (sag, a) = await kontrol.FindAsync(k.Aktoer, k.SagId.ToString(), ct);
        if (a.Garantidato is not { } dato)
            throw new InvalidException("garantidato", "Der er ingen garanti: familien har fået et tilbud.");
        if (dato != k.Dato)
            throw new StaleException("Garantidatoen blev ændret, mens brevet blev skrevet. Prøv igen.");
        DagtilbudRegler.GarantienMeddelesEnGang.Kraev(a.MeddeltDato != dato);
        var dokument = await sager.LaegBrevAsync(k.Aktoer, k.Brev, journaliser: true, ct);
        a.Meddel(dato, DanishTime.Today(tid), dokument);
        await db.SaveChangesAsync(ct);
        var foraeldre = (await opslag.ParterAsync(k.Aktoer, sag.Id, ct)).Where(p => p.Rolle == Dagtilbudstype.Foraelder).Select(p => p.Id).ToList();
        if (foraeldre.Count > 0)
            await sager.SendAsync(k.Aktoer, dokument, foraeldre, ct);
        await haendelser.AppendAsync(k.Aktoer, new GarantidatoMeddelt(dato), sag.Id, dokument, ct);
        if (sag.Trin == Dagtilbudstype.Modtaget)
            await sager.TagTrinAsync(k.Aktoer, sag.Id, Dagtilbudstype.Venteliste, null, ct);
        return new(dokument, dato);
    }
}
