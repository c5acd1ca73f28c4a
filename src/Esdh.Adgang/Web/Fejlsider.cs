using System.Diagnostics;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Esdh.Adgang.Web;

/// <summary>Answers failures at pages, which no page has answered itself, with a page in the frame. Programs get problem+json from Core.</summary>
internal sealed class Fejlsider : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!ProblemHandler.WantsHtml(httpContext))
            return false;
        var problem = Problem.From(exception);
        httpContext.Response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = Problem.RetryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await new RazorComponentResult<Fejlside>(new Dictionary<string, object?> { [nameof(Fejlside.Model)] = Visning(problem, httpContext) })
        {
            StatusCode = problem.Status,
        }.ExecuteAsync(httpContext);
        return true;
    }

    private static Fejlvisning Visning(Problem problem, HttpContext context) => problem.Status switch
    {
        StatusCodes.Status404NotFound => Fejlvisning.IkkeFundet(),
        StatusCodes.Status403Forbidden => Fejlvisning.IngenAdgang(problem.Title + " Forsøget er skrevet i adgangsloggen."),
        StatusCodes.Status409Conflict => Fejlvisning.Afvist("Det kan ikke lade sig gøre", Saetning(problem), problem.Kode ?? "", problem.Hjemmel) with { Tilbage = Tilbage(context) },
        StatusCodes.Status412PreconditionFailed => Fejlvisning.AendretFoerst("En anden"),
        StatusCodes.Status500InternalServerError => Fejlvisning.Uventet(Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier),
        StatusCodes.Status503ServiceUnavailable => new(problem.Status, "For travlt lige nu", problem.Title) { Gemt = "Se efter, om det er gemt, før du sender igen" },
        _ => new(problem.Status, "Det lykkedes ikke", Saetning(problem)) { Gemt = "Intet er gemt", Tilbage = Tilbage(context) },
    };

    /// <summary>The thing whose act was refused, one or more steps up from the act's own address; pages send no referrer.</summary>
    private static Sidelink? Tilbage(HttpContext context) => context.Request.Path.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["sager", var sag, _, ..] when sag.Any(char.IsDigit) => new("Tilbage til sagen", $"/sager/{Uri.EscapeDataString(sag)}"),
        ["dokumenter", var dokument, _, ..] when Guid.TryParse(dokument, out _) => new("Tilbage til dokumentet", $"/dokumenter/{Uri.EscapeDataString(dokument)}"),
        // A list whose query cannot be read is a list without it.
        _ => HttpMethods.IsGet(context.Request.Method) && context.Request.QueryString.HasValue ? new("Begynd forfra", context.Request.Path.Value ?? "/") : null,
    };

    private static string Saetning(Problem problem) => string.Join(' ', (problem.Errors?.Values.SelectMany(e => e) ?? [problem.Title]).Concat(problem.Detaljer ?? []));
}
