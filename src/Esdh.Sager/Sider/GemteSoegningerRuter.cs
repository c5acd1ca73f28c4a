using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Search;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Contract;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Soegeindeks;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Esdh.Sager.Sider;

/// <summary>Saved searches: the list, one of them, and its new hits.</summary>
internal static class GemteSoegningerRuter
{
    private const string Sti = "/soegninger";

    private const int Sidelaengde = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var soegninger = routes.MapGroup(Sti);
        soegninger.MapGet("", Liste).Kraever(AccessRules.Laesning).WithSummary("Så gemte søgninger");
        soegninger.MapPost("", Gem).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Gemte en søgning");
        soegninger.MapGet("/{id:guid}", async (Guid id, GemteSoegningerOpslag opslag, Aktoer aktoer, CancellationToken ct) => Results.Redirect(Href(await opslag.HentAsync(aktoer, id, ct)))).Kraever(AccessRules.Laesning).WithSummary("Åbnede en gemt søgning");
        soegninger.MapGet("/{id:guid}/ret", Opsaetning).Kraever(AccessRules.Laesning).WithSummary("Åbnede opsætningen af en gemt søgning");
        soegninger.MapPost("/{id:guid}/ret", Ret).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Rettede en gemt søgning");
        soegninger.MapPost("/{id:guid}/soegt", RetSoegt).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Gjorde en gemt søgning til en anden");
        soegninger.MapPost("/{id:guid}/annoncering", Annoncering).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Slog annoncering af nye hits til eller fra");
        soegninger.MapPost("/{id:guid}/slet", Slet).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Slettede en gemt søgning");
        soegninger.MapPost("/{id:guid}/gendannelse", Gendan).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Hentede en slettet søgning tilbage");
        soegninger.MapPost("/{id:guid}/overtagelse", Overtag).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Overtog en delt søgning");
        soegninger.MapGet("/{id:guid}/nye", Nye).Kraever(AccessRules.Laesning).WithSummary("Så nye hits i en gemt søgning");
        soegninger.MapPost("/{id:guid}/nye/sete", Set).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Markerede nye hits som set");
    }

    /// <summary>Where a saved search is run.</summary>
    internal static string Href(GemteSoegningerOpslag.Linje s) => $"/soegning?{s.Forespoergsel}&gemt={s.Id}";

    internal static GemtSoegningsvisning Vis(GemteSoegningerOpslag.Linje s) => new(
        s.Id, s.Navn, Href(s), Beskriv(s.Forespoergsel), s.Enhed is null ? null : s.ErMin ? $"Delt med {s.Enhed}" : s.Ejer is null ? $"{s.Enhed}, uden ejer" : $"Delt af {s.Ejer}", s.ErMin, s.Annonceres, s.Nye, s.KanRettes);

    /// <summary>What a search asks for, in words short enough for a line.</summary>
    internal static string Beskriv(string forespoergsel)
    {
        var q = new QueryCollection(QueryHelpers.ParseQuery(forespoergsel));
        List<string> led = [$"»{q["q"]}«"];
        led.AddRange(q["art"].Select(a => a switch { Soegeart.Sag => "sager", Soegeart.Dokument => "dokumenter", _ => "parter" }));
        led.AddRange(q["emne"].Select(e => $"emne {e}"));
        led.AddRange(q["tilstand"].Select(t => t!.ToLowerInvariant()));
        led.AddRange(q["behandler"].Select(b => b == "mig" ? "behandles af mig" : "en bestemt behandler").Distinct());
        led.AddRange(q["enhed"].Select(e => e == "min" ? "min enhed" : "en bestemt enhed").Distinct());
        led.AddRange(q["retning"].Select(r => r switch { "Indgaaende" => "indgående", "Udgaaende" => "udgående", var andet => andet!.ToLowerInvariant() }));
        led.AddRange(q["filtype"].Select(f => f!));
        if (q.ContainsKey("fra") || q.ContainsKey("til"))
            led.Add($"{q["fra"]}–{q["til"]}");
        if (q["sorter"] == "nyeste")
            led.Add("nyeste først");
        else if (q["sorter"] == "sagsnummer")
            led.Add("efter sagsnummer");
        return string.Join(" · ", led);
    }

    private static async Task<IResult> Liste(GemteSoegningerOpslag opslag, Personer personer, Aktoer aktoer, CancellationToken ct)
    {
        var alle = await opslag.ListeAsync(aktoer, ct);
        return SagRuter.Side<GemteSoegningerside>(new()
        {
            ["Model"] = new GemteSoegningerVisning(
                [.. alle.Where(s => s.ErMin).Select(Vis)], [.. alle.Where(s => !s.ErMin).Select(Vis)], aktoer.EnhedId is { } enhed ? await personer.EnhedsnavnAsync(enhed, ct) : "enheden",
                [.. (await opslag.SlettedeAsync(aktoer, ct)).Select(s => new SlettetSoegningsvisning(s.Id, s.Navn, $"Slettet {DanishTime.ShortDateTime(s.Tid)}{(s.Enhed is null ? "" : $" · delt med {s.Enhed}")}"))]),
        });
    }

    private static async Task<IResult> Gem(HttpContext context, GemteSoegningerOpslag opslag, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        try
        {
            var svar = await myndighed.Queue.RunAsync((GemSoegning act) => act.Udfoer(new(aktoer, f["navn"], f["forespoergsel"], f.Afkrydset("del")), ct), ct);
            var linje = await opslag.HentAsync(aktoer, svar.Id, ct);
            if (!f.Afkrydset("annoncer"))
                context.Besked(Beskedart.Succes, $"Søgningen »{linje.Navn}« er gemt.");
            else if (await FoelgAsync(linje, opslag, myndighed, aktoer, ct) is { } afslag)
                context.Besked(Beskedart.Advarsel, $"Søgningen »{linje.Navn}« er gemt, men nye hits annonceres ikke.", afslag);
            else
                context.Besked(Beskedart.Succes, $"Søgningen »{linje.Navn}« er gemt. Nye hits står på Min dag og ved Søgning i menuen.");
            return Results.Redirect(Href(linje));
        }
        catch (InvalidException e)
        {
            context.Besked(Beskedart.Fejl, e.Errors.Values.First()[0], "Søgningen er ikke gemt.");
            return Results.Redirect(f["forespoergsel"].Length is > 0 and <= Soegeforespoergsel.Laengste ? $"/soegning?{f["forespoergsel"]}" : Sti);
        }
    }

    private static Task<IResult> Opsaetning(Guid id, GemteSoegningerOpslag opslag, Personer personer, Aktoer aktoer, CancellationToken ct) => SideAsync(id, null, opslag, personer, aktoer, ct);

    private static async Task<IResult> SideAsync(Guid id, Formular? f, GemteSoegningerOpslag opslag, Personer personer, Aktoer aktoer, CancellationToken ct)
    {
        var s = await opslag.HentAsync(aktoer, id, ct);
        f ??= new(("navn", s.Navn), ("del", s.EnhedId is null ? null : "true"));
        f.Saet("version", s.Version.ToString(CultureInfo.InvariantCulture));
        var enhed = s.Enhed ?? (aktoer.EnhedId is { } egen ? await personer.EnhedsnavnAsync(egen, ct) : "");
        return SagRuter.Side<GemtSoegningside>(new() { ["Model"] = new GemtSoegningSidevisning(Vis(s), f, enhed, s.EnhedId is not null, s.Ejer, s.KanSlippes, await opslag.KanOvertagesAsync(s, ct)) }, f.Kode);
    }

    private static async Task<IResult> Ret(Guid id, HttpContext context, GemteSoegningerOpslag opslag, Personer personer, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        if (!await f.ProevAsync(() => myndighed.Queue.RunAsync((RetSoegning act) => act.Udfoer(new(aktoer, id, f["navn"], null, f.Afkrydset("del"), f.Version()), ct), ct), "søgningen"))
            return await SideAsync(id, f, opslag, personer, aktoer, ct);
        context.Besked(Beskedart.Succes, $"Søgningen »{f["navn"]}« er rettet.");
        return Results.Redirect(Sti);
    }

    /// <summary>What the person stands in takes the place of what was saved.</summary>
    private static async Task<IResult> RetSoegt(Guid id, HttpContext context, GemteSoegningerOpslag opslag, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        try
        {
            if (await opslag.FoelgesAsync(id, ct))
                await opslag.GrundlagAsync(aktoer, Soegeforespoergsel.Laes(f["forespoergsel"]), ct);
            var svar = await myndighed.Queue.RunAsync((RetSoegning act) => act.Udfoer(new(aktoer, id, Forespoergsel: f["forespoergsel"]), ct), ct);
            context.Besked(Beskedart.Succes, $"»{svar.Navn}« søger nu sådan.");
        }
        catch (InvalidException e)
        {
            context.Besked(Beskedart.Fejl, e.Errors.Values.First()[0], "Søgningen er ikke ændret.");
        }

        return Results.Redirect($"{Sti}/{id}");
    }

    /// <returns>Why it could not be; null when it is so.</returns>
    private static async Task<string?> FoelgAsync(GemteSoegningerOpslag.Linje s, GemteSoegningerOpslag opslag, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        try
        {
            var kendte = await opslag.GrundlagAsync(aktoer, s.Forespoergsel, ct);
            await myndighed.Queue.RunAsync((FoelgSoegning act) => act.Udfoer(new(aktoer, s.Id, kendte, s.Version), ct), ct);
            return null;
        }
        catch (RegelbrudException e)
        {
            return e.Regel.Tekst;
        }
        catch (InvalidException e)
        {
            return e.Errors.Values.First()[0];
        }
    }

    private static async Task<IResult> Annoncering(Guid id, HttpContext context, GemteSoegningerOpslag opslag, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var linje = await opslag.HentAsync(aktoer, id, ct);
        if (!f.Afkrydset("paa"))
        {
            await myndighed.Queue.RunAsync((StopFoelgSoegning act) => act.Udfoer(new(aktoer, id), ct), ct);
            context.Besked(Beskedart.Succes, $"Nye hits i »{linje.Navn}« annonceres ikke længere.");
        }
        else if (!linje.Annonceres && await FoelgAsync(linje, opslag, myndighed, aktoer, ct) is { } afslag)
        {
            context.Besked(Beskedart.Fejl, "Nye hits annonceres ikke.", afslag);
        }
        else
        {
            context.Besked(Beskedart.Succes, $"Nye hits i »{linje.Navn}« annonceres fra nu af.", "De står på Min dag og ved Søgning i menuen.");
        }

        return Results.Redirect(ErindringRuter.Retur(f["retur"], Sti));
    }

    private static async Task<IResult> Slet(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((SletSoegning act) => act.Udfoer(new(aktoer, id), ct), ct);
        if (svar.Sluppet)
            context.Besked(Beskedart.Succes, $"Du har givet slip på »{svar.Navn}«.", "Enheden har den stadig.");
        else
            context.Besked(Beskedart.Succes, $"Søgningen »{svar.Navn}« er slettet.", fortryd: new($"{Sti}/{id}/gendannelse", "id", "1"));
        return Results.Redirect(Sti);
    }

    private static async Task<IResult> Gendan(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((FortrydSletSoegning act) => act.Udfoer(new(aktoer, id), ct), ct);
        context.Besked(Beskedart.Succes, $"Søgningen »{svar.Navn}« er her igen.");
        return Results.Redirect(Sti);
    }

    private static async Task<IResult> Overtag(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((OvertagSoegning act) => act.Udfoer(new(aktoer, id), ct), ct);
        context.Besked(Beskedart.Succes, $"Du ejer nu søgningen »{svar.Navn}«. Den er stadig delt med enheden.");
        return Results.Redirect($"{Sti}/{id}/ret");
    }

    private static async Task<IResult> Nye(Guid id, bool? alle, string? efter, GemteSoegningerOpslag opslag, Navneopslag navne, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var linje = await opslag.HentAsync(aktoer, id, ct);
        var tekst = Soegeforespoergsel.Tekst(linje.Forespoergsel);
        spor.Soegeord(tekst);
        var side = await opslag.NyeAsync(aktoer, linje, alle == true, efter, Sidelaengde, ct);
        SoegningApi.Spor(spor, [.. side.Poster.Select(p => p.Hit)]);
        var brugere = await navne.BrugereAsync(side.Poster.Select(p => p.Hit.BehandlerId).OfType<Guid>(), ct);
        var soegt = SearchQuery.Parse(tekst, Soegeudtryk.Felter);
        var usete = side.Poster.Where(p => p.Set is null).ToList();
        return SagRuter.Side<NyeHitsside>(new()
        {
            ["Model"] = new NyeHitsVisning(
                Vis(linje), [.. side.Poster.Select(p => new NythitVisning(p.Noegle.ToString(), SoegningRuter.Hit(p.Hit, soegt, brugere), DanishTime.ShortDateTime(p.Fundet), p.Set is not null))], alle == true,
                usete.Count == 0 ? null : usete.Max(p => p.Fundet).ToString("O", CultureInfo.InvariantCulture),
                side.Naeste is null ? null : $"{Sti}/{id}/nye?efter={Uri.EscapeDataString(side.Naeste)}{(alle == true ? "&alle=true" : "")}"),
        });
    }

    private static async Task<IResult> Set(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        static DateTimeOffset? Tid(string t) => DateTimeOffset.TryParse(t, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var tid) ? tid : null;
        var et = f["noegle"].Length > 0;
        var svar = await myndighed.Queue.RunAsync((MaerkHitsSet act) => act.Udfoer(new(aktoer, id, Tid(f["til"]), et ? GemteSoegningerApi.Noegler([f["noegle"]]) : null, Tid(f["fortryd"])), ct), ct);
        if (f["fortryd"].Length > 0)
            context.Besked(Beskedart.Succes, svar.Antal == 1 ? "1 hit er nyt igen." : $"{svar.Antal} hits er nye igen.");
        else if (svar.Antal > 0)
            context.Besked(Beskedart.Succes, svar.Antal == 1 ? "1 hit er markeret som set." : $"{Esdh.Ui.Vis.Tal(svar.Antal)} hits er markeret som set.", fortryd: new($"{Sti}/{id}/nye/sete", "fortryd", svar.Tid.ToString("O", CultureInfo.InvariantCulture)));
        return Results.Redirect($"{Sti}/{id}/nye");
    }
}
