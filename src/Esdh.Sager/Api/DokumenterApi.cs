using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Documents over REST.</summary>
internal static class DokumenterApi
{
    public sealed record NytDokument(
        string? Titel = null, string? Retning = null, DateOnly? Dato = null, string? Dokumenttype = null, string? Part = null, bool Journaliser = false, Guid? PartId = null,
        Guid? DelforloebId = null, string? Foelsomhed = null, bool PaaPostliste = false, string? OffentligTitel = null);

    /// <summary>Null members stay as they are.</summary>
    public sealed record Rettelse(
        string? Titel = null, string? Retning = null, DateOnly? Dato = null, string? Dokumenttype = null, IReadOnlyList<Korrespondent>? Korrespondenter = null, Guid? DelforloebId = null);

    public sealed record Korrespondent(string? Art, string? Navn, string? Email = null, Guid? PartId = null);

    /// <param name="Handling"><c>journaliser</c>, <c>dokumenttype</c>, <c>foelsomhed</c>, <c>uden-betydning</c>, <c>flyt</c>, <c>kopier</c>, <c>send</c> or <c>hent-dokumenter</c>.</param>
    /// <param name="Dokumenter">Their ids, at most 2,000.</param>
    /// <param name="Sag">Instead: the case whose documents are all taken.</param>
    /// <param name="Valg">With <paramref name="Sag"/>: <c>alle</c>, <c>kladder</c> or <c>akter</c>.</param>
    /// <param name="Delforloeb">With <paramref name="Sag"/>: the folder's number; 0 for those in none.</param>
    /// <param name="Antal">Refuses when there are not just so many.</param>
    /// <param name="Vaerdi">The type, the sensitivity, the case they go to, or the text of the mail.</param>
    /// <param name="Kommentar">The reason, where the act asks for one.</param>
    public sealed record Massehandling(
        string? Handling = null, IReadOnlyList<Guid>? Dokumenter = null, string? Sag = null, string? Valg = null, int? Delforloeb = null, int? Antal = null, string? Vaerdi = null, string? Kommentar = null);

    public sealed record Begrundet(string? Begrundelse = null);

    public sealed record Flytning(string? Sag, string? FraSag = null, string? Begrundelse = null);

    public sealed record Registrering(string? Sag);

    public sealed record Aktindsigt(string? Vurdering, string? Note = null);

    public sealed record Postliste(bool PaaPostliste, string? OffentligTitel = null);

    /// <param name="Foelsomhed">IkkeFortrolig, Fortrolig, Foelsom or Vip, as on a case.</param>
    public sealed record NyFoelsomhed(string? Foelsomhed, string? Begrundelse = null);

    public sealed record Adgang(IReadOnlyList<Adgangspost>? Poster, string? Begrundelse);

    /// <param name="Filer">As they were stored, with what is to be said about them.</param>
    /// <param name="Dubletter">Where the same content lies already; the document is filed all the same.</param>
    internal sealed record Lagt(
        Guid Id, string? Aktnr, long Version, string Titel, IReadOnlyList<Fil> Filer, IReadOnlyList<OpretDokument.SvarBilag> Bilag, IReadOnlyList<Dublet> Dubletter);

    internal sealed record Fil(int Nummer, string Filnavn, string Mimetype, long Stoerrelse, string Sha256, string? Bemaerkning);

    /// <param name="Tilstand">Venter, Laest, Tom, UdenTekst, Laast, ForStor, ManglerProgram or Fejl.</param>
    /// <param name="Grund">Danish sentence on why there is no text, or what of it is missing.</param>
    internal sealed record Filtekst(int Nummer, string Filnavn, string Tilstand, string? Grund, bool KanProevesIgen);

