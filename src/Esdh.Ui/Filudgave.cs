using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Esdh.Ui;

/// <summary>
/// The address below which pages ask for style, scripts and fonts: <c>/u/{version}</c>, where the version is a hash of all those files.
/// So a browser keeps them for a year and asks for none of them at the next page, and what one file asks for by a relative address
/// (a style sheet's import, a script's modules) has the version too.
/// </summary>
/// <param name="endpoints">Where the files and their hashes are listed.</param>
public sealed class Filudgave(EndpointDataSource endpoints)
{
    private const string Forstavelse = "/u/";
    private const string Filer = "/_content/Esdh.Ui";
    private readonly Lazy<string> _version = new(() => Version(endpoints));

    /// <summary>The address of a file in <c>wwwroot</c>.</summary>
    public string Adresse(string fil) => $"{Forstavelse}{_version.Value}/{fil}";

    /// <summary>Finds the file behind an address with a version. Belongs before routing.</summary>
    internal static Task UdenVersionAsync(HttpContext context, RequestDelegate next, bool gemmes)
    {
        if (context.Request.Path.Value is not { } sti || !sti.StartsWith(Forstavelse, StringComparison.Ordinal) || sti.IndexOf('/', Forstavelse.Length) is var slut && slut < 0)
            return next(context);
        context.Request.Path = string.Concat(Filer, sti.AsSpan(slut));
        // An older version's address gets today's file, which must not be kept as the older one.
        if (gemmes && sti.AsSpan(Forstavelse.Length, slut - Forstavelse.Length).SequenceEqual(context.RequestServices.GetRequiredService<Filudgave>()._version.Value))
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent or StatusCodes.Status304NotModified)
                    context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Task.CompletedTask;
            });
        }

        return next(context);
    }

    private static string Version(EndpointDataSource endpoints)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var fil in endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>()
            .Where(a => a.Route.StartsWith(Filer[1..], StringComparison.Ordinal)).OrderBy(a => a.Route, StringComparer.Ordinal).ThenBy(a => a.AssetPath, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{fil.Route}\n{string.Join('\n', fil.ResponseHeaders.Where(h => h.Name == "ETag").Select(h => h.Value))}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}

public static class Filudgaver
{
    /// <summary>Files under <see cref="Filudgave.Adresse"/>. In Development they are asked for anew at each page, since they change under one's hands.</summary>
    public static IApplicationBuilder UseEsdhFiludgaver(this IApplicationBuilder app)
    {
        var gemmes = !app.ApplicationServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
        return app.Use((context, next) => Filudgave.UdenVersionAsync(context, next, gemmes));
    }
}
