using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>Samples of cases for leaders, as pages and over REST.</summary>
internal static class SagsstikproeveRuter
{
    public const string Sti = "/stikproever";

    /// <param name="EnhedId">A unit one leads; the own when left out.</param>
    /// <param name="Fra">Three months back when left out.</param>
    /// <param name="Til">Today when left out.</param>
    /// <param name="Antal">1 to 100.</param>
    /// <param name="Froe">To draw the same again.</param>
    public sealed record NySagsstikproeve(Guid? EnhedId, DateOnly? Fra, DateOnly? Til, int Antal = 10, long? Froe = null);

    /// <param name="Fund"><c>IOrden</c>, <c>SkalRettes</c> or <c>Rettet</c>.</param>
    /// <param name="Opfoelgning">When it is looked at again.</param>
    public sealed record Sagsvurdering(string? Fund, string? Note = null, DateOnly? Opfoelgning = null);

    internal sealed record Gemt(Guid Id, long Version);

    public static void MapApi(IEndpointRouteBuilder api)
    {
        var proever = api.MapGroup("/sagsstikproever").Kraever(Roller.Leder).WithTags("Ledelse");
        proever.MapGet("", async (string? efter, int? antal, Aktoer aktoer, Sagsstikproeveopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.ListeAsync(aktoer, efter, Cursor.PageSize(antal), ct))).WithSummary("Stikprøver af sager, nyeste først");
        proever.MapPost("", async (NySagsstikproeve n, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        {
            var svar = await myndighed.Queue.RunAsync((UdtagSagsstikproeve act) => act.Udfoer(new(aktoer, n.EnhedId, n.Fra, n.Til, n.Antal, n.Froe), ct), ct);
            return TypedResults.Created($"/api/v1/sagsstikproever/{svar.Id}/udtagne", svar);
        }).WithSummary("Tag en tilfældig stikprøve af en enheds sager");
        proever.MapGet("/{stikproeve:guid}/udtagne", async (Guid stikproeve, Aktoer aktoer, Sagsstikproeveopslag opslag, Adgangsspor spor, CancellationToken ct) =>
        {
            var sager = await opslag.SagerAsync(aktoer, stikproeve, ct);
            return TypedResults.Ok(sager);
        }).WithSummary("Sagerne i en stikprøve med det, systemet kunne se, og lederens fund");
        proever.MapGet("/udtagne/{proeve:guid}", async (Guid proeve, Aktoer aktoer, Sagsstikproeveopslag opslag, HttpResponse response, CancellationToken ct) =>
        {
            var fundet = await opslag.SagAsync(aktoer, proeve, ct);
            response.Headers.ETag = Preconditions.ETag(fundet.Version);
            return TypedResults.Ok(fundet);
        }).WithSummary("Hent en sag i en stikprøve");
        proever.MapPut("/udtagne/{proeve:guid}", async (Guid proeve, Sagsvurdering v, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct) =>
        {
            var set = request.IfMatch();
            var version = await myndighed.Queue.RunAsync((AfgoerSagsproeve act) => act.Udfoer(new(aktoer, proeve, v.Fund, v.Note, v.Opfoelgning, set), ct), ct);
            response.Headers.ETag = Preconditions.ETag(version);
            return TypedResults.Ok(new Gemt(proeve, version));
        }).WithSummary("Skriv, hvad der er fundet på en sag i en stikprøve");
    }

    public static void MapSider(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Roller.Leder);
        sider.MapGet("", (string? efter, Aktoer aktoer, Sagsstikproeveopslag opslag, Brugeropslag brugere, CancellationToken ct) => ListeAsync(efter, null, aktoer, opslag, brugere, ct)).WithSummary("Så stikprøverne af sager");
        sider.MapPost("", UdtagAsync).WithSummary("Tog en stikprøve af sager");
        sider.MapGet("/{stikproeve:guid}", VisAsync).WithSummary("Så en stikprøve af sager");
        sider.MapGet("/{stikproeve:guid}/fil", FilAsync).WithSummary("Hentede en stikprøve af sager som fil");
        sider.MapGet("/sager/{proeve:guid}", (Guid proeve, Aktoer aktoer, Sagsstikproeveopslag opslag, CancellationToken ct) => SagAsync(proeve, null, aktoer, opslag, ct)).WithSummary("Så en sag i en stikprøve");
        sider.MapPost("/sager/{proeve:guid}", AfgoerAsync).WithSummary("Skrev et fund på en sag i en stikprøve");
    }

