using Esdh.Adgang.Contract;
using Microsoft.AspNetCore.Http;

namespace Esdh.Adgang.Web;

/// <summary>Headers that keep foreign code, frames and curious eyes out. Set when the answer starts, so that error answers have them too.</summary>
internal static class Sikkerhedshoveder
{
    private const string Csp = "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'";

    /// <param name="context">The request.</param>
    /// <param name="logonserver">Where a form's answer may lead besides here: whoever signs out is led on to sign out there too. Null for nowhere.</param>
    public static void Saet(HttpContext context, string? logonserver) => context.Response.OnStarting(static state =>
    {
        var (context, logonserver) = ((HttpContext, string?))state;
        var headers = context.Response.Headers;
        var framed = context.GetEndpoint()?.Metadata.GetMetadata<KanVisesIRamme>() is not null;
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = $"{Csp}{(logonserver is null ? "" : " " + logonserver)}; frame-ancestors {(framed ? "'self'" : "'none'")}";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store"; // what one user saw is not left in a shared machine
        headers.Remove("blazor-enhanced-nav"); // the framework's own, for a script that no page here has
        return Task.CompletedTask;
    }, (context, logonserver));
}
