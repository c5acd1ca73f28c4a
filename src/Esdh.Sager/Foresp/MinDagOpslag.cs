using System.Globalization;
using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>What waits for one person today. Every list is bounded, and all of it is what the person may see.</summary>
internal sealed class MinDagOpslag(SagerDb db, CoreDb core, Personer personer, Journalopslag journal, Postlisteopslag postliste, Redigeringer redigeringer, Indbakkeopslag indbakke, Godkendelsesopslag godkendelser, Fraseopslag fraser, Forsendelsesopslag forsendelser, GemteSoegningerOpslag soegninger, TimeProvider tid)
{
    private const int MestFrister = 60;
    private const int MestDokumenter = 60;
    private const int MestSager = 200;
    private const string Noedadgang = Erindringstype.Noedadgang;
    private static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    public async Task<MinDagVisning> HentAsync(Aktoer aktoer, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var ugerne = idag.AddDays(14 - (int)idag.DayOfWeek); // to the Sunday after next
        var frister = await FristerAsync(aktoer, idag, idag.AddDays(21), ct);
        var dokumenter = await DokumenterAsync(aktoer, idag, ct);
        var sager = await SagerAsync(aktoer, ct);
        var vistSager = sager.OrderBy(s => s.Frist ?? DateOnly.MaxValue).ThenByDescending(s => s.SenestAendret).Take(12).Select(s => s.Sag).ToList();
        return new(
            Ugedag(idag), aktoer.PaaVegneAf?.Navn ?? aktoer.Navn,
            [.. frister.Where(f => f.Frist < idag)], [.. frister.Where(f => f.Frist == idag)], [.. frister.Where(f => f.Frist > idag && f.Frist <= ugerne)], frister.Count > MestFrister,
            [.. dokumenter.Where(d => d.Hast == Hast.Roed).Select(d => d.Vist)], [.. dokumenter.Where(d => d.Hast == Hast.Gul).Select(d => d.Vist)], [.. dokumenter.Where(d => d.Hast == Hast.Ny).Select(d => d.Vist)],
            await KladderAsync(aktoer, ct), vistSager, Math.Min(sager.Count, MestSager), sager.Count > MestSager,
            [.. sager.OrderByDescending(s => s.SenestAendret).Take(6).Select(s => s.Sag)],
            await OverdragneAsync(aktoer, sager.ToDictionary(s => s.Id, s => s.Sag), ct), await NoedadgangeAsync(aktoer, ct), Uge(frister, idag), await EnhedenAsync(aktoer, idag, ct),
            [.. (await redigeringer.AfsluttedeAsync(aktoer, null, ct)).Select(Indhold.Redigeringsord.Besked)],
            [.. (await redigeringer.MineAsync(aktoer, ct)).Select(r => new Dagredigering(r.DokumentId, r.Titel, r.Begyndt, r.Til))], await indbakke.VenterAsync(aktoer, ct),
            [.. (await godkendelser.TilMigAsync(aktoer, null, 8, ct)).Poster, .. await godkendelser.ReturneredeAsync(aktoer, ct)], await fraser.ForfaldneAsync(aktoer, ct),
            await forsendelser.TilMigAsync(aktoer, 10, ct))
        {
            NyeHits = aktoer.PaaVegneAf is null ? [.. (await soegninger.MedNyeAsync(aktoer, ct)).Select(GemteSoegningerRuter.Vis)] : [],
        };
    }

    /// <summary>For those who have no cases of their own.</summary>
    public async Task<Startvisning> StartAsync(Aktoer aktoer, IEnumerable<Startpunkt> punkter, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var overblik = aktoer.Har(AccessRules.Laesning) ? await journal.OverblikAsync(aktoer, idag, ct) : null;
        var venter = aktoer.Har(JournalApi.Godkendere) ? (await postliste.VentendeDageAsync(aktoer, ct)).Sum(d => d.Antal) : (int?)null;
        return new(Ugedag(idag), aktoer.PaaVegneAf?.Navn ?? aktoer.Navn, [.. punkter], overblik?.Grupper.Sum(g => g.Nye + g.Gule + g.Roede), overblik?.Grupper.Sum(g => g.Roede) ?? 0, venter);
    }

