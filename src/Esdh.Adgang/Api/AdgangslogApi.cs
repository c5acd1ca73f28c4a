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
    /// <param name="PaaVegneAf">User name or id of the one whom substitutes acted for.</param>
    /// <param name="KunAfviste">Refusals alone.</param>
    /// <param name="Efter">The answer's <c>naeste</c>, for the next page.</param>
    /// <param name="Antal">Lines a page, 1 to 200.</param>
    public sealed record Soegning(
        string? Bruger = null, string? Sag = null, Guid? Dokument = null, string? Cpr = null, DateOnly? Fra = null, DateOnly? Til = null,
        bool KunAfviste = false, string? Efter = null, int? Antal = null, string? PaaVegneAf = null);

    /// <param name="Cpr">The citizen's personnummer.</param>
    /// <param name="Part">Or the citizen's id in the register of parties.</param>
    /// <param name="Fra">First day; all that the log holds when left out.</param>
    /// <param name="Til">Last day; today when left out.</param>
    /// <param name="Efter">The answer's <c>naeste</c>, for the next page.</param>
    /// <param name="Antal">Lines a page, 1 to 200.</param>
    public sealed record Indsigt(string? Cpr = null, Guid? Part = null, DateOnly? Fra = null, DateOnly? Til = null, string? Efter = null, int? Antal = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        var log = api.MapGroup("/adgangslog").Kraever(Roller.Logkontrollant).WithTags("Adgangslog");
        log.MapPost("/soegning", SoegAsync).WithSummary("Søg i adgangsloggen");
        log.MapPost("/indsigt", IndsigtAsync).WithSummary("En borgers indsigt i opslag");
    }

    private static async Task<Ok<Side<Logpost>>> SoegAsync(Soegning s, Logopslag opslag, Adgangsspor spor, CancellationToken ct)
    {
        var filter = await opslag.FilterAsync(new(s.Bruger, s.Sag, s.Dokument, Cpr: Laes(s.Cpr, spor), Fra: s.Fra, Til: s.Til, KunAfviste: s.KunAfviste, PaaVegneAf: s.PaaVegneAf), ct);
        return TypedResults.Ok(await opslag.SideAsync(filter, s.Efter, Cursor.PageSize(s.Antal), ct));
    }

    private static async Task<Ok<Side<Indsigtspost>>> IndsigtAsync(Indsigt i, Logopslag opslag, Adgangsspor spor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(i.Cpr) == i.Part is null)
            throw new InvalidException("cpr", "Skriv enten borgerens personnummer eller id i partsregistret.");
        if (i.Part is { } part)
            spor.Person(part.ToString());
        spor.Beskyttet();
        var filter = await opslag.IndsigtsfilterAsync(new(Cpr: Laes(i.Cpr, spor), Part: i.Part, Fra: i.Fra, Til: i.Til), ct);
        return TypedResults.Ok(await opslag.IndsigtAsync(filter, i.Efter, Cursor.PageSize(i.Antal), ct));
    }

    private static Cpr? Laes(string? tekst, Adgangsspor spor)
    {
        if (string.IsNullOrWhiteSpace(tekst))
            return null;
        if (!Cpr.TryParse(tekst, out var cpr, out var fejl))
            throw new InvalidException("cpr", fejl);
        spor.Person(cpr.Digits);
        return cpr;
    }
}
