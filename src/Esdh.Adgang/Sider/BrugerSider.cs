using Esdh.Adgang.Api;
using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Sider;

/// <summary>A user in the list.</summary>
public sealed record Brugerlinje(Guid Id, string Navn, string Brugernavn, string? Titel, string Enhed, string Roller, Maerke Status);

/// <param name="Flere">There are more than are shown.</param>
public sealed record Brugerliste(Formular Formular, IReadOnlyList<Brugerlinje> Brugere, bool Flere, IReadOnlyList<Mulighed> Enheder);

/// <summary>The page of one user, or of one to be made.</summary>
/// <param name="Id">Null when it is to be made.</param>
/// <param name="Navn">The page's title.</param>
/// <param name="Status">Active, closed, locked.</param>
/// <param name="Laast">A lock or block can be lifted.</param>
/// <param name="Selv">It is the administrator's own.</param>
/// <param name="Eksternt">Signs in elsewhere, so has no password here.</param>
/// <param name="Engangskode">Shown once, right after it was made.</param>
public sealed record Brugervisning(
    Guid? Id, string Navn, string Brugernavn, Formular Formular, IReadOnlyList<Mulighed> Enheder, IReadOnlyList<Mulighed> Roller,
    Maerke Status, bool Laast, bool Selv, bool Eksternt, string? Engangskode);

