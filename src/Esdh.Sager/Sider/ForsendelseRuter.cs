using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Forsendelser;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Sider;

/// <summary>Sending a document, the lists of what is sent, a dispatch and what is done with its letters.</summary>
internal static class ForsendelseRuter
{
    /// <summary>Lines for receivers who are no parties.</summary>
    internal const int Andre = 3;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dokumenter/{id:guid}/send", (Guid id, HttpContext http, Aktoer aktoer, CancellationToken ct) => SendSideAsync(id, null, http, aktoer, ct)).Kraever(AccessRules.Sagsarbejde).WithSummary("Ville sende et dokument");
        routes.MapPost("/dokumenter/{id:guid}/send", SendAsync).Kraever(AccessRules.Sagsarbejde).WithSummary("Sendte et dokument");
        routes.MapGet("/sager/{sag}/forsendelser", PaaSag).Kraever(AccessRules.Laesning).WithSummary("Så en sags forsendelser");
        routes.MapGet("/forsendelser", Liste).Kraever(AccessRules.Sagsarbejde).WithSummary("Så forsendelser");
        var en = routes.MapGroup("/forsendelser/{id:guid}");
        en.MapGet("", Vis).Kraever(AccessRules.Laesning).WithSummary("Åbnede en forsendelse");
        en.MapGet("/filer/{nr:int}", ForsendelserApi.Fil).Kraever(AccessRules.Laesning).WithSummary("Hentede en PDF, som den blev sendt");
        en.MapPost("/fortryd", FortrydAsync).Kraever(AccessRules.Sagsarbejde).WithSummary("Fortrød en forsendelse");
        en.MapPost("/bekraeft", BekraeftAsync).Kraever(AccessRules.Sagsarbejde).WithSummary("Markerede breve som sendt");
        en.MapGet("/modtagere/{modtager:guid}", (Guid id, Guid modtager, HttpContext http, Aktoer aktoer, CancellationToken ct) => ModtagerSideAsync(id, modtager, null, http, aktoer, ct)).Kraever(AccessRules.Sagsarbejde).WithSummary("Åbnede en modtager af en forsendelse");
        en.MapPost("/modtagere/{modtager:guid}", ModtagerAsync).Kraever(AccessRules.Sagsarbejde).WithSummary("Tog hånd om en forsendelse til en modtager");
    }

    private static T Tjeneste<T>(HttpContext http) where T : notnull => (T)http.RequestServices.GetService(typeof(T))!;

    private static async Task<IResult> SendSideAsync(Guid id, Formular? formular, HttpContext http, Aktoer aktoer, CancellationToken ct)
    {
        var (db, opslag, spor) = (Tjeneste<SagerDb>(http), Tjeneste<Forsendelsesopslag>(http), Tjeneste<Adgangsspor>(http));
        var d = await Dokumentforesp.HentAsync(db, aktoer, id, DanishTime.Today(Tjeneste<TimeProvider>(http)), ct);
        var forslag = await opslag.ForslagAsync(aktoer, id, ct);
        if (forslag.Modtagere.Any(m => m.ErBeskyttet))
            spor.Beskyttet();
        var sted = d.Sager[0];
        List<string> hvorfor =
        [
            .. d.Retning == nameof(Retning.Udgaaende) ? Array.Empty<string>() : [ForsendelseRegler.KunUdgaaendeSendes.Tekst],
            .. sted.Tilstand == nameof(Tilstand.Afsluttet) ? ["Sagen er afsluttet. Genåbn den, før der sendes noget."] : Array.Empty<string>(),
            .. d.UdtjekketAf is not null && d.UdtjekketTil > Tjeneste<TimeProvider>(http).GetUtcNow() ? ["Dokumentet er tjekket ud. Afslut redigeringen, før det sendes."] : Array.Empty<string>(),
            .. await db.ErUnderForsendelseAsync(id, ct) && d.Tilstand == nameof(Dokumenttilstand.Kladde) ? ["Dokumentet er allerede ved at blive sendt."] : Array.Empty<string>(),
        ];
        return SagRuter.Side<Sendside>(new()
        {
            ["Model"] = new Sendsidevisning(id, d.Titel, sted.Akt is null ? "Kladde" : $"Akt {sted.Akt}", sted.Sagsnummer, hvorfor, forslag, d.Version, d.Filer.Count > 0 ? $"/dokumenter/{id}" : null, (await opslag.PaaDokumentAsync(aktoer, id, null, 10, ct)).Poster),
            ["Formular"] = formular,
        }, formular?.Kode ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> SendAsync(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var tidligst = LaesTidligst(f);
        List<(string Felt, BestilForsendelse.NyModtager Modtager)> modtagere =
        [
            .. f.Vaerdier.Keys.Where(n => n.StartsWith("part-", StringComparison.Ordinal) && f.Afkrydset(n)).Select(n => (n, Guid.TryParse(n[5..], out var part) ? part : Guid.Empty))
                .Select(p => (p.n, new BestilForsendelse.NyModtager(p.Item2, f["kanal-" + p.Item2].Renset()))),
            .. Enumerable.Range(1, Andre).Where(i => f[$"navn-{i}"].Renset() is not null).Select(i => ($"navn-{i}", new BestilForsendelse.NyModtager(
                null, f[$"anden-kanal-{i}"].Renset(), f[$"navn-{i}"], f[$"email-{i}"].Renset(), null, null, f[$"adresse-{i}"].Renset(), f[$"postnummer-{i}"].Renset(), f[$"by-{i}"].Renset()))),
        ];
        List<Guid> bilag = [.. f.Vaerdier.Keys.Where(n => n.StartsWith("bilag-", StringComparison.Ordinal) && f.Afkrydset(n)).Select(n => Guid.TryParse(n[6..], out var b) ? b : Guid.Empty)];
        Tjeneste<Adgangsspor>(http).Dokumenter(bilag);
        BestilForsendelse.Svar? svar = null;
        if (f.ErGyldig && await f.ProevAsync(async () =>
        {
            try
            {
                svar = await myndighed.Queue.RunAsync((BestilForsendelse act) => act.Udfoer(new(
                    aktoer, id, [.. modtagere.Select(m => m.Modtager)], bilag, f["titel"].Renset(), f["tekst"].Renset(), f.Afkrydset("foelgebrev") && bilag.Count > 0, tidligst, IfMatch: DokumentRuter.Version(f)), ct), ct);
            }
            catch (InvalidException e)
            {
                // The act names receivers by their place; the form by their own fields.
                var egne = new Errors();
                foreach (var (felt, tekster) in e.Errors)
                {
                    var paa = felt.StartsWith("modtagere[", StringComparison.Ordinal) && int.TryParse(felt.AsSpan(10, felt.IndexOf(']', StringComparison.Ordinal) - 10), out var nr) ? modtagere[nr].Felt : felt == "modtagere" ? "modtagere" : felt;
                    foreach (var tekst in tekster)
                        egne.Add(paa, tekst);
                }

                egne.Throw();
            }
        }, "dokumentet"))
        {
            http.Besked(Beskedart.Succes, svar!.Modtagere == 1 ? "Brevet er bestilt sendt." : $"Brevet er bestilt sendt til {svar.Modtagere} modtagere.", "Her kan du følge det. Når det første er gået, journaliseres dokumentet af sig selv.");
            return Results.Redirect($"/forsendelser/{svar.Id}");
        }

        f.Saet("version", (await Tjeneste<SagerDb>(http).FindDokumentAsync(aktoer, id, ct)).Version.ToString(CultureInfo.InvariantCulture));
        return await SendSideAsync(id, f, http, aktoer, ct);
    }

    private static DateTimeOffset? LaesTidligst(Formular f)
    {
        if (f["tidligst"].Renset() is null)
            return null;
        var dag = f.Dato("tidligst");
        var kl = f["klokken"].Renset() ?? "08.00";
        if (!TimeOnly.TryParseExact(kl.Replace(':', '.'), ["HH.mm", "H.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var tid))
            f.Fejl("klokken", "Skriv klokkeslættet som 08.00.");
        return dag is { } d && f.ErGyldig ? DanishTime.StartOfDay(d) + tid.ToTimeSpan() : null;
    }

    private static Task<IResult> PaaSag(string sag, string? efter, HttpContext http, Aktoer aktoer, Sagsrammeopslag ramme, Forsendelsesopslag opslag, SagerDb db, CancellationToken ct) =>
        ramme.VisAsync(http, aktoer, sag, async s =>
        {
            var side = await opslag.PaaSagAsync(aktoer, s.Id, efter, null, ct);
            var breve = await db.UdenAkt(s.Id).MedEgenAdgang(aktoer)
                .Where(d => d.Retning == Retning.Udgaaende && d.Tilstand == Dokumenttilstand.Kladde && d.ForaelderId == null
                    && !db.Forsendelsesdele.Any(x => x.DokumentId == d.Id && db.Forsendelser.Any(f => f.Id == x.ForsendelseId && f.Afsluttet == null)))
                .OrderByDescending(d => d.Nr).Select(d => new Mulighed(d.Id.ToString(), d.Titel, null)).Take(50).ToListAsync(ct);
            return SagRuter.Side<Sagsforsendelserside>(new()
            {
                ["Sag"] = s, ["Poster"] = side.Poster, ["Breve"] = (IReadOnlyList<Mulighed>)(aktoer.Har(AccessRules.Sagsarbejde) ? breve : []), ["NaesteHref"] = side.Naeste is null ? null : $"{s.Sti}/forsendelser?efter={side.Naeste}",
            });
        }, ct);

    private static async Task<IResult> Liste(string? boks, string? vis, string? efter, Forsendelsesopslag opslag, Adgangsspor spor, Aktoer aktoer, CancellationToken ct)
    {
        var b = boks == "enhed" ? Forsendelsesboks.Enhed : Forsendelsesboks.Min;
        var u = Enum.TryParse<Forsendelsesudsnit>(vis, ignoreCase: true, out var valgt) && Enum.IsDefined(valgt) && !char.IsAsciiDigit(vis![0]) ? valgt : Forsendelsesudsnit.Handling;
        var side = await opslag.ListeAsync(aktoer, b, u, efter, null, ct);
        if (side.Poster.Any(m => m.ErBeskyttet))
            spor.Beskyttet();
        var her = Sti(b, u);
        return SagRuter.Side<Forsendelserside>(new()
        {
            ["Model"] = new Forsendelseslistevisning(
                b.ToString(), u.ToString(), [new("Mine", Sti(Forsendelsesboks.Min, u), b == Forsendelsesboks.Min), new("Enhedens", Sti(Forsendelsesboks.Enhed, u), b == Forsendelsesboks.Enhed)],
                side.Poster, side.Naeste is null ? null : $"{her}&efter={side.Naeste}", [.. Udsnit.Select(x => new Mulighed(Sti(b, x.Udsnit), x.Navn))], her, true),
        });

        static string Sti(Forsendelsesboks b, Forsendelsesudsnit u) => $"/forsendelser?boks={b.ToString().ToLowerInvariant()}&vis={u.ToString().ToLowerInvariant()}";
    }

    private static readonly (Forsendelsesudsnit Udsnit, string Navn)[] Udsnit =
        [(Forsendelsesudsnit.Handling, "Kræver handling"), (Forsendelsesudsnit.Venter, "Venter"), (Forsendelsesudsnit.Afvist, "Afvist eller uvis"), (Forsendelsesudsnit.Sendt, "Sendt"), (Forsendelsesudsnit.Alle, "Alle")];

    private static async Task<IResult> Vis(Guid id, string? tilstand, string? efter, Forsendelsesopslag opslag, Adgangsspor spor, Aktoer aktoer, CancellationToken ct)
    {
        var f = await opslag.HentAsync(aktoer, id, ct);
        var valgt = Enum.TryParse<Modtagertilstand>(tilstand, ignoreCase: true, out var t) && Enum.IsDefined(t) ? t.ToString() : null;
        var side = await opslag.ModtagereAsync(aktoer, id, valgt, efter, null, ct);
        if (side.Poster.Any(m => m.ErBeskyttet))
            spor.Beskyttet();
        return SagRuter.Side<Forsendelsesside>(new()
        {
            ["Model"] = new Forsendelsessidevisning(f, side.Poster, side.Naeste is null ? null : $"/forsendelser/{id}?efter={side.Naeste}{(valgt is null ? "" : $"&tilstand={valgt}")}", aktoer.Har(AccessRules.Sagsarbejde), valgt),
        });
    }

    private static async Task<IResult> FortrydAsync(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        return await UdfoerAsync(f, id, http, async () =>
        {
            var svar = await myndighed.Queue.RunAsync((FortrydForsendelse act) => act.Udfoer(new(aktoer, id, f.Id("modtager")), ct), ct);
            return svar.Fortrudt == 1 ? "Forsendelsen er fortrudt. Intet er sendt." : $"Forsendelsen til {svar.Fortrudt} modtagere er fortrudt.";
        });
    }

    private static async Task<IResult> BekraeftAsync(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        return await UdfoerAsync(f, id, http, async () =>
        {
            var svar = await myndighed.Queue.RunAsync((BekraeftForsendelse act) => act.Udfoer(new(aktoer, id, f.Id("modtager"), f["note"].Renset()), ct), ct);
            return svar.Bekraeftet == 1 ? "Brevet er markeret som sendt." : $"{svar.Bekraeftet} breve er markeret som sendt.";
        });
    }

    /// <summary>A button in a row: back to where it stood, with what came of it.</summary>
    private static async Task<IResult> UdfoerAsync(Formular f, Guid id, HttpContext http, Func<Task<string>> act)
    {
        var tilbage = ErindringRuter.Retur(f["retur"], $"/forsendelser/{id}");
        try
        {
            http.Besked(Beskedart.Succes, await act());
        }
        catch (RegelbrudException e)
        {
            http.Besked(Beskedart.Advarsel, e.Regel.Tekst);
        }
        catch (InvalidException e)
        {
            http.Besked(Beskedart.Advarsel, string.Join(' ', e.Errors.Values.SelectMany(t => t)));
        }

        return Results.Redirect(tilbage);
    }

    private static async Task<IResult> ModtagerSideAsync(Guid id, Guid modtager, Formular? formular, HttpContext http, Aktoer aktoer, CancellationToken ct)
    {
        var opslag = Tjeneste<Forsendelsesopslag>(http);
        var f = await opslag.HentAsync(aktoer, id, ct);
        var m = await opslag.ModtagerAsync(aktoer, id, modtager, ct);
        if (m.ErBeskyttet)
            Tjeneste<Adgangsspor>(http).Beskyttet();
        return SagRuter.Side<Forsendelsesmodtagerside>(new() { ["F"] = f, ["M"] = m, ["Formular"] = formular, ["Tilbage"] = ErindringRuter.Retur(formular?["retur"] ?? http.Request.Query["retur"].ToString(), $"/forsendelser/{id}") }, formular?.Kode ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> ModtagerAsync(Guid id, Guid modtager, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var besked = "";
        if (await f.ProevAsync(async () => besked = f["handling"] switch
        {
            "send" => await SendIgenAsync(),
            "opgiv" or "andet" => await OpgivAsync(),
            "overdrag" => await OverdragAsync(),
            "fremme" => await FremmeAsync(),
            _ => throw new InvalidException("handling", "Vælg, hvad der skal ske."),
        }, "forsendelsen"))
        {
            http.Besked(Beskedart.Succes, besked);
            return Results.Redirect(ErindringRuter.Retur(f["retur"], $"/forsendelser/{id}"));
        }

        return await ModtagerSideAsync(id, modtager, f, http, aktoer, ct);

        async Task<string> SendIgenAsync()
        {
            await myndighed.Queue.RunAsync((GensendForsendelse act) => act.Udfoer(new(aktoer, id, modtager, f["kanal"].Renset(), f["email"].Renset(), f["adresse"].Renset(), f["postnummer"].Renset(), f["by"].Renset(), f["note"].Renset()), ct), ct);
            return "Brevet er bestilt sendt igen.";
        }

        async Task<string> OpgivAsync()
        {
            await myndighed.Queue.RunAsync((OpgivForsendelse act) => act.Udfoer(new(aktoer, id, modtager, f["note"].Renset(), f["handling"] == "andet"), ct), ct);
            return f["handling"] == "andet" ? "Det er skrevet, at modtageren fik brevet på en anden måde." : "Forsendelsen til modtageren er opgivet.";
        }

        async Task<string> OverdragAsync()
        {
            await myndighed.Queue.RunAsync((OverdragForsendelse act) => act.Udfoer(new(aktoer, id, modtager, f.Id("brugerId")), ct), ct);
            return "En anden tager nu hånd om forsendelsen.";
        }

        async Task<string> FremmeAsync()
        {
            await myndighed.Queue.RunAsync((BekraeftForsendelse act) => act.Udfoer(new(aktoer, id, modtager, f["note"].Renset()), ct), ct);
            return "Brevet er markeret som sendt.";
        }
    }

    /// <summary>A letter's state as it is shown.</summary>
    internal static Maerke Maerke(Forsendelsesmodtagervisning m) => m.Tilstand switch
    {
        nameof(Modtagertilstand.Sendt) => new("Sendt", Farve.Groen),
        nameof(Modtagertilstand.Afsendes) => new("Afsendes", Farve.Blaa, Figur.Halv),
        nameof(Modtagertilstand.Fortrudt) => new("Fortrudt", Farve.Graa, Figur.Kryds),
        nameof(Modtagertilstand.Afvist) when m.Haandtering is not null => new(Haandtering(m.Haandtering), Farve.Graa, Figur.Kryds),
        nameof(Modtagertilstand.Uvis) when m.Haandtering is not null => new(Haandtering(m.Haandtering), Farve.Graa, Figur.Kryds),
        nameof(Modtagertilstand.Afvist) => new(m.Sendt is null ? "Afvist" : "Kom tilbage", Farve.Roed, Figur.Kryds),
        nameof(Modtagertilstand.Uvis) => new("Uvist, om det gik", Farve.Roed, Figur.Ring),
        _ when m.Kanal == nameof(Forsendelseskanal.Udskriv) => new("Skal printes", Farve.Gul, Figur.Ring),
        _ => new(m.Forsoeg > 0 ? "Prøves igen" : "Venter", Farve.Gul, Figur.Ring),
    };

    private static string Haandtering(string haandtering) => haandtering switch
    {
        nameof(Afvisningshaandtering.SendtIgen) => "Sendt igen", nameof(Afvisningshaandtering.SendtPaaAndenVis) => "Klaret på anden vis", _ => "Opgivet",
    };

    internal static Maerke Maerke(Forsendelseslinje f) => f switch
    {
        { Tal.KraeverHandling: > 0 } => new($"{f.Tal.KraeverHandling} kræver handling", Farve.Roed, Figur.Kryds),
        { Tal.Venter: > 0, FoerstSendt: null } => new("Venter", Farve.Gul, Figur.Ring),
        { Tal.Venter: > 0 } => new($"{f.Tal.Venter} venter", Farve.Gul, Figur.Halv),
        { Tal.Sendt: > 0 } => new("Sendt", Farve.Groen),
        { Tal.Fortrudt: > 0 } => new("Fortrudt", Farve.Graa, Figur.Kryds),
        _ => new("Ikke sendt", Farve.Graa, Figur.Kryds),
    };

    /// <summary>A channel's name where its key is at hand.</summary>
    internal static string Kanal(string kanal) => Kanalord.TryParse(kanal, out var k) ? k.Navn() : kanal;
}
