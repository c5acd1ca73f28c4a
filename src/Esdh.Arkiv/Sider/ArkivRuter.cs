using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Arkiv.Api;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Foresp;
using Esdh.Arkiv.Handlinger;
using Esdh.Arkiv.Indhold;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Files;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Sider;

/// <summary>The archivist's pages: overview, retention, disposals and stops. A leader sees disposals too, to be their second person.</summary>
internal static class ArkivRuter
{
    private const string Kassationer = "/arkiv/kassationer", Stop = "/arkiv/kassationsstop";

    private const int Linjer = 50;

    private static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/arkiv", Overblik).Kraever(Roller.Arkivar).WithSummary("Så arkivets overblik");
        var bevaring = routes.MapGroup("/arkiv/bevaring").Kraever(Roller.Arkivar);
        bevaring.MapGet("", (Bevaringsopslag opslag, TimeProvider tid, CancellationToken ct, int? aar = null) => BevaringAsync(aar, new(), opslag, tid, ct)).WithSummary("Så, hvad der forfalder");
        bevaring.MapPost("/regler", GemRegel).MedIdempotens().WithSummary("Lavede en bevaringsregel");
        bevaring.MapPost("/regler/{id:guid}/ophaevelse", (Guid id, HttpContext http, Authority m, Aktoer aktoer, CancellationToken ct) =>
            GoerAsync(http, "/arkiv/bevaring", "Reglen gælder ikke længere.", () => m.Queue.RunAsync((OphaevBevaringsregel act) => act.Udfoer(aktoer, id, ct), ct))).WithSummary("Ophævede en bevaringsregel");
        var stop = routes.MapGroup(Stop).Kraever(Roller.Arkivar);
        stop.MapGet("", (Kassationsstopopslag opslag, Personer personer, CancellationToken ct, bool alle = false, int? foer = null, string? sag = null) => StopAsync(alle, foer, new(("sager", sag)), opslag, personer, ct)).WithSummary("Så kassationsstop");
        stop.MapPost("", SaetStop).MedIdempotens().WithSummary("Satte et kassationsstop");
        stop.MapPost("/{id:guid}/{nr:int}", OphaevStop).WithSummary("Ophævede et kassationsstop");
        var paaSag = routes.MapGroup("/sager/{sag}/bevaring").Kraever(Roller.Arkivar);
        paaSag.MapGet("", (string sag, HttpContext http, Sagssider sider, Bevaringsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
            sider.VisAsync(http, aktoer, sag, async ramme => Formularhandling.Side<Sagsbevaringsside>(await PaaSagAsync(ramme, null, opslag, aktoer, ct)), ct)).WithSummary("Så, hvor længe en sag bevares");
        paaSag.MapPost("", GemPaaSag).WithSummary("Bestemte, hvor længe en sag bevares");
        var laes = routes.MapGroup(Kassationer).Kraever(BevaringApi.Godkendere);
        laes.MapGet("", (Kassationsopslag opslag, Aktoer aktoer, CancellationToken ct, string? art = null, string? efter = null) => ListeAsync(Art(art), efter, new(), opslag, aktoer, ct)).WithSummary("Så kassationer");
        laes.MapGet("/{id:guid}", (Guid id, Kassationsopslag opslag, CoreDb core, Aktoer aktoer, CancellationToken ct, string? emne = null, string? efter = null, string? opdater = null) =>
            VisAsync(id, new(), emne, efter, opdater != "nej", opslag, core, aktoer, ct)).WithSummary("Så en kassation");
        laes.MapGet("/job/{job:guid}", async (Guid job, Kassationsopslag opslag, CancellationToken ct) => Results.Redirect($"{Kassationer}/{await opslag.IdForJobAsync(job, ct)}")).WithSummary("Fulgte en kassation");
        laes.MapGet("/{id:guid}/protokol.pdf", (Guid id, Kassationsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) => BevaringApi.ProtokolAsync(id, true, opslag, m, aktoer, ct)).WithSummary("Hentede en kassationsprotokol som PDF");
        laes.MapGet("/{id:guid}/protokol.json", (Guid id, Kassationsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) => BevaringApi.ProtokolAsync(id, false, opslag, m, aktoer, ct)).WithSummary("Hentede en underskrevet kassationsprotokol");
        laes.MapGet("/{id:guid}/sagsfremstilling.pdf", Fremstilling).WithSummary("Hentede et udkast til sagsfremstilling");
        Handling(laes, "godkendelse", "Godkendte en kassation", "Kassationen er godkendt. Filerne slettes nu.", (q, aktoer, id, _, ct) => q.RunAsync((GodkendKassation act) => act.Udfoer(aktoer, id, ct), ct));
        var skriv = routes.MapGroup(Kassationer).Kraever(Roller.Arkivar);
        skriv.MapPost("", Opret).MedIdempotens().WithSummary("Begyndte en kassation");
        Handling(skriv, "grundlag", "Noterede grundlaget for en kassation", "Grundlaget er gemt.", (q, aktoer, id, f, ct) =>
        {
            var (hoering, beslutning) = (f.Dato("hoeringDag"), f.Dato("beslutningDag"));
            var dokument = f["beslutning"].Split('/', '?', '#').Select(d => Guid.TryParse(d, out var g) ? g : (Guid?)null).FirstOrDefault(g => g is not null);
            if (f["beslutning"].Length > 0 && dokument is null)
                f.Fejl("beslutning", "Sæt adressen på det journaliserede dokument ind, eller dets id.");
            return f.ErGyldig ? q.RunAsync((NoterKassationsgrundlag act) => act.Udfoer(new(aktoer, id, f["analyse"], f["hoering"], hoering, dokument, beslutning, f.Version()), ct), ct) : Task.CompletedTask;
        });
        Handling(skriv, "undtagelser", "Undtog dokumenter fra en kassation", "Listen er rettet.", (q, aktoer, id, f, ct) => q.RunAsync((UndtagFraKassation act) => act.Udfoer(new(
            aktoer, id, f["hvad"] == "emne" ? [] : [.. f.Alle("linje").Select(l => int.TryParse(l, NumberStyles.None, CultureInfo.InvariantCulture, out var nr) ? nr : 0)], null, f["hvad"] == "emne" ? f["visEmne"] : null, f["grund"].Length == 0 ? null : f["grund"]), ct), ct));
        Handling(skriv, "afsendelse", "Sendte en kassation til godkendelse", "Listen er sendt. En anden arkivar eller en leder godkender den.", (q, aktoer, id, _, ct) => q.RunAsync((SendKassation act) => act.Udfoer(aktoer, id, ct), ct));
        Handling(skriv, "tilbagetagelse", "Tog en kassation tilbage", "Listen kan rettes igen.", (q, aktoer, id, _, ct) => q.RunAsync((TagKassationTilbage act) => act.Udfoer(aktoer, id, ct), ct));
        Handling(skriv, "genoptagelse", "Genoptog en kassation", "Kassationen fortsætter.", (q, aktoer, id, _, ct) => q.RunAsync((GenoptagKassation act) => act.Udfoer(aktoer, id, ct), ct));
        Handling(skriv, "opgivelse", "Opgav en kassation", "Kassationen er opgivet. Intet er slettet.", (q, aktoer, id, f, ct) => q.RunAsync((OpgivKassation act) => act.Udfoer(aktoer, id, f["opgivgrund"], ct), ct));
    }

