using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Demonstration;

/// <summary>
/// Fills a demonstration authority through the engine's own acts, so that it obeys the rules and its history and seal are real. All in
/// one transaction: stopped halfway, nothing is there, and the next start begins again.
/// </summary>
internal sealed class ByggDemonstration(
    SagerDb db, IndlaesEmneplan indlaesEmneplan, OpretSag opretSag, OpretDokument opretDokument, SkiftStatus skiftStatus, MaerkSag maerkSag, RelaterSager relaterSager,
    RegistrerAfgoerelse registrerAfgoerelse, RegistrerBeslutning registrerBeslutning, SkrivNotat skrivNotat, OpretErindring opretErindring, KlarErindring klarErindring,
    GoerDokumentEndeligt goerEndeligt, GodkendPostliste godkendPostliste, AfslutSag afslutSag, TimeProvider tid)
{
    private const int Aftenstid = 16;

    private readonly Dictionary<string, Guid> _sager = [];
    private readonly Dictionary<string, Guid> _parter = [];
    private readonly Dictionary<Demodokument, (Guid Id, DateOnly Dag)> _dokumenter = new(ReferenceEqualityComparer.Instance);

    /// <param name="Indhold">What to build.</param>
    /// <param name="Filer">Every file as it was taken in, on disk already.</param>
    /// <param name="MedSager">Without, only plan, statuses, templates and types are made.</param>
    public sealed record Kommando(Demomyndighed Indhold, IReadOnlyDictionary<Demofil, OpretDokument.Nyfil> Filer, bool MedSager);

    public async Task<bool> Udfoer(Kommando k, CancellationToken ct)
    {
        if (await ErByggetAsync(ct))
            return false;
        var nu = tid.GetUtcNow();
        try
        {
            Demonstrationsur.Stil(nu.AddDays(-800));
            await indlaesEmneplan.Udfoer(new(Aktoer.Systemet, Demoplan.Gaeldende, new DateOnly(2020, 1, 1)), ct);
            await IndlaesGrunddataAsync(k.Indhold, ct);
            // Everything that happens, on all cases, in the order of its time: so the events of the authority are too.
            foreach (var skridt in (k.MedSager ? k.Indhold.Sager : []).SelectMany(s => Skridt(k, s, nu, ct)).OrderBy(s => s.Tid))
            {
                Demonstrationsur.Stil(skridt.Tid);
                await skridt.Goer();
                db.ChangeTracker.Clear();
            }

            // Last, since a demonstration case brings its reminders itself.
            foreach (var skabelon in await db.Skabeloner.ToListAsync(ct))
            {
                skabelon.Erindringer = [.. k.Indhold.Skabeloner.Single(s => s.Noegle == skabelon.Noegle).Erindringer
                    .Select(e => k.Indhold.Erindringstyper.First(t => t.Noegle == e)).Select(t => new Skabelonerindring(t.Noegle, t.Navn, t.Dage))];
            }

            await db.SaveChangesAsync(ct);
        }
        finally
        {
            Demonstrationsur.Stil(null);
        }

        return true;
    }

    private static readonly (string Noegle, string Titel, string Tekst)[] Fraser =
    [
        ("klagevejledning", "Klagevejledning", "Du kan klage over afgørelsen i sag {{sag.nummer}} inden fire uger, fra du har fået den. Send klagen til {{myndighed.navn}}."),
        ("svarfrist", "Svar inden 14 dage", "Vi beder om dit svar senest 14 dage efter {{dato.idag}}. Hører vi ikke fra dig, behandler vi sagen på det grundlag, vi har."),
        ("mangler", "Manglende oplysninger", "For at behandle {{sag.titel}} mangler vi nogle oplysninger fra dig:\n-"),
    ];

    internal Task<bool> ErByggetAsync(CancellationToken ct) => db.Statusser.AnyAsync(ct);

    /// <summary>The actor a demonstration user is, with the lists that admit whoever it is: these acts are all the user's own.</summary>
    private async Task<Aktoer> SomAsync(Demomyndighed m, string brugernavn, CancellationToken ct)
    {
        var bruger = m.Brugere.First(b => b.Brugernavn == brugernavn);
        // Uden for adgang: builds everything, so sees everything.
        var lister = await db.Sager.AsNoTracking().Select(s => s.AdgangslisteNr).Distinct().ToListAsync(ct);
        return new(Adgang.Contract.Demonstration.BrugerId(m.Noegle, brugernavn), bruger.Navn, Roller.Sagsbehandler, Adgang.Contract.Demonstration.EnhedId(m.Noegle, bruger.Enhed), lister, [], null);
    }

    private async Task IndlaesGrunddataAsync(Demomyndighed m, CancellationToken ct)
    {
        var statusser = m.Statusser.ToDictionary(s => s.Noegle, s => new Sagsstatus
        {
            Navn = s.Navn, Orden = s.Orden, Tilstand = s.Tilstand, KraeverKommentar = s.KraeverKommentar,
        });
        db.AddRange(statusser.Values);
        db.AddRange(m.Erindringstyper.Select(t => new Erindringstype { Noegle = t.Noegle, Navn = t.Navn, Fristdage = t.Dage, Synligdage = t.SynligDageFoer, IArbejdsdage = t.Noegle == "aktindsigt" }));
        foreach (var s in m.Skabeloner)
        {
            db.Add(new Sagsskabelon
            {
                Noegle = s.Noegle, Navn = s.Navn, Standardtitel = s.Titel, Emner = [.. s.Emner], Facetter = [.. s.Facetter], StatusId = statusser[s.Status].Id,
                EnhedId = Adgang.Contract.Demonstration.EnhedId(m.Noegle, s.Enhed), Foelsomhed = s.Foelsomhed, Parter = s.Partsregel,
                Adgang = s.SesAfAlle ? [new("Alle", "*")] : [], Delforloeb = [.. s.Delforloeb],
            });
            await db.SaveChangesAsync(ct); // each by itself: their numbers are in the order they stand in, whatever their ids are
        }

        foreach (var (noegle, titel, tekst) in Fraser)
        {
            var frase = new Frase
            {
                Noegle = noegle, Titel = titel, Tekst = tekst, EjerId = Adgang.Contract.Demonstration.BrugerId(m.Noegle, "leder"), Gennemses = DanishTime.Today(TimeProvider.System).AddDays(200), Rettet = tid.GetUtcNow(),
                RettetAf = Adgang.Contract.Demonstration.BrugerId(m.Noegle, "leder"),
            };
            frase.Find();
            db.Add(frase);
        }

        db.Add(new Godkendelseskaede { Noegle = "afslag-til-borgere", Navn = "Afslag til borgere", Led = [new(Ledart.Leder, ""), new(Ledart.Rolle, nameof(Roller.Arkivar))] });
        db.AddRange(m.Personer.Select(p => NyPart(p.Noegle, Partsart.Person, Core.Identity.Cpr.TryParse(p.Cpr, out var cpr) ? cpr.Digits : null, null, p.Navn, p.Adresse, p.Email, p.Telefon, p.BeskyttetDageEndnu)));
        db.AddRange(m.Virksomheder.Select(v => NyPart(v.Noegle, Partsart.Virksomhed, null, v.Cvr, v.Navn, v.Adresse, v.Email, v.Telefon, null)));
        await db.SaveChangesAsync(ct);
    }

    private Part NyPart(string noegle, Partsart art, string? cpr, string? cvr, string navn, Demoadresse adresse, string email, string telefon, int? beskyttetDage)
    {
        var part = new Part
        {
            Art = art, Cpr = cpr, Cvr = cvr, Navn = navn, Adresse = $"{adresse.Vej} {adresse.Husnummer}", Postnummer = adresse.Postnummer, By = adresse.By, Email = email,
            Telefon = telefon, ErBeskyttet = beskyttetDage is not null, BeskyttetTil = beskyttetDage is { } dage ? DanishTime.Today(TimeProvider.System).AddDays(dage) : null,
            Soegetekst = Core.Text.DanishText.Fold($"{navn} {cvr}"), Oprettet = tid.GetUtcNow(),
        };
        _parter[noegle] = part.Id;
        return part;
    }

    /// <summary>What happens on a case, step by step, each with its time.</summary>
    private IEnumerable<(DateTimeOffset Tid, Func<Task> Goer)> Skridt(Kommando k, Demosag s, DateTimeOffset nu, CancellationToken ct)
    {
        var m = k.Indhold;
        Task<Aktoer> Behandler() => SomAsync(m, s.Behandler, ct);
        string Sag() => _sager[s.Noegle].ToString();

        yield return (Tid(nu, s.OprettetDageSiden, 6), async () => await OpretAsync(m, s, await Behandler(), ct));
        var nummer = 0;
        foreach (var d in s.Dokumenter.OrderByDescending(d => d.DageSiden))
            yield return (Tid(nu, d.DageSiden, 8, nummer++), async () => await LaegDokumentAsync(k, s, d, await Behandler(), ct));
        foreach (var d in s.Dokumenter.Where(d => d is { PaaPostliste: true, Tilstand: Demodokumenttilstand.Journaliseret, DageSiden: > 10 }))
            yield return (Tid(nu, d.DageSiden - 1, 9, nummer++), async () => await GodkendTilPostlisteAsync(m, d, await Behandler(), ct));
        foreach (var n in s.Notater)
            yield return (Tid(nu, n.DageSiden, 9, nummer++), async () => await SkrivNotatAsync(m, await Behandler(), _sager[s.Noegle], n, ct));
        foreach (var e in s.Erindringer)
            yield return (Tid(nu, Math.Min(s.OprettetDageSiden, Math.Max(3, 7 - e.FristOmDage)), 10, nummer++), async () => await ErindrAsync(m, await Behandler(), Sag(), e, nu, ct));
        foreach (var maerke in s.Maerkater)
            yield return (Tid(nu, s.OprettetDageSiden, 7), async () => await maerkSag.Udfoer(new(await Behandler(), Sag(), maerke), ct));
        foreach (var anden in s.Relaterede)
            yield return (Tid(nu, s.OprettetDageSiden, 7, 30), async () => await relaterSager.Udfoer(new(await Behandler(), Sag(), _sager[anden].ToString()), ct));
        if (s.Beslutning is { } b)
            yield return (Tid(nu, b.DageSiden, 12), async () => await registrerBeslutning.Udfoer(new(await Behandler(), Sag(), DanishTime.Today(tid), b.Udvalg, "Godkendt", null, b.Notat), ct));
        if (s.Afgoerelse is { } a)
        {
            var art = m.Afgoerelsestyper.FirstOrDefault(t => t.Noegle == a.Type)?.Navn ?? a.Type;
            yield return (Tid(nu, a.DageSiden, 13), async () => await registrerAfgoerelse.Udfoer(new(await Behandler(), Sag(), DanishTime.Today(tid), art, null, a.Notat), ct));
        }

        var status = m.Statusser.First(t => t.Noegle == s.Status);
        if (s.AfsluttetDageSiden is { } dage)
            yield return (Tid(nu, dage, Aftenstid), async () => await AfslutAsync(Sag(), status.Navn, s.Statuskommentar, await Behandler(), ct));
        else if (s.Status != m.Skabeloner.First(t => t.Noegle == s.Skabelon).Status)
            yield return (Tid(nu, Math.Max(0, s.OprettetDageSiden / 2), 14), async () => await skiftStatus.Udfoer(new(await Behandler(), Sag(), status.Navn, s.Statuskommentar), ct));
    }

    private async Task OpretAsync(Demomyndighed m, Demosag s, Aktoer behandler, CancellationToken ct)
    {
        var ny = await opretSag.Udfoer(new(
            behandler, s.Titel, s.Emne, s.Facet, s.Skabelon,
            [.. s.Parter.Select(p => new TilfoejPart.Nypart(PartId: _parter[p.Hvem], Rolle: m.Partsroller.FirstOrDefault(r => r.Noegle == p.Rolle)?.Navn ?? p.Rolle, ErPrimaer: p.Primaer))],
            s.OffentligTitel, s.Beskrivelse, behandler.Id, Adgang.Contract.Demonstration.EnhedId(m.Noegle, s.Enhed), s.Foelsomhed, s.Papir, s.Samlesag, s.KunFor.Count > 0,
            s.Oversag is { } over ? _sager[over] : null,
            s.KunFor.Count > 0 ? [.. s.KunFor.Select(b => Adgangspost.Bruger(Adgang.Contract.Demonstration.BrugerId(m.Noegle, b)))] : null), ct);
        _sager[s.Noegle] = ny.Id;
    }

    private async Task LaegDokumentAsync(Kommando k, Demosag s, Demodokument d, Aktoer behandler, CancellationToken ct)
    {
        var sag = _sager[s.Noegle];
        var delforloeb = d.Delforloeb is { } nummer
            ? await db.Delforloeb.Where(x => x.SagId == sag && x.Nummer == nummer).Select(x => (Guid?)x.Id).SingleOrDefaultAsync(ct)
            : null;
        var ny = await opretDokument.Udfoer(new(
            behandler, sag.ToString(), d.Titel, d.Retning.ToString(), DanishTime.Today(tid), k.Indhold.Dokumenttyper.FirstOrDefault(t => t.Noegle == d.Dokumenttype)?.Navn,
            d.Part is { } part ? Navn(k.Indhold, part) : null, d.Tilstand == Demodokumenttilstand.Journaliseret, [.. d.Filer.Select(f => k.Filer[f])],
            delforloeb, null, d.PaaPostliste, d.OffentligTitel, null, d.Part is { } kendt ? _parter[kendt] : null), ct);
        if (d.Tilstand == Demodokumenttilstand.Ujournaliseret && d.Retning != Retning.Indgaaende)
            await goerEndeligt.Udfoer(new(behandler, ny.Id), ct);
        _dokumenter[d] = (ny.Id, DanishTime.Today(tid));
    }

    /// <summary>By the leader, where the rules let it be published; the newest still wait.</summary>
    private async Task GodkendTilPostlisteAsync(Demomyndighed m, Demodokument d, Aktoer behandler, CancellationToken ct)
    {
        var (id, dag) = _dokumenter[d];
        if ((await db.PostlistekandidaterAsync([id], dag, ct))[id].Hindringer().Count == 0 && m.Brugere.FirstOrDefault(b => b.Roller.HasFlag(Roller.Leder)) is { } leder)
            await godkendPostliste.Udfoer(new(Andet(m, behandler, leder.Brugernavn), dag, [id]), ct);
    }

    private async Task SkrivNotatAsync(Demomyndighed m, Aktoer behandler, Guid sag, Demonotat n, CancellationToken ct)
    {
        var om = n.Om is { } noegle ? _parter[noegle] : Guid.Empty;
        var part = n.Om is null ? null : await db.Sagsparter.Where(p => p.SagId == sag && p.PartId == om).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
        var html = $"<p>{System.Net.WebUtility.HtmlEncode(n.Tekst)}</p>";
        await skrivNotat.Udfoer(new(Andet(m, behandler, n.Forfatter), sag.ToString(), new(n.Titel, html, tid.GetUtcNow(), n.Kilde, part), n.Endeligt), ct);
    }

    private async Task ErindrAsync(Demomyndighed m, Aktoer behandler, string sag, Demoerindring e, DateTimeOffset nu, CancellationToken ct)
    {
        var (frist, idag) = (DanishTime.DateOf(nu).AddDays(e.FristOmDage), DanishTime.Today(tid));
        var ny = await opretErindring.Udfoer(new(
            behandler, sag, e.Type, e.Titel, Frist: frist < idag ? idag : frist, AnsvarligId: Adgang.Contract.Demonstration.BrugerId(m.Noegle, e.Ansvarlig)), ct);
        if (e.Klaret)
            await klarErindring.Udfoer(new(Andet(m, behandler, e.Ansvarlig), ny.Id), ct);
    }

    /// <summary>Another user of the same authority, with the same sight: see <see cref="SomAsync"/>.</summary>
    private static Aktoer Andet(Demomyndighed m, Aktoer aktoer, string brugernavn) =>
        aktoer with { Id = Adgang.Contract.Demonstration.BrugerId(m.Noegle, brugernavn), Navn = m.Brugere.First(b => b.Brugernavn == brugernavn).Navn };

    private async Task AfslutAsync(string sag, string statusnavn, string? kommentar, Aktoer behandler, CancellationToken ct)
    {
        var status = await db.Statusser.SingleAsync(x => x.Navn == statusnavn, ct);
        foreach (var e in await db.Erindringer.Where(e => e.SagId == Guid.Parse(sag) && e.Afsluttet == null).Select(e => e.Id).ToListAsync(ct))
            await klarErindring.Udfoer(new(behandler, e), ct);
        await afslutSag.Udfoer(new(behandler, sag, status.Id, kommentar), ct);
    }

    private static string Navn(Demomyndighed m, string noegle) =>
        m.Personer.FirstOrDefault(p => p.Noegle == noegle)?.Navn ?? m.Virksomheder.First(v => v.Noegle == noegle).Navn;

    /// <summary>So many days ago at a plausible hour (UTC); never later than now.</summary>
    private static DateTimeOffset Tid(DateTimeOffset nu, int dageSiden, int time, int efter = 0)
    {
        var dag = nu.AddDays(-dageSiden);
        var kl = new DateTimeOffset(dag.Year, dag.Month, dag.Day, time, dageSiden * 7 % 60, 0, TimeSpan.Zero).AddMinutes(efter);
        return kl < nu ? kl : nu;
    }
}