    public static void Map(IEndpointRouteBuilder api)
    {
        var sag = api.MapGroup("/sager/{sag}").WithTags("Dokumenter");
        sag.MapPost("/dokumenter", Opret).Kraever(AccessRules.Sagsarbejde).WithSummary("Læg et dokument på en sag (multipart: fil og json)").MedUpload(typeof(NytDokument)).DisableAntiforgery();
        sag.MapGet("/dokumenter", Liste).Kraever(AccessRules.Laesning).WithSummary("Sagens dokumenter: kladder først, så den nyeste akt; delforloeb=N kun dem i delforløb N, 0 dem uden");

        api.MapPost("/dokumenter/massehandlinger", Masse).Kraever(AccessRules.Sagsarbejde).WithTags("Dokumenter").WithSummary("Gør det samme ved mange dokumenter som et job");

        var dokument = api.MapGroup("/dokumenter/{id:guid}").WithTags("Dokumenter");
        dokument.MapGet("", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent et dokument");
        dokument.MapPatch("", Ret).Kraever(AccessRules.Sagsarbejde).WithSummary("Ret en kladde");
        dokument.MapDelete("", Slet).Kraever(AccessRules.Sagsarbejde).WithSummary("Slet en kladde");
        dokument.MapPost("/journalisering", Journaliser).Kraever(AccessRules.Sagsarbejde).WithSummary("Journalisér et dokument");
        dokument.MapPost("/rettelse", RetJournaliseret).Kraever(AccessRules.Sagsarbejde).WithSummary("Ret et journaliseret dokument med et nyt, der peger tilbage (multipart)").MedUpload(typeof(NytDokument)).DisableAntiforgery();

        dokument.MapGet("/filer/{nr:int}", Hentfil).Kraever(AccessRules.Laesning).WithSummary("Hent en fil, som den kom").Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
        dokument.MapPost("/filer", TilfoejFiler).Kraever(AccessRules.Sagsarbejde).WithSummary("Vedhæft filer til en kladde (multipart)").MedUpload().DisableAntiforgery();
        dokument.MapPut("/filer/{nr:int}", ErstatFil).Kraever(AccessRules.Sagsarbejde).WithSummary("Læg en ny udgave af en kladdes fil ind (multipart)").MedUpload().DisableAntiforgery();
        dokument.MapDelete("/filer/{nr:int}", FjernFil).Kraever(AccessRules.Sagsarbejde).WithSummary("Fjern en vedhæftet fil fra en kladde");
        dokument.MapGet("/udgaver", Udgaver).Kraever(AccessRules.Laesning).WithSummary("Alle udgaver af filerne, nyeste først");
        dokument.MapGet("/udgaver/{udgave:int}/filer/{nr:int}", HentUdgave).Kraever(AccessRules.Laesning).WithSummary("Hent en fil fra en tidligere udgave").Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream");
        dokument.MapGet("/udtjekning", Udtjekning).Kraever(AccessRules.Laesning).WithSummary("Hvem der har kladden tjekket ud; den, der har, får adressen, hvor filerne redigeres (WebDAV)");
        dokument.MapPost("/udtjekning", TjekUd).Kraever(AccessRules.Sagsarbejde).WithSummary("Tjek ud, eller forny udtjekningen");
        dokument.MapPost("/indtjekning", TjekInd).Kraever(AccessRules.Sagsarbejde).WithSummary("Tjek ind; en leder kan gøre det for en anden");

        dokument.MapGet("/soegetekst", Soegetekst).Kraever(AccessRules.Laesning).WithSummary("Om filernes tekst kan findes ved søgning, og hvorfor ikke");
        dokument.MapPost("/soegetekst", LaesIgen).Kraever(AccessRules.Sagsarbejde).WithSummary("Læs filernes tekst igen til søgning");
        dokument.MapPost("/flytning", Flyt).Kraever(AccessRules.Sagsarbejde).WithSummary("Flyt til en anden sag");
        dokument.MapPost("/registreringer", Registrer).Kraever(AccessRules.Sagsarbejde).WithSummary("Registrér også på en anden sag");
        dokument.MapDelete("/registreringer/{sag}", Afregistrer).Kraever(AccessRules.Sagsarbejde).WithSummary("Tag en kladde af en af dens sager");

        dokument.MapPost("/fejljournalisering", Anmod).Kraever(AccessRules.Sagsarbejde).WithSummary("Bed om at få dokumentet markeret som fejljournaliseret");
        dokument.MapPost("/fejljournalisering/bekraeftelse", Bekraeft).Kraever(AccessRules.Sagsarbejde).WithSummary("Bekræft som den anden person");
        dokument.MapPost("/fejljournalisering/afvisning", Afvis).Kraever(AccessRules.Sagsarbejde).WithSummary("Afvis anmodningen, eller tag den tilbage");
        dokument.MapPut("/aktindsigt", Vurder).Kraever(AccessRules.Sagsarbejde).WithSummary("Vurdér aktindsigt på forhånd");
        dokument.MapPut("/postliste", SaetPostliste).Kraever(AccessRules.Sagsarbejde).WithSummary("Sæt på postlisten med en offentlig titel, eller tag af");
        dokument.MapPut("/uden-betydning", UdenBetydning).Kraever(AccessRules.Sagsarbejde).WithSummary("Kladden er uden betydning for sagen");
        dokument.MapDelete("/uden-betydning", MedBetydning).Kraever(AccessRules.Sagsarbejde).WithSummary("Fortryd, at kladden er uden betydning");
        dokument.MapPut("/foelsomhed", SaetFoelsomhed).Kraever(AccessRules.Sagsarbejde).WithSummary("Sæt følsomhed");
        dokument.MapPut("/adgang", SaetAdgang).Kraever(AccessRules.Sagsarbejde).WithSummary("Giv dokumentet færre læsere end sagen");
    }

    private static async Task<Ok<IReadOnlyList<Filtekst>>> Soegetekst(Guid id, SagerDb db, Aktoer aktoer, Adgangsspor spor, Soegeindeks.Indeksering indeksering, Authority myndighed, TimeProvider tid, CancellationToken ct)
    {
        var dokument = await Dokumentforesp.HentAsync(db, aktoer, id, DanishTime.Today(tid), ct);
        spor.Dokument(id);
        var filer = dokument.Tilstand == nameof(Dokumenttilstand.Fejljournaliseret) ? [] : dokument.Filer;
        var tekster = await indeksering.For(myndighed).TeksterAsync([.. filer.Select(f => f.Sha256)], ct);
        return TypedResults.Ok<IReadOnlyList<Filtekst>>([.. filer.Select(f => tekster.GetValueOrDefault(f.Sha256) is { } t
            ? new Filtekst(f.Nummer, f.Filnavn, t.Billeder ? "Venter" : t.Tilstand, t.Grund, t.KanProevesIgen) : new Filtekst(f.Nummer, f.Filnavn, "Venter", null, false))]);
    }

    private static async Task<NoContent> LaesIgen(Guid id, SagerDb db, Aktoer aktoer, Soegeindeks.Indeksering indeksering, Authority myndighed, CancellationToken ct)
    {
        await db.FindDokumentAsync(aktoer, id, ct);
        await indeksering.For(myndighed).LaesIgenAsync(id, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Accepted<BestilMassehandling.Svar>> Masse(Massehandling m, Massebestilling bestilling, Authority myndighed, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var valg = Aktvalg.Alle;
        new Errors().AddIf(Domain.Massehandling.Find(m.Handling) is not { Dokumenter: true }, "handling", $"Vælg en af: {string.Join(", ", Domain.Massehandling.Alle.Where(h => h.Dokumenter).Select(h => h.Noegle))}.")
            .AddIf(m.Sag is not null && m.Dokumenter is { Count: > 0 }, "dokumenter", "Send enten dokumenter eller sag.")
            .AddIf(m.Valg is not null && (!Enum.TryParse(m.Valg, ignoreCase: true, out valg) || !Enum.IsDefined(valg)), "valg", "Vælg alle, kladder eller akter.").Throw();
        spor.Dokumenter(m.Dokumenter);
        var svar = await bestilling.BestilAsync(myndighed, new(
            aktoer, m.Handling, null, null, m.Antal, null, null, m.Kommentar, null, m.Vaerdi, null, m.Dokumenter, m.Sag is null ? null : new(m.Sag, valg, m.Delforloeb)), ct);
        return TypedResults.Accepted($"/api/v1/jobs/{svar.JobId}", svar);
    }

    private static async Task<Created<Lagt>> Opret(string sag, HttpContext http, SagerDb db, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        (await db.FindSagAsync(aktoer, sag, ct)).KraevAaben(); // before anything is taken in
        var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct, samlFejl: true);
        var a = forsendelse.Json<NytDokument>() ?? new();
        var svar = await myndighed.Queue.RunAsync((OpretDokument act) => act.Udfoer(new(
            aktoer, sag, a.Titel, a.Retning, a.Dato, a.Dokumenttype, a.Part, a.Journaliser, forsendelse.Filer, a.DelforloebId, Niveau(a.Foelsomhed), a.PaaPostliste, a.OffentligTitel,
            null, a.PartId, forsendelse.Filfejl), ct), ct);
        return await LagtAsync(db, aktoer, svar, forsendelse, http.Response, ct);
    }

    private static async Task<Created<Lagt>> RetJournaliseret(Guid id, HttpContext http, SagerDb db, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        await db.FindDokumentAsync(aktoer, id, ct);
        var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct, samlFejl: true);
        var a = forsendelse.Json<NytDokument>() ?? new();
        var svar = await myndighed.Queue.RunAsync((OpretDokument act) => act.Udfoer(new(
            aktoer, null, a.Titel, a.Retning, a.Dato, a.Dokumenttype, a.Part, a.Journaliser, forsendelse.Filer, a.DelforloebId, Niveau(a.Foelsomhed), a.PaaPostliste, a.OffentligTitel,
            id, a.PartId, forsendelse.Filfejl), ct), ct);
        return await LagtAsync(db, aktoer, svar, forsendelse, http.Response, ct);
    }

    private static async Task<Created<Lagt>> LagtAsync(SagerDb db, Aktoer aktoer, OpretDokument.Svar svar, Upload.Forsendelse forsendelse, HttpResponse response, CancellationToken ct)
    {
        var dubletter = await Dokumentforesp.DubletterAsync(db, aktoer, svar.Id, [.. forsendelse.Filer.Select(f => f.Indhold.Sha256)], ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/dokumenter/{svar.Id}", new Lagt(
            svar.Id, svar.Aktnr, svar.Version, svar.Titel,
            [.. forsendelse.Filer.Select((f, i) => new Fil(i + 1, f.Filnavn, f.Mimetype, f.Indhold.Length, f.Indhold.Sha256, f.Bemaerkning))], svar.Bilag, dubletter));
    }

