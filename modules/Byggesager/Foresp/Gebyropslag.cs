using Esdh.Adgang.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Sider;
using Esdh.Byggesager.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Foresp;

/// <summary>Tariffs, and fees on cases that the actor sees.</summary>
internal sealed class Gebyropslag(ByggesagerDb db, Sagsopslag opslag, Navneopslag navne, TimeProvider tid)
{
    /// <summary>Most lines of one case or period that are shown; a file has them all.</summary>
    public const int FlestLinjer = 500;

    public async Task<IReadOnlyList<Takstlinje>> TaksterAsync(CancellationToken ct)
    {
        var alle = await db.Takster.AsNoTracking().OrderBy(t => t.Navn).ThenByDescending(t => t.GaelderFra).Take(1000).ToListAsync(ct);
        var nu = Takstregning.IKraft(alle, DanishTime.Today(tid)).Select(t => t.Id).ToHashSet();
        return [.. alle.Select(t => new Takstlinje(t.Id, t.Navn, t.Art.ToString(), t.Oere, t.GaelderFra, t.ErOphoert, nu.Contains(t.Id)))];
    }

    /// <summary>Fees that can be put on a case, with their tariff today.</summary>
    public async Task<IReadOnlyList<Mulighed>> ValgAsync(CancellationToken ct) =>
        [.. (await TaksterAsync(ct)).GroupBy(t => t.Navn).Select(g => g.FirstOrDefault(t => t.IKraft) ?? g.First())
            .Select(t => new Mulighed(t.Navn, t.IKraft ? $"{t.Navn} ({Takstregning.Kroner(t.Oere)} kr.{(t.Art == nameof(Takstart.Time) ? " i timen" : "")})" : $"{t.Navn} (ingen takst i dag)"))];

    public async Task<IReadOnlyList<Gebyrlinje>> PaaSagAsync(Sagkort sag, CancellationToken ct) =>
        await LinjerAsync(await db.Gebyrer.AsNoTracking().Where(g => g.SagId == sag.Id).OrderBy(g => g.Dag).ThenBy(g => g.Id).Take(FlestLinjer).ToListAsync(ct), _ => sag.Sagsnummer, ct);

    /// <summary>Fees by the day the work was done, on cases that the actor sees, in portions; those that were annulled are left out.</summary>
    public async IAsyncEnumerable<Gebyrlinje> GrundlagAsync(Aktoer aktoer, DateOnly fra, DateOnly til, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        new Errors().AddIf(til < fra, "til", "Perioden slutter, før den begynder.").AddIf(til > fra.AddYears(2), "til", "Perioden må højst være 2 år.").Throw();
        for ((DateOnly Dag, Guid Id)? sidste = null; ;)
        {
            var gebyrer = db.Gebyrer.AsNoTracking().Where(g => g.Dag >= fra && g.Dag <= til && g.Annulleret == null);
            if (sidste is { } s)
                gebyrer = gebyrer.Where(g => g.Dag > s.Dag || (g.Dag == s.Dag && g.Id > s.Id));
            var portion = await gebyrer.OrderBy(g => g.Dag).ThenBy(g => g.Id).Take(Sagsopslag.FlestIder).ToListAsync(ct);
            var sager = await opslag.SynligeAsync(aktoer, [.. portion.Select(g => g.SagId).Distinct()], ct);
            foreach (var linje in await LinjerAsync([.. portion.Where(g => sager.ContainsKey(g.SagId))], id => sager[id].Sagsnummer, ct))
                yield return linje;
            if (portion.Count < Sagsopslag.FlestIder)
                yield break;
            sidste = (portion[^1].Dag, portion[^1].Id);
        }
    }

    private async Task<IReadOnlyList<Gebyrlinje>> LinjerAsync(IReadOnlyList<ByggesagGebyr> gebyrer, Func<Guid, string?> sag, CancellationToken ct)
    {
        var brugere = await navne.BrugereAsync(gebyrer.Select(g => g.BrugerId), ct);
        return [.. gebyrer.Select(g => new Gebyrlinje(g.Id, g.SagId, sag(g.SagId), g.Dag, g.Navn, g.Minutter, g.Oere, g.Tekst, brugere.GetValueOrDefault(g.BrugerId, "Ukendt bruger"), g.Annulleret is not null))];
    }
}
