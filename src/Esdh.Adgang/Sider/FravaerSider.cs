using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Web;
using Esdh.Core;
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

/// <param name="Status">How far it is, in words and colour.</param>
public sealed record Fravaerslinje(Guid Id, string Bruger, string Stedfortraeder, string Periode, string? Note, Maerke Status, bool KanRettes);

/// <param name="MedSlut">Also what is over is shown.</param>
/// <param name="KanOprette">Not while one works for another.</param>
public sealed record Fravaersliste(IReadOnlyList<Fravaerslinje> Linjer, bool MedSlut, string? NaesteHref, bool KanOprette, IReadOnlyList<Skrivebord> Borde);

/// <param name="Id">Null when it is to be made.</param>
/// <param name="Bruger">Whose absence it is; null where the reader may choose.</param>
/// <param name="KanRettes">False shows it only.</param>
/// <param name="ForAndre">The reader may say it for others.</param>
public sealed record Fravaersformular(Guid? Id, string? Bruger, Formular Formular, bool KanRettes, bool ForAndre, bool ErBegyndt, Fravaerslinje? Nu, string? StedfortraederNavn);

/// <summary>Absences and the change of desks, as pages and over REST.</summary>
internal static class FravaerSider
{
    public const string Sti = "/fravaer";

    /// <param name="BrugerId">Who is away; oneself when left out.</param>
    /// <param name="StedfortraederId">Who works at the desk meanwhile.</param>
    /// <param name="Fra">First day.</param>
    /// <param name="Til">Last day, at most a year later.</param>
    /// <param name="Note">A word to the substitute.</param>
    public sealed record NytFravaer(Guid? BrugerId, Guid? StedfortraederId, DateOnly? Fra, DateOnly? Til, string? Note = null);

    /// <param name="Fra">Stands once the absence has begun.</param>
    public sealed record RettetFravaer(Guid? StedfortraederId, DateOnly? Fra, DateOnly? Til, string? Note = null);

    internal sealed record Gemt(Guid Id, long Version);

    public static void MapApi(IEndpointRouteBuilder api)
    {
        var fravaer = api.MapGroup("/fravaer").KraeverLogon().WithTags("Fravær");
        fravaer.MapGet("", async (Guid? bruger, bool? medSlut, string? efter, int? antal, Aktoer aktoer, Fravaersopslag opslag, CancellationToken ct) =>
            TypedResults.Ok(await opslag.SideAsync(aktoer, bruger, medSlut ?? false, efter, Cursor.PageSize(antal), ct))).WithSummary("Fravær, nyeste først: eget, det man er stedfortræder i, og en leders medarbejderes");
        fravaer.MapPost("", async (NytFravaer f, Authority myndighed, Aktoer aktoer, HttpResponse response, CancellationToken ct) =>
        {
            var svar = await myndighed.Queue.RunAsync((OpretFravaer act) => act.Udfoer(new(aktoer, f.BrugerId, f.StedfortraederId, f.Fra, f.Til, f.Note), ct), ct);
            response.Headers.ETag = Preconditions.ETag(svar.Version);
            return TypedResults.Created($"/api/v1/fravaer/{svar.Id}", svar);
        }).KunSomSigSelv().WithSummary("Registrér et fravær med en stedfortræder");
        fravaer.MapGet("/{id:guid}", async (Guid id, Aktoer aktoer, Fravaersopslag opslag, HttpResponse response, CancellationToken ct) =>
        {
            var fundet = await opslag.HentAsync(aktoer, id, ct);
            response.Headers.ETag = Preconditions.ETag(fundet.Version);
            return TypedResults.Ok(fundet);
        }).WithSummary("Hent et fravær");
        fravaer.MapPut("/{id:guid}", async (Guid id, RettetFravaer f, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct) =>
        {
            var set = request.IfMatch();
            var version = await myndighed.Queue.RunAsync((RetFravaer act) => act.Udfoer(new(aktoer, id, f.StedfortraederId, f.Fra, f.Til, f.Note, set), ct), ct);
            response.Headers.ETag = Preconditions.ETag(version);
            return TypedResults.Ok(new Gemt(id, version));
        }).KunSomSigSelv().WithSummary("Ret et fravær: stedfortræder, dage eller note");
        fravaer.MapPost("/{id:guid}/afslutning", async (Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct) =>
        {
            var set = request.IfMatch();
            var version = await myndighed.Queue.RunAsync((AfslutFravaer act) => act.Udfoer(new(aktoer, id, set), ct), ct);
            response.Headers.ETag = Preconditions.ETag(version);
            return TypedResults.Ok(new Gemt(id, version));
        }).KunSomSigSelv().WithSummary("Afslut et fravær nu; stedfortræderens rettigheder ophører");
    }

