using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Klub.Domain;
using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>Wishes as pages and REST show them.</summary>
internal sealed class Oenskeopslag(KlubDb db)
{
    private const int FlestLignende = 5;

    /// <summary>More are not read to find those alike: the newest count.</summary>
    private const int FlestSammenlignet = 2_000;

    public async Task<Guid> IdAsync(string nummer, CancellationToken ct)
    {
        if (Guid.TryParse(nummer, out var id))
            return await db.Oensker.AnyAsync(o => o.Id == id, ct) ? id : throw new NotFoundException("Ønsket findes ikke.");
        return int.TryParse(nummer.AsSpan(nummer.LastIndexOf('-') + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var nr) && await db.Oensker.Where(o => o.Nr == nr).Select(o => (Guid?)o.Id).SingleOrDefaultAsync(ct) is { } fundet
            ? fundet : throw new NotFoundException("Ønsket findes ikke.");
    }

    /// <param name="stand">Only these; those that are still alive when null.</param>
    /// <param name="soeg">Only those about the same.</param>
    public async Task<IReadOnlyList<Oenskelinje>> AlleAsync(Oenskestand? stand, string? soeg, CancellationToken ct)
    {
        var alle = await db.Oensker.AsNoTracking().Where(o => stand == null ? o.Stand != Oenskestand.Afvist && o.Stand != Oenskestand.Samlet : o.Stand == stand).OrderByDescending(o => o.Nr).Take(FlestSammenlignet).ToListAsync(ct);
        if (soeg is { Length: > 0 })
            alle = [.. Lighed.Find(soeg, alle.Select(o => (o, o.Titel + " " + o.Problem)), 100).Select(o => o.Ting)];
        return await LinjerAsync([.. alle.Take(500)], ct);
    }

    /// <summary>Those that say much the same as what is being written.</summary>
    public async Task<IReadOnlyList<Oenskelinje>> LignendeAsync(string tekst, Guid? uden, CancellationToken ct)
    {
        var alle = await db.Oensker.AsNoTracking().Where(o => o.Stand != Oenskestand.Samlet && o.Id != uden).OrderByDescending(o => o.Nr).Take(FlestSammenlignet).ToListAsync(ct);
        return await LinjerAsync([.. Lighed.Find(tekst, alle.Select(o => (o, o.Titel + " " + o.Titel + " " + o.Problem)), FlestLignende).Select(o => o.Ting)], ct);
    }

    /// <summary>Those that can come on a ballot paper.</summary>
    public async Task<IReadOnlyList<Mulighed>> KlareAsync(CancellationToken ct) =>
        [.. (await db.Oensker.AsNoTracking().Where(o => o.Stand == Oenskestand.Klar).OrderBy(o => o.Nr).ToListAsync(ct)).Select(o => new Mulighed(o.Id.ToString(), $"{o.Nummer} {o.Titel}"))];

    public async Task<Oenskebillede> HentAsync(string nummer, Klubaktoer aktoer, CancellationToken ct)
    {
        var id = await IdAsync(nummer, ct);
        var o = await db.Oensker.AsNoTracking().SingleAsync(x => x.Id == id, ct);
        var i = o.SamletIId is { } s ? await db.Oensker.AsNoTracking().SingleAsync(x => x.Id == s, ct) : null;
        var foelgere = await db.Oenskefoelgere.AsNoTracking().Where(f => f.OenskeId == id).ToListAsync(ct);
        return new(
            o.Id, o.Nummer, o.Titel, o.Problem, o.HvemHjaelpes, o.Modul, o.Stand.ToString(), Oenskemaerker.Stand(o.Stand), o.Grund, o.Medlem, o.OprettetAfNavn, o.Oprettet, i?.Nummer, i?.Titel, o.InitiativId, o.Version, o.ErLevende, foelgere.Count,
            foelgere.Exists(f => f.BrugerId == aktoer.Aktoer.Id && f.MedlemId == aktoer.MedlemId),
            [.. (await db.Oenskekommentarer.AsNoTracking().Where(k => k.OenskeId == id).OrderBy(k => k.Tid).Take(500).ToListAsync(ct)).Select(k => new Oenskekommentarlinje(k.Navn, k.Medlem, k.Tid, k.Tekst))],
            [.. (await db.Oenskebilag.AsNoTracking().Where(b => b.OenskeId == id).OrderBy(b => b.Lagt).ToListAsync(ct)).Select(b => new Oenskebilagslinje(b.Id, b.Navn, b.Laengde))],
            [.. (await db.Oenskevurderinger.AsNoTracking().Where(v => v.OenskeId == id).OrderBy(v => v.Gruppe).ToListAsync(ct)).Select(v => new Oenskevurderingslinje(v.Gruppe, v.Timer, v.Vaerdi, v.Begrundelse, v.Navn, v.Tid))],
            [.. (await db.Oenskeskridt.AsNoTracking().Where(v => v.OenskeId == id).OrderByDescending(v => v.Nr).ToListAsync(ct)).Select(v => new Oenskeskridtlinje(Oenskemaerker.Stand(v.Stand), v.Grund, v.Navn, v.Tid))],
            [.. OenskeRegler.Veje(o.Stand).Select(v => new Mulighed(v.ToString(), OenskeRegler.Navn(v)))]);
    }

    public async Task<(string Navn, string Sha256)> BilagAsync(Guid id, CancellationToken ct) =>
        await db.Oenskebilag.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct) is { } b ? (b.Navn, b.Sha256) : throw new NotFoundException("Bilaget findes ikke.");

    private async Task<IReadOnlyList<Oenskelinje>> LinjerAsync(IReadOnlyList<KlubOenske> oensker, CancellationToken ct)
    {
        var ider = oensker.Select(o => o.Id).ToList();
        var foelgere = (await db.Oenskefoelgere.AsNoTracking().Where(f => ider.Contains(f.OenskeId)).GroupBy(f => f.OenskeId).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct)).ToDictionary(g => g.Key, g => g.Antal);
        var vurderinger = (await db.Oenskevurderinger.AsNoTracking().Where(v => ider.Contains(v.OenskeId)).ToListAsync(ct)).ToLookup(v => v.OenskeId);
        return [.. oensker.Select(o => new Oenskelinje(
            o.Id, o.Nummer, o.Titel, o.Modul, o.Medlem, Oenskemaerker.Stand(o.Stand), DanishTime.DateOf(o.Oprettet), foelgere.GetValueOrDefault(o.Id), vurderinger[o.Id].Any() ? (int)vurderinger[o.Id].Average(v => v.Timer) : null,
            vurderinger[o.Id].Any() ? Math.Round(vurderinger[o.Id].Average(v => v.Vaerdi), 1) : null))];
    }
}
