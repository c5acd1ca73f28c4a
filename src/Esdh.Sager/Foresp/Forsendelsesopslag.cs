using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Forsendelser;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Whose letters are listed.</summary>
internal enum Forsendelsesboks
{
    /// <summary>What the actor deals with: given to the actor, or on cases the actor handles, or ordered by the actor.</summary>
    Min,

    /// <summary>On cases of the actor's unit.</summary>
    Enhed,
}

/// <summary>Which of them.</summary>
internal enum Forsendelsesudsnit
{
    /// <summary>Rejected and uncertain that nobody has dealt with, and letters to print.</summary>
    Handling,
    Venter,
    Sendt,
    Afvist,
    Alle,
}

/// <summary>Dispatches that the actor may see: those whose main document is.</summary>
internal sealed class Forsendelsesopslag(SagerDb db, Ventesignal signal, Personer personer, Authority myndighed, Forsendelsesindstillinger indstillinger, TimeProvider tid)
{
    /// <summary>Most parties and documents that are proposed.</summary>
    public const int FlestForslag = 1000;

    private sealed record Plads(int Nr);

    private sealed record Raekke(Forsendelse F, int Venter, int Sendt, int Afvist, int Uvis, int Fortrudt, int Handling);

    /// <summary>Of a case, the newest first.</summary>
    public Task<Side<Forsendelseslinje>> PaaSagAsync(Aktoer aktoer, Guid sag, string? efter, int? antal, CancellationToken ct) =>
        LinjerAsync(db.Forsendelser.AsNoTracking().SynligeFor(db, aktoer).Where(f => f.SagId == sag), efter, antal, ct);

