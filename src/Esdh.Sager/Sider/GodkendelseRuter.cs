using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Sider;

/// <summary>Approvals: what waits, one of them with what is to be approved beside it, and the chains.</summary>
internal static class GodkendelseRuter
{
    private const string Kaedesti = "/administration/godkendelseskaeder";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var alle = routes.MapGroup("/godkendelser");
        alle.MapGet("", Liste).Kraever(AccessRules.Laesning).WithSummary("Så godkendelser");
        alle.MapGet("/{id:guid}", Vis).Kraever(AccessRules.Laesning).WithSummary("Åbnede en godkendelse");
        Post("godkendelse", (k, f) => k.Myndighed.Queue.RunAsync((AfgoerGodkendelse act) => act.Udfoer(new(k.Aktoer, k.Id, true, f["sha256"], f["kommentar"]), k.Ct), k.Ct), svar => svar.Faerdig ? "Det er godkendt." : "Du har godkendt. Nu er det den næstes tur.", "Godkendte");
        Post("returnering", (k, f) => k.Myndighed.Queue.RunAsync((AfgoerGodkendelse act) => act.Udfoer(new(k.Aktoer, k.Id, false, f["sha256"], f["kommentar"]), k.Ct), k.Ct), _ => "Det er sendt tilbage med din kommentar.", "Sendte tilbage uden at godkende");
        Post("tilbagetraekning", (k, f) => k.Myndighed.Queue.RunAsync((TraekGodkendelseTilbage act) => act.Udfoer(new(k.Aktoer, k.Id, f["begrundelse"]), k.Ct), k.Ct), _ => "Anmodningen er trukket tilbage.", "Trak en anmodning om godkendelse tilbage");
        Post("omdirigering", (k, f) => k.Myndighed.Queue.RunAsync((OmdirigerGodkendelse act) => act.Udfoer(new(k.Aktoer, k.Id, f.Heltal("orden", 1, Ledregel.Flest) ?? 0, Led(f, "til", "medarbejder"), f["begrundelse"]), k.Ct), k.Ct), svar => $"{svar.Til} er spurgt i stedet.", "Spurgte en anden om godkendelse");
        alle.MapPost("/{id:guid}/underskrift", Underskriv).Kraever(AccessRules.Sagsarbejde).WithSummary("Begyndte at underskrive hos underskriftstjenesten");
        alle.MapGet("/{id:guid}/underskrift", Underskrevet).Kraever(AccessRules.Sagsarbejde).WithSummary("Kom tilbage fra underskriftstjenesten");
        var kaeder = routes.MapGroup(Kaedesti).Kraever(Roller.Administrator);
        kaeder.MapGet("", VisKaeder).WithSummary("Så godkendelseskæder");
        kaeder.MapPost("", GemKaede).WithSummary("Gemte en godkendelseskæde");

        DokumentHandlingRuter.Handling(routes, "godkendelse", DokumentSideAsync, async k =>
        {
            var (kaede, led) = Valgte(k.F);
            var svar = await k.KoerAsync((BedOmGodkendelse act) => act.Udfoer(new(k.Aktoer, null, k.Id, null, null, kaede, led, k.F["besked"], k.IfMatch), k.Ct));
            return new($"{svar.Led[0]} er bedt om at godkende dokumentet");
        });
        SagHandlingRuter.Handling(routes, "godkendelse", SagSideAsync, async k =>
        {
            var (kaede, led) = Valgte(k.F);
            var (emne, trin) = k.F["trin"].Split(':', 2) is [var e, var t] ? (e, t) : ("Andet", k.F["andet"]);
            var svar = await k.KoerAsync((BedOmGodkendelse act) => act.Udfoer(new(k.Aktoer, k.Id, null, emne, trin, kaede, led, k.F["besked"], k.IfMatch), k.Ct));
            return new($"{svar.Led[0]} er bedt om at godkende.", $"/godkendelser/{svar.Id}");
        });

