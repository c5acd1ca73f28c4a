using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Mail;
using Esdh.Core.Identity;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Upload = Esdh.Sager.Api.Upload;

namespace Esdh.Sager.Sider;

/// <summary>The inbox: its lists, a piece of post, and what is done with it.</summary>
internal static class IndbakkeRuter
{
    /// <summary>So many are given away at a time.</summary>
    private const int FlestFordelt = Cursor.MaxPage;

    private static readonly (string Navn, Indbakkeboks Boks)[] Bokse = [("min", Indbakkeboks.Min), ("enhed", Indbakkeboks.Enhed), ("medarbejdere", Indbakkeboks.Medarbejdere), ("afsluttet", Indbakkeboks.Afsluttet)];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var indbakke = routes.MapGroup("/indbakke").Kraever(AccessRules.Sagsarbejde);
        indbakke.MapGet("", Liste).WithSummary("Så indbakken");
        indbakke.MapPost("/filter", Filter).WithSummary("Søgte i indbakken");
        indbakke.MapPost("", LaegInd).ValidererSelv().WithSummary("Lagde post i indbakken");
        indbakke.MapPost("/fordeling", Fordeling).WithSummary("Ville fordele post");
        indbakke.MapPost("/fordeling/udfoer", FordelValgte).WithSummary("Fordelte post");
        indbakke.MapPost("/fordeling/fortryd", FortrydFordelinger).WithSummary("Fortrød fordelingen af post");

