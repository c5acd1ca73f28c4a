using Esdh.Adgang.Contract;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Storage;
using Esdh.Adgang.Tokens;
using Esdh.Adgang.Web;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Sider;

/// <summary>Sign-in and sign-out at the page.</summary>
internal static class LogonSider
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/logon", (HttpContext context, Keycloakudbyder udbyder, Indbyggetlogon indbygget, [FromQuery] string? retur) =>
            // Whoever was on the way somewhere and has one way in goes there at once; whoever has signed out is not signed in again.
            retur is not null && udbyder.Indstillinger is not null && !indbygget.ErTilladt ? Results.Redirect($"{EksterntLogonSider.Sti}?retur={Uri.EscapeDataString(LokalSti(retur))}") : Vis(context, retur, null, null)).AabenForAlle().WithSummary("Åbnede logonsiden");
        routes.MapPost("/logon", LogonAsync).AabenForAlle().WithMetadata(new KraeverFormulartegn()).WithSummary("Loggede på");
        routes.MapPost("/logaf", async (HttpContext context, Authority myndighed, Keycloakudbyder udbyder, Paalogget paalogget, AdgangDb db, CancellationToken ct) =>
        {
            Logoncookie.Delete(context, myndighed);
            var ude = udbyder.Indstillinger is not null && paalogget.Aktoer is { } aktoer && await db.Brugere.AnyAsync(b => b.Id == aktoer.Id && b.Udsteder != null, ct);
            return Results.Redirect((ude ? await EksterntLogonSider.AfmeldAsync(context, myndighed, udbyder, ct) : null) ?? "/logon");
        }).AabenForAlle().WithMetadata(new KraeverFormulartegn()).WithSummary("Loggede af");
    }

    /// <summary>Only to our own pages, whoever wrote the link.</summary>
    internal static string LokalSti(string? retur) =>
        retur is ['/', not ('/' or '\\'), ..] && !retur.Any(char.IsControl) && !retur.StartsWith("/logon", StringComparison.OrdinalIgnoreCase) ? retur : "/";

    private static async Task<IResult> LogonAsync(HttpContext context, Authority myndighed, Legitimation legitimation, Logoncookie cookie, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var (brugernavn, kodeord, retur) = (form["brugernavn"].ToString().Trim(), form["kodeord"].ToString(), form["retur"].ToString());
        if (brugernavn.Length == 0 || kodeord.Length == 0)
            return Vis(context, retur, brugernavn, "Skriv både brugernavn og adgangskode.");
        if (await legitimation.LogonAsync(myndighed, context.RequestServices, brugernavn, kodeord, ct) is not { } bruger)
            return Vis(context, retur, brugernavn, Legitimation.Afvist);
        cookie.SignIn(context, myndighed, bruger);
        return Results.Redirect(LokalSti(retur));
    }

    /// <summary>The page, with the ways to sign in that there are.</summary>
    internal static RazorComponentResult<Logonside> Vis(HttpContext context, string? retur, string? brugernavn, string? fejl, int? status = null)
    {
        var tilbage = LokalSti(retur);
        return new(new Dictionary<string, object?>
        {
            [nameof(Logonside.Formular)] = new Formular(("retur", tilbage), ("brugernavn", brugernavn?.Length > 200 ? "" : brugernavn)),
            [nameof(Logonside.Besked)] = fejl,
            [nameof(Logonside.HarKodeord)] = context.RequestServices.GetRequiredService<Indbyggetlogon>().ErTilladt,
            [nameof(Logonside.Ekstern)] = context.RequestServices.GetRequiredService<Keycloakudbyder>().Indstillinger is null ? null : $"{EksterntLogonSider.Sti}?retur={Uri.EscapeDataString(tilbage)}",
        })
        {
            StatusCode = status ?? (fejl is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest),
        };
    }
}