    /// <summary>Those of the leader's units who have most behind them first.</summary>
    private async Task<IReadOnlyList<Dagmedarbejder>> EnhedenAsync(Aktoer aktoer, DateOnly idag, CancellationToken ct)
    {
        if (!aktoer.Har(Roller.Leder) || aktoer.EnhedId is not { } egen)
            return [];
        List<Guid> enheder = [egen];
        var alle = await personer.EnhederAsync(ct);
        for (var i = 0; i < enheder.Count; i++) // those below, whatever order they come in
            enheder.AddRange(alle.Where(e => e.ForaelderId == enheder[i] && !enheder.Contains(e.Id)).Select(e => e.Id));
        var aabne = db.Sager.SynligeFor(aktoer).Where(s => enheder.Contains(s.EnhedId) && s.Tilstand != Tilstand.Afsluttet);
        var sager = await aabne.GroupBy(s => s.BehandlerId).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct);
        var overskredne = await aabne.Where(s => db.Erindringer.Any(e => e.SagId == s.Id && e.Afsluttet == null && e.Frist < idag))
            .GroupBy(s => s.BehandlerId).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct);
        var mangler = (await journal.OverblikAsync(aktoer, idag, ct)).Grupper.Where(g => enheder.Contains(g.EnhedId)).ToLookup(g => g.BehandlerId);
        await personer.HuskAsync(sager.Select(s => s.Key).Concat(mangler.Select(m => m.Key)).OfType<Guid>(), ct);
        List<Dagmedarbejder> enheden = [];
        foreach (var behandler in sager.Select(s => s.Key).Union(mangler.Select(m => m.Key)))
        {
            enheden.Add(new(
                behandler, behandler is { } id ? await personer.NavnAsync(id, ct) : "Ikke fordelt", sager.Find(s => s.Key == behandler)?.Antal ?? 0, overskredne.Find(o => o.Key == behandler)?.Antal ?? 0,
                mangler[behandler].Sum(m => m.Nye + m.Gule + m.Roede), mangler[behandler].Sum(m => m.Roede)));
        }

        return [.. enheden.OrderByDescending(m => m.Overskredne + m.Roede).ThenByDescending(m => m.Aabne).Take(30)];
    }

    private static string Ugedag(DateOnly dag)
    {
        var tekst = dag.ToString("dddd d. MMMM", Dansk);
        return char.ToUpper(tekst[0], Dansk) + tekst[1..];
    }

    private async Task<List<Dagfrist>> FristerAsync(Aktoer aktoer, DateOnly idag, DateOnly til, CancellationToken ct)
    {
        var frister = await (
            from e in db.Erindringer
            join s in db.Sager.SynligeFor(aktoer) on e.SagId equals s.Id
            join t in db.Erindringstyper on e.TypeId equals t.Id
            where e.AnsvarligId == aktoer.Skrivebord && e.Afsluttet == null && e.Frist <= til && t.Noegle != Noedadgang
            orderby e.Frist, e.Nr
            select new { e.Id, e.Titel, s.Sagsnummer, Sagstitel = s.Titel, e.Frist, Type = t.Navn }).Take(MestFrister + 1).ToListAsync(ct);
        return [.. frister.Select(f => f.Titel == f.Type // says nothing of its own: the case tells them apart
            ? new Dagfrist(f.Id, f.Sagstitel, f.Sagsnummer, f.Type, f.Frist, Maerke(f.Frist, idag)) : new(f.Id, f.Titel, f.Sagsnummer, f.Sagstitel, f.Frist, Maerke(f.Frist, idag)))];
    }

    private static Maerke Maerke(DateOnly frist, DateOnly idag) => frist <= idag.AddDays(1)
        ? Sagsrammeopslag.Fristmaerke(frist, idag)
        : new(frist.ToString("ddd d. MMM", Dansk), Farve.Graa);

    private async Task<List<(Hast Hast, Dagdokument Vist)>> DokumenterAsync(Aktoer aktoer, DateOnly idag, CancellationToken ct)
    {
        var bord = aktoer.Skrivebord;
        var paaMineSager = from s in db.Sager.Where(s => s.BehandlerId == bord) // Uden for adgang: ids, for the question below of who sees them.
                           from r in db.Registreringer.Where(r => r.SagId == s.Id && r.Aktnr == null && r.FlyttetTilId == null)
                           select r.DokumentId;
        var ider = MineKladder(aktoer).Concat(paaMineSager);
        var mine = await (
            from d in db.Ujournaliserede(aktoer).Where(d => ider.Contains(d.Id))
            from r in db.Registreringer.Where(r => r.DokumentId == d.Id)
            from s in db.Sager.SynligeFor(aktoer).Where(s => s.Id == r.SagId)
            where s.BehandlerId == bord || d.EjerId == bord || (d.EjerId == null && d.OprettetAf == bord)
            orderby d.Dato, r.Nr
            select new { d.Id, d.Titel, d.Retning, d.Dato, s.Sagsnummer }).Take(MestDokumenter).ToListAsync(ct);
        return [.. mine.Select(d =>
        {
            var hast = Journalfrist.Hast(d.Dato, idag);
            var alder = Journalfrist.Alder(d.Dato, idag);
            return (hast, new Dagdokument(d.Id, d.Titel, Retningsord(d.Retning), d.Dato, d.Sagsnummer, Hastemaerke(hast, alder)));
        })];
    }

    /// <summary>
    /// Ids of what the desk has that is not journalised, seen or not: made by it, or given to it. Two ways in, each by its own index; asked as one or the other, a database
    /// reads every document there is.
    /// </summary>
    private IQueryable<Guid> MineKladder(Aktoer aktoer)
    {
        var bord = aktoer.Skrivebord;
        var dokumenter = db.Dokumenter.Where(d => d.Journaliseret == null); // Uden for adgang: ids, for questions that ask who sees them.
        return dokumenter.Where(d => d.OprettetAf == bord && d.EjerId == null).Select(d => d.Id).Concat(dokumenter.Where(d => d.EjerId == bord).Select(d => d.Id));
    }

    /// <summary>How late a document is, in words and colour.</summary>
    internal static Maerke Hastemaerke(Hast hast, int alder) =>
        new(alder switch { 0 => "Ny", 1 => "1 arbejdsdag", >= 999 => "Meget gammelt", _ => $"{alder} arbejdsdage" }, hast switch { Hast.Roed => Farve.Roed, Hast.Gul => Farve.Gul, _ => Farve.Graa });

    internal static string Retningsord(Retning retning) => retning switch { Retning.Indgaaende => "Modtaget", Retning.Udgaaende => "Sendt", _ => "Endeligt" };

    private async Task<IReadOnlyList<Dagkladde>> KladderAsync(Aktoer aktoer, CancellationToken ct)
    {
        var bord = aktoer.Skrivebord;
        var mine = MineKladder(aktoer);
        var dokumenter = await (
            from d in db.Dokumenter.SynligeFor(db, aktoer).Where(d => mine.Contains(d.Id) && d.Journaliseret == null && d.UdenBetydning == null && d.ForaelderId == null
                && d.Retning != Retning.Indgaaende && !db.Endeliggoerelser.Any(e => e.DokumentId == d.Id)) // those are shown as not journalised
            from r in db.Registreringer.Where(r => r.DokumentId == d.Id)
            from s in db.Sager.SynligeFor(aktoer).Where(s => s.Id == r.SagId)
            orderby d.Oprettet descending
            select new { d.Id, d.Titel, d.Retning, s.Sagsnummer, d.Oprettet }).Take(10).ToListAsync(ct);
        var kladder = db.Notater.Where(n => n.Endelig == null);
        var mineNotater = kladder.Where(n => n.ForfatterId == bord && n.EjerId == null).Select(n => n.Id).Concat(kladder.Where(n => n.EjerId == bord).Select(n => n.Id));
        var notater = await (
            from n in db.Notater.Where(n => mineNotater.Contains(n.Id))
            from s in db.Sager.SynligeFor(aktoer).Where(s => s.Id == n.SagId)
            orderby n.Oprettet descending
            select new { n.Id, n.Overskrift, s.Sagsnummer, n.Oprettet }).Take(10).ToListAsync(ct);
        return [.. dokumenter.Select(d => new Dagkladde("Dokument", d.Titel, $"/dokumenter/{d.Id}", d.Sagsnummer, d.Oprettet, d.Id, d.Retning == Retning.Udgaaende ? "Sendt" : "Endeligt"))
            .Concat(notater.Select(n => new Dagkladde("Notat", n.Overskrift, $"/notater/{n.Id}", n.Sagsnummer, n.Oprettet)))
            .OrderByDescending(k => k.Tid).Take(10)];
    }

    private async Task<List<(Guid Id, DateOnly? Frist, DateTimeOffset SenestAendret, Dagsag Sag)>> SagerAsync(Aktoer aktoer, CancellationToken ct)
    {
        var sager = await (
            from s in db.Sager.SynligeFor(aktoer).Where(s => s.BehandlerId == aktoer.Skrivebord && s.Tilstand != Tilstand.Afsluttet)
            join t in db.Statusser on s.StatusId equals t.Id
            orderby s.SenestAendret descending
            select new
            {
                s.Id, s.Sagsnummer, s.Titel, Status = t.Navn, s.Tilstand, s.SenestAendret,
                Frist = db.Erindringer.Where(e => e.SagId == s.Id && e.Afsluttet == null).OrderBy(e => e.Frist).Select(e => (DateOnly?)e.Frist).FirstOrDefault(),
            }).Take(MestSager + 1).ToListAsync(ct);
        return [.. sager.Select(s => (s.Id, s.Frist, s.SenestAendret, new Dagsag(s.Sagsnummer, s.Titel, Sagsrammeopslag.Statusmaerke(s.Status, s.Tilstand), s.Frist, s.SenestAendret)))];
    }

    /// <summary>Handed over by another within two weeks, still mine, and not said to be received.</summary>
    private async Task<IReadOnlyList<Dagoverdragelse>> OverdragneAsync(Aktoer aktoer, Dictionary<Guid, Dagsag> mine, CancellationToken ct)
    {
        var fra = tid.GetUtcNow().AddDays(-14);
        var ids = mine.Where(s => s.Value.SenestAendret >= fra).Select(s => s.Key).ToList();
        if (ids.Count == 0)
            return [];
        var haendelser = await core.Haendelser
            .Where(h => ids.Contains(h.SagId!.Value) && (h.Type == nameof(Contract.SagOverdraget) || h.Type == nameof(Contract.SagGivetTilbage) || h.Type == nameof(Contract.SagModtaget)) && h.Tid >= fra)
            .OrderByDescending(h => h.Nr).Select(h => new { h.SagId, h.Type, h.AktoerId, h.Tid, Data = h.Data == null ? null : h.Data.Data }).Take(200).ToListAsync(ct);
        List<Dagoverdragelse> overdragne = [];
        await personer.HuskAsync(haendelser.SelectMany(h => new[] { h.AktoerId, EventLog.OnBehalfOf(h.Data) ?? h.AktoerId }), ct);
        foreach (var h in haendelser.DistinctBy(h => h.SagId).Where(h => h.Data is not null && h.Type != nameof(Contract.SagModtaget)))
        {
            // The two say who has it now in the same words.
            var o = JsonSerializer.Deserialize<Contract.SagOverdraget>(h.Data!, JsonSerializerOptions.Web)!;
            var bord = EventLog.OnBehalfOf(h.Data);
            if (o.TilBehandlerId != aktoer.Skrivebord || (bord ?? h.AktoerId) == aktoer.Skrivebord)
                continue;
            var sag = mine[h.SagId!.Value];
            var hvem = bord is { } b ? $"{await personer.NavnAsync(h.AktoerId, ct)} på vegne af {await personer.NavnAsync(b, ct)}" : await personer.NavnAsync(h.AktoerId, ct);
            var tilbage = h.Type == nameof(Contract.SagGivetTilbage);
            var (kladder, poster) = tilbage && JsonSerializer.Deserialize<Contract.SagGivetTilbage>(h.Data!, JsonSerializerOptions.Web) is { } g ? (g.Kladder, g.Poster) : (o.KladdeIder?.Count ?? 0, o.PostIder?.Count ?? 0);
            overdragne.Add(new(sag.Sagsnummer, sag.Titel, hvem, h.Tid, o.Kommentar, o.Erindringer, kladder, poster, !tilbage));
        }

        return [.. overdragne.Take(8)];
    }

    /// <summary>The leader is told also of a protected case that is not the leader's to see: then without its number.</summary>
    private async Task<IReadOnlyList<Dagnoedadgang>> NoedadgangeAsync(Aktoer aktoer, CancellationToken ct)
    {
        var synlige = db.Sager.SynligeFor(aktoer);
        return await (
            from e in db.Erindringer
            join t in db.Erindringstyper on e.TypeId equals t.Id
            where e.AnsvarligId == aktoer.Skrivebord && e.Afsluttet == null && t.Noegle == Noedadgang
            orderby e.Frist, e.Nr
            select new Dagnoedadgang(e.Id, e.Titel, e.Beskrivelse, synlige.Where(s => s.Id == e.SagId).Select(s => s.Sagsnummer).FirstOrDefault(), e.Frist)).Take(20).ToListAsync(ct);
    }

    private static List<Maalepunkt> Uge(List<Dagfrist> frister, DateOnly idag)
    {
        List<Maalepunkt> uge = [];
        for (var dag = idag; uge.Count < 10; dag = dag.AddDays(1))
        {
            if (dag == idag)
                uge.Add(new("I dag", frister.Count(f => f.Frist <= dag), true));
            else if (DanishCalendar.IsWorkday(dag))
                uge.Add(new(dag.ToString("ddd d.", Dansk), frister.Count(f => f.Frist == dag)));
        }

        return uge;
    }
}
