using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Parties over REST: the register, and who is on a case. Personnumre are masked everywhere but in one answer.</summary>
internal static class ParterApi
{
    /// <param name="Nummer">CPR or CVR number.</param>
    public sealed record Opslag(string? Nummer);

    /// <param name="Formaal">Why the whole number is needed; kept in the access log.</param>
    public sealed record Visning(string? Formaal);

    /// <summary>What a protected party is called and where it lives.</summary>
    public sealed record Beskyttede(string Navn, string? Adresse, string? Postnummer, string? By, string? Email, string? Telefon);

    /// <param name="Cpr">All of it, <c>010190-1234</c>.</param>
    public sealed record Helt(string Cpr);

    /// <param name="Id">The party that was found; its address is in <c>Location</c>.</param>
    public sealed record Fundet(Guid Id);

    public sealed record NySagspart(
        Guid? PartId = null, string? Navn = null, string? Cpr = null, string? Cvr = null, string? Rolle = null, bool ErPrimaer = false, string? Adresse = null,
        string? Postnummer = null, string? By = null, string? Email = null, string? Telefon = null, bool ErBeskyttet = false, DateOnly? BeskyttetTil = null,
        Guid? RepraesentererId = null, Guid? FuldmagtDokumentId = null);

    /// <param name="Repraesentation">Sent to change whom the party represents; without it that stays.</param>
    public sealed record Sagspartrettelse(string? Rolle = null, bool? ErPrimaer = null, Repraesentation? Repraesentation = null);

    /// <param name="Af">The party on the case that is represented; null for none.</param>
    /// <param name="FuldmagtDokumentId">The power of attorney.</param>
    public sealed record Repraesentation(Guid? Af = null, Guid? FuldmagtDokumentId = null);

    /// <summary>Fields left out stay as they are, empty text clears.</summary>
    public sealed record Rettelse(
        string? Navn = null, string? Adresse = null, string? Postnummer = null, string? By = null, string? Email = null, string? Telefon = null,
        bool? ErBeskyttet = null, DateOnly? BeskyttetTil = null, string? Cpr = null, string? Cvr = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        var parter = api.MapGroup("/parter").WithTags("Parter");
        parter.MapGet("", Liste).Kraever(AccessRules.Laesning).WithSummary("Parter i registret, efter navn eller CVR-nummer");
        parter.MapPost("/opslag", SlaaOp).Kraever(AccessRules.Laesning).WithSummary("Find en part efter CPR- eller CVR-nummer").Produces<Fundet>(StatusCodes.Status303SeeOther);
        parter.MapGet("/{id:guid}", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent en part");
        parter.MapPatch("/{id:guid}", Ret).Kraever(AccessRules.Sagsarbejde).WithSummary("Ret en part i registret");
        parter.MapGet("/{id:guid}/historik", Historik).Kraever(AccessRules.Laesning).WithSummary("Hvad registret sagde før");
        parter.MapGet("/{id:guid}/sager", Sager).Kraever(AccessRules.Laesning).WithSummary("Sager, parten er eller var på");
        parter.MapGet("/{id:guid}/dokumenter", Dokumenter).Kraever(AccessRules.Laesning).WithSummary("Dokumenter til og fra parten");
        parter.MapGet("/{id:guid}/notater", Notater).Kraever(AccessRules.Laesning).WithSummary("Notater, der angår parten");
        parter.MapPost("/{id:guid}/personnummer", Personnummer).Kraever(AccessRules.Laesning).WithSummary("Vis hele CPR-nummeret én gang, med formål i adgangsloggen");

        parter.MapPost("/{id:guid}/beskyttede-oplysninger", BeskyttedeOplysninger).Kraever(AccessRules.Laesning).UdenIdempotens().WithSummary("Vis et beskyttet navn og en beskyttet adresse én gang, med formål i adgangsloggen");

        var paaSag = api.MapGroup("/sager/{sag}/parter").WithTags("Parter");
        paaSag.MapGet("", PaaSag).Kraever(AccessRules.Laesning).WithSummary("Sagens parter, også de udgåede");
        paaSag.MapPost("", Tilfoej).Kraever(AccessRules.Sagsarbejde).WithSummary("Tilføj en part");
        paaSag.MapPatch("/{id:guid}", RetPaaSag).Kraever(AccessRules.Sagsarbejde).WithSummary("Skift rolle, primær part eller repræsentation");
        paaSag.MapDelete("/{id:guid}", Fratraed).Kraever(AccessRules.Sagsarbejde).WithSummary("Lad en part udgå af sagen");
        paaSag.MapPost("/{id:guid}/opdatering", Opdater).Kraever(AccessRules.Sagsarbejde).WithSummary("Hent partens oplysninger fra registret til sagen");
    }

    private static async Task<Ok<Side<Partvisning>>> Liste(string? q, string? efter, int? antal, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(q))
            spor.Soegeord(q);
        var side = await db.PartslisteAsync(aktoer, q, efter, Cursor.PageSize(antal), DanishTime.Today(tid), ct);
        foreach (var part in side.Poster)
            Spor(spor, part);
        return TypedResults.Ok(side);
    }

