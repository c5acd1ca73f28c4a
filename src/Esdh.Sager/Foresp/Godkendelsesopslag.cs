using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Approvals as the actor sees them: those that wait for the actor, those the actor asked for, those of a case or a document.</summary>
internal sealed class Godkendelsesopslag(SagerDb db, Ventesignal signal, TimeProvider tid, Brugeropslag brugere, Personer personer, Godkendere godkendere)
{
    /// <summary>Those that the actor can see: the case, and the document where it is one.</summary>
    private IQueryable<Godkendelse> SynligeFor(Aktoer aktoer)
    {
        var (sager, dokumenter) = (db.Sager.SynligeFor(aktoer), db.Dokumenter.SynligeFor(db, aktoer));
        return db.Godkendelser.Where(g => sager.Any(s => s.Id == g.SagId) && (g.DokumentId == null || dokumenter.Any(d => d.Id == g.DokumentId)));
    }

    /// <summary>
    /// Those whose turn it is at a link that names the actor, a group or a role of the actor's, or the unit that the actor leads; without those
    /// that the actor wrote, asked for or has approved already.
    /// </summary>
    private async Task<IQueryable<Godkendelse>> VentendeAsync(Aktoer aktoer, CancellationToken ct)
    {
        var (mig, enhed) = (aktoer.Skrivebord.ToString(), aktoer.EnhedId?.ToString() ?? "");
        var grupper = (await brugere.GrupperForAsync(aktoer.Skrivebord, ct)).Select(g => g.ToString()).ToList();
        var roller = Ledregel.Roller.Where(r => aktoer.Har(r)).Select(r => r.ToString()).ToList();
        var leder = aktoer.Har(Roller.Leder);
        List<Guid?> hvem = [aktoer.Id, aktoer.Skrivebord];
        return SynligeFor(aktoer).Where(g => g.Udfald == Godkendelsesudfald.Aaben && !hvem.Contains(g.AnmodetAf) && (g.AnmodetFor == null || !hvem.Contains(g.AnmodetFor))
            && db.Godkendelsesled.Any(l => l.GodkendelseId == g.Id && l.Udfald == Ledudfald.Venter && !db.Godkendelsesled.Any(f => f.GodkendelseId == g.Id && f.Orden < l.Orden && f.Udfald == Ledudfald.Venter)
                && ((l.Art == Ledart.Bruger && l.Reference == mig) || (l.Art == Ledart.Gruppe && grupper.Contains(l.Reference)) || (l.Art == Ledart.Rolle && roller.Contains(l.Reference)) || (leder && l.Art == Ledart.Leder && l.Reference == enhed)))
            && !db.Godkendelsesled.Any(l => l.GodkendelseId == g.Id && (hvem.Contains(l.Af) || (l.PaaVegneAf != null && hvem.Contains(l.PaaVegneAf))))
            && !db.Filer.Any(f => f.DokumentId == g.DokumentId && hvem.Contains(f.TilfoejetAf))
            && (g.DokumentId != null || !db.Sager.SynligeFor(aktoer).Any(s => s.Id == g.SagId && s.BehandlerId != null && hvem.Contains(s.BehandlerId))));
    }

    /// <summary>How many wait for the actor.</summary>
    public async Task<int> VenterAsync(Aktoer aktoer, CancellationToken ct) =>
        (await signal.HentAsync(aktoer, tid.GetUtcNow(), ct)).Godkendelser ? await (await VentendeAsync(aktoer, ct)).CountAsync(ct) : 0;

    /// <summary>The oldest first: they have waited longest.</summary>
    public async Task<Side<Godkendelseslinje>> TilMigAsync(Aktoer aktoer, string? efter, int antal, CancellationToken ct) =>
        await SideAsync((await signal.HentAsync(aktoer, tid.GetUtcNow(), ct)).Godkendelser ? await VentendeAsync(aktoer, ct) : null, efter, antal, stigende: true, ct);

    /// <summary>Those that the actor asked for, the newest first.</summary>
    public Task<Side<Godkendelseslinje>> MineAsync(Aktoer aktoer, string? efter, int antal, CancellationToken ct) =>
        SideAsync(SynligeFor(aktoer).Where(g => (g.AnmodetFor ?? g.AnmodetAf) == aktoer.Skrivebord), efter, antal, stigende: false, ct);

    /// <summary>All open ones that the actor sees, the oldest first.</summary>
    public Task<Side<Godkendelseslinje>> AabneAsync(Aktoer aktoer, string? efter, int antal, CancellationToken ct) =>
        SideAsync(SynligeFor(aktoer).Where(g => g.Udfald == Godkendelsesudfald.Aaben), efter, antal, stigende: true, ct);

