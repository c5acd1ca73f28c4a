using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Handlinger;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Adgang.Sider;

/// <param name="Tal">What became of it, in words.</param>
public sealed record Gennemgangslinje(Guid Id, string Termin, string Frist, Maerke Status, string Tal);

/// <param name="Ubesvarede">How many rights wait.</param>
public sealed record Gennemgangsbruger(Guid Id, string Navn, string Enhed, int Ubesvarede, int IAlt);

/// <summary>The page of the reviews: the open one's people, and the rounds before.</summary>
/// <param name="Aaben">The open round; null when there is none.</param>
/// <param name="ErAdministrator">Sets the days and begins a round.</param>
public sealed record Gennemgangsside(Gennemgangslinje? Aaben, string? Frist, string Naeste, int Fristdage, IReadOnlyList<Gennemgangsbruger> Brugere, IReadOnlyList<Gennemgangslinje> Runder, bool ErAdministrator, Formular Formular);

/// <param name="Note">What was said about it.</param>
public sealed record Gennemgangsret(Guid Id, string Art, string Navn, bool ErSaerlig, Maerke Status, string? Note, bool ErUbesvaret);

/// <param name="Navngivet">On how many access lists the user stands by name.</param>
public sealed record Gennemgangsbrugerside(Guid BrugerId, string Navn, string Enhed, string Frist, IReadOnlyList<Gennemgangsret> Retter, int Navngivet, bool KanAlle, Formular Formular);

/// <summary>The half-yearly review of rights, as pages and over REST.</summary>
internal static class GennemgangSider
{
    public const string Sti = "/rettigheder";

    private const Roller Hvem = Roller.Leder | Roller.Administrator;

    /// <param name="FoersteDag">Day and month of the first review of the year.</param>
    /// <param name="AndenDag">Day and month of the second.</param>
    /// <param name="FristDage">Days to answer, 7 to 90.</param>
    /// <param name="Logstikproeve">Lines of the access log in a month's sample, 0 to 500.</param>
    public sealed record Indstilling(int FoersteMaaned, int FoersteDag, int AndenMaaned, int AndenDag, int FristDage, int Logstikproeve);

    /// <param name="FristDage">Days to answer, 7 to 90; what is set for the authority when left out.</param>
    public sealed record NyGennemgang(int? FristDage = null);

    /// <param name="BrugerId">Whose rights.</param>
    /// <param name="Rettigheder">Which; left out, all that are unanswered and not more than working with cases.</param>
    /// <param name="Bekraeft">False takes away.</param>
    /// <param name="Note">Why.</param>
    public sealed record Afgoerelse(Guid BrugerId, IReadOnlyList<Guid>? Rettigheder, bool Bekraeft, string? Note = null);

