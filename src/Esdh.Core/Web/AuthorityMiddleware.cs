using System.Text;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Esdh.Core.Web;

/// <summary>
/// Finds the authority of a request: the token's issuer first, then the realm in the address, then the host name. Two that disagree are
/// refused; none means that nothing is there. Only in Development an unmatched host name means <c>Esdh:Standardmyndighed</c>.
/// </summary>
public sealed class AuthorityMiddleware(RequestDelegate next, AuthorityRegistry registry, IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>The issuer that all authorities share, where they do: then a claim says whose a token is.</summary>
    private readonly string? _sharedIssuer = configuration["Keycloak:realm"] is { Length: > 0 } realm && !realm.Contains("{myndighed}", StringComparison.Ordinal)
        ? $"{configuration["Keycloak:auth-server-url"]?.TrimEnd('/')}/realms/{realm}" : null;

    private readonly string _cvrClaim = configuration["Esdh:Logon:Cvrclaim"] ?? "cvr";

    private readonly string? _fallback = environment.IsDevelopment() ? configuration["Esdh:Standardmyndighed"] ?? "korsbaek" : null;

    public async Task InvokeAsync(HttpContext context, StorageScope scope)
    {
        if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true)
            throw new InvalidException("adresse", "Adressen indeholder et tegn, der ikke kan bruges."); // no database takes it
        if (context.GetEndpoint()?.Metadata.GetMetadata<NoAuthorityNeeded>() is null)
        {
            var authority = await registry.GetAsync(await ResolveAsync(context, scope));
            scope.Use(authority);
            context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new(Measurements.AuthorityTag, authority.Key));
            if (context.GetEndpoint()?.Metadata.GetMetadata<ModuleMark>() is { IsOptional: true, Name: var module } && !authority.IsOn(module))
                throw new NotFoundException("Siden findes ikke.");
        }

        await next(context);
    }

    private async Task<string> ResolveAsync(HttpContext context, StorageScope scope)
    {
        var byHost = registry.FindByHost(context.Request.Host.Host);
        var named = RealmOfToken(context.Request) ?? context.GetRouteValue("realm") as string;
        if (named is not null)
        {
            if (!registry.Exists(named) || (byHost is not null && byHost != named))
            {
                if (byHost is not null)
                    scope.Use(await registry.GetAsync(byHost)); // who was asked logs the refusal
                throw new ForbiddenException("Adgangstegnet er udstedt til en anden myndighed.");
            }

            return named;
        }

        return byHost ?? (_fallback is not null && registry.Exists(_fallback) ? _fallback : throw new NotFoundException("Der er ingen myndighed på denne adresse."));
    }

    /// <summary>Who the bearer token says it is from. Not yet verified: that follows, with the key of the authority found.</summary>
    private string? RealmOfToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = header[7..].Trim().Split('.');
        if (parts.Length != 3)
            return null;
        try
        {
            var payload = System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]);
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(payload));
            var issuer = json.RootElement.TryGetProperty("iss", out var iss) ? iss.GetString() : null;
            if (issuer is not null && issuer == _sharedIssuer)
                return json.RootElement.TryGetProperty(_cvrClaim, out var cvr) && cvr.GetString() is { } number ? registry.All.FirstOrDefault(a => a.Cvr == number)?.Key ?? "" : null;
            var at = issuer?.LastIndexOf("/realms/", StringComparison.Ordinal) ?? -1;
            return at < 0 ? null : issuer![(at + 8)..].TrimEnd('/');
        }
        catch (Exception e) when (e is FormatException or JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return null; // no token of ours: refused where it is verified
        }
    }
}