    /// <summary>Of a case that the caller has found as one the actor sees; the newest first, at most 100.</summary>
    public async Task<IReadOnlyList<Godkendelseslinje>> PaaSagAsync(Aktoer aktoer, Guid sag, CancellationToken ct) =>
        await LinjerAsync(await SynligeFor(aktoer).Where(g => g.SagId == sag).OrderByDescending(g => g.Anmodet).Take(100).ToListAsync(ct), ct);

    /// <summary>Of a document that the caller has found as one the actor sees; the newest first, at most 20.</summary>
    public async Task<IReadOnlyList<Godkendelseslinje>> PaaDokumentAsync(Guid dokument, CancellationToken ct) =>
        await LinjerAsync(await db.Godkendelser.Where(g => g.DokumentId == dokument).OrderByDescending(g => g.Anmodet).Take(20).ToListAsync(ct), ct);

    /// <summary>What was sent back to the actor lately and not asked for again, the newest first.</summary>
    public async Task<IReadOnlyList<Godkendelseslinje>> ReturneredeAsync(Aktoer aktoer, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        if (!(await signal.HentAsync(aktoer, nu, ct)).Returnerede)
            return [];
        var siden = nu - Ventesignal.Returneret;
        var mine = SynligeFor(aktoer).Where(g => (g.AnmodetFor ?? g.AnmodetAf) == aktoer.Skrivebord && g.Udfald == Godkendelsesudfald.Returneret && g.Afsluttet >= siden
            && !db.Godkendelser.Any(n => n.Anmodet > g.Anmodet && (g.DokumentId != null ? n.DokumentId == g.DokumentId : n.SagId == g.SagId && n.DokumentId == null && n.Emne == g.Emne && n.TrinId == g.TrinId))
            && (g.DokumentId == null || db.Dokumenter.SynligeFor(db, aktoer).Any(d => d.Id == g.DokumentId && d.Tilstand == Dokumenttilstand.Kladde)));
        return await LinjerAsync(await mine.OrderByDescending(g => g.Afsluttet).Take(10).ToListAsync(ct), ct);
    }

    private sealed record Plads(DateTimeOffset Tid, Guid Id);

