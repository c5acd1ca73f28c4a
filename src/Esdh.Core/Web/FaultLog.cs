using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Esdh.Core.Web;

/// <summary>
/// Writes what the server itself got wrong to the log, with the trace that the one who asked is shown, before it is answered: the framework writes nothing of
/// what is answered. The route is named and not the address, which can be secret.
/// </summary>
public sealed partial class FaultLog(ILogger<FaultLog> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Problem.From(exception);
        if (problem.Status >= StatusCodes.Status500InternalServerError && !httpContext.RequestAborted.IsCancellationRequested)
        {
            var route = (httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "";
            Fault(log, problem.Status, httpContext.Request.Method, route, Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier, exception);
        }

        return ValueTask.FromResult(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Answered {Status} to {Method} {Route}, trace {Trace}.")]
    private static partial void Fault(ILogger log, int status, string method, string route, string trace, Exception exception);
}
