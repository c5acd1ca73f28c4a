using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Search;
using Esdh.Core.Web;
using Esdh.Sager.Soegeindeks;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>What the page of the search index shows.</summary>
/// <param name="Tilstand">In a word, with shape and colour.</param>
/// <param name="Forklaring">What that means to those who search.</param>
/// <param name="Venter">What is not in it yet, line by line.</param>
/// <param name="Ulaeste">Files that could not be read: how many and why.</param>
/// <param name="KanLaesesIgen">Some of them may be read now.</param>
/// <param name="Mangler">What cannot be read on this server.</param>
/// <param name="FoelgerMed">The page comes again by itself.</param>
public sealed record Soegeindeksvisning(
    Maerke Tilstand, string Forklaring, IReadOnlyList<(string Navn, string Antal)> Venter, IReadOnlyList<(string Navn, string Antal)> Ulaeste, bool KanLaesesIgen, IReadOnlyList<string> Mangler, bool KanBygges, bool FoelgerMed);

/// <summary>The search index for administrators: how it stands, files read again, built anew.</summary>
internal static class SoegeindeksRuter
{
    public const string Sti = "/administration/soegeindeks";

    /// <summary>Nothing is counted further.</summary>
    private const int Mest = 10_000;

    /// <summary>Files that are asked for again at a time.</summary>
    private const int MestIgen = 1000;

    private static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Roller.Administrator);
        sider.MapGet("", Vis).WithSummary("Så søgeindekset");
        sider.MapPost("/genopbygning", Genopbyg).WithSummary("Bad om et nyt søgeindeks");
        sider.MapPost("/ulaeste", LaesIgen).WithSummary("Bad om at få filer, der ikke kunne læses, læst igen til søgning");
    }

    private static async Task<RazorComponentResult<Soegeindeksside>> Vis(string? stille, Indeksering indeksering, Authority myndighed, TextExtraction udtraek, CancellationToken ct)
    {
        var s = await indeksering.For(myndighed).StatusAsync(Mest, ct);
        var (tilstand, forklaring) = s switch
        {
            { ErAaben: false } => (new Maerke("Kan ikke åbnes", Farve.Roed), "Søgeindekset kan ikke åbnes lige nu. Serveren prøver igen af sig selv, og dens log siger hvorfor."),
            { ErKlar: false } => (new Maerke($"Bygges{Procent(s.Andel)}", Farve.Blaa), "Søgeindekset bygges fra grunden. Søgninger svarer med det, der er med indtil nu, og siger det."),
            { Genopbygges: true } => (new Maerke($"Bygges igen{Procent(s.NytAndel)}", Farve.Blaa), "Et nyt indeks bygges ved siden af. Søgning virker imens som ellers."),
            { Bagud: > 1000 } => (new Maerke("Bagud", Farve.Gul), "Der er sket meget på kort tid. Søgninger siger, at det nyeste mangler, til indekset har indhentet det."),
            _ => (new Maerke("I orden", Farve.Groen), "Det, der er gjort, kan findes med det samme. Teksten i nye filer følger få sekunder efter."),
        };
        List<(string, string)> venter = [("Hændelser, der ikke er med endnu", Antal(s.Bagud)), ("Dokumenter, hvis filer ikke er læst endnu", Antal(s.Tekster)), ("Filer med billeder, der ikke er læst endnu", Antal(s.Billeder))];
        List<(string, string)> ulaeste = [.. s.Ulaeste.Where(u => u.Value > 0).Select(u => (u.Key switch
        {
            Indholdsstand.ManglerProgram => "Et program mangler på serveren",
            Indholdsstand.Laast => "Beskyttet med adgangskode",
            Indholdsstand.ForStor => "For store",
            _ => "Beskadiget, eller læsningen tog for lang tid",
        }, Antal(u.Value)))];
        return SagRuter.Side<Soegeindeksside>(new()
        {
            ["Model"] = new Soegeindeksvisning(tilstand, forklaring, venter, ulaeste, s.Ulaeste.GetValueOrDefault(Indholdsstand.Fejl) + s.Ulaeste.GetValueOrDefault(Indholdsstand.ManglerProgram) > 0,
                await udtraek.MissingAsync(), s is { ErKlar: true, Genopbygges: false }, stille is null && (!s.ErKlar || s.Genopbygges || s.Tekster > 0)),
        });
    }

    private static IResult Genopbyg(HttpContext context, Indeksering indeksering, Authority myndighed)
    {
        indeksering.For(myndighed).Genopbyg();
        context.Besked(Beskedart.Succes, "Et nyt søgeindeks bygges", "Der kan søges imens. Det nye tager det gamles plads, når det er færdigt.");
        return Results.Redirect(Sti);
    }

    private static async Task<IResult> LaesIgen(HttpContext context, Indeksering indeksering, Authority myndighed, CancellationToken ct)
    {
        switch (await indeksering.For(myndighed).LaesUlaesteIgenAsync(MestIgen, ct))
        {
            case null:
                context.Besked(Beskedart.Info, "Søgeindekset bygges i øjeblikket. Filerne læses, når det er færdigt.");
                break;
            case 0:
                context.Besked(Beskedart.Info, "Der er ingen filer at læse igen.");
                break;
            case var antal:
                context.Besked(Beskedart.Succes, antal == 1 ? "1 fil læses igen" : $"{antal.Value.ToString("N0", Dansk)} filer læses igen", antal == MestIgen ? "Er der flere, så bed om dem bagefter." : null);
                break;
        }

        return Results.Redirect(Sti);
    }

    private static string Procent(double? andel) => andel is { } a ? string.Create(Dansk, $", {a:0} %") : "";

    private static string Antal(int antal) => antal >= Mest ? $"{Mest.ToString("N0", Dansk)} eller flere" : antal.ToString("N0", Dansk);
}