    internal static Maerke Maerke(string tilstand) => tilstand switch
    {
        nameof(Kassationstilstand.Forberedes) => new("Listen laves", Farve.Blaa, Figur.Halv),
        nameof(Kassationstilstand.TilGennemsyn) => new("Til gennemsyn", Farve.Gul, Figur.Ring),
        nameof(Kassationstilstand.TilGodkendelse) => new("Til godkendelse", Farve.Gul, Figur.Halv),
        nameof(Kassationstilstand.Udfoeres) => new("Filerne slettes", Farve.Blaa, Figur.Halv),
        nameof(Kassationstilstand.Udfoert) => new("Udført", Farve.Groen),
        _ => new("Opgivet", Farve.Graa, Figur.Kryds),
    };

    private static Kassationsrad Rad(Kassationsopslag.Kort k) => new($"{Kassationer}/{k.Id}", k.Nr, k.Titel, DanishTime.ShortDate(k.Skaeringsdag), Maerke(k.Tilstand), k.Linjer);

    private static async Task<RazorComponentResult<Arkivside>> Overblik(Arkivoverblikopslag opslag, CancellationToken ct)
    {
        var o = await opslag.HentAsync(ct);
        return Formularhandling.Side<Arkivside>(new Arkivoverblik(
            o.Stop, o.Uden, o.Stille, [.. o.IGang.Select(Rad)], o.Kasseret, o.Slettet, o.Afleveret,
            o.Filer is null ? null : o.Filer.Fejl == 0 ? new("Alle filer er hele", Farve.Groen) : new($"{o.Filer.Fejl} filer har fejl", Farve.Roed, Figur.Firkant),
            o.Filer is null ? null : $"{o.Filer.Filer.ToString("N0", Dansk)} filer læst, {DanishTime.LongDate(DanishTime.DateOf(o.Filer.Bestilt))}",
            [.. o.Versioner.OrderBy(v => v.Key).Select(v => (Versionsord(v.Key), v.Value))]));
    }