    /// <summary>A word that is no level becomes a value that is none, which the act refuses with what else is wrong.</summary>
    private static Foelsomhed? Niveau(string? niveau) => string.IsNullOrWhiteSpace(niveau) ? null
        : Enum.TryParse<Foelsomhed>(niveau, ignoreCase: true, out var n) && !char.IsAsciiDigit(niveau.Trim()[0]) ? n : (Foelsomhed)(-1);

    private static async Task<Ok<Side<Aktlistepost>>> Liste(string sag, SagerDb db, Aktoer aktoer, TimeProvider tid, CancellationToken ct, string? efter = null, int? antal = null, string? valg = null, int? delforloeb = null)
    {
        var hvilke = Aktvalg.Alle;
        if (valg is not null && !(Enum.TryParse(valg, ignoreCase: true, out hvilke) && Enum.IsDefined(hvilke)))
            throw new InvalidException("valg", "Valg skal være alle, kladder eller akter.");
        var s = await db.FindSagAsync(aktoer, sag, ct);
        return TypedResults.Ok(await Aktliste.SideAsync(db, aktoer, s.Id, hvilke, efter, antal, delforloeb, DanishTime.Today(tid), ct));
    }

    private static async Task<Ok<Dokumentvisning>> Hent(Guid id, SagerDb db, Aktoer aktoer, HttpResponse response, TimeProvider tid, CancellationToken ct)
    {
        var visning = await Dokumentforesp.HentAsync(db, aktoer, id, DanishTime.Today(tid), ct);
        response.Headers.ETag = Preconditions.ETag(visning.Version);
        return TypedResults.Ok(visning);
    }

