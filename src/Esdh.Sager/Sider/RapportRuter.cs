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
        routes.MapGet("/rapporter/sagsomraader", Omraader).Kraever(AccessRules.Laesning).WithSummary("Så sagsområdernes tal").SpoergerHoejst(80); // each area counts its own too
        routes.MapGet("/rapporter/sagsomraader.csv", OmraaderCsv).Kraever(AccessRules.Laesning).WithSummary("Hentede sagsområdernes tal").SpoergerHoejst(80);
        routes.MapGet("/rapporter.csv", Csv).Kraever(AccessRules.Laesning).WithSummary("Hentede rapporter");
    }

    /// <summary>The figures of case areas for a period; the last twelve months when it is not said.</summary>
    private static async Task<IResult> Omraader(string? fra, string? til, Omraadetalopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var f = new Formular();
        if (fra is not null || til is not null)
            f.Saet("fra", fra).Saet("til", til);
        var idag = DanishTime.Today(tid);
        var (begynd, slut) = (f.Dato("fra") ?? idag.AddYears(-1).AddDays(1), f.Dato("til") ?? idag);
        if (begynd > slut)
            f.Fejl("til", "Perioden slutter, før den begynder.");
        var omraader = f.ErGyldig ? await opslag.HentAsync(aktoer, begynd, slut, ct) : [];
        return Formularhandling.Side<Omraadetalside>(new Omraadetalvisning(begynd, slut, f, [.. omraader.Select(o => new Omraadetalgruppe(o.Navn, [.. o.Grupper.Select(g => new Omraadetaltabel(g.Navn, g.Tal))]))]), f);
    }

    private static async Task<IResult> OmraaderCsv(HttpContext context, string? fra, string? til, Omraadetalopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var (begynd, slut) = (DanishTime.TryParseDate(fra, out var f) ? f : idag.AddYears(-1).AddDays(1), DanishTime.TryParseDate(til, out var t) ? t : idag);
        var omraader = await opslag.HentAsync(aktoer, begynd, slut, ct);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"sagsomraader-{begynd:yyyy-MM-dd}-{slut:yyyy-MM-dd}.csv\"";
        await using var csv = new CsvWriter(context.Response.Body);
        await csv.WriteRowAsync(["Sagsområde", "Gruppe", "Nøgle", "Navn", "Tal", "Enhed"], ct);
        foreach (var (o, g, x) in omraader.SelectMany(o => o.Grupper.SelectMany(g => g.Tal.Select(x => (o, g, x)))))
            await csv.WriteRowAsync([o.Navn, g.Navn, x.Noegle, x.Navn, x.Tal?.ToString(CultureInfo.InvariantCulture) ?? "", x.Enhed], ct);
        return Results.Empty;
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
