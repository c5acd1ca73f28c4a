using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Dagtilbud.Sider;
using Esdh.Sager.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Dagtilbud.Api;

/// <summary>Parents' payment over REST.</summary>
internal static class BetalingApi
{
    /// <param name="Art">Dagpleje, Vuggestue or Boernehave.</param>
    /// <param name="Tid">Heltid or Deltid.</param>
    /// <param name="BudgetOere">Budgeted gross cost of a place a month.</param>
    /// <param name="EgenbetalingOere">The parents' part a month, at most a quarter.</param>
    /// <param name="FrokostOere">The lunch scheme a month.</param>
    /// <param name="GaelderFra">The first of a month.</param>
    public sealed record Nydagtilbudstakst(string? Art = null, string? Tid = null, long? BudgetOere = null, long? EgenbetalingOere = null, long? FrokostOere = null, DateOnly? GaelderFra = null);

    /// <param name="Trin">CSV, or JSON as text: <c>[{"tilOgMed": 200301, "procent": 100}]</c> in kroner.</param>
    public sealed record Nyfripladsskala(DateOnly? GaelderFra = null, long? EnligOere = null, long? BarnOere = null, string? Kilde = null, string? Trin = null);

    /// <param name="Delmaaned">Dage or HeleMaaneder.</param>
    public sealed record Nybetalingsregel(DateOnly? GaelderFra = null, string? Delmaaned = null);

    /// <param name="Aendret">The day from which it is so.</param>
    /// <param name="Voksne">Ids of parties on the case, 1 or 2.</param>
    /// <param name="Betaler">Which of them pays.</param>
    public sealed record Nyhusstand(DateOnly? Aendret = null, long? MaanedsindtaegtOere = null, bool ErEnlig = false, int? BoernUnder18 = null, IReadOnlyList<Guid>? Voksne = null, Guid? Betaler = null, string? Kilde = null);

    /// <param name="Soeskende">Number or id of the other child's case.</param>
    /// <param name="Fra">The first of a month.</param>
    public sealed record Nysoeskende(string? Soeskende = null, DateOnly? Fra = null);

    /// <param name="Fra">The first of a month.</param>
    /// <param name="Tid">Heltid or Deltid.</param>
    public sealed record Nytpladsvalg(DateOnly? Fra = null, string? Tid = null, bool Frokost = true);

    /// <param name="Maaned">The first of the month.</param>
    public sealed record Nytgrundlag(DateOnly? Maaned = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/dagtilbud").WithTags("Dagtilbud: forældrebetaling").MedIdempotens();
        api.MapGet("/takster", Takster).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Takster for pladser");
        api.MapPost("/takster", GemTakst).Kraever(Roller.Administrator).WithSummary("Giv en slags plads en takst fra en måned");
        api.MapGet("/fripladsskalaer", Skalaer).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Fripladsskalaer");
        api.MapPost("/fripladsskalaer", GemSkala).Kraever(Roller.Administrator).WithSummary("Indlæs en fripladsskala");
        api.MapGet("/betalingsregler", Regler).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Hvordan dele af en måned betales");
        api.MapPost("/betalingsregler", GemRegel).Kraever(Roller.Administrator).WithSummary("Vælg, hvordan dele af en måned betales");
        api.MapGet("/betalingsgrundlag", Maanederne).Kraever(AccessRules.Laesning).WithSummary("Månedlige betalingsgrundlag");
        api.MapPost("/betalingsgrundlag", Dan).Kraever(AccessRules.Sagsarbejde).WithSummary("Dan og luk en måneds betalingsgrundlag");
        api.MapGet("/betalingsgrundlag/{maaned}/poster", Poster).Kraever(AccessRules.Laesning).WithSummary("Hvad der opkræves i en måned, barn for barn, med mellemregninger");
        api.MapGet("/{sag}/betaling", Pris).Kraever(AccessRules.Laesning).WithSummary("Hvad et barns plads koster i en måned, linje for linje");
        api.MapGet("/{sag}/husstand", Husstand).Kraever(AccessRules.Laesning).WithSummary("Det, der er registreret om barnets husstand");
        api.MapPost("/{sag}/husstand", NyHusstand).Kraever(AccessRules.Sagsarbejde).WithSummary("Registrér husstand og indtægt");
        api.MapPost("/{sag}/husstand/soeskende", Soeskende).Kraever(AccessRules.Sagsarbejde).WithSummary("Læg barnet i en søskendes husstand");
        api.MapPost("/{sag}/pladsvalg", Pladsvalg).Kraever(AccessRules.Sagsarbejde).WithSummary("Vælg heltid eller deltid og frokost");
    }

    private static async Task<Ok<DagtilbudApi.Dagtilbudsliste<Dagtilbudstakstlinje>>> Takster(Betalingsopslag opslag, CancellationToken ct) => TypedResults.Ok(new DagtilbudApi.Dagtilbudsliste<Dagtilbudstakstlinje>(await opslag.TaksterAsync(ct)));

    private static async Task<Ok<GemDagtilbudstakst.Svar>> GemTakst(Nydagtilbudstakst krop, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await myndighed.Queue.RunAsync(
            (GemDagtilbudstakst act) => act.Udfoer(new(aktoer, Valg<Pladsart>(krop.Art), Valg<Taksttid>(krop.Tid), krop.BudgetOere, krop.EgenbetalingOere, krop.FrokostOere, krop.GaelderFra), ct), ct));

    private static async Task<Ok<DagtilbudApi.Dagtilbudsliste<Fripladsskalalinje>>> Skalaer(Betalingsopslag opslag, CancellationToken ct) => TypedResults.Ok(new DagtilbudApi.Dagtilbudsliste<Fripladsskalalinje>(await opslag.SkalaerAsync(ct)));

