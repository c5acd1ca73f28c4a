using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Contract;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Indhold;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub.Sider;

/// <summary>Pages of the club's members.</summary>
internal static class MedlemRuter
{
    public const string Sti = "/klub";

    private const string Medlem = Sti + "/medlemmer/{nr:int}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Sti, Medlemmer).KraeverKlub(Klubadgang.Alle).WithSummary("Så klubbens medlemmer");
        routes.MapGet(Sti + "/medlemmer/ny", Ny).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Begyndte på et nyt medlem");
        routes.MapPost(Sti + "/medlemmer/ny", Opret).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Oprettede et medlem");
        routes.MapGet(Medlem, En).KraeverKlub(Klubadgang.Alle).WithSummary("Så et medlem");
        routes.MapGet(Medlem + "/ret", Ret).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Begyndte på at rette et medlem");
        routes.MapPost(Medlem + "/ret", Gem).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Rettede et medlem");
        routes.MapPost(Medlem + "/fase", Fase).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Førte et medlem til næste fase");
        routes.MapPost(Medlem + "/mandat", Mandat).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Gav et mandat");
        routes.MapPost(Medlem + "/mandat/{id:guid}/slut", MandatSlut).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Afsluttede et mandat");
        routes.MapPost(Medlem + "/opsigelse", Opsigelse).MedIdempotens().KraeverKlub(Klubadgang.Sekretariat).WithSummary("Registrerede en opsigelse");
        routes.MapPost(Medlem + "/kvittering", Kvittering).KraeverKlub(Klubadgang.Alle).WithSummary("Kvitterede for et medlems data");
        routes.MapPost(Medlem + "/arkiv", Arkiv).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Registrerede arkivets godkendelse");
        routes.MapGet(Medlem + "/attest.pdf", Attestfil).KraeverKlub(Klubadgang.Alle).WithSummary("Hentede attesten for sletning af et medlems data");
        routes.MapPost(Medlem + "/attest", Attest).KraeverKlub(Klubadgang.Sekretariat).WithSummary("Attesterede sletning af et medlems data");
    }

    /// <summary>The club's year, with the point that is now.</summary>
    internal static IReadOnlyList<Aarspunkt> Aarshjul(DateOnly idag) =>
    [
        .. new[]
        {
            (1, 2, "Januar", "Sekretariatet fakturerer det, generalforsamlingen har vedtaget."), (3, 8, "Marts", "Strategiseminaret sætter næste års ramme for udvikling. Forretningsledelsen skriver budgettet."),
            (9, 9, "September", "Hvert medlem holder sin interne høring om forslagene."), (10, 12, "Oktober", "Generalforsamlingen vedtager budget, samarbejdsaftale og pris for næste år og vælger bestyrelse og forretningsledelse."),
        }.Select(p => new Aarspunkt(p.Item3, p.Item4, idag.Month >= p.Item1 && idag.Month <= p.Item2)),
    ];

    private static async Task<IResult> Medlemmer(Klubben klub, TimeProvider tid, CancellationToken ct) =>
        Formularhandling.Side<Medlemmerside>(new Medlemmervisning(await klub.LaesAsync((Medlemsopslag o) => o.AlleAsync(ct)), klub.Aktoer.ErSekretariat, Aarshjul(DanishTime.Today(tid))));

    private static RazorComponentResult<Medlemsformularside> Formularen(string titel, string handling, string knap, string tilbage, Formular f) => Formularhandling.Side<Medlemsformularside>(new Medlemsformularvisning(titel, handling, knap, tilbage, f), f);

    private static RazorComponentResult<Medlemsformularside> Ny() => Formularen("Nyt medlem", Sti + "/medlemmer/ny", "Opret medlem", Sti, new());

    private static async Task<IResult> Opret(HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var oplysninger = Oplysninger(f);
        OpretMedlem.Svar? svar = null;
        if (await f.ProevAsync(async () => svar = await klub.UdfoerAsync((OpretMedlem act) => act.Udfoer(new(klub.Aktoer, oplysninger), ct), ct)))
            return Videre(http, svar!.Nr, "Medlemmet er oprettet i fasen sondering.");
        return Formularen("Nyt medlem", Sti + "/medlemmer/ny", "Opret medlem", Sti, f);
    }

    private static async Task<IResult> Ret(int nr, Klubben klub, CancellationToken ct)
    {
        var m = await VisAsync(klub, nr, null, ct);
        var o = m.Oplysninger;
        return Formularen($"Ret {m.Kort.Navn}", $"{Sti}/medlemmer/{nr}/ret", "Gem rettelser", $"{Sti}/medlemmer/{nr}", new(
            ("navn", m.Kort.Navn), ("art", m.Kort.Art.ToString()), ("cvr", o.Cvr), ("gln", o.Gln), ("grundlagskode", o.Grundlagskode), ("adresse", o.Adresse), ("postnummer", o.Postnummer), ("by", o.By), ("reference", o.Reference), ("myndighed", o.Myndighed),
            ("version", m.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static async Task<IResult> Gem(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var oplysninger = Oplysninger(f);
        if (await f.ProevAsync(() => klub.UdfoerAsync((RetMedlem act) => act.Udfoer(new(klub.Aktoer, nr, oplysninger, f.Version()), ct), ct), "medlemmet"))
            return Videre(http, nr, "Rettelserne er gemt.");
        return Formularen("Ret medlem", $"{Sti}/medlemmer/{nr}/ret", "Gem rettelser", $"{Sti}/medlemmer/{nr}", f);
    }

    private static Medlemsoplysninger Oplysninger(Formular f) =>
        new(f["navn"], f.Valg<Medlemsart>("art"), f["cvr"], f["gln"], f["grundlagskode"], f["adresse"], f["postnummer"], f["by"], f["reference"], f["myndighed"]);

    private static Task<Medlemsvisning> VisAsync(Klubben klub, int nr, Formular? f, CancellationToken ct) => klub.LaesAsync((Medlemsopslag o) => o.EnAsync(klub.Aktoer, nr, f, ct));

    private static async Task<IResult> En(int nr, Klubben klub, CancellationToken ct) => Formularhandling.Side<Medlemsside>(await VisAsync(klub, nr, null, ct));

    private static async Task<IResult> Fase(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (til, besluttet, fra) = (f.Valg<Medlemsfase>("til"), f.Dato("besluttet"), f.Dato("medlemFra"));
        return await UdfoerAsync(nr, http, klub, f, "Medlemmet er kommet en fase videre.", () => klub.UdfoerAsync((SkiftMedlemsfase act) => act.Udfoer(new(klub.Aktoer, nr, til, f["businesscase"], besluttet, f["beslutning"], fra, f.Version()), ct), ct), ct);
    }

    private static async Task<IResult> Mandat(int nr, HttpContext http, Klubben klub, AuthorityRegistry registry, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (rolle, fra) = (f.Valg<Klubrolle>("rolle"), f.Dato("fra"));
        var m = await VisAsync(klub, nr, null, ct);
        var bruger = await BrugerAsync(registry, scopes, m.Oplysninger.Myndighed, f["bruger"], ct);
        return await UdfoerAsync(nr, http, klub, f, "Mandatet er givet.", () => klub.UdfoerAsync((GivMandat act) => act.Udfoer(new(klub.Aktoer, nr, bruger?.Id, bruger?.Navn, rolle, fra), ct), ct), ct);
    }

    /// <summary>The active user of this user name at home; null where there is none.</summary>
    internal static async Task<Brugerkort?> BrugerAsync(AuthorityRegistry registry, IServiceScopeFactory scopes, string? myndighed, string? brugernavn, CancellationToken ct)
    {
        if (myndighed is null || !registry.Exists(myndighed) || string.IsNullOrWhiteSpace(brugernavn))
            return null;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(await registry.GetAsync(myndighed));
        return await scope.ServiceProvider.GetRequiredService<Brugeropslag>().FindAsync(brugernavn, ct) is { Aktiv: true } bruger ? bruger : null;
    }

    private static async Task<IResult> MandatSlut(int nr, Guid id, HttpContext http, Klubben klub, CancellationToken ct) =>
        await UdfoerAsync(nr, http, klub, Formular.Fra(await http.Request.ReadFormAsync(ct)), "Mandatet er afsluttet.", () => klub.UdfoerAsync((AfslutMandat act) => act.Udfoer(new(klub.Aktoer, id), ct), ct), ct);

    private static async Task<IResult> Opsigelse(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var dag = f.Dato("udtraeder");
        return await UdfoerAsync(nr, http, klub, f, "Opsigelsen er registreret.", () => klub.UdfoerAsync((OpsigMedlemskab act) => act.Udfoer(new(klub.Aktoer, nr, dag, f.Version()), ct), ct), ct);
    }

    private static async Task<IResult> Kvittering(int nr, HttpContext http, Klubben klub, CancellationToken ct) =>
        await UdfoerAsync(nr, http, klub, Formular.Fra(await http.Request.ReadFormAsync(ct)), "I har kvitteret for jeres data.", () => klub.UdfoerAsync((KvitterForData act) => act.Udfoer(new(klub.Aktoer, nr), ct), ct), ct);

    private static async Task<IResult> Arkiv(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var dag = f.Dato("dag");
        return await UdfoerAsync(nr, http, klub, f, "Arkivets godkendelse er registreret.", () => klub.UdfoerAsync((GodkendMedlemsarkiv act) => act.Udfoer(new(klub.Aktoer, nr, f["arkivversion"], dag), ct), ct), ct);
    }

    private static async Task<IResult> Attestfil(int nr, Klubben klub, AuthorityRegistry registry, CancellationToken ct)
    {
        var medlem = await klub.LaesAsync((Medlemsopslag o) => o.SlettetAsync(nr, ct));
        using var ud = new MemoryStream();
        AttestPdf.Skriv(ud, medlem, registry.All.FirstOrDefault(a => a.Key == AuthorityRegistry.ClubKey)?.Name ?? "Brugerklubben");
        return Results.File(ud.ToArray(), "application/pdf", $"attest-{nr}.pdf");
    }

    private static async Task<IResult> Attest(int nr, HttpContext http, Klubben klub, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        return await UdfoerAsync(nr, http, klub, f, "Sletningen er attesteret.", () => klub.UdfoerAsync((AttesterSletning act) => act.Udfoer(new(klub.Aktoer, nr, f["attest"]), ct), ct), ct);
    }

    private static async Task<IResult> UdfoerAsync(int nr, HttpContext http, Klubben klub, Formular f, string besked, Func<Task> handling, CancellationToken ct) =>
        await f.ProevAsync(handling, "medlemmet") ? Videre(http, nr, besked) : Formularhandling.Side<Medlemsside>(await VisAsync(klub, nr, f, ct), f);

    private static IResult Videre(HttpContext http, int nr, string besked)
    {
        http.Besked(Beskedart.Succes, besked);
        return Results.Redirect($"{Sti}/medlemmer/{nr}");
    }
}
