using Esdh.Byggesager.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Handlinger;

/// <summary>Puts work or a fixed fee on a case, at the tariff of the day the work was done. Also on a closed case: the bill often comes last.</summary>
internal sealed class RegistrerGebyr(ByggesagerDb db, Sagsopslag opslag, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Gebyr">Name of the fee.</param>
    /// <param name="Dag">Today when null.</param>
    /// <param name="Minutter">1 to 6,000 where the fee is by the hour.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid SagId, string? Gebyr, DateOnly? Dag, int? Minutter, string? Tekst);

    public sealed record Svar(Guid Id, string Navn, int? Minutter, long Oere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var sag = await opslag.FindAsync(k.Aktoer, k.SagId.ToString(), ct);
        ByggesagRegler.SagenErEnByggesag.Kraev(sag.Sagstype == Byggesagstype.Noegle);
        var dag = k.Dag ?? idag;
        var navn = k.Gebyr?.Trim() ?? "";
        var takster = await db.Takster.AsNoTracking().Where(t => t.Navn == navn).ToListAsync(ct);
        new Errors().AddIf(takster.Count == 0, "gebyr", "Vælg et gebyr fra listen.").AddIf(dag > idag, "dag", "Dagen ligger efter i dag.").AddIf(k.Tekst?.Trim().Length > 500, "tekst", "Teksten må højst være 500 tegn.").Throw();
        var iKraft = Takstregning.IKraft(takster, dag);
        ByggesagRegler.TakstenGaelder.KraevIntet(iKraft.Count > 0 ? [] : [$"»{navn}« har ingen takst {DanishTime.ShortDate(dag)}."]);
        var takst = iKraft[0];
        var minutter = takst.Art == Takstart.Time ? k.Minutter : null;
        new Errors().AddIf(takst.Art == Takstart.Time && minutter is null or < 1 or > 6000, "minutter", "Skriv tiden som timer og minutter, fra 1 minut til 100 timer.").Throw();
        var gebyr = new ByggesagGebyr
        {
            SagId = sag.Id, TakstId = takst.Id, Navn = takst.Navn, Dag = dag, Minutter = minutter, Oere = Takstregning.Pris(takst, minutter), Tekst = string.IsNullOrWhiteSpace(k.Tekst) ? null : k.Tekst.Trim(),
            BrugerId = k.Aktoer.Id, Registreret = tid.GetUtcNow(),
        };
        db.Add(gebyr);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new GebyrRegistreret(gebyr.Navn, minutter, gebyr.Oere), sag.Id, gebyr.Id, ct);
        return new(gebyr.Id, gebyr.Navn, minutter, gebyr.Oere);
    }
}
