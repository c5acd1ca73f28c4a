using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Sider;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Foresp;

/// <summary>What the waiting list is narrowed to.</summary>
/// <param name="GarantiInden">The guarantee falls due on this day or before.</param>
internal sealed record Ventelistefilter(Guid? Institution = null, string? Distrikt = null, Ansoegningsstand? Stand = null, DateOnly? GarantiInden = null, bool KunBehov = false);

/// <summary>The waiting list, applications on their cases, and offers: rows of cases that the actor sees; places in queues count all.</summary>
internal sealed class Dagtilbudsopslag(DagtilbudDb db, Billedlaesning billeder, Sagsopslag sager)
{
    /// <summary>A page of the waiting list. Of one institution in the order of its queues; of all by guarantee, the nearest first.</summary>
    /// <exception cref="InvalidException">A cursor of another list.</exception>
    public async Task<Side<Ventelinje>> VentelisteAsync(Aktoer aktoer, Ventelistefilter filter, string? efter, int antal, CancellationToken ct)
    {
        var billede = await billeder.LaestAsync(ct);
        var koeer = billede.Koeer();
        var alle = billede.Ansoegninger.Values.Where(a => a.ErAktiv && (filter.Institution is not { } i || billede.Oensker(a.SagId).Any(o => o.InstitutionId == i)) && (filter.Distrikt is null || a.Distrikt == filter.Distrikt)
            && (filter.Stand is null || a.Stand == filter.Stand) && (filter.GarantiInden is null || a.Garantidato <= filter.GarantiInden) && (!filter.KunBehov || a.Behov is not null));
        var plads = filter.Institution is { } valgt ? billede.GrupperI[valgt].SelectMany((g, nr) => koeer.GetValueOrDefault(g.Id, []).Select((sag, n) => (sag, Nr: (nr * 100_000) + n))).ToDictionary(x => x.sag, x => x.Nr) : [];
        var raekker = alle.OrderBy(a => plads.GetValueOrDefault(a.SagId, filter.Institution is null ? 0 : int.MaxValue)).ThenBy(a => a.Garantidato ?? DateOnly.MaxValue).ThenBy(a => a.Modtaget).ThenBy(a => a.SagId).ToList();
        var fra = 0;
        if (Cursor.Decode<Plads>(efter) is { } sted)
            fra = raekker.FindIndex(a => a.SagId == sted.Sag) is var fundet and >= 0 ? fundet + 1 : sted.Nr;
        List<Ventelinje> linjer = [];
        var (naaet, sidste) = (fra, (Guid?)null);
        while (linjer.Count < antal && naaet < raekker.Count)
        {
            var portion = raekker.Skip(naaet).Take(Math.Min(Sagsopslag.FlestIder, Math.Max(50, antal - linjer.Count))).ToList();
            var synlige = await LinjerAsync(aktoer, portion, billede, koeer, ct);
            foreach (var a in portion)
            {
                if (linjer.Count == antal)
                    break;
                naaet++;
                sidste = a.SagId;
                if (synlige.TryGetValue(a.SagId, out var linje))
                    linjer.Add(linje);
            }
        }

        return new(linjer, naaet < raekker.Count && sidste is { } s ? Cursor.Encode(new Plads(s, naaet)) : null);
    }

    private sealed record Plads(Guid Sag, int Nr);