    private static async Task<IResult> BevaringAsync(int? aar, Formular f, Bevaringsopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        var (idag, frem) = (DanishTime.Today(tid), await opslag.FremskrivAsync(aar, ct));
        string[] orden = ["B", "K", "K5", "K10", "Tom"];
        return Formularhandling.Side<Bevaringsside>(new Bevaringsvisning(
            frem.Aar, [.. frem.AarForAar.Select(a => Punkt(a, a.Kasseres, frem.Aar))], [.. frem.AarForAar.Select(a => Punkt(a, a.Slettes, frem.Aar))],
            [.. frem.Emner.Select(e => new Bevaringsemne(e.Emne, e.Titel, e.Facet, Kodeord(e.Kode), e.Kasseres, e.Slettes))], [.. frem.Uafklarede.Select(u => (u.Emne, u.Titel, u.Facet, u.Sager))],
            [.. orden.Where(frem.Fordeling.ContainsKey).Select(k => (Kodeord(k), frem.Fordeling[k]))], frem.Sager,
            [.. (await opslag.ReglerAsync(ct)).Select(r => new Bevaringsrad(
                $"/arkiv/bevaring/regler/{r.Id}/ophaevelse", r.Nr, r.Emne, r.Titel, r.Facet, r.Bevaring is null ? "Som planen" : Kodeord(r.Bevaring), r.Sletmaaneder is { } m ? $"{m} måneder" : "Som planen", r.Begrundelse,
                $"{DanishTime.ShortDate(r.GaelderFra)} – {(r.GaelderTil is { } til ? DanishTime.ShortDate(til.AddDays(-1)) : "")}", r.GaelderTil is null || r.GaelderTil > idag))], f), f);

        static Maalepunkt Punkt(Bevaringsopslag.Aarstal a, int tal, int valgt) => new(a.Aar.ToString(CultureInfo.InvariantCulture), tal, a.Aar == valgt, $"/arkiv/bevaring?aar={a.Aar}");
    }

    private static string Versionsord(Arkivversionstilstand tilstand) => tilstand switch
    {
        Arkivversionstilstand.Bygges => "bygges", Arkivversionstilstand.Bygget => "er bygget", Arkivversionstilstand.Kontrolleret => "er kontrolleret", Arkivversionstilstand.Afsendt => "er hos arkivet",
        Arkivversionstilstand.Godkendt => "er godkendt", _ => "er afvist",
    };

    internal static string Kodeord(string kode) => kode switch { "B" => "B, bevares", "K" => "K, kan kasseres", "K5" => "K5, efter 5 år", "K10" => "K10, efter 10 år", _ => "Uafklaret" };

    private static async Task<IResult> GemRegel(HttpContext http, Authority m, Aktoer aktoer, Bevaringsopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (fra, maaneder) = (f.Dato("gaelderFra"), f.Heltal("sletmaaneder"));
        if (!f.ErGyldig || !await f.ProevAsync(() => m.Queue.RunAsync((GemBevaringsregel act) => act.Udfoer(new(aktoer, f["emne"], f["facet"], f["bevaring"], maaneder, f["begrundelse"], fra), ct), ct)))
            return await BevaringAsync(null, f, opslag, tid, ct);
        http.Besked(Beskedart.Succes, $"Reglen for {f["emne"]} er gemt.");
        return Results.Redirect("/arkiv/bevaring");
    }

    private static async Task<Sagsbevaringsvisning> PaaSagAsync(Sagsrammevisning ramme, Formular? f, Bevaringsopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var u = await opslag.SagAsync(aktoer, ramme.Id.ToString(), ct);
        return new(
            ramme, Kodeord(u.Kode), u.Kode == "Tom", u.Kilde == "emneplanen" ? $"emneplanens koder for {u.Emne} og {u.Facet}" : u.Kilde == "sagen selv" ? "det, der er bestemt for denne sag" : $"myndighedens {u.Kilde}",
            u.Lukket, u.Kasseres, u.Slettes, u.Stop, u.Begrundelse, u.Egen is not null || u.EgneMaaneder is not null,
            f ?? new(("bevaring", u.Egen), ("sletmaaneder", u.EgneMaaneder?.ToString(CultureInfo.InvariantCulture))));
    }