    /// <param name="alle">Null for none.</param>
    private async Task<Side<Godkendelseslinje>> SideAsync(IQueryable<Godkendelse>? alle, string? efter, int antal, bool stigende, CancellationToken ct)
    {
        var fra = Cursor.Decode<Plads>(efter);
        if (alle is null)
            return new([], null);
        if (fra is { } plads)
            alle = stigende ? alle.Where(g => g.Anmodet > plads.Tid || (g.Anmodet == plads.Tid && g.Id.CompareTo(plads.Id) > 0)) : alle.Where(g => g.Anmodet < plads.Tid || (g.Anmodet == plads.Tid && g.Id.CompareTo(plads.Id) < 0));
        var ordnet = stigende ? alle.OrderBy(g => g.Anmodet).ThenBy(g => g.Id) : alle.OrderByDescending(g => g.Anmodet).ThenByDescending(g => g.Id);
        var fundne = await ordnet.Take(antal + 1).ToListAsync(ct);
        return new(await LinjerAsync(fundne.Take(antal).ToList(), ct), fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Anmodet, fundne[antal - 1].Id)) : null);
    }

    private async Task<IReadOnlyList<Godkendelseslinje>> LinjerAsync(List<Godkendelse> fundne, CancellationToken ct)
    {
        if (fundne.Count == 0)
            return [];
        var (ider, sager, dokumenter) = (fundne.ConvertAll(g => g.Id), fundne.Select(g => g.SagId).Distinct().ToList(), fundne.Select(g => g.DokumentId).OfType<Guid>().Distinct().ToList());
        var led = (await db.Godkendelsesled.AsNoTracking().Where(l => ider.Contains(l.GodkendelseId)).ToListAsync(ct)).ToLookup(l => l.GodkendelseId);
        var steder = await db.SagsnavneAsync(sager, ct);
        var godkendte = await db.AlleDokumenter(dokumenter).Where(d => d.GodkendtFilversion == d.Filversion).Select(d => d.Id).ToListAsync(ct);
        await personer.HuskAsync(fundne.Select(g => g.AnmodetAf), ct);
        List<Godkendelseslinje> linjer = [];
        foreach (var g in fundne)
        {
            var venter = g.Udfald == Godkendelsesudfald.Aaben ? Godkendelse.Naeste(led[g.Id]) : null;
            linjer.Add(new(
                g.Id, g.SagId, steder[g.SagId].Sagsnummer, steder[g.SagId].Titel, g.DokumentId, g.Emne.ToString(), g.Titel, g.AnmodetAf, await personer.NavnAsync(g.AnmodetAf, ct), g.Anmodet, g.Udfald.ToString(), g.Afsluttet,
                venter is null ? null : await godkendere.NavnAsync(venter.Art, venter.Reference, ct), venter is not null && !await KanNogenAsync(venter, ct), led[g.Id].FirstOrDefault(l => l.Udfald == Ledudfald.Returneret)?.Kommentar,
                g.Udfald == Godkendelsesudfald.Godkendt && g.DokumentId is { } d && !godkendte.Contains(d)));
        }

        return linjer;
    }

    /// <summary>Whether anyone is left who is asked.</summary>
    private async Task<bool> KanNogenAsync(Godkendelsesled led, CancellationToken ct) => led.Art switch
    {
        Ledart.Bruger => Guid.TryParse(led.Reference, out var bruger) && await personer.BrugerAsync(bruger, ct) is { Aktiv: true },
        Ledart.Gruppe => Guid.TryParse(led.Reference, out var gruppe) && (await brugere.MedlemmerAsync(gruppe, [], ct)).Count > 0,
        Ledart.Rolle => Enum.TryParse<Roller>(led.Reference, out var rolle) && (await brugere.MedRolleAsync(rolle, [], ct)).Count > 0,
        _ => Guid.TryParse(led.Reference, out var enhed) && await brugere.LederAsync(enhed, ct) is not null,
    };

    /// <exception cref="Esdh.Core.NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<Godkendelsesvisning> HentAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var (g, led, sag, dokument) = await godkendere.FindAsync(aktoer, id, null, ct);
        var linje = (await LinjerAsync([g], ct))[0];
        await personer.HuskAsync(led.SelectMany(l => l.Personer), ct);
        List<Godkendelsesledvisning> vist = [];
        foreach (var l in led)
        {
            vist.Add(new(
                l.Orden, l.Art.ToString(), l.Reference, await godkendere.NavnAsync(l.Art, l.Reference, ct), l.KraeverUnderskrift, l.Udfald.ToString(), l.Af, l.Af is { } af ? await personer.NavnAsync(af, ct) : null,
                l.PaaVegneAf is { } anden ? await personer.NavnAsync(anden, ct) : null, l.Tid, l.Kommentar, l.Sha256, l.BevisSha256, l.BevisNavn));
        }

        var tur = g.Udfald == Godkendelsesudfald.Aaben && sag.Afsluttet is null && await godkendere.ErSpurgtAsync(aktoer, Godkendelse.Naeste(led)!, ct);
        var ophav = tur ? await godkendere.OphavAsync(g.Anmodere, sag, dokument, ct) : [];
        var hvorforIkke = !tur ? null : ophav.Any(o => aktoer.Er(o)) ? GodkendelseRegler.AldrigForfatteren.Tekst : led.Exists(l => l.Udfald == Ledudfald.Godkendt && l.Personer.Any(p => aktoer.Er(p))) ? GodkendelseRegler.HvertLedSinPerson.Tekst : null;
        return new(linje, g.Besked, g.Sha256, g.Filversion, vist, tur && hvorforIkke is null, hvorforIkke,
            g.Udfald == Godkendelsesudfald.Aaben && TraekGodkendelseTilbage.Maa(aktoer, g, sag) && aktoer.Har(AccessRules.Sagsarbejde), g.Brugt, g.Version);
    }

    /// <summary>Who a link can be: the leader, roles and groups, as choices of a form (<c>Leder:</c>, <c>Rolle:Arkivar</c>, <c>Gruppe:{id}</c>).</summary>
    public async Task<IReadOnlyList<Mulighed>> LedvalgAsync(CancellationToken ct) =>
    [
        new("Leder:", "Lederen for sagens enhed"), .. Ledregel.Roller.Select(r => new Mulighed($"Rolle:{r}", $"Rollen {r}")),
        .. (await personer.GrupperAsync(ct)).Where(g => g.Aktiv).Select(g => new Mulighed($"Gruppe:{g.Id}", $"Gruppen {g.Navn}")),
    ];

    public Task<List<Godkendelseskaede>> KaederAsync(bool kunAktive, CancellationToken ct) =>
        db.Godkendelseskaeder.AsNoTracking().Where(k => k.Aktiv || !kunAktive).OrderBy(k => k.Navn).Take(500).ToListAsync(ct);

    /// <summary>The chains that can be demanded, as choices of a form.</summary>
    public async Task<IReadOnlyList<Mulighed>> KaedevalgAsync(CancellationToken ct) => [.. (await KaederAsync(true, ct)).Select(k => new Mulighed(k.Id.ToString(), k.Navn))];
}