    private static async Task<Ok<RetDokument.Svar>> Ret(Guid id, Rettelse a, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((RetDokument act) => act.Udfoer(new(
            aktoer, id, a.Titel, a.Retning, a.Dato, a.Dokumenttype, a.Korrespondenter?.Select(k => new RetDokument.NyKorrespondent(k.Art, k.Navn, k.Email, k.PartId)).ToList(), a.DelforloebId, null, set), ct), ct);
        http.Response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }

    private static async Task<NoContent> Slet(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        await myndighed.Queue.RunAsync((SletKladde act) => act.Udfoer(new(aktoer, id, set), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<JournaliserDokument.Svar>> Journaliser(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((JournaliserDokument act) => act.Udfoer(new(aktoer, id, set), ct), ct));
    }

    private static Task<FileStreamHttpResult> Hentfil(Guid id, int nr, Filudlevering udlevering, Aktoer aktoer, CancellationToken ct, string? begrundelse = null) =>
        udlevering.HentAsync(aktoer, id, nr, null, begrundelse, ct);

    private static Task<FileStreamHttpResult> HentUdgave(Guid id, int udgave, int nr, Filudlevering udlevering, Aktoer aktoer, CancellationToken ct, string? begrundelse = null) =>
        udlevering.HentAsync(aktoer, id, nr, udgave, begrundelse, ct);

    private static Task<Ok<GemFilversion.Svar>> TilfoejFiler(Guid id, HttpContext http, SagerDb db, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        GemFilerAsync(id, null, http, db, upload, myndighed, aktoer, ct);

    private static Task<Ok<GemFilversion.Svar>> ErstatFil(Guid id, int nr, HttpContext http, SagerDb db, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        GemFilerAsync(id, nr, http, db, upload, myndighed, aktoer, ct);

    private static async Task<Ok<GemFilversion.Svar>> GemFilerAsync(
        Guid id, int? erstat, HttpContext http, SagerDb db, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        (await db.FindDokumentAsync(aktoer, id, ct)).KraevKladde();
        var set = http.Request.IfMatch();
        var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct);
        var svar = await myndighed.Queue.RunAsync((GemFilversion act) => act.Udfoer(new(aktoer, id, forsendelse.Filer, erstat, null, set), ct), ct);
        http.Response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }

    private static async Task<Ok<GemFilversion.Svar>> FjernFil(Guid id, int nr, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((GemFilversion act) => act.Udfoer(new(aktoer, id, [], null, nr, set), ct), ct));
    }

    private static async Task<Ok<IReadOnlyList<Filudgave>>> Udgaver(Guid id, SagerDb db, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await Dokumentforesp.UdgaverAsync(db, aktoer, id, ct));

    private static async Task<Ok<TjekDokumentUd.Svar>> TjekUd(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, Dav.Redigeringsnoegler noegler, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((TjekDokumentUd act) => act.Udfoer(new(aktoer, id, noegler.Ny(myndighed), set), ct), ct));
    }

    /// <param name="BrugerId">Who has it; null, as the rest, when nobody has.</param>
    /// <param name="Filer">Where each file is edited; for the one who has it alone.</param>
    internal sealed record Udtjekket(bool ErUdtjekket, Guid? BrugerId, string? Navn, DateTimeOffset? Begyndt, DateTimeOffset? Til, IReadOnlyList<Redigeringsadresse> Filer);

    private static async Task<Ok<Udtjekket>> Udtjekning(Guid id, Redigeringer redigeringer, Aktoer aktoer, HttpRequest request, CancellationToken ct) =>
        TypedResults.Ok(await redigeringer.StandAsync(aktoer, id, ct) is { } r
            ? new Udtjekket(true, r.BrugerId, r.Navn, r.Begyndt, r.Til, [.. r.Filer.Select(f => f with { Adresse = $"{request.Scheme}://{request.Host}{request.PathBase}{f.Adresse}" })])
            : new(false, null, null, null, null, []));

    private static async Task<Ok<TjekDokumentInd.Svar>> TjekInd(Guid id, Begrundet a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((TjekDokumentInd act) => act.Udfoer(new(aktoer, id, a.Begrundelse, set), ct), ct));
    }