    private static async Task<IResult> GemPaaSag(string sag, HttpContext http, Authority m, Sagssider sider, Bevaringsopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var ramme = await sider.HentAsync(aktoer, sag, ct);
        var maaneder = f.Heltal("sletmaaneder");
        if (!f.ErGyldig || !await f.ProevAsync(() => m.Queue.RunAsync((SaetSagsbevaring act) => act.Udfoer(new(aktoer, ramme.Id.ToString(), f["bevaring"], maaneder, f["begrundelse"]), ct), ct)))
            return Formularhandling.Side<Sagsbevaringsside>(await PaaSagAsync(ramme, f, opslag, aktoer, ct), f);
        http.Besked(Beskedart.Succes, f["bevaring"].Length == 0 && maaneder is null ? "Sagen følger emneplanen igen." : "Sagens bevaring er gemt.");
        return Results.Redirect($"{ramme.Sti}/bevaring");
    }

    private static async Task<IResult> StopAsync(bool alle, int? foer, Formular f, Kassationsstopopslag opslag, Personer personer, CancellationToken ct)
    {
        var stop = await opslag.ListeAsync(alle, foer, Linjer + 1, ct);
        await personer.HuskAsync(stop.SelectMany(s => new[] { s.SatAf, s.OphaevetAf ?? s.SatAf }).Distinct(), ct);
        List<Stoprad> rader = [];
        foreach (var s in stop.Take(Linjer))
        {
            var ophaevet = s.Ophaevet is { } slut ? $"Ophævet {DanishTime.ShortDate(slut)} af {await personer.NavnAsync(s.OphaevetAf!.Value, ct)}: {s.Ophaevelsesgrund}" : null;
            rader.Add(new(
                $"{Stop}/{s.Id}/{s.Nr}", s.Nr, s.Navn, s.Begrundelse, $"Nr. {s.Nr}, sat {DanishTime.ShortDate(s.Sat)} af {await personer.NavnAsync(s.SatAf, ct)}{(s.ErAutomatisk ? ", af sig selv" : "")}", s.Omfang, s.Dele - s.Omfang.Count,
                ophaevet is null ? new("Gælder", Farve.Roed, Figur.Firkant) : new("Ophævet", Farve.Graa, Figur.Kryds), ophaevet, ophaevet is null && !s.ErAutomatisk));
        }

        return Formularhandling.Side<Kassationsstopside>(new Stopliste(rader, alle, stop.Count > Linjer ? $"{Stop}?foer={rader[^1].Nr}{(alle ? "&alle=true" : "")}" : null, f), f);
    }