    private static async Task<IResult> ListeAsync(string? efter, Formular? formular, Aktoer aktoer, Sagsstikproeveopslag opslag, Brugeropslag brugere, CancellationToken ct)
    {
        var side = await opslag.ListeAsync(aktoer, efter, 25, ct);
        var under = aktoer.EnhedId is { } egen ? await brugere.EnhederUnderAsync(egen, ct) : [];
        var enheder = (await brugere.EnhederAsync(ct)).Where(e => under.Contains(e.Id)).Select(e => new Mulighed(e.Id.ToString(), e.Navn)).ToList();
        var f = formular ?? new Formular(("enhedId", aktoer.EnhedId?.ToString()), ("antal", "10"));
        return Formularhandling.Side<Sagsstikproeverside>(new Sagsstikproeveliste(side.Poster, side.Naeste is null ? null : $"{Sti}?efter={side.Naeste}", enheder, f), f);
    }

    private static async Task<IResult> UdtagAsync(HttpContext context, Authority myndighed, Aktoer aktoer, Sagsstikproeveopslag opslag, Brugeropslag brugere, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var (enhed, fra, til, antal) = (f.Id("enhedId"), f.Dato("fra"), f.Dato("til"), f.Heltal("antal") ?? 0);
        UdtagSagsstikproeve.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync((UdtagSagsstikproeve act) => act.Udfoer(new(aktoer, enhed, fra, til, antal), ct), ct)))
            return await ListeAsync(null, f, aktoer, opslag, brugere, ct);
        context.Besked(Beskedart.Succes, svar!.Sager == 1 ? "1 sag er trukket" : $"{svar.Sager} sager er trukket", $"Blandt {svar.Omfang}.");
        return Results.Redirect($"{Sti}/{svar.Id}");
    }

    private static async Task<IResult> VisAsync(Guid stikproeve, Aktoer aktoer, Sagsstikproeveopslag opslag, CancellationToken ct) =>
        Formularhandling.Side<Sagsstikproeveside>(new Sagsstikproevesider(await opslag.StikproeveAsync(aktoer, stikproeve, ct), await opslag.SagerAsync(aktoer, stikproeve, ct)));

    private static async Task<IResult> SagAsync(Guid proeve, Formular? formular, Aktoer aktoer, Sagsstikproeveopslag opslag, CancellationToken ct)
    {
        var sag = await opslag.SagAsync(aktoer, proeve, ct);
        var f = formular ?? new Formular(("version", sag.Version.ToString(CultureInfo.InvariantCulture)), ("fund", ""), ("note", sag.Note));
        return Formularhandling.Side<Sagsproeveside>(new Sagsproevesider(sag, f, sag.Sagsnummer is not null && sag.Fund is null or "SkalRettes"), f);
    }

    private static async Task<IResult> AfgoerAsync(Guid proeve, HttpContext context, Authority myndighed, Aktoer aktoer, Sagsstikproeveopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var dag = f.Dato("opfoelgning");
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync((AfgoerSagsproeve act) => act.Udfoer(new(aktoer, proeve, f["fund"], f["note"], dag, f.Version()), ct), ct)))
            return await SagAsync(proeve, f, aktoer, opslag, ct);
        context.Besked(Beskedart.Succes, "Fundet er gemt");
        return Results.Redirect($"{Sti}/{(await opslag.SagAsync(aktoer, proeve, ct)).StikproeveId}");
    }

    private static async Task<IResult> FilAsync(Guid stikproeve, Aktoer aktoer, Sagsstikproeveopslag opslag, CancellationToken ct)
    {
        var (s, sager) = (await opslag.StikproeveAsync(aktoer, stikproeve, ct), await opslag.SagerAsync(aktoer, stikproeve, ct));
        return Results.Stream(async stream =>
        {
            await using var csv = new CsvWriter(stream);
            await csv.WriteRowAsync(["Sag", "Titel", "Sagsbehandler", "Gamle kladder", "Journaliseret for sent", "Partshøring mangler", "Overskredne frister", "Uden retsgrundlag", "Fund", "Note", "Opfølgning", "Frø"], ct);
            foreach (var p in sager)
                await csv.WriteRowAsync([p.Sagsnummer, p.Titel, p.Behandler, $"{p.GamleKladder}", $"{p.SentJournaliserede}", p.ManglerHoering ? "Ja" : "Nej", $"{p.OverskredneFrister}", $"{p.UdenRetsgrundlag}", p.Fund ?? "Ikke vurderet", p.Note, p.Opfoelgning is { } d ? DanishTime.ShortDate(d) : null, $"{s.Froe}"], ct);
        }, "text/csv; charset=utf-8", $"stikproeve-{s.Nr}.csv");
    }
}