        var post = indbakke.MapGroup("/{id:guid}");
        post.MapGet("", (Guid id, int? fil, string? tilbage, HttpContext http, Aktoer aktoer, CancellationToken ct) => VisAsync(http, aktoer, id, fil, null, tilbage, StatusCodes.Status200OK, ct)).SpoergerHoejst(34).WithSummary("Åbnede post");
        post.MapPost("/tag", Tag).WithSummary("Tog post");
        post.MapPost("/fordel", Fordel).WithSummary("Fordelte post");
        post.MapPost("/giv-tilbage", GivTilbage).WithSummary("Gav post tilbage");
        post.MapPost("/fortryd-fordeling", Fortryd).WithSummary("Fortrød fordelingen af post");
        post.MapPost("/journaliser", Journaliser).WithSummary("Journaliserede post");
        post.MapPost("/ny-sag", NySag).WithSummary("Oprettede en sag af post");
        post.MapPost("/afvis", Afvis).WithSummary("Afviste post");
        post.MapPost("/fortryd-afvisning", FortrydAfvisning).WithSummary("Tog afvist post frem");
        post.MapGet("/filer/{nr:int}", (Guid id, int nr, Postudlevering filer, Aktoer aktoer, CancellationToken ct) => filer.HentAsync(aktoer, id, nr, ct)).WithSummary("Hentede en fil i indbakken");
        post.MapGet("/vis/{nr:int}", (Guid id, int nr, Postudlevering filer, Aktoer aktoer, CancellationToken ct) => filer.VisAsync(aktoer, id, nr, ct)).KanVisesIRamme().WithSummary("Læste en fil i indbakken");
        post.MapGet("/vis/{nr:int}/mail", (Guid id, int nr, Postudlevering filer, Aktoer aktoer, CancellationToken ct) => filer.MailAsync(aktoer, id, nr, ct)).KanVisesIRamme().WithSummary("Læste en mail i indbakken");
        post.MapGet("/vis/{nr:int}/billeder/{del:int}", (Guid id, int nr, int del, Postudlevering filer, Aktoer aktoer, CancellationToken ct) => filer.BilledeAsync(aktoer, id, nr, del, ct)).WithSummary("Så et billede i en mail i indbakken");
    }

    private static async Task<IResult> Liste(
        string? boks, Guid? enhed, string? kanal, string? tekst, string? efter, Indbakkeopslag opslag, Brugeropslag brugere, ClamAv skanner, Uploadgraenser graenser, SagerDb db, Aktoer aktoer, CancellationToken ct)
    {
        if (CprFinder.Contains(tekst))
            tekst = null; // one does not belong in an address
        var tal = await opslag.TalAsync(aktoer, ct);
        var navn = boks is "min" or "enhed" or "medarbejdere" or "afsluttet" or "fordelt" ? boks : tal.Min > 0 || tal.IEnheder == 0 ? "min" : "enhed";
        var valgtKanal = Enum.TryParse<Indbakkekanal>(kanal, ignoreCase: true, out var k) && Enum.IsDefined(k) ? k : (Indbakkekanal?)null;
        var filter = new Indbakkefilter(Bokse.FirstOrDefault(b => b.Navn == navn).Boks, enhed, tekst, valgtKanal);
        var side = navn == "fordelt" ? new([], null) : await opslag.SideAsync(aktoer, filter, efter, null, ct);
        var enheder = (await brugere.EnhederAsync(ct)).Where(e => e.Aktiv).ToList();
        var her = Sti(navn, enhed, valgtKanal, tekst);
        List<Fane> faner = [new("Min indbakke", Sti("min"), navn == "min", tal.Min), new(tal.Enheder.Count > 1 ? "Enhedernes" : "Enhedens", Sti("enhed"), navn == "enhed", tal.IEnheder)];
        if (aktoer.Har(Roller.Leder))
            faner.Add(new("Medarbejdernes", Sti("medarbejdere"), navn == "medarbejdere", tal.Medarbejdere));
        faner.Add(new("Fordelt af mig", Sti("fordelt"), navn == "fordelt", tal.Fordelt));
        faner.Add(new("Afsluttede", Sti("afsluttet"), navn == "afsluttet"));
        List<Brik> brikker = [];
        if (enhed is { } e)
            brikker.Add(new(enheder.Find(x => x.Id == e)?.Navn ?? "En anden enhed", Sti(navn, null, valgtKanal, tekst)));
        if (valgtKanal is { } kanalvalg)
            brikker.Add(new(Kanalnavn(kanalvalg.ToString()), Sti(navn, enhed, null, tekst)));
        if (!string.IsNullOrWhiteSpace(tekst))
            brikker.Add(new($"»{tekst}«", Sti(navn, enhed, valgtKanal)));
        return SagRuter.Side<Indbakkeside>(new()
        {
            ["Model"] = new Indbakkesidevisning(
                navn, faner.First(f => f.Aktiv).Tekst, faner, side.Poster, navn == "fordelt" ? await opslag.FordelteAsync(aktoer, ct) : [],
                side.Naeste is null ? null : her + "&efter=" + side.Naeste, new(("tekst", tekst), ("kanal", valgtKanal?.ToString() ?? ""), ("enhed", enhed?.ToString() ?? "")), her, navn is not ("afsluttet" or "fordelt"),
                [.. tal.Enheder.Select(x => new Mulighed(x.Id.ToString(), $"{x.Navn} ({x.Antal})"))], tal, graenser.StoersteFil,
                side.Poster.Any(p => p.Kontrol == nameof(Viruskontrol.Venter)), brikker,
                [new("", "Min egen indbakke"), .. tal.Enheder.Select(x => new Mulighed(x.Id.ToString(), x.Navn))]),
        });
    }

    private static string Sti(string boks, Guid? enhed = null, Indbakkekanal? kanal = null, string? tekst = null) =>
        "/indbakke?boks=" + boks + (enhed is null ? "" : $"&enhed={enhed}") + (kanal is null ? "" : $"&kanal={kanal}") + (string.IsNullOrWhiteSpace(tekst) ? "" : "&tekst=" + Uri.EscapeDataString(tekst.Trim()));

    internal static string Kanalnavn(string kanal) => kanal switch { nameof(Indbakkekanal.Mail) => "Mail", nameof(Indbakkekanal.Scan) => "Scanning", nameof(Indbakkekanal.DigitalPost) => "Digital Post", _ => "Lagt ind" };

    private static async Task<IResult> Filter(HttpContext http, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var tekst = f["tekst"];
        if (CprFinder.Contains(tekst))
        {
            http.Besked(Beskedart.Advarsel, "Der søges ikke på personnumre i indbakken", "Find personen under Parter.");
            tekst = "";
        }

        var boks = f["boks"] is "min" or "enhed" or "medarbejdere" or "afsluttet" ? f["boks"] : "min";
        return Results.Redirect(Sti(boks, Guid.TryParse(f["enhed"], out var enhed) ? enhed : null, Enum.TryParse<Indbakkekanal>(f["kanal"], out var kanal) && Enum.IsDefined(kanal) ? kanal : null, tekst.Length > 200 ? tekst[..200] : tekst));
    }

    /// <summary>Each file becomes a piece of post in the own inbox or the unit's; the script sends them one by one.</summary>
    private static Task<IResult> LaegInd(HttpContext http, Upload upload, Authority myndighed, ClamAv skanner, Posthentning hentning, Aktoer aktoer, CancellationToken ct) =>
        DokumentRuter.ModtagAsync(http, "/indbakke", async () =>
        {
            var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct, felter => Sikkerhed.ValiderFormularAsync(http, felter.GetValueOrDefault(Sikkerhed.Formularfelt)), tilIndbakke: true);
            if (forsendelse.Filer.Count == 0)
                throw new InvalidException("fil", "Vælg en fil.");
            await IndbakkeApi.LaegIndAsync(forsendelse, myndighed, skanner, hentning, aktoer, ct);
            return $"{(forsendelse.Filer.Count == 1 ? "Lagt i indbakken" : $"{forsendelse.Filer.Count} lagt i indbakken")}{(skanner.IsConfigured ? ", skannes for virus" : "")}{(forsendelse.Filer.Any(x => x.Bemaerkning is not null) ? ", med bemærkning" : "")}";
        });

    private static List<Guid> Valgte(Formular f) => [.. f.Alle("valgt").Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(FlestFordelt)];

    private static async Task<IResult> Fordeling(HttpContext http, Indbakkeopslag opslag, Brugeropslag brugere, SagerDb db, Aktoer aktoer, CancellationToken ct) =>
        await FordelingssideAsync(Formular.Fra(await http.Request.ReadFormAsync(ct)), http, brugere, db, aktoer, StatusCodes.Status200OK, ct);

    private static async Task<IResult> FordelingssideAsync(Formular f, HttpContext http, Brugeropslag brugere, SagerDb db, Aktoer aktoer, int kode, CancellationToken ct)
    {
        var valgte = Valgte(f);
        var poster = valgte.Count == 0 ? [] : await db.Indbakkeposter.SynligeFor(aktoer).Aabne().Where(p => valgte.Contains(p.Id)).OrderByDescending(p => p.Nr).Select(p => new { p.Id, p.Emne, p.AfsenderNavn, p.Version }).ToListAsync(ct);
        var tilbage = ErindringRuter.Retur(f["retur"], "/indbakke");
        if (poster.Count == 0)
        {
            http.Besked(Beskedart.Advarsel, "Vælg først post, der stadig ligger i indbakken.");
            return Results.Redirect(tilbage);
        }

        return SagRuter.Side<Fordelingsside>(new()
        {
            ["Poster"] = (IReadOnlyList<Mulighed>)[.. poster.Select(p => new Mulighed($"{p.Id}", p.Emne, p.AfsenderNavn))], ["Enheder"] = await EnhederAsync(brugere, ct), ["Formular"] = f, ["Tilbage"] = tilbage,
        }, kode);
    }

    internal static async Task<IReadOnlyList<Mulighed>> EnhederAsync(Brugeropslag brugere, CancellationToken ct) =>
        [.. (await brugere.EnhederAsync(ct)).Where(e => e.Aktiv).Select(e => new Mulighed(e.Id.ToString(), new string('\u2003', e.Dybde) + e.Navn))];

    private static async Task<IResult> FordelValgte(HttpContext http, Brugeropslag brugere, SagerDb db, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (bruger, enhed) = await ModtagerAsync(f, brugere, ct);
        if (!f.ErGyldig)
            return await FordelingssideAsync(f, http, brugere, db, aktoer, StatusCodes.Status400BadRequest, ct);
        List<Guid> fordelt = [];
        List<string> afviste = [];
        var til = "";
        foreach (var id in Valgte(f)) // each stands or falls by itself
        {
            try
            {
                til = (await myndighed.Queue.RunAsync((FordelPost act) => act.Udfoer(new(aktoer, id, enhed, bruger, f["note"]), ct), ct)).Til;
                fordelt.Add(id);
            }
            catch (Exception e) when (e is RegelbrudException or NotFoundException or StaleException or DbUpdateConcurrencyException)
            {
                afviste.Add(e.Message);
            }
            catch (InvalidException e)
            {
                f.Fejl(e, felt => felt == "brugerId" ? "behandlerId" : felt);
                return await FordelingssideAsync(f, http, brugere, db, aktoer, StatusCodes.Status400BadRequest, ct);
            }
        }

        var antal = fordelt.Count == 1 ? "1 stykke post" : $"{fordelt.Count} stykker post";
        // A message travels in a cookie: the ids of some tens, as 16 bytes each.
        var fortryd = fordelt.Count is > 0 and <= 40 ? new Sidefortryd("/indbakke/fordeling/fortryd", "poster", string.Join(',', fordelt.Select(id => Convert.ToBase64String(id.ToByteArray()).TrimEnd('=')))) : null;
        if (afviste.Count == 0)
            http.Besked(Beskedart.Succes, $"{antal} er fordelt til {til}.", null, fortryd);
        else
            http.Besked(Beskedart.Advarsel, fordelt.Count == 0 ? "Intet er fordelt" : $"{antal} er fordelt til {til}, og {afviste.Count} er ikke", string.Join(' ', afviste.Distinct().Take(5)), fortryd);
        return Results.Redirect(ErindringRuter.Retur(f["retur"], "/indbakke"));
    }

    private static async Task<IResult> FortrydFordelinger(HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (ok, ikke) = (0, 0);
        foreach (var tekst in f["poster"].Split(',', StringSplitOptions.RemoveEmptyEntries).Take(FlestFordelt))
        {
            var bytes = new byte[16];
            if (tekst.Length != 22 || !Convert.TryFromBase64String(tekst + "==", bytes, out var n) || n != 16)
                throw new InvalidException("poster", "Det kan ikke fortrydes herfra. Se under »Fordelt af mig«.");
            try
            {
                await myndighed.Queue.RunAsync((FortrydFordeling act) => act.Udfoer(new(aktoer, new Guid(bytes)), ct), ct);
                ok++;
            }
            catch (Exception e) when (e is RegelbrudException or NotFoundException)
            {
                ikke++;
            }
        }

        http.Besked(ikke == 0 ? Beskedart.Succes : Beskedart.Advarsel, ikke == 0 ? "Fortrudt. Posten ligger igen, hvor den lå." : $"{ok} er taget tilbage. {ikke} er modtageren begyndt på.");
        return Results.Redirect("/indbakke");
    }

    /// <summary>Who is to have it: an employee, else a unit.</summary>
    private static async Task<(Guid? Bruger, Guid? Enhed)> ModtagerAsync(Formular f, Brugeropslag brugere, CancellationToken ct)
    {
        var bruger = await NySagRuter.MedarbejderAsync(f, "behandlerId", brugere, ct);
        var enhed = f.Id("enhedId");
        if (f.ErGyldig && bruger is null && enhed is null)
            f.Fejl("behandlerId", "Vælg en medarbejder eller en enhed.");
        return (bruger, bruger is null ? enhed : null);
    }

    private static async Task<IResult> VisAsync(HttpContext http, Aktoer aktoer, Guid id, int? fil, Formular? formular, string? tilbage, int kode, CancellationToken ct)
    {
        var services = http.RequestServices;
        var opslag = services.GetService<Indbakkeopslag>();
        var p = await opslag.HentAsync(aktoer, id, ct);
        var (post, kan) = (p.Post, p.Post.Tilstand is nameof(Indbakketilstand.Ny) or nameof(Indbakketilstand.Fordelt) or nameof(Indbakketilstand.Taget));
        Dokumentfremvisning? vist = null;
        var lukket = Lukket(p, services.GetService<ClamAv>().IsConfigured);
        var valgt = fil ?? p.Filer.FirstOrDefault(f => f.ErOmsat)?.Nummer ?? 1;
        if (lukket is null && p.Filer.FirstOrDefault(f => f.Nummer == valgt) is { })
        {
            var f = await opslag.FilAsync(aktoer, id, valgt, ct);
            vist = await services.GetService<Filvisning>().VisAsync($"/indbakke/{id}", new(f.Nummer, null, f.Filnavn, f.Mimetype, f.Stoerrelse, f.Sha256, f.Bemaerkning), ct);
        }

        foreach (var s in p.Forslag)
            services.GetService<Adgangsspor>().Sag(s.SagId, s.Sagsnummer);
        var form = formular ?? new Formular(("sagvalg", p.Forslag.FirstOrDefault(s => s.ErAaben)?.Sagsnummer ?? ""), ("titel", ""));
        form.Saet("version", post.Version.ToString(CultureInfo.InvariantCulture));
        return SagRuter.Side<Postside>(new()
        {
            ["Model"] = new Postsidevisning(
                p, vist, lukket is not null ? [] : [.. p.Filer.Select(f => new Fane(f.Filnavn, $"/indbakke/{id}?fil={f.Nummer}", f.Nummer == valgt))], lukket, post.Kontrol == nameof(Viruskontrol.Inficeret), kan,
                post.BrugerId == aktoer.Skrivebord, kan && !(post.Tilstand == nameof(Indbakketilstand.Taget) && (post.BrugerId == aktoer.Skrivebord || !aktoer.Har(Roller.Leder))), await EnhederAsync(services.GetService<Brugeropslag>(), ct), form,
                ErindringRuter.Retur(tilbage ?? "", "/indbakke"), Maerke(post)),
        }, kode);
    }

    /// <summary>Why the content is not shown; null where it is.</summary>
    private static string? Lukket(Indbakkepostvisning p, bool medSkanner) => p switch
    {
        { ErFrigivet: true } => "Filerne gemmes ikke længere i indbakken." + (p.Sagsnummer is null ? "" : " De ligger på sagen."),
        { Post.Kontrol: nameof(Viruskontrol.Inficeret) } =>
            $"Virusskanneren har fundet {p.Virus ?? "virus"}. Posten er sat til side: den kan hverken åbnes, hentes eller journaliseres. Spørg jeres it-drift, og bed afsenderen om at sende igen. Er den uden betydning, kan du afvise den.",
        { Post.Kontrol: nameof(Viruskontrol.ForStor) } => "Posten er større, end virusscanneren tager imod, så den kan ikke åbnes endnu. Spørg jeres it-drift: scannerens grænse skal være mindst lige så høj som grænsen for en fil.",
        { Post.Kontrol: nameof(Viruskontrol.Venter) } => "Posten er ikke skannet for virus endnu. Det sker af sig selv, som regel inden for et minut. Bliver den ved med at vente, svarer virusscanneren ikke: så spørg jeres it-drift.",
        _ => null,
    };

    internal static Maerke Maerke(Indbakkerad p) => p switch
    {
        { Kontrol: nameof(Viruskontrol.Inficeret) } => new("Virus", Farve.Roed),
        { Kontrol: nameof(Viruskontrol.Venter) } => new("Ikke skannet endnu", Farve.Gul, Figur.Ur),
        { Kontrol: nameof(Viruskontrol.ForStor) } => new("For stor til at skanne", Farve.Gul),
        { Tilstand: nameof(Indbakketilstand.Journaliseret) } => new("Journaliseret", Farve.Groen),
        { Tilstand: nameof(Indbakketilstand.Afvist) } => new("Uden betydning", Farve.Graa, Figur.Kryds),
        { Tilstand: nameof(Indbakketilstand.Taget) } => new("Taget", Farve.Blaa, Figur.Halv),
        { Tilstand: nameof(Indbakketilstand.Fordelt) } => new("Fordelt", Farve.Blaa, Figur.Ruder),
        _ => new("Ny", Farve.Graa, Figur.Ring),
    };

    private static Task<IResult> Tag(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct) => UdfoerAsync(http, aktoer, id, async f =>
    {
        await myndighed.Queue.RunAsync((TagPost act) => act.Udfoer(new(aktoer, id, NotatRuter.Version(f)), ct), ct);
        http.Besked(Beskedart.Succes, "Posten er din", "Den ligger i din egen indbakke.");
        return $"/indbakke/{id}";
    }, ct);

    private static Task<IResult> Fordel(Guid id, HttpContext http, Brugeropslag brugere, Authority myndighed, Aktoer aktoer, CancellationToken ct) => UdfoerAsync(http, aktoer, id, async f =>
    {
        var (bruger, enhed) = await ModtagerAsync(f, brugere, ct);
        if (!f.ErGyldig)
            return null;
        var svar = await myndighed.Queue.RunAsync((FordelPost act) => act.Udfoer(new(aktoer, id, enhed, bruger, f["note"], NotatRuter.Version(f)), ct), ct);
        http.Besked(Beskedart.Succes, $"Fordelt til {svar.Til}.", null, new($"/indbakke/{id}/fortryd-fordeling", "post", "1"));
        return "/indbakke";
    }, ct);

    private static Task<IResult> GivTilbage(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct) => UdfoerAsync(http, aktoer, id, async f =>
    {
        await myndighed.Queue.RunAsync((GivPostTilbage act) => act.Udfoer(new(aktoer, id, f["begrundelse"], NotatRuter.Version(f)), ct), ct);
        http.Besked(Beskedart.Succes, "Posten er givet tilbage.");
        return "/indbakke";
    }, ct);

    private static async Task<IResult> Fortryd(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        try
        {
            await myndighed.Queue.RunAsync((FortrydFordeling act) => act.Udfoer(new(aktoer, id), ct), ct);
            http.Besked(Beskedart.Succes, "Fortrudt. Posten ligger igen, hvor den lå.");
        }
        catch (RegelbrudException e)
        {
            http.Besked(Beskedart.Fejl, e.Message);
        }

        return Results.Redirect(ErindringRuter.Retur(f["retur"], "/indbakke"));
    }

    private static Task<IResult> Journaliser(Guid id, HttpContext http, SagerDb db, Postudlevering filer, Aktoer aktoer, CancellationToken ct) => UdfoerAsync(http, aktoer, id, async f =>
    {
        var sag = await SagAsync(f, db, aktoer, ct);
        if (!f.ErGyldig)
            return null;
        var kladde = f["som"] == "kladde";
        var svar = await filer.JournaliserAsync(aktoer, id, sag, null, f["titel"].Renset(), null, !kladde, null, NotatRuter.Version(f), ct);
        http.Besked(Beskedart.Succes, kladde ? $"Lagt som kladde på {svar.Sagsnummer}." : $"Journaliseret som akt {svar.Aktnr} i {svar.Sagsnummer}.");
        return $"/dokumenter/{svar.DokumentId}";
    }, ct);

    /// <summary>The case chosen among the suggestions, or written or looked up.</summary>
    private static async Task<string?> SagAsync(Formular f, SagerDb db, Aktoer aktoer, CancellationToken ct)
    {
        var (skrevet, valgt) = (f["sag-tekst"].Renset(), f["sagvalg"].Renset());
        if (f.Id("sag") is { } id)
            return id.ToString();
        if (skrevet is not null)
        {
            var nummer = skrevet.Split(' ')[0];
            if (CaseNumber.TryParse(nummer, out var n))
                return await db.Sagsnumre.AnyAsync(s => s.Sagsnummer == n.ToString(), ct) ? n.ToString() : Fejlet("Der er ingen sag med det nummer, eller du har ikke adgang til den.");
            return Fejlet("Skriv sagens nummer, for eksempel 02.34.02-G01-17-26, eller vælg sagen på listen, mens du skriver.");
        }

        return valgt is null or "anden" ? Fejlet("Vælg en af de foreslåede sager, eller skriv et sagsnummer.") : valgt;

        string? Fejlet(string saetning)
        {
            f.Fejl("sag", saetning);
            return null;
        }
    }

    /// <summary>Opens a case with the sender as its party, and files the post on it.</summary>
    private static Task<IResult> NySag(Guid id, HttpContext http, SagerDb db, Postudlevering filer, Aktoer aktoer, CancellationToken ct) => UdfoerAsync(http, aktoer, id, async f =>
    {
        var p = await db.FindPostAsync(aktoer, id, ct);
        var titel = f["nytitel"].Renset() ?? p.Emne;
        List<TilfoejPart.Nypart> parter = f.Afkrydset("medpart") && p.AfsenderNavn is { Length: > 0 } navn ? [new(Navn: navn, Email: p.AfsenderEmail, Rolle: "Part")] : [];
        var svar = await filer.JournaliserAsync(aktoer, id, null, new OpretSag.Kommando(aktoer, titel, SagHandlingRuter.Kode(f, "emne"), f["facet"].Renset(), Parter: parter), null, null, true, null, NotatRuter.Version(f), ct);
        http.Besked(Beskedart.Succes, $"Sagen {svar.Sagsnummer} er oprettet, og posten er journaliseret som akt {svar.Aktnr}.");
        return $"/sager/{svar.Sagsnummer}";
    }, ct);

    private static Task<IResult> Afvis(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct) => UdfoerAsync(http, aktoer, id, async f =>
    {
        f.Saet("begrundelse", f["afvisgrund"]);
        await myndighed.Queue.RunAsync((AfvisPost act) => act.Udfoer(new(aktoer, id, f["afvisgrund"], IfMatch: NotatRuter.Version(f)), ct), ct);
        http.Besked(Beskedart.Succes, "Posten er afvist som uden betydning.", null, new($"/indbakke/{id}/fortryd-afvisning", "post", "1"));
        return "/indbakke";
    }, ct, felt => felt == "begrundelse" ? "afvisgrund" : felt);

    private static Task<IResult> FortrydAfvisning(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct) => UdfoerAsync(http, aktoer, id, async _ =>
    {
        await myndighed.Queue.RunAsync((AfvisPost act) => act.Udfoer(new(aktoer, id, null, Fortryd: true), ct), ct);
        http.Besked(Beskedart.Succes, "Posten er taget frem igen.");
        return $"/indbakke/{id}";
    }, ct);

    /// <summary>Runs an act of the page's and goes where it says; what is wrong is shown on the page with what was written.</summary>
    private static async Task<IResult> UdfoerAsync(HttpContext http, Aktoer aktoer, Guid id, Func<Formular, Task<string?>> goer, CancellationToken ct, Func<string, string>? felt = null)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var kode = StatusCodes.Status400BadRequest;
        try
        {
            if (await goer(f) is { } videre)
                return Results.Redirect(videre);
        }
        catch (InvalidException e)
        {
            f.Fejl(e, x => felt?.Invoke(x) ?? (x switch { "brugerId" => "behandlerId", "titel" when f.Har("nytitel") => "nytitel", _ => x.Split('[')[0] }));
        }
        catch (RegelbrudException e)
        {
            f.Fejl("", $"{e.Regel.Tekst} {string.Join(' ', e.Detaljer)} ({e.Regel.Kode}, {e.Regel.Hjemmel})");
            kode = StatusCodes.Status409Conflict;
        }
        catch (Exception e) when (e is StaleException or DbUpdateConcurrencyException)
        {
            f.Fejl("", e is StaleException ? e.Message : new StaleException().Message);
            kode = StatusCodes.Status412PreconditionFailed;
        }

        return await VisAsync(http, aktoer, id, null, f, null, kode, ct);
    }

    private static T GetService<T>(this IServiceProvider services) where T : notnull => (T)services.GetService(typeof(T))!;
}
