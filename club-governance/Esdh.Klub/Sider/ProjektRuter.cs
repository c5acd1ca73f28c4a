using Esdh.Adgang.Contract;
using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Contract;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Klub.Sider;

/// <summary>Pages and REST of joint projects.</summary>
internal static class ProjektRuter
{
    public const string Sti = "/klub/projekter";

    public sealed record Nytprojekt(string? Navn = null, string? Beskrivelse = null, string? Enhed = null, long? LoftOere = null, int? Tilbagebetalingsaar = null, DateOnly? Frist = null, string? Leverandoer = null, string? Kontrakt = null);

    public sealed record Nytilslutning(Tilslutningsstand? Stand = null, DateOnly? Dato = null, long? Enheder = null);

    public sealed record Nytrin(Projektstand? Til = null, string? Pilot = null, int? DriftFra = null);

    /// <param name="Art">sporg, svar, leverance, leveret or udlaeg.</param>
    public sealed record Nypost(string? Art = null, int? PostNr = null, string? Tekst = null, DateOnly? Dato = null, long? Oere = null);

    public sealed record Nyaar(int? Aar = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sti, Liste).KraeverKlub(Klubadgang.Alle).WithSummary("Så klubbens fællesprojekter");
        routes.MapGet(Sti + "/nyt", () => Formularhandling.Side<Projektformularside>(new Projektformularvisning(new()))).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Begyndte på et fællesprojekt");
        routes.MapPost(Sti + "/nyt", Opret).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Oprettede et fællesprojekt");
        routes.MapGet(Sti + "/{nr:int}", Et).KraeverKlub(Klubadgang.Alle).WithSummary("Så et fællesprojekt");
        routes.MapPost(Sti + "/{nr:int}/tilslutning", Tilslut).MedIdempotens().KraeverKlub(Klubadgang.Delegat).WithSummary("Satte en tilslutning til et fællesprojekt");
        routes.MapPost(Sti + "/{nr:int}/trin", Trin).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Førte et fællesprojekt videre");
        routes.MapPost(Sti + "/{nr:int}/post/{art}", Post).MedIdempotens().KraeverKlub(Klubadgang.Delegat).WithSummary("Skrev på et fællesprojekt");
        routes.MapPost(Sti + "/{nr:int}/fakturaer", Fakturer).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Dannede et fællesprojekts fakturakladder");
        var api = routes.MapGroup("/api/v1" + Sti).WithTags("Klubben: fællesprojekter").MedIdempotens();
        api.MapGet("", async Task<Ok<Api.KlubApi.Klubliste<Projektlinje>>> (Klubben klub, CancellationToken ct) => TypedResults.Ok(new Api.KlubApi.Klubliste<Projektlinje>(await klub.LaesAsync((Projektopslag o) => o.AlleAsync(ct))))).KraeverKlub(Klubadgang.Alle).WithSummary("Klubbens fællesprojekter");
        api.MapGet("/{nr:int}", ApiEt).KraeverKlub(Klubadgang.Alle).WithSummary("Et fællesprojekt");
        api.MapPost("", async Task<Ok<GemProjekt.Svar>> (Nytprojekt k, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.UdfoerAsync((GemProjekt act) => act.Udfoer(new(klub.Aktoer, null, k.Navn, k.Beskrivelse, k.Enhed, k.LoftOere, k.Tilbagebetalingsaar, k.Frist, k.Leverandoer, k.Kontrakt), ct), ct))).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Opret et fællesprojekt");
        api.MapPut("/{nr:int}", ApiRet).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Ret et fællesprojekt");
        api.MapPut("/{nr:int}/tilslutninger/{medlem:guid}", ApiTilslut).KraeverKlub(Klubadgang.Delegat).WithSummary("Sæt et medlems tilslutning");
        api.MapPost("/{nr:int}/trin", ApiTrin).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Før et fællesprojekt videre");
        api.MapPost("/{nr:int}/poster", ApiPost).KraeverKlub(Klubadgang.Delegat).WithSummary("Spørgsmål, svar, leverance, levering eller udlæg");
        api.MapPost("/{nr:int}/fakturaer", async Task<Ok<DanProjektfakturaer.Svar>> (int nr, Nyaar k, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.UdfoerAsync((DanProjektfakturaer act) => act.Udfoer(new(klub.Aktoer, nr, k.Aar), ct), ct))).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Dan et års kladder for et fællesprojekt");
    }

    private static async Task<IResult> Liste(Klubben klub, CancellationToken ct) => Formularhandling.Side<Projekterside>(new Projektervisning(await klub.LaesAsync((Projektopslag o) => o.AlleAsync(ct)), klub.Aktoer.ErSekretariat));

    private static Task<Projektvisning> VisAsync(Klubben klub, int nr, Formular? f, CancellationToken ct) => klub.LaesAsync((Projektopslag o) => o.EtAsync(klub.Aktoer, nr, f, ct));

    private static async Task<IResult> Et(int nr, Klubben klub, CancellationToken ct) => Formularhandling.Side<Projektside>(await VisAsync(klub, nr, null, ct));

    private static async Task<IResult> Opret(HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (loft, aar, frist) = (FakturaRuter.Oere(f, "loft"), f.Heltal("tilbagebetalingsaar", 5, 10), f.Dato("frist"));
        GemProjekt.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await klub.UdfoerAsync((GemProjekt act) => act.Udfoer(new(klub.Aktoer, null, f["navn"], f["beskrivelse"], f["enhed"], loft, aar, frist, f["leverandoer"], f["kontrakt"]), ct), ct)))
            return Videre(http, svar!.Nr, "Fællesprojektet er oprettet. Medlemmerne kan nu tilslutte sig.");
        return Formularhandling.Side<Projektformularside>(new Projektformularvisning(f), f);
    }

    private static async Task<IResult> Tilslut(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (stand, dato, enheder, medlem) = (f.Valg<Tilslutningsstand>("stand"), f.Dato("dato"), f.Heltal("enheder", 0, 10_000_000), klub.Aktoer.MedlemId ?? f.Id("medlem"));
        return await UdfoerAsync(nr, http, klub, f, "Tilslutningen er sat.", () => klub.UdfoerAsync((SaetTilslutning act) => act.Udfoer(new(klub.Aktoer, nr, medlem ?? Guid.Empty, stand, dato, enheder), ct), ct), ct);
    }

    private static async Task<IResult> Trin(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var aar = f.Heltal("driftFra", 2000, 2200);
        return await UdfoerAsync(nr, http, klub, f, "Projektet er ført videre.", () => klub.UdfoerAsync((FoerProjekt act) => act.Udfoer(new(klub.Aktoer, nr, null, f["pilot"], aar, f.Version()), ct), ct), ct);
    }

    private static async Task<IResult> Post(int nr, string art, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (dato, oere, post) = (f.Dato("dato"), f["beloeb"].Length == 0 ? null : FakturaRuter.Oere(f, "beloeb"), f.Heltal("post", 1));
        return await UdfoerAsync(nr, http, klub, f, "Det er gemt.", () => klub.UdfoerAsync((GemProjektpost act) => act.Udfoer(new(klub.Aktoer, nr, art, post, f["tekst"], dato, oere), ct), ct), ct);
    }

    private static async Task<IResult> Fakturer(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var aar = f.Heltal("aar", 2000, 2200);
        return await UdfoerAsync(nr, http, klub, f, "Kladderne er dannet. Udsted dem fra listen over fakturaer.", () => klub.UdfoerAsync((DanProjektfakturaer act) => act.Udfoer(new(klub.Aktoer, nr, aar), ct), ct), ct);
    }

    private static async Task<IResult> UdfoerAsync(int nr, HttpContext http, Klubben klub, Formular f, string besked, Func<Task> handling, CancellationToken ct) =>
        await f.ProevAsync(handling, "projektet") ? Videre(http, nr, besked) : Formularhandling.Side<Projektside>(await VisAsync(klub, nr, f, ct), f);

    private static IResult Videre(HttpContext http, int nr, string besked)
    {
        http.Besked(Beskedart.Succes, besked);
        return Results.Redirect($"{Sti}/{nr}");
    }

    /// <summary>A joint project over REST.</summary>
    public sealed record Projektsvar(
        Projektlinje Kort, string Beskrivelse, string Enhed, int Tilbagebetalingsaar, int? DriftFra, string Leverandoer, string Kontrakt, string? Pilot, long UdlaegOere, IReadOnlyList<Tilslutningslinje> Tilslutninger,
        IReadOnlyList<Projektleverancelinje> Leverancer, IReadOnlyList<Spoergsmaalslinje> Spoergsmaal, IReadOnlyList<string> Betalere, IReadOnlyList<Planaar> Plan);

    private static async Task<Ok<Projektsvar>> ApiEt(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var v = await VisAsync(klub, nr, null, ct);
        http.Response.Headers.ETag = Preconditions.ETag(v.Version);
        return TypedResults.Ok(new Projektsvar(v.Kort, v.Beskrivelse, v.Enhed, v.Tilbagebetalingsaar, v.DriftFra, v.Leverandoer, v.Kontrakt, v.Pilot, v.UdlaegOere, v.Tilslutninger, v.Leverancer, v.Spoergsmaal, v.Betalere, v.Plan));
    }

    private static async Task<Ok<GemProjekt.Svar>> ApiRet(int nr, Nytprojekt k, HttpRequest request, Klubben klub, CancellationToken ct)
    {
        var version = request.IfMatch();
        return TypedResults.Ok(await klub.UdfoerAsync((GemProjekt act) => act.Udfoer(new(klub.Aktoer, nr, k.Navn, k.Beskrivelse, k.Enhed, k.LoftOere, k.Tilbagebetalingsaar, k.Frist, k.Leverandoer, k.Kontrakt, version), ct), ct));
    }

    private static async Task<NoContent> ApiTilslut(int nr, Guid medlem, Nytilslutning k, Klubben klub, CancellationToken ct)
    {
        await klub.UdfoerAsync((SaetTilslutning act) => act.Udfoer(new(klub.Aktoer, nr, medlem, k.Stand, k.Dato, k.Enheder), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<FoerProjekt.Svar>> ApiTrin(int nr, Nytrin k, HttpRequest request, Klubben klub, CancellationToken ct)
    {
        var version = request.IfMatch();
        return TypedResults.Ok(await klub.UdfoerAsync((FoerProjekt act) => act.Udfoer(new(klub.Aktoer, nr, k.Til, k.Pilot, k.DriftFra, version), ct), ct));
    }

    private static async Task<Ok<GemProjektpost.Svar>> ApiPost(int nr, Nypost k, Klubben klub, CancellationToken ct) =>
        TypedResults.Ok(await klub.UdfoerAsync((GemProjektpost act) => act.Udfoer(new(klub.Aktoer, nr, k.Art ?? "", k.PostNr, k.Tekst, k.Dato, k.Oere), ct), ct));
}
