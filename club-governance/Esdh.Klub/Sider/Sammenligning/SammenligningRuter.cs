using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Klub.Sider;

/// <summary>Pages on which members compare their figures, and the same as CSV.</summary>
internal static class SammenligningRuter
{
    public const string Sti = "/klub/sammenligning";

    /// <summary>Value of <c>gruppe</c> for members of a similar size.</summary>
    public const string Lignende = "lignende";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sti, Alle).KraeverKlub(Klubadgang.Alle).WithSummary("Så sammenligningen");
        routes.MapPost(Sti + "/opgoer", Opgoer).KraeverKlub(Klubadgang.KunDelegat).WithSummary("Bad om medlemmets måltal igen");
        routes.MapGet(Sti + "/{noegle}", Et).KraeverKlub(Klubadgang.Alle).WithSummary("Så et måltal");
        routes.MapGet(Sti + "/{noegle}/tal.csv", Csv).KraeverKlub(Klubadgang.Alle).WithSummary("Hentede medlemmernes tal som CSV");
        routes.MapGet(Sti + "/{noegle}/egne.csv", Egne).KraeverKlub(Klubadgang.Alle).WithSummary("Hentede rækkerne bag et måltal som CSV");
    }

    /// <summary>The page of a figure, or of all.</summary>
    public static string Til(string? noegle, int kvartal, bool? lignende) => (noegle is null ? Sti : $"{Sti}/{noegle}") + Valg(kvartal, lignende);

    public static string Valg(int kvartal, bool? lignende) => $"?kvartal={kvartal}{(lignende == true ? $"&gruppe={Lignende}" : "")}";

    private static async Task<IResult> Alle(Klubben klub, CancellationToken ct, int? kvartal = null, string? gruppe = null, string? stop = null) => Formularhandling.Side<Sammenligningside>(new Sammenligningvisning(
        await klub.LaesAsync((Sammenligningsopslag o) => o.HentAsync(klub.Aktoer.MedlemId, kvartal, gruppe == Lignende, ct)), klub.Aktoer.ErDelegat, stop is not null));

    private static async Task<IResult> Et(string noegle, Klubben klub, CancellationToken ct, int? kvartal = null, string? gruppe = null) => Formularhandling.Side<Maaltalside>(new Maaltalvisning(
        await klub.LaesAsync((Sammenligningsopslag o) => o.EtAsync(noegle, klub.Aktoer.MedlemId, kvartal, gruppe == Lignende, ct)), klub.Aktoer.MedlemId is not null));

    private static async Task<IResult> Opgoer(HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        if (f.Heltal("kvartal", 0) is not { } kvartal)
            throw new InvalidException("kvartal", "Skriv kvartalet som 20263 for tredje kvartal 2026.");
        await klub.UdfoerAsync((BestilMaaltal act) => act.Udfoer(new(klub.Aktoer, (int)kvartal), ct), ct);
        return Results.Redirect(Til(null, (int)kvartal, null));
    }

    private static async Task Csv(string noegle, HttpContext http, Klubben klub, CancellationToken ct, int? kvartal = null, string? gruppe = null)
    {
        var b = await klub.LaesAsync((Sammenligningsopslag o) => o.EtAsync(noegle, klub.Aktoer.MedlemId, kvartal, gruppe == Lignende, ct));
        await using var csv = Fil(http, $"{b.Linje.Noegle}-{b.Kvartal}.csv");
        await csv.WriteRowAsync(["Medlem", b.Linje.Navn, "Enhed", "Kvartal", "Definition", "Version"], ct);
        foreach (var m in b.Medlemmer)
            await csv.WriteRowAsync([m.Medlem, Tal(m.Tal), b.Linje.Enhed, b.Kvartalsnavn, b.Linje.Noegle, $"{b.Linje.Version}"], ct);
    }

    /// <summary>From the member's own database, with the reader's own rights.</summary>
    private static async Task Egne(string noegle, HttpContext http, Klubben klub, Maalopgoerelse opgoerelse, CancellationToken ct, int? kvartal = null)
    {
        if (klub.Aktoer.MedlemId is null)
            throw new NotFoundException("Klubbens sekretariat har ingen sager at vise rækker fra.");
        if (kvartal is not { } k || !Kvartal.ErGyldigt(k))
            throw new InvalidException("kvartal", "Skriv kvartalet som 20263 for tredje kvartal 2026.");
        var raekker = await opgoerelse.EgneRaekkerAsync(klub.Aktoer.Aktoer, noegle, Kvartal.Fra(k), Kvartal.Til(k), ct);
        await using var csv = Fil(http, $"{noegle}-{k}-egne.csv");
        await csv.WriteRowAsync(["Sagsnummer", "Værdi"], ct);
        foreach (var r in raekker)
            await csv.WriteRowAsync([r.Sagsnummer, Tal(r.Vaerdi)], ct);
    }

    private static string Tal(decimal tal) => tal.ToString("0.##", CultureInfo.GetCultureInfo("da-DK"));

    private static CsvWriter Fil(HttpContext http, string navn)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{navn}\"";
        return new(http.Response.Body);
    }
}
