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

/// <summary>The club's library over REST: templates, phrases and local rules that a member shares with the others.</summary>
internal static class BibliotekApi
{
    /// <param name="Art">Skabelon, Frase or Lokalregel.</param>
    public sealed record Nyting(string? Art = null, string? Titel = null, string? Tekst = null, string? Modul = null);

    /// <param name="Stjerner">1 to 5.</param>
    public sealed record Nykarakter(int? Stjerner = null);

    /// <summary>The library, newest first, at most 500 things.</summary>
    public sealed record Biblioteksliste(IReadOnlyList<Biblioteklinje> Poster);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/klub/bibliotek").WithTags("Klubben: bibliotek").MedIdempotens();
        api.MapGet("", Alle).KraeverKlub(Klubadgang.Alle).WithSummary("Det, medlemmerne har delt med hinanden");
        api.MapPost("", Del).KraeverKlub(Klubadgang.Delegat).WithSummary("Del en skabelon, en frase eller en lokal regel");
        api.MapPut("/{id:guid}/karakter", Karakter).KraeverKlub(Klubadgang.Delegat).WithSummary("Giv en karakter fra 1 til 5 for sit medlem");
    }

    private static async Task<Ok<Biblioteksliste>> Alle(Klubben klub, CancellationToken ct) => TypedResults.Ok(new Biblioteksliste(await klub.LaesAsync((Generalforsamlingsopslag o) => o.BibliotekAsync(klub.Aktoer.MedlemId, ct))));

    private static async Task<Ok<DelIBiblioteket.Svar>> Del(Nyting krop, Klubben klub, CancellationToken ct)
    {
        Biblioteksart? art = krop.Art is { Length: > 0 } a && !char.IsAsciiDigit(a[0]) && Enum.TryParse<Biblioteksart>(a, ignoreCase: true, out var valgt) && Enum.IsDefined(valgt) ? valgt : null;
        return TypedResults.Ok(await klub.UdfoerAsync((DelIBiblioteket act) => act.Udfoer(new(klub.Aktoer, art, krop.Titel, krop.Tekst, krop.Modul), ct), ct));
    }

    private static async Task<Ok<GivKarakter.Svar>> Karakter(Guid id, Nykarakter krop, Klubben klub, CancellationToken ct) =>
        TypedResults.Ok(await klub.UdfoerAsync((GivKarakter act) => act.Udfoer(new(klub.Aktoer, id, krop.Stjerner), ct), ct));
}
