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

public sealed record Logstikproevelinje(Guid Id, string Maaned, int Linjer, int Omfang, int Mangler, int SkalForklares, int Brud, int Forsinkede);

/// <param name="Maaned">The month that a sample may be drawn of now; null where there is one.</param>
public sealed record Logkontrolliste(IReadOnlyList<Logstikproevelinje> Stikproever, string? NaesteHref, string? Maaned, string? MaanedOrd);

public sealed record Loglinje(Guid Id, string Tid, string Hvem, string Hvad, string? Sag, string Hvorfor, Maerke Status, bool ErForsinket);

public sealed record Logstikproevevis(Guid Id, string Maaned, long Froe, int Omfang, string Strata, IReadOnlyList<Loglinje> Linjer, bool KunAabne, string? NaesteHref, Logstikproevelinje Tal);

/// <param name="KanAfgoeres">It is open, and not the reader's own look.</param>
public sealed record Loglinjevis(
    Guid Id, Guid Stikproeve, Loglinje Linje, string? Begrundelse, string? Fund, string? Opfoelgning, string? AfgjortAf, string? Spoergsmaal, string? Frist, string? Forklaring, bool KanAfgoeres, bool ErEgen, Formular Formular);

public sealed record Forklaringslinje(Guid Id, string Tid, string Hvad, string? Sag, string? Begrundelse, string Spoergsmaal, string Frist, string? Forklaring, bool KanForklares, long Version);

public sealed record Forklaringsliste(IReadOnlyList<Forklaringslinje> Linjer, Guid? Forkert, Formular Formular);

/// <summary>Samples of the access log for the logkontrollant, and the page where an employee explains a look; as pages and over REST.</summary>
internal static class LogkontrolSider
{
    public const string Sti = "/logkontrol";
    public const string Forklaringer = "/forklaringer";

    /// <param name="Maaned">A day in the month; the month before this one when left out.</param>
    /// <param name="Froe">To draw the same again; a new one when left out.</param>
    public sealed record NyStikproeve(DateOnly? Maaned = null, long? Froe = null);

    /// <param name="Fund"><c>IOrden</c>, <c>SkalForklares</c> or <c>Brud</c>.</param>
    /// <param name="Tekst">The finding, or what is asked.</param>
    /// <param name="Opfoelgning">What is done about a breach.</param>
    public sealed record Vurdering(string? Fund, string? Tekst = null, string? Opfoelgning = null);

    public sealed record Svar(string? Forklaring);

    internal sealed record Gemt(Guid Id, long Version);