    private static async Task<Ok<FlytDokument.Svar>> Flyt(Guid id, Flytning a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((FlytDokument act) => act.Udfoer(new(aktoer, id, a.Sag, a.FraSag, a.Begrundelse, set), ct), ct));
    }

    private static async Task<Ok<RegistrerDokument.Svar>> Registrer(Guid id, Registrering a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((RegistrerDokument act) => act.Udfoer(new(aktoer, id, a.Sag, set), ct), ct));
    }

    private static async Task<NoContent> Afregistrer(Guid id, string sag, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        await myndighed.Queue.RunAsync((AfregistrerDokument act) => act.Udfoer(new(aktoer, id, sag, set), ct), ct);
        return TypedResults.NoContent();
    }

    private static Task<Ok<Fejljournaliser.Svar>> Anmod(Guid id, Begrundet a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct) =>
        FejlAsync(id, Fejljournaliser.Skridt.Anmod, a.Begrundelse, myndighed, aktoer, request, ct);

    private static Task<Ok<Fejljournaliser.Svar>> Bekraeft(Guid id, Begrundet a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct) =>
        FejlAsync(id, Fejljournaliser.Skridt.Bekraeft, a.Begrundelse, myndighed, aktoer, request, ct);

    private static Task<Ok<Fejljournaliser.Svar>> Afvis(Guid id, Begrundet a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct) =>
        FejlAsync(id, Fejljournaliser.Skridt.Afvis, a.Begrundelse, myndighed, aktoer, request, ct);

    private static async Task<Ok<Fejljournaliser.Svar>> FejlAsync(
        Guid id, Fejljournaliser.Skridt skridt, string? grund, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((Fejljournaliser act) => act.Udfoer(new(aktoer, id, skridt, grund, set), ct), ct));
    }

    private static async Task<NoContent> Vurder(Guid id, Aktindsigt a, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        return Rettet(await myndighed.Queue.RunAsync((VurderAktindsigt act) => act.Udfoer(new(aktoer, id, a.Vurdering, a.Note, set), ct), ct), http);
    }

    private static async Task<NoContent> SaetPostliste(Guid id, Postliste a, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        return Rettet(await myndighed.Queue.RunAsync((SaetDokumentPostliste act) => act.Udfoer(new(aktoer, id, a.PaaPostliste, a.OffentligTitel, set), ct), ct), http);
    }

    private static async Task<NoContent> UdenBetydning(Guid id, Begrundet a, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        return Rettet(await myndighed.Queue.RunAsync((MarkerUdenBetydning act) => act.Udfoer(new(aktoer, id, a.Begrundelse, false, set), ct), ct), http);
    }

    private static async Task<NoContent> MedBetydning(Guid id, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        return Rettet(await myndighed.Queue.RunAsync((MarkerUdenBetydning act) => act.Udfoer(new(aktoer, id, null, true, set), ct), ct), http);
    }

    private static async Task<NoContent> SaetFoelsomhed(Guid id, NyFoelsomhed a, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        return Rettet(await myndighed.Queue.RunAsync((SaetDokumentfoelsomhed act) => act.Udfoer(new(aktoer, id, a.Foelsomhed, a.Begrundelse, set), ct), ct), http);
    }

    private static async Task<NoContent> SaetAdgang(Guid id, Adgang a, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        return Rettet(await myndighed.Queue.RunAsync((SaetDokumentadgang act) => act.Udfoer(new(aktoer, id, a.Poster, a.Begrundelse, set), ct), ct), http);
    }

    private static NoContent Rettet(long version, HttpContext http)
    {
        http.Response.Headers.ETag = Preconditions.ETag(version);
        return TypedResults.NoContent();
    }
}