    private static async Task<IResult> SlaaOp(Opslag opslag, HttpResponse response, SagerDb db, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        spor.Soegeord(opslag.Nummer ?? "");
        var id = await db.SlaaPartOpAsync(aktoer, opslag.Nummer, ct);
        response.Headers.Location = $"/api/v1/parter/{id}";
        return TypedResults.Json(new Fundet(id), statusCode: StatusCodes.Status303SeeOther);
    }

    private static async Task<Ok<Partvisning>> Hent(Guid id, HttpResponse response, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var part = (await db.FindPartAsync(aktoer, id, ct)).Vis(DanishTime.Today(tid));
        Spor(spor, part);
        response.Headers.ETag = Preconditions.ETag(part.Version);
        return TypedResults.Ok(part);
    }

    private static async Task<Ok<RetPart.Svar>> Ret(Guid id, Rettelse r, HttpRequest request, HttpResponse response, Authority myndighed, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        spor.Person(id.ToString());
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((RetPart act) => act.Udfoer(new(
            aktoer, id, new Partsrettelse(r.Navn, r.Adresse, r.Postnummer, r.By, r.Email, r.Telefon, r.ErBeskyttet, r.BeskyttetTil), r.Cpr, r.Cvr, set), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }

    private static async Task<Ok<List<Partsudgavevisning>>> Historik(Guid id, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var part = (await db.FindPartAsync(aktoer, id, ct)).Vis(DanishTime.Today(tid));
        Spor(spor, part);
        return TypedResults.Ok(await db.PartshistorikAsync(part, ct));
    }

    private static async Task<Ok<Side<Partssag>>> Sager(Guid id, string? efter, int? antal, SagerDb db, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        spor.Person((await db.FindPartAsync(aktoer, id, ct)).Id.ToString());
        return TypedResults.Ok(await db.PartensSagerAsync(aktoer, id, efter, Cursor.PageSize(antal), ct));
    }

    private static async Task<Ok<Side<Partsdokument>>> Dokumenter(Guid id, string? efter, int? antal, SagerDb db, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        spor.Person((await db.FindPartAsync(aktoer, id, ct)).Id.ToString());
        return TypedResults.Ok(await db.PartensDokumenterAsync(aktoer, id, efter, Cursor.PageSize(antal), ct));
    }

    private static async Task<Ok<List<Partsnotat>>> Notater(Guid id, SagerDb db, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        spor.Person((await db.FindPartAsync(aktoer, id, ct)).Id.ToString());
        return TypedResults.Ok(await db.PartensNotaterAsync(aktoer, id, ct));
    }

    private static async Task<Ok<Helt>> Personnummer(Guid id, Visning v, HttpResponse response, SagerDb db, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var cpr = await VisPersonnummerAsync(db, aktoer, spor, id, v.Formaal, ct);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Helt(cpr.Full));
    }

    private static async Task<Ok<Beskyttede>> BeskyttedeOplysninger(Guid id, Visning v, HttpResponse response, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var p = await VisBeskyttetAsync(db, aktoer, spor, id, v.Formaal, DanishTime.Today(tid), ct);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Beskyttede(p.Navn, p.Adresse, p.Postnummer, p.By, p.Email, p.Telefon));
    }