    public static void MapApi(IEndpointRouteBuilder api)
    {
        var kontrol = api.MapGroup("/logkontroller").Kraever(Roller.Logkontrollant).WithTags("Ledelse");
        kontrol.MapGet("", async (string? efter, int? antal, Ledelsesopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.StikproeverAsync(efter, Cursor.PageSize(antal), ct))).WithSummary("Stikprøver af adgangsloggen, nyeste først");
        kontrol.MapPost("", async (NyStikproeve n, Authority myndighed, Aktoer aktoer, HttpContext context, TimeProvider time, CancellationToken ct) =>
        {
            var svar = await Ledelsesvagt.UdtagAsync(context.RequestServices, myndighed, aktoer, Maaned(n.Maaned, time), n.Froe, ct);
            return TypedResults.Created($"/api/v1/logkontroller/{svar.Id}/linjer", svar);
        }).WithSummary("Tag en stikprøve af en måned af adgangsloggen");
        kontrol.MapGet("/{id:guid}/linjer", async (Guid id, bool? kunAabne, string? efter, int? antal, Aktoer aktoer, Ledelsesopslag opslag, Adgangsspor spor, CancellationToken ct) =>
        {
            spor.Beskyttet();
            return TypedResults.Ok(await opslag.LinjerAsync(aktoer, id, kunAabne ?? false, efter, Cursor.PageSize(antal), ct));
        }).WithSummary("En stikprøves linjer, med hvorfor hver er trukket");
        kontrol.MapGet("/linjer/{id:guid}", async (Guid id, Aktoer aktoer, Ledelsesopslag opslag, Adgangsspor spor, HttpResponse response, CancellationToken ct) =>
        {
            spor.Beskyttet();
            var linje = await opslag.LinjeAsync(aktoer, id, ct);
            response.Headers.ETag = Preconditions.ETag(linje.Version);
            return TypedResults.Ok(linje);
        }).WithSummary("Hent en linje i en stikprøve");
        kontrol.MapPut("/linjer/{id:guid}", async (Guid id, Vurdering v, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct) =>
        {
            var set = request.IfMatch();
            var version = await myndighed.Queue.RunAsync((AfgoerLoglinje act) => act.Udfoer(new(aktoer, id, v.Fund, v.Tekst, v.Opfoelgning, set), ct), ct);
            response.Headers.ETag = Preconditions.ETag(version);
            return TypedResults.Ok(new Gemt(id, version));
        }).WithSummary("Vurder en linje: i orden, skal forklares eller brud");
        var mig = api.MapGroup("/mig/forklaringer").KraeverLogon().WithTags("Mig");
        mig.MapGet("", async (Aktoer aktoer, Ledelsesopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.ForklaringerAsync(aktoer, ct))).WithSummary("Egne opslag, som en logkontrollant beder forklaret");
        mig.MapPut("/{id:guid}", async (Guid id, Svar s, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct) =>
        {
            var set = request.IfMatch();
            var version = await myndighed.Queue.RunAsync((ForklarOpslag act) => act.Udfoer(new(aktoer, id, s.Forklaring, set), ct), ct);
            response.Headers.ETag = Preconditions.ETag(version);
            return TypedResults.Ok(new Gemt(id, version));
        }).KunSomSigSelv().WithSummary("Forklar et opslag");
    }

