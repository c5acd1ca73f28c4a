using Esdh.Adgang.Contract;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Sider;

/// <param name="Dybde">How deep it lies, 0 to 6; what is deeper shows as 6.</param>
public sealed record Enhedslinje(Guid Id, string Navn, int Dybde, int Brugere, bool Aktiv);

/// <param name="Id">Null when it is to be made.</param>
public sealed record Enhedsvisning(Guid? Id, string Navn, Formular Formular, IReadOnlyList<Mulighed> Enheder);

public sealed record Gruppelinje(Guid Id, string Navn, int Medlemmer, bool Aktiv);

/// <param name="Id">Null when it is to be made.</param>
/// <param name="Medlemmer">Id and name of those who are in it.</param>
public sealed record Gruppevisning(Guid? Id, string Navn, Formular Formular, IReadOnlyList<Mulighed> Medlemmer);

public sealed record Klientlinje(Guid Id, string KlientId, string Navn, string? Bruger, bool Aktiv);

/// <param name="Id">Null when it is to be made.</param>
/// <param name="Hemmelighed">Shown once, right after it was made.</param>
public sealed record Klientvisning(Guid? Id, string Navn, string KlientId, Formular Formular, string? Hemmelighed, string Tegnadresse);

/// <summary>Units, security groups and clients, for the administrator.</summary>
internal static class OrganisationSider
{
    private const string Enheder = "/administration/enheder";
    private const string Grupper = "/administration/grupper";
    private const string Klienter = "/administration/klienter";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var enheder = routes.MapGroup(Enheder).Kraever(Roller.Administrator);
        enheder.MapGet("", EnhedslisteAsync).WithSummary("Så enhederne");
        enheder.MapGet("/ny", (Guid? under, Brugeropslag opslag, CancellationToken ct) => EnhedAsync(null, "Ny enhed", new(("foraelder", under?.ToString())), opslag, ct)).WithSummary("Åbnede siden til en ny enhed");
        enheder.MapPost("/ny", OpretEnhedAsync).WithSummary("Oprettede en enhed");
        enheder.MapGet("/{id:guid}", VisEnhedAsync).WithSummary("Så en enhed");
        enheder.MapPost("/{id:guid}", RetEnhedAsync).WithSummary("Rettede en enhed");

        var grupper = routes.MapGroup(Grupper).Kraever(Roller.Administrator);
        grupper.MapGet("", GruppelisteAsync).WithSummary("Så sikkerhedsgrupperne");
        grupper.MapGet("/ny", (AdgangDb db, CancellationToken ct) => GruppeAsync(null, "Ny gruppe", new(), db, ct)).WithSummary("Åbnede siden til en ny gruppe");
        grupper.MapPost("/ny", (HttpContext context, Authority myndighed, Aktoer aktoer, AdgangDb db, Brugeropslag opslag, CancellationToken ct) => GemGruppeAsync(null, context, myndighed, aktoer, db, opslag, ct)).WithSummary("Oprettede en sikkerhedsgruppe");
        grupper.MapGet("/{id:guid}", VisGruppeAsync).WithSummary("Så en sikkerhedsgruppe");
        grupper.MapPost("/{id:guid}", (Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, AdgangDb db, Brugeropslag opslag, CancellationToken ct) => GemGruppeAsync(id, context, myndighed, aktoer, db, opslag, ct)).WithSummary("Rettede en sikkerhedsgruppe");

