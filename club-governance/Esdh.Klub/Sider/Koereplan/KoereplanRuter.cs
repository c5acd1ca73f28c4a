using System.Buffers.Text;
using System.Security.Cryptography;
using Esdh.Adgang.Contract;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Indhold;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub.Sider;

/// <summary>Pages of the road map, its calendars, and the page that everyone may see.</summary>
internal static class KoereplanRuter
{
    public const string Sti = "/klub/koereplan";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sti, Plan).KraeverKlub(Klubadgang.Alle).WithSummary("Så køreplanen");
        routes.MapGet(Sti + "/rapport/{halvaar:int}", Rapport).KraeverKlub(Klubadgang.Alle).WithSummary("Så en halvårsrapport");
        routes.MapGet(Sti + "/rapport/{halvaar:int}.pdf", Pdf).KraeverKlub(Klubadgang.Alle).WithSummary("Hentede en halvårsrapport");
        routes.MapGet(Sti + "/nyt", Nyt).KraeverKlub(Klubadgang.Ledelse).WithSummary("Åbnede et nyt initiativ");
        routes.MapPost(Sti + "/nyt", Opret).KraeverKlub(Klubadgang.Ledelse).MedIdempotens().WithSummary("Oprettede et initiativ");
        routes.MapPost(Sti + "/kalender", Kalendernoegle).KraeverKlub(Klubadgang.KunDelegat).WithSummary("Lavede en ny kalenderadresse");
        routes.MapGet(Sti + "/{nr:int}", Et).KraeverKlub(Klubadgang.Alle).WithSummary("Så et initiativ");
        routes.MapPost(Sti + "/{nr:int}/rapport", Rapporter).KraeverKlub(Klubadgang.Ledelse).WithSummary("Rapporterede om et initiativ");
        routes.MapPost(Sti + "/{nr:int}/leverance", Leverance).KraeverKlub(Klubadgang.Ledelse).MedIdempotens().WithSummary("Planlagde en leverance");
        routes.MapPost(Sti + "/{nr:int}/leveret/{leverance:guid}", Leveret).KraeverKlub(Klubadgang.Ledelse).WithSummary("Meldte en leverance leveret");
        routes.MapPost(Sti + "/{nr:int}/klaret/{opgave:guid}", Klaret).KraeverKlub(Klubadgang.KunDelegat).WithSummary("Meldte en opgave klaret");
        routes.MapPost(Sti + "/{nr:int}/brug/{leverance:guid}", Brug).KraeverKlub(Klubadgang.KunDelegat).WithSummary("Meldte, hvordan en leverance bruges");
        routes.MapGet("/klub/offentlig", Offentlig).AabenForAlle().WithMetadata(new NoAuthorityNeeded()).WithSummary("Så klubbens offentlige side");
        routes.MapGet("/klub/offentlig/stemmeprotokoller/{nummer}", Stemmeprotokol).AabenForAlle().WithMetadata(new NoAuthorityNeeded()).WithSummary("Hentede en offentliggjort stemmeprotokol");
        routes.MapGet("/klub/offentlig/koereplan.ics", Faelleskalender).AabenForAlle().WithMetadata(new NoAuthorityNeeded()).WithSummary("Hentede klubbens kalender");
        routes.MapGet("/klub/offentlig/kalender/{noegle}", Medlemskalender).AabenForAlle().WithMetadata(new NoAuthorityNeeded()).WithSummary("Hentede et medlems kalender");
    }

    private static async Task<IResult> Plan(Klubben klub, CancellationToken ct) => Formularhandling.Side<Koereplanside>(new Koereplanvisning(await klub.LaesAsync((Koereplanopslag o) => o.NuAsync(ct)), klub.Aktoer.ErSekretariat, false));

    private static async Task<IResult> Rapport(int halvaar, Klubben klub, CancellationToken ct) => Formularhandling.Side<Koereplanside>(new Koereplanvisning(await klub.LaesAsync((Koereplanopslag o) => o.RapportAsync(halvaar, ct)), klub.Aktoer.ErSekretariat, true));

    private static async Task<IResult> Pdf(int halvaar, Klubben klub, CancellationToken ct) => Results.File(Koereplanrapport.Skriv(await klub.LaesAsync((Koereplanopslag o) => o.RapportAsync(halvaar, ct))), "application/pdf", $"koereplan-{halvaar}.pdf");

    private static async Task<IResult> Nyt(Klubben klub, CancellationToken ct) => await NytSideAsync(klub, new(), ct);

    private static async Task<IResult> NytSideAsync(Klubben klub, Formular f, CancellationToken ct) => Formularhandling.Side<NytInitiativside>(new NytInitiativvisning(
        f, [.. (await klub.LaesAsync((Oenskeopslag o) => o.AlleAsync(Oenskestand.Valgt, null, ct))).Select(o => new Mulighed(o.Id.ToString(), $"{o.Nummer} {o.Titel}"))]), f);

    private static async Task<IResult> Opret(HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (fra, til, budget, oenske) = (f.Dato("fra"), f.Dato("til"), f.Heltal("budget", 0), f.Id("oenske"));
        OpretInitiativ.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await klub.UdfoerAsync((OpretInitiativ act) => act.Udfoer(new(klub.Aktoer, f["titel"], f["beskrivelse"], f["modul"], f["ejer"], fra, til, budget * 100L, oenske), ct), ct)))
            return await NytSideAsync(klub, f, ct);
        http.Besked(Beskedart.Succes, "Initiativet er på køreplanen.");
        return Results.Redirect($"{Sti}/{svar!.Nr}");
    }

    private static async Task<IResult> Et(int nr, Klubben klub, CancellationToken ct) => await SideAsync(nr, klub, ct);

    private static async Task<IResult> SideAsync(int nr, Klubben klub, CancellationToken ct, Formular? rapport = null, Formular? leverance = null, Formular? brug = null)
    {
        var b = await klub.LaesAsync((Koereplanopslag o) => o.HentAsync(nr, klub.Aktoer, ct));
        return Formularhandling.Side<Initiativside>(
            new Initiativvisning(b, KlubadgangExtensions.Admits(Klubadgang.Ledelse, klub.Aktoer), klub.Aktoer.ErDelegat, rapport ?? new(("stand", b.Stand), ("fase", b.Fase), ("farve", b.Farve), ("grund", b.I.Grund), ("naeste", b.I.Naeste)), leverance ?? new(), brug ?? new()),
            new[] { rapport, leverance, brug }.FirstOrDefault(f => f is { ErGyldig: false }));
    }

    private static async Task<IResult> Rapporter(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var id = (await klub.LaesAsync((Koereplanopslag o) => o.HentAsync(nr, null, ct))).I.Id;
        var (stand, fase, farve, forbrug) = (f.Valg<Initiativstand>("stand"), f.Valg<Initiativfase>("fase"), f.Valg<Initiativfarve>("farve"), f.Heltal("forbrug", 0));
        if (!await f.ProevAsync(() => klub.UdfoerAsync((RapporterInitiativ act) => act.Udfoer(new(klub.Aktoer, id, stand, fase, farve, f["grund"], f["naeste"], f["moedtAf"], forbrug * 100L, f.Version()), ct), ct), "initiativet"))
            return await SideAsync(nr, klub, ct, rapport: f);
        http.Besked(Beskedart.Succes, "Rapporten er gemt.");
        return Results.Redirect($"{Sti}/{nr}");
    }

    private static async Task<IResult> Leverance(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var id = (await klub.LaesAsync((Koereplanopslag o) => o.HentAsync(nr, null, ct))).I.Id;
        var (dato, frist) = (f.Dato("dato"), f.Dato("opgavefrist"));
        if (!await f.ProevAsync(() => klub.UdfoerAsync((GemLeverance act) => act.Udfoer(new(klub.Aktoer, id, f["titel"], dato, f["opgave"], frist), ct), ct)))
            return await SideAsync(nr, klub, ct, leverance: f);
        http.Besked(Beskedart.Succes, "Leverancen er planlagt.");
        return Results.Redirect($"{Sti}/{nr}");
    }

    private static async Task<IResult> Leveret(int nr, Guid leverance, HttpContext http, Klubben klub, CancellationToken ct)
    {
        await klub.UdfoerAsync((LeverLeverance act) => act.Udfoer(new(klub.Aktoer, leverance), ct), ct);
        http.Besked(Beskedart.Succes, "Leverancen er meldt leveret.", "Medlemmerne kan nu melde, hvordan de bruger den.");
        return Results.Redirect($"{Sti}/{nr}");
    }

    private static async Task<IResult> Klaret(int nr, Guid opgave, HttpContext http, Klubben klub, CancellationToken ct)
    {
        await klub.UdfoerAsync((MeldFraMedlem act) => act.Udfoer(new(klub.Aktoer, opgave, null, null, null, null), ct), ct);
        http.Besked(Beskedart.Succes, "Opgaven er klaret hos jer.");
        return Results.Redirect($"{Sti}/{nr}");
    }

    private static async Task<IResult> Brug(int nr, Guid leverance, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (fra, brugere) = (f.Dato("iBrugFra"), f.Heltal("brugere", 0, 1_000_000));
        if (!await f.ProevAsync(() => klub.UdfoerAsync((MeldFraMedlem act) => act.Udfoer(new(klub.Aktoer, null, leverance, fra, brugere, f["bemaerkning"]), ct), ct)))
            return await SideAsync(nr, klub, ct, brug: f);
        http.Besked(Beskedart.Succes, "Jeres brug er meldt.");
        return Results.Redirect($"{Sti}/{nr}");
    }

    private static async Task<IResult> Kalendernoegle(HttpContext http, Klubben klub, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var noegle = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await klub.UdfoerAsync((LavKalendernoegle act) => act.Udfoer(new(klub.Aktoer, Koereplanopslag.Hash(noegle)), ct), ct);
        return Formularhandling.Side<Kalenderside>($"{http.Request.Scheme}://{http.Request.Host}/klub/offentlig/kalender/{noegle}.ics");
    }

    private static async Task<T> OffentligAsync<TForesp, T>(IServiceScopeFactory scopes, AuthorityRegistry registry, Func<TForesp, Task<T>> laes) where TForesp : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(registry.Shared);
        return await laes(scope.ServiceProvider.GetRequiredService<TForesp>());
    }

    private static async Task<IResult> Offentlig(IServiceScopeFactory scopes, AuthorityRegistry registry, CancellationToken ct) => Formularhandling.Side<Offentligside>(new Offentligvisning(
        await OffentligAsync(scopes, registry, (Koereplanopslag o) => o.MedlemmerAsync(ct)), await OffentligAsync(scopes, registry, (Koereplanopslag o) => o.NuAsync(ct)),
        [.. (await OffentligAsync(scopes, registry, (Afstemningsopslag o) => o.AlleAsync(null, false, ct))).Where(a => !a.ErAaben)], Klubpriser.Alle));

    /// <summary>What is published when a ballot is counted, for anyone to count again.</summary>
    private static async Task<IResult> Stemmeprotokol(string nummer, HttpContext http, IServiceScopeFactory scopes, AuthorityRegistry registry, CancellationToken ct)
    {
        var (nr, json) = await OffentligAsync(scopes, registry, (Afstemningsopslag o) => o.ProtokolAsync(nummer, ct));
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"stemmeprotokol-{nr}.json\"";
        return Results.Text(json, "application/json; charset=utf-8");
    }

    private static async Task<IResult> Faelleskalender(IServiceScopeFactory scopes, AuthorityRegistry registry, CancellationToken ct) =>
        Results.Text(await OffentligAsync(scopes, registry, (Koereplanopslag o) => o.KalenderAsync(null, ct)), "text/calendar; charset=utf-8");

    private static async Task<IResult> Medlemskalender(string noegle, HttpContext http, IServiceScopeFactory scopes, AuthorityRegistry registry, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Text(await OffentligAsync(scopes, registry, (Koereplanopslag o) => o.KalenderAsync(noegle.EndsWith(".ics", StringComparison.Ordinal) ? noegle[..^4] : noegle, ct)), "text/calendar; charset=utf-8");
    }
}
