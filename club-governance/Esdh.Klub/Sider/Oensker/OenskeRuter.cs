using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Files;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Klub.Sider;

/// <summary>Pages of the members' wishes.</summary>
internal static class OenskeRuter
{
    public const string Sti = "/klub/oensker";

    internal const int FlestBilag = 5;

    internal const long StoersteBilag = 20 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sti, Alle).KraeverKlub(Klubadgang.Alle).WithSummary("Så klubbens ønsker");
        routes.MapGet(Sti + "/nyt", Nyt).KraeverKlub(Klubadgang.Alle).WithSummary("Åbnede et nyt ønske");
        routes.MapPost(Sti + "/nyt", Opret).KraeverKlub(Klubadgang.Alle).MedIdempotens().WithSummary("Foreslog et ønske");
        routes.MapGet(Sti + "/bilag/{id:guid}", Bilag).KraeverKlub(Klubadgang.Alle).WithSummary("Hentede et bilag til et ønske");
        routes.MapGet(Sti + "/{nummer}", Et).KraeverKlub(Klubadgang.Alle).WithSummary("Så et ønske");
        routes.MapPost(Sti + "/{nummer}/kommentar", Kommenter).KraeverKlub(Klubadgang.Alle).MedIdempotens().WithSummary("Kommenterede et ønske");
        routes.MapPost(Sti + "/{nummer}/foelg", Foelg).KraeverKlub(Klubadgang.Alle).WithSummary("Ændrede, om et ønske følges");
        routes.MapPost(Sti + "/{nummer}/vurder", Vurder).KraeverKlub(Klubadgang.Delegat).WithSummary("Vurderede et ønske");
        routes.MapPost(Sti + "/{nummer}/flyt", Flyt).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Flyttede et ønske");
        routes.MapPost(Sti + "/{nummer}/saml", Saml).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Samlede to ønsker");
    }

    private static async Task<IResult> Alle(HttpRequest request, Klubben klub, CancellationToken ct)
    {
        var f = new Formular(("soeg", request.Query["soeg"].ToString()), ("stand", request.Query["stand"].ToString()));
        f.Laengde("soeg", 500);
        var stand = f.Valg<Oenskestand>("stand");
        return Formularhandling.Side<Oenskerside>(new Oenskervisning(
            f.ErGyldig ? await klub.LaesAsync((Oenskeopslag o) => o.AlleAsync(stand, f["soeg"], ct)) : [], f, [.. Enum.GetValues<Oenskestand>().Select(s => new Mulighed(s.ToString(), OenskeRegler.Navn(s)))], klub.Aktoer.MedlemId is not null), f);
    }

    private static async Task<IResult> Nyt(HttpRequest request, Klubben klub, CancellationToken ct)
    {
        var f = new Formular(("titel", Hoejst(request.Query["titel"], 150)), ("problem", Hoejst(request.Query["problem"], 4_000)));
        var tekst = f["titel"] + " " + f["problem"];
        return Formularhandling.Side<NytOenskeside>(new NytOenskevisning(f, tekst.Trim().Length == 0 ? null : await klub.LaesAsync((Oenskeopslag o) => o.LignendeAsync(tekst, null, ct))));
    }

    private static string Hoejst(string? tekst, int laengde) => tekst is null ? "" : tekst.Length > laengde ? tekst[..laengde] : tekst;

    private static async Task<IResult> Opret(HttpContext http, Klubben klub, AuthorityRegistry registry, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        // Once the twins are on the screen, the one who writes has seen them.
        if (f["set"].Length == 0)
        {
            var lignende = await klub.LaesAsync((Oenskeopslag o) => o.LignendeAsync(Hoejst(f["titel"], 150) + " " + Hoejst(f["problem"], 10_000), null, ct));
            if (lignende.Count > 0)
                return Formularhandling.Side<NytOenskeside>(new NytOenskevisning(f, lignende), f);
        }

        OpretOenske.Svar? svar = null;
        if (await f.ProevAsync(async () =>
        {
            var bilag = await LaegAsync(f, registry.Shared, ct);
            svar = await klub.UdfoerAsync((OpretOenske act) => act.Udfoer(new(klub.Aktoer, f["titel"], f["problem"], f["hvemHjaelpes"], f["modul"], bilag), ct), ct);
        }))
        {
            http.Besked(Beskedart.Succes, $"Ønske {svar!.Nummer} er foreslået.", "Andre medlemmer kan nu kommentere og følge det.");
            return Results.Redirect(Oenskemaerker.Adresse(svar.Nummer));
        }

        return Formularhandling.Side<NytOenskeside>(new NytOenskevisning(f, []), f);
    }

    internal static async Task<IReadOnlyList<LagtBilag>> LaegAsync(Formular f, Authority faelles, CancellationToken ct)
    {
        List<LagtBilag> bilag = [];
        var filer = f.Filer?.GetFiles("bilag").Where(x => x.Length > 0).ToList() ?? [];
        new Errors().AddIf(filer.Count > FlestBilag, "bilag", "Der kan højst lægges 5 filer ved.").AddIf(filer.Exists(x => x.Length > StoersteBilag), "bilag", "En fil kan højst fylde 20 MB.").Throw();
        foreach (var fil in filer)
        {
            await using var stroem = fil.OpenReadStream();
            bilag.Add(new(CleanFileName.From(fil.FileName).Name, await faelles.Content.SaveAsync(stroem, StoersteBilag, ct)));
        }

        return bilag;
    }

    private static async Task<IResult> Bilag(Guid id, HttpContext http, Klubben klub, AuthorityRegistry registry, CancellationToken ct)
    {
        var (navn, sha256) = await klub.LaesAsync((Oenskeopslag o) => o.BilagAsync(id, ct));
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(registry.Shared.Content.OpenRead(sha256), "application/octet-stream", navn);
    }

    private static async Task<IResult> Et(string nummer, Klubben klub, CancellationToken ct) => await SideAsync(nummer, klub, ct);

    private static async Task<IResult> SideAsync(string nummer, Klubben klub, CancellationToken ct, Formular? kommentar = null, Formular? vurdering = null, Formular? flyt = null, Formular? saml = null)
    {
        var o = await klub.LaesAsync((Oenskeopslag x) => x.HentAsync(nummer, klub.Aktoer, ct));
        var lignende = await klub.LaesAsync((Oenskeopslag x) => x.LignendeAsync(o.Titel + " " + o.Problem, o.Id, ct));
        return Formularhandling.Side<Oenskeside>(
            new Oenskevisning(o, klub.Aktoer.ErSekretariat, klub.Aktoer.MedlemId is not null, klub.Aktoer.ErSekretariat || klub.Aktoer.ErDelegat, lignende, kommentar ?? new(), vurdering ?? new(), flyt ?? new(), saml ?? new()),
            new[] { kommentar, vurdering, flyt, saml }.FirstOrDefault(f => f is { ErGyldig: false }));
    }

    private static async Task<(Formular F, Guid Id)> FormAsync(string nummer, HttpContext http, Klubben klub, CancellationToken ct) =>
        (Formular.Fra(await http.Request.ReadFormAsync(ct)), await klub.LaesAsync((Oenskeopslag o) => o.IdAsync(nummer, ct)));

    private static async Task<IResult> Kommenter(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var (f, id) = await FormAsync(nummer, http, klub, ct);
        if (!await f.ProevAsync(() => klub.UdfoerAsync((KommenterOenske act) => act.Udfoer(new(klub.Aktoer, id, f["tekst"]), ct), ct)))
            return await SideAsync(nummer, klub, ct, kommentar: f);
        http.Besked(Beskedart.Succes, "Kommentaren er skrevet.");
        return Results.Redirect($"{Oenskemaerker.Adresse(nummer)}#kommentarer");
    }

    private static async Task<IResult> Foelg(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var (f, id) = await FormAsync(nummer, http, klub, ct);
        if (!await f.ProevAsync(() => klub.UdfoerAsync((FoelgOenske act) => act.Udfoer(new(klub.Aktoer, id, f["foelg"] == "ja"), ct), ct)))
            return await SideAsync(nummer, klub, ct, kommentar: f);
        http.Besked(Beskedart.Succes, f["foelg"] == "ja" ? "Du følger nu ønsket." : "Du følger ikke længere ønsket.");
        return Results.Redirect($"{Oenskemaerker.Adresse(nummer)}");
    }

    private static async Task<IResult> Vurder(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var (f, id) = await FormAsync(nummer, http, klub, ct);
        var (timer, vaerdi) = (f.Heltal("timer", 0, 100_000), f.Heltal("vaerdi", 1, 5));
        if (!await f.ProevAsync(() => klub.UdfoerAsync((VurderOenske act) => act.Udfoer(new(klub.Aktoer, id, f["gruppe"], timer, vaerdi, f["begrundelse"]), ct), ct)))
            return await SideAsync(nummer, klub, ct, vurdering: f);
        http.Besked(Beskedart.Succes, "Vurderingen er gemt.");
        return Results.Redirect($"{Oenskemaerker.Adresse(nummer)}");
    }

    private static async Task<IResult> Flyt(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var (f, id) = await FormAsync(nummer, http, klub, ct);
        var stand = f.Valg<Oenskestand>("stand");
        if (!await f.ProevAsync(() => klub.UdfoerAsync((FlytOenske act) => act.Udfoer(new(klub.Aktoer, id, stand, f["grund"], f.Version()), ct), ct), "ønsket"))
            return await SideAsync(nummer, klub, ct, flyt: f);
        http.Besked(Beskedart.Succes, "Ønsket er flyttet.");
        return Results.Redirect($"{Oenskemaerker.Adresse(nummer)}");
    }

    private static async Task<IResult> Saml(string nummer, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var (f, id) = await FormAsync(nummer, http, klub, ct);
        SamlOensker.Svar? svar = null;
        if (!await f.ProevAsync(async () =>
        {
            var i = await klub.LaesAsync((Oenskeopslag o) => o.IdAsync(f["i"], ct));
            svar = await klub.UdfoerAsync((SamlOensker act) => act.Udfoer(new(klub.Aktoer, id, i), ct), ct);
        }))
            return await SideAsync(nummer, klub, ct, saml: f);
        http.Besked(Beskedart.Succes, $"Ønsket er samlet i {svar!.I}.");
        return Results.Redirect(Oenskemaerker.Adresse(svar.I));
    }
}