    private static async Task<IResult> SaetStop(HttpContext http, Authority m, Aktoer aktoer, Kassationsstopopslag opslag, Personer personer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var (fra, til) = (f.Dato("fra"), f.Dato("til"));
        var sager = f["sager"].Split(['\n', ',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        List<SaetKassationsstop.Del> dele = [.. sager.Select(s => new SaetKassationsstop.Del(s))];
        var harPerson = f["person"].Length > 0;
        if (harPerson)
            dele.Add(new(Person: f["person"]));
        if (f["emne"].Length > 0 || fra is not null || til is not null)
            dele.Add(new(Emne: f["emne"], Fra: fra, Til: til));
        string Felt(string felt) => felt == "omfang" ? "sager" : !felt.StartsWith("omfang[", StringComparison.Ordinal) ? felt
            : int.Parse(felt[7..^1], CultureInfo.InvariantCulture) is var nr && nr < sager.Length ? "sager" : nr == sager.Length && harPerson ? "person" : "emne";
        if (!f.ErGyldig || !await f.ProevAsync(() => m.Queue.RunAsync((SaetKassationsstop act) => act.Udfoer(new(aktoer, f["navn"], f["begrundelse"], dele), ct), ct), felt: Felt))
            return await StopAsync(false, null, f, opslag, personer, ct);
        http.Besked(Beskedart.Succes, $"Stoppet »{f["navn"]}« gælder nu.");
        return Results.Redirect(Stop);
    }

    private static async Task<IResult> OphaevStop(Guid id, int nr, HttpContext http, Authority m, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        return await GoerAsync(http, Stop, "Stoppet er ophævet.", () => m.Queue.RunAsync((OphaevKassationsstop act) => act.Udfoer(new(aktoer, id, f[$"grund{nr}"]), ct), ct));
    }

    private static Kassationsart Art(string? art) => string.Equals(art, nameof(Kassationsart.Sletning), StringComparison.OrdinalIgnoreCase) ? Kassationsart.Sletning : Kassationsart.Kassation;

    private static async Task<IResult> ListeAsync(Kassationsart art, string? efter, Formular f, Kassationsopslag opslag, Aktoer aktoer, CancellationToken ct)
    {
        var side = await opslag.ListeAsync(art, efter, Linjer, ct);
        return Formularhandling.Side<Kassationerside>(new Kassationsliste([.. side.Poster.Select(Rad)], side.Naeste is null ? null : $"{Kassationer}?art={art}&efter={side.Naeste}", art == Kassationsart.Sletning, aktoer.Har(Roller.Arkivar), f), f);
    }

    private static async Task<IResult> Opret(HttpContext http, Authority m, Aktoer aktoer, Kassationsopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var dag = f.Dato("skaeringsdag");
        OpretKassation.Svar? svar = null;
        if (f.ErGyldig && await f.ProevAsync(async () => svar = await m.Queue.RunAsync(
            (OpretKassation act) => act.Udfoer(new(aktoer, f["titel"], dag, f["emner"].Split([',', ';', ' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Art(f["art"])), ct), ct)))
            return Results.Redirect($"{Kassationer}/{svar!.Id}");
        return await ListeAsync(Art(f["art"]), null, f, opslag, aktoer, ct);
    }

    private static async Task<IResult> VisAsync(Guid id, Formular f, string? emne, string? efter, bool foelg, Kassationsopslag opslag, CoreDb core, Aktoer aktoer, CancellationToken ct)
    {
        var k = await opslag.HentAsync(aktoer, id, ct);
        var job = await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == k.JobId, ct);
        var (arbejder, sti) = (k.Tilstand is nameof(Kassationstilstand.Forberedes) or nameof(Kassationstilstand.Udfoeres), $"{Kassationer}/{id}");
        var linjer = await opslag.LinjerAsync(aktoer, id, emne, null, efter, Linjer, ct);
        if (!f.Har("analyse"))
        {
            f.Saet("analyse", k.Analyse).Saet("hoering", k.Hoering).Saet("hoeringDag", Dato(k.HoeringDag)).Saet("beslutningDag", Dato(k.BeslutningDag)).Saet("beslutning", k.BeslutningDokumentId?.ToString());
        }

        var sletning = k.Art == nameof(Kassationsart.Sletning);
        f.Saet("version", k.Version.ToString(CultureInfo.InvariantCulture));
        List<(string, string)> fakta = [];
        if (k.Analyse is not null)
            fakta.Add(("Analyse", k.Analyse));
        if (k.Hoering is not null)
            fakta.Add(("Arkivets svar", $"{k.Hoering} ({Dag(k.HoeringDag)})"));
        if (k.BeslutningDag is not null)
            fakta.Add(("Kommunalbestyrelsens beslutning", $"{k.Beslutning ?? "Et dokument, du ikke har adgang til"} ({Dag(k.BeslutningDag)})"));
        if (k.SendtAf is not null)
            fakta.Add(("Sendt til godkendelse af", k.SendtAf));
        if (k.GodkendtAf is not null)
            fakta.Add(("Godkendt af", $"{k.GodkendtAf}, {DanishTime.LongDateTime(k.Godkendt!.Value)}"));
        var pause = job.Status == Jobstatus.SatPaaPause || job.PauseOensket;
        return Formularhandling.Side<Kassationsside>(
            new Kassationsvisning(
                sti, sletning, k.Nr, k.Titel, $"{k.Art} nr. {k.Nr}, lavet af {k.OprettetAf} {DanishTime.LongDateTime(k.Oprettet)}. Forfaldet senest {DanishTime.LongDate(k.Skaeringsdag)}{(k.Emner.Count > 0 ? $", emner {string.Join(", ", k.Emner)}" : "")}.", Maerke(k.Tilstand),
                [new("Listen laves"), new("Gennemsyn"), new("En anden godkender"), new(sletning ? "Sagerne slettes" : "Filerne slettes")], k.Tilstand switch { "Forberedes" => 0, "TilGennemsyn" => 1, "TilGodkendelse" => 2, "Udfoeres" => 3, _ => 4 },
                arbejder && job.ErIGang ? new($"/jobs/{job.Nr}", true, job.StopOensket, pause, null) : null, job.Faerdige, job.IAlt, foelg && !pause && efter is null && emne is null, aktoer.Har(Roller.Arkivar),
                k.Tilstand == nameof(Kassationstilstand.TilGodkendelse) && aktoer.Har(BevaringApi.Godkendere), k.Tilstand == nameof(Kassationstilstand.Udfoeres) && !job.ErIGang && aktoer.Har(Roller.Arkivar), k.Tilstand, fakta, k.Mangler,
                [.. (await opslag.EmnerAsync(id, ct)).Select(e => new Kassationsemne(e.Emne, e.Titel, e.Facet, e.Venter, e.Undtaget, e.Kasseret, e.SprungetOver, Esdh.Sager.Indhold.Ord.Stoerrelse(e.Stoerrelse)))],
                [.. linjer.Poster.Select(l => new Kassationslinjerad(
                    l.Nr, l.Sagsnummer, l.Titel, l.DokumentId is { } d ? $"/dokumenter/{d}" : $"/sager/{l.SagId}", l.Emne, DanishTime.ShortDate(l.Lukket), Udfald(l.Udfald, sletning), l.Grund, l.Udfald is nameof(Kassationsudfald.Venter) or nameof(Kassationsudfald.Undtaget)))],
                linjer.Naeste is null ? null : $"{sti}?{(emne is null ? "" : $"emne={Uri.EscapeDataString(emne)}&")}efter={linjer.Naeste}", string.IsNullOrEmpty(emne) ? null : emne, k.Beslutning, k.ProtokolSha256 is not null, k.OpgivetGrund, f), f);

        static string? Dato(DateOnly? dag) => dag?.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
        static string Dag(DateOnly? dag) => dag is { } d ? DanishTime.LongDate(d) : "";
    }

    private static Maerke Udfald(string udfald, bool sletning) => udfald switch
    {
        nameof(Kassationsudfald.Kasseret) => new(sletning ? "Slettet" : "Kasseret", Farve.Groen),
        nameof(Kassationsudfald.Undtaget) => new("Undtaget", Farve.Blaa, Figur.Pause),
        nameof(Kassationsudfald.SprungetOver) => new("Sprunget over", Farve.Gul, Figur.Firkant),
        _ => new("På listen", Farve.Graa, Figur.Ring),
    };

    private static async Task<IResult> Fremstilling(Guid id, Kassationsopslag opslag, Authority m, Aktoer aktoer, TimeProvider tid, CancellationToken ct)
    {
        var k = await opslag.HentAsync(aktoer, id, ct);
        var pdf = new SpillStream(1024 * 1024);
        Sagsfremstilling.Skriv(pdf, m, k, await opslag.EmnerAsync(id, ct), DanishTime.Today(tid));
        pdf.Position = 0;
        return TypedResults.Stream(pdf, "application/pdf", $"sagsfremstilling-kassation-{k.Nr}.pdf");
    }

    private static void Handling(RouteGroupBuilder gruppe, string sti, string summary, string gjort, Func<WriteQueue, Aktoer, Guid, Formular, CancellationToken, Task> handling) =>
        gruppe.MapPost($"/{{id:guid}}/{sti}", async (Guid id, HttpContext http, Authority m, Kassationsopslag opslag, CoreDb core, Aktoer aktoer, CancellationToken ct) =>
        {
            var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
            if (!await f.ProevAsync(() => handling(m.Queue, aktoer, id, f, ct), "kassationen"))
                return await VisAsync(id, f, f.Har("visEmne") ? f["visEmne"] : null, null, true, opslag, core, aktoer, ct);
            http.Besked(Beskedart.Succes, gjort);
            return Results.Redirect($"{Kassationer}/{id}{(f["visEmne"].Length > 0 ? $"?emne={Uri.EscapeDataString(f["visEmne"])}" : "")}");
        }).WithSummary(summary);

    private static async Task<IResult> GoerAsync(HttpContext http, string tilbage, string gjort, Func<Task> handling)
    {
        try
        {
            await handling();
            http.Besked(Beskedart.Succes, gjort);
        }
        catch (RegelbrudException e)
        {
            http.Besked(Beskedart.Fejl, e.Regel.Tekst);
        }
        catch (InvalidException e)
        {
            http.Besked(Beskedart.Fejl, string.Join(' ', e.Errors.Values.SelectMany(v => v)));
        }

        return Results.Redirect(tilbage);
    }
}
