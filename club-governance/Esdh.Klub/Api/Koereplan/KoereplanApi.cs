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

/// <summary>The road map over REST. An initiative is named by its number (<c>7</c>).</summary>
internal static class KoereplanApi
{
    /// <param name="Oenske">A wish that the members have chosen.</param>
    public sealed record Nytinitiativ(string? Titel = null, string? Beskrivelse = null, string? Modul = null, string? Ejer = null, DateOnly? Fra = null, DateOnly? Til = null, long? BudgetOere = null, Guid? Oenske = null);

    /// <param name="Stand">IkkeIgangsat, Igang, Afsluttet or Udgaaet.</param>
    /// <param name="Fase">Ide, Afklaring, Udvikling, Proeve or Drift.</param>
    /// <param name="Farve">Groen, Gul or Roed; only while it goes on.</param>
    /// <param name="Grund">Needed for yellow, red and given up.</param>
    /// <param name="Naeste">Needed for yellow and red.</param>
    public sealed record Nyrapport(string? Stand = null, string? Fase = null, string? Farve = null, string? Grund = null, string? Naeste = null, string? MoedtAf = null, long? ForbrugOere = null);

    /// <param name="Opgave">What each member must do at home.</param>
    public sealed record Nyleverance(string? Titel = null, DateOnly? Dato = null, string? Opgave = null, DateOnly? Opgavefrist = null);

    /// <param name="IBrugFra">Left out where it is not in use.</param>
    public sealed record Nybrug(DateOnly? IBrugFra = null, int? Brugere = null, string? Bemaerkning = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/klub/koereplan").WithTags("Klubben: køreplan").MedIdempotens();
        api.MapGet("", Nu).KraeverKlub(Klubadgang.Alle).WithSummary("Køreplanen, som den står");
        api.MapGet("/rapporter/{halvaar:int}", Rapport).KraeverKlub(Klubadgang.Alle).WithSummary("Halvårsrapporten, fx 20262");
        api.MapPost("/initiativer", Opret).KraeverKlub(Klubadgang.Ledelse).WithSummary("Opret et initiativ");
        api.MapGet("/initiativer/{nr:int}", Et).KraeverKlub(Klubadgang.Alle).WithSummary("Et initiativ med leverancer og rapporter");
        api.MapPost("/initiativer/{nr:int}/rapporter", Rapporter).KraeverKlub(Klubadgang.Ledelse).WithSummary("Rapportér om et initiativ");
        api.MapPost("/initiativer/{nr:int}/leverancer", Leverance).KraeverKlub(Klubadgang.Ledelse).WithSummary("Planlæg en leverance");
        api.MapPost("/leverancer/{id:guid}/leveret", Leveret).KraeverKlub(Klubadgang.Ledelse).WithSummary("Meld en leverance leveret");
        api.MapPut("/leverancer/{id:guid}/brug", Brug).KraeverKlub(Klubadgang.KunDelegat).WithSummary("Meld, hvordan medlemmet bruger en leverance");
        api.MapPut("/opgaver/{id:guid}/klaret", Klaret).KraeverKlub(Klubadgang.KunDelegat).WithSummary("Meld en opgave klaret hos medlemmet");
    }

    private static T? Valg<T>(string? navn) where T : struct, Enum => navn is { Length: > 0 } && !char.IsAsciiDigit(navn[0]) && Enum.TryParse<T>(navn, ignoreCase: true, out var valg) && Enum.IsDefined(valg) ? valg : null;

    private static async Task<Ok<Koereplanbillede>> Nu(Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.LaesAsync((Koereplanopslag o) => o.NuAsync(ct)));

    private static async Task<Ok<Koereplanbillede>> Rapport(int halvaar, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.LaesAsync((Koereplanopslag o) => o.RapportAsync(halvaar, ct)));

    private static async Task<Ok<OpretInitiativ.Svar>> Opret(Nytinitiativ krop, Klubben klub, CancellationToken ct) =>
        TypedResults.Ok(await klub.UdfoerAsync((OpretInitiativ act) => act.Udfoer(new(klub.Aktoer, krop.Titel, krop.Beskrivelse, krop.Modul, krop.Ejer, krop.Fra, krop.Til, krop.BudgetOere, krop.Oenske), ct), ct));

    private static async Task<Ok<Initiativbillede>> Et(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var b = await klub.LaesAsync((Koereplanopslag o) => o.HentAsync(nr, klub.Aktoer, ct));
        http.Response.Headers.ETag = Preconditions.ETag(b.Version);
        return TypedResults.Ok(b);
    }

    private static async Task<Ok<RapporterInitiativ.Svar>> Rapporter(int nr, Nyrapport krop, HttpRequest request, Klubben klub, CancellationToken ct)
    {
        var id = (await klub.LaesAsync((Koereplanopslag o) => o.HentAsync(nr, null, ct))).I.Id;
        return TypedResults.Ok(await klub.UdfoerAsync((RapporterInitiativ act) => act.Udfoer(
            new(klub.Aktoer, id, Valg<Initiativstand>(krop.Stand), Valg<Initiativfase>(krop.Fase), Valg<Initiativfarve>(krop.Farve), krop.Grund, krop.Naeste, krop.MoedtAf, krop.ForbrugOere, request.IfMatch()), ct), ct));
    }

    private static async Task<Ok<GemLeverance.Svar>> Leverance(int nr, Nyleverance krop, Klubben klub, CancellationToken ct)
    {
        var id = (await klub.LaesAsync((Koereplanopslag o) => o.HentAsync(nr, null, ct))).I.Id;
        return TypedResults.Ok(await klub.UdfoerAsync((GemLeverance act) => act.Udfoer(new(klub.Aktoer, id, krop.Titel, krop.Dato, krop.Opgave, krop.Opgavefrist), ct), ct));
    }

    private static async Task<Ok<LeverLeverance.Svar>> Leveret(Guid id, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.UdfoerAsync((LeverLeverance act) => act.Udfoer(new(klub.Aktoer, id), ct), ct));

    private static async Task<Ok<MeldFraMedlem.Svar>> Brug(Guid id, Nybrug krop, Klubben klub, CancellationToken ct) =>
        TypedResults.Ok(await klub.UdfoerAsync((MeldFraMedlem act) => act.Udfoer(new(klub.Aktoer, null, id, krop.IBrugFra, krop.Brugere, krop.Bemaerkning), ct), ct));

    private static async Task<Ok<MeldFraMedlem.Svar>> Klaret(Guid id, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.UdfoerAsync((MeldFraMedlem act) => act.Udfoer(new(klub.Aktoer, id, null, null, null, null), ct), ct));
}
