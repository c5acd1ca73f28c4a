using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Samples of cases, for the leaders of their units and those above.</summary>
internal sealed class Sagsstikproeveopslag(SagerDb db, Brugeropslag brugere, Personer personer, TimeProvider tid)
{
    private sealed record Plads(int Nr);

    public async Task<Side<Sagsstikproevevisning>> ListeAsync(Aktoer aktoer, string? efter, int antal, CancellationToken ct)
    {
        var foer = Cursor.Decode<Plads>(efter)?.Nr ?? int.MaxValue;
        var fundne = await (await MineAsync(aktoer, ct)).Where(s => s.Nr < foer).OrderByDescending(s => s.Nr).Take(antal + 1).ToListAsync(ct);
        return new(await VisAsync([.. fundne.Take(antal)], ct), fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Nr)) : null);
    }

    /// <exception cref="NotFoundException">Not there, or of a unit the actor does not lead.</exception>
    public async Task<Sagsstikproevevisning> StikproeveAsync(Aktoer aktoer, Guid id, CancellationToken ct) =>
        (await VisAsync(await (await MineAsync(aktoer, ct)).Where(s => s.Id == id).ToListAsync(ct), ct)).SingleOrDefault() ?? throw new NotFoundException("Stikprøven findes ikke, eller den er af en enhed, du ikke leder.");

    /// <summary>The cases of a sample, those with most remarks first. A case that the reader no longer sees is there without number and title.</summary>
    public async Task<IReadOnlyList<Sagsproevevisning>> SagerAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        await StikproeveAsync(aktoer, id, ct);
        return await VisAsync(aktoer, await db.Sagsproever.AsNoTracking().Where(p => p.StikproeveId == id).ToListAsync(ct), ct);
    }

    /// <exception cref="NotFoundException">Not there, or of a unit the actor does not lead.</exception>
    public async Task<Sagsproevevisning> SagAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var proeve = await db.Sagsproever.AsNoTracking().Where(p => p.Id == id).ToListAsync(ct);
        if (proeve.Count == 0)
            throw new NotFoundException("Sagen er ikke i nogen stikprøve.");
        await StikproeveAsync(aktoer, proeve[0].StikproeveId, ct);
        return (await VisAsync(aktoer, proeve, ct))[0];
    }

    private async Task<IQueryable<Sagsstikproeve>> MineAsync(Aktoer aktoer, CancellationToken ct)
    {
        var enheder = aktoer.Har(Roller.Leder) && aktoer.EnhedId is { } egen ? await brugere.EnhederUnderAsync(egen, ct) : [];
        return db.Sagsstikproever.AsNoTracking().Where(s => enheder.Contains(s.EnhedId));
    }

    private async Task<IReadOnlyList<Sagsproevevisning>> VisAsync(Aktoer aktoer, List<Sagsproeve> proever, CancellationToken ct)
    {
        var ider = proever.ConvertAll(p => p.SagId);
        var sager = await db.Sager.SynligeFor(aktoer).Where(s => ider.Contains(s.Id)).Select(s => new { s.Id, s.Sagsnummer, s.Titel, s.BehandlerId }).ToDictionaryAsync(s => s.Id, ct);
        await personer.HuskAsync(sager.Values.Select(s => s.BehandlerId).Concat(proever.Select(p => p.AfgjortAf)).OfType<Guid>(), ct);
        var idag = DanishTime.Today(tid);
        List<Sagsproevevisning> viste = [];
        foreach (var p in proever.OrderByDescending(p => p.Bemaerkninger).ThenBy(p => p.Nr))
        {
            var s = sager.GetValueOrDefault(p.SagId);
            viste.Add(new(
                p.Id, p.StikproeveId, s?.Sagsnummer, s?.Titel, s?.BehandlerId is { } b ? await personer.NavnAsync(b, ct) : null, p.GamleKladder, p.SentJournaliserede, p.ManglerHoering, p.OverskredneFrister, p.UdenRetsgrundlag,
                p.Fund?.ToString(), p.Note, p.Opfoelgning, p.Fund == Sagsfund.SkalRettes && p.Opfoelgning <= idag, p.AfgjortAf is { } af ? await personer.NavnAsync(af, ct) : null, p.Afgjort, p.Version));
        }

        return viste;
    }

    private async Task<IReadOnlyList<Sagsstikproevevisning>> VisAsync(List<Sagsstikproeve> fundne, CancellationToken ct)
    {
        var (ider, idag) = (fundne.ConvertAll(f => f.Id), DanishTime.Today(tid));
        var tal = await db.Sagsproever.Where(p => ider.Contains(p.StikproeveId)).GroupBy(p => p.StikproeveId).Select(g => new
        {
            g.Key, IAlt = g.Count(), Mangler = g.Count(p => p.Fund == null), SkalRettes = g.Count(p => p.Fund == Sagsfund.SkalRettes), OpfoelgesNu = g.Count(p => p.Fund == Sagsfund.SkalRettes && p.Opfoelgning <= idag),
            Kladder = g.Count(p => p.GamleKladder > 0), Sene = g.Count(p => p.SentJournaliserede > 0), Hoering = g.Count(p => p.ManglerHoering), Frister = g.Count(p => p.OverskredneFrister > 0), Grundlag = g.Count(p => p.UdenRetsgrundlag > 0),
        }).ToDictionaryAsync(g => g.Key, ct);
        await personer.HuskAsync(fundne.Select(f => f.UdtagetAf), ct);
        List<Sagsstikproevevisning> viste = [];
        foreach (var f in fundne)
        {
            var t = tal.GetValueOrDefault(f.Id);
            viste.Add(new(
                f.Id, f.Nr, f.EnhedId, await personer.EnhedsnavnAsync(f.EnhedId, ct), f.Fra, f.Til, f.Froe, f.Omfang, f.Udtaget, await personer.NavnAsync(f.UdtagetAf, ct), t?.IAlt ?? 0, t?.Mangler ?? 0, t?.SkalRettes ?? 0, t?.OpfoelgesNu ?? 0,
                t?.Kladder ?? 0, t?.Sene ?? 0, t?.Hoering ?? 0, t?.Frister ?? 0, t?.Grundlag ?? 0));
        }

        return viste;
    }
}