    /// <summary>Of a document, as main document or enclosed, the newest first.</summary>
    public Task<Side<Forsendelseslinje>> PaaDokumentAsync(Aktoer aktoer, Guid dokument, string? efter, int? antal, CancellationToken ct) =>
        LinjerAsync(db.Forsendelser.AsNoTracking().SynligeFor(db, aktoer).Where(f => db.Forsendelsesdele.Any(d => d.ForsendelseId == f.Id && d.DokumentId == dokument)), efter, antal, ct);

    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<Forsendelsesvisning> HentAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var f = await db.FindForsendelseAsync(aktoer, id, ct);
        var linje = (await LinjerAsync(db.Forsendelser.AsNoTracking().Where(x => x.Id == id), null, 1, ct)).Poster[0];
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        var filer = await db.Forsendelsesdele.AsNoTracking().Where(d => d.ForsendelseId == id).OrderBy(d => d.Nummer)
            .Select(d => new { D = d, Ses = d.DokumentId == null || synlige.Any(x => x.Id == d.DokumentId) }).ToListAsync(ct);
        return new(
            linje, f.Tekst, f.MedFoelgebrev, await db.Sager.SynligeFor(aktoer).Where(s => s.Id == f.SagId).Select(s => s.Sagsnummer).FirstOrDefaultAsync(ct) ?? "", await personer.NavnAsync(f.BestiltAf, ct), f.Forberedt,
            filer.ConvertAll(x => new Forsendelsesfil(x.D.Nummer, x.Ses ? x.D.Titel : "Et dokument, du ikke har adgang til", x.D.Akt, x.Ses ? x.D.DokumentId : null, x.Ses ? x.D.Pdfnavn : "", x.Ses ? x.D.PdfSha256 : null, x.D.PdfStoerrelse)),
            [.. indstillinger.Kanaler(myndighed.Key).Select(k => k.ToString())]);
    }

    /// <summary>The receivers of a dispatch that was found as one the actor sees, in the order they were named.</summary>
    /// <param name="tilstand">Only these; null for all.</param>
    public async Task<Side<Forsendelsesmodtagervisning>> ModtagereAsync(Aktoer aktoer, Guid forsendelse, string? tilstand, string? efter, int? antal, CancellationToken ct)
    {
        var modtagere = db.Forsendelsesmodtagere.AsNoTracking().Where(m => m.ForsendelseId == forsendelse);
        if (tilstand is not null)
        {
            if (!Enum.TryParse<Modtagertilstand>(tilstand, ignoreCase: true, out var t) || !Enum.IsDefined(t) || char.IsAsciiDigit(tilstand[0]))
                throw new InvalidException("tilstand", $"Vælg en af: {string.Join(", ", Enum.GetNames<Modtagertilstand>())}.");
            modtagere = modtagere.Where(m => m.Tilstand == t);
        }

        if (Cursor.Decode<Plads>(efter) is { } plads)
            modtagere = modtagere.Where(m => m.Nr > plads.Nr);
        return await VisAsync(aktoer, modtagere.OrderBy(m => m.Nr), Cursor.PageSize(antal), ct);
    }

    /// <summary>One receiver of a dispatch that was found as one the actor sees.</summary>
    /// <exception cref="NotFoundException">Not a receiver of it.</exception>
    public async Task<Forsendelsesmodtagervisning> ModtagerAsync(Aktoer aktoer, Guid forsendelse, Guid id, CancellationToken ct) =>
        (await VisAsync(aktoer, db.Forsendelsesmodtagere.AsNoTracking().Where(m => m.ForsendelseId == forsendelse && m.Id == id), 1, ct)).Poster is [var fundet]
            ? fundet : throw new NotFoundException("Modtageren hører ikke til forsendelsen.");

    /// <summary>Letters to receivers across cases, the newest first.</summary>
    public async Task<Side<Forsendelsesmodtagervisning>> ListeAsync(Aktoer aktoer, Forsendelsesboks boks, Forsendelsesudsnit udsnit, string? efter, int? antal, CancellationToken ct)
    {
        var modtagere = Afgraenset(aktoer, boks, udsnit);
        if (Cursor.Decode<Plads>(efter) is { } plads)
            modtagere = modtagere.Where(m => m.Nr < plads.Nr);
        return await VisAsync(aktoer, modtagere.OrderByDescending(m => m.Nr), Cursor.PageSize(antal), ct);
    }

    /// <summary>The newest that wait for the actor to deal with.</summary>
    public async Task<IReadOnlyList<Forsendelsesmodtagervisning>> TilMigAsync(Aktoer aktoer, int antal, CancellationToken ct) =>
        (await signal.HentAsync(aktoer, tid.GetUtcNow(), ct)).Breve ? (await ListeAsync(aktoer, Forsendelsesboks.Min, Forsendelsesudsnit.Handling, null, antal, ct)).Poster : [];

    /// <summary>How many wait for the actor to deal with; at most 1000 are counted.</summary>
    public async Task<int> VenterPaaMigAsync(Aktoer aktoer, CancellationToken ct)
    {
        if (!(await signal.HentAsync(aktoer, tid.GetUtcNow(), ct)).Breve)
            return 0;
        var bruger = aktoer.Skrivebord;
        return await Afgraenset(aktoer, Forsendelsesboks.Min, Forsendelsesudsnit.Handling).Where(m => m.Kanal != Forsendelseskanal.Udskriv || m.Tilstand != Modtagertilstand.Venter || db.Forsendelser.Any(f => f.Id == m.ForsendelseId && f.BestiltAf == bruger)).Take(1000).CountAsync(ct);
    }

    private IQueryable<Forsendelsesmodtager> Afgraenset(Aktoer aktoer, Forsendelsesboks boks, Forsendelsesudsnit udsnit)
    {
        var (bruger, enhed) = (aktoer.Skrivebord, aktoer.EnhedId ?? Guid.Empty);
        var synlige = db.Forsendelser.SynligeFor(db, aktoer);
        var sager = db.Sager.SynligeFor(aktoer);
        var modtagere = db.Forsendelsesmodtagere.AsNoTracking();
        modtagere = udsnit switch
        {
            Forsendelsesudsnit.Handling => modtagere.Where(m => ((m.Tilstand == Modtagertilstand.Afvist || m.Tilstand == Modtagertilstand.Uvis) && m.Haandtering == null) || (m.Tilstand == Modtagertilstand.Venter && m.Kanal == Forsendelseskanal.Udskriv)),
            Forsendelsesudsnit.Venter => modtagere.Where(m => m.Tilstand == Modtagertilstand.Venter || m.Tilstand == Modtagertilstand.Afsendes),
            Forsendelsesudsnit.Sendt => modtagere.Where(m => m.Tilstand == Modtagertilstand.Sendt),
            Forsendelsesudsnit.Afvist => modtagere.Where(m => m.Tilstand == Modtagertilstand.Afvist || m.Tilstand == Modtagertilstand.Uvis),
            _ => modtagere,
        };
        return boks == Forsendelsesboks.Min
            ? modtagere.Where(m => synlige.Any(f => f.Id == m.ForsendelseId && (m.AnsvarligId == bruger || f.BestiltAf == bruger || (m.AnsvarligId == null && sager.Any(s => s.Id == f.SagId && s.BehandlerId == bruger)))))
            : modtagere.Where(m => synlige.Any(f => f.Id == m.ForsendelseId && sager.Any(s => s.Id == f.SagId && s.EnhedId == enhed)));
    }

    /// <summary>Parties on the case with the channel that reaches them, and what can be enclosed.</summary>
    public async Task<Forsendelsesforslag> ForslagAsync(Aktoer aktoer, Guid dokumentId, CancellationToken ct)
    {
        var dokument = await db.FindDokumentAsync(aktoer, dokumentId, ct);
        var sag = await db.Sager.SynligeFor(aktoer).Where(s => db.Registreringer.Any(r => r.DokumentId == dokumentId && r.SagId == s.Id && r.FlyttetTilId == null)).OrderBy(s => s.Tilstand == Tilstand.Afsluttet).ThenBy(s => s.Nr)
            .Select(s => s.Id).FirstAsync(ct);
        return await ForslagPaaSagAsync(aktoer, sag, dokument, ct);
    }

    /// <summary>As <see cref="ForslagAsync"/>, before there is a document. The case was found as one the actor sees.</summary>
    public async Task<Forsendelsesforslag> ForslagPaaSagAsync(Aktoer aktoer, Guid sagId, Dokument? dokument, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var dokumentId = dokument?.Id ?? Guid.Empty;
        var sag = await db.Sager.SynligeFor(aktoer).Where(s => s.Id == sagId).Select(s => new { s.Id, s.Foelsomhed }).SingleAsync(ct);
        var parter = await (from s in db.Sagsparter.AsNoTracking().Where(s => s.SagId == sag.Id && s.Fratraadt == null)
                            join p in db.Parter on s.PartId equals p.Id
                            orderby s.ErPrimaer descending, s.Tilfoejet
                            select new { S = s, P = p }).Take(FlestForslag).ToListAsync(ct);
        var korrespondenter = await db.Korrespondenter.Where(x => x.DokumentId == dokumentId && x.Art != Korrespondentart.Afsender).Select(x => new { x.PartId, x.Navn }).ToListAsync(ct);
        var kanaler = indstillinger.Kanaler(myndighed.Key);
        var foelsomhed = (Foelsomhed)Math.Max((int)(dokument?.Foelsomhed ?? 0), (int)sag.Foelsomhed);
        var hoeringsbilag = await db.Hoeringsbilag.Where(b => db.Hoeringsparter.Any(p => p.HoeringId == b.HoeringId && p.BrevDokumentId == dokumentId)).Select(b => b.DokumentId).ToListAsync(ct);
        var bilag = await (from r in db.Registreringer
                           where r.SagId == sag.Id && r.FlyttetTilId == null && r.DokumentId != dokumentId
                           join d in db.Dokumenter.SynligeFor(db, aktoer) on r.DokumentId equals d.Id
                           where d.Tilstand != Dokumenttilstand.Fejljournaliseret && (d.Tilstand == Dokumenttilstand.Journaliseret || d.ForaelderId == null || d.ForaelderId == dokumentId)
                           orderby d.ForaelderId == dokumentId descending, r.Nr descending
                           select new { d.Id, d.Titel, d.ForaelderId, r.Aktnr, r.Bilagsnr }).Take(200).ToListAsync(ct);
        return new(
            [.. kanaler.Select(k => k.ToString())],
            parter.ConvertAll(x =>
            {
                var beskyttet = x.P.ErBeskyttetDen(idag);
                var m = new Modtageroplysninger(x.S.Navn, x.S.Email, x.P.Cpr, x.P.Cvr, x.S.Adresse, x.S.Postnummer, x.S.By);
                var (kanal, grund) = Kanalvalg.Foreslaa(kanaler, m, foelsomhed);
                return new Modtagerforslag(
                    x.S.Id, Navnebeskyttelse.Vist(x.S.Navn, beskyttet), x.S.Rolle, beskyttet, kanal.ToString(), grund, Kanalord.Vist(kanal, Kanalvalg.Adresse(kanal, m, out _) ?? "", beskyttet),
                    korrespondenter.Count == 0 ? parter.Count == 1 : korrespondenter.Exists(k => k.PartId == x.S.PartId || (k.PartId is null && k.Navn == x.S.Navn)));
            }),
            bilag.ConvertAll(b => new Bilagsforslag(b.Id, b.Titel, b.Aktnr is null ? null : b.Bilagsnr is null ? $"{b.Aktnr}" : $"{b.Aktnr}.{b.Bilagsnr}", b.ForaelderId == dokumentId || hoeringsbilag.Contains(b.Id))));
    }

    /// <summary>A PDF of a dispatch, as it leaves.</summary>
    /// <exception cref="NotFoundException">Not there, not made yet, or not the actor's to know of.</exception>
    public async Task<(string Filnavn, string Sha256)> FilAsync(Aktoer aktoer, Guid id, int nummer, CancellationToken ct)
    {
        await db.FindForsendelseAsync(aktoer, id, ct);
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        var del = await db.Forsendelsesdele.AsNoTracking().SingleOrDefaultAsync(d => d.ForsendelseId == id && d.Nummer == nummer && (d.DokumentId == null || synlige.Any(x => x.Id == d.DokumentId && x.Tilstand != Dokumenttilstand.Fejljournaliseret)), ct);
        return del?.PdfSha256 is { } sha ? (del.Pdfnavn, sha) : throw new NotFoundException(del is null ? "Forsendelsen har ikke den fil." : "PDF-filen er ikke dannet endnu. Prøv igen om lidt.");
    }

    private async Task<Side<Forsendelseslinje>> LinjerAsync(IQueryable<Forsendelse> forsendelser, string? efter, int? antal, CancellationToken ct)
    {
        var hoejst = Cursor.PageSize(antal);
        if (Cursor.Decode<Plads>(efter) is { } plads)
            forsendelser = forsendelser.Where(f => f.Nr < plads.Nr);
        var raekker = await forsendelser.OrderByDescending(f => f.Nr).Take(hoejst + 1).Select(f => new Raekke(
            f,
            db.Forsendelsesmodtagere.Count(m => m.ForsendelseId == f.Id && (m.Tilstand == Modtagertilstand.Venter || m.Tilstand == Modtagertilstand.Afsendes)),
            db.Forsendelsesmodtagere.Count(m => m.ForsendelseId == f.Id && m.Tilstand == Modtagertilstand.Sendt),
            db.Forsendelsesmodtagere.Count(m => m.ForsendelseId == f.Id && m.Tilstand == Modtagertilstand.Afvist),
            db.Forsendelsesmodtagere.Count(m => m.ForsendelseId == f.Id && m.Tilstand == Modtagertilstand.Uvis),
            db.Forsendelsesmodtagere.Count(m => m.ForsendelseId == f.Id && m.Tilstand == Modtagertilstand.Fortrudt),
            db.Forsendelsesmodtagere.Count(m => m.ForsendelseId == f.Id && (m.Tilstand == Modtagertilstand.Afvist || m.Tilstand == Modtagertilstand.Uvis) && m.Haandtering == null))).ToListAsync(ct);
        var flere = raekker.Count > hoejst;
        var side = raekker.Take(hoejst).Select(r => new Forsendelseslinje(
            r.F.Id, r.F.Nr, r.F.Titel, r.F.DokumentId, r.F.BestiltAf, r.F.Bestilt, r.F.Tidligst, r.F.FoerstSendt, r.F.Afsluttet, new(r.Venter, r.Sendt, r.Afvist, r.Uvis, r.Fortrudt, r.Handling), r.F.Version)).ToList();
        return new(side, flere ? Cursor.Encode(new Plads(side[^1].Nr)) : null);
    }

    private async Task<Side<Forsendelsesmodtagervisning>> VisAsync(Aktoer aktoer, IQueryable<Forsendelsesmodtager> modtagere, int antal, CancellationToken ct)
    {
        var synlige = db.Sager.SynligeFor(aktoer);
        var fundne = await (from m in modtagere.Take(antal + 1)
                            join f in db.Forsendelser on m.ForsendelseId equals f.Id
                            select new { M = m, f.Titel, f.Bestilt, Sag = synlige.Where(s => s.Id == f.SagId).Select(s => new { s.Sagsnummer, s.BehandlerId }).FirstOrDefault() }).ToListAsync(ct);
        var flere = fundne.Count > antal;
        fundne = [.. fundne.Take(antal)];
        var beskyttede = await db.BeskyttedeParterAsync(fundne.Select(x => x.M.PartId).OfType<Guid>(), DanishTime.Today(tid), ct);
        await personer.HuskAsync(fundne.Select(x => x.M.AnsvarligId ?? x.Sag?.BehandlerId).OfType<Guid>(), ct);
        List<Forsendelsesmodtagervisning> viste = [];
        foreach (var x in fundne)
        {
            var (m, skjult) = (x.M, x.M.PartId is { } part && beskyttede.Contains(part));
            var ansvarlig = m.AnsvarligId ?? x.Sag?.BehandlerId;
            viste.Add(new(
                m.Id, m.Nr, m.ForsendelseId, x.Titel, x.Sag?.Sagsnummer ?? "", x.Bestilt, Navnebeskyttelse.Vist(m.Navn, skjult), skjult, m.Kanal.ToString(), Kanalord.Vist(m.Kanal, m.Adresse, skjult), m.BeskedId, m.Tilstand.ToString(), m.Forsoeg,
                m.NaesteForsoeg, m.Sendt, Skjul(m.Kvittering), Skjul(m.Aarsag), ansvarlig, ansvarlig is { } a ? await personer.NavnAsync(a, ct) : null, m.VenterPaaEtMenneske, m.Haandtering?.ToString(), m.Haandteringsnote, m.HaandteretAf,
                m.Haandteret, m.ErstatterId));

            // What the outside says may repeat the address.
            string? Skjul(string? tekst) => skjult && tekst is not null ? tekst.Replace(m.Adresse, "…", StringComparison.OrdinalIgnoreCase).Replace(m.Navn, Navnebeskyttelse.Navn, StringComparison.OrdinalIgnoreCase) : tekst;
        }

        return new(viste, flere ? Cursor.Encode(new Plads(viste[^1].Nr)) : null);
    }
}
