using System.Globalization;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Foresp;
using Esdh.Byggesager.Handlinger;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Byggesager.Sider;

/// <summary>Fees: on the case, the basis of a period, and the tariffs.</summary>
internal static partial class GebyrRuter
{
    private const int Vistelinjer = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sager/{sag}/gebyr", Fane).Kraever(AccessRules.Laesning).WithSummary("Så gebyrerne på en sag");
        routes.MapPost("/sager/{sag}/gebyr", Registrer).Kraever(AccessRules.Sagsarbejde).MedIdempotens().WithSummary("Lagde et gebyr på en sag");
        routes.MapPost("/sager/{sag}/gebyr/annuller", Annuller).Kraever(AccessRules.Sagsarbejde).WithSummary("Annullerede et gebyr");
        routes.MapGet("/byggesager/gebyrer", Grundlag).Kraever(AccessRules.Laesning).WithSummary("Så gebyrgrundlaget for en periode");
        routes.MapGet("/byggesager/gebyrer.csv", Csv).Kraever(AccessRules.Laesning).WithSummary("Hentede gebyrgrundlaget for en periode");
        routes.MapGet("/byggesager/takster", Takster).Kraever(Roller.Administrator).WithSummary("Så byggetaksterne");
        routes.MapPost("/byggesager/takster", GemTakst).Kraever(Roller.Administrator).WithSummary("Gav et gebyr en takst");
    }

    private static Task<IResult> Fane(string sag, HttpContext http, Sagssider sider, Sagsopslag sager, Gebyropslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct) =>
        sider.VisAsync(http, aktoer, sag, async ramme => Formularhandling.Side<Gebyrside>(await VisningAsync(ramme, sager, opslag, aktoer, new(("dag", DanishTime.Today(tid).ToString("dd-MM-yyyy", CultureInfo.InvariantCulture))), ct)), ct);

    private static async Task<Gebyrvisning> VisningAsync(Esdh.Sager.Sider.Sagsrammevisning ramme, Sagsopslag sager, Gebyropslag opslag, Aktoer aktoer, Formular f, CancellationToken ct)
    {
        var kort = await sager.FindAsync(aktoer, ramme.Id.ToString(), ct);
        var er = kort.Sagstype == Byggesagstype.Noegle;
        return new(ramme, er, er ? await opslag.PaaSagAsync(kort, ct) : [], er ? await opslag.ValgAsync(ct) : [], f);
    }

    private static async Task<IResult> Registrer(string sag, HttpContext http, Authority myndighed, Sagssider sider, Sagsopslag sager, Gebyropslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var kort = await sager.FindAsync(aktoer, sag, ct);
        var (dag, minutter) = (f.Dato("dag"), Minutter(f, "tid"));
        RegistrerGebyr.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync((RegistrerGebyr act) => act.Udfoer(new(aktoer, kort.Id, f["gebyr"], dag, minutter, f["tekst"]), ct), ct), null, felt => felt == "minutter" ? "tid" : felt))
        {
            http.Besked(Beskedart.Succes, $"{svar!.Navn}: {Takstregning.Kroner(svar.Oere)} kr. er lagt på sagen.");
            return Results.Redirect($"{kort.Sti}/gebyr");
        }

        return Formularhandling.Side<Gebyrside>(await VisningAsync(await sider.HentAsync(aktoer, sag, ct), sager, opslag, aktoer, f, ct), f);
    }

    /// <summary>1.30, 1:30, 1,5 and 90 min are all an hour and a half; a number alone is hours.</summary>
    internal static int? Minutter(Formular f, string felt)
    {
        var tekst = f[felt];
        if (tekst.Length == 0)
            return null;
        if (Tidsform().Match(tekst) is { Success: true } m)
        {
            if (m.Groups["min"].Success && int.TryParse(m.Groups["min"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var alene))
                return alene;
            var timer = int.Parse(m.Groups["t"].Value, CultureInfo.InvariantCulture);
            if (m.Groups["m"].Success)
                return timer * 60 + int.Parse(m.Groups["m"].Value, CultureInfo.InvariantCulture);
            return timer * 60 + (m.Groups["del"].Success ? (int)Math.Round(60 * double.Parse("0." + m.Groups["del"].Value, CultureInfo.InvariantCulture)) : 0);
        }

        f.Fejl(felt, "Skriv tiden som timer og minutter, fx 1.30.");
        return null;
    }

    private static async Task<IResult> Annuller(string sag, HttpContext http, Authority myndighed, Sagssider sider, Sagsopslag sager, Gebyropslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var kort = await sager.FindAsync(aktoer, sag, ct);
        var id = f.Id("id");
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((AnnullerGebyr act) => act.Udfoer(new(aktoer, kort.Id, id ?? Guid.Empty), ct), ct)))
        {
            http.Besked(Beskedart.Succes, "Gebyret er annulleret.");
            return Results.Redirect($"{kort.Sti}/gebyr");
        }

        return Formularhandling.Side<Gebyrside>(await VisningAsync(await sider.HentAsync(aktoer, sag, ct), sager, opslag, aktoer, f, ct), f);
    }

    private static async Task<IResult> Grundlag(HttpRequest request, Gebyropslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var f = ServicemaalRuter.Laes(request);
        var (fra, til) = ServicemaalRuter.Periode(f, tid, 1);
        List<Gebyrlinje> linjer = [];
        await f.ProevAsync(async () =>
        {
            await foreach (var linje in opslag.GrundlagAsync(aktoer, fra, til, ct))
            {
                linjer.Add(linje);
                if (linjer.Count > Vistelinjer)
                    break;
            }
        });
        return Formularhandling.Side<Gebyrgrundlagsside>(new Gebyrgrundlagsvisning(fra, til, [.. linjer.Take(Vistelinjer)], linjer.Count > Vistelinjer, f), f);
    }

    private static async Task Csv(HttpContext http, Gebyropslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var f = ServicemaalRuter.Laes(http.Request);
        var (fra, til) = ServicemaalRuter.Periode(f, tid, 1);
        if (!f.ErGyldig)
            throw new InvalidException(f.Fejlene.ToDictionary(x => x.Key, x => new[] { x.Value }));
        await using var linjer = opslag.GrundlagAsync(aktoer, fra, til, ct).GetAsyncEnumerator(ct);
        var flere = await linjer.MoveNextAsync(); // a period that cannot be used is refused before the file begins
        await using var csv = ByggesagerRuter.Fil(http, $"byggegebyrer-{fra:yyyyMMdd}-{til:yyyyMMdd}.csv");
        await csv.WriteRowAsync(["Sagsnummer", "Dag", "Gebyr", "Minutter", "Beløb (kr.)", "Bemærkning", "Medarbejder"], ct);
        for (; flere; flere = await linjer.MoveNextAsync())
        {
            var g = linjer.Current;
            await csv.WriteRowAsync([g.Sagsnummer, DanishTime.ShortDate(g.Dag), g.Navn, g.Minutter?.ToString(CultureInfo.InvariantCulture), Takstregning.Kroner(g.Oere), g.Tekst, g.Bruger], ct);
        }
    }

    private static async Task<IResult> Takster(Gebyropslag opslag, TimeProvider tid, CancellationToken ct) =>
        Formularhandling.Side<Takstside>(new Takstvisning(await opslag.TaksterAsync(ct), new(("art", "Time"), ("gaelderFra", DanishTime.Today(tid).ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)))));

    private static async Task<IResult> GemTakst(HttpContext http, Authority myndighed, Gebyropslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (art, fra, oere) = (f.Valg<Takstart>("art"), f.Dato("gaelderFra"), Oere(f, "beloeb"));
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((GemTakst act) => act.Udfoer(new(aktoer, f["navn"], art, oere, fra, f.Afkrydset("ophoerer")), ct), ct)))
        {
            http.Besked(Beskedart.Succes, $"»{f["navn"]}« har fået en takst fra {DanishTime.ShortDate(fra!.Value)}.");
            return Results.Redirect("/byggesager/takster");
        }

        return Formularhandling.Side<Takstside>(new Takstvisning(await opslag.TaksterAsync(ct), f), f);
    }

    /// <summary>Kroner as Danes write them, in øre.</summary>
    private static long? Oere(Formular f, string felt)
    {
        var tekst = f[felt];
        if (tekst.Length == 0)
            return null;
        if (Beloebsform().IsMatch(tekst))
            return (long)(decimal.Parse(tekst.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'), CultureInfo.InvariantCulture) * 100);
        f.Fejl(felt, "Skriv beløbet i kroner og øre, fx 1.234,50.");
        return null;
    }

    [GeneratedRegex(@"^(?:(?<min>[0-9]{1,5}) ?min\.?|(?<t>[0-9]{1,3})(?:[.:](?<m>[0-5][0-9])|,(?<del>[0-9]{1,2}))?(?: ?t(?:imer?)?\.?)?)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Tidsform();

    [GeneratedRegex(@"^(?:[0-9]{1,7}|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]{1,2})?\z")]
    private static partial Regex Beloebsform();
}
