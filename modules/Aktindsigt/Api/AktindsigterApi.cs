using Esdh.Adgang.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Handlinger;
using Esdh.Aktindsigt.Indhold;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Aktindsigt.Api;

/// <summary>Requests for access over REST. The request itself is a case: its steps and fields are the engine's routes.</summary>
internal static class AktindsigterApi
{
    public sealed record Kilde(string? Sag);

    public sealed record Vurdering(IReadOnlyList<Guid>? Dokumenter, string? Afgoerelse, string? Hjemmel = null, string? Begrundelse = null, string? Titel = null);

    public sealed record Ord(string? Tekst, bool KunHer = false);

    /// <summary>A rectangle, in parts of the page from its upper left corner: 0 to 1.</summary>
    public sealed record Felt(int Fil, int Side, double X, double Y, double Bredde, double Hoejde);

    public sealed record Skjult(IReadOnlyList<Ord>? Ord, IReadOnlyList<Felt>? Felter);

    public sealed record Overvejelse(string? Tekst);

    public sealed record Tid(int? Minutter, string? Hvad, DateOnly? Dag = null);

    public sealed record Svar(bool Del = false);

    /// <param name="Sagspart">Whose; the applicant's when null.</param>
    /// <param name="Udelad">Numbers of cases that are left out, with paragraph and reason.</param>
    public sealed record Personoplysninger(Guid? Sagspart = null, IReadOnlyList<string>? Udelad = null, string? Hjemmel = null, string? Begrundelse = null);

    /// <param name="JobId">See <c>/api/v1/jobs/{id}</c>.</param>
    public sealed record Bestilling(Guid JobId);

    public sealed record Klage(string? Art, DateOnly? Modtaget = null);

    public sealed record Klageslut(string? Udfald, string? Bemaerkning = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var en = routes.MapGroup("/api/v1/aktindsigter/{sag}").WithTags("Aktindsigt").MedIdempotens();
        en.MapGet("", async (string sag, Indsigtsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
        {
            var i = await opslag.HentAsync(aktoer, sag, ct);
            return TypedResults.Ok(new { i.Sag.Id, i.Sag.Sagsnummer, regime = i.Regime.Noegle, i.Anmodning?.Overvejet, i.Kilder, i.Skjulte, i.Dokumenter, i.Svar, i.Tider, i.Klager });
        }).Kraever(AccessRules.Laesning).WithSummary("Hent en aktindsigt");
        en.MapPost("/kilder", (string sag, Kilde k, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync((VaelgKilde act) => act.Udfoer(new(aktoer, sag, k.Sag), ct), ct)))
            .Kraever(AccessRules.Sagsarbejde).WithSummary("Vælg en sag til gennemgang");
        en.MapDelete("/kilder/{kilde}", (string sag, string kilde, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync((FravaelgKilde act) => act.Udfoer(new(aktoer, sag, kilde), ct), ct)))
            .Kraever(AccessRules.Sagsarbejde).WithSummary("Fravælg en sag");
        en.MapPost("/vurderinger", (string sag, Vurdering v, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync(
            (VurderDokumenter act) => act.Udfoer(new(aktoer, sag, v.Dokumenter ?? [], v.Afgoerelse, v.Hjemmel, v.Begrundelse, v.Titel), ct), ct))).Kraever(AccessRules.Sagsarbejde).WithSummary("Vurdér dokumenter");
        en.MapPut("/dokumenter/{dokument:guid}/skjult", (string sag, Guid dokument, Skjult s, Authority m, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct) => SkjulAsync(sag, dokument, s, m, aktoer, request, response, ct))
            .Kraever(AccessRules.Sagsarbejde).WithSummary("Vælg, hvad der skjules i et dokument");
        en.MapPut("/meroffentlighed", (string sag, Overvejelse o, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync((OvervejMeroffentlighed act) => act.Udfoer(new(aktoer, sag, o.Tekst), ct), ct)))
            .Kraever(AccessRules.Sagsarbejde).WithSummary("Skriv overvejelsen om mere indsigt, end loven kræver");
        en.MapPost("/tid", (string sag, Tid t, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync((NoterIndsigtstid act) => act.Udfoer(new(aktoer, sag, t.Minutter, t.Hvad, t.Dag), ct), ct)))
            .Kraever(AccessRules.Sagsarbejde).WithSummary("Notér tid");
        en.MapPost("/svar", async (string sag, Svar s, Authority m, Aktoer aktoer, Adgangsspor spor, CancellationToken ct) => Bestilt(await Indsigtsbestilling.SvarAsync(m, aktoer, sag, s.Del, spor, ct)))
            .Kraever(AccessRules.Sagsarbejde).WithSummary("Bestil svaret som én PDF, der journaliseres");
        en.MapPost("/personoplysninger", async (string sag, Personoplysninger p, Authority m, Aktoer aktoer, CancellationToken ct) => Bestilt((await m.Queue.RunAsync(
            (BestilPersonoplysninger act) => act.Udfoer(new(aktoer, sag, p.Sagspart, p.Udelad, p.Hjemmel, p.Begrundelse), ct), ct)).JobId)).Kraever(AccessRules.Sagsarbejde).WithSummary("Bestil ansøgerens oplysninger samlet efter artikel 15");
        en.MapPost("/klager", async (string sag, Klage k, Authority m, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await m.Queue.RunAsync((ModtagKlage act) => act.Udfoer(new(aktoer, sag, k.Art, k.Modtaget), ct), ct)))
            .Kraever(AccessRules.Sagsarbejde).WithSummary("Registrér en klage");
        en.MapPost("/klager/{nr:int}/afslutning", (string sag, int nr, Klageslut k, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync(
            (AfslutKlage act) => act.Udfoer(new(aktoer, sag, nr, k.Udfald, k.Bemaerkning), ct), ct))).Kraever(AccessRules.Sagsarbejde).WithSummary("Afslut en klage");
    }

    private static Accepted<Bestilling> Bestilt(Guid job) => TypedResults.Accepted($"/api/v1/jobs/{job}", new Bestilling(job));

    private static async Task<NoContent> IntetAsync(Task act)
    {
        await act;
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SkjulAsync(string sag, Guid dokument, Skjult s, Authority m, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        List<Skjultord> ord = [.. (s.Ord ?? []).Select(o => new Skjultord(o.Tekst ?? "", o.KunHer))];
        List<Skjultfelt> felter = [.. (s.Felter ?? []).Select(f => new Skjultfelt(f.Fil, f.Side, f.X, f.Y, f.Bredde, f.Hoejde))];
        var set = request.IfMatch();
        var version = await m.Queue.RunAsync((SkjulPaaDokument act) => act.Udfoer(new(aktoer, sag, dokument, ord, felter, set), ct), ct);
        response.Headers.ETag = Preconditions.ETag(version);
        return TypedResults.NoContent();
    }
}