    private async Task<IReadOnlyDictionary<Guid, Ventelinje>> LinjerAsync(Aktoer aktoer, IReadOnlyCollection<DagtilbudAnsoegning> ansoegninger, Dagtilbudsbillede billede, IReadOnlyDictionary<Guid, List<Guid>> koeer, CancellationToken ct)
    {
        List<Guid> ider = [.. ansoegninger.Select(a => a.SagId)];
        var synlige = await sager.SynligeAsync(aktoer, ider, ct);
        var boern = await BoernAsync(aktoer, synlige.Keys.ToList(), ct);
        return ansoegninger.Where(a => synlige.ContainsKey(a.SagId)).ToDictionary(a => a.SagId, a => new Ventelinje(
            a.SagId, synlige[a.SagId].Sagsnummer, boern.GetValueOrDefault(a.SagId, "Barnet"), a.Foedt, Alder.IMaaneder(a.Foedt, billede.Idag), a.Oensket, a.AnciennitetFra ?? a.Modtaget, a.Garantidato, a.Distrikt, a.Behov is not null, a.TvillingNoegle is not null,
            a.Stand.ToString(), Oensker(a, billede, koeer)) { Idag = billede.Idag });
    }

    /// <summary>What the child of each case is called, as lists show it.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> BoernAsync(Aktoer aktoer, IReadOnlyCollection<Guid> synlige, CancellationToken ct)
    {
        Dictionary<Guid, string> navne = [];
        foreach (var del in synlige.Distinct().Chunk(Sagsopslag.FlestIder))
        {
            foreach (var g in await sager.ParterAsync(aktoer, del, ct))
                navne[g.Key] = g.FirstOrDefault(p => p.Rolle == Dagtilbudstype.Barn)?.Navn ?? "Barnet";
        }

        return navne;
    }

    internal static IReadOnlyList<Oenskelinje> Oensker(DagtilbudAnsoegning a, Dagtilbudsbillede billede, IReadOnlyDictionary<Guid, List<Guid>> koeer) => [.. billede.Oensker(a.SagId).Select(o =>
    {
        var (i, gruppe) = (billede.Institutioner[o.InstitutionId], billede.Gruppe(a, o.InstitutionId));
        var koe = gruppe is null ? null : koeer.GetValueOrDefault(gruppe.Id);
        var plads = koe?.IndexOf(a.SagId) ?? -1;
        var hvorfor = i.Art == Institutionsart.Privat ? "Privat" : !i.AnvisesDen(a.Oensket > billede.Idag ? a.Oensket : billede.Idag) ? "Lukket" : gruppe is null ? "Alder" : null;
        return new Oenskelinje(o.Nr, i.Id, i.Navn, gruppe?.Navn, plads < 0 ? null : plads + 1, koe?.Count ?? 0, plads < 0 ? hvorfor ?? "Alder" : null, i.Lukker);
    })];

    /// <summary>The application of a case that was found; null where it has none.</summary>
    public async Task<Ansoegningskort?> AnsoegningAsync(Aktoer aktoer, Sagkort sag, CancellationToken ct)
    {
        if (await db.Ansoegninger.AsNoTracking().SingleOrDefaultAsync(x => x.SagId == sag.Id, ct) is not { } a)
            return null;
        var billede = await billeder.LaestAsync(ct);
        var oensker = billede.Ansoegninger.ContainsKey(a.SagId) ? Oensker(a, billede, billede.Koeer())
            : [.. (await db.Oensker.AsNoTracking().Where(o => o.SagId == a.SagId).OrderBy(o => o.Nr).ToListAsync(ct)).Select(o => new Oenskelinje(o.Nr, o.InstitutionId, billede.Institutioner[o.InstitutionId].Navn, null, null, 0, "Afsluttet", null))];
        var tvilling = a.TvillingNoegle is { } n ? await db.Ansoegninger.Where(x => x.TvillingNoegle == n && x.SagId != a.SagId).Select(x => (Guid?)x.SagId).FirstOrDefaultAsync(ct) : null;
        var tilbud = await db.Tilbud.AsNoTracking().Where(t => t.SagId == a.SagId).OrderByDescending(t => t.Sendt).ThenByDescending(t => t.Id).Take(100).ToListAsync(ct);
        var pladser = await db.Pladser.AsNoTracking().Where(p => p.SagId == a.SagId).OrderByDescending(p => p.Fra).ToListAsync(ct);
        var brud = await db.Brud.AsNoTracking().Where(b => b.SagId == a.SagId).OrderByDescending(b => b.Garantidato).ToListAsync(ct);
        return new(
            a.SagId, sag.Sagsnummer, a.Foedt, a.Modtaget, a.Oensket, a.Distrikt, a.Behov, a.SoeskendeId, [.. billede.Soeskende(a).Select(i => billede.Institutioner[i].Navn).Order(StringComparer.Ordinal)], a.HverForSig,
            tvilling is { } t ? (await sager.SynligeAsync(aktoer, [t], ct)).GetValueOrDefault(t)?.Sagsnummer : null, a.Stand.ToString(), a.Garantidato, a.Garantidato is null ? null : Garanti.Hvorfor(a.Foedt, a.Oensket, a.Modtaget), a.MeddeltDato, a.Meddelt,
            a.MeddeltDokumentId, a.AnciennitetFra ?? a.Modtaget, a.Version, oensker, await TilbudAsync(aktoer, tilbud, billede, ct), [.. pladser.Select(p => new Pladslinje(billede.Navn(p.GruppeId), p.Fra, p.Til, p.Vokser))],
            [.. brud.Select(b => Brud(b, sag.Sagsnummer, ""))]);
    }

