using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>The subject plan over REST.</summary>
internal static class EmneplanApi
{
    public sealed record Ikrafttraeden(DateOnly? GaelderFra);

    /// <summary>A message of the reading.</summary>
    /// <param name="Art">Advarsel or Fejl.</param>
    /// <param name="Linje">From 1; 0 when it is about the file as a whole.</param>
    internal sealed record Melding(string Art, string Fil, int Linje, string Tekst);

    /// <param name="JobId">The job that puts the rows of a large plan in: see <c>/api/v1/jobs/{id}</c>. Null when all are in.</param>
    internal sealed record Indlaest(Guid Id, int Emner, int Facetter, Guid? JobId, IReadOnlyList<Melding> Meldinger);

    public static void Map(IEndpointRouteBuilder api)
    {
        var plan = api.MapGroup("/emneplan").WithTags("Emneplan");
        var laes = plan.MapGroup("").Kraever(AccessRules.Laesning | Roller.Administrator);
        laes.MapGet("", Soeg).WithSummary("Søg i den gældende emneplan");
        laes.MapGet("/emner/{nummer}", Emne).WithSummary("Hent et emne eller en gruppe");
        laes.MapGet("/facetter", Facetter).WithSummary("Alle handlingsfacetter i den gældende emneplan");
        var udgaver = plan.MapGroup("/udgaver").Kraever(Roller.Administrator);
        udgaver.MapGet("", Udgaver).WithSummary("Udgaver af emneplanen");
        udgaver.MapPost("", Indlaes).MedUpload().DisableAntiforgery().WithSummary("Indlæs en udgave fra KLE's XML: emneplan og handlingsfacetter");
        udgaver.MapGet("/{id:guid}/forskel", Forskel).WithSummary("Hvad udgaven ændrer, med berørte skabeloner og åbne sager");
        udgaver.MapPut("/{id:guid}/ikrafttraeden", SaetIKraft).WithSummary("Tag udgaven i brug fra en dag, eller fortryd");
        udgaver.MapDelete("/{id:guid}", Slet).WithSummary("Slet en udgave, der ikke har været i kraft");
    }

    private static async Task<Ok<Side<Emnepost>>> Soeg(string? q, bool? udgaaede, string? efter, int? antal, Emneplanopslag opslag, CancellationToken ct) =>
        TypedResults.Ok(await opslag.SoegAsync(q, udgaaede ?? false, efter, Cursor.PageSize(antal), ct));

    private static async Task<Ok<Emnepost>> Emne(string nummer, Emneplanopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.EmneAsync(nummer, ct));

    private static async Task<Ok<IReadOnlyList<Facetpost>>> Facetter(Emneplanopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.FacetterAsync(ct));

    private static async Task<Ok<IReadOnlyList<Udgavepost>>> Udgaver(Emneplanopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.UdgaverAsync(ct));

    private static async Task<Ok<Udgaveforskel>> Forskel(Guid id, Emneplanopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.ForskelAsync(id, ct));

    private static async Task<Created<Indlaest>> Indlaes(HttpRequest request, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            throw new InvalidException("fil", "Send som multipart/form-data med fil.");
        var (laesning, svar) = await Emneplanfiler.IndlaesAsync((await request.ReadFormAsync(ct)).Files, myndighed, aktoer, ct);
        if (svar is null)
            throw new InvalidException(new Dictionary<string, string[]> { ["fil"] = [.. laesning.Meldinger.Where(m => m.Art == KleMeldingsart.Fejl).Select(m => m.ToString()).DefaultIfEmpty("Filen kan ikke læses som en emneplan.")] });
        return TypedResults.Created($"/api/v1/emneplan/udgaver/{svar.Id}/forskel", new Indlaest(
            svar.Id, svar.Emner, svar.Facetter, svar.JobId, [.. laesning.Meldinger.Select(m => new Melding(m.Art.ToString(), m.Fil, m.Linje, m.Tekst))]));
    }

    private static async Task<Ok<SaetEmneplanIKraft.Svar>> SaetIKraft(Guid id, Ikrafttraeden a, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await myndighed.Queue.RunAsync((SaetEmneplanIKraft act) => act.Udfoer(new(aktoer, id, a.GaelderFra), ct), ct));

    private static async Task<NoContent> Slet(Guid id, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        await myndighed.Queue.RunAsync((SletEmneplan act) => act.Udfoer(new(aktoer, id), ct), ct);
        return TypedResults.NoContent();
    }
}
