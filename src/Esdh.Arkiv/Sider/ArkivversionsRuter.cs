using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Arkiv.Api;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Foresp;
using Esdh.Arkiv.Handlinger;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Arkiv.Sider;

/// <summary>Pages of the deliveries to the archive.</summary>
internal static class ArkivversionsRuter
{
    private static readonly string[] Felterne = ["periode", "fra", "til", "emner", "avid", "arkivskabere", "dpi", "megabyte", "slutaflevering", "kasseret", "bilag"];

    private static readonly string[][] Trinfelter = [["periode", "fra", "til", "emner"], ["avid", "arkivskabere", "dpi", "megabyte", "slutaflevering", "kasseret"], ["bilag"], []];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup("/arkiv/versioner").Kraever(Roller.Arkivar);
        sider.MapGet("", async (Arkivversionsopslag opslag, CancellationToken ct) => Formularhandling.Side<Arkivversionerside>(new Arkivversionsliste([.. (await opslag.ListeAsync(ct)).Select(Linje)]))).WithSummary("Så arkiveringsversionerne");
        sider.MapGet("/ny", (Arkivversionsopslag opslag, CancellationToken ct) => TrinAsync(1, new Formular(), opslag, ct)).WithSummary("Begyndte på en arkiveringsversion");
        sider.MapPost("/ny", NyAsync).WithSummary("Bestilte en arkiveringsversion").MedIdempotens();
        sider.MapGet("/{version}", async (string version, Arkivversionsopslag opslag, CancellationToken ct, string? opdater = null) => Vis(await opslag.HentAsync(version, ct), null, opdater != "nej")).WithSummary("Så en arkiveringsversion");
        sider.MapPost("/{version}/tilstand", async (string version, HttpContext http, Arkivversionsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) =>
        {
            var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
            if (!await f.ProevAsync(() => m.Queue.RunAsync((FoerArkivversion act) => act.Udfoer(new(aktoer, version, f["tilstand"], f["grund"], f.Version()), ct), ct)))
                return Vis(await opslag.HentAsync(version, ct), f);
            http.Besked(Beskedart.Succes, $"Arkiveringsversionen er noteret som {f["tilstand"].ToLowerInvariant()}.");
            return Results.Redirect($"/arkiv/versioner/{version}");
        }).WithSummary("Noterede en arkiveringsversions tilstand");
        sider.MapPost("/{version}/bygning", async (string version, HttpContext http, Arkivversionsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) =>
        {
            var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
            if (!await f.ProevAsync(() => m.Queue.RunAsync((TagArkivversionOp act) => act.Udfoer(new(aktoer, version), ct), ct)))
                return Vis(await opslag.HentAsync(version, ct), f);
            http.Besked(Beskedart.Succes, "Bygningen går i gang.");
            return Results.Redirect($"/arkiv/versioner/{version}");
        }).WithSummary("Satte en bygning i gang igen").MedIdempotens();
        sider.MapPost("/{version}/kontrol", async (string version, HttpContext http, Arkivversionsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) =>
        {
            var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
            if (!await f.ProevAsync(() => m.Queue.RunAsync((BestilArkivkontrol act) => act.Udfoer(new(aktoer, version), ct), ct)))
                return Vis(await opslag.HentAsync(version, ct), f);
            return Results.Redirect($"/arkiv/versioner/{version}");
        }).WithSummary("Satte en kontrol af en arkiveringsversion i gang").MedIdempotens();
        sider.MapGet("/{version}/kontrolrapport", async (string version, Arkivversionsopslag opslag, CancellationToken ct) =>
        {
            var post = await opslag.HentAsync(version, ct);
            var sti = Indhold.Arkivkontroljob.Rapport(post.Mappe, post.Avid, "txt");
            return post.Kontrol?.Proevet is not null && File.Exists(sti) ? Results.File(sti, "text/plain; charset=utf-8", Path.GetFileName(sti)) : throw new Core.NotFoundException("Der er ingen kontrolrapport.");
        }).WithSummary("Hentede rapporten fra kontrollen af en arkiveringsversion");
        sider.MapGet("/{version}/rapport", async (string version, Arkivversionsopslag opslag, CancellationToken ct) =>
        {
            var post = await opslag.HentAsync(version, ct);
            var sti = Path.Combine(post.Mappe, post.Avid + ".rapport.txt");
            return File.Exists(sti) ? Results.File(sti, "text/plain; charset=utf-8", post.Avid + ".rapport.txt") : throw new Core.NotFoundException("Rapporten findes ikke på serveren.");
        }).WithSummary("Hentede en arkiveringsversions rapport");