/// <summary>Users, for the administrator.</summary>
internal static class BrugerSider
{
    private const string Sti = "/administration/brugere";
    private const int MestVist = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Roller.Administrator);
        sider.MapGet("", ListeAsync).WithSummary("Så listen over brugere");
        sider.MapGet("/ny", NyAsync).WithSummary("Åbnede siden til en ny bruger");
        sider.MapPost("/ny", OpretAsync).WithSummary("Oprettede en bruger");
        sider.MapGet("/{id:guid}", VisAsync).WithSummary("Så en bruger");
        sider.MapPost("/{id:guid}", RetAsync).WithSummary("Rettede en bruger");
        sider.MapPost("/{id:guid}/kodeord", NulstilAsync).WithSummary("Nulstillede en brugers adgangskode");
        sider.MapPost("/{id:guid}/oplaasning", LaasOpAsync).WithSummary("Låste en bruger op");

        routes.MapGet("/opslag/brugere", async (string? q, Brugeropslag opslag, CancellationToken ct) => TypedResults.Ok(
            (await opslag.SoegAsync(q, 20, ct)).Select(b => new { b.Id, Tekst = b.Navn, Under = $"{b.Brugernavn} · {b.Enhed}" }))).KraeverLogon().WithSummary("Slog en kollega op");
    }

    /// <summary>Units as choices, the deeper the further in.</summary>
    internal static async Task<IReadOnlyList<Mulighed>> EnhedsvalgAsync(Brugeropslag opslag, CancellationToken ct) =>
        [.. (await opslag.EnhederAsync(ct)).Where(e => e.Aktiv).Select(e => new Mulighed(e.Id.ToString(), new string('\u2007', e.Dybde * 2) + e.Navn))];

    private static async Task<RazorComponentResult<Brugerlisteside>> ListeAsync(HttpRequest request, AdgangDb db, Brugeropslag opslag, TimeProvider time, CancellationToken ct)
    {
        var formular = new Formular();
        foreach (var (felt, vaerdi) in request.Query)
            formular.Saet(felt, vaerdi.ToString());
        var ord = DanishText.Fold(formular.Laengde("q", 100)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lukkede = formular.Afkrydset("lukkede");
        var enhed = formular.Id("enhed");
        var enheder = (await opslag.EnhederAsync(ct)).ToDictionary(e => e.Id, e => e.Navn);
        var alle = await db.Brugere.Where(b => (lukkede || b.Aktiv) && (enhed == null || b.EnhedId == enhed)).ToListAsync(ct);
        var fundne = alle.Where(b => Array.TrueForAll(ord, DanishText.Fold($"{b.Navn} {b.Brugernavn} {b.Titel} {b.Email}").Contains))
            .OrderBy(b => DanishText.SortKey(b.Navn), StringComparer.Ordinal).Take(MestVist + 1).ToList();
        return Formularhandling.Side<Brugerlisteside>(new Brugerliste(
            formular,
            [.. fundne.Take(MestVist).Select(b => new Brugerlinje(b.Id, b.Navn, b.Brugernavn, b.Titel, enheder[b.EnhedId], string.Join(", ", BrugereApi.Navne(b.Roller)), Status(b, time.GetUtcNow())))],
            fundne.Count > MestVist, await EnhedsvalgAsync(opslag, ct)), formular);
    }

    private static async Task<RazorComponentResult<Brugerside>> NyAsync(Brugeropslag opslag, CancellationToken ct) =>
        await NysideAsync(new Formular(), opslag, ct);

    private static async Task<RazorComponentResult<Brugerside>> NysideAsync(Formular formular, Brugeropslag opslag, CancellationToken ct) =>
        Formularhandling.Side<Brugerside>(
            new Brugervisning(null, "Ny bruger", "", formular, await EnhedsvalgAsync(opslag, ct), Rollevalg, new("Ny", Farve.Blaa), false, false, false, null), formular);

    private static async Task<IResult> OpretAsync(HttpRequest request, Authority myndighed, Aktoer aktoer, AdgangDb db, Brugeropslag opslag, TimeProvider time, CancellationToken ct)
    {
        var f = Formular.Fra(await request.ReadFormAsync(ct));
        var roller = f.Alle("roller");
        var enhed = f.Id("enhed");
        var engangskode = BrugereApi.Engangskode(roller);
        var hash = engangskode is null ? null : Kodeord.Hash(engangskode);
        OpretBruger.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync(
            (OpretBruger act) => act.Udfoer(new(aktoer, f["brugernavn"], f["navn"], f["email"], f["titel"], enhed, roller, hash), ct), ct)))
            return await NysideAsync(f, opslag, ct);
        return await SideAsync(svar!.Id, null, engangskode, aktoer, db, opslag, time, ct);
    }

    private static Task<RazorComponentResult<Brugerside>> VisAsync(Guid id, Aktoer aktoer, AdgangDb db, Brugeropslag opslag, TimeProvider time, CancellationToken ct) =>
        SideAsync(id, null, null, aktoer, db, opslag, time, ct);

    private static async Task<RazorComponentResult<Brugerside>> SideAsync(
        Guid id, Formular? formular, string? engangskode, Aktoer aktoer, AdgangDb db, Brugeropslag opslag, TimeProvider time, CancellationToken ct)
    {
        var b = await db.Brugere.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException();
        var nu = time.GetUtcNow();
        if (formular is null)
        {
            formular = new Formular(("navn", b.Navn), ("email", b.Email), ("titel", b.Titel), ("enhed", b.EnhedId.ToString()), ("version", $"{b.Version}"));
            formular.Saet("roller", BrugereApi.Navne(b.Roller));
            if (b.Aktiv)
                formular.Saet("aktiv", "true");
        }

        return Formularhandling.Side<Brugerside>(new Brugervisning(
            b.Id, b.Navn, b.Brugernavn, formular, await EnhedsvalgAsync(opslag, ct), Rollevalg, Status(b, nu), b.LaastTil > nu || b.SpaerretTil > nu,
            b.Id == aktoer.Id, b.Udsteder is not null, engangskode), formular);
    }

    private static async Task<IResult> RetAsync(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, AdgangDb db, Brugeropslag opslag, TimeProvider time, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var enhed = f.Id("enhed");
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync(
            (RetBruger act) => act.Udfoer(new(aktoer, id, f["navn"], f["email"], f["titel"], enhed, f.Alle("roller"), f.Afkrydset("aktiv"), f.Version()), ct), ct)))
            return await SideAsync(id, f, null, aktoer, db, opslag, time, ct);
        context.Besked(Beskedart.Succes, "Brugeren er gemt");
        return Results.Redirect($"{Sti}/{id}");
    }

    private static async Task<IResult> NulstilAsync(Guid id, Authority myndighed, Aktoer aktoer, AdgangDb db, Brugeropslag opslag, TimeProvider time, CancellationToken ct)
    {
        var engangskode = await BrugereApi.GivEngangskodeAsync(myndighed, aktoer, id, ct);
        return await SideAsync(id, null, engangskode, aktoer, db, opslag, time, ct);
    }

    private static async Task<IResult> LaasOpAsync(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        await myndighed.Queue.RunAsync((LaasBrugerOp act) => act.Udfoer(new(aktoer, id), ct), ct);
        context.Besked(Beskedart.Succes, "Brugeren er låst op");
        return Results.Redirect($"{Sti}/{id}");
    }

    private static readonly IReadOnlyList<Mulighed> Rollevalg =
    [
        new("sagsbehandler", "Sagsbehandler: arbejder med sager"), new("leder", "Leder: ser også underenhedernes sager"), new("arkivar", "Arkivar: bevaring og kassation"),
        new("revisor", "Revisor: læser, hvad opgaven giver adgang til"), new("logkontrollant", "Logkontrollant: læser adgangsloggen"),
        new("administrator", "Administrator: brugere og opsætning, ingen sager"), new("robot", "Robot: et program, ingen sager uden at være nævnt"),
    ];

    private static Maerke Status(Bruger b, DateTimeOffset nu) =>
        !b.Aktiv ? new("Lukket", Farve.Graa)
        : b.SpaerretTil > nu ? new($"Spærret til kl. {DanishTime.Clock(b.SpaerretTil.Value)}", Farve.Roed)
        : b.LaastTil > nu ? new($"Låst til kl. {DanishTime.Clock(b.LaastTil.Value)}", Farve.Gul)
        : new("Aktiv", Farve.Groen);
}