    internal static Brudlinje Brud(DagtilbudBrud b, string sagsnummer, string barn) => new(b.Id, b.SagId, sagsnummer, barn, b.Garantidato, b.HaevetFra, b.Foelge.ToString(), b.Begrundelse, b.Opfyldt);

    /// <summary>Offers on cases that the actor sees, the newest first; only those that wait for an answer, or all.</summary>
    public async Task<Side<Tilbudslinje>> TilbudAsync(Aktoer aktoer, bool alle, string? efter, int antal, CancellationToken ct)
    {
        var sted = Cursor.Decode<Tilbudsplads>(efter);
        var tilbud = db.Tilbud.AsNoTracking().Where(t => alle || t.Tilstand == Tilbudstilstand.Tilbudt);
        if (sted is not null)
            tilbud = tilbud.Where(t => t.Id < sted.Id);
        var fundne = await tilbud.OrderByDescending(t => t.Id).Take(antal + 1).ToListAsync(ct);
        var side = fundne.Take(antal).ToList();
        return new(await TilbudAsync(aktoer, side, await billeder.LaestAsync(ct), ct), fundne.Count > antal ? Cursor.Encode(new Tilbudsplads(side[^1].Id)) : null);
    }

    private sealed record Tilbudsplads(Guid Id);

    private async Task<IReadOnlyList<Tilbudslinje>> TilbudAsync(Aktoer aktoer, IReadOnlyList<DagtilbudTilbud> tilbud, Dagtilbudsbillede billede, CancellationToken ct)
    {
        List<Guid> ider = [.. tilbud.SelectMany(t => DagtilbudForslag.Ider(t.Forbigaaede).Append(t.SagId)).Distinct()];
        Dictionary<Guid, Sagkort> synlige = [];
        foreach (var del in ider.Chunk(Sagsopslag.FlestIder))
        {
            foreach (var (id, kort) in await sager.SynligeAsync(aktoer, del, ct))
                synlige[id] = kort;
        }

        var boern = await BoernAsync(aktoer, [.. tilbud.Select(t => t.SagId).Where(synlige.ContainsKey)], ct);
        return [.. tilbud.Where(t => synlige.ContainsKey(t.SagId)).Select(t => new Tilbudslinje(
            t.Id, t.SagId, synlige[t.SagId].Sagsnummer, boern.GetValueOrDefault(t.SagId, "Barnet"), billede.Navn(t.GruppeId), t.Fra, t.Sendt, t.Frist, t.Tilstand.ToString(), t.Grund,
            [.. DagtilbudForslag.Ider(t.Forbigaaede).Select(f => synlige.TryGetValue(f, out var s) ? s.Sagsnummer : "en sag, du ikke har adgang til")], t.DokumentId, t.Afgjort))];
    }

