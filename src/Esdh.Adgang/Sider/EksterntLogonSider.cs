using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Tokens;
using Esdh.Adgang.Web;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Adgang.Sider;

/// <summary>Sign-in at the provider outside: authorization code with PKCE (RFC 6749, RFC 7636), and its word that somebody has signed out. Where no provider is set up, nothing is found here.</summary>
internal static class EksterntLogonSider
{
    public const string Sti = "/logon/ekstern";
    private const string Svarsti = Sti + "/svar";
    private const string Cookie = "esdh-logon";

    /// <summary>From being sent to the provider to being back.</summary>
    private static readonly TimeSpan Frist = TimeSpan.FromMinutes(15);

    /// <summary>What a browser takes with it, encrypted, until it is back.</summary>
    private sealed record Rejse(string Myndighed, string Tilstand, string Nonce, string Verificering, string Retur);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sti, Begynd).AabenForAlle().WithSummary("Gik til logon-serveren");
        routes.MapGet(Svarsti, Svar).AabenForAlle().WithSummary("Kom tilbage fra logon-serveren");
        routes.MapPost("/auth/ekstern/udlogning", Udlogning).AabenForAlle().WithMetadata(new NoAuthorityNeeded()).DisableAntiforgery().WithTags("Adgangstegn")
            .WithSummary("Modtag besked om, at nogen er logget af hos logon-serveren").Produces(StatusCodes.Status200OK);
    }

    private static async Task<IResult> Begynd(HttpContext context, Authority myndighed, Keycloakudbyder udbyder, IDataProtectionProvider vaern, CancellationToken ct, [FromQuery] string? retur = null)
    {
        KraevUdbyder(udbyder);
        string adresse;
        try
        {
            adresse = (await udbyder.OpsaetningAsync(myndighed, ct)).AuthorizationEndpoint;
            await udbyder.ErDerAsync(myndighed, ct);
        }
        catch (UdbyderSvarerIkkeException e)
        {
            return LogonSider.Vis(context, retur, null, e.Message, StatusCodes.Status503ServiceUnavailable);
        }

        var rejse = new Rejse(myndighed.Key, Tilfaeldig(), Tilfaeldig(), Tilfaeldig(), LogonSider.LokalSti(retur));
        context.Response.Cookies.Append(Cookie, Vaern(vaern).Protect(JsonSerializer.Serialize(rejse), Frist), Valg(context));
        context.Response.Headers.CacheControl = "no-store";
        var query = new QueryBuilder
        {
            { "response_type", "code" }, { "client_id", udbyder.Indstillinger!.Klient }, { "redirect_uri", Tilbage(context) }, { "scope", "openid profile email" }, { "state", rejse.Tilstand }, { "nonce", rejse.Nonce },
            { "code_challenge", System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(rejse.Verificering))) }, { "code_challenge_method", "S256" },
        };
        return Results.Redirect(adresse + query);
    }

    private static async Task<IResult> Svar(
        HttpContext context, Authority myndighed, Keycloakudbyder udbyder, Eksternadgang adgang, Logoncookie cookie, IDataProtectionProvider vaern, CancellationToken ct,
        [FromQuery] string? code = null, [FromQuery] string? state = null, [FromQuery] string? error = null)
    {
        KraevUdbyder(udbyder);
        var rejse = Laes(context, vaern);
        context.Response.Cookies.Delete(Cookie, Valg(context)); // a code is used once
        context.Response.Headers.CacheControl = "no-store";
        if (rejse is null || rejse.Myndighed != myndighed.Key || state is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(rejse.Tilstand)))
            return LogonSider.Vis(context, null, null, "Logon blev ikke gjort færdigt inden for et kvarter, eller det begyndte et andet sted. Prøv igen.");
        if (error is not null || string.IsNullOrEmpty(code))
            return LogonSider.Vis(context, rejse.Retur, null, error == "access_denied" ? "Logon blev afbrudt." : "Logon-serveren afviste logon. Prøv igen, eller kontakt en administrator.");
        try
        {
            if (await udbyder.IndloesAsync(myndighed, code, Tilbage(context), rejse.Verificering, rejse.Nonce, ct) is not { } hvem)
                return LogonSider.Vis(context, rejse.Retur, null, $"Logon-serverens svar gælder ikke hos {myndighed.Info.Name}.");
            if (await adgang.BrugerAsync(myndighed, hvem, context.RequestServices, ct) is not { } bruger)
                return LogonSider.Vis(context, rejse.Retur, null, "Brugeren er lukket i Esdh. En administrator kan åbne den.");
            cookie.SignIn(context, myndighed, bruger);
            return Results.Redirect(rejse.Retur);
        }
        catch (UdbyderSvarerIkkeException e)
        {
            return LogonSider.Vis(context, rejse.Retur, null, e.Message, StatusCodes.Status503ServiceUnavailable);
        }
        catch (ForbiddenException e)
        {
            return LogonSider.Vis(context, rejse.Retur, null, e.Message, StatusCodes.Status403Forbidden);
        }
    }

    /// <summary>The provider's word holds for every authority that it signs people in to.</summary>
    private static async Task<IResult> Udlogning(HttpContext context, Keycloakudbyder udbyder, AuthorityRegistry registry, CancellationToken ct)
    {
        KraevUdbyder(udbyder);
        context.Response.Headers.CacheControl = "no-store";
        var tegn = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(ct))["logout_token"].ToString() : "";
        var fundet = false;
        foreach (var info in registry.All.Where(_ => tegn.Length > 0))
        {
            var myndighed = await registry.GetAsync(info.Key);
            if (await udbyder.LogudtegnAsync(myndighed, tegn, ct) is not { } hvem)
                continue;
            fundet = true;
            await myndighed.Queue.RunAsync((AfslutEksterneLogon act) => act.Udfoer(new(hvem.Udsteder, hvem.Subjekt, hvem.Tid), CancellationToken.None), CancellationToken.None);
        }

        return fundet ? Results.Ok() : Results.Json(new { error = "invalid_request", error_description = "Tegnet gælder ikke." }, statusCode: StatusCodes.Status400BadRequest);
    }

    /// <summary>Where the provider sends those who sign out; null where it has no such place, or does not answer.</summary>
    internal static async Task<string?> AfmeldAsync(HttpContext context, Authority myndighed, Keycloakudbyder udbyder, CancellationToken ct)
    {
        try
        {
            return (await udbyder.OpsaetningAsync(myndighed, ct)).EndSessionEndpoint is { Length: > 0 } slut
                ? slut + new QueryBuilder { { "client_id", udbyder.Indstillinger!.Klient }, { "post_logout_redirect_uri", $"{context.Request.Scheme}://{context.Request.Host}/" } } : null;
        }
        catch (UdbyderSvarerIkkeException)
        {
            return null; // signed out here at least
        }
    }

    private static void KraevUdbyder(Keycloakudbyder udbyder)
    {
        if (udbyder.Indstillinger is null)
            throw new NotFoundException();
    }

    private static Rejse? Laes(HttpContext context, IDataProtectionProvider vaern)
    {
        if (!context.Request.Cookies.TryGetValue(Cookie, out var tekst) || tekst.Length > 4000)
            return null;
        try
        {
            return JsonSerializer.Deserialize<Rejse>(Vaern(vaern).Unprotect(tekst));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector Vaern(IDataProtectionProvider vaern) => vaern.CreateProtector("Esdh.EksterntLogon").ToTimeLimitedDataProtector();

    private static CookieOptions Valg(HttpContext context) => new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = Sti, IsEssential = true };

    private static string Tilbage(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{Svarsti}";

    private static string Tilfaeldig() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
