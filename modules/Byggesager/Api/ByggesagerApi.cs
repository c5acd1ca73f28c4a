using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Foresp;
using Esdh.Byggesager.Handlinger;
using Esdh.Byggesager.Indhold;
using Esdh.Byggesager.Sider;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Byggesager.Api;

/// <summary>Building cases over REST, below the module's own name.</summary>
internal static class ByggesagerApi
{
    /// <param name="Mangler">Pieces, besides those that were asked for before and have not come.</param>
    public sealed record Nytmangelbrev(IReadOnlyList<string>? Mangler = null);

    /// <param name="Frafald">Not needed after all; else it has come.</param>
    public sealed record Klaret(IReadOnlyList<Guid>? Mangler = null, bool Frafald = false);

    /// <param name="Gebyr">Name of the fee.</param>
    public sealed record Nytgebyr(string? Gebyr = null, DateOnly? Dag = null, int? Minutter = null, string? Tekst = null);

    /// <param name="Art">Time or Fast.</param>
    public sealed record Nytakst(string? Navn = null, string? Art = null, long? Oere = null, DateOnly? GaelderFra = null, bool Ophoerer = false);

    public sealed record Afvisning(string? Grund = null);

    public sealed record Ansoegningssvar(Guid Id, string Tilstand, Guid? SagId, string? Sagsnummer, IReadOnlyList<string> Grunde);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/byggesager").WithTags("Byggesager").MedIdempotens();
        api.MapGet("", Liste).Kraever(AccessRules.Laesning).WithSummary("Byggesager med servicemål, den nærmeste frist først");
        api.MapGet("/servicemaal", Servicemaal).Kraever(AccessRules.Laesning).WithSummary("Hvordan servicemålene holdes i en periode");
        api.MapPost("/ansoegninger", Modtag).Kraever(AccessRules.Sagsarbejde).UdenIdempotens().WithSummary("Modtag en ansøgning fra Byg og Miljø");
        api.MapGet("/ansoegninger", Ansoegninger).Kraever(AccessRules.Sagsarbejde).WithSummary("Ansøgninger, der skal gøres færdige i hånden, eller alle");
        api.MapPost("/ansoegninger/{id:guid}/afvisning", Afvis).Kraever(AccessRules.Sagsarbejde).WithSummary("Læg en ansøgning væk");
        api.MapGet("/beskeder", Beskeder).Kraever(AccessRules.Sagsarbejde).WithSummary("Status og breve til Byg og Miljø efter nummer");
        api.MapGet("/takster", Takster).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Gebyrtakster");
        api.MapPost("/takster", GemTakst).Kraever(Roller.Administrator).WithSummary("Giv et gebyr en takst fra en dag");
        api.MapGet("/{sag}/mangler", Mangler).Kraever(AccessRules.Laesning).WithSummary("Det, ansøger er bedt om");
        api.MapPost("/{sag}/mangelbrev", Mangelbrev).Kraever(AccessRules.Sagsarbejde).WithSummary("Bed ansøger om det, der mangler, og stop uret");
        api.MapPost("/{sag}/mangler/klaret", Klar).Kraever(AccessRules.Sagsarbejde).WithSummary("Sæt hak ved det, der er kommet");
        api.MapGet("/{sag}/gebyrer", Gebyrer).Kraever(AccessRules.Laesning).WithSummary("Gebyrer på en sag");
        api.MapPost("/{sag}/gebyrer", NytGebyr).Kraever(AccessRules.Sagsarbejde).WithSummary("Læg et gebyr på en sag");
        api.MapPost("/{sag}/gebyrer/{gebyr:guid}/annullering", AnnullerGebyr).Kraever(AccessRules.Sagsarbejde).WithSummary("Annullér et gebyr");
    }

    private static async Task<Ok<Side<Byggesagslinje>>> Liste(
        HttpRequest request, Byggesagsliste liste, Aktoer aktoer, CancellationToken ct, string? trin = null, string? kategori = null, string? behandler = null, string? enhed = null, string? adresse = null, string? bfe = null, string? matrikel = null,
        string? alle = null, string? efter = null, int? antal = null) =>
        TypedResults.Ok(await liste.HentAsync(aktoer, Byggesagsfilter.Laes(request.Query, aktoer).Udvalg(), efter, Cursor.PageSize(antal), ct));

    private static async Task<Ok<Servicemaalstal>> Servicemaal(Servicemaalsopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct, DateOnly? fra = null, DateOnly? til = null)
    {
        var idag = DanishTime.Today(tid);
        return TypedResults.Ok(await opslag.HentAsync(aktoer, fra ?? new DateOnly(idag.Year, 1, 1), til ?? idag, ct));
    }

    private static async Task<Results<Created<Ansoegningssvar>, Ok<Ansoegningssvar>, Accepted<Ansoegningssvar>>> Modtag(HttpContext http, Ansoegningsmodtagelse modtagelse, Byggesagsopslag opslag, Sagsopslag sager, Aktoer aktoer, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } graense)
            graense.MaxRequestBodySize = null; // the store has the limit
        var svar = await modtagelse.ModtagAsync(aktoer, http.Request.Body, Ansoegningskanal.Rest, ct);
        var post = (await opslag.AnsoegningAsync(svar.Id, ct))!;
        var sagsnummer = svar.SagId is { } sag ? (await sager.SynligeAsync(aktoer, [sag], ct)).GetValueOrDefault(sag)?.Sagsnummer : null;
        var krop = new Ansoegningssvar(svar.Id, svar.Tilstand.ToString(), svar.SagId, sagsnummer, post.Tilstand == Ansoegningstilstand.Venter ? post.Grunde.Split('\n') : []);
        if (svar.Tilstand == Ansoegningstilstand.Venter)
            return TypedResults.Accepted((string?)null, krop);
        return svar.Ny && sagsnummer is not null ? TypedResults.Created($"/api/v1/sager/{sagsnummer}", krop) : TypedResults.Ok(krop);
    }

    private static async Task<Ok<Side<Ansoegningslinje>>> Ansoegninger(Byggesagsopslag opslag, Aktoer aktoer, CancellationToken ct, bool alle = false, string? efter = null, int? antal = null) =>
        TypedResults.Ok(await opslag.AnsoegningerAsync(aktoer, alle, efter, Cursor.PageSize(antal), ct));

    private static async Task<Ok<AfvisAnsoegning.Svar>> Afvis(Guid id, Afvisning krop, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await myndighed.Queue.RunAsync((AfvisAnsoegning act) => act.Udfoer(new(aktoer, id, krop.Grund), ct), ct));

    private static async Task<Ok<Side<Beskedlinje>>> Beskeder(Byggesagsopslag opslag, Aktoer aktoer, CancellationToken ct, long efter = 0, int? antal = null) =>
        TypedResults.Ok(await opslag.BeskederAsync(aktoer, efter, Cursor.PageSize(antal), ct));

    private static async Task<Ok<Listesvar<Takstlinje>>> Takster(Gebyropslag opslag, CancellationToken ct) => TypedResults.Ok(new Listesvar<Takstlinje>(await opslag.TaksterAsync(ct)));

    private static async Task<Ok<GemTakst.Svar>> GemTakst(Nytakst t, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await myndighed.Queue.RunAsync((GemTakst act) => act.Udfoer(new(aktoer, t.Navn, Enum.TryParse<Takstart>(t.Art, ignoreCase: true, out var art) && Enum.IsDefined(art) ? art : null, t.Oere, t.GaelderFra, t.Ophoerer), ct), ct));

    private static async Task<Ok<Listesvar<Mangellinje>>> Mangler(string sag, Sagsopslag sager, Byggesagsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(new Listesvar<Mangellinje>(await opslag.ManglerAsync(await sager.FindAsync(aktoer, sag, ct), ct)));

    private static async Task<Ok<SendMangelbrev.Svar>> Mangelbrev(string sag, Nytmangelbrev krop, Mangelbrevsskrivning skrivning, Aktoer aktoer, HttpRequest request, CancellationToken ct) =>
        TypedResults.Ok(await skrivning.SendAsync(aktoer, sag, [.. (krop.Mangler ?? []).SelectMany(ByggesagMangel.Laes)], request.IfMatch(), ct));

    private static async Task<Ok<KlarMangler.Svar>> Klar(string sag, Klaret krop, Sagsopslag sager, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var fundet = await sager.FindAsync(aktoer, sag, ct);
        return TypedResults.Ok(await myndighed.Queue.RunAsync((KlarMangler act) => act.Udfoer(new(aktoer, fundet.Id, krop.Mangler ?? [], krop.Frafald, request.IfMatch()), ct), ct));
    }

    private static async Task<Ok<Listesvar<Gebyrlinje>>> Gebyrer(string sag, Sagsopslag sager, Gebyropslag opslag, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(new Listesvar<Gebyrlinje>(await opslag.PaaSagAsync(await sager.FindAsync(aktoer, sag, ct), ct)));

    private static async Task<Ok<RegistrerGebyr.Svar>> NytGebyr(string sag, Nytgebyr g, Sagsopslag sager, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var fundet = await sager.FindAsync(aktoer, sag, ct);
        return TypedResults.Ok(await myndighed.Queue.RunAsync((RegistrerGebyr act) => act.Udfoer(new(aktoer, fundet.Id, g.Gebyr, g.Dag, g.Minutter, g.Tekst), ct), ct));
    }

    private static async Task<Ok<AnnullerGebyr.Svar>> AnnullerGebyr(string sag, Guid gebyr, Sagsopslag sager, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var fundet = await sager.FindAsync(aktoer, sag, ct);
        return TypedResults.Ok(await myndighed.Queue.RunAsync((AnnullerGebyr act) => act.Udfoer(new(aktoer, fundet.Id, gebyr), ct), ct));
    }

    /// <summary>A list that is whole in one answer: those on one case, or what administrators have set up.</summary>
    public sealed record Listesvar<T>(IReadOnlyList<T> Linjer);
}