    /// <summary>Guarantees that fall due within so many days, or have, the nearest first, and those that were not kept and stand.</summary>
    public async Task<(IReadOnlyList<Ventelinje> Forfalder, IReadOnlyList<Brudlinje> Brud)> GarantierAsync(Aktoer aktoer, int dage, CancellationToken ct)
    {
        var billede = await billeder.LaestAsync(ct);
        var frem = billede.Idag.AddDays(dage);
        var raekker = billede.Ansoegninger.Values.Where(a => a.ErAktiv && a.Garantidato <= frem).OrderBy(a => a.Garantidato).ThenBy(a => a.SagId).Take(Sagsopslag.FlestIder).ToList();
        var linjer = await LinjerAsync(aktoer, raekker, billede, billede.Koeer(), ct);
        var brud = await db.Brud.AsNoTracking().OrderBy(b => b.Opfyldt != null).ThenByDescending(b => b.HaevetFra).ThenBy(b => b.Id).Take(Sagsopslag.FlestIder).ToListAsync(ct);
        var synlige = await sager.SynligeAsync(aktoer, [.. brud.Select(b => b.SagId).Distinct()], ct);
        var boern = await BoernAsync(aktoer, synlige.Keys.ToList(), ct);
        return ([.. raekker.Where(a => linjer.ContainsKey(a.SagId)).Select(a => linjer[a.SagId])], [.. brud.Where(b => synlige.ContainsKey(b.SagId)).Select(b => Brud(b, synlige[b.SagId].Sagsnummer, boern.GetValueOrDefault(b.SagId, "Barnet")))]);
    }
}

/// <summary>Institutions, local rules and figures: what is about no single case.</summary>
internal sealed class Institutionsopslag(DagtilbudDb db, Billedlaesning billeder, Core.Authorities.Authority myndighed)
{
    public async Task<(IReadOnlyList<Institutionslinje> Institutioner, DateOnly Idag)> AlleAsync(CancellationToken ct)
    {
        var billede = await billeder.LaestAsync(ct);
        var koeer = billede.Koeer();
        var kapaciteter = (await db.Kapaciteter.AsNoTracking().OrderBy(k => k.Fra).ToListAsync(ct)).ToLookup(k => k.GruppeId);
        var denne = Maaneder.Nr(billede.Idag);
        return ([.. billede.Institutioner.Values.OrderBy(i => i.Navn, StringComparer.CurrentCulture).Select(i => new Institutionslinje(
            i.Id, i.Navn, i.Art.ToString(), i.Adresse, i.Distrikt, i.Aabningstid, i.Aabner, i.Lukker, i.Version,
            [.. billede.GrupperI[i.Id].Select(g => new Gruppelinje(g.Id, g.Navn, g.FraMaaneder, g.TilMaaneder, billede.Kapacitet(g.Id, denne), billede.Taget(g.Id, denne), koeer.GetValueOrDefault(g.Id, []).Count, [.. kapaciteter[g.Id].Select(k => new Kapacitetslinje(k.Fra, k.Antal))]))]))],
            billede.Idag);
    }

    public async Task<(Institutionslinje Institution, DateOnly Idag)> EnAsync(Guid id, CancellationToken ct)
    {
        var (alle, idag) = await AlleAsync(ct);
        return (alle.FirstOrDefault(i => i.Id == id) ?? throw new NotFoundException("Institutionen findes ikke."), idag);
    }