    public static void MapSider(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).KraeverLogon();
        sider.MapGet("", ListeAsync).WithSummary("Så fravær og stedfortrædere");
        sider.MapGet("/nyt", (Guid? bruger, Aktoer aktoer, Brugeropslag brugere, TimeProvider time, CancellationToken ct) => NySideAsync(null, bruger, aktoer, brugere, time, ct)).KunSomSigSelv().WithSummary("Åbnede siden til et nyt fravær");
        sider.MapPost("/nyt", OpretAsync).KunSomSigSelv().WithSummary("Registrerede et fravær");
        sider.MapGet("/{id:guid}", (Guid id, Aktoer aktoer, Fravaersopslag opslag, CancellationToken ct) => VisAsync(id, null, aktoer, opslag, ct)).WithSummary("Så et fravær");
        sider.MapPost("/{id:guid}", RetAsync).KunSomSigSelv().WithSummary("Rettede et fravær");
        sider.MapPost("/{id:guid}/slut", AfslutAsync).KunSomSigSelv().WithSummary("Afsluttede et fravær");
        sider.MapPost("/skrivebord", SkiftAsync).WithSummary("Begyndte at arbejde på vegne af en anden");
        sider.MapPost("/skrivebord/slut", SlutAsync).WithSummary("Gik tilbage til sit eget skrivebord");
    }

    private static async Task<RazorComponentResult<Fravaerlisteside>> ListeAsync(bool? slut, string? efter, Aktoer aktoer, Fravaersopslag opslag, Sideramme ramme, CancellationToken ct)
    {
        var side = await opslag.SideAsync(aktoer, null, slut ?? false, efter, 50, ct);
        return Formularhandling.Side<Fravaerlisteside>(new Fravaersliste(
            [.. side.Poster.Select(Linje)], slut ?? false, side.Naeste is null ? null : $"{Sti}?{(slut == true ? "slut=true&" : "")}efter={side.Naeste}", aktoer.PaaVegneAf is null, ramme.Skriveborde));
    }

    private static async Task<IResult> NySideAsync(Formular? formular, Guid? bruger, Aktoer aktoer, Brugeropslag brugere, TimeProvider time, CancellationToken ct)
    {
        var forAndre = aktoer.Har(Roller.Leder | Roller.Administrator);
        if (formular is null)
        {
            formular = new(("fra", DanishTime.ShortDate(DanishTime.Today(time))), ("til", ""));
            if (bruger is { } b && forAndre && await brugere.FindAsync(b, ct) is { } fundet)
                formular.Saet("brugerId", fundet.Id.ToString()).Saet("brugerId-tekst", fundet.Navn);
        }

        return Formularhandling.Side<Fravaerside>(new Fravaersformular(null, forAndre ? null : aktoer.Navn, formular, true, forAndre, false, null, null), formular);
    }

    private static async Task<IResult> OpretAsync(HttpContext context, Authority myndighed, Aktoer aktoer, Brugeropslag brugere, TimeProvider time, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var (fra, til) = (f.Dato("fra"), f.Dato("til"));
        var bruger = await ValgtAsync(f, "brugerId", brugere, ct);
        var vikar = await ValgtAsync(f, "stedfortraederId", brugere, ct);
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync((OpretFravaer act) => act.Udfoer(new(aktoer, bruger, vikar, fra, til, f["note"]), ct), ct)))
            return await NySideAsync(f, null, aktoer, brugere, time, ct);
        context.Besked(Beskedart.Succes, "Fraværet er registreret", "Stedfortræderen ser det på Min dag, når det begynder.");
        return Results.Redirect(Sti);
    }

    private static async Task<IResult> VisAsync(Guid id, Formular? formular, Aktoer aktoer, Fravaersopslag opslag, CancellationToken ct)
    {
        var v = await opslag.HentAsync(aktoer, id, ct);
        var f = formular ?? new Formular(
            ("stedfortraederId", v.StedfortraederId.ToString()), ("stedfortraederId-tekst", v.Stedfortraeder), ("fra", DanishTime.ShortDate(v.Fra)), ("til", DanishTime.ShortDate(v.Til)), ("note", v.Note),
            ("version", v.Version.ToString(CultureInfo.InvariantCulture)));
        return Formularhandling.Side<Fravaerside>(new Fravaersformular(id, v.Bruger, f, v.KanRettes, false, v.Tilstand != "Kommende", Linje(v), v.Stedfortraeder), f);
    }

    private static async Task<IResult> RetAsync(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, Brugeropslag brugere, Fravaersopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var (fra, til) = (f.Dato("fra"), f.Dato("til"));
        var vikar = await ValgtAsync(f, "stedfortraederId", brugere, ct);
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync((RetFravaer act) => act.Udfoer(new(aktoer, id, vikar, fra, til, f["note"], f.Version()), ct), ct)))
            return await VisAsync(id, f, aktoer, opslag, ct);
        context.Besked(Beskedart.Succes, "Fraværet er rettet");
        return Results.Redirect($"{Sti}/{id}");
    }

    private static async Task<IResult> AfslutAsync(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, Fravaersopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync((AfslutFravaer act) => act.Udfoer(new(aktoer, id, f.Version()), ct), ct)))
            return await VisAsync(id, f, aktoer, opslag, ct);
        context.Besked(Beskedart.Succes, "Fraværet er afsluttet", "Stedfortræderen har ikke længere rettighederne.");
        return Results.Redirect(Sti);
    }

    /// <summary>The page that follows is the desk's own Min dag, so that nothing that was open at the other desk stands there.</summary>
    private static async Task<IResult> SkiftAsync(HttpContext context, Authority myndighed, Aktoer aktoer, Aktoercache aktoerer, Logoncookie cookie, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        if (f.Id("bruger") is not { } bord || await aktoerer.FindPaaVegneAsync(myndighed, aktoer.Id, bord, context.RequestServices, ct) is null)
            throw new ForbiddenException("Du er ikke stedfortræder for den bruger lige nu.");
        cookie.Skift(context, myndighed, bord);
        return Results.Redirect("/");
    }

    private static IResult SlutAsync(HttpContext context, Authority myndighed, Logoncookie cookie)
    {
        cookie.Skift(context, myndighed, null);
        return Results.Redirect("/");
    }

    /// <summary>The one chosen from the list, or whose user name was typed.</summary>
    private static async Task<Guid?> ValgtAsync(Formular f, string felt, Brugeropslag brugere, CancellationToken ct)
    {
        if (f.Id(felt) is { } id)
            return id;
        if (f[felt + "-tekst"] is not { Length: > 0 } tekst)
            return null;
        if (await brugere.FindAsync(tekst, ct) is { } fundet)
            return fundet.Id;
        f.Fejl(felt, "Der er ingen bruger med det navn. Vælg fra listen, eller skriv brugernavnet.");
        return null;
    }

    private static Fravaerslinje Linje(Fravaersvisning v) => new(
        v.Id, v.Bruger, v.Stedfortraeder, v.Fra == v.Til ? DanishTime.ShortDate(v.Fra) : $"{DanishTime.ShortDate(v.Fra)} til {DanishTime.ShortDate(v.Til)}", v.Note,
        v.Tilstand switch { "Igang" => new("I gang", Farve.Groen), "Kommende" => new("Kommende", Farve.Blaa), _ => new(v.Afsluttet is null ? "Slut" : $"Afsluttet {DanishTime.ShortDate(v.Afsluttet.Value)}", Farve.Graa) }, v.KanRettes);
}