    public static void MapSider(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Roller.Logkontrollant);
        sider.MapGet("", ListeAsync).WithSummary("Så stikprøverne af adgangsloggen");
        sider.MapPost("", UdtagAsync).WithSummary("Tog en stikprøve af adgangsloggen");
        sider.MapGet("/stikproever/{id:guid}", StikproeveAsync).WithSummary("Så en stikprøve af adgangsloggen");
        sider.MapGet("/stikproever/{id:guid}/fil", FilAsync).WithSummary("Hentede en stikprøve af adgangsloggen som fil");
        sider.MapGet("/linjer/{id:guid}", (Guid id, Aktoer aktoer, Ledelsesopslag opslag, Adgangsspor spor, CancellationToken ct) => LinjeAsync(id, null, aktoer, opslag, spor, ct)).WithSummary("Så et opslag, der skal vurderes");
        sider.MapPost("/linjer/{id:guid}", AfgoerAsync).WithSummary("Vurderede et opslag");
        var egne = routes.MapGroup(Forklaringer).KraeverLogon();
        egne.MapGet("", (Aktoer aktoer, Ledelsesopslag opslag, CancellationToken ct) => ForklaringerAsync(null, new(), aktoer, opslag, ct)).WithSummary("Så de opslag, der skal forklares");
        egne.MapPost("/{id:guid}", ForklarAsync).KunSomSigSelv().WithSummary("Forklarede et opslag");
    }

    /// <exception cref="InvalidException">A month that is not over.</exception>
    private static DateOnly Maaned(DateOnly? valgt, TimeProvider time)
    {
        var denne = new DateOnly(DanishTime.Today(time).Year, DanishTime.Today(time).Month, 1);
        var maaned = valgt is { } v ? new DateOnly(v.Year, v.Month, 1) : denne.AddMonths(-1);
        return maaned < denne && maaned.Year >= 2020 ? maaned : throw new InvalidException("maaned", "Vælg en måned, der er slut.");
    }

    private static async Task<IResult> ListeAsync(string? efter, Ledelsesopslag opslag, TimeProvider time, CancellationToken ct)
    {
        var side = await opslag.StikproeverAsync(efter, 24, ct);
        var maaned = Maaned(null, time);
        var kan = efter is null && side.Poster.All(s => s.Maaned != maaned);
        return Formularhandling.Side<Logkontrolside>(new Logkontrolliste(
            [.. side.Poster.Select(Tal)], side.Naeste is null ? null : $"{Sti}?efter={side.Naeste}", kan ? maaned.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null, kan ? Ord(maaned) : null));
    }

    private static string Ord(DateOnly maaned) => maaned.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("da-DK"));

    private static Logstikproevelinje Tal(Logstikproevevisning s) => new(s.Id, Ord(s.Maaned), s.Linjer, s.Omfang, s.Mangler, s.SkalForklares, s.Brud, s.Forsinkede);

    private static async Task<IResult> UdtagAsync(HttpContext context, Authority myndighed, Aktoer aktoer, TimeProvider time, CancellationToken ct)
    {
        try
        {
            var svar = await Ledelsesvagt.UdtagAsync(context.RequestServices, myndighed, aktoer, Maaned(null, time), null, ct);
            context.Besked(Beskedart.Succes, $"{svar.Linjer} opslag er trukket", $"Blandt {svar.Omfang}.");
            return Results.Redirect($"{Sti}/stikproever/{svar.Id}");
        }
        catch (RegelbrudException brud)
        {
            context.Besked(Beskedart.Fejl, brud.Message);
            return Results.Redirect(Sti);
        }
    }

    private static async Task<IResult> StikproeveAsync(Guid id, bool? aabne, string? efter, Aktoer aktoer, Ledelsesopslag opslag, Adgangsspor spor, CancellationToken ct)
    {
        spor.Beskyttet();
        var s = await opslag.StikproeveAsync(id, ct);
        var side = await opslag.LinjerAsync(aktoer, id, aabne ?? false, efter, 50, ct);
        return Formularhandling.Side<Logstikproeveside>(new Logstikproevevis(
            id, Ord(s.Maaned), s.Froe, s.Omfang, string.Join(", ", s.Strata.Select(x => $"{x.Value} {Stratum(x.Key).ToLowerInvariant()}")), [.. side.Poster.Select(Linje)], aabne ?? false,
            side.Naeste is null ? null : $"{Sti}/stikproever/{id}?{(aabne == true ? "aabne=true&" : "")}efter={side.Naeste}", Tal(s)));
    }

    internal static string Stratum(string stratum) => stratum switch
    {
        nameof(Logstratum.Noedadgang) => "Nødadgang", nameof(Logstratum.EgetNavn) => "Eget navn", nameof(Logstratum.Beskyttet) => "Beskyttet person", nameof(Logstratum.AndenEnhed) => "Anden enheds sag", _ => "Øvrige",
    };

    private static Loglinje Linje(Loglinjevisning l) => new(
        l.Id, DanishTime.ShortDateTime(l.Tid), l.PaaVegneAf is null ? l.Bruger : $"{l.Bruger} på vegne af {l.PaaVegneAf}", l.Hvad, l.Sagsnummer, Stratum(l.Stratum), l.Fund switch
        {
            nameof(Logfund.IOrden) => new("I orden", Farve.Groen), nameof(Logfund.Brud) => new("Brud", Farve.Roed),
            nameof(Logfund.SkalForklares) => l.Forklaret is null ? new("Venter på forklaring", Farve.Gul) : new("Er forklaret", Farve.Blaa), _ => new("Skal vurderes", Farve.Blaa),
        }, l.ErForsinket);

    private static async Task<IResult> LinjeAsync(Guid id, Formular? formular, Aktoer aktoer, Ledelsesopslag opslag, Adgangsspor spor, CancellationToken ct)
    {
        spor.Beskyttet();
        var l = await opslag.LinjeAsync(aktoer, id, ct);
        var stikproeve = await opslag.StikproeveForAsync(id, ct);
        var f = formular ?? new Formular(("version", l.Version.ToString(CultureInfo.InvariantCulture)), ("fund", ""));
        return Formularhandling.Side<Loglinjeside>(new Loglinjevis(
            id, stikproeve, Linje(l), l.Begrundelse, l.Tekst, l.Opfoelgning, l.AfgjortAf, l.Spoergsmaal, l.Forklaringsfrist is { } frist ? DanishTime.LongDate(frist) : null, l.Forklaring,
            !l.ErEgen && l.Fund is null or nameof(Logfund.SkalForklares), l.ErEgen, f), f);
    }

    private static async Task<IResult> AfgoerAsync(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, Ledelsesopslag opslag, Adgangsspor spor, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync((AfgoerLoglinje act) => act.Udfoer(new(aktoer, id, f["fund"], f["tekst"], f["opfoelgning"], f.Version()), ct), ct)))
            return await LinjeAsync(id, f, aktoer, opslag, spor, ct);
        context.Besked(Beskedart.Succes, "Vurderingen er gemt");
        return Results.Redirect($"{Sti}/stikproever/{await opslag.StikproeveForAsync(id, ct)}?aabne=true");
    }

    private static async Task<IResult> FilAsync(Guid id, Aktoer aktoer, Ledelsesopslag opslag, Adgangsspor spor, CancellationToken ct)
    {
        spor.Beskyttet();
        var s = await opslag.StikproeveAsync(id, ct);
        var linjer = new List<Loglinjevisning>();
        for (string? efter = null; ;)
        {
            var side = await opslag.LinjerAsync(aktoer, id, false, efter, Cursor.MaxPage, ct);
            linjer.AddRange(side.Poster);
            if ((efter = side.Naeste) is null)
                break;
        }

        return Results.Stream(async stream =>
        {
            await using var csv = new CsvWriter(stream);
            await csv.WriteRowAsync(["Tid", "Bruger", "På vegne af", "Hvad", "Sag", "Trukket fordi", "Fund", "Tekst", "Opfølgning", "Vurderet af", "Forklaring", "Frø"], ct);
            foreach (var l in linjer)
                await csv.WriteRowAsync([DanishTime.ShortDateTime(l.Tid), l.Bruger, l.PaaVegneAf, l.Hvad, l.Sagsnummer, Stratum(l.Stratum), l.Fund ?? "Ikke vurderet", l.Tekst, l.Opfoelgning, l.AfgjortAf, l.Forklaring, s.Froe.ToString(CultureInfo.InvariantCulture)], ct);
        }, "text/csv; charset=utf-8", $"logkontrol-{s.Maaned:yyyy-MM}.csv");
    }

    private static async Task<IResult> ForklaringerAsync(Guid? forkert, Formular formular, Aktoer aktoer, Ledelsesopslag opslag, CancellationToken ct) =>
        Formularhandling.Side<Forklaringsside>(new Forklaringsliste(
            [.. (await opslag.ForklaringerAsync(aktoer, ct)).Select(f => new Forklaringslinje(
                f.Id, DanishTime.ShortDateTime(f.Tid), f.Hvad, f.Sagsnummer, f.Begrundelse, f.Spoergsmaal, DanishTime.LongDate(f.Frist), f.Forklaring, f.KanForklares, f.Version))], forkert, formular), formular);

    private static async Task<IResult> ForklarAsync(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, Ledelsesopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync((ForklarOpslag act) => act.Udfoer(new(aktoer, id, f["forklaring"], f.Version()), ct), ct)))
            return await ForklaringerAsync(id, f, aktoer, opslag, ct);
        context.Besked(Beskedart.Succes, "Tak. Forklaringen er sendt til logkontrollanten.");
        return Results.Redirect(Forklaringer);
    }
}