    /// <summary>The local rules: those in force, those to come, and those before.</summary>
    public async Task<(Reglerlinje Nu, IReadOnlyList<Reglerlinje> Andre, DagtilbudRegelsaet IKraft, string Myndighed)> ReglerAsync(DateOnly idag, CancellationToken ct)
    {
        var alle = await db.Regelsaet.AsNoTracking().OrderByDescending(r => r.GaelderFra).Take(100).ToListAsync(ct);
        var nu = DagtilbudRegelsaet.Paa(alle, idag);
        Reglerlinje Linje(DagtilbudRegelsaet r) => new(r.GaelderFra, r.Id == nu.Id, r.Saetninger(), r.Andet());
        return (Linje(nu), [.. alle.Where(r => r.Id != nu.Id).Select(Linje)], nu, myndighed.Info.Name);
    }

    /// <summary>Capacity and taken places of each institution in so many months from this one; private ones are left out.</summary>
    public async Task<(IReadOnlyList<string> Maaneder, IReadOnlyList<Belaegningslinje> Institutioner, Dagtilbudsbillede Billede)> BelaegningAsync(int maaneder, CancellationToken ct)
    {
        var billede = await billeder.LaestAsync(ct);
        var denne = Maaneder.Nr(billede.Idag);
        return ([.. Enumerable.Range(denne, maaneder).Select(Maaneder.Noegle)], [.. billede.Institutioner.Values.Where(i => i.Art != Institutionsart.Privat).OrderBy(i => i.Navn, StringComparer.CurrentCulture).Select(i => new Belaegningslinje(
            i.Id, i.Navn, [.. Enumerable.Range(denne, maaneder).Select(m => new Belaegning(billede.GrupperI[i.Id].Sum(g => billede.Kapacitet(g.Id, m)), billede.GrupperI[i.Id].Sum(g => billede.Taget(g.Id, m))))]))], billede);
    }
}

/// <summary>Runs with their proposals, of cases that the actor sees.</summary>
internal sealed class Anvisningsopslag(DagtilbudDb db, Billedlaesning billeder, Dagtilbudsopslag opslag, Sagsopslag sager, Navneopslag navne)
{
    public async Task<Side<Koerselslinje>> KoerslerAsync(string? efter, int antal, CancellationToken ct)
    {
        var sted = Cursor.Decode<Koerselsplads>(efter);
        var koersler = db.Koersler.AsNoTracking();
        if (sted is not null)
            koersler = koersler.Where(k => k.Id < sted.Id);
        var fundne = await koersler.OrderByDescending(k => k.Id).Take(antal + 1).ToListAsync(ct);
        var brugere = await navne.BrugereAsync(fundne.Select(k => k.LavetAf), ct);
        return new([.. fundne.Take(antal).Select(k => Linje(k, brugere))], fundne.Count > antal ? Cursor.Encode(new Koerselsplads(fundne[antal - 1].Id)) : null);
    }

    private sealed record Koerselsplads(Guid Id);

    private static Koerselslinje Linje(DagtilbudKoersel k, IReadOnlyDictionary<Guid, string> brugere) => new(k.Id, k.Maaned, k.Lavet, brugere.GetValueOrDefault(k.LavetAf, "Ukendt bruger"), k.Boern, k.Placerede);

    /// <exception cref="NotFoundException">There is no such run.</exception>
    public async Task<(Koerselslinje Koersel, IReadOnlyList<string> Regler, int UdenPlads)> KoerselAsync(Guid id, CancellationToken ct)
    {
        var k = await db.Koersler.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Anvisningen findes ikke.");
        return (Linje(k, await navne.BrugereAsync([k.LavetAf], ct)), k.Regler.Split('\n'), k.Boern - k.Placerede);
    }

    /// <summary>A page of the proposals of a run, in its order.</summary>
    /// <param name="uden">Those without a place; else those with one.</param>
    public async Task<Side<Forslagslinje>> ForslagAsync(Aktoer aktoer, Guid koersel, bool uden, string? efter, int antal, CancellationToken ct)
    {
        var orden = Cursor.Decode<Forslagsplads>(efter)?.Orden ?? 0;
        var fundne = await db.Forslag.AsNoTracking().Where(f => f.KoerselId == koersel && f.Orden > orden && (f.GruppeId == null) == uden).OrderBy(f => f.Orden).Take(antal + 1).ToListAsync(ct);
        var side = fundne.Take(antal).ToList();
        return new(await LinjerAsync(aktoer, side, ct), fundne.Count > antal ? Cursor.Encode(new Forslagsplads(side[^1].Orden)) : null);
    }

