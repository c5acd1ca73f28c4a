using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Approvals over REST: of drafts and of steps on cases, and the chains that can be demanded.</summary>
internal static class GodkendelserApi
{
    /// <param name="Art">Leder (of the case's unit), Rolle, Gruppe or Bruger.</param>
    /// <param name="Reference">The role's name, or the id of group or user; nothing for Leder.</param>
    /// <param name="KraeverUnderskrift">Approved by a signature from the signing service alone.</param>
    public sealed record Godkender(string? Art, string? Reference = null, bool KraeverUnderskrift = false);

    /// <param name="Kaede">Key or id of a chain. What demands a chain is approved by that one, whatever is said here.</param>
    /// <param name="Led">Instead: who are asked, one after the other, at most eight.</param>
    public sealed record Dokumentanmodning(string? Kaede = null, IReadOnlyList<Godkender>? Led = null, string? Besked = null);

    /// <param name="Emne">Status, Afgoerelse or Andet.</param>
    /// <param name="Trin">Name or id of the status, key or id of the kind of decision; for Andet what is to be approved, in words.</param>
    public sealed record Trinanmodning(string? Emne = null, string? Trin = null, string? Kaede = null, IReadOnlyList<Godkender>? Led = null, string? Besked = null);

    /// <param name="Sha256">Of what was seen, as the approval says it: nobody approves something else than that.</param>
    public sealed record Afgoerelsen(string? Sha256 = null, string? Kommentar = null);

    /// <param name="Orden">The link's place, from 1.</param>
    public sealed record Omdirigering(int Orden, Godkender? Til = null, string? Begrundelse = null);

    public sealed record Tilbagetraekning(string? Begrundelse = null);

    /// <param name="Noegle">Only when it is made.</param>
    public sealed record Kaedeindhold(string? Noegle = null, string? Navn = null, IReadOnlyList<Godkender>? Led = null, bool Aktiv = true);