    public static void MapApi(IEndpointRouteBuilder api)
    {
        var runder = api.MapGroup("/rettighedsgennemgange").WithTags("Ledelse");
        runder.MapGet("", async (string? efter, int? antal, Aktoer aktoer, Ledelsesopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.RunderAsync(aktoer, efter, Cursor.PageSize(antal), ct))).Kraever(Hvem).WithSummary("Gennemgange af rettigheder, nyeste først");
        runder.MapPost("", async (NyGennemgang ny, Authority myndighed, Aktoer aktoer, HttpResponse response, CancellationToken ct) =>
        {
            var svar = await myndighed.Queue.RunAsync((BegyndGennemgang act) => act.Udfoer(new(aktoer, FristDage: ny.FristDage), ct), ct);
            response.Headers.ETag = Preconditions.ETag(svar.Version);
            return TypedResults.Created($"/api/v1/rettighedsgennemgange/{svar.Id}", svar);
        }).Kraever(Roller.Administrator).WithSummary("Begynd en gennemgang af rettigheder nu");
        runder.MapGet("/indstillinger", async (Ledelsesopslag opslag, HttpResponse response, CancellationToken ct) =>
        {
            var i = await opslag.IndstillingAsync(ct);
            response.Headers.ETag = Preconditions.ETag(i.Version);
            return TypedResults.Ok(new Indstilling(i.FoersteMaaned, i.FoersteDag, i.AndenMaaned, i.AndenDag, i.FristDage, i.Logstikproeve));
        }).Kraever(Roller.Administrator | Roller.Logkontrollant).WithSummary("Hvornår rettigheder gennemgås, og hvor stor stikprøven af adgangsloggen er");
        runder.MapPut("/indstillinger", async (Indstilling i, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct) =>
        {
            var set = request.IfMatch();
            response.Headers.ETag = Preconditions.ETag(await myndighed.Queue.RunAsync(
                (IndstilLedelseskontrol act) => act.Udfoer(new(aktoer, i.FoersteMaaned, i.FoersteDag, i.AndenMaaned, i.AndenDag, i.FristDage, i.Logstikproeve, set), ct), ct));
            return TypedResults.Ok(i);
        }).Kraever(Roller.Administrator).WithSummary("Sæt dage, frist og stikprøvens størrelse");
        runder.MapGet("/{id:guid}", async (Guid id, Aktoer aktoer, Ledelsesopslag opslag, HttpResponse response, CancellationToken ct) =>
        {
            var runde = await opslag.RundeAsync(aktoer, id, ct);
            response.Headers.ETag = Preconditions.ETag(runde.Version);
            return TypedResults.Ok(runde);
        }).Kraever(Hvem).WithSummary("Hent en gennemgang af rettigheder");
        runder.MapGet("/{id:guid}/rettigheder", async (Guid id, Guid? bruger, bool? kunUbesvarede, string? efter, int? antal, Aktoer aktoer, Ledelsesopslag opslag, CancellationToken ct) =>
            TypedResults.Ok(await opslag.PosterAsync(aktoer, id, bruger, kunUbesvarede ?? false, efter, Cursor.PageSize(antal), ct))).Kraever(Hvem).WithSummary("Rettighederne i en gennemgang, som man svarer for");
        runder.MapPost("/afgoerelser", async (Afgoerelse a, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(await myndighed.Queue.RunAsync((AfgoerRettigheder act) => act.Udfoer(new(aktoer, a.BrugerId, a.Rettigheder, a.Bekraeft, a.Note), ct), ct))).Kraever(Hvem).WithSummary("Bekræft eller fjern en medarbejders rettigheder i den åbne gennemgang");
    }

    public static void MapSider(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti);
        sider.MapGet("", (Aktoer aktoer, Ledelsesopslag opslag, TimeProvider tid, CancellationToken ct) => VisAsync(null, aktoer, opslag, tid, ct)).Kraever(Hvem).WithSummary("Så gennemgangen af rettigheder");
        sider.MapPost("/indstillinger", IndstilAsync).Kraever(Roller.Administrator).WithSummary("Satte dage for gennemgang af rettigheder");
        sider.MapPost("/begynd", BegyndAsync).Kraever(Roller.Administrator).WithSummary("Begyndte en gennemgang af rettigheder");
        sider.MapGet("/bruger/{bruger:guid}", (Guid bruger, Aktoer aktoer, Ledelsesopslag opslag, CancellationToken ct) => BrugerAsync(bruger, new(), aktoer, opslag, ct)).Kraever(Hvem).WithSummary("Så en medarbejders rettigheder i gennemgangen");
        sider.MapPost("/bruger/{bruger:guid}", AfgoerAsync).Kraever(Hvem).WithSummary("Bekræftede eller fjernede en medarbejders rettigheder");
        sider.MapGet("/runder/{id:guid}/fil", FilAsync).Kraever(Hvem).WithSummary("Hentede en gennemgang af rettigheder som fil");
    }

