using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Esdh.Core.Web;

/// <summary>Answers every failure that no page has answered as <c>application/problem+json</c>.</summary>
public sealed class ProblemHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        await WriteAsync(httpContext, Problem.From(exception));
        return true;
    }

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        if (endpoint?.Metadata.GetMetadata<ProblemShape>() is { } shape)
            return shape.WriteAsync(context, problem);
        context.Response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = Problem.RetryAfter.ToString(CultureInfo.InvariantCulture);
        var details = problem.Errors is { } errors
            ? new ValidationProblemDetails(errors.ToDictionary(e => e.Key, e => e.Value))
            : new ProblemDetails();
        details.Status = problem.Status;
        details.Title = problem.Title;
        if (problem.Kode is not null)
        {
            details.Extensions["kode"] = problem.Kode;
            details.Extensions["hjemmel"] = problem.Hjemmel;
        }

        if (problem.Detaljer is not null)
            details.Extensions["detaljer"] = problem.Detaljer;
        if (problem.Status >= 500)
            details.Extensions["sporing"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        return context.Response.WriteAsJsonAsync(details, details.GetType(), (System.Text.Json.JsonSerializerOptions?)null, "application/problem+json", context.RequestAborted);
    }

    /// <summary>Routing refuses a method or a content type with a status alone; this says it in words.</summary>
    public static async Task FillAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.HasStarted || context.Response.StatusCode is not (StatusCodes.Status405MethodNotAllowed or StatusCodes.Status415UnsupportedMediaType))
            return;
        var problem = Problem.From(new BadHttpRequestException("", context.Response.StatusCode));
        if (WantsHtml(context))
            throw new BadHttpRequestException(problem.Title, problem.Status); // a page says it
        await WriteAsync(context, problem);
    }

    /// <summary>Whether the caller is a person at a page rather than a program.</summary>
    public static bool WantsHtml(HttpContext context) =>
        !ProgramPaths.Contains(context.Request.Path)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
