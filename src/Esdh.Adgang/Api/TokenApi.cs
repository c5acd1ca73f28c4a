using System.Text;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Storage;
using Esdh.Adgang.Tokens;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Esdh.Adgang.Api;

/// <summary>The OAuth 2.0 endpoints of an authority's realm, at the addresses and in the shape of Keycloak, so that a real one can take their place.</summary>
internal static class TokenApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var realm = routes.MapGroup("/auth/realms/{realm}").AabenForAlle().WithTags("Adgangstegn");
        MapToken(realm);
        realm.MapGet("/protocol/openid-connect/certs", (Authority myndighed, Tokennoegler noegler) => Results.Json(Jwks(noegler.For(myndighed)))).WithSummary("Nøglerne, som adgangstegn er underskrevet med");
        realm.MapGet("/.well-known/openid-configuration", (Authority myndighed, HttpRequest request) => Results.Json(Configuration(Issuer(request, myndighed)))).WithSummary("Hvor adgangstegn hentes og prøves");
    }

    /// <summary>The token endpoint below the address of a realm.</summary>
    internal static void MapToken(IEndpointRouteBuilder realm) =>
        realm.MapPost("/protocol/openid-connect/token", TokenAsync).DisableAntiforgery().WithSummary("Hent et adgangstegn");

    private static string Issuer(HttpRequest request, Authority authority) => $"{request.Scheme}://{request.Host}/auth/realms/{authority.Key}";

    private static async Task<IResult> TokenAsync(
        HttpContext context, Authority myndighed, AdgangDb db, Legitimation legitimation, Adgangstegn adgangstegn, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        if (!context.Request.HasFormContentType)
            return Error("invalid_request", "Forespørgslen skal være application/x-www-form-urlencoded.");
        var form = await context.Request.ReadFormAsync(ct);
        var (id, secret) = Basic(context.Request) ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        if (await Legitimation.KlientAsync(db, id, secret, ct) is not { } klient)
        {
            context.Response.Headers.WWWAuthenticate = $"Basic realm=\"{myndighed.Key}\"";
            return Error("invalid_client", "Klienten er ukendt, eller hemmeligheden er forkert.", StatusCodes.Status401Unauthorized);
        }

        Bruger? bruger;
        switch (form["grant_type"].ToString())
        {
            case "password":
                bruger = await legitimation.LogonAsync(myndighed, context.RequestServices, form["username"], form["password"], ct);
                if (bruger is null)
                    return Error("invalid_grant", Legitimation.Afvist, StatusCodes.Status401Unauthorized);
                if (bruger.SkalSkifteKodeord)
                    return Error("invalid_grant", "Brugeren skal vælge et ny adgangskode. Log på i browseren.");
                break;
            case "client_credentials":
                bruger = klient.BrugerId is { } brugerId ? await db.Brugere.SingleOrDefaultAsync(b => b.Id == brugerId && b.Aktiv, ct) : null;
                if (bruger is null)
                    return Error("unauthorized_client", "Klienten handler ikke som nogen aktiv bruger.");
                break;
            case "":
                return Error("invalid_request", "grant_type mangler.");
            default:
                return Error("unsupported_grant_type", "Kun password og client_credentials kan bruges.");
        }

        return Results.Json(new
        {
            access_token = adgangstegn.Issue(myndighed, Issuer(context.Request, myndighed), bruger, klient.KlientId),
            expires_in = (int)Adgangstegn.Levetid.TotalSeconds,
            refresh_expires_in = 0,
            token_type = "Bearer",
            scope = "profile",
            not_before_policy = 0,
        }, Json);
    }

    /// <summary>Keycloak writes one member with hyphens.</summary>
    private static readonly System.Text.Json.JsonSerializerOptions Json = new() { PropertyNamingPolicy = new Hyphens() };

    private static IResult Error(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new { error, error_description = description }, statusCode: status);

    private static (string Id, string Secret)? Basic(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..].Trim()));
            var at = text.IndexOf(':', StringComparison.Ordinal);
            // RFC 6749 2.3.1: both halves are form-encoded before they are joined.
            return at < 0 ? ("", "") : (Uri.UnescapeDataString(text[..at].Replace('+', ' ')), Uri.UnescapeDataString(text[(at + 1)..].Replace('+', ' ')));
        }
        catch (FormatException)
        {
            return ("", "");
        }
    }

    private static object Jwks(ECDsaSecurityKey key)
    {
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
        return new { keys = new[] { new { kid = key.KeyId, kty = "EC", alg = SecurityAlgorithms.EcdsaSha256, use = "sig", crv = jwk.Crv, x = jwk.X, y = jwk.Y } } };
    }

    private static object Configuration(string issuer) => new
    {
        issuer,
        token_endpoint = $"{issuer}/protocol/openid-connect/token",
        jwks_uri = $"{issuer}/protocol/openid-connect/certs",
        grant_types_supported = new[] { "password", "client_credentials" },
        token_endpoint_auth_methods_supported = new[] { "client_secret_basic", "client_secret_post" },
        id_token_signing_alg_values_supported = new[] { SecurityAlgorithms.EcdsaSha256 },
        response_types_supported = Array.Empty<string>(),
        subject_types_supported = new[] { "public" },
    };

    private sealed class Hyphens : System.Text.Json.JsonNamingPolicy
    {
        public override string ConvertName(string name) => name == "not_before_policy" ? "not-before-policy" : name;
    }
}
