using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>The journal by day, what waits for it, and the postliste.</summary>
internal static class JournalRuter
{
    private static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/journal", Dag).Kraever(AccessRules.Laesning).WithSummary("Så journalen for en dag");
        routes.MapGet("/journal/fil", Csv).Kraever(AccessRules.Laesning).WithSummary("Hentede journalen som fil");
        routes.MapGet("/journal/mangler", Mangler).Kraever(AccessRules.Laesning).WithSummary("Så, hvad der ikke er journaliseret");
        routes.MapPost("/journal/mangler/journaliser", Journaliser).Kraever(AccessRules.Sagsarbejde).WithSummary("Journaliserede et dokument");

        routes.MapGet("/journal/postliste", Godkendelse).Kraever(JournalApi.Godkendere).WithSummary("Så postlisten til godkendelse");
        routes.MapPost("/journal/postliste/godkend", Godkend).Kraever(JournalApi.Godkendere).WithSummary("Godkendte poster til postlisten");
        routes.MapPost("/journal/postliste/afvis", Afvis).Kraever(JournalApi.Godkendere).WithSummary("Afviste dokumenter til postlisten");
        routes.MapPost("/journal/postliste/afvist/fortryd", FortrydAfvisning).Kraever(JournalApi.Godkendere).WithSummary("Fortrød en afvisning til postlisten");
        routes.MapPost("/journal/postliste/{id:guid}/fortryd", FortrydGodkendelse).Kraever(JournalApi.Godkendere).WithSummary("Fortrød en godkendelse til postlisten");
        routes.MapGet("/journal/postliste/{id:guid}/traek-tilbage", async (Guid id, Postlisteopslag opslag, Aktoer aktoer, CancellationToken ct) =>
            await TilbageAsync(id, new(), opslag, aktoer, StatusCodes.Status200OK, ct)).Kraever(JournalApi.Godkendere).WithSummary("Åbnede en post på postlisten");
        routes.MapPost("/journal/postliste/{id:guid}/traek-tilbage", TraekTilbage).Kraever(JournalApi.Godkendere).WithSummary("Trak en post tilbage fra postlisten");
        routes.MapGet("/administration/postliste", async (Postlisteopslag opslag, CancellationToken ct) =>
            SagRuter.Side<Postlisteopsaetningside>(new() { ["Formular"] = new Formular(("ventedage", (await opslag.VentedageAsync(ct)).ToString(CultureInfo.InvariantCulture))) })).Kraever(Roller.Administrator).WithSummary("Så postlistens opsætning");
        routes.MapPost("/administration/postliste", Opsaet).Kraever(Roller.Administrator).WithSummary("Gemte postlistens opsætning");

