using System.Text;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Forsendelser;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Sider;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Letters to many over REST.</summary>
internal static class MasseforsendelserApi
{
    /// <param name="Skabelon">Key or id of a document template.</param>
    /// <param name="Parter">Parties on the case; not with <paramref name="Liste"/>.</param>
    /// <param name="Liste">CSV as text: the first line names the columns, <c>navn</c> among them; each column is a field <c>{{csv.kolonne}}</c>.</param>
    /// <param name="Titel">The documents' title, with fields.</param>
    /// <param name="Tekst">The text of the mail.</param>
    /// <param name="Send">Sent as they are made; else drafts.</param>
    /// <param name="Bilag">Documents of the case that go with each.</param>
    public sealed record NyMasseforsendelse(
        string? Skabelon = null, IReadOnlyList<Guid>? Parter = null, string? Liste = null, string? Titel = null, string? Tekst = null, bool Send = false, IReadOnlyList<Guid>? Bilag = null);

    /// <param name="SpringOver">Rows that cannot be used are left out.</param>
    public sealed record Start(bool SpringOver = false);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sager/{sag}/masseforsendelser", Opret).Kraever(AccessRules.Sagsarbejde).WithTags("Forsendelser").WithSummary("Læg breve til mange frem til gennemsyn");
        var en = api.MapGroup("/masseforsendelser/{id:guid}").WithTags("Forsendelser");
        en.MapGet("", Hent).Kraever(AccessRules.Sagsarbejde).WithSummary("Se, hvor langt breve til mange er");
        en.MapGet("/breve", Breve).Kraever(AccessRules.Sagsarbejde).WithSummary("Brevene, et for hver modtager");
        en.MapGet("/breve/{nummer:int}/proeve", Proeve).Kraever(AccessRules.Sagsarbejde).Produces<Stream>(StatusCodes.Status200OK, "application/pdf").WithSummary("Et af brevene, flettet på prøve som PDF");
        en.MapPost("/start", Begynd).Kraever(AccessRules.Sagsarbejde).WithSummary("Dan og send brevene");
        en.MapDelete("", Slet).Kraever(AccessRules.Sagsarbejde).WithSummary("Drop breve til mange, der ikke er begyndt");
    }

    private static async Task<Created<OpretMasseforsendelse.Svar>> Opret(string sag, NyMasseforsendelse n, Masseforsendelser breve, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var svar = await breve.OpretAsync(new(aktoer, sag, n.Skabelon, n.Parter, n.Titel, n.Tekst, n.Send, n.Bilag), n.Liste is null ? null : Modtagerliste.Laes(Encoding.UTF8.GetBytes(n.Liste)), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/masseforsendelser/{svar.Id}", svar);
    }

    private static async Task<Ok<Masseforsendelsesvisning>> Hent(Guid id, Masseforsendelser breve, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var vist = await breve.HentAsync(aktoer, id, ct);
        response.Headers.ETag = Preconditions.ETag(vist.Version);
        return TypedResults.Ok(vist);
    }

    private static async Task<Ok<Side<Massebrevvisning>>> Breve(Guid id, bool? kunFejl, string? efter, int? antal, Masseforsendelser breve, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await breve.BreveAsync(aktoer, id, kunFejl == true, efter, antal, ct));

    internal static async Task<FileStreamHttpResult> Proeve(Guid id, int nummer, Masseforsendelser breve, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.File(await breve.ProeveAsync(aktoer, id, nummer, ct), "application/pdf");

    private static async Task<Ok<StartMasseforsendelse.Svar>> Begynd(Guid id, Start s, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((StartMasseforsendelse act) => act.Udfoer(new(aktoer, id, s.SpringOver, set), ct), ct));
    }

    private static async Task<NoContent> Slet(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        await myndighed.Queue.RunAsync((SletMasseforsendelse act) => act.Udfoer(new(aktoer, id, set), ct), ct);
        return TypedResults.NoContent();
    }
}
