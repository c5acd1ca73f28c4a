using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Web;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Adgang.Sider;

/// <summary>Sign-in and sign-out at the page.</summary>
internal static class LogonSider
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/logon", ([FromQuery] string? retur) => Vis(retur, null, null)).AabenForAlle().WithSummary("Åbnede logonsiden");
        routes.MapPost("/logon", LogonAsync).AabenForAlle().WithMetadata(new KraeverFormulartegn()).WithSummary("Loggede på");
        routes.MapPost("/logaf", (HttpContext context, Authority myndighed) =>
        {
            Logoncookie.Delete(context, myndighed);
            return Results.Redirect("/logon");
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
            return Vis(retur, brugernavn, "Skriv både brugernavn og adgangskode.");
        if (await legitimation.LogonAsync(myndighed, context.RequestServices, brugernavn, kodeord, ct) is not { } bruger)
            return Vis(retur, brugernavn, Legitimation.Afvist);
        cookie.SignIn(context, myndighed, bruger);
        return Results.Redirect(LokalSti(retur));
    }

    private static RazorComponentResult<Logonside> Vis(string? retur, string? brugernavn, string? fejl) =>
        new(new Dictionary<string, object?>
        {
            [nameof(Logonside.Formular)] = new Formular(("retur", LokalSti(retur)), ("brugernavn", brugernavn?.Length > 200 ? "" : brugernavn)),
            [nameof(Logonside.Besked)] = fejl,
        })
        {
            StatusCode = fejl is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
}