    private static async Task<Ok<IndlaesFripladsskala.Svar>> GemSkala(Nyfripladsskala krop, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await myndighed.Queue.RunAsync((IndlaesFripladsskala act) => act.Udfoer(new(aktoer, krop.GaelderFra, krop.EnligOere, krop.BarnOere, krop.Kilde, krop.Trin), ct), ct));

    private static async Task<Ok<DagtilbudApi.Dagtilbudsliste<Betalingsregellinje>>> Regler(Betalingsopslag opslag, CancellationToken ct) => TypedResults.Ok(new DagtilbudApi.Dagtilbudsliste<Betalingsregellinje>(await opslag.ReglerAsync(ct)));

    private static async Task<Ok<GemBetalingsregel.Svar>> GemRegel(Nybetalingsregel krop, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await myndighed.Queue.RunAsync((GemBetalingsregel act) => act.Udfoer(new(aktoer, krop.GaelderFra, Valg<Delmaaned>(krop.Delmaaned)), ct), ct));

    private static async Task<Ok<DagtilbudApi.Dagtilbudsliste<Betalingsmaaned>>> Maanederne(Betalingsopslag opslag, CancellationToken ct) => TypedResults.Ok(new DagtilbudApi.Dagtilbudsliste<Betalingsmaaned>(await opslag.MaanederAsync(ct)));

    private static async Task<Ok<DanBetalingsgrundlag.Svar>> Dan(Nytgrundlag krop, Authority myndighed, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await DanAsync(myndighed, aktoer, krop.Maaned, ct));

    /// <summary>Portion by portion, each an act of its own; what is interrupted goes on the next time.</summary>
    internal static async Task<DanBetalingsgrundlag.Svar> DanAsync(Authority myndighed, Aktoer aktoer, DateOnly? maaned, CancellationToken ct)
    {
        while (true)
        {
            var svar = await myndighed.Queue.RunAsync((DanBetalingsgrundlag act) => act.Udfoer(new(aktoer, maaned), ct), ct);
            if (svar.ErFaerdig)
                return svar;
        }
    }

    private static async Task<Ok<Side<Betalingspostvisning>>> Poster(string maaned, Betalingsopslag opslag, Aktoer aktoer, CancellationToken ct, string? efter = null, int? antal = null)
    {
        var m = await opslag.MaanedAsync(Maaned(maaned), ct);
        return TypedResults.Ok((await opslag.PostsideAsync(aktoer, m.Maaned, efter, Cursor.PageSize(antal), ct)).Side);
    }

    private static async Task<Ok<Barnepris>> Pris(string sag, Sagsopslag sager, Betalingsopslag opslag, Aktoer aktoer, CancellationToken ct, string? maaned = null) =>
        TypedResults.Ok(await opslag.PrisAsync(await sager.FindAsync(aktoer, sag, ct), maaned is null ? null : Maaned(maaned), ct));

    private static async Task<Ok<DagtilbudApi.Dagtilbudsliste<Husstandslinje>>> Husstand(string sag, Sagsopslag sager, Betalingsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(new DagtilbudApi.Dagtilbudsliste<Husstandslinje>(await opslag.HusstandAsync(await sager.FindAsync(aktoer, sag, ct), ct)));

    private static async Task<Ok<RegistrerHusstand.Svar>> NyHusstand(string sag, Nyhusstand krop, Authority myndighed, Sagsopslag sager, Aktoer aktoer, CancellationToken ct)
    {
        var kort = await sager.FindAsync(aktoer, sag, ct);
        return TypedResults.Ok(await myndighed.Queue.RunAsync(
            (RegistrerHusstand act) => act.Udfoer(new(aktoer, kort.Id, krop.Aendret, krop.MaanedsindtaegtOere, krop.ErEnlig, krop.BoernUnder18, krop.Voksne ?? [], krop.Betaler, krop.Kilde), ct), ct));
    }

    private static async Task<Ok<LaegIHusstand.Svar>> Soeskende(string sag, Nysoeskende krop, Authority myndighed, Sagsopslag sager, Aktoer aktoer, CancellationToken ct)
    {
        var kort = await sager.FindAsync(aktoer, sag, ct);
        return TypedResults.Ok(await myndighed.Queue.RunAsync((LaegIHusstand act) => act.Udfoer(new(aktoer, kort.Id, krop.Soeskende, krop.Fra), ct), ct));
    }

    private static async Task<Ok<RegistrerPladsvalg.Svar>> Pladsvalg(string sag, Nytpladsvalg krop, Authority myndighed, Sagsopslag sager, Aktoer aktoer, CancellationToken ct)
    {
        var kort = await sager.FindAsync(aktoer, sag, ct);
        return TypedResults.Ok(await myndighed.Queue.RunAsync((RegistrerPladsvalg act) => act.Udfoer(new(aktoer, kort.Id, krop.Fra, Valg<Taksttid>(krop.Tid), krop.Frokost), ct), ct));
    }

    /// <summary>2027-03, or a day in the month.</summary>
    /// <exception cref="NotFoundException">It is neither.</exception>
    internal static DateOnly Maaned(string maaned) => Maaneder.Laes(maaned) is { } nr ? Maaneder.Foerste(nr) : throw new NotFoundException("Skriv måneden som 2027-03.");

    private static T? Valg<T>(string? navn) where T : struct, Enum => navn is { Length: > 0 } && !char.IsAsciiDigit(navn[0]) && Enum.TryParse<T>(navn, ignoreCase: true, out var valg) && Enum.IsDefined(valg) ? valg : null;
}
