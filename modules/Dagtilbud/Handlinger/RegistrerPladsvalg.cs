using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Full or part time, and lunch, from a month on. Before anything is registered a place is full time with lunch.</summary>
internal sealed class RegistrerPladsvalg(DagtilbudDb db, Sagsopslag sager, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid SagId, DateOnly? Fra, Taksttid? Tid, bool Frokost);

    public sealed record Svar(Guid Id);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await sager.FindAsync(k.Aktoer, k.SagId.ToString(), ct);
        BetalingRegler.SagenErEtBarns.Kraev(sag.Sagstype == Dagtilbudstype.Noegle);
        new Errors().AddMaaned(k.Fra, "fra").AddIf(k.Tid is null, "tid", "Vælg heltid eller deltid.").Throw();
        var valg = new DagtilbudBetalingsvalg { SagId = sag.Id, FraMaaned = k.Fra!.Value, Tid = k.Tid!.Value, Frokost = k.Frokost, Registreret = tid.GetUtcNow(), RegistreretAf = k.Aktoer.Id };
        db.Add(valg);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PladsvalgRegistreret(valg.FraMaaned, valg.Tid.ToString(), valg.Frokost), sag.Id, null, ct);
        return new(valg.Id);
    }
}