    private static async Task<IResult> VisAsync(Formular? formular, Aktoer aktoer, Ledelsesopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        var runder = (await opslag.RunderAsync(aktoer, null, 20, ct)).Poster;
        var aaben = runder.FirstOrDefault(r => r.Afsluttet is null);
        var i = await opslag.IndstillingAsync(ct);
        var f = formular ?? new Formular(
            ("foersteDag", $"{i.FoersteDag}"), ("foersteMaaned", $"{i.FoersteMaaned}"), ("andenDag", $"{i.AndenDag}"), ("andenMaaned", $"{i.AndenMaaned}"), ("fristDage", $"{i.FristDage}"), ("logstikproeve", $"{i.Logstikproeve}"),
            ("version", i.Version.ToString(CultureInfo.InvariantCulture)));
        return Formularhandling.Side<Gennemgangside>(new Gennemgangsside(
            aaben is null ? null : Linje(aaben), aaben is null ? null : DanishTime.LongDate(aaben.Frist), DanishTime.LongDate(i.Naeste(DanishTime.Today(tid))), i.FristDage,
            aaben is null ? [] : [.. (await opslag.BrugereAsync(aktoer, aaben.Id, ct)).Select(b => new Gennemgangsbruger(b.Id, b.Navn, b.Enhed, b.Ubesvarede, b.IAlt))], [.. runder.Select(Linje)], aktoer.Har(Roller.Administrator), f), f);
    }

    private static Gennemgangslinje Linje(Gennemgangsvisning r) => new(
        r.Id, DanishTime.ShortDate(r.Termin), DanishTime.ShortDate(r.Frist), r.Afsluttet is null ? new("I gang", Farve.Blaa) : new("Afsluttet", Farve.Graa),
        r.IAlt is null ? $"{r.Mine} hos dig, {r.MineUbesvarede} ubesvarede"
            : $"{r.IAlt} i alt: {r.Bekraeftede} bekræftet, {r.Fjernede} fjernet, {r.Bortfaldne} bortfaldet, {r.Ubesvarede} ubesvaret" + (r.Bevarede > 0 ? $", {r.Bevarede} bevaret" : ""));

