using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>The course of cases of modules' types: steps, fields and clocks.</summary>
internal static class SagsforloebApi
{
    /// <param name="Trin">Key of the step.</param>
    /// <param name="Felter">Fields by key that are filled in by the way; blank empties.</param>
    public sealed record Trintagning(string? Trin, string? Kommentar = null, Dictionary<string, string?>? Felter = null);

    /// <param name="Felter">By key; blank empties, those not named stay.</param>
    public sealed record Feltrettelser(Dictionary<string, string?>? Felter);

    /// <param name="Grund">Why it is stopped.</param>
    public sealed record Stop(string? Grund);

    /// <param name="Udgave">The edition.</param>
    /// <param name="Trin">Where the case stands in it; the step of the same key when not said.</param>
    public sealed record Udgaveskift(int Udgave, string? Trin = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sagstyper", (Forloebsopslag opslag) => TypedResults.Ok(opslag.Taendte().Select(Vis).ToList())).Kraever(AccessRules.Laesning).WithTags("Sagstyper").WithSummary("Se de sagstyper, myndigheden bruger");
        var sag = api.MapGroup("/sager/{sag}").WithTags("Sagstyper");
        sag.MapGet("/forloeb", Hent).Kraever(AccessRules.Laesning).WithSummary("Se, hvor en sag står i sit forløb");
        sag.MapPost("/trin", TagTrin).Kraever(AccessRules.Sagsarbejde).WithSummary("Tag et trin");
        sag.MapPut("/felter", RetFelter).Kraever(AccessRules.Sagsarbejde).WithSummary("Ret en sags felter");
        sag.MapPost("/ure/{ur}/stop", StopUr).Kraever(AccessRules.Sagsarbejde).WithSummary("Stop et ur");
        sag.MapPost("/ure/{ur}/genoptag", GenoptagUr).Kraever(AccessRules.Sagsarbejde).WithSummary("Lad et ur gå videre");
        sag.MapPost("/sagstypeudgave", SkiftUdgave).Kraever(AccessRules.Sagsarbejde).WithSummary("Flyt en sag til en anden udgave af sin sagstype");
    }

    /// <summary>A case type as programs read it.</summary>
    public sealed record Sagstypevisning(
        string Noegle, string Navn, int Udgave, string Beskrivelse, IReadOnlyList<string> Emner, IReadOnlyList<string> Facetter, IReadOnlyList<Sagsfelt> Felter, IReadOnlyList<Trinvisning> Trin, IReadOnlyList<Sagsur> Ure);

    /// <summary>A step as programs read it.</summary>
    /// <param name="Veje">Where the case can go from it.</param>
    public sealed record Trinvisning(string Noegle, string Navn, string Tilstand, IReadOnlyList<Trinvej> Veje);

    /// <summary>Where a case stands; of an ordinary case <c>sagstype</c> is null, and so is the rest.</summary>
    /// <param name="Felter">As they are kept, by key.</param>
    /// <param name="Ure">Clocks that have begun and apply.</param>
    public sealed record Svar(string? Sagstype, int? Udgave, string? Trin, DateTimeOffset? Siden, IReadOnlyList<Trinvej> Veje, IReadOnlyDictionary<string, string> Felter, IReadOnlyList<Ursvar> Ure);

    /// <param name="Frist">The last day; null while it stands still.</param>
    public sealed record Ursvar(string Noegle, string Navn, int Brugt, int Dage, DateOnly? Frist, DateOnly? StillesSiden, string? Grund, DateOnly? Slut);

    private static Sagstypevisning Vis(Sagstype t) =>
        new(t.Noegle, t.Navn, t.Udgave, t.Beskrivelse, t.Emner, t.Facetter, t.Felter, [.. t.Trin.Select(x => new Trinvisning(x.Noegle, x.Navn, x.Tilstand.ToString(), x.Veje))], t.Ure);

    private static async Task<Ok<Svar>> Hent(string sag, SagerDb db, Forloebsopslag opslag, Aktoer aktoer, Adgangsspor spor, HttpResponse response, CancellationToken ct)
    {
        var fundet = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(fundet);
        response.Headers.ETag = Preconditions.ETag(fundet.Version);
        if (await opslag.HentAsync(aktoer, fundet.Id, ct) is not { } f)
            return TypedResults.Ok(new Svar(null, null, null, null, [], new Dictionary<string, string>(), []));
        return TypedResults.Ok(new Svar(
            f.Sagstype, f.Udgave, f.TrinNoegle, f.Siden, [.. f.Veje.Select(v => new Trinvej(v.Noegle, v.Knap))], f.Felter.Where(x => x.Vaerdi is not null).ToDictionary(x => x.Noegle, x => x.Vaerdi!),
            [.. f.Ure.Select(u => new Ursvar(u.Noegle, u.Navn, u.Brugt, u.Dage, u.Frist, u.StillesSiden, u.Grund, u.Slut))]));
    }

    private static async Task<Ok<TagTrin.Svar>> TagTrin(string sag, Trintagning t, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct) =>
        await Svaret(http, myndighed.Queue.RunAsync((TagTrin act) => act.Udfoer(new(aktoer, sag, t.Trin, t.Kommentar, t.Felter, http.Request.IfMatch()), ct), ct), s => s.Version);

    private static async Task<Ok<RetSagsfelter.Svar>> RetFelter(string sag, Feltrettelser f, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct) =>
        await Svaret(http, myndighed.Queue.RunAsync((RetSagsfelter act) => act.Udfoer(new(aktoer, sag, f.Felter ?? [], http.Request.IfMatch()), ct), ct), s => s.Version);

    private static async Task<Ok<StopUr.Svar>> StopUr(string sag, string ur, Stop s, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct) =>
        await Svaret(http, myndighed.Queue.RunAsync((StopUr act) => act.Udfoer(new(aktoer, sag, ur, s.Grund, http.Request.IfMatch()), ct), ct), x => x.Version);

    private static async Task<Ok<GenoptagUr.Svar>> GenoptagUr(string sag, string ur, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct) =>
        await Svaret(http, myndighed.Queue.RunAsync((GenoptagUr act) => act.Udfoer(new(aktoer, sag, ur, http.Request.IfMatch()), ct), ct), x => x.Version);

    private static async Task<Ok<SkiftSagstypeudgave.Svar>> SkiftUdgave(string sag, Udgaveskift u, Authority myndighed, Aktoer aktoer, HttpContext http, CancellationToken ct) =>
        await Svaret(http, myndighed.Queue.RunAsync((SkiftSagstypeudgave act) => act.Udfoer(new(aktoer, sag, u.Udgave, u.Trin, http.Request.IfMatch()), ct), ct), x => x.Version);

    private static async Task<Ok<T>> Svaret<T>(HttpContext http, Task<T> act, Func<T, long> version)
    {
        var svar = await act;
        http.Response.Headers.ETag = Preconditions.ETag(version(svar));
        return TypedResults.Ok(svar);
    }
}
