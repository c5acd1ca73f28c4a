using System.Globalization;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
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
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Upload = Esdh.Sager.Api.Upload;

namespace Esdh.Sager.Sider;

/// <summary>The case's documents and the document's own page. Its rare acts have their own routes.</summary>
internal static partial class DokumentRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var sag = routes.MapGroup("/sager/{sag}/dokumenter");
        sag.MapGet("", Liste).Kraever(AccessRules.Laesning).WithSummary("Så en sags dokumenter");
        sag.MapPost("", LaegInd).Kraever(AccessRules.Sagsarbejde).ValidererSelv().WithSummary("Lagde et dokument på en sag");
        sag.MapPost("/journaliser", JournaliserValgte).Kraever(AccessRules.Sagsarbejde).WithSummary("Journaliserede dokumenter");
        sag.MapPost("/delforloeb", LaegValgteIDelforloeb).Kraever(AccessRules.Sagsarbejde).WithSummary("Lagde dokumenter i et delforløb");
        sag.MapPost("/delforloeb/fortryd", FortrydDelforloeb).Kraever(AccessRules.Sagsarbejde).WithSummary("Tog dokumenter ud af et delforløb");
        sag.MapGet("/fra-skabelon", Proevebrev).Kraever(AccessRules.Sagsarbejde).WithSummary("Så et brev, før det blev dannet");
        sag.MapGet("/fra-skabelon/pdf", ProevebrevPdf).Kraever(AccessRules.Sagsarbejde).KanVisesIRamme().WithSummary("Så et brev, før det blev dannet");
        sag.MapPost("/fra-skabelon", FraSkabelon).Kraever(AccessRules.Sagsarbejde).WithSummary("Skrev et dokument efter en skabelon");
        sag.MapGet("/aktliste.csv", (string sag, SagerDb db, Authority myndighed, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct) =>
            AkterApi.Aktlisten(sag, db, myndighed, aktoer, spor, tid, ct, "csv")).Kraever(AccessRules.Laesning).WithSummary("Hentede en sags aktliste");
        sag.MapGet("/aktliste.pdf", (string sag, SagerDb db, Authority myndighed, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct) =>
            AkterApi.Aktlisten(sag, db, myndighed, aktoer, spor, tid, ct, "pdf")).Kraever(AccessRules.Laesning).WithSummary("Hentede en sags aktliste");

        sag.MapPost("/udtraek", BestilUdtraek).Kraever(AccessRules.Laesning).WithSummary("Bestilte hele sagen som én PDF");
        routes.MapGet("/udtraek/{id:guid}", Udtraek).Kraever(AccessRules.Laesning).WithSummary("Fulgte et udtræk af en sag");
        routes.MapGet("/udtraek/{id:guid}/fil", AkterApi.Fil).Kraever(AccessRules.Laesning).WithSummary("Hentede hele sagen som én PDF");

        var dokument = routes.MapGroup("/dokumenter/{id:guid}");
        dokument.MapGet("", Vis).Kraever(AccessRules.Laesning).WithSummary("Åbnede et dokument");
        dokument.MapPost("", Gem).Kraever(AccessRules.Sagsarbejde).WithSummary("Rettede et dokument");
        dokument.MapPost("/soegetekst", LaesIgen).Kraever(AccessRules.Sagsarbejde).WithSummary("Bad om at få filers tekst læst igen til søgning");
        dokument.MapPost("/udtjekning", TjekUd).Kraever(AccessRules.Sagsarbejde).WithSummary("Tjekkede et dokument ud");
        dokument.MapPost("/indtjekning", TjekInd).Kraever(AccessRules.Sagsarbejde).WithSummary("Tjekkede et dokument ind");
        dokument.MapPost("/redigeringer/{redigering:guid}/laest", LaestAfsluttet).Kraever(AccessRules.Sagsarbejde).WithSummary("Læste, at en redigering er afsluttet");
        dokument.MapPost("/udgaver/{udgave:int}/gendannelse", Gendan).Kraever(AccessRules.Sagsarbejde).WithSummary("Gendannede en tidligere udgave");
        dokument.MapGet("/sammenligning", Sammenlign).Kraever(AccessRules.Laesning).WithSummary("Sammenlignede to udgaver af en fil");
        dokument.MapPost("/fejljournalisering/bekraeftelse", Bekraeft).Kraever(AccessRules.Sagsarbejde).WithSummary("Bekræftede, at et dokument er fejljournaliseret");
        dokument.MapPost("/filer", Vedhaeft).Kraever(AccessRules.Sagsarbejde).ValidererSelv().WithSummary("Vedhæftede en fil");
        dokument.MapPost("/filer/{nr:int}/fjern", Fjern).Kraever(AccessRules.Sagsarbejde).WithSummary("Fjernede en fil");
        dokument.MapGet("/filer/{nr:int}", (Guid id, int nr, Filudlevering udlevering, Aktoer aktoer, CancellationToken ct, string? begrundelse = null) =>
            udlevering.HentAsync(aktoer, id, nr, null, begrundelse, ct)).Kraever(AccessRules.Laesning).WithSummary("Hentede en fil");
        dokument.MapGet("/udgaver/{udgave:int}/{nr:int}", (Guid id, int udgave, int nr, Filudlevering udlevering, Aktoer aktoer, CancellationToken ct) =>
            udlevering.HentAsync(aktoer, id, nr, udgave, null, ct)).Kraever(AccessRules.Laesning).WithSummary("Hentede en tidligere udgave af en fil");
        dokument.MapGet("/filer/{nr:int}/pdf", AkterApi.Kopi).Kraever(AccessRules.Laesning).WithSummary("Hentede en fil som PDF");
        dokument.MapGet("/vis/{nr:int}", Fremvis).Kraever(AccessRules.Laesning).KanVisesIRamme().WithSummary("Læste en fil");
        dokument.MapGet("/vis/{nr:int}/stand", Visningsstand).Kraever(AccessRules.Laesning).KanVisesIRamme().WithSummary("Ventede på en forhåndsvisning");
        dokument.MapGet("/vis/{nr:int}/mail", (Guid id, int nr, Mailfremvisning mail, Aktoer aktoer, CancellationToken ct) => mail.SideAsync(aktoer, id, nr, ct)).Kraever(AccessRules.Laesning).KanVisesIRamme().WithSummary("Læste en mail");
        dokument.MapGet("/vis/{nr:int}/billeder/{del:int}", (Guid id, int nr, int del, Mailfremvisning mail, Aktoer aktoer, CancellationToken ct) => mail.BilledeAsync(aktoer, id, nr, del, ct)).Kraever(AccessRules.Laesning).WithSummary("Så et billede i en mail");
    }

    private static Task<IResult> Liste(
        string sag, HttpContext http, Aktoer aktoer, Sagsrammeopslag ramme, Dokumentsideopslag opslag, CancellationToken ct, string? valg = null, string? efter = null, int? delforloeb = null) =>
        ramme.VisAsync(http, aktoer, sag, async s =>
        {
            _ = Enum.TryParse<Aktvalg>(valg, ignoreCase: true, out var hvilke) && Enum.IsDefined(hvilke);
            return SagRuter.Side<Dokumentlisteside>(new() { ["Sag"] = s, ["Liste"] = await opslag.ListeAsync(aktoer, s, hvilke, delforloeb, efter, ct), ["Valgte"] = http.Request.Query["valgt"].OfType<string>().ToHashSet() });
        }, ct);

    /// <summary>Each file becomes a document of its own; the script sends them one by one.</summary>
    private static Task<IResult> LaegInd(string sag, HttpContext http, SagerDb db, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        ModtagAsync(http, $"/sager/{sag}/dokumenter", async () =>
        {
            var s = await db.FindSagAsync(aktoer, sag, ct);
            s.KraevAaben();
            var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct, felter => Sikkerhed.ValiderFormularAsync(http, felter.GetValueOrDefault(Sikkerhed.Formularfelt)));
            if (forsendelse.Filer.Count == 0)
                throw new InvalidException("fil", "Vælg en fil.");
            var bilag = 0;
            var dubletter = 0;
            var bemaerkninger = 0;
            foreach (var fil in forsendelse.Filer)
            {
                var titel = fil.Mail is null ? Titel(fil.Filnavn) : null;
                var svar = await myndighed.Queue.RunAsync((OpretDokument act) => act.Udfoer(new(aktoer, s.Id.ToString(), titel, forsendelse["retning"] ?? "indgaaende", null, null, null, false, [fil]), ct), ct);
                bilag += svar.Bilag.Count;
                bemaerkninger += fil.Bemaerkning is null ? 0 : 1;
                dubletter += (await Dokumentforesp.DubletterAsync(db, aktoer, svar.Id, [fil.Indhold.Sha256], ct)).Count > 0 ? 1 : 0;
            }

            return $"{(forsendelse.Filer.Count == 1 ? "Lagt ind" : $"{forsendelse.Filer.Count} lagt ind")}{(bilag > 0 ? $", {bilag} bilag" : "")}{(dubletter > 0 ? ", måske dublet" : "")}{(bemaerkninger > 0 ? ", med bemærkning" : "")}";
        });

    private static Task<IResult> Vedhaeft(Guid id, HttpContext http, SagerDb db, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        ModtagAsync(http, $"/dokumenter/{id}", async () =>
        {
            (await db.FindDokumentAsync(aktoer, id, ct)).KraevKladde();
            var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct, felter => Sikkerhed.ValiderFormularAsync(http, felter.GetValueOrDefault(Sikkerhed.Formularfelt)));
            await myndighed.Queue.RunAsync((GemFilversion act) => act.Udfoer(new(aktoer, id, forsendelse.Filer), ct), ct);
            return "Vedhæftet";
        });

    /// <summary>Answers a script with a sentence for each file, a form with a redirect.</summary>
    internal static async Task<IResult> ModtagAsync(HttpContext http, string tilbage, Func<Task<string>> modtag)
    {
        var script = http.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase);
        try
        {
            var tekst = await modtag();
            if (script)
                return TypedResults.Ok(new { tekst });
            http.Besked(Beskedart.Succes, tekst);
        }
        catch (Exception e) when (e is InvalidException or RegelbrudException or StaleException or Core.Storage.ContentTooLargeException)
        {
            var problem = Problem.From(e);
            var saetning = e is InvalidException ugyldig ? string.Join(' ', ugyldig.Errors.Values.SelectMany(f => f)) : string.Join(' ', [problem.Title, .. problem.Detaljer ?? []]);
            if (script)
                return TypedResults.Problem(saetning, statusCode: problem.Status, title: problem.Title);
            http.Besked(Beskedart.Fejl, saetning, "Intet er lagt ind.");
        }

        return Results.Redirect(tilbage);
    }

    private static string Titel(string filnavn)
    {
        var navn = Path.GetFileNameWithoutExtension(filnavn).Replace('_', ' ').Trim();
        return navn.Length == 0 ? filnavn : navn;
    }

    private static async Task<IResult> JournaliserValgte(string sag, HttpContext http, SagerDb db, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var formular = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var s = await db.FindSagAsync(aktoer, sag, ct);
        var (valgte, resultater) = await ValgteAsync(formular, db, aktoer, s.Id, ct);
        foreach (var d in valgte) // each stands or falls by itself
        {
            try
            {
                var svar = await myndighed.Queue.RunAsync((JournaliserDokument act) => act.Udfoer(new(aktoer, d.Id), ct), ct);
                resultater.Add(new(d.Titel, $"/dokumenter/{d.Id}", $"Akt {svar.Aktnr}", null));
            }
            catch (Exception e) when (e is RegelbrudException or NotFoundException or DbUpdateConcurrencyException)
            {
                resultater.Add(new(d.Titel, $"/dokumenter/{d.Id}", null, e is DbUpdateConcurrencyException ? "En anden har rettet dokumentet i samme øjeblik. Prøv igen." : e.Message));
            }
        }

        var akter = resultater.Where(r => r.Udfald is not null).Select(r => r.Udfald!["Akt ".Length..]).ToList();
        return Massesvar(http, s, formular, resultater, "er journaliseret",
            akter.Count == 1 ? $"Journaliseret som akt {akter[0]}" : $"{akter.Count} dokumenter er journaliseret", akter.Count > 1 ? $"Akt {string.Join(", ", akter)}" : null, null);
    }

    private static async Task<IResult> LaegValgteIDelforloeb(string sag, HttpContext http, SagerDb db, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var formular = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var s = await db.FindSagAsync(aktoer, sag, ct);
        var (valgte, resultater) = await ValgteAsync(formular, db, aktoer, s.Id, ct);
        if (!int.TryParse(formular["nummer"], NumberStyles.None, CultureInfo.InvariantCulture, out var nummer))
        {
            http.Besked(Beskedart.Info, "Vælg det delforløb, dokumenterne skal ligge i.");
            return Results.Redirect(ErindringRuter.Retur(formular["retur"], $"/sager/{s.Sagsnummer}/dokumenter"));
        }

        Sidefortryd? fortryd = null;
        var sted = "uden for delforløbene";
        if (valgte.Count > 0)
        {
            try
            {
                List<LaegIDelforloeb.Plads> foer = [];
                foreach (var hold in valgte.Chunk(100))
                    foer.AddRange((await myndighed.Queue.RunAsync((LaegIDelforloeb act) => act.Udfoer(new(aktoer, s.Id.ToString(), nummer, [.. hold.Select(d => d.Id)]), ct), ct)).Foer);
                if (nummer > 0)
                    sted = "i delforløb " + await db.Delforloeb.Where(d => d.SagId == s.Id && d.Nummer == nummer).Select(d => d.Nummer + ". " + d.Titel).SingleAsync(ct);
                if (foer.Count > 0)
                    fortryd = new($"/sager/{s.Sagsnummer}/dokumenter/delforloeb/fortryd", "pladser", string.Join(';', foer.GroupBy(p => p.Nummer).Select(g => $"{g.Key}:{string.Join(',', g.Select(p => p.DokumentNr))}")));
                resultater.AddRange(valgte.Select(d => new Dokumentresultat(d.Titel, $"/dokumenter/{d.Id}", foer.Any(p => p.DokumentId == d.Id) ? "Flyttet" : "Lå der i forvejen", null)));
            }
            catch (Exception e) when (e is RegelbrudException or NotFoundException)
            {
                resultater.AddRange(valgte.Select(d => new Dokumentresultat(d.Titel, $"/dokumenter/{d.Id}", null, e.Message)));
            }
        }

        var antal = resultater.Count(r => r.Udfald is not null);
        return Massesvar(http, s, formular, resultater, "ligger nu " + sted, antal == 1 ? $"Dokumentet ligger nu {sted}" : $"{antal} dokumenter ligger nu {sted}", null, fortryd);
    }

    /// <summary>Puts documents back where they lay: <c>2:101,102;0:103</c> by folder and document number, as the move told.</summary>
    private static async Task<IResult> FortrydDelforloeb(string sag, HttpContext http, SagerDb db, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var formular = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var s = await db.FindSagAsync(aktoer, sag, ct);
        foreach (var plads in formular["pladser"].Split(';', StringSplitOptions.RemoveEmptyEntries).Take(50))
        {
            var dele = plads.Split(':', 2);
            if (dele.Length < 2 || !int.TryParse(dele[0], NumberStyles.None, CultureInfo.InvariantCulture, out var nummer))
                throw new InvalidException("pladser", "Det kan ikke fortrydes herfra. Flyt dokumenterne på listen.");
            var numre = dele[1].Split(',').Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var nr) ? nr : 0).Take(Cursor.MaxPage).ToList();
            var ids = await db.Dokumenter.SynligeFor(db, aktoer).Where(d => numre.Contains(d.Nr) && db.Registreringer.Any(r => r.DokumentId == d.Id && r.SagId == s.Id && r.FlyttetTilId == null)).Select(d => d.Id).ToListAsync(ct);
            foreach (var hold in ids.Chunk(100))
                await myndighed.Queue.RunAsync((LaegIDelforloeb act) => act.Udfoer(new(aktoer, s.Id.ToString(), nummer, hold), ct), ct);
        }

        http.Besked(Beskedart.Succes, "Fortrudt", "Dokumenterne ligger igen, hvor de lå.");
        return Results.Redirect($"/sager/{s.Sagsnummer}/dokumenter");
    }

    /// <summary>The chosen documents that are on the case, and a refusal for each that no longer is.</summary>
    private static async Task<(List<(Guid Id, string Titel)> Valgte, List<Dokumentresultat> Afviste)> ValgteAsync(Formular formular, SagerDb db, Aktoer aktoer, Guid sag, CancellationToken ct)
    {
        var valgte = formular.Alle("valgt").Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(Cursor.MaxPage).ToList();
        var fundne = await db.Dokumenter.SynligeFor(db, aktoer).Where(d => valgte.Contains(d.Id) && db.Registreringer.Any(r => r.DokumentId == d.Id && r.SagId == sag && r.FlyttetTilId == null))
            .OrderBy(d => d.Nr).Select(d => new { d.Id, d.Titel }).ToListAsync(ct);
        return (fundne.ConvertAll(d => (d.Id, d.Titel)),
            [.. valgte.Except(fundne.Select(d => d.Id)).Select(_ => new Dokumentresultat("Et dokument", null, null, "Det er ikke længere på sagen, eller du har ikke adgang til det."))]);
    }

    /// <summary>All is well: a message on the list. Otherwise a page that says of each what was refused and why.</summary>
    private static IResult Massesvar(
        HttpContext http, Sag s, Formular formular, List<Dokumentresultat> resultater, string gjort, string titel, string? tekst, Sidefortryd? fortryd)
    {
        var liste = ErindringRuter.Retur(formular["retur"], $"/sager/{s.Sagsnummer}/dokumenter");
        if (resultater.Count == 0)
            http.Besked(Beskedart.Info, "Vælg først et eller flere dokumenter på listen.");
        else if (resultater.TrueForAll(r => r.Udfald is not null))
            http.Besked(Beskedart.Succes, titel, tekst is { Length: > 500 } ? tekst[..500] + " …" : tekst, fortryd);
        else
            return SagRuter.Side<Dokumentmasseside>(new() { ["Model"] = new Dokumentmassevisning(s.Sagsnummer, s.Titel, gjort, resultater, liste, fortryd) });
        return Results.Redirect(liste);
    }

    private static async Task<IResult> FraSkabelon(string sag, HttpContext http, Dokumentproduktion produktion, Aktoer aktoer, CancellationToken ct)
    {
        var formular = Formular.Fra(await http.Request.ReadFormAsync(ct));
        if (formular["handling"] == "vis")
            return Results.Redirect($"/sager/{Uri.EscapeDataString(sag)}/dokumenter/fra-skabelon?skabelon={Uri.EscapeDataString(formular["skabelon"])}&part={formular.Id("part")}&format={Uri.EscapeDataString(formular["format"])}");
        var svar = await produktion.DanAsync(aktoer, sag, new(formular["skabelon"], null, formular.Id("part"), formular["format"] == "pdf"), ct);
        http.Besked(
            svar.UkendteFelter.Count == 0 ? Beskedart.Succes : Beskedart.Advarsel, "Dokumentet er dannet som kladde",
            svar.UkendteFelter.Count == 0 ? svar.Bemaerkning : $"Skabelonen bruger felter, der ikke har en værdi: {string.Join(", ", svar.UkendteFelter)}.");
        return Results.Redirect($"/dokumenter/{svar.Id}");
    }

    /// <summary>The letter as it would be, with another template or receiver a choice away.</summary>
    private static Task<IResult> Proevebrev(string sag, HttpContext http, SagerDb db, Aktoer aktoer, Sagsrammeopslag ramme, TimeProvider tid, CancellationToken ct, string? skabelon = null, Guid? part = null, string? format = null) =>
        ramme.VisAsync(http, aktoer, sag, async s =>
        {
            var parter = (await db.SagensParterAsync(aktoer, s.Id, DanishTime.Today(tid), ct)).Where(p => p.Fratraadt is null).Take(200);
            List<Mulighed> skabeloner = await db.Dokumentskabeloner.Where(x => x.Aktiv).OrderBy(x => x.Navn).Select(x => new Mulighed(x.Noegle, x.Navn, null)).ToListAsync(ct);
            var valgt = skabeloner.Find(m => m.Vaerdi == skabelon)?.Vaerdi ?? (skabeloner.Count > 0 ? skabeloner[0].Vaerdi : null);
            return SagRuter.Side<Proevebrevside>(new()
            {
                ["Sag"] = s,
                ["Model"] = new Proevebrevvisning(skabeloner, [.. parter.Select(p => new Mulighed(p.Id.ToString(), $"{Navnebeskyttelse.Vist(p.Navn, p.ErBeskyttet)}, {p.Rolle.ToLower(CultureInfo.CurrentCulture)}"))], valgt, part, format == "pdf" ? "pdf" : "docx"),
            });
        }, ct);

    private static async Task<IResult> ProevebrevPdf(string sag, HttpResponse response, SagerDb db, Dokumentproduktion produktion, Aktoer aktoer, Adgangsspor spor, CancellationToken ct, string? skabelon = null, Guid? part = null)
    {
        spor.Paa(await db.FindSagAsync(aktoer, sag, ct));
        var g = await produktion.GrundlagAsync(aktoer, sag, skabelon, ct);
        var modtager = part is null ? g.Parter.Find(p => p.ErPrimaer) : g.Parter.Find(p => p.Id == part) ?? throw new InvalidException("part", "Parten er ikke på sagen.");
        var brev = await produktion.VisAsync(g, modtager, null, null, ct);
        response.Headers.CacheControl = "no-store";
        return brev.Pdf is { } pdf ? TypedResults.Stream(pdf, "application/pdf") : throw new InvalidException("skabelon", brev.Reason ?? "Brevet kan ikke vises som PDF.");
    }

    /// <summary>A small case is ready before the page comes; a large one is followed on it.</summary>
    private static async Task<IResult> BestilUdtraek(string sag, HttpContext http, SagerDb db, Core.Events.CoreDb core, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        try
        {
            var svar = await myndighed.Queue.RunAsync((BestilSagsudtraek act) => act.Udfoer(new(aktoer, sag), ct), ct);
            for (var i = 0; i < 20 && (await AkterApi.FindAsync(svar.Id, db, core, aktoer, ct)).Fil is null; i++)
                await Task.Delay(200, ct);
            return Results.Redirect($"/udtraek/{svar.Id}");
        }
        catch (InvalidException e)
        {
            http.Besked(Beskedart.Info, string.Join(' ', e.Errors.Values.SelectMany(f => f)));
            return Results.Redirect($"/sager/{(await db.FindSagAsync(aktoer, sag, ct)).Sagsnummer}/dokumenter");
        }
    }

    private static async Task<RazorComponentResult<Udtraekside>> Udtraek(Guid id, SagerDb db, Core.Events.CoreDb core, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var u = await AkterApi.FindAsync(id, db, core, aktoer, ct);
        if (u.Fil is null && u.Status is "Venter" or "Koerer")
            response.Headers["Refresh"] = "3"; // works without script
        return SagRuter.Side<Udtraekside>(new() { ["Model"] = new Udtraeksvisning(id, u.Sagsnummer, u.Status, u.Faerdige, u.IAlt, u.Resultat, u.Fil is not null) });
    }

    private static async Task<IResult> LaesIgen(Guid id, HttpContext context, SagerDb db, Aktoer aktoer, Soegeindeks.Indeksering indeksering, Authority myndighed, CancellationToken ct)
    {
        await db.FindDokumentAsync(aktoer, id, ct);
        if (await indeksering.For(myndighed).LaesIgenAsync(id, ct))
            context.Besked(Beskedart.Succes, "Filernes tekst læses igen. Det tager normalt nogle sekunder.");
        else
            context.Besked(Beskedart.Info, "Søgeindekset bygges i øjeblikket. Filernes tekst læses igen, når det er færdigt.");
        return Results.Redirect($"/dokumenter/{id}");
    }

    private static async Task<RazorComponentResult<Dokumentside>> Vis(Guid id, HttpRequest request, Aktoer aktoer, Dokumentsideopslag opslag, CancellationToken ct, int? fil = null, string? aabn = null) =>
        SagRuter.Side<Dokumentside>(new() { ["Model"] = await opslag.SideAsync(aktoer, id, fil, Vaert(request), aabn, ct) });

    /// <summary>The server as the browser knows it.</summary>
    private static string Vaert(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}";

    private static async Task<IResult> Gem(Guid id, HttpContext http, SagerDb db, Authority myndighed, Aktoer aktoer, Dokumentsideopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        f.Kraev("titel", "Skriv en titel.", OpretDokument.LaengsteTitel);
        if (f["dato"].Length == 0)
            f.Fejl("dato", "Skriv datoen.");
        var dato = f.Dato("dato");
        var delforloeb = f.Har("delforloeb") ? f.Id("delforloeb") ?? Guid.Empty : (Guid?)null;
        var kode = StatusCodes.Status400BadRequest;
        if (f.ErGyldig)
        {
            try
            {
                var kendte = await db.Korrespondenter.Where(k => k.DokumentId == id && k.PartId != null).ToDictionaryAsync(k => k.Id, k => (k.Navn, k.PartId), ct);
                var korrespondenter = LaesKorrespondenter(f["korrespondenter"], f["retning"]).Select(k => k with { PartId = kendte.Values.FirstOrDefault(v => v.Navn == k.Navn).PartId }).ToList();
                var set = Version(f);
                await myndighed.Queue.RunAsync((RetDokument act) => act.Udfoer(new(aktoer, id, f["titel"], f["retning"], dato, f["dokumenttype"], korrespondenter, delforloeb, f["sag"] is { Length: > 0 } paa ? paa : null, set), ct), ct);
                if (f["handling"] != "journaliser")
                {
                    http.Besked(Beskedart.Succes, "Kladden er gemt");
                    return Results.Redirect($"/dokumenter/{id}");
                }

                var svar = await myndighed.Queue.RunAsync((JournaliserDokument act) => act.Udfoer(new(aktoer, id), ct), ct);
                http.Besked(Beskedart.Succes, $"Journaliseret som akt {svar.Aktnr}");
                return Results.Redirect($"/dokumenter/{id}");
            }
            catch (InvalidException e)
            {
                f.Fejl(e, felt => felt.Split('[')[0]);
            }
            catch (RegelbrudException e)
            {
                f.Fejl("", $"{e.Regel.Tekst} ({e.Regel.Kode}, {e.Regel.Hjemmel})");
                kode = StatusCodes.Status409Conflict;
            }
            catch (Exception e) when (e is StaleException or DbUpdateConcurrencyException)
            {
                f.Fejl("", "En anden har rettet dokumentet, mens du skrev. Din tekst er her stadig. Send igen, hvis din ændring stadig er rigtig.");
                kode = StatusCodes.Status412PreconditionFailed;
            }
        }

        var model = await opslag.SideAsync(aktoer, id, null, Vaert(http.Request), null, ct);
        f.Saet("version", model.Version.ToString(CultureInfo.InvariantCulture));
        return SagRuter.Side<Dokumentside>(new() { ["Model"] = model, ["Formular"] = f }, kode);
    }

    internal static long? Version(Formular f) => long.TryParse(f["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>One on each line: <c>Afsender: Bo Opdigt &lt;bo@eksempel.dk&gt;</c>; without a word in front, the sender of what came in and the receiver of what went out.</summary>
    internal static IEnumerable<RetDokument.NyKorrespondent> LaesKorrespondenter(string tekst, string retning)
    {
        foreach (var linje in tekst.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var m = Korrespondentlinje().Match(linje);
            var art = m.Groups["art"].Success ? m.Groups["art"].Value : string.Equals(retning, nameof(Retning.Udgaaende), StringComparison.OrdinalIgnoreCase) ? nameof(Korrespondentart.Modtager) : nameof(Korrespondentart.Afsender);
            var email = m.Groups["email"].Success ? m.Groups["email"].Value.Trim() : null;
            var navn = m.Groups["navn"].Value.Trim();
            yield return new(art, navn.Length > 0 ? navn : email, email);
        }
    }

    [GeneratedRegex(@"^(?:(?<art>afsender|modtager|kopi)\s*:)?\s*(?<navn>[^<>]*?)\s*(?:<(?<email>[^<>]+)>)?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Korrespondentlinje();

    /// <summary>Checks out, and opens the file where a program was asked for.</summary>
    private static async Task<IResult> TjekUd(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, Dav.Redigeringsnoegler noegler, CancellationToken ct)
    {
        var program = Formular.Fra(await http.Request.ReadFormAsync(ct))["program"];
        try
        {
            await myndighed.Queue.RunAsync((TjekDokumentUd act) => act.Udfoer(new(aktoer, id, noegler.Ny(myndighed)), ct), ct);
        }
        catch (RegelbrudException e)
        {
            http.Besked(Beskedart.Fejl, e.Regel.Tekst, string.Join(' ', e.Detaljer));
            return Results.Redirect($"/dokumenter/{id}");
        }

        return Results.Redirect($"/dokumenter/{id}{(program is "program" or "libreoffice" ? "?aabn=" + program : "")}#redigering");
    }

    private static async Task<IResult> TjekInd(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        try
        {
            await myndighed.Queue.RunAsync((TjekDokumentInd act) => act.Udfoer(new(aktoer, id), ct), ct);
            http.Besked(Beskedart.Succes, "Redigeringen er afsluttet", "Har du filen åben endnu, kan den ikke længere gemmes her. Luk den, eller gem en kopi.");
        }
        catch (RegelbrudException e)
        {
            http.Besked(Beskedart.Fejl, e.Regel.Tekst);
        }

        return Results.Redirect($"/dokumenter/{id}");
    }

    /// <summary>The person has read that another ended the editing.</summary>
    private static async Task<IResult> LaestAfsluttet(Guid id, Guid redigering, HttpContext http, SagerDb db, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var retur = Formular.Fra(await http.Request.ReadFormAsync(ct))["retur"];
        await db.FindDokumentAsync(aktoer, id, ct);
        await myndighed.Queue.RunAsync((LaesAfsluttetRedigering act) => act.Udfoer(new(aktoer, redigering), ct), ct);
        return Results.Redirect(retur == "/" ? "/" : $"/dokumenter/{id}");
    }

    private static async Task<IResult> Gendan(Guid id, int udgave, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var set = Version(Formular.Fra(await http.Request.ReadFormAsync(ct)));
        try
        {
            var svar = await myndighed.Queue.RunAsync((GendanFilversion act) => act.Udfoer(new(aktoer, id, udgave, set), ct), ct);
            http.Besked(Beskedart.Succes, $"Udgave {udgave} gælder igen", $"Den er lagt ind som udgave {svar.Filversion}. De andre udgaver ligger der stadig.");
        }
        catch (RegelbrudException e)
        {
            http.Besked(Beskedart.Fejl, e.Regel.Tekst, string.Join(' ', e.Detaljer));
        }

        return Results.Redirect($"/dokumenter/{id}");
    }

    private static async Task<IResult> Bekraeft(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var set = Version(Formular.Fra(await http.Request.ReadFormAsync(ct)));
        await myndighed.Queue.RunAsync((Fejljournaliser act) => act.Udfoer(new(aktoer, id, Fejljournaliser.Skridt.Bekraeft, null, set), ct), ct);
        http.Besked(Beskedart.Succes, "Dokumentet er markeret som fejljournaliseret", "Registreringen og nummeret bliver stående.");
        return Results.Redirect($"/dokumenter/{id}");
    }

    private static async Task<IResult> Fjern(Guid id, int nr, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        await myndighed.Queue.RunAsync((GemFilversion act) => act.Udfoer(new(aktoer, id, [], null, nr), ct), ct);
        http.Besked(Beskedart.Succes, "Filen er fjernet", "Den ligger stadig i den tidligere udgave.");
        return Results.Redirect($"/dokumenter/{id}");
    }

    private static async Task<RazorComponentResult<Sammenligningsside>> Sammenlign(
        Guid id, Aktoer aktoer, Udgavesammenligning sammenligning, HttpResponse response, CancellationToken ct, int? fra = null, int? til = null, int? fil = null)
    {
        var visning = await sammenligning.VisAsync(aktoer, id, fra, til, fil ?? 1, ct);
        if (visning.Dannes)
            response.Headers["Refresh"] = "3"; // works without script
        return SagRuter.Side<Sammenligningsside>(new() { ["Model"] = visning });
    }

    /// <summary>What a preview shows: PDF and pictures as they are, Office as the PDF made of it; nothing that a browser would run.</summary>
    private static async Task<IResult> Fremvis(Guid id, int nr, Filudlevering udlevering, Pdfdannelse dannelse, Visningskoe koe, Authority myndighed, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var fil = await udlevering.FindAsync(aktoer, id, nr, null, null, ct);
        udlevering.Sikr("'self'");
        if (fil.Mimetype is "image/png" or "image/jpeg" or "image/gif" or "image/webp")
            return TypedResults.Stream(myndighed.Content.OpenRead(fil.Sha256), fil.Mimetype, entityTag: new($"\"{fil.Sha256}\""));
        if (await dannelse.FindAsync(fil.Sha256, fil.Mimetype, ct) is not { } pdf)
        {
            koe.Bestil(myndighed, fil.Sha256, fil.Filnavn, fil.Mimetype);
            response.Headers.RetryAfter = "2";
            return TypedResults.Text("Forhåndsvisningen dannes.", statusCode: StatusCodes.Status202Accepted);
        }

        return pdf.Sha256 is null
            ? throw new NotFoundException(pdf.Grund ?? "Filen kan ikke vises her.")
            : TypedResults.Stream(myndighed.Content.OpenRead(pdf.Sha256), "application/pdf", enableRangeProcessing: true, entityTag: new($"\"{pdf.Sha256}\""));
    }

    /// <summary>Whether the preview is made: for the script as JSON, else as a small page in the frame, which asks again by itself.</summary>
    private static async Task<IResult> Visningsstand(Guid id, int nr, HttpContext http, Filudlevering udlevering, Pdfdannelse dannelse, Visningskoe koe, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var fil = await udlevering.FindAsync(aktoer, id, nr, null, null, ct);
        var kendt = await dannelse.FindAsync(fil.Sha256, fil.Mimetype, ct);
        if (kendt is null)
            koe.Bestil(myndighed, fil.Sha256, fil.Filnavn, fil.Mimetype);
        if (http.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase))
            return TypedResults.Ok(new { klar = kendt is not null, grund = kendt is { Sha256: null } ? kendt.Grund ?? "Filen kan ikke vises her." : null });
        if (kendt is null)
            http.Response.Headers["Refresh"] = "2";
        return SagRuter.Side<Visningsstandside>(new() { ["Href"] = $"/dokumenter/{id}?fil={nr}", ["Klar"] = kendt is not null });
    }
}