        void Post<T>(string sti, Func<Kald, Formular, Task<T>> udfoer, Func<T, string> sagt, string spor) =>
            alle.MapPost($"/{{id:guid}}/{sti}", async (Guid id, HttpContext http, Aktoer aktoer, Authority myndighed, CancellationToken ct) =>
            {
                var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
                T? svar = default;
                if (!await f.ProevAsync(async () => svar = await udfoer(new(id, aktoer, myndighed, ct), f), "godkendelsen"))
                    return await SideAsync(id, null, f, http, aktoer, ct);
                http.Besked(Beskedart.Succes, sagt(svar!));
                return Results.Redirect($"/godkendelser/{id}");
            }).Kraever(AccessRules.Sagsarbejde).WithSummary(spor);
    }

    private sealed record Kald(Guid Id, Aktoer Aktoer, Authority Myndighed, CancellationToken Ct);

    private static async Task<IResult> Liste(Godkendelsesopslag opslag, Aktoer aktoer, CancellationToken ct, string? vis = null, string? efter = null)
    {
        var side = vis switch
        {
            "mine" => await opslag.MineAsync(aktoer, efter, 50, ct),
            "aabne" => await opslag.AabneAsync(aktoer, efter, 50, ct),
            _ => await opslag.TilMigAsync(aktoer, efter, 50, ct),
        };
        var fane = vis is "mine" or "aabne" ? vis : "dig";
        return SagRuter.Side<Godkendelserside>(new()
        {
            ["Model"] = new Godkendelsesliste(side.Poster,
            [
                new("Venter på dig", "/godkendelser", fane == "dig", await opslag.VenterAsync(aktoer, ct)), new("Du har bedt om", "/godkendelser?vis=mine", fane == "mine"), new("Alle åbne", "/godkendelser?vis=aabne", fane == "aabne"),
            ], fane, side.Naeste is null ? null : $"/godkendelser?vis={fane}&efter={Uri.EscapeDataString(side.Naeste)}"),
        });
    }

    private static Task<IResult> Vis(Guid id, HttpContext http, Aktoer aktoer, CancellationToken ct, int? fil = null) => SideAsync(id, fil, null, http, aktoer, ct);

    private static async Task<IResult> SideAsync(Guid id, int? fil, Formular? formular, HttpContext http, Aktoer aktoer, CancellationToken ct)
    {
        var tjenester = http.RequestServices;
        var opslag = tjenester.GetRequiredService<Godkendelsesopslag>();
        var g = await opslag.HentAsync(aktoer, id, ct);
        Dokumentfremvisning? vist = null;
        List<Fane> faner = [];
        if (g.Linje.DokumentId is { } dokument)
        {
            tjenester.GetRequiredService<Adgangsspor>().Dokument(dokument);
            var d = await Dokumentforesp.HentAsync(tjenester.GetRequiredService<SagerDb>(), aktoer, dokument, DanishTime.Today(tjenester.GetRequiredService<TimeProvider>()), ct);
            if (d.Filer.Count > 0)
            {
                vist = await tjenester.GetRequiredService<Filvisning>().VisAsync(dokument, Filvisning.Vises(d.Filer, fil), ct);
                faner = [.. d.Filer.Select(x => new Fane(x.Filnavn, $"/godkendelser/{id}?fil={x.Nummer}", x.Nummer == vist.Nummer))];
            }
        }

        return SagRuter.Side<Godkendelseside>(new() { ["Model"] = new Godkendelsessidevisning(g, vist, faner, await opslag.LedvalgAsync(ct), tjenester.GetRequiredService<Underskriftstjeneste>().Navn, formular) }, formular?.Kode ?? StatusCodes.Status200OK);
    }

    /// <summary>Begins a signature, and shows the way to the service: a form may not lead out of the house by itself.</summary>
    private static async Task<IResult> Underskriv(Guid id, HttpContext http, Aktoer aktoer, Authority myndighed, Underskriftstjeneste tjeneste, Godkendelsesopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var g = await opslag.HentAsync(aktoer, id, ct);
        GodkendelseRegler.ErSpurgt.Kraev(g.MinTur);
        Uri? dertil = null;
        var retur = new Uri($"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/godkendelser/{id}/underskrift");
        return await f.ProevAsync(async () => dertil = await tjeneste.BegyndAsync(myndighed, id, aktoer.Id, aktoer.Navn, CprFinder.Mask(g.Linje.Titel), g.Sha256, f["kommentar"].Renset(), retur, ct), felt: _ => "")
            ? SagRuter.Side<Underskriftside>(new() { ["Model"] = g, ["Tjeneste"] = tjeneste.Navn, ["Dertil"] = dertil!.ToString() })
            : await SideAsync(id, null, f, http, aktoer, ct);
    }

    /// <summary>The person comes back: what was signed is asked for, kept, and is the approval.</summary>
    private static async Task<IResult> Underskrevet(Guid id, string? stand, HttpContext http, Aktoer aktoer, Authority myndighed, Underskriftstjeneste tjeneste, CancellationToken ct)
    {
        var f = new Formular();
        if (!await f.ProevAsync(async () =>
        {
            var begyndt = tjeneste.Laes(myndighed, aktoer.Id, stand);
            if (begyndt.GodkendelseId != id)
                throw new InvalidException("stand", "Underskriften hører til en anden godkendelse.");
            var svar = await tjeneste.HentAsync(begyndt, ct);
            using var indhold = new MemoryStream(svar.Svar);
            var bevis = await myndighed.Content.SaveAsync(indhold, long.MaxValue, ct);
            await myndighed.Queue.RunAsync((AfgoerGodkendelse act) => act.Udfoer(new(aktoer, id, true, begyndt.Sha256, begyndt.Kommentar, Bevis: bevis, BevisNavn: svar.Navn), ct), ct);
        }, "godkendelsen", _ => ""))
            return await SideAsync(id, null, f, http, aktoer, ct);
        http.Besked(Beskedart.Succes, "Du har underskrevet, og leddet er godkendt.");
        return Results.Redirect($"/godkendelser/{id}");
    }

    /// <summary>What the form says of who approves: a chain, or links one after the other.</summary>
    private static (string? Kaede, List<BedOmGodkendelse.Led>? Led) Valgte(Formular f)
    {
        if (f["led1"].StartsWith("Kaede:", StringComparison.Ordinal))
            return (f["led1"]["Kaede:".Length..], null);
        List<BedOmGodkendelse.Led> led = [.. Enumerable.Range(1, 3).Select(i => Led(f, $"led{i}", null)).OfType<BedOmGodkendelse.Led>()];
        if (f.Id("medarbejder") is { } bruger)
            led.Add(new(nameof(Ledart.Bruger), bruger.ToString()));
        return (null, led);
    }

    private static BedOmGodkendelse.Led? Led(Formular f, string felt, string? medarbejder) =>
        medarbejder is not null && f.Id(medarbejder) is { } bruger ? new(nameof(Ledart.Bruger), bruger.ToString()) : f[felt].Split(':', 2) is [var art, var reference] ? new(art, reference) : null;

    /// <summary>The fields that say who approves; none where a chain is demanded.</summary>
    private static async Task<List<Handlingsfelt>> GodkenderfelterAsync(Godkendelsesopslag opslag, CancellationToken ct)
    {
        var valg = await opslag.LedvalgAsync(ct);
        List<Mulighed> kaeder = [.. (await opslag.KaederAsync(true, ct)).Select(k => new Mulighed($"Kaede:{k.Noegle}", $"Kæden {k.Navn}"))];
        return
        [
            new("led1", "Hvem skal godkende?", Felttype.Valgliste) { Valg = [.. kaeder, .. valg], Tomvalg = "Kun medarbejderen herunder", Vaerdi = kaeder.Count > 0 ? kaeder[0].Vaerdi : "Leder:" },
            new("led2", "Og derefter", Felttype.Valgliste) { Valg = valg, Tomvalg = "Ingen", Valgfri = true },
            new("medarbejder", "Til sidst en bestemt medarbejder") { Kilde = "/opslag/medarbejdere", Valgfri = true, Hjaelp = "Skriv navn eller brugernavn. Den, der har skrevet det, kan ikke godkende." },
        ];
    }

    private static readonly Handlingsfelt Besked = new("besked", "Besked til dem, der skal godkende", Felttype.Langtekst) { Valgfri = true, Hoejst = BedOmGodkendelse.LaengsteBesked };

    private static async Task<Handlingsvisning> DokumentSideAsync(DokumentHandlingRuter.Kontekst k)
    {
        var opslag = k.Tjenester.GetRequiredService<Godkendelsesopslag>();
        var db = k.Tjenester.GetRequiredService<SagerDb>();
        var kraevet = await db.Dokumenter.SynligeFor(db, k.Aktoer).Where(d => d.Id == k.Id).Select(d => d.KaedeId).SingleAsync(k.Ct);
        return new("godkendelse", "Bed om godkendelse", "Bed om godkendelse", [.. kraevet is null ? await GodkenderfelterAsync(opslag, k.Ct) : [], Besked])
        {
            Indledning =
            [
                "De godkender ét led ad gangen. Dokumentet kan ikke ændres, før de er færdige, eller du trækker anmodningen tilbage.",
                .. kraevet is { } kaede ? new[] { await KaedesaetningAsync(k.Tjenester, kaede, k.Ct) } : [],
            ],
        };
    }

    private static async Task<Handlingsvisning> SagSideAsync(SagHandlingRuter.Kontekst k)
    {
        var opslag = k.Tjenester.GetRequiredService<Godkendelsesopslag>();
        var statusser = await k.Db.Statusser.Where(s => s.Aktiv).OrderBy(s => s.Orden).Select(s => new { s.Id, s.Navn, Kraever = s.KaedeId != null }).ToListAsync(k.Ct);
        var typer = await k.Db.Afgoerelsestyper.Where(t => t.Aktiv).OrderBy(t => t.Navn).Select(t => new { t.Noegle, t.Navn, Kraever = t.KaedeId != null }).Take(200).ToListAsync(k.Ct);
        return new("godkendelse", "Bed om godkendelse", "Bed om godkendelse",
        [
            new("trin", "Hvad skal godkendes?", Felttype.Valgliste)
            {
                Valg =
                [
                    .. typer.OrderByDescending(t => t.Kraever).Select(t => new Mulighed($"Afgoerelse:{t.Noegle}", $"Afgørelse: {t.Navn}{(t.Kraever ? " (kræver godkendelse)" : "")}")),
                    .. statusser.OrderByDescending(s => s.Kraever).Select(s => new Mulighed($"Status:{s.Id}", $"Sagen skifter til »{s.Navn}«{(s.Kraever ? " (kræver godkendelse)" : "")}")),
                ],
                Tomvalg = "Noget andet, som jeg skriver herunder", Vaerdi = k.Http.Request.Query["trin"].ToString(),
            },
            new("andet", "Noget andet") { Hoejst = 200, Valgfri = true },
            .. await GodkenderfelterAsync(opslag, k.Ct), Besked,
        ])
        {
            Indledning = ["Et dokument godkendes fra dokumentets egen side. Her bedes om godkendelse af et trin på sagen. Kræver trinnet en bestemt kæde, er det den, der spørges."],
            Poster = [.. (await opslag.PaaSagAsync(k.Aktoer, k.Sag.Id, k.Ct)).Take(20).Select(g => new Handlingspost(g.Titel, g.Sti, $"{g.Maerke.Tekst} · {g.AnmodetAfNavn} {DanishTime.ShortDateTime(g.Anmodet)}"))],
        };
    }

    private static async Task<string> KaedesaetningAsync(IServiceProvider tjenester, Guid kaede, CancellationToken ct)
    {
        var k = await tjenester.GetRequiredService<SagerDb>().Godkendelseskaeder.AsNoTracking().SingleAsync(x => x.Id == kaede, ct);
        return $"Kæden »{k.Navn}« skal godkende det: {string.Join(", derefter ", await tjenester.GetRequiredService<Godkendere>().NavneAsync(k.Led, ct))}.";
    }

    private static async Task<IResult> VisKaeder(Guid? ret, Godkendelsesopslag opslag, Godkendere godkendere, Personer personer, Underskriftstjeneste tjeneste, CancellationToken ct)
    {
        var kaede = (await opslag.KaederAsync(false, ct)).Find(k => k.Id == ret);
        var f = new Formular(("aktiv", kaede?.Aktiv != false ? "true" : null));
        if (kaede is not null)
        {
            f.Saet("id", kaede.Id.ToString()).Saet("navn", kaede.Navn);
            for (var i = 0; i < kaede.Led.Count; i++)
            {
                f.Saet($"led{i + 1}", $"{kaede.Led[i].Art}:{kaede.Led[i].Reference}");
                f.Saet($"underskrift{i + 1}", kaede.Led[i].KraeverUnderskrift ? "true" : null);
            }
        }

        return await KaedesideAsync(f, kaede?.Navn, opslag, godkendere, personer, tjeneste, ct);
    }

    private static async Task<IResult> GemKaede(HttpContext http, Aktoer aktoer, Authority myndighed, Godkendelsesopslag opslag, Godkendere godkendere, Personer personer, Underskriftstjeneste tjeneste, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var id = f.Id("id");
        var led = Enumerable.Range(1, Ledregel.Flest).Select(i => Led(f, $"led{i}", null) is { } l ? l with { KraeverUnderskrift = f.Afkrydset($"underskrift{i}") } : null).OfType<BedOmGodkendelse.Led>().ToList();
        if (f.Id("medarbejder") is { } bruger)
            led.Add(new(nameof(Ledart.Bruger), bruger.ToString()));
        if (await f.ProevAsync(() => myndighed.Queue.RunAsync((GemGodkendelseskaede act) => act.Udfoer(new(aktoer, id, f["noegle"], f["navn"], led, f.Afkrydset("aktiv")), ct), ct)))
        {
            http.Besked(Beskedart.Succes, $"Kæden »{f["navn"]}« er gemt.");
            return Results.Redirect(Kaedesti);
        }

        return await KaedesideAsync(f, (await opslag.KaederAsync(false, ct)).Find(k => k.Id == id)?.Navn, opslag, godkendere, personer, tjeneste, ct);
    }

    private static async Task<IResult> KaedesideAsync(Formular f, string? rettes, Godkendelsesopslag opslag, Godkendere godkendere, Personer personer, Underskriftstjeneste tjeneste, CancellationToken ct)
    {
        List<Kaedelinje> linjer = [];
        foreach (var k in await opslag.KaederAsync(false, ct))
            linjer.Add(new(k.Id, k.Noegle, k.Navn, await godkendere.NavneAsync(k.Led, ct), k.Aktiv));
        List<Mulighed> valg = [.. await opslag.LedvalgAsync(ct)];
        // Named employees that are in the chain stay visible, and can be taken out.
        for (var i = 1; i <= Ledregel.Flest; i++)
        {
            var v = f[$"led{i.ToString(CultureInfo.InvariantCulture)}"];
            if (v.StartsWith("Bruger:", StringComparison.Ordinal) && Guid.TryParse(v[7..], out var id) && !valg.Exists(m => m.Vaerdi == v))
                valg.Add(new(v, await personer.NavnAsync(id, ct)));
        }

        return SagRuter.Side<Godkendelseskaederside>(new() { ["Model"] = new Kaedevisning(linjer, f, rettes, valg, tjeneste.Navn) }, f.Kode);
    }
}
