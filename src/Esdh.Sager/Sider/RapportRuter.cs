using System.Globalization;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>Reports over the cases one sees.</summary>
internal static class RapportRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rapporter", Side).Kraever(AccessRules.Laesning).WithSummary("Så rapporter");
        routes.MapGet("/rapporter.csv", Csv).Kraever(AccessRules.Laesning).WithSummary("Hentede rapporter");
    }

    private static async Task<IResult> Side(Guid? enhed, Rapporter rapporter, Personer personer, Aktoer aktoer, CancellationToken ct) => SagRuter.Side<Rapportside>(new()
    {
        ["Rapport"] = await rapporter.HentAsync(aktoer, enhed, ct),
        ["Enhed"] = enhed?.ToString(),
        ["Enheder"] = (IReadOnlyList<Mulighed>)[.. (await personer.EnhederAsync(ct)).Select(e => new Mulighed(e.Id.ToString(), new string('\u2003', e.Dybde) + e.Navn))],
    });

    private static async Task<IResult> Csv(HttpContext context, Guid? enhed, Rapporter rapporter, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var r = await rapporter.HentAsync(aktoer, enhed, ct);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"rapport-{DanishTime.Today(tid):yyyy-MM-dd}.csv\"";
        await using var csv = new CsvWriter(context.Response.Body);
        await csv.WriteRowAsync(["Rapport", "Navn", "Antal sager"], ct);
        foreach (var (navn, punkter) in new[]
        {
            ("Åbne sager pr. enhed", r.PrEnhed), ("Åbne sager pr. behandler", r.PrBehandler), ("Åbne sager efter alder", r.Alder),
            ("Åbne sager med overskredet frist pr. enhed", r.OverskredetPrEnhed), ("Oprettet pr. måned", r.Oprettet), ("Afsluttet pr. måned", r.Lukket),
        })
        {
            foreach (var p in punkter)
                await csv.WriteRowAsync([navn, p.Navn, p.Vaerdi.ToString("0", CultureInfo.InvariantCulture)], ct);
        }

        return Results.Empty;
    }
}
