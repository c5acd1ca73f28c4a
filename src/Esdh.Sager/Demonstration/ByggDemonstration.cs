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
    SagerDb db, IndlaesEmneplan indlaesEmneplan, OpretSag opretSag, OpretDokument opretDokument, SkrivNotat skrivNotat,
    OpretErindring opretErindring, RetErindring retErindring, KlarErindring klarErindring, GoerDokumentEndeligt goerEndeligt, AfslutSag afslutSag, TimeProvider tid)
{
    private readonly Dictionary<string, Guid> _sager = [];
    private readonly Dictionary<string, Guid> _parter = [];

    /// <param name="Indhold">What to build.</param>
    /// <param name="Filer">Every file's bytes, on disk already.</param>
    /// <param name="MedSager">Without, only plan, statuses, templates and types are made.</param>
    public sealed record Kommando(Demomyndighed Indhold, IReadOnlyDictionary<Demofil, StoredContent> Filer, bool MedSager);

    public async Task<bool> Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Statusser.AnyAsync(ct))
            return false; // there before
        var nu = tid.GetUtcNow();
        try
        {
            Demonstrationsur.Stil(nu.AddDays(-800));
            await indlaesEmneplan.Udfoer(new(Aktoer.Systemet, Demoplan.Gaeldende, new DateOnly(2020, 1, 1)), ct);
            await IndlaesGrunddataAsync(k.Indhold, ct);
            if (!k.MedSager)
                return true;
            foreach (var sag in k.Indhold.Sager.OrderByDescending(s => s.OprettetDageSiden))
            {
                await ByggSagAsync(k, sag, nu, ct);
                db.ChangeTracker.Clear();
            }
        }
        finally
        {
            Demonstrationsur.Stil(null);
        }

        return true;
    }

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
        db.AddRange(m.Erindringstyper.Select(t => new Erindringstype { Noegle = t.Noegle, Navn = t.Navn, Fristdage = t.Dage, Synligdage = t.SynligDageFoer }));
        foreach (var s in m.Skabeloner)
        {
            db.Add(new Sagsskabelon
            {
                Noegle = s.Noegle, Navn = s.Navn, Standardtitel = s.Titel, Emner = [.. s.Emner], Facetter = [.. s.Facetter], StatusId = statusser[s.Status].Id,
                EnhedId = Adgang.Contract.Demonstration.EnhedId(m.Noegle, s.Enhed), Foelsomhed = s.Foelsomhed, Parter = s.Partsregel,
                Adgang = s.SesAfAlle ? [new("Alle", "*")] : [], Delforloeb = [.. s.Delforloeb],
                Erindringer = [.. s.Erindringer.Select(e => m.Erindringstyper.First(t => t.Noegle == e)).Select(t => new Skabelonerindring(t.Noegle, t.Navn, t.Dage))],
            });
        }

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

    private async Task ByggSagAsync(Kommando k, Demosag s, DateTimeOffset nu, CancellationToken ct)
    {
        var m = k.Indhold;
        var behandler = await SomAsync(m, s.Behandler, ct);
        Stil(nu, s.OprettetDageSiden, 8);
        var ny = await opretSag.Udfoer(new(
            behandler, s.Titel, s.Emne, s.Facet, s.Skabelon,
            [.. s.Parter.Select(p => new TilfoejPart.Nypart(PartId: _parter[p.Hvem], Rolle: m.Partsroller.FirstOrDefault(r => r.Noegle == p.Rolle)?.Navn ?? p.Rolle, ErPrimaer: p.Primaer))],
            s.OffentligTitel, s.Beskrivelse, behandler.Id, Adgang.Contract.Demonstration.EnhedId(m.Noegle, s.Enhed), s.Foelsomhed, s.Papir, s.Samlesag, s.KunFor.Count > 0,
            s.Oversag is { } over ? _sager[over] : null,
            s.KunFor.Count > 0 ? [.. s.KunFor.Select(b => Adgangspost.Bruger(Adgang.Contract.Demonstration.BrugerId(m.Noegle, b)))] : null), ct);
        _sager[s.Noegle] = ny.Id;
        behandler = await SomAsync(m, s.Behandler, ct); // now with this case's list

        // What happened, in the order it did.
        var skridt = s.Dokumenter.Select(d => (d.DageSiden, Time: 10, Skridt: (Func<Task>)(() => BygDokumentAsync(k, behandler, ny.Id, d, ct))))
            .Concat(s.Notater.Select(n => (n.DageSiden, Time: 11, Skridt: (Func<Task>)(() => BygNotatAsync(m, behandler, ny.Id, n, ct)))))
            .Concat(s.Erindringer.Select(e => (DageSiden: Math.Min(s.OprettetDageSiden, Math.Max(3, 7 - e.FristOmDage)), Time: 12, Skridt: (Func<Task>)(() => BygErindringAsync(m, behandler, ny.Id, e, nu, ct)))));
        foreach (var (dageSiden, time, udfoer) in skridt.OrderByDescending(x => x.DageSiden).ThenBy(x => x.Time).ToList())
        {
            Stil(nu, dageSiden, time);
            await udfoer();
        }

        if (s.AfsluttetDageSiden is { } dage)
        {
            Stil(nu, dage, 15);
            var navn = m.Statusser.First(t => t.Noegle == s.Status).Navn;
            var status = await db.Statusser.SingleAsync(x => x.Navn == navn, ct);
            foreach (var e in await db.Erindringer.Where(e => e.SagId == ny.Id && e.Afsluttet == null).Select(e => e.Id).ToListAsync(ct))
                await klarErindring.Udfoer(new(behandler, e), ct);
            await afslutSag.Udfoer(new(behandler, ny.Id.ToString(), status.Id, s.Statuskommentar), ct);
        }
    }

    private async Task BygDokumentAsync(Kommando k, Aktoer behandler, Guid sag, Demodokument d, CancellationToken ct)
    {
        var m = k.Indhold;
        var dokument = await opretDokument.Udfoer(new(
            behandler, sag.ToString(), d.Titel, d.Retning.ToString(), DanishTime.Today(tid), m.Dokumenttyper.FirstOrDefault(t => t.Noegle == d.Dokumenttype)?.Navn,
            d.Part is { } part ? Navn(m, part) : null, d.Tilstand == Demodokumenttilstand.Journaliseret,
            [.. d.Filer.Select(f => new OpretDokument.Nyfil(f.Navn, k.Filer[f], Mimetype(f.Art), null))],
            null, null, d.PaaPostliste, d.OffentligTitel), ct);
        if (d.Tilstand == Demodokumenttilstand.Ujournaliseret && d.Retning != Retning.Indgaaende)
            await goerEndeligt.Udfoer(new(behandler, dokument.Id), ct);
    }

    private async Task BygNotatAsync(Demomyndighed m, Aktoer behandler, Guid sag, Demonotat n, CancellationToken ct)
    {
        var om = n.Om is { } noegle ? _parter[noegle] : Guid.Empty;
        var part = n.Om is null ? null : await db.Sagsparter.Where(p => p.SagId == sag && p.PartId == om).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
        var html = $"<p>{System.Net.WebUtility.HtmlEncode(n.Tekst)}</p>";
        await skrivNotat.Udfoer(new(Andet(m, behandler, n.Forfatter), sag.ToString(), new(n.Titel, html, tid.GetUtcNow(), n.Kilde, part), n.Endeligt), ct);
    }

    /// <summary>The template has put some of them on the case already; those only get their own deadline.</summary>
    private async Task BygErindringAsync(Demomyndighed m, Aktoer behandler, Guid sag, Demoerindring e, DateTimeOffset nu, CancellationToken ct)
    {
        var frist = DanishTime.DateOf(nu).AddDays(e.FristOmDage);
        var ansvarlig = Adgang.Contract.Demonstration.BrugerId(m.Noegle, e.Ansvarlig);
        var fraSkabelon = await (from x in db.Erindringer where x.SagId == sag && x.Titel == e.Titel && x.Afsluttet == null
                                 join t in db.Erindringstyper on x.TypeId equals t.Id where t.Noegle == e.Type
                                 orderby x.Nr select (Guid?)x.Id).FirstOrDefaultAsync(ct);
        if (fraSkabelon is { } id)
        {
            if (!e.Klaret)
                await retErindring.Udfoer(new(behandler, id, Frist: frist, AnsvarligId: ansvarlig), ct);
        }
        else
        {
            var idag = DanishTime.Today(tid);
            var ny = await opretErindring.Udfoer(new(behandler, sag.ToString(), e.Type, e.Titel, Frist: frist < idag ? idag : frist, AnsvarligId: ansvarlig), ct);
            id = ny.Id;
        }

        if (e.Klaret)
            await klarErindring.Udfoer(new(Andet(m, behandler, e.Ansvarlig), id), ct);
    }

    /// <summary>Another user of the same authority, with the same sight: see <see cref="SomAsync"/>.</summary>
    private static Aktoer Andet(Demomyndighed m, Aktoer aktoer, string brugernavn) =>
        aktoer with { Id = Adgang.Contract.Demonstration.BrugerId(m.Noegle, brugernavn), Navn = m.Brugere.First(b => b.Brugernavn == brugernavn).Navn };

    private static string Navn(Demomyndighed m, string noegle) =>
        m.Personer.FirstOrDefault(p => p.Noegle == noegle)?.Navn ?? m.Virksomheder.First(v => v.Noegle == noegle).Navn;

    private static string Mimetype(Demofilart art) => art switch
    {
        Demofilart.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Demofilart.Pdf => "application/pdf",
        Demofilart.Eml => "message/rfc822",
        Demofilart.Png => "image/png",
        _ => "text/plain",
    };

    /// <summary>So many days ago at a plausible hour; never later than now.</summary>
    private static void Stil(DateTimeOffset nu, int dageSiden, int time)
    {
        var dag = nu.AddDays(-dageSiden);
        var kl = new DateTimeOffset(dag.Year, dag.Month, dag.Day, time, (dageSiden * 7) % 60, 0, TimeSpan.Zero);
        Demonstrationsur.Stil(kl < nu ? kl : nu);
    }
}
