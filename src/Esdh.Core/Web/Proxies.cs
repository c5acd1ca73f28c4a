using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;

namespace Esdh.Core.Web;

/// <summary>The reverse proxies that are believed when they say who asked, and whether it was over TLS: those on this machine, and those that <c>Esdh:Proxyer</c> names by address, separated by commas.</summary>
public static class Proxies
{
    /// <exception cref="InvalidOperationException">An address cannot be read; the text is Danish and names the setting.</exception>
    public static void UseProxies(this IApplicationBuilder app, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        foreach (var text in (configuration["Esdh:Proxyer"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            options.KnownProxies.Add(IPAddress.TryParse(text, out var address) ? address : throw new InvalidOperationException($"Esdh:Proxyer indeholder »{text}«. Skriv proxyernes IP-adresser, adskilt af komma."));
        app.UseForwardedHeaders(options);
    }
}