    private sealed record Forslagsplads(int Orden);

    /// <summary>A proposal for one case that was found.</summary>
    public async Task<Forslagslinje> EtAsync(Aktoer aktoer, Guid koersel, Guid sag, CancellationToken ct) =>
        await LinjerAsync(aktoer, await db.Forslag.AsNoTracking().Where(f => f.KoerselId == koersel && f.SagId == sag).ToListAsync(ct), ct) is [var et, ..] ? et : throw new NotFoundException("Forslaget findes ikke.");

    private async Task<IReadOnlyList<Forslagslinje>> LinjerAsync(Aktoer aktoer, IReadOnlyList<DagtilbudForslag> forslag, CancellationToken ct)
    {
        Dictionary<Guid, Sagkort> synlige = [];
        foreach (var del in forslag.SelectMany(f => DagtilbudForslag.Ider(f.Foran).Append(f.SagId)).Distinct().Chunk(Sagsopslag.FlestIder))
        {
            foreach (var (id, kort) in await sager.SynligeAsync(aktoer, del, ct))
                synlige[id] = kort;
        }

        var boern = await opslag.BoernAsync(aktoer, [.. forslag.Select(f => f.SagId).Where(synlige.ContainsKey)], ct);
        var billede = await billeder.LaestAsync(ct);
        return [.. forslag.Where(f => synlige.ContainsKey(f.SagId)).Select(f =>
        {
            var foran = DagtilbudForslag.Ider(f.Foran);
            return new Forslagslinje(
                f.SagId, synlige[f.SagId].Sagsnummer, boern.GetValueOrDefault(f.SagId, "Barnet"), f.GruppeId, f.GruppeId is { } g ? billede.Navn(g) : null, f.Oenske, f.ErGarantiplads, f.Hvorfor, [.. foran.Where(synlige.ContainsKey).Select(x => synlige[x].Sagsnummer)],
                foran.Count(x => !synlige.ContainsKey(x)), f.Tilstand.ToString(), f.Grund);
        })];
    }

    /// <summary>Cases with a better claim to a group, as the actor may know of them.</summary>
    public async Task<IReadOnlyList<string>> ForbiAsync(Aktoer aktoer, Guid sag, Guid gruppe, DateOnly fra, Guid? koersel, CancellationToken ct)
    {
        var foerste = Maaneder.Foerste(Maaneder.Nr(fra));
        var billede = await billeder.HentAsync(ct, foerste > (await billeder.LaestAsync(ct)).Idag ? foerste : null);
        if (!billede.Ansoegninger.TryGetValue(sag, out var a) || !billede.Grupper.ContainsKey(gruppe))
            return [];
        var andre = koersel is { } k ? await db.Forslag.Where(f => f.KoerselId == k && f.Oenske != null && f.Tilstand == Forslagstilstand.Foreslaaet).ToDictionaryAsync(f => f.SagId, f => f.Oenske!.Value, ct) : [];
        var forbi = billede.BedreRet(a, gruppe, fra, andre).Take(DagtilbudForslag.FlestForan).ToList();
        var synlige = await sager.SynligeAsync(aktoer, forbi, ct);
        return [.. forbi.Select(f => synlige.TryGetValue(f, out var s) ? s.Sagsnummer : "en sag, du ikke har adgang til")];
    }
}

/// <summary>Key figures of day care.</summary>
internal sealed class Dagtilbudsnoegletal(DagtilbudDb db, Billedlaesning billeder, Sagsopslag sager) : INoegletalskilde, ISammenligningskilde
{
    public string Modul => DagtilbudModule.Noegle;

