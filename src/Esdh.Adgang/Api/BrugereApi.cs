using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Api;

/// <summary>Oneself and the other users over REST.</summary>
internal static class BrugereApi
{
    /// <param name="Brugernavn">Unique in the authority.</param>
    /// <param name="Navn">As histories show it.</param>
    /// <param name="Enhed">Id of an active unit.</param>
    /// <param name="Roller">Of sagsbehandler, leder, arkivar, revisor, logkontrollant, administrator, robot.</param>
    /// <param name="Email">Optional.</param>
    /// <param name="Titel">Optional.</param>
    public sealed record NyBruger(
        string? Brugernavn, string? Navn, Guid? Enhed, IReadOnlyList<string>? Roller, string? Email = null, string? Titel = null);

    /// <param name="Aktiv">False closes the user and ends what the user is signed in to.</param>
    public sealed record RettetBruger(
        string? Navn, Guid? Enhed, IReadOnlyList<string>? Roller, string? Email = null, string? Titel = null, bool Aktiv = true);

    /// <param name="Nuvaerende">The password until now.</param>
    /// <param name="Nyt">At least 12 characters.</param>
    public sealed record Kodeordsskift(string? Nuvaerende, string? Nyt);

    internal sealed record Enhedsnavn(Guid Id, string Navn);

    /// <param name="Roller">Of the person; what counts at another's desk stands in <paramref name="PaaVegneAf"/>.</param>
    /// <param name="Klient">The client that acts for the user, or null.</param>
    /// <param name="PaaVegneAf">Whose desk this request is at; null at one's own.</param>
    /// <param name="StedfortraederFor">Whose desk one may work at now, with the header <c>Esdh-Paa-Vegne-Af</c>.</param>
    internal sealed record Mig(
        Guid Id, int Nr, string Brugernavn, string Navn, string? Titel, string? Email, Enhedsnavn Enhed, IReadOnlyList<string> Roller, string? Klient, Bord? PaaVegneAf, IReadOnlyList<Bord> StedfortraederFor);

    /// <param name="Til">The moment the rights end.</param>
    /// <param name="Roller">What one may do there; null where it is not this request's desk.</param>
    internal sealed record Bord(Guid Id, string Navn, DateTimeOffset Til, IReadOnlyList<string>? Roller);

    internal sealed record Fundet(Guid Id, int Nr, string Brugernavn, string Navn, string? Titel, Enhedsnavn Enhed);

    /// <param name="Udsteder">Who signs the user in when we do not.</param>
    internal sealed record HeleBrugeren(
        Guid Id, int Nr, string Brugernavn, string Navn, string? Titel, string? Email, Guid Enhed, IReadOnlyList<string> Roller, bool Aktiv, DateTimeOffset? LaastTil, DateTimeOffset? SpaerretTil,
        bool SkalSkifteKodeord, string? Udsteder, long Version);

    /// <param name="Engangskode">Shown this once; null for a robot that only clients act as.</param>
    internal sealed record Oprettet(Guid Id, int Nr, long Version, string? Engangskode);

    /// <param name="Engangskode">Shown this once.</param>
    internal sealed record Nulstillet(string Engangskode);

    public static void Map(IEndpointRouteBuilder api)
    {
        var mig = api.MapGroup("/mig").WithTags("Mig");
        mig.MapGet("", MigAsync).KraeverLogon().WithSummary("Hvem er jeg");
        mig.MapPost("/kodeord", SkiftAsync).KraeverLogon().KunSomSigSelv().WithSummary("Skift min adgangskode");

        var brugere = api.MapGroup("/brugere").WithTags("Brugere");
        brugere.MapGet("", SoegAsync).KraeverLogon().WithSummary("Find aktive brugere efter navn");
        brugere.MapGet("/{id:guid}", HentAsync).Kraever(Roller.Administrator).WithSummary("Hent en bruger");
        brugere.MapPost("", OpretAsync).Kraever(Roller.Administrator).WithSummary("Opret en bruger; svaret bærer en engangskode");
        brugere.MapPut("/{id:guid}", RetAsync).Kraever(Roller.Administrator).WithSummary("Ret, luk eller genåbn en bruger");
        brugere.MapPost("/{id:guid}/kodeord", NulstilAsync).Kraever(Roller.Administrator).WithSummary("Nulstil en brugers adgangskode; svaret bærer en engangskode");
        brugere.MapPost("/{id:guid}/oplaasning", LaasOpAsync).Kraever(Roller.Administrator).WithSummary("Lås en bruger op");
    }

    internal static string[] Navne(Roller roller) =>
        [.. Enum.GetValues<Roller>().Where(r => r != Roller.Ingen && roller.HasFlag(r)).Select(r => r.ToString().ToLowerInvariant())];

    /// <summary>Robots that only clients act as get no password.</summary>
    internal static string? Engangskode(IReadOnlyList<string>? roller) =>
        roller is { Count: > 0 } && roller.All(r => r.Equals(nameof(Roller.Robot), StringComparison.OrdinalIgnoreCase)) ? null : Kodeord.Engangskode();