    private static async Task<IResult> IndstilAsync(HttpContext context, Authority myndighed, Aktoer aktoer, Ledelsesopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        int Tal(string felt) => int.TryParse(f[felt], NumberStyles.None, CultureInfo.InvariantCulture, out var tal) ? tal : -1;
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync((IndstilLedelseskontrol act) => act.Udfoer(
            new(aktoer, Tal("foersteMaaned"), Tal("foersteDag"), Tal("andenMaaned"), Tal("andenDag"), Tal("fristDage"), Tal("logstikproeve"), f.Version()), ct), ct)))
            return await VisAsync(f, aktoer, opslag, tid, ct);
        context.Besked(Beskedart.Succes, "Indstillingerne er gemt");
        return Results.Redirect(Sti);
    }

    private static async Task<IResult> BegyndAsync(HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        try
        {
            var svar = await myndighed.Queue.RunAsync((BegyndGennemgang act) => act.Udfoer(new(aktoer), ct), ct);
            context.Besked(Beskedart.Succes, "Gennemgangen er begyndt", $"Lederne svarer for {svar.Rettigheder} rettigheder hos {svar.Brugere} brugere til og med {DanishTime.LongDate(svar.Frist)}.");
        }
        catch (RegelbrudException brud)
        {
            context.Besked(Beskedart.Fejl, brud.Message);
        }

        return Results.Redirect(Sti);
    }

    private static async Task<IResult> BrugerAsync(Guid bruger, Formular formular, Aktoer aktoer, Ledelsesopslag opslag, CancellationToken ct)
    {
        var runde = (await opslag.RunderAsync(aktoer, null, 1, ct)).Poster.FirstOrDefault(r => r.Afsluttet is null) ?? throw new NotFoundException("Der er ingen gennemgang i gang.");
        var hvem = (await opslag.BrugereAsync(aktoer, runde.Id, ct)).FirstOrDefault(b => b.Id == bruger);
        if (hvem.Navn is null)
            throw new NotFoundException("Medarbejderen er ikke i gennemgangen, eller det er ikke dig, der skal svare.");
        var poster = (await opslag.PosterAsync(aktoer, runde.Id, bruger, false, null, Cursor.MaxPage, ct)).Poster;
        return Formularhandling.Side<Gennemgangsbrugere>(new Gennemgangsbrugerside(
            bruger, hvem.Navn, hvem.Enhed, DanishTime.LongDate(runde.Frist), [.. poster.Select(p => new Gennemgangsret(p.Id, p.Art == nameof(Rettighedsart.Klient) ? "Program" : p.Art, p.Navn, p.ErSaerlig, Status(p), p.Note, p.Afgoerelse is null))],
            await opslag.NavngivetAsync(bruger, ct), poster.Any(p => p.Afgoerelse is null && !p.ErSaerlig), formular), formular);
    }

    private static Maerke Status(Rettighedsvisning p) => p.Afgoerelse switch
    {
        nameof(Rettighedsafgoerelse.Bekraeftet) => new($"Bekræftet af {p.AfgjortAf}", Farve.Groen), nameof(Rettighedsafgoerelse.Fjernet) => new($"Fjernet af {p.AfgjortAf}", Farve.Roed),
        nameof(Rettighedsafgoerelse.Bortfaldet) => new("Bortfaldet", Farve.Roed), nameof(Rettighedsafgoerelse.Bevaret) => new("Bevaret: den sidste administrator", Farve.Gul), nameof(Rettighedsafgoerelse.Vaek) => new("Var der ikke længere", Farve.Graa),
        _ => new("Ubesvaret", Farve.Blaa),
    };

    private static async Task<IResult> AfgoerAsync(Guid bruger, HttpContext context, Authority myndighed, Aktoer aktoer, Ledelsesopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var (hvad, ret) = (f["hvad"], f.Id("ret"));
        AfgoerRettigheder.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync((AfgoerRettigheder act) => act.Udfoer(new(aktoer, bruger, ret is { } r ? [r] : null, hvad != "fjern", f["note"]), ct), ct)))
            return await BrugerAsync(bruger, f, aktoer, opslag, ct);
        context.Besked(Beskedart.Succes, hvad == "fjern" ? "Rettigheden er fjernet" : svar!.Afgjorte == 1 ? "Rettigheden er bekræftet" : $"{svar.Afgjorte} rettigheder er bekræftet", svar!.Ubesvarede > 0 ? $"{svar.Ubesvarede} mangler svar." : null);
        return Results.Redirect(svar.Ubesvarede > 0 ? $"{Sti}/bruger/{bruger}" : Sti);
    }

    private static async Task<IResult> FilAsync(Guid id, Aktoer aktoer, Ledelsesopslag opslag, CancellationToken ct)
    {
        var runde = await opslag.RundeAsync(aktoer, id, ct);
        var linjer = new List<Rettighedsvisning>();
        for (string? efter = null; ;)
        {
            var side = await opslag.PosterAsync(aktoer, id, null, false, efter, Cursor.MaxPage, ct);
            linjer.AddRange(side.Poster);
            if ((efter = side.Naeste) is null)
                break;
        }

        return Results.Stream(async stream =>
        {
            await using var csv = new CsvWriter(stream);
            await csv.WriteRowAsync(["Medarbejder", "Enhed", "Art", "Rettighed", "Afgørelse", "Af", "Tid", "Note"], ct);
            foreach (var p in linjer)
                await csv.WriteRowAsync([p.Bruger, p.Enhed, p.Art, p.Navn, p.Afgoerelse ?? "Ubesvaret", p.AfgjortAf, p.Afgjort is { } tid ? DanishTime.ShortDateTime(tid) : null, p.Note], ct);
        }, "text/csv; charset=utf-8", $"rettigheder-{runde.Termin:yyyy-MM-dd}.csv");
    }
}