    public IReadOnlyList<Sammenligningstal> Definitioner { get; } =
    [
        new("dagtilbud-garanti", 1, "Dagtilbud", "Pasningsgarantier, der er holdt", "%", Maalberegning.Andel,
            "Af de ansøgninger, hvis garantidato ligger i perioden, og som har fået plads eller er brudt: dem uden et registreret brud.", true),
    ];

    public async Task<IReadOnlyList<Sammenligningsraekke>> RaekkerAsync(Sammenligningstal maaltal, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        var (holdte, brudte) = await GarantierAsync(fra, til, ct);
        return [.. holdte.Select(sag => new Sammenligningsraekke(sag, 1)), .. brudte.Select(sag => new Sammenligningsraekke(sag, 0))];
    }

    public async Task<IReadOnlyList<Omraadetal>> HentAsync(Aktoer aktoer, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        var billede = await billeder.LaestAsync(ct);
        var denne = Maaneder.Nr(billede.Idag);
        var grupper = billede.Grupper.Values.Where(g => billede.Institutioner[g.InstitutionId].Art != Institutionsart.Privat).ToList();
        var (pladser, taget) = (grupper.Sum(g => billede.Kapacitet(g.Id, denne)), grupper.Sum(g => billede.Taget(g.Id, denne)));
        List<Guid> aktive = [.. billede.Ansoegninger.Values.Where(a => a.ErAktiv).Select(a => a.SagId)];
        var (iPerioden, brudte) = await GarantierAsync(fra, til, ct);
        var synlige = await SynligeAsync(aktoer, [.. aktive, .. iPerioden, .. brudte], ct);
        var (venter, holdt, ikke) = (aktive.Count(synlige.Contains), iPerioden.Count(synlige.Contains), brudte.Count(synlige.Contains));
        return
        [
            new("dagtilbud-pladser", "Pladser i kommunale og selvejende institutioner og dagpleje", pladser, "pladser", "I denne måned."),
            new("dagtilbud-belaegning", "Belægning", pladser == 0 ? null : Math.Round(100m * taget / pladser, 1), "%", "Optagne og tilbudte pladser i denne måned, af alle pladser."),
            new("dagtilbud-venter", "Børn på venteliste", venter, "børn", "Ansøgninger, der venter på en plads eller på svar på et tilbud."),
            new("dagtilbud-garanti", "Pasningsgarantier, der er holdt", holdt + ikke == 0 ? null : Math.Round(100m * holdt / (holdt + ikke), 1), "%", "Af dem, hvis garantidato ligger i perioden, og som har fået plads eller er brudt."),
        ];
    }

    /// <summary>Applications whose guarantee's date lies in the period: it was kept where no breach of it is recorded.</summary>
    private async Task<(List<Guid> Holdte, List<Guid> Brudte)> GarantierAsync(DateOnly fra, DateOnly til, CancellationToken ct)
    {
        var givne = await (from p in db.Pladser.AsNoTracking() join a in db.Ansoegninger on p.SagId equals a.SagId select a).Distinct().ToListAsync(ct);
        var brudte = await db.Brud.AsNoTracking().Where(b => b.Garantidato >= fra && b.Garantidato <= til).Select(b => b.SagId).ToListAsync(ct);
        return ([.. givne.Where(a => Garanti.Dato(a.Foedt, a.Oensket, a.Modtaget) is var d && d >= fra && d <= til).Select(a => a.SagId).Except(brudte)], brudte);
    }

    private async Task<HashSet<Guid>> SynligeAsync(Aktoer aktoer, IReadOnlyCollection<Guid> ider, CancellationToken ct)
    {
        HashSet<Guid> synlige = [];
        foreach (var del in ider.Distinct().Chunk(Sagsopslag.FlestIder))
            synlige.UnionWith((await sager.SynligeAsync(aktoer, del, ct)).Keys);
        return synlige;
    }
}
