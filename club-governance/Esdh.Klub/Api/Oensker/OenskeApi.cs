using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Sider;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Klub.Api;

/// <summary>Wishes over REST. A wish is named by its number (<c>112</c>) or id.</summary>
internal static class OenskeApi
{
    /// <param name="Problem">What is difficult today.</param>
    /// <param name="HvemHjaelpes">Who is helped, and how many.</param>
    /// <param name="Modul">The part of the system.</param>
    public sealed record Nytoenske(string? Titel = null, string? Problem = null, string? HvemHjaelpes = null, string? Modul = null);

    public sealed record Nykommentar(string? Tekst = null);

    /// <param name="Timer">Hours of development.</param>
    /// <param name="Vaerdi">1 to 5.</param>
    public sealed record Nyvurdering(string? Gruppe = null, int? Timer = null, int? Vaerdi = null, string? Begrundelse = null);

    /// <param name="Stand">Nyt, Vurderes, Klar, Valgt, Leveret or Afvist.</param>
    /// <param name="Grund">Read by all.</param>
    public sealed record Flytning(string? Stand = null, string? Grund = null);

    /// <param name="I">Number or id of the wish that stays.</param>
    public sealed record Samling(string? I = null);

    public sealed record Oenskeliste(IReadOnlyList<Oenskelinje> Oensker);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/klub/oensker").WithTags("Klubben: ønsker").MedIdempotens();
        api.MapGet("", Alle).KraeverKlub(Klubadgang.Alle).WithSummary("Klubbens ønsker");
        api.MapPost("", Opret).KraeverKlub(Klubadgang.Alle).WithSummary("Foreslå et ønske");
        api.MapGet("/lignende", Lignende).KraeverKlub(Klubadgang.Alle).WithSummary("Ønsker, der ligner en tekst");
        api.MapGet("/{nummer}", Et).KraeverKlub(Klubadgang.Alle).WithSummary("Et ønske med kommentarer, vurderinger og forløb");
        api.MapPost("/{nummer}/kommentarer", Kommenter).KraeverKlub(Klubadgang.Alle).WithSummary("Kommentér et ønske");
        api.MapPut("/{nummer}/foelger", Foelg).KraeverKlub(Klubadgang.Alle).WithSummary("Følg et ønske");
        api.MapDelete("/{nummer}/foelger", FoelgIkke).KraeverKlub(Klubadgang.Alle).WithSummary("Følg ikke længere et ønske");
        api.MapPost("/{nummer}/vurderinger", Vurder).KraeverKlub(Klubadgang.Delegat).WithSummary("Vurdér et ønske for en arbejdsgruppe");
        api.MapPost("/{nummer}/stand", Flyt).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Flyt et ønske med begrundelse");
        api.MapPost("/{nummer}/saml", Saml).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Saml et ønske i et andet");
    }

    private static Oenskestand? Stand(string? navn) => navn is { Length: > 0 } && !char.IsAsciiDigit(navn[0]) && Enum.TryParse<Oenskestand>(navn, ignoreCase: true, out var s) && Enum.IsDefined(s) ? s : null;

    private static async Task<Ok<Oenskeliste>> Alle(Klubben klub, CancellationToken ct, string? stand = null, string? q = null) =>
        TypedResults.Ok(new Oenskeliste(await klub.LaesAsync((Oenskeopslag o) => o.AlleAsync(Stand(stand), q is { Length: > 500 } ? q[..500] : q, ct))));

    private static async Task<Ok<Oenskeliste>> Lignende(Klubben klub, CancellationToken ct, string? q = null) =>
        TypedResults.Ok(new Oenskeliste(q is null ? [] : await klub.LaesAsync((Oenskeopslag o) => o.LignendeAsync(q.Length > 4_000 ? q[..4_000] : q, null, ct))));

    private static async Task<Ok<OpretOenske.Svar>> Opret(Nytoenske krop, Klubben klub, CancellationToken ct) =>
        TypedResults.Ok(await klub.UdfoerAsync((OpretOenske act) => act.Udfoer(new(klub.Aktoer, krop.Titel, krop.Problem, krop.HvemHjaelpes, krop.Modul, []), ct), ct));

    private static async Task<Ok<Oenskebillede>> Et(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var o = await klub.LaesAsync((Oenskeopslag x) => x.HentAsync(nummer, klub.Aktoer, ct));
        http.Response.Headers.ETag = Preconditions.ETag(o.Version);
        return TypedResults.Ok(o);
    }

    private static Task<Guid> IdAsync(Klubben klub, string nummer, CancellationToken ct) => klub.LaesAsync((Oenskeopslag o) => o.IdAsync(nummer, ct));

    private static async Task<Ok<KommenterOenske.Svar>> Kommenter(string nummer, Nykommentar krop, Klubben klub, CancellationToken ct)
    {
        var id = await IdAsync(klub, nummer, ct);
        return TypedResults.Ok(await klub.UdfoerAsync((KommenterOenske act) => act.Udfoer(new(klub.Aktoer, id, krop.Tekst), ct), ct));
    }

    private static async Task<Ok<FoelgOenske.Svar>> Foelg(string nummer, Klubben klub, CancellationToken ct)
    {
        var id = await IdAsync(klub, nummer, ct);
        return TypedResults.Ok(await klub.UdfoerAsync((FoelgOenske act) => act.Udfoer(new(klub.Aktoer, id, true), ct), ct));
    }

    private static async Task<Ok<FoelgOenske.Svar>> FoelgIkke(string nummer, Klubben klub, CancellationToken ct)
    {
        var id = await IdAsync(klub, nummer, ct);
        return TypedResults.Ok(await klub.UdfoerAsync((FoelgOenske act) => act.Udfoer(new(klub.Aktoer, id, false), ct), ct));
    }

    private static async Task<Ok<VurderOenske.Svar>> Vurder(string nummer, Nyvurdering krop, Klubben klub, CancellationToken ct)
    {
        var id = await IdAsync(klub, nummer, ct);
        return TypedResults.Ok(await klub.UdfoerAsync((VurderOenske act) => act.Udfoer(new(klub.Aktoer, id, krop.Gruppe, krop.Timer, krop.Vaerdi, krop.Begrundelse), ct), ct));
    }

    private static async Task<Ok<FlytOenske.Svar>> Flyt(string nummer, Flytning krop, HttpRequest request, Klubben klub, CancellationToken ct)
    {
        var id = await IdAsync(klub, nummer, ct);
        return TypedResults.Ok(await klub.UdfoerAsync((FlytOenske act) => act.Udfoer(new(klub.Aktoer, id, Stand(krop.Stand), krop.Grund, request.IfMatch()), ct), ct));
    }

    private static async Task<Ok<SamlOensker.Svar>> Saml(string nummer, Samling krop, Klubben klub, CancellationToken ct)
    {
        var (id, i) = (await IdAsync(klub, nummer, ct), await IdAsync(klub, krop.I ?? "", ct));
        return TypedResults.Ok(await klub.UdfoerAsync((SamlOensker act) => act.Udfoer(new(klub.Aktoer, id, i), ct), ct));
    }
}
