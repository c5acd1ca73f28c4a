using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Log;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Adgang.Sider;

/// <param name="Graense">The day before which nothing is kept.</param>
/// <param name="MaaSeLog">Whether the reader may also see the log.</param>
public sealed record Adgangslogindstillingsvisning(Formular Formular, string Graense, bool MaaSeLog);

/// <summary>The settings of the access log, as page and over REST, for administrator and logkontrollant.</summary>
internal static class AdgangslogindstillingSider
{
    public const string Sti = "/administration/adgangslog/indstillinger";

    private const Roller Hvem = Roller.Administrator | Roller.Logkontrollant;

    /// <param name="Maaneder">Months the log is kept, 1 to 60.</param>
    /// <param name="Spaer">Whether repeated refusals block the user.</param>
    /// <param name="Afvisninger">So many refusals, 2 to 1000,</param>
    /// <param name="VindueMinutter">within so many minutes, 1 to 60,</param>
    /// <param name="SpaerringMinutter">block for so many minutes, 1 to 1440.</param>
    public sealed record Indstillinger(int Maaneder, bool Spaer, int Afvisninger, int VindueMinutter, int SpaerringMinutter);

    /// <param name="SletAeldre">Said where fewer months than before are kept: what is older is deleted for good.</param>
    public sealed record Aendring(int Maaneder, bool Spaer, int Afvisninger, int VindueMinutter, int SpaerringMinutter, bool SletAeldre = false);

    public static void MapApi(IEndpointRouteBuilder api)
    {
        var indstillinger = api.MapGroup("/adgangslog/indstillinger").Kraever(Hvem).WithTags("Adgangslog");
        indstillinger.MapGet("", HentAsync).WithSummary("Hvor længe adgangsloggen gemmes, og hvad gentagne afvisninger fører til");
        indstillinger.MapPut("", SaetAsync).WithSummary("Ret adgangslogens indstillinger");
    }

    public static void MapSider(IEndpointRouteBuilder routes)
    {
        var side = routes.MapGroup(Sti).Kraever(Hvem);
        side.MapGet("", VisAsync).WithSummary("Så adgangslogens indstillinger");
        side.MapPost("", GemAsync).WithSummary("Rettede adgangslogens indstillinger");
    }

    private static async Task<Ok<Indstillinger>> HentAsync(AdgangDb db, Adgangslogindstillinger installationens, HttpResponse response, CancellationToken ct)
    {
        var i = await installationens.ForAsync(db, ct);
        response.Headers.ETag = Preconditions.ETag(i.Version);
        return TypedResults.Ok(new Indstillinger(i.Maaneder, i.Spaer, i.Afvisninger, Minutter(i.Vindue), Minutter(i.Spaerring)));
    }

    private static async Task<Ok<Indstillinger>> SaetAsync(
        Aendring a, Authority myndighed, Aktoer aktoer, Adgangslogge logge, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((IndstilAdgangslog act) => act.Udfoer(
            new(aktoer, a.Maaneder, a.Spaer, a.Afvisninger, a.VindueMinutter, a.SpaerringMinutter, a.SletAeldre, set), ct), ct);
        await logge.RydAsync(myndighed);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(new Indstillinger(a.Maaneder, a.Spaer, a.Afvisninger, a.VindueMinutter, a.SpaerringMinutter));
    }

    private static async Task<RazorComponentResult<Adgangslogindstillingsside>> VisAsync(
        AdgangDb db, Adgangslogindstillinger installationens, Aktoer aktoer, TimeProvider time, CancellationToken ct)
    {
        var i = await installationens.ForAsync(db, ct);
        return Side(new(
            ("maaneder", Tal(i.Maaneder)), ("spaer", i.Spaer ? "true" : null), ("afvisninger", Tal(i.Afvisninger)), ("vindueMinutter", Tal(Minutter(i.Vindue))),
            ("spaerringMinutter", Tal(Minutter(i.Spaerring))), ("version", Tal(i.Version))), i, aktoer, time);
    }

    private static async Task<IResult> GemAsync(
        HttpContext context, AdgangDb db, Adgangslogindstillinger installationens, Authority myndighed, Aktoer aktoer, Adgangslogge logge, TimeProvider time, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var (maaneder, afvisninger, vindue, spaerring) = (Laes("maaneder"), Laes("afvisninger"), Laes("vindueMinutter"), Laes("spaerringMinutter"));
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((IndstilAdgangslog act) => act.Udfoer(
            new(aktoer, maaneder, f.Afkrydset("spaer"), afvisninger, vindue, spaerring, f.Afkrydset("sletAeldre"), f.Version()), ct), ct)))
        {
            await logge.RydAsync(myndighed);
            context.Besked(Beskedart.Succes, "Indstillingerne er gemt.", "De gælder fra nu, også for det, der allerede står i loggen.");
            return Results.Redirect(Sti);
        }

        return Side(f, await installationens.ForAsync(db, ct), aktoer, time);

        int Laes(string felt) => int.TryParse(f[felt], NumberStyles.None, CultureInfo.InvariantCulture, out var tal) ? tal : 0; // the act says what it must be
    }

    private static RazorComponentResult<Adgangslogindstillingsside> Side(Formular f, Adgangslogindstillinger i, Aktoer aktoer, TimeProvider time) =>
        Formularhandling.Side<Adgangslogindstillingsside>(new Adgangslogindstillingsvisning(f, DanishTime.LongDateTime(i.Graense(time)), aktoer.Har(Roller.Logkontrollant)), f);

    private static int Minutter(TimeSpan tid) => (int)tid.TotalMinutes;

    private static string Tal(long tal) => tal.ToString(CultureInfo.InvariantCulture);
}