    /// <summary>The protected name and address, for API and page alike: the answer waits until who, whose and why are in the access log.</summary>
    internal static async Task<Partvisning> VisBeskyttetAsync(SagerDb db, Aktoer aktoer, Adgangsspor spor, Guid id, string? formaal, DateOnly idag, CancellationToken ct)
    {
        var part = (await db.FindPartAsync(aktoer, id, ct)).Aabent(idag);
        KraevFormaal(formaal, "Skriv, hvad oplysningerne skal bruges til.");
        spor.Person(part.Id.ToString());
        spor.Begrundelse(formaal!.Trim());
        spor.Beskyttet();
        return part;
    }

    private static void KraevFormaal(string? formaal, string saetning) =>
        new Errors().AddIf(string.IsNullOrWhiteSpace(formaal) || formaal.Trim().Length < 5, "formaal", saetning)
            .AddIf(formaal?.Length > 500, "formaal", "Formålet må højst være 500 tegn.").Throw();

    /// <summary>The whole number, for API and page alike: the answer waits until who, whose and why are in the access log.</summary>
    internal static async Task<Cpr> VisPersonnummerAsync(SagerDb db, Aktoer aktoer, Adgangsspor spor, Guid id, string? formaal, CancellationToken ct)
    {
        var part = await db.FindPartAsync(aktoer, id, ct);
        KraevFormaal(formaal, "Skriv, hvad nummeret skal bruges til.");
        if (!Cpr.TryParse(part.Cpr, out var cpr))
            throw new NotFoundException("Parten har intet CPR-nummer.");
        spor.Person(cpr.Digits);
        spor.Begrundelse(formaal!.Trim());
        spor.Beskyttet();
        return cpr;
    }

    /// <summary>Who was shown; the answer waits for its line where name and address are protected.</summary>
    internal static void Spor(Adgangsspor spor, Partvisning part)
    {
        spor.Person(part.Id.ToString());
        if (part.ErBeskyttet)
            spor.Beskyttet();
    }

    private static async Task<Ok<IReadOnlyList<Sagspartvisning>>> PaaSag(string sag, SagerDb db, Aktoer aktoer, Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var fundet = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(fundet);
        return TypedResults.Ok(await db.SagensParterAsync(aktoer, fundet.Id, DanishTime.Today(tid), ct));
    }

    private static async Task<Created<TilfoejPart.Svar>> Tilfoej(string sag, NySagspart p, HttpRequest request, HttpResponse response, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((TilfoejPart act) => act.Udfoer(new(aktoer, sag, new(
            p.PartId, p.Navn, p.Cpr, p.Cvr, p.Rolle, p.ErPrimaer, p.Adresse, p.Postnummer, p.By, p.Email, p.Telefon, p.ErBeskyttet, p.BeskyttetTil,
            p.RepraesentererId, p.FuldmagtDokumentId), set), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/parter/{svar.PartId}", svar);
    }

    private static async Task<Ok<RetSagspart.Svar>> RetPaaSag(string sag, Guid id, Sagspartrettelse r, HttpRequest request, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((RetSagspart act) => act.Udfoer(new(
            aktoer, sag, id, r.Rolle, r.ErPrimaer, r.Repraesentation is not null, r.Repraesentation?.Af, r.Repraesentation?.FuldmagtDokumentId, set), ct), ct));
    }

    private static async Task<Ok<FratraedPart.Svar>> Fratraed(string sag, Guid id, string? begrundelse, HttpRequest request, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((FratraedPart act) => act.Udfoer(new(aktoer, sag, id, begrundelse, set), ct), ct));
    }

    private static async Task<Ok<OpdaterSagspart.Svar>> Opdater(string sag, Guid id, HttpRequest request, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((OpdaterSagspart act) => act.Udfoer(new(aktoer, sag, id, set), ct), ct));
    }
}