    private static async Task<Ok<Mig>> MigAsync(Aktoer aktoer, Paalogget paalogget, Brugeropslag opslag, TimeProvider time, CancellationToken ct)
    {
        var nu = time.GetUtcNow();
        var bruger = (await opslag.FindAsync(aktoer.Id, ct))!;
        return TypedResults.Ok(new Mig(
            bruger.Id, bruger.Nr, bruger.Brugernavn, bruger.Navn, bruger.Titel, bruger.Email, new(bruger.EnhedId, bruger.Enhed), Navne(bruger.Roller), aktoer.Klient,
            aktoer.PaaVegneAf is { } bord ? new(bord.Id, bord.Navn, bord.Til, Navne(aktoer.Roller)) : null,
            [.. paalogget.Stand!.Vikariater.Where(v => v.Gaelder(nu)).Select(v => new Bord(v.BrugerId, v.Navn, v.Slutter, null))]));
    }

    private static async Task<NoContent> SkiftAsync(
        Kodeordsskift k, HttpContext context, Authority myndighed, Aktoer aktoer, Brugeropslag opslag, Legitimation legitimation, CancellationToken ct)
    {
        var bruger = (await opslag.FindAsync(aktoer.Id, ct))!;
        var errors = new Errors();
        Kodeord.Kontroller(errors, "nyt", k.Nyt ?? "", bruger.Brugernavn);
        errors.Throw();
        if (await legitimation.LogonAsync(myndighed, context.RequestServices, bruger.Brugernavn, k.Nuvaerende, ct) is null)
            throw new InvalidException("nuvaerende", "Den nuværende adgangskode er ikke rigtig, eller brugeren er låst.");
        var hash = Kodeord.Hash(k.Nyt!);
        await myndighed.Queue.RunAsync((SaetKodeord act) => act.Udfoer(new(aktoer, aktoer.Id, hash), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Side<Fundet>>> SoegAsync(string? q, string? efter, int? antal, Brugeropslag opslag, CancellationToken ct)
    {
        var side = await opslag.SideAsync(q, efter, Cursor.PageSize(antal), ct);
        return TypedResults.Ok(new Side<Fundet>([.. side.Poster.Select(b => new Fundet(b.Id, b.Nr, b.Brugernavn, b.Navn, b.Titel, new(b.EnhedId, b.Enhed)))], side.Naeste));
    }

    private static async Task<Ok<HeleBrugeren>> HentAsync(Guid id, AdgangDb db, HttpResponse response, CancellationToken ct)
    {
        var b = await db.Brugere.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException();
        response.Headers.ETag = Preconditions.ETag(b.Version);
        return TypedResults.Ok(new HeleBrugeren(
            b.Id, b.Nr, b.Brugernavn, b.Navn, b.Titel, b.Email, b.EnhedId, Navne(b.Roller), b.Aktiv, b.LaastTil, b.SpaerretTil, b.SkalSkifteKodeord, b.Udsteder, b.Version));
    }

    private static async Task<Created<Oprettet>> OpretAsync(NyBruger b, Authority myndighed, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var engangskode = Engangskode(b.Roller);
        var hash = engangskode is null ? null : Kodeord.Hash(engangskode);
        var svar = await myndighed.Queue.RunAsync((OpretBruger act) => act.Udfoer(new(aktoer, b.Brugernavn, b.Navn, b.Email, b.Titel, b.Enhed, b.Roller, hash), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/brugere/{svar.Id}", new Oprettet(svar.Id, svar.Nr, svar.Version, engangskode));
    }

    private static async Task<Ok<RetBruger.Svar>> RetAsync(Guid id, RettetBruger b, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync(
            (RetBruger act) => act.Udfoer(new(aktoer, id, b.Navn, b.Email, b.Titel, b.Enhed, b.Roller, b.Aktiv, set), ct), ct));
    }

    private static async Task<Ok<Nulstillet>> NulstilAsync(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct) =>
        TypedResults.Ok(new Nulstillet(await GivEngangskodeAsync(myndighed, aktoer, id, ct, request.IfMatch())));

    /// <exception cref="RegelbrudException">An administrator's own password is changed by knowing it.</exception>
    internal static async Task<string> GivEngangskodeAsync(Authority myndighed, Aktoer aktoer, Guid id, CancellationToken ct, long? set = null)
    {
        AdgangRegler.EgneRoller.Kraev(id != aktoer.Id);
        var engangskode = Kodeord.Engangskode();
        var hash = Kodeord.Hash(engangskode);
        await myndighed.Queue.RunAsync((SaetKodeord act) => act.Udfoer(new(aktoer, id, hash, set), ct), ct);
        return engangskode;
    }

    private static async Task<NoContent> LaasOpAsync(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        await myndighed.Queue.RunAsync((LaasBrugerOp act) => act.Udfoer(new(aktoer, id, set), ct), ct);
        return TypedResults.NoContent();
    }
}
