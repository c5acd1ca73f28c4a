using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Sider;

/// <summary>Case templates and statuses, for administrators.</summary>
internal static class OpsaetningRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var administration = routes.MapGroup("/administration");
        administration.MapGet("/statusser", VisStatusser).Kraever(Roller.Administrator).WithSummary("Så sagsstatusser");
        administration.MapPost("/statusser", GemStatus).Kraever(Roller.Administrator).WithSummary("Gemte en sagsstatus");
        administration.MapGet("/skabeloner", VisSkabeloner).Kraever(Roller.Administrator).WithSummary("Så sagsskabeloner");
        administration.MapGet("/afgoerelsestyper", VisAfgoerelsestyper).Kraever(Roller.Administrator).WithSummary("Så afgørelsestyper");
        administration.MapPost("/afgoerelsestyper", GemAfgoerelsestype).Kraever(Roller.Administrator).WithSummary("Gemte en afgørelsestype");
        administration.MapGet("/skabeloner/ny", (SagerDb db, Personer personer, CancellationToken ct) =>
            VisSkabelon(null, new Formular(("foelsomhed", "IkkeFortrolig"), ("parter", "Valgfri"), ("aktiv", "true")), db, personer, StatusCodes.Status200OK, ct)).Kraever(Roller.Administrator).WithSummary("Åbnede en ny sagsskabelon");
        administration.MapGet("/skabeloner/{id:guid}", async (Guid id, SagerDb db, Personer personer, CancellationToken ct) =>
        {
            var skabelon = await db.Skabeloner.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException("Skabelonen findes ikke.");
            return await VisSkabelon(skabelon, Fra(skabelon), db, personer, StatusCodes.Status200OK, ct);
        }).Kraever(Roller.Administrator).WithSummary("Åbnede en sagsskabelon");
        administration.MapPost("/skabeloner/ny", (HttpContext context, Aktoer aktoer, Authority myndighed, SagerDb db, Personer personer, CancellationToken ct) =>
            GemSkabelon(null, context, aktoer, myndighed, db, personer, ct)).Kraever(Roller.Administrator).WithSummary("Oprettede en sagsskabelon");
        administration.MapPost("/skabeloner/{id:guid}", (Guid id, HttpContext context, Aktoer aktoer, Authority myndighed, SagerDb db, Personer personer, CancellationToken ct) =>
            GemSkabelon(id, context, aktoer, myndighed, db, personer, ct)).Kraever(Roller.Administrator).WithSummary("Rettede en sagsskabelon");
    }

    private static async Task<IResult> VisStatusser(Guid? ret, SagerDb db, Godkendelsesopslag godkendelser, CancellationToken ct)
    {
        var alle = await db.Statusser.OrderBy(s => s.Orden).ThenBy(s => s.Nr).ToListAsync(ct);
        var formular = alle.Find(s => s.Id == ret) is { } s
            ? new Formular(("navn", s.Navn), ("orden", s.Orden.ToString(CultureInfo.InvariantCulture)), ("kraeverKommentar", s.KraeverKommentar ? "true" : null), ("aktiv", s.Aktiv ? "true" : null), ("kaedeId", s.KaedeId?.ToString()))
            : new Formular(("orden", ((alle.Count == 0 ? 0 : alle.Max(x => x.Orden)) + 1).ToString(CultureInfo.InvariantCulture)), ("tilstand", "Aktiv"), ("aktiv", "true"));
        return StatusSide(alle, alle.Exists(s => s.Id == ret) ? ret : null, formular, await godkendelser.KaedevalgAsync(ct));
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<Statusserside> StatusSide(List<Sagsstatus> alle, Guid? ret, Formular formular, IReadOnlyList<Mulighed> kaeder) =>
        SagRuter.Side<Statusserside>(new()
        {
            ["Model"] = new Statusvisning(
                [.. alle.Select(s => new Statuslinje(s.Id, s.Navn, Sagsrammeopslag.Statusmaerke(s.Tilstand.ToString(), s.Tilstand), s.Orden, s.KraeverKommentar, s.Aktiv))], ret, formular, kaeder),
        }, formular.Kode);

    private static async Task<IResult> GemStatus(HttpContext context, Aktoer aktoer, Authority myndighed, SagerDb db, Godkendelsesopslag godkendelser, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var id = f.Id("id");
        var (orden, kaede) = (f.Heltal("orden", 1, 1000) ?? 0, f.Id("kaedeId"));
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((GemSagsstatus act) => act.Udfoer(new(aktoer, id, f["navn"], f["tilstand"], orden, f.Afkrydset("kraeverKommentar"), f.Afkrydset("aktiv"), KaedeId: kaede), ct), ct)))
        {
            context.Besked(Beskedart.Succes, $"Statussen »{f["navn"]}« er gemt.");
            return Results.Redirect("/administration/statusser");
        }

        return StatusSide(await db.Statusser.OrderBy(s => s.Orden).ToListAsync(ct), id, f, await godkendelser.KaedevalgAsync(ct));
    }

    private static async Task<IResult> VisAfgoerelsestyper(Guid? ret, SagerDb db, Godkendelsesopslag godkendelser, CancellationToken ct)
    {
        var t = await db.Afgoerelsestyper.SingleOrDefaultAsync(x => x.Id == ret, ct);
        var f = t is null ? new Formular(("aktiv", "true")) : new Formular(
            ("id", t.Id.ToString()), ("navn", t.Navn), ("klageinstans", t.Klageinstans), ("klagevejledning", t.Klagevejledning), ("aktiv", t.Aktiv ? "true" : null), ("kaedeId", t.KaedeId?.ToString()));
        return await AfgoerelsestypeSide(db, godkendelser, t?.Navn, f, StatusCodes.Status200OK, ct);
    }

    private static async Task<IResult> AfgoerelsestypeSide(SagerDb db, Godkendelsesopslag godkendelser, string? rettes, Formular f, int kode, CancellationToken ct) => SagRuter.Side<Afgoerelsestyperside>(new()
    {
        ["Model"] = new AfgoerelsestyperVisning(
            await db.Afgoerelsestyper.OrderByDescending(t => t.Aktiv).ThenBy(t => t.Navn).Take(500).Select(t => new Afgoerelsestypelinje(t.Id, t.Noegle, t.Navn, t.Klageinstans, t.Klagevejledning != null, t.Aktiv)).ToListAsync(ct), f, rettes, await godkendelser.KaedevalgAsync(ct)),
    }, kode);

    private static async Task<IResult> GemAfgoerelsestype(HttpContext context, Aktoer aktoer, Authority myndighed, SagerDb db, Godkendelsesopslag godkendelser, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var (id, kaede) = (f.Id("id"), f.Id("kaedeId"));
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((GemAfgoerelsestype act) => act.Udfoer(new(aktoer, id, f["noegle"], f["navn"], f["klageinstans"], f["klagevejledning"], f.Afkrydset("aktiv"), KaedeId: kaede), ct), ct)))
        {
            context.Besked(Beskedart.Succes, $"Afgørelsestypen »{f["navn"]}« er gemt.");
            return Results.Redirect("/administration/afgoerelsestyper");
        }

        return await AfgoerelsestypeSide(db, godkendelser, await db.Afgoerelsestyper.Where(t => t.Id == id).Select(t => t.Navn).SingleOrDefaultAsync(ct), f, f.Kode, ct);
    }

    private static async Task<IResult> VisSkabeloner(SagerDb db, CancellationToken ct) => SagRuter.Side<Skabelonerside>(new()
    {
        ["Skabeloner"] = (await db.Skabeloner.OrderByDescending(s => s.Aktiv).ThenBy(s => s.Navn).ToListAsync(ct))
            .Select(s => new Skabelonlinje(s.Id, s.Noegle, s.Navn, s.Emner.Count == 0 ? "Alle" : string.Join(", ", s.Emner.Take(4)) + (s.Emner.Count > 4 ? " …" : ""), s.Aktiv)).ToList(),
    });

    private static Formular Fra(Sagsskabelon s) => new Formular(
        ("navn", s.Navn), ("beskrivelse", s.Beskrivelse), ("aktiv", s.Aktiv ? "true" : null), ("standardtitel", s.Standardtitel), ("emner", string.Join('\n', s.Emner)),
        ("facetter", string.Join('\n', s.Facetter)), ("status", s.StatusId?.ToString()), ("enhedId", s.EnhedId?.ToString()), ("foelsomhed", s.Foelsomhed.ToString()), ("parter", s.Parter.ToString()), ("kraeverPartshoering", s.KraeverPartshoering ? "true" : null),
        ("delforloeb", string.Join('\n', s.Delforloeb)), ("erindringer", string.Join('\n', s.Erindringer.Select(e => $"{e.Type}; {e.Dage}; {e.Titel}"))))
        .Saet("adgang", s.Adgang.Select(a => $"{a.Art}:{a.Reference}"));

    private static async Task<IResult> VisSkabelon(Sagsskabelon? s, Formular f, SagerDb db, Personer personer, int kode, CancellationToken ct)
    {
        var enheder = await SagHandlingRuter.EnhederAsync(personer, ct);
        List<Mulighed> adgang =
        [
            new("Alle:*", "Alle, der arbejder med sager"), .. enheder.Select(e => new Mulighed($"Enhed:{e.Vaerdi}", e.Tekst.Trim('\u2007'))),
            .. (await personer.GrupperAsync(ct)).Where(g => g.Aktiv).Select(g => new Mulighed($"Gruppe:{g.Id}", $"Gruppen {g.Navn}")),
        ];
        // Named people that a program has put on it stay visible, and can be taken off.
        foreach (var navngiven in f.Alle("adgang").Where(a => a.StartsWith("Bruger:", StringComparison.Ordinal)))
            adgang.Add(new(navngiven, Guid.TryParse(navngiven[7..], out var id) ? await personer.NavnAsync(id, ct) : navngiven));
        return SagRuter.Side<Skabelonside>(new()
        {
            ["Model"] = new Skabelonvisning(
                s?.Id, s?.Noegle, s?.Navn, f,
                [.. (await db.Statusser.Where(x => x.Aktiv && x.Tilstand != Tilstand.Afsluttet).OrderBy(x => x.Orden).ToListAsync(ct)).Select(x => new Mulighed(x.Id.ToString(), x.Navn))],
                enheder, SagHandlingRuter.Foelsomheder,
                [new("Valgfri", "Valgfri"), new("Ingen", "Ingen parter"), new("Kraeves", "Mindst én part"), new("PrimaerKraeves", "Mindst én primær part")], adgang,
                [.. (await db.Erindringstyper.Where(t => t.Aktiv).OrderBy(t => t.Navn).ToListAsync(ct)).Select(t => new Mulighed(t.Noegle, t.Navn))]),
        }, kode);
    }

    private static async Task<IResult> GemSkabelon(Guid? id, HttpContext context, Aktoer aktoer, Authority myndighed, SagerDb db, Personer personer, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var enhed = f.Id("enhedId");
        var erindringer = Erindringer(f);
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((GemSagsskabelon act) => act.Udfoer(new(
            aktoer, id, f["noegle"], f["navn"], f["beskrivelse"], f.Afkrydset("aktiv"), f["standardtitel"], Linjer(f, "emner"), Linjer(f, "facetter"), f["status"], enhed, f["foelsomhed"],
            [.. f.Alle("adgang").Select(a => a.Split(':', 2)).Where(a => a.Length == 2).Select(a => new Adgangspost(a[0], a[1]))], f["parter"], Linjer(f, "delforloeb"), erindringer,
            KraeverPartshoering: f.Afkrydset("kraeverPartshoering")), ct), ct)))
        {
            context.Besked(Beskedart.Succes, $"Skabelonen »{f["navn"]}« er gemt.");
            return Results.Redirect("/administration/skabeloner");
        }

        var skabelon = id is null ? null : await db.Skabeloner.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException("Skabelonen findes ikke.");
        return await VisSkabelon(skabelon, f, db, personer, f.Kode, ct);
    }

    private static string[] Linjer(Formular f, string felt) => f[felt].Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary><c>type; dage; tekst</c>, one a line.</summary>
    private static List<Skabelonerindring> Erindringer(Formular f)
    {
        List<Skabelonerindring> erindringer = [];
        foreach (var linje in Linjer(f, "erindringer"))
        {
            if (linje.Split(';', 3, StringSplitOptions.TrimEntries) is [var type, var dage, var titel] && int.TryParse(dage, NumberStyles.None, CultureInfo.InvariantCulture, out var antal))
                erindringer.Add(new(type, titel, antal));
            else
                f.Fejl("erindringer", $"»{(linje.Length > 60 ? linje[..60] : linje)}« kan ikke læses. Skriv type; dage; tekst.");
        }

        return erindringer;
    }
}
