using System.Globalization;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Foresp;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Byggesager.Sider;

/// <summary>How the service goals are met: a page and a file.</summary>
internal static class ServicemaalRuter
{
    private static readonly string[] Periodefelter = ["fra", "til"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/byggesager/servicemaal", Vis).Kraever(AccessRules.Laesning).WithSummary("Så, hvordan servicemålene holdes");
        routes.MapGet("/byggesager/servicemaal.csv", Csv).Kraever(AccessRules.Laesning).WithSummary("Hentede tal for servicemålene");
    }

    /// <summary>The last twelve months when nothing is asked for.</summary>
    internal static (DateOnly Fra, DateOnly Til) Periode(Formular f, TimeProvider tid, int maaneder = 12)
    {
        var idag = DanishTime.Today(tid);
        return (f.Dato("fra") ?? new DateOnly(idag.Year, idag.Month, 1).AddMonths(1 - maaneder), f.Dato("til") ?? idag);
    }

    /// <summary>What is not asked for is left to the page to show.</summary>
    internal static Formular Laes(HttpRequest request)
    {
        var f = new Formular();
        foreach (var felt in Periodefelter.Where(felt => request.Query[felt].ToString().Length > 0))
            f.Saet(felt, request.Query[felt].ToString());
        return f;
    }

    private static async Task<IResult> Vis(HttpRequest request, Servicemaalsopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var f = Laes(request);
        var (fra, til) = Periode(f, tid);
        Servicemaalstal? tal = null;
        if (!await f.ProevAsync(async () => tal = await opslag.HentAsync(aktoer, fra, til, ct)))
            tal = new(fra, til, null, [], [], [], [], 0);
        return Formularhandling.Side<Servicemaalsside>(new Servicemaalsvisning(tal!, f), f);
    }

    private static async Task Csv(HttpContext http, Servicemaalsopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var f = Laes(http.Request);
        var (fra, til) = Periode(f, tid);
        if (!f.ErGyldig)
            throw new InvalidException(f.Fejlene.ToDictionary(x => x.Key, x => new[] { x.Value }));
        var v = await opslag.HentAsync(aktoer, fra, til, ct);
        await using var csv = ByggesagerRuter.Fil(http, $"servicemaal-{fra:yyyyMMdd}-{til:yyyyMMdd}.csv");
        await csv.WriteRowAsync(["Måned", "Kategori", "Servicemål (dage)", "Afgjorte sager", "Gennemsnit (dage)", "Median (dage)", "Inden for målet"], ct);
        foreach (var c in v.Celler)
        {
            var k = v.Kategorier.First(x => x.Noegle == c.Kategori);
            await csv.WriteRowAsync([c.Maaned, k.Navn, Tal(k.Maal!.Value), Tal(c.Tal.Antal), Vis(c.Tal.Gennemsnit), Vis(c.Tal.Median), Tal(c.Tal.Overholdt)], ct);
        }

        foreach (var u in v.Undtagne)
            await csv.WriteRowAsync(["", $"Ikke omfattet: {u.Navn}", "", Tal(u.Antal), "", "", ""], ct);
        if (v.UdenUr > 0)
            await csv.WriteRowAsync(["", "Afgjort uden at have været fuldt oplyst", "", Tal(v.UdenUr), "", "", ""], ct);

        static string Tal(int tal) => tal.ToString(CultureInfo.InvariantCulture);
        static string Vis(double tal) => Ui.Vis.Tal(tal);
    }
}
