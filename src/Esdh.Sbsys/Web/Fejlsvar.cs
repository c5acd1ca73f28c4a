using System.Diagnostics;
using System.Globalization;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Http;

namespace Esdh.Sbsys.Web;

/// <summary>What is answered when a call fails: a Danish text that a robot can log and a person can act on.</summary>
/// <param name="Message">All of it in sentences.</param>
/// <param name="ModelState">What is wrong, by field.</param>
/// <param name="Kode">The code of the rule that refuses.</param>
/// <param name="Hjemmel">Its source.</param>
/// <param name="Sporing">For whoever runs the server.</param>
internal sealed record Fejlsvar(string Message, IReadOnlyDictionary<string, string[]>? ModelState = null, string? Kode = null, string? Hjemmel = null, string? Sporing = null)
{
    public static Task SkrivAsync(HttpContext context, Problem problem)
    {
        // Clients tell failures apart by the status alone, and know these.
        var status = problem.Status switch
        {
            StatusCodes.Status412PreconditionFailed or StatusCodes.Status422UnprocessableEntity => StatusCodes.Status409Conflict,
            _ => problem.Status,
        };
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = Problem.RetryAfter.ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> saetninger = problem.Errors is { } fejl ? fejl.Values.SelectMany(f => f).Distinct() : [problem.Title, .. problem.Detaljer ?? []];
        var svar = new Fejlsvar(
            string.Join(' ', saetninger), problem.Errors, problem.Kode, problem.Hjemmel,
            problem.Status >= StatusCodes.Status500InternalServerError ? Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier : null);
        return context.Response.WriteAsJsonAsync(svar, Svar.Json, context.RequestAborted);
    }
}
