using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>A guarantee whose date has passed without a place is recorded as broken, with tasks and their days. Once, however often it is looked.</summary>
internal sealed class RegistrerGarantibrud(DagtilbudDb db, Sagshandlinger sager, Sagsopslag opslag, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Aktoer">Who registered the application, or the server itself where that one no longer sees the case: the breach is then on the list, without tasks.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid SagId);

    public sealed record Svar(bool Brudt);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var a = await db.Ansoegninger.AsNoTracking().SingleOrDefaultAsync(x => x.SagId == k.SagId, ct);
        if (a is not { ErAktiv: true, Garantidato: { } dato } || dato >= idag || await db.Brud.AnyAsync(b => b.SagId == a.SagId && (b.Garantidato == dato || b.Opfyldt == null), ct)
            || await db.Tilbud.AnyAsync(t => t.SagId == a.SagId && t.Tilstand == Tilbudstilstand.Tilbudt && t.Fra <= dato, ct))
            return new(false);
        var brud = new DagtilbudBrud { SagId = a.SagId, Garantidato = dato, HaevetFra = DagtilbudBrud.NaesteMaaned(dato), Registreret = idag };
        db.Add(brud);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PasningsgarantiBrudt(dato, brud.HaevetFra), a.SagId, brud.Id, ct);
        if ((await opslag.SynligeAsync(k.Aktoer, [a.SagId], ct)).GetValueOrDefault(a.SagId) is { ErAaben: true })
        {
            var frist = brud.HaevetFra > idag ? brud.HaevetFra : idag;
            await sager.OpretOpgaveAsync(k.Aktoer, a.SagId, $"Garantien er brudt: giv plads, eller hæv tilskuddet fra {DanishTime.ShortDate(brud.HaevetFra)} (§ 25)", frist, null, ct);
            await sager.OpretOpgaveAsync(k.Aktoer, a.SagId, "Tilbyd familien at få dækket privat pasning eller plads i en anden kommune (§ 24)", idag.AddDays(7), null, ct);
        }

        return new(true);
    }
}