        var om = routes.MapGroup("/arkiv/afleveringer").Kraever(Roller.Arkivar);
        om.MapGet("", (Arkivversionsopslag opslag, Authority m, CancellationToken ct) => OpsaetningAsync(opslag, m, null, null, ct)).WithSummary("Så arkiv og bilag");
        om.MapPost("/opsaetning", (HttpContext http, Arkivversionsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) => GemAsync(http, opslag, m, "opsaetning", "Arkiv og system er gemt.",
            f => m.Queue.RunAsync((GemAfleveringsopsaetning act) => act.Udfoer(new(aktoer, f["modtagearkiv"], f["arkivnavn"], f["arkivskaber"], f["systemnavn"], f["formaal"], f["indhold"], f.Version()) { KasseresEfterAar = int.TryParse(f["kasseresEfterAar"], CultureInfo.InvariantCulture, out var aar) ? aar : 0 }, ct), ct), ct)).WithSummary("Gemte arkiv og system");
        om.MapPost("/bilag", (HttpContext http, Arkivversionsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) => GemAsync(http, opslag, m, "bilag", "Bilaget er lagt til.",
            f => ArkivversionerApi.LaegAsync(f.Filer?.GetFile("fil"), f["art"], f["titel"], f.Dato("dato"), f["forfatter"], m, aktoer, ct), ct)).WithSummary("Lagde et bilag til afleveringerne");
        om.MapPost("/bilag/{bilag:guid}/udgaa", (Guid bilag, HttpContext http, Arkivversionsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) => GemAsync(http, opslag, m, "bilag", "Bilaget er udgået.",
            _ => m.Queue.RunAsync((UdgaaAfleveringsbilag act) => act.Udfoer(new(aktoer, bilag), ct), ct), ct)).WithSummary("Lod et bilag udgå");
        om.MapPost("/bestemmelser", (HttpContext http, Arkivversionsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) => GemAsync(http, opslag, m, "bestemmelser", "Bestemmelsen er noteret.",
            f => m.Queue.RunAsync((NoterAfleveringsbestemmelse act) => act.Udfoer(new(aktoer, f["titel"], f.Dato("dato"), f["journalnummer"], f["bemaerkning"]), ct), ct), ct)).WithSummary("Noterede en afleveringsbestemmelse");
        om.MapPost("/journalperioder", (HttpContext http, Arkivversionsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) => GemAsync(http, opslag, m, "journalperioder", "Perioden er noteret.",
            f => m.Queue.RunAsync((NoterJournalperiode act) => act.Udfoer(new(aktoer, f["navn"], f.Dato("fra"), f.Dato("til")), ct), ct), ct)).WithSummary("Noterede en journalperiode");
    }

    private static async Task<IResult> NyAsync(HttpContext http, Arkivversionsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var trin = int.TryParse(f["trin"], NumberStyles.None, CultureInfo.InvariantCulture, out var nr) && nr is >= 1 and <= 4 ? nr : 1;
        if (f["gaa"] == "tilbage")
            return await TrinAsync(Math.Max(1, trin - 1), f, opslag, ct);
        var (fra, til) = (f.Dato("fra"), f.Dato("til"));
        if (Guid.TryParse(f["periode"], out var periode) && (await opslag.PerioderAsync(ct)).FirstOrDefault(p => p.Id == periode) is { Til: { } slut } valgt)
        {
            (fra, til) = (valgt.Fra, slut);
            f.Saet("fra", Dag(fra)).Saet("til", Dag(til)).Saet("periode", "");
        }

        var (dpi, megabyte) = (f.Heltal("dpi", 150, 600), f.Heltal("megabyte", 1));
        if (trin == 1 && fra is null != til is null)
            f.Fejl(fra is null ? "fra" : "til", "Skriv både periodens første og sidste dag, eller ingen af dem.");
        if (trin == 2 && !Version.Versionsplan.ErAvid(f["avid"]))
            f.Fejl("avid", "Skriv det id, arkivet har givet, for eksempel AVID.SA.18005.");
        if (!f.ErGyldig)
            return await TrinAsync(Fejltrin(f, trin), f, opslag, ct);
        if (f["gaa"] != "bestil")
            return await TrinAsync(Math.Min(4, trin + 1), f, opslag, ct);
        BestilArkivversion.Svar? svar = null;
        if (!await f.ProevAsync(async () => svar = await m.Queue.RunAsync((BestilArkivversion act) => act.Udfoer(new(
            aktoer, f["avid"], fra, til, f["emner"].Split('\n'), f["arkivskabere"].Split('\n'), [.. f.Alle("bilag").Select(b => Guid.TryParse(b, out var id) ? id : Guid.Empty)], dpi, megabyte, f.Afkrydset("slutaflevering"), f.Afkrydset("kasseret")), ct), ct)))
            return await TrinAsync(Fejltrin(f, 4), f, opslag, ct);
        http.Besked(Beskedart.Succes, "Arkiveringsversionen er bestilt. Den bygges i baggrunden.");
        return Results.Redirect($"/arkiv/versioner/{svar!.Avid}");
    }

    /// <summary>The first step with a field that is wrong.</summary>
    private static int Fejltrin(Formular f, int ellers)
    {
        var trin = Array.FindIndex(Trinfelter, felter => felter.Any(felt => f.FejlI(felt) is not null));
        return trin < 0 ? ellers : trin + 1;
    }

    private static async Task<IResult> TrinAsync(int trin, Formular f, Arkivversionsopslag opslag, CancellationToken ct)
    {
        var bilag = await opslag.BilagAsync(ct);
        var valgte = f.Alle("bilag").ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<KeyValuePair<string, string>> skjulte = [.. Felterne.Except(Trinfelter[trin - 1]).SelectMany(felt => f.Alle(felt).Where(v => v.Length > 0).Select(v => KeyValuePair.Create(felt, v)))];
        List<KeyValuePair<string, string>> oversigt =
        [
            new("Id", f["avid"]), new("Hvad", f["fra"].Length == 0 ? "Øjebliksbillede" : $"Afsluttet periode {f["fra"]} til {f["til"]}"), new("Emner", f["emner"].Length == 0 ? "Alle" : f["emner"].ReplaceLineEndings(", ")),
            new("Arkivskabere", f["arkivskabere"].Length == 0 ? "Myndigheden" : f["arkivskabere"].ReplaceLineEndings(", ")), new("Opløsning", f["dpi"].Length == 0 ? "200" : f["dpi"]),
            new("Medier", f["megabyte"].Length == 0 ? "Ét" : $"Højst {f["megabyte"]} MB på hvert"), new("Bilag", bilag.Any(b => valgte.Contains(b.Id.ToString())) ? string.Join(", ", bilag.Where(b => valgte.Contains(b.Id.ToString())).Select(b => b.Titel)) : "Kun dem, systemet selv laver"),
        ];
        return Formularhandling.Side<NyArkivversionside>(new NyArkivversionsvisning(
            trin, f, [.. (await opslag.PerioderAsync(ct)).Where(p => p.Til is not null).Select(p => new Mulighed(p.Id.ToString(), $"{p.Navn}: {Periode(p.Fra, p.Til)}"))],
            [.. bilag.Select(b => Linje(b, valgte.Contains(b.Id.ToString())))], skjulte, oversigt, await opslag.OpsaetningAsync(ct) is not null), f);
    }

    private static RazorComponentResult<Arkivversionside> Vis(Arkivversionspost p, Formular? f, bool foelg = false)
    {
        var (naeste, ord) = p.Tilstand switch
        {
            "Bygget" => ("Kontrolleret", "Notér som kontrolleret"),
            "Kontrolleret" => ("Afsendt", "Notér som afsendt"),
            "Afsendt" => ("Godkendt", "Notér som godkendt af arkivet"),
            _ => ((string?)null, (string?)null),
        };
        List<KeyValuePair<string, string>> datoer = [new("Bestilt", DanishTime.ShortDateTime(p.Bestilt)), new("Indhold til og med", DanishTime.ShortDateTime(p.Frosset))];
        foreach (var (navn, tid) in new[] { ("Bygget", p.Bygget), ("Kontrolleret", p.Kontrolleret), ("Afsendt", p.Afsendt), ("Godkendt", p.Godkendt), ("Afvist", p.Afvist) })
        {
            if (tid is { } t)
                datoer.Add(new(navn, DanishTime.ShortDateTime(t)));
        }

        var r = p.Rapport;
        List<KeyValuePair<string, string>> tal = r is null ? [] :
        [
            new("Sager", Esdh.Ui.Vis.Tal(r.Sager)), new("Dokumenter", Esdh.Ui.Vis.Tal(r.Dokumenter)), new("Filer", Esdh.Ui.Vis.Tal(r.Filer)), new("Gjort til TIFF", Esdh.Ui.Vis.Tal(r.Konverteret)), new("Kan ikke laves om", Esdh.Ui.Vis.Tal(r.UdenProgram)),
            new("Tomme eller beskadigede", Esdh.Ui.Vis.Tal(r.Beskadiget)), new("Låste", Esdh.Ui.Vis.Tal(r.Laast)), new("Sider", Esdh.Ui.Vis.Tal(r.Sider)), new("Medier", Esdh.Ui.Vis.Tal(r.Medier)),
            new("Tegn, der blev erstattet", Esdh.Ui.Vis.Tal(r.ErstattedeTegn)), new("Afleveret før", Esdh.Ui.Vis.Tal(r.TidligereAfleverede)), new("Fejljournaliserede", Esdh.Ui.Vis.Tal(r.Fejljournaliserede)),
        ];
        return Formularhandling.Side<Arkivversionside>(new Arkivversionsvisning(
            p.Avid, Art(p), Tilstand(p.Tilstand), p.Version, datoer, p.Mappe, p.AfvistGrund, p.Tilstand switch { "Bygget" => 1, "Kontrolleret" => 2, "Afsendt" => 3, "Godkendt" => 4, _ => 0 }, p.Tilstand == "Bygges",
            p.Job is { } j ? new(j.Id, j.Status, j.Faerdige, j.IAlt, j.Resultat, j.ErIGang) : null, tal, r is null ? [] : [.. r.Tabeller.Select(t => KeyValuePair.Create(t.Navn, Esdh.Ui.Vis.Tal(t.Raekker)))], r?.Bemaerkninger ?? [], r?.IkkeKonverterede ?? [],
            naeste, ord, naeste is not null, p.Tilstand == "Afvist" || (p.Tilstand == "Bygges" && p.Job is not { ErIGang: true }), r is not null, f)
            {
                Kontrol = p.Kontrol is not { } kontrol ? null : new(
                    new(kontrol.Job.Id, kontrol.Job.Status, kontrol.Job.Faerdige, kontrol.Job.IAlt, kontrol.Job.Resultat, kontrol.Job.ErIGang), kontrol.Proevet is { } slut ? DanishTime.ShortDateTime(slut) : null, kontrol.Fejl, kontrol.Bemaerkninger),
                FoelgMed = foelg,
                KanKontrolleres = p.Tilstand != "Bygges" && p.Kontrol?.Job.ErIGang != true,
            }, f);
    }

    private static async Task<IResult> GemAsync(HttpContext http, Arkivversionsopslag opslag, Authority m, string hvad, string besked, Func<Formular, Task> act, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        if (!await f.ProevAsync(() => act(f)))
            return await OpsaetningAsync(opslag, m, f, hvad, ct);
        http.Besked(Beskedart.Succes, besked);
        return Results.Redirect("/arkiv/afleveringer");
    }

    private static async Task<IResult> OpsaetningAsync(Arkivversionsopslag opslag, Authority m, Formular? f, string? hvad, CancellationToken ct)
    {
        var o = await opslag.OpsaetningAsync(ct);
        var plan = Version.Versionsplan.Enkel("AVID.SA.1", m.Info.Name, DateTimeOffset.UnixEpoch, null, null);
        var opsaetning = new Formular(("modtagearkiv", o?.Modtagearkiv), ("arkivnavn", o?.Arkivnavn), ("arkivskaber", o?.Arkivskaber ?? m.Info.Name), ("systemnavn", o?.Systemnavn ?? plan.Systemnavn), ("formaal", o?.Formaal ?? plan.Formaal), ("indhold", o?.Indhold ?? plan.Indhold), ("kasseresEfterAar", (o?.KasseresEfterAar ?? Arkivopsaetning.Standardaar).ToString(CultureInfo.InvariantCulture)));
        return Formularhandling.Side<Afleveringsopsaetningside>(new Afleveringsopsaetningsvisning(
            Brugt("opsaetning", opsaetning), Brugt("bilag", new()), Brugt("bestemmelser", new()), Brugt("journalperioder", new()), o?.Version ?? 0,
            [.. Enum.GetValues<Afleveringsbilagsart>().Select(a => new Mulighed(a.ToString(), Bilagskategori.Navn(a)))], [.. (await opslag.BilagAsync(ct)).Select(b => Linje(b, false))],
            [.. (await opslag.BestemmelserAsync(ct)).Select(b => (IReadOnlyList<string>)[b.Titel, DanishTime.ShortDate(b.Dato), b.Journalnummer ?? "", b.Bemaerkning ?? ""])],
            [.. (await opslag.PerioderAsync(ct)).Select(p => (IReadOnlyList<string>)[p.Navn, Periode(p.Fra, p.Til)])]), f);

        Formular Brugt(string del, Formular tom) => del == hvad && f is not null ? f : tom;
    }

    private static Bilagslinje Linje(Afleveringsbilag b, bool valgt) => new(b.Id, b.Titel, Bilagskategori.Navn(b.Art), DanishTime.ShortDate(b.Dato), b.Filnavn, valgt);

    private static Arkivversionslinje Linje(Arkivversionspost p) => new(
        p.Avid, Art(p), p.Job is { ErIGang: false } && p.Tilstand == "Bygges" ? new("Stoppet", Farve.Gul) : Tilstand(p.Tilstand), p.Bygget is null ? "–" : $"{Esdh.Ui.Vis.Tal(p.Sager)} sager, {Esdh.Ui.Vis.Tal(p.Dokumenter)} dokumenter",
        DanishTime.ShortDateTime(p.Afvist ?? p.Godkendt ?? p.Afsendt ?? p.Kontrolleret ?? p.Bygget ?? p.Bestilt));

    private static string Art(Arkivversionspost p) => p.Fra is { } fra ? $"Afsluttet periode {Periode(fra, p.Til)}" : $"Øjebliksbillede {DanishTime.ShortDate(p.Frosset)}";

    private static Maerke Tilstand(string tilstand) => tilstand switch
    {
        "Godkendt" => new("Godkendt", Farve.Groen), "Afvist" => new("Afvist", Farve.Roed), "Bygges" => new("Bygges", Farve.Blaa), "Afsendt" => new("Afsendt", Farve.Blaa), _ => new(tilstand),
    };

    private static string Periode(DateOnly fra, DateOnly? til) => $"{DanishTime.ShortDate(fra)} – {(til is { } t ? DanishTime.ShortDate(t) : "")}";

    private static string? Dag(DateOnly? dag) => dag?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
