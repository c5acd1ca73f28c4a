using Esdh.Adgang.Contract;
using Esdh.Adgang.Log;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Adgang.Api;

/// <summary>The access log over REST. Asked by POST, since a personnummer never stands in an address.</summary>
internal static class AdgangslogApi
{
    /// <param name="Bruger">User name or id.</param>
    /// <param name="Sag">Case number or id.</param>
    /// <param name="Dokument">The document's id.</param>
    /// <param name="Cpr">Personnummer.</param>
    /// <param name="Fra">First day; 30 days before <paramref name="Til"/> when left out.</param>
    /// <param name="Til">Last day; today when left out.</param>
    /// <param name="KunAfviste">Refusals alone.</param>
    /// <param name="Efter">The answer's <c>naeste</c>, for the next page.</param>
    /// <param name="Antal">Lines a page, 1 to 200.</param>
    public sealed record Soegning(
        string? Bruger = null, string? Sag = null, Guid? Dokument = null, string? Cpr = null, DateOnly? Fra = null, DateOnly? Til = null,
        bool KunAfviste = false, string? Efter = null, int? Antal = null);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/adgangslog/soegning", SoegAsync).Kraever(Roller.Logkontrollant).WithTags("Adgangslog").WithSummary("Søg i adgangsloggen");

    private static async Task<Ok<Side<Logpost>>> SoegAsync(Soegning s, Logopslag opslag, Adgangsspor spor, CancellationToken ct)
    {
        string? person = null;
        if (!string.IsNullOrWhiteSpace(s.Cpr))
        {
            if (!Cpr.TryParse(s.Cpr, out var cpr, out var fejl))
                throw new InvalidException("cpr", fejl);
            spor.Person(cpr.Digits);
            person = opslag.PersonHash(cpr);
        }

        var filter = await opslag.FilterAsync(new(s.Bruger, s.Sag, s.Dokument, person, s.Fra, s.Til, s.KunAfviste), ct);
        return TypedResults.Ok(await opslag.SideAsync(filter, s.Efter, Cursor.PageSize(s.Antal), ct));
    }
}