        routes.MapGet("/postliste", Postlister).AabenForAlle().WithSummary("Så postlistens dage");
        routes.MapGet("/postliste/{dato}", Postliste).AabenForAlle().WithSummary("Så postlisten for en dag");
    }

    private static async Task<IResult> Dag(string? dag, string? efter, Journalopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var (valgt, f) = LaesDag(dag, DanishTime.Today(tid));
        var side = await opslag.DagAsync(aktoer, valgt, efter, 100, ct);
        return SagRuter.Side<Journalside>(new()
        {
            ["Model"] = new JournalVisning(
                valgt, LangDato(valgt), side.Poster, "/journal?dag=" + NotatRuter.Dato(valgt.AddDays(-1)), valgt >= DanishTime.Today(tid) ? null : "/journal?dag=" + NotatRuter.Dato(valgt.AddDays(1)),
                side.Naeste is null ? null : $"/journal?dag={NotatRuter.Dato(valgt)}&efter={side.Naeste}", "/journal/fil?dag=" + NotatRuter.Dato(valgt), f,
                side.Poster.Count == 0 ? await opslag.SenesteDagFoerAsync(aktoer, valgt, ct) : null),
        }, f.ErGyldig ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <summary>The day asked for, or today with what is wrong.</summary>
    private static (DateOnly Dag, Formular F) LaesDag(string? dag, DateOnly idag)
    {
        var f = new Formular(("dag", string.IsNullOrWhiteSpace(dag) ? NotatRuter.Dato(idag) : dag));
        var laest = f.Dato("dag");
        if (laest?.Year is < 1900 or > 2199)
            f.Fejl("dag", "Dagen ligger ikke mellem 1900 og 2199.");
        return (f.ErGyldig && laest is { } d ? d : idag, f);
    }

    private static async Task Csv(string? dag, HttpContext context, Journalopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var (valgt, f) = LaesDag(dag, DanishTime.Today(tid));
        if (!f.ErGyldig)
            throw new InvalidException("dag", f.FejlI("dag")!);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"journal-{valgt:yyyy-MM-dd}.csv\"";
        await using var csv = new CsvWriter(context.Response.Body);
        await csv.WriteRowAsync(["Tid", "Art", "Akt", "Titel", "Retning", "Dato", "Sagsnummer", "Sag", "Af"], ct);
        string? efter = null;
        do
        {
            var side = await opslag.DagAsync(aktoer, valgt, efter, Cursor.MaxPage, ct);
            foreach (var p in side.Poster)
                await csv.WriteRowAsync([DanishTime.ShortDateTime(p.Tid), p.Art, p.Aktnr, p.Titel, p.Retning, DanishTime.ShortDate(p.Dato), p.Sagsnummer, p.Sagstitel, p.Af], ct);
            efter = side.Naeste;
        }
        while (efter is not null);
    }

    private static async Task<IResult> Mangler(
        Guid? enhed, Guid? behandler, string? hast, string? efter, Journalopslag opslag, Personer personer, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var side = await opslag.ManglerAsync(aktoer, idag, enhed, behandler, JournalApi.LaesHast(hast), efter, 50, ct);
        List<Brik> filter = [];
        if (enhed is { } e)
            filter.Add(new(await personer.EnhedsnavnAsync(e, ct), Sti(null, behandler, hast)));
        if (behandler is { } b)
            filter.Add(new(b == Guid.Empty ? "Ingen behandler" : await personer.NavnAsync(b, ct), Sti(enhed, null, hast)));
        if (!string.IsNullOrEmpty(hast))
            filter.Add(new(JournalApi.LaesHast(hast) == Hast.Roed ? "Over 7 arbejdsdage" : "Over 3 arbejdsdage", Sti(enhed, behandler, null)));
        var her = Sti(enhed, behandler, hast);
        return SagRuter.Side<Manglerside>(new()
        {
            ["Model"] = new ManglerVisning(
                await opslag.OverblikAsync(aktoer, idag, ct),
                [.. side.Poster.Select(d => new Manglelinje(d, MinDagOpslag.Retningsord(Enum.Parse<Retning>(d.Retning)), MinDagOpslag.Hastemaerke(Enum.Parse<Hast>(d.Hast), d.Arbejdsdage)))],
                filter, side.Naeste is null ? null : her + (her.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "efter=" + side.Naeste, aktoer.Har(AccessRules.Sagsarbejde), her),
        });
    }

    private static string Sti(Guid? enhed, Guid? behandler, string? hast)
    {
        var dele = new[] { enhed is null ? null : $"enhed={enhed}", behandler is null ? null : $"behandler={behandler}", string.IsNullOrEmpty(hast) ? null : "hast=" + Uri.EscapeDataString(hast) }.Where(d => d is not null);
        var q = string.Join('&', dele);
        return q.Length == 0 ? "/journal/mangler" : "/journal/mangler?" + q;
    }

    private static async Task<IResult> Journaliser(HttpContext context, Authority myndighed, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var id = f.Id("dokument") ?? throw new NotFoundException("Dokumentet findes ikke, eller du har ikke adgang til det.");
        spor.Dokument(id);
        var svar = await myndighed.Queue.RunAsync((JournaliserDokument act) => act.Udfoer(new(aktoer, id, NotatRuter.Version(f)), ct), ct);
        context.Besked(Beskedart.Succes, $"Dokumentet er journaliseret som akt {svar.Aktnr}.");
        return Results.Redirect(ErindringRuter.Retur(f["retur"], "/journal/mangler"));
    }

    private static async Task<IResult> Godkendelse(string? dag, Postlisteopslag opslag, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var dage = await opslag.VentendeDageAsync(aktoer, ct);
        var (bedt, f) = LaesDag(dag, idag);
        var valgt = !string.IsNullOrWhiteSpace(dag) && f.ErGyldig ? bedt : dage.Count > 0 ? dage[0].Dag : (DateOnly?)null;
        var ventedage = await opslag.VentedageAsync(ct);
        return SagRuter.Side<Postlistegodkendelse>(new()
        {
            ["Model"] = new PostlistegodkendelseVisning(
                dage, valgt, valgt is { } d ? await opslag.ForslagAsync(aktoer, d, idag, ct) : [], valgt is { } g ? await opslag.GodkendteAsync(aktoer, g, idag, ct) : [], valgt is { } a ? await opslag.AfvisteAsync(aktoer, a, ct) : [], ventedage, idag.AddDays(ventedage)),
        });
    }

    private static async Task<IResult> Godkend(HttpContext context, Authority myndighed, Aktoer aktoer, Adgangsspor spor, Postlisteopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var dag = f.Dato("dag") ?? throw new InvalidException("dag", "Dagen mangler. Genindlæs siden.");
        var dokumenter = Valgte(f);
        spor.Dokumenter(dokumenter);
        if (dokumenter.Count == 0)
        {
            context.Besked(Beskedart.Advarsel, "Vælg mindst ét dokument.");
        }
        else
        {
            try
            {
                var svar = await myndighed.Queue.RunAsync((GodkendPostliste act) => act.Udfoer(new(aktoer, dag, dokumenter), ct), ct);
                context.Besked(Beskedart.Succes, svar.Godkendt == 1 ? "1 dokument er godkendt" : $"{svar.Godkendt} dokumenter er godkendt", $"Alle kan læse det fra {DanishTime.LongDate(svar.Offentliggoeres)}. Indtil da kan godkendelsen fortrydes.");
            }
            catch (RegelbrudException e)
            {
                context.Besked(Beskedart.Fejl, "Intet er godkendt", string.Join(' ', e.Detaljer.Take(3)) + (e.Detaljer.Count > 3 ? $" Og {e.Detaljer.Count - 3} til." : "") + " Fjern dem fra valget, eller afvis dem.");
            }
        }

        return await VidereAsync(opslag, aktoer, dag, ct);
    }

    private static List<Guid> Valgte(Formular f) => [.. f.Alle("dokument").Select(d => Guid.TryParse(d, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(Postlisteopslag.Mest)];

    /// <summary>The same day while something waits on it, else the first day on which something does.</summary>
    private static async Task<IResult> VidereAsync(Postlisteopslag opslag, Aktoer aktoer, DateOnly dag, CancellationToken ct)
    {
        var dage = await opslag.VentendeDageAsync(aktoer, ct);
        return Results.Redirect("/journal/postliste?dag=" + NotatRuter.Dato(dage.Any(d => d.Dag == dag) || dage.Count == 0 ? dag : dage[0].Dag));
    }

    /// <summary>First without a reason, from the list: a page that asks for it; then with one.</summary>
    private static async Task<IResult> Afvis(HttpContext context, Authority myndighed, Aktoer aktoer, Adgangsspor spor, Postlisteopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var dag = f.Dato("dag") ?? throw new InvalidException("dag", "Dagen mangler. Genindlæs siden.");
        var dokumenter = Valgte(f);
        spor.Dokumenter(dokumenter);
        if (dokumenter.Count == 0)
        {
            context.Besked(Beskedart.Advarsel, "Vælg mindst ét dokument.");
            return Results.Redirect("/journal/postliste?dag=" + NotatRuter.Dato(dag));
        }

        var spoerg = !f.Har("begrundelse");
        if (!spoerg && await NotatRuter.ProevAsync(f, () => myndighed.Queue.RunAsync((AfvisPostlisteforslag act) => act.Udfoer(new(aktoer, dag, dokumenter, f["begrundelse"]), ct), ct)))
        {
            // A message travels in a cookie; many are undone from the list.
            var fortryd = dokumenter.Count > 20 ? null : new Sidefortryd("/journal/postliste/afvist/fortryd", "dokument", string.Join(',', dokumenter));
            context.Besked(Beskedart.Succes, dokumenter.Count == 1 ? "1 dokument er afvist" : $"{dokumenter.Count} dokumenter er afvist", "De kommer ikke på postlisten.", fortryd);
            return await VidereAsync(opslag, aktoer, dag, ct);
        }

        var forslag = await opslag.ForslagAsync(aktoer, dag, DanishTime.Today(tid), ct);
        return SagRuter.Side<Postlisteafvisningside>(
            new() { ["Dag"] = dag, ["Forslag"] = forslag.Where(p => dokumenter.Contains(p.DokumentId)).ToList(), ["Formular"] = f }, spoerg ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> FortrydAfvisning(HttpContext context, Authority myndighed, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        DateOnly? dag = null;
        foreach (var id in f["dokument"].Split(',').Take(Postlisteopslag.Mest).Select(d => Guid.TryParse(d, out var id) ? id : throw new NotFoundException("Dokumentet findes ikke, eller du har ikke adgang til det.")))
        {
            spor.Dokument(id);
            dag = await myndighed.Queue.RunAsync((FortrydPostlisteafvisning act) => act.Udfoer(new(aktoer, id), ct), ct);
        }

        context.Besked(Beskedart.Succes, "Afvisningen er fortrudt", "Det venter igen på godkendelse.");
        return Results.Redirect(dag is { } d ? "/journal/postliste?dag=" + NotatRuter.Dato(d) : "/journal/postliste");
    }

    private static async Task<IResult> FortrydGodkendelse(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var dag = await myndighed.Queue.RunAsync((FortrydPostlistegodkendelse act) => act.Udfoer(new(aktoer, id), ct), ct);
        context.Besked(Beskedart.Succes, "Godkendelsen er fortrudt", "Dokumentet venter igen på godkendelse.");
        return Results.Redirect("/journal/postliste?dag=" + NotatRuter.Dato(dag));
    }

    private static async Task<IResult> TilbageAsync(Guid id, Formular f, Postlisteopslag opslag, Aktoer aktoer, int status, CancellationToken ct)
    {
        var (titel, dag) = await opslag.PostAsync(aktoer, id, ct);
        return SagRuter.Side<TraekTilbageside>(new() { ["Id"] = id, ["Titel"] = titel, ["Dag"] = dag, ["Formular"] = f }, status);
    }

    private static async Task<IResult> TraekTilbage(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, Postlisteopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        DateOnly dag = default;
        if (!await NotatRuter.ProevAsync(f, async () => dag = await myndighed.Queue.RunAsync((TraekPostlistepostTilbage act) => act.Udfoer(new(aktoer, id, f["begrundelse"]), ct), ct)))
            return await TilbageAsync(id, f, opslag, aktoer, StatusCodes.Status400BadRequest, ct);
        context.Besked(Beskedart.Succes, "Posten er trukket tilbage", "Et mærke står tilbage på den offentlige postliste.");
        return Results.Redirect("/journal/postliste?dag=" + NotatRuter.Dato(dag));
    }

    private static async Task<IResult> Opsaet(HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var dage = f.Heltal("ventedage");
        if (!f.ErGyldig || !await NotatRuter.ProevAsync(f, () => myndighed.Queue.RunAsync((GemPostlisteopsaetning act) => act.Udfoer(new(aktoer, dage), ct), ct)))
            return SagRuter.Side<Postlisteopsaetningside>(new() { ["Formular"] = f }, StatusCodes.Status400BadRequest);
        context.Besked(Beskedart.Succes, "Ventetiden er gemt.");
        return Results.Redirect("/administration/postliste");
    }

    private static async Task<IResult> Postlister(DateOnly? foer, Postlisteopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        const int Antal = 60;
        var dage = await opslag.OffentligeDagtalAsync(DanishTime.Today(tid), foer, Antal + 1, ct);
        return SagRuter.Side<Postlisterside>(new()
        {
            ["Model"] = new PostlisterVisning(
                [.. dage.Take(Antal).Select(d => new Postlistelink(Stort(d.Dag.ToString("MMMM yyyy", Dansk)), Stort(d.Dag.ToString("dddd d. MMMM", Dansk)), d.Antal, "/postliste/" + d.Dag.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))],
                dage.Count > Antal ? "/postliste?foer=" + dage[Antal - 1].Dag.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null),
        });
    }

    private static async Task<IResult> Postliste(string dato, Postlisteopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        var poster = DateOnly.TryParseExact(dato, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dag) ? await opslag.OffentligDagAsync(dag, DanishTime.Today(tid), ct) : [];
        return poster.Count == 0
            ? throw new NotFoundException("Der er ingen postliste for den dag.")
            : SagRuter.Side<Postlisteside>(new() { ["Model"] = new PostlisteVisning(DanishTime.LongDate(dag), poster) });
    }

    private static string LangDato(DateOnly dag) => Stort(dag.ToString("dddd d. MMMM yyyy", Dansk));

    private static string Stort(string tekst) => char.ToUpper(tekst[0], Dansk) + tekst[1..];
}
