using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Sider;

/// <summary>The case's own pages: overview and history. Its acts have their own routes.</summary>
internal static class SagRuter
{
    private const int Sidelaengde = 100;

    /// <summary>Rows of the export that are read at a time: no read lasts long.</summary>
    private const int Csvportion = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sager/{sag}", (string sag, HttpContext context, Aktoer aktoer, Sagsrammeopslag ramme, Sagsoverblikopslag overblik, CancellationToken ct) =>
            ramme.VisAsync(context, aktoer, sag, async s => Side<Sagside>(new() { ["Sag"] = s, ["Overblik"] = await overblik.HentAsync(aktoer, s, ct) }), ct)).Kraever(AccessRules.Laesning).SpoergerHoejst(34).WithSummary("Åbnede en sag");
        routes.MapGet("/sager/{sag}/historik", (string sag, long? efter, HttpContext context, Aktoer aktoer, Sagsrammeopslag ramme, CancellationToken ct) =>
            ramme.VisAsync(context, aktoer, sag, s => HistorikAsync(s, efter, context, aktoer, ct), ct)).Kraever(AccessRules.Laesning).WithSummary("Så en sags historik");
        routes.MapGet("/sager/{sag}/historik.csv", HistorikCsv).Kraever(AccessRules.Laesning).WithSummary("Hentede en sags historik");
    }

    private static async Task<IResult> HistorikAsync(Sagsrammevisning sag, long? efter, HttpContext context, Aktoer aktoer, CancellationToken ct)
    {
        var (historik, overblik) = (context.RequestServices.GetRequiredService<Historik>(), context.RequestServices.GetRequiredService<Sagsoverblikopslag>());
        var formular = new Formular();
        Historikfilter filter;
        try
        {
            filter = Historikfilter.Laes(context.Request.Query);
        }
        catch (InvalidException e)
        {
            foreach (var (felt, tekster) in e.Errors)
                formular.Fejl(felt, tekster[0]);
            filter = new();
        }

        foreach (var felt in new[] { "art", "hvem", "fra", "til", "orden" })
            formular.Saet(felt, context.Request.Query[felt].ToString());
        var poster = await historik.HentAsync(aktoer, sag.Id, filter, efter, Sidelaengde + 1, ct);
        var q = filter.Forespoergsel();
        string Adresse(long? fra) => $"{sag.Sti}/historik{(q.Length > 0 || fra is not null ? "?" : "")}{q}{(fra is null ? "" : $"{(q.Length > 0 ? "&" : "")}efter={fra}")}";
        return Side<Historikside>(new()
        {
            ["Sag"] = sag,
            ["Model"] = new Historikvisning(
                overblik.EfterDage(poster.Take(Sidelaengde)), formular, [.. Historikfilter.Arter.Select(a => new Mulighed(a.Noegle, a.Navn))],
                [.. (await historik.PersonerAsync(sag.Id, ct)).Select(p => new Mulighed(p.Id.ToString(), p.Navn))], q.Length > 0 && (filter with { AeldsteFoerst = false }) != new Historikfilter(),
                efter is null ? null : Adresse(null), poster.Count > Sidelaengde ? Adresse(poster[Sidelaengde - 1].Nr) : null, $"{sag.Sti}/historik.csv{(q.Length > 0 ? "?" : "")}{q}"),
        }, formular.ErGyldig ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <summary>Streams all of it that the filter admits, portion by portion.</summary>
    private static async Task<IResult> HistorikCsv(string sag, HttpContext context, SagerDb db, Historik historik, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var filter = Historikfilter.Laes(context.Request.Query);
        var fundet = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(fundet);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"historik-{fundet.Sagsnummer}.csv\"";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await using var csv = new CsvWriter(context.Response.Body);
        await csv.WriteRowAsync(["Nummer", "Tidspunkt", "Hvem", "Hvad", "Bemærkning", "Hændelse"], ct);
        for (long? efter = null; ;)
        {
            var poster = await historik.HentAsync(aktoer, fundet.Id, filter, efter, Csvportion, ct);
            foreach (var p in poster)
                await csv.WriteRowAsync([p.Nr.ToString(CultureInfo.InvariantCulture), DanishTime.ShortDateTime(p.Tid), p.Aktoer, p.Tekst, p.Kommentar, p.Type], ct);
            if (poster.Count < Csvportion)
                return Results.Empty;
            efter = poster[^1].Nr;
        }
    }

    internal static RazorComponentResult<T> Side<T>(Dictionary<string, object?> parametre, int status = StatusCodes.Status200OK) where T : Microsoft.AspNetCore.Components.IComponent =>
        new(parametre) { StatusCode = status };
}