    internal sealed record Kaede(Guid Id, string Noegle, string Navn, IReadOnlyList<Godkender> Led, bool Aktiv, long Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/dokumenter/{id:guid}/godkendelser", AfDokument).Kraever(AccessRules.Sagsarbejde).WithTags("Godkendelser").WithSummary("Bed om godkendelse af en kladde");
        api.MapGet("/dokumenter/{id:guid}/godkendelser", PaaDokument).Kraever(AccessRules.Laesning).WithTags("Godkendelser").WithSummary("Godkendelser af et dokument");
        api.MapPost("/sager/{sag}/godkendelser", AfTrin).Kraever(AccessRules.Sagsarbejde).WithTags("Godkendelser").WithSummary("Bed om godkendelse af et trin på en sag");
        api.MapGet("/sager/{sag}/godkendelser", PaaSag).Kraever(AccessRules.Laesning).WithTags("Godkendelser").WithSummary("Godkendelser på en sag");
        var godkendelser = api.MapGroup("/godkendelser").WithTags("Godkendelser");
        godkendelser.MapGet("", Liste).Kraever(AccessRules.Laesning).WithSummary("Godkendelser, der venter på dig, som du har bedt om, eller som er åbne");
        godkendelser.MapGet("/{id:guid}", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent en godkendelse");
        godkendelser.MapPost("/{id:guid}/godkendelse", Godkend).Kraever(AccessRules.Sagsarbejde).WithSummary("Godkend, når det er din tur");
        godkendelser.MapPost("/{id:guid}/returnering", Returner).Kraever(AccessRules.Sagsarbejde).WithSummary("Send tilbage med en kommentar, når det er din tur");
        godkendelser.MapPost("/{id:guid}/tilbagetraekning", Traek).Kraever(AccessRules.Sagsarbejde).WithSummary("Træk en anmodning om godkendelse tilbage");
        godkendelser.MapPost("/{id:guid}/omdirigering", Omdiriger).Kraever(AccessRules.Sagsarbejde).WithSummary("Spørg en anden i et led, der venter");
        var kaeder = api.MapGroup("/godkendelseskaeder").WithTags("Opsætning");
        kaeder.MapGet("", Kaeder).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Godkendelseskæder");
        kaeder.MapPost("", OpretKaede).Kraever(Roller.Administrator).WithSummary("Opret en godkendelseskæde");
        kaeder.MapPut("/{id:guid}", RetKaede).Kraever(Roller.Administrator).WithSummary("Ret en godkendelseskæde");
    }

    private static List<BedOmGodkendelse.Led>? Til(IReadOnlyList<Godkender>? led) => led?.Select(l => new BedOmGodkendelse.Led(l.Art, l.Reference, l.KraeverUnderskrift)).ToList();

    private static async Task<Created<BedOmGodkendelse.Svar>> AfDokument(Guid id, Dokumentanmodning a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((BedOmGodkendelse act) => act.Udfoer(new(aktoer, null, id, null, null, a.Kaede, Til(a.Led), a.Besked, set), ct), ct);
        return TypedResults.Created($"/api/v1/godkendelser/{svar.Id}", svar);
    }

    private static async Task<Created<BedOmGodkendelse.Svar>> AfTrin(string sag, Trinanmodning a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((BedOmGodkendelse act) => act.Udfoer(new(aktoer, sag, null, a.Emne, a.Trin, a.Kaede, Til(a.Led), a.Besked, set), ct), ct);
        return TypedResults.Created($"/api/v1/godkendelser/{svar.Id}", svar);
    }

    private static async Task<Ok<IReadOnlyList<Godkendelseslinje>>> PaaDokument(Guid id, SagerDb db, Godkendelsesopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        await db.FindDokumentAsync(aktoer, id, ct);
        return TypedResults.Ok(await opslag.PaaDokumentAsync(id, ct));
    }

    private static async Task<Ok<IReadOnlyList<Godkendelseslinje>>> PaaSag(string sag, SagerDb db, Godkendelsesopslag opslag, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var s = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(s);
        return TypedResults.Ok(await opslag.PaaSagAsync(aktoer, s.Id, ct));
    }

    /// <param name="visning">Dig, mine or aabne.</param>
    private static async Task<Ok<Side<Godkendelseslinje>>> Liste(Godkendelsesopslag opslag, Aktoer aktoer, CancellationToken ct, string? visning = null, string? efter = null, int? antal = null) =>
        TypedResults.Ok(visning?.ToLowerInvariant() switch
        {
            null or "" or "dig" => await opslag.TilMigAsync(aktoer, efter, Cursor.PageSize(antal), ct),
            "mine" => await opslag.MineAsync(aktoer, efter, Cursor.PageSize(antal), ct),
            "aabne" => await opslag.AabneAsync(aktoer, efter, Cursor.PageSize(antal), ct),
            _ => throw new Core.InvalidException("visning", "Visning skal være dig, mine eller aabne."),
        });

    private static async Task<Ok<Godkendelsesvisning>> Hent(Guid id, Godkendelsesopslag opslag, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var vist = await opslag.HentAsync(aktoer, id, ct);
        response.Headers.ETag = Preconditions.ETag(vist.Version);
        return TypedResults.Ok(vist);
    }

    private static Task<Ok<AfgoerGodkendelse.Svar>> Godkend(Guid id, Afgoerelsen a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct) => AfgoerAsync(id, true, a, myndighed, aktoer, request, ct);

    private static Task<Ok<AfgoerGodkendelse.Svar>> Returner(Guid id, Afgoerelsen a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct) => AfgoerAsync(id, false, a, myndighed, aktoer, request, ct);

    private static async Task<Ok<AfgoerGodkendelse.Svar>> AfgoerAsync(Guid id, bool godkend, Afgoerelsen a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((AfgoerGodkendelse act) => act.Udfoer(new(aktoer, id, godkend, a.Sha256, a.Kommentar, set), ct), ct));
    }

    private static async Task<NoContent> Traek(Guid id, Tilbagetraekning t, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        response.Headers.ETag = Preconditions.ETag(await myndighed.Queue.RunAsync((TraekGodkendelseTilbage act) => act.Udfoer(new(aktoer, id, t.Begrundelse, set), ct), ct));
        return TypedResults.NoContent();
    }

    private static async Task<Ok<OmdirigerGodkendelse.Svar>> Omdiriger(Guid id, Omdirigering o, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((OmdirigerGodkendelse act) => act.Udfoer(new(aktoer, id, o.Orden, o.Til is null ? null : Til([o.Til])![0], o.Begrundelse, set), ct), ct));
    }

    private static async Task<Ok<List<Kaede>>> Kaeder(Godkendelsesopslag opslag, CancellationToken ct) =>
        TypedResults.Ok((await opslag.KaederAsync(false, ct)).ConvertAll(k => new Kaede(k.Id, k.Noegle, k.Navn, [.. k.Led.Select(l => new Godkender(l.Art.ToString(), l.Reference, l.KraeverUnderskrift))], k.Aktiv, k.Version)));

    private static async Task<Created<GemGodkendelseskaede.Svar>> OpretKaede(Kaedeindhold k, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((GemGodkendelseskaede act) => act.Udfoer(new(aktoer, null, k.Noegle, k.Navn, Til(k.Led), k.Aktiv), ct), ct);
        return TypedResults.Created($"/api/v1/godkendelseskaeder/{svar.Id}", svar);
    }

    private static async Task<Ok<GemGodkendelseskaede.Svar>> RetKaede(Guid id, Kaedeindhold k, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((GemGodkendelseskaede act) => act.Udfoer(new(aktoer, id, null, k.Navn, Til(k.Led), k.Aktiv, set), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }
}