        var klienter = routes.MapGroup(Klienter).Kraever(Roller.Administrator);
        klienter.MapGet("", KlientlisteAsync).WithSummary("Så klienterne");
        klienter.MapGet("/ny", (HttpRequest request, Authority myndighed) => Klient(null, "Ny klient", "", new(), null, request, myndighed)).WithSummary("Åbnede siden til en ny klient");
        klienter.MapPost("/ny", OpretKlientAsync).WithSummary("Oprettede en klient");
        klienter.MapGet("/{id:guid}", (Guid id, HttpRequest request, Authority myndighed, AdgangDb db, CancellationToken ct) => VisKlientAsync(id, null, null, request, myndighed, db, ct)).WithSummary("Så en klient");
        klienter.MapPost("/{id:guid}", RetKlientAsync).WithSummary("Rettede en klient");
        klienter.MapPost("/{id:guid}/hemmelighed", FornyAsync).WithSummary("Gav en klient ny hemmelighed");
    }

    private static async Task<RazorComponentResult<Enhedslisteside>> EnhedslisteAsync(AdgangDb db, Brugeropslag opslag, CancellationToken ct)
    {
        var antal = await db.Brugere.Where(b => b.Aktiv).GroupBy(b => b.EnhedId).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        IReadOnlyList<Enhedslinje> linjer = [.. (await opslag.EnhederAsync(ct)).Select(e =>
            new Enhedslinje(e.Id, e.Navn, Math.Min(e.Dybde, 6), antal.GetValueOrDefault(e.Id), e.Aktiv))];
        return Formularhandling.Side<Enhedslisteside>(linjer);
    }

    private static async Task<RazorComponentResult<Enhedsside>> EnhedAsync(Guid? id, string navn, Formular formular, Brugeropslag opslag, CancellationToken ct) =>
        Formularhandling.Side<Enhedsside>(new Enhedsvisning(id, navn, formular, await BrugerSider.EnhedsvalgAsync(opslag, ct)), formular);

    private static async Task<RazorComponentResult<Enhedsside>> VisEnhedAsync(Guid id, AdgangDb db, Brugeropslag opslag, CancellationToken ct)
    {
        var enhed = await db.Enheder.SingleOrDefaultAsync(e => e.Id == id, ct) ?? throw new NotFoundException();
        var formular = new Formular(("navn", enhed.Navn), ("foraelder", enhed.ForaelderId?.ToString()), ("version", $"{enhed.Version}"));
        if (enhed.Aktiv)
            formular.Saet("aktiv", "true");
        return await EnhedAsync(id, enhed.Navn, formular, opslag, ct);
    }

    private static async Task<IResult> OpretEnhedAsync(HttpContext context, Authority myndighed, Aktoer aktoer, Brugeropslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var foraelder = f.Id("foraelder");
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync((OpretEnhed act) => act.Udfoer(new(aktoer, f["navn"], foraelder), ct), ct)))
            return await EnhedAsync(null, "Ny enhed", f, opslag, ct);
        context.Besked(Beskedart.Succes, "Enheden er oprettet");
        return Results.Redirect(Enheder);
    }

    private static async Task<IResult> RetEnhedAsync(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, AdgangDb db, Brugeropslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var foraelder = f.Id("foraelder");
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync((RetEnhed act) => act.Udfoer(new(aktoer, id, f["navn"], foraelder, f.Afkrydset("aktiv"), f.Version()), ct), ct)))
            return await EnhedAsync(id, await db.Enheder.Where(e => e.Id == id).Select(e => e.Navn).SingleAsync(ct), f, opslag, ct);
        context.Besked(Beskedart.Succes, "Enheden er gemt");
        return Results.Redirect(Enheder);
    }

    private static async Task<RazorComponentResult<Gruppelisteside>> GruppelisteAsync(AdgangDb db, Brugeropslag opslag, CancellationToken ct)
    {
        var antal = await db.GruppeMedlemmer.GroupBy(m => m.GruppeId).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        IReadOnlyList<Gruppelinje> linjer = [.. (await opslag.GrupperAsync(ct)).Select(g => new Gruppelinje(g.Id, g.Navn, antal.GetValueOrDefault(g.Id), g.Aktiv))];
        return Formularhandling.Side<Gruppelisteside>(linjer);
    }

    private static async Task<RazorComponentResult<Gruppeside>> GruppeAsync(Guid? id, string navn, Formular formular, AdgangDb db, CancellationToken ct)
    {
        var medlemmer = await db.GruppeMedlemmer.Where(m => m.GruppeId == id).Join(db.Brugere, m => m.BrugerId, b => b.Id, (_, b) => new { b.Id, b.Navn, b.Brugernavn }).ToListAsync(ct);
        return Formularhandling.Side<Gruppeside>(new Gruppevisning(id, navn, formular,
            [.. medlemmer.OrderBy(m => DanishText.SortKey(m.Navn), StringComparer.Ordinal).Select(m => new Mulighed(m.Id.ToString(), $"{m.Navn} ({m.Brugernavn})"))]), formular);
    }

    private static async Task<RazorComponentResult<Gruppeside>> VisGruppeAsync(Guid id, AdgangDb db, CancellationToken ct)
    {
        var gruppe = await db.Grupper.SingleOrDefaultAsync(g => g.Id == id, ct) ?? throw new NotFoundException();
        var formular = new Formular(("navn", gruppe.Navn), ("version", $"{gruppe.Version}"));
        formular.Saet("medlemmer", (await db.GruppeMedlemmer.Where(m => m.GruppeId == id).Select(m => m.BrugerId).ToListAsync(ct)).Select(m => m.ToString()));
        if (gruppe.Aktiv)
            formular.Saet("aktiv", "true");
        return await GruppeAsync(id, gruppe.Navn, formular, db, ct);
    }

    /// <summary>Those who are still ticked, and the one who was added.</summary>
    private static async Task<IResult> GemGruppeAsync(Guid? id, HttpContext context, Authority myndighed, Aktoer aktoer, AdgangDb db, Brugeropslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var medlemmer = f.Alle("medlemmer").Select(m => Guid.TryParse(m, out var g) ? g : Guid.Empty).ToList();
        if (f.Id("nyt") is { } nyt)
            medlemmer.Add(nyt);
        else if (f["nyt-tekst"] is { Length: > 0 } navn)
        {
            if (await opslag.FindAsync(navn, ct) is { } fundet)
                medlemmer.Add(fundet.Id);
            else
                f.Fejl("nyt", "Der er ingen bruger med det navn. Vælg fra listen, eller skriv brugernavnet.");
        }

        GemGruppe.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync(
            (GemGruppe act) => act.Udfoer(new(aktoer, id, f["navn"], id is null || f.Afkrydset("aktiv"), medlemmer, f.Version()), ct), ct)))
            return await GruppeAsync(id, id is null ? "Ny gruppe" : await db.Grupper.Where(g => g.Id == id).Select(g => g.Navn).SingleAsync(ct), f, db, ct);
        context.Besked(Beskedart.Succes, "Gruppen er gemt");
        return Results.Redirect($"{Grupper}/{svar!.Id}");
    }

    private static async Task<RazorComponentResult<Klientlisteside>> KlientlisteAsync(AdgangDb db, CancellationToken ct)
    {
        IReadOnlyList<Klientlinje> linjer = await db.Klienter.OrderBy(k => k.KlientId)
            .Select(k => new Klientlinje(k.Id, k.KlientId, k.Navn, db.Brugere.Where(b => b.Id == k.BrugerId).Select(b => b.Brugernavn).FirstOrDefault(), k.Aktiv)).ToListAsync(ct);
        return Formularhandling.Side<Klientlisteside>(linjer);
    }

    private static RazorComponentResult<Klientside> Klient(
        Guid? id, string navn, string klientId, Formular formular, string? hemmelighed, HttpRequest request, Authority myndighed) =>
        Formularhandling.Side<Klientside>(new Klientvisning(id, navn, klientId, formular, hemmelighed,
            $"{request.Scheme}://{request.Host}/auth/realms/{myndighed.Key}/protocol/openid-connect/token"), formular);

    private static async Task<RazorComponentResult<Klientside>> VisKlientAsync(
        Guid id, Formular? formular, string? hemmelighed, HttpRequest request, Authority myndighed, AdgangDb db, CancellationToken ct)
    {
        var klient = await db.Klienter.SingleOrDefaultAsync(k => k.Id == id, ct) ?? throw new NotFoundException();
        if (formular is null)
        {
            var bruger = await db.Brugere.Where(b => b.Id == klient.BrugerId).Select(b => b.Brugernavn).FirstOrDefaultAsync(ct);
            formular = new Formular(("navn", klient.Navn), ("bruger", bruger), ("version", $"{klient.Version}"));
            if (klient.Aktiv)
                formular.Saet("aktiv", "true");
        }

        return Klient(id, klient.Navn, klient.KlientId, formular, hemmelighed, request, myndighed);
    }

    private static async Task<IResult> OpretKlientAsync(HttpRequest request, Authority myndighed, Aktoer aktoer, AdgangDb db, CancellationToken ct)
    {
        var f = Formular.Fra(await request.ReadFormAsync(ct));
        var hemmelighed = Legitimation.NyHemmelighed();
        GemKlient.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await myndighed.Queue.RunAsync(
            (GemKlient act) => act.Udfoer(new(aktoer, null, f["klientId"], f["navn"], f["bruger"], true, Legitimation.Sha256(hemmelighed), null), ct), ct)))
            return Klient(null, "Ny klient", "", f, null, request, myndighed);
        return await VisKlientAsync(svar!.Id, null, hemmelighed, request, myndighed, db, ct);
    }

    private static async Task<IResult> RetKlientAsync(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, AdgangDb db, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync(
            (GemKlient act) => act.Udfoer(new(aktoer, id, null, f["navn"], f["bruger"], f.Afkrydset("aktiv"), null, f.Version()), ct), ct)))
            return await VisKlientAsync(id, f, null, context.Request, myndighed, db, ct);
        context.Besked(Beskedart.Succes, "Klienten er gemt");
        return Results.Redirect($"{Klienter}/{id}");
    }

    private static async Task<IResult> FornyAsync(Guid id, HttpRequest request, Authority myndighed, Aktoer aktoer, AdgangDb db, CancellationToken ct)
    {
        var hemmelighed = Legitimation.NyHemmelighed();
        await myndighed.Queue.RunAsync((FornyKlienthemmelighed act) => act.Udfoer(new(aktoer, id, Legitimation.Sha256(hemmelighed)), ct), ct);
        return await VisKlientAsync(id, null, hemmelighed, request, myndighed, db, ct);
    }
}
