using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Handlinger;
using Esdh.Aktindsigt.Indhold;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Aktindsigt.Sider;

/// <summary>Pages of requests for access: the list, the tab on the case, and the page where parts of a document are hidden.</summary>
internal static class AktindsigtRuter
{
    private const Roller Arbejde = AccessRules.Sagsarbejde;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/aktindsigter", async (Indsigtsopslag opslag, Aktoer aktoer, CancellationToken ct, string? efter = null) => Formularhandling.Side<Indsigterside>(await opslag.ListeAsync(aktoer, efter, ct)))
            .Kraever(AccessRules.Laesning).WithSummary("Så aktindsigter");
        routes.MapGet("/sager/{sag}/aktindsigt", (string sag, HttpContext http, Sagssider sider, Indsigtsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
            sider.VisAsync(http, aktoer, sag, async ramme => ramme.Forloeb?.Sagstype == Aktindsigtssagstype.Noegle
                ? Vis(ramme, await opslag.HentAsync(aktoer, sag, ct), new()) : Formularhandling.Side<IkkeAktindsigtside>(ramme), ct)).Kraever(AccessRules.Laesning).WithSummary("Åbnede en aktindsigt");
        var en = routes.MapGroup("/aktindsigter/{sag}");
        Act(en, "/kilder", "Valgte en sag til gennemgang", (k, aktoer, sag, f, ct) => k.RunAsync((VaelgKilde act) => act.Udfoer(new(aktoer, sag, f["kilde"].Length > 0 ? f["kilde"] : f["kilde-tekst"].Split(' ')[0]), ct), ct), "Sagen er valgt.");
        en.MapPost("/kilder/{kilde:guid}/fjern", (string sag, Guid kilde, HttpContext http, Authority m, Sagssider sider, Indsigtsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
            UdfoerAsync(sag, http, sider, opslag, aktoer, _ => m.Queue.RunAsync((FravaelgKilde act) => act.Udfoer(new(aktoer, sag, kilde.ToString()), ct), ct), "Sagen gennemgås ikke længere.", ct)).Kraever(Arbejde).WithSummary("Fravalgte en sag til gennemgang");
        Act(en, "/dokumenter", "Vurderede dokumenter til aktindsigt", (k, aktoer, sag, f, ct) => k.RunAsync(
            (VurderDokumenter act) => act.Udfoer(new(aktoer, sag, [.. f.Alle("dokument").Select(d => Guid.TryParse(d, out var id) ? id : Guid.Empty)], f["afgoerelse"], f["hjemmel"], f["begrundelse"], f["titel"].Length == 0 ? null : f["titel"]), ct), ct), "Vurderingen er gemt.");
        Act(en, "/meroffentlighed", "Overvejede meroffentlighed", (k, aktoer, sag, f, ct) => k.RunAsync((OvervejMeroffentlighed act) => act.Udfoer(new(aktoer, sag, f["overvejelse"]), ct), ct), "Overvejelsen er gemt.");
        Act(en, "/tid", "Noterede tid på en aktindsigt", (k, aktoer, sag, f, ct) => k.RunAsync(
            (NoterIndsigtstid act) => act.Udfoer(new(aktoer, sag, int.TryParse(f["minutter"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null, f["hvad"]), ct), ct), "Tiden er noteret.").MedIdempotens();
        Act(en, "/klager", "Registrerede en klage over aktindsigt", (k, aktoer, sag, f, ct) =>
        {
            var modtaget = f.Dato("modtaget");
            return f.ErGyldig ? k.RunAsync((ModtagKlage act) => act.Udfoer(new(aktoer, sag, f["art"], modtaget), ct), ct) : Task.CompletedTask;
        }, "Klagen er registreret, og du har fået en opgave med fristen.").MedIdempotens();
        en.MapPost("/klager/{nr:int}", (string sag, int nr, HttpContext http, Authority m, Sagssider sider, Indsigtsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
            UdfoerAsync(sag, http, sider, opslag, aktoer, f => m.Queue.RunAsync((AfslutKlage act) => act.Udfoer(new(aktoer, sag, nr, f["udfald"], f["bemaerkning"]), ct), ct), "Klagen er afsluttet.", ct)).Kraever(Arbejde).WithSummary("Afsluttede en klage over aktindsigt");
        en.MapPost("/svar", (string sag, HttpContext http, Authority m, Adgangsspor spor, Sagssider sider, Indsigtsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
            UdfoerAsync(sag, http, sider, opslag, aktoer, f => Indsigtsbestilling.SvarAsync(m, aktoer, sag, f.Afkrydset("del"), spor, ct), "Svaret bliver lavet. Du kan gøre andet imens.", ct)).Kraever(Arbejde).WithSummary("Bestilte et svar i en aktindsigt").MedIdempotens();
        Act(en, "/personoplysninger", "Bestilte en persons oplysninger samlet", (k, aktoer, sag, f, ct) => k.RunAsync(
            (BestilPersonoplysninger act) => act.Udfoer(new(aktoer, sag, f.Id("sagspart"), Delt(f["udelad"]), f["hjemmel"], f["begrundelse"]), ct), ct), "Oplysningerne bliver samlet. Du kan gøre andet imens.").MedIdempotens();
        var dokument = en.MapGroup("/dokumenter/{dokument:guid}");
        dokument.MapGet("", SkjulSide).Kraever(AccessRules.Laesning).WithSummary("Så, hvad der skjules i et dokument").SpoergerHoejst(40);
        dokument.MapPost("", GemSkjult).Kraever(Arbejde).WithSummary("Valgte, hvad der skjules i et dokument");
        dokument.MapGet("/filer/{fil:int}/sider/{side:int}", Billede).Kraever(AccessRules.Laesning).WithSummary("Så en side af et dokument til aktindsigt");
        dokument.MapGet("/proeve", Proeve).Kraever(Arbejde).WithSummary("Så et dokument, som det bliver udleveret");
    }

    private static RouteHandlerBuilder Act(IEndpointRouteBuilder en, string sti, string summary, Func<Core.Storage.WriteQueue, Aktoer, string, Formular, CancellationToken, Task> act, string besked) =>
        en.MapPost(sti, (string sag, HttpContext http, Authority m, Sagssider sider, Indsigtsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
            UdfoerAsync(sag, http, sider, opslag, aktoer, f => act(m.Queue, aktoer, sag, f, ct), besked, ct)).Kraever(Arbejde).WithSummary(summary);

    private static async Task<IResult> UdfoerAsync(string sag, HttpContext http, Sagssider sider, Indsigtsopslag opslag, Aktoer aktoer, Func<Formular, Task> act, string besked, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var indhold = await opslag.HentAsync(aktoer, sag, ct);
        if (await f.ProevAsync(() => act(f)))
        {
            http.Besked(Beskedart.Succes, besked);
            return Results.Redirect($"/sager/{indhold.Sag.Sagsnummer}/aktindsigt");
        }

        return Vis(await sider.HentAsync(aktoer, sag, ct), await opslag.HentAsync(aktoer, sag, ct), f);
    }

    private static RazorComponentResult<Indsigtsside> Vis(Sagsrammevisning ramme, Indsigtsindhold i, Formular f) => Formularhandling.Side<Indsigtsside>(
        new Indsigtsvisning(
            ramme, i.Regime.Navn, i.Regime.Hvornaar, i.Regime.Grundlag, i.Regime.Klageinstans, i.Regime.Meroffentlighed, i.Anmodning?.Overvejet, i.Anmodning?.OvervejetDag,
            [.. i.Regime.Undtagelser.Select(u => new Mulighed(u.Paragraf, u.Om))], i.Kilder, i.Skjulte, i.Dokumenter, i.Svar, i.Arbejde, i.Tider, i.Tider.Sum(t => t.Minutter), i.Klager, ramme.KanArbejde && i.Sag.ErAaben, i.Regime.Noegle == Regime.Artikel15, i.Ansoegere, f), f);

    private static async Task<IResult> SkjulSide(string sag, Guid dokument, Sagssider sider, Indsigtsopslag opslag, Sagsdokumenter dokumenter, PdfRedactor redaktor, Aktoer aktoer, CancellationToken ct, int fil = 1, int side = 1)
    {
        var (_, _, valg) = await opslag.DokumentAsync(aktoer, sag, dokument, ct);
        var f = new Formular(
            ("ord", Linjer(valg?.Skjul.Where(s => !s.KunHer).Select(s => s.Tekst))), ("kunher", Linjer(valg?.Skjul.Where(s => s.KunHer).Select(s => s.Tekst))), ("felter", Linjer(valg?.Felter.Select(Tekst))),
            ("version", valg?.Version.ToString(CultureInfo.InvariantCulture)), ("fil", fil.ToString(CultureInfo.InvariantCulture)), ("side", side.ToString(CultureInfo.InvariantCulture)));
        return await SkjulSideAsync(sag, dokument, fil, side, f, sider, opslag, dokumenter, redaktor, aktoer, ct);
    }

    private static async Task<IResult> SkjulSideAsync(
        string sag, Guid dokument, int fil, int side, Formular f, Sagssider sider, Indsigtsopslag opslag, Sagsdokumenter dokumenter, PdfRedactor redaktor, Aktoer aktoer, CancellationToken ct)
    {
        var (kort, d, valg) = await opslag.DokumentAsync(aktoer, sag, dokument, ct);
        var ramme = await sider.HentAsync(aktoer, sag, ct);
        var (antal, fejl) = (0, (string?)null);
        try
        {
            using var pdf = await dokumenter.PdfAsync(aktoer, dokument, fil, ct);
            if (pdf.Pdf is null)
                fejl = pdf.Reason ?? "Filen kan ikke vises som PDF.";
            else
                antal = await redaktor.CountAsync(pdf.Pdf, ct);
        }
        catch (PdfException e)
        {
            fejl = e.Message;
        }

        return Formularhandling.Side<Overstregningsside>(
            new Skjulvisning(
                ramme, dokument, d.Titel, d.Akt, fil, Math.Clamp(side, 1, Math.Max(1, antal)), antal, d.Filer.Count < 2 ? [] : [.. d.Filer.Select(x => new Mulighed(x.Nummer.ToString(CultureInfo.InvariantCulture), x.Filnavn))],
                fejl, ramme.KanArbejde && kort.ErAaben && valg is { SvarNr: null }, f), f);
    }

    private static async Task<IResult> GemSkjult(
        string sag, Guid dokument, HttpContext http, Authority m, Sagssider sider, Indsigtsopslag opslag, Sagsdokumenter dokumenter, PdfRedactor redaktor, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (kort, _, _) = await opslag.DokumentAsync(aktoer, sag, dokument, ct);
        var (fil, side) = (f.Heltal("fil") ?? 1, f.Heltal("side") ?? 1);
        List<Skjultord> ord = [.. Delt(f["ord"]).Select(o => new Skjultord(o, false)), .. Delt(f["kunher"]).Select(o => new Skjultord(o, true))];
        var felter = Delt(f["felter"]).Select(Felt).ToList();
        if (felter.Contains(null))
            f.Fejl("felter", "Skriv hvert felt som seks tal: fil, side, venstre, top, bredde og højde.");
        if (f.ErGyldig && await f.ProevAsync(() => m.Queue.RunAsync((SkjulPaaDokument act) => act.Udfoer(new(aktoer, sag, dokument, ord, [.. felter.OfType<Skjultfelt>()], f.Version()), ct), ct), "det skjulte"))
        {
            http.Besked(Beskedart.Succes, "Det, der skjules, er gemt.");
            return Results.Redirect($"/aktindsigter/{kort.Sagsnummer}/dokumenter/{dokument}?fil={fil}&side={side}");
        }

        return await SkjulSideAsync(sag, dokument, fil, side, f, sider, opslag, dokumenter, redaktor, aktoer, ct);
    }

    private static async Task<IResult> Billede(string sag, Guid dokument, int fil, int side, HttpContext http, Indsigtsopslag opslag, Sagsdokumenter dokumenter, PdfRedactor redaktor, Aktoer aktoer, CancellationToken ct)
    {
        await opslag.DokumentAsync(aktoer, sag, dokument, ct);
        using var pdf = await dokumenter.PdfAsync(aktoer, dokument, fil, ct);
        var png = new MemoryStream();
        try
        {
            await redaktor.DrawAsync(pdf.Pdf ?? throw new NotFoundException(pdf.Reason ?? "Filen kan ikke vises."), side, png, ct);
        }
        catch (PdfException e)
        {
            throw new NotFoundException(e.Message);
        }

        return Fil(http, png, "image/png");
    }

    /// <summary>A file as it will be given, made anew; nothing is kept.</summary>
    private static async Task<IResult> Proeve(string sag, Guid dokument, HttpContext http, Indsigtsopslag opslag, Sagsdokumenter dokumenter, PdfRedactor redaktor, Aktoer aktoer, CancellationToken ct, int fil = 1)
    {
        var (_, _, valg) = await opslag.DokumentAsync(aktoer, sag, dokument, ct);
        using var pdf = await dokumenter.PdfAsync(aktoer, dokument, fil, ct);
        var ud = new MemoryStream();
        try
        {
            await redaktor.RedactAsync(
                pdf.Pdf ?? throw new NotFoundException(pdf.Reason ?? "Filen kan ikke vises."), [.. (valg?.Felter ?? []).Where(x => x.Fil == fil).Select(x => new PdfArea(x.Side, x.X, x.Y, x.Bredde, x.Hoejde))],
                [.. (valg?.Skjul ?? []).Select(s => s.Tekst)], ud, ct);
        }
        catch (PdfException e)
        {
            throw new NotFoundException(e.Message);
        }

        return Fil(http, ud, "application/pdf");
    }

    private static FileStreamHttpResult Fil(HttpContext http, MemoryStream indhold, string type)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";
        headers.CacheControl = "private, no-store";
        indhold.Position = 0;
        return TypedResults.Stream(indhold, type);
    }

    private static string Linjer(IEnumerable<string>? linjer) => string.Join('\n', linjer ?? []);

    private static string[] Delt(string tekst) => tekst.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Tekst(Skjultfelt f) => string.Create(CultureInfo.InvariantCulture, $"{f.Fil} {f.Side} {f.X * 100:0.##} {f.Y * 100:0.##} {f.Bredde * 100:0.##} {f.Hoejde * 100:0.##}");

    private static Skjultfelt? Felt(string linje)
    {
        var dele = linje.Split([' ', ';', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (dele.Length != 6 || !int.TryParse(dele[0], NumberStyles.None, CultureInfo.InvariantCulture, out var fil) || !int.TryParse(dele[1], NumberStyles.None, CultureInfo.InvariantCulture, out var side))
            return null;
        var tal = dele[2..].Select(d => double.TryParse(d.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var t) ? t / 100 : double.NaN).ToList();
        return tal.Exists(double.IsNaN) ? null : new(fil, side, tal[0], tal[1], tal[2], tal[3]);
    }
}
