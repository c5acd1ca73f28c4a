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
        StatusCodes.Status409Conflict => Fejlvisning.Afvist("Det kan ikke lade sig gøre", Saetning(problem), problem.Kode ?? "", problem.Hjemmel),
        StatusCodes.Status412PreconditionFailed => Fejlvisning.AendretFoerst("En anden"),
        StatusCodes.Status500InternalServerError => Fejlvisning.Uventet(Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier),
        _ => new(problem.Status, problem.Errors is null ? "Det lykkedes ikke" : problem.Title, Saetning(problem)) { Gemt = "Intet er gemt" },
    };

    private static string Saetning(Problem problem) => string.Join(' ', (problem.Errors?.Values.SelectMany(e => e) ?? [problem.Title]).Concat(problem.Detaljer ?? []));
}
