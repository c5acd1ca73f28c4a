using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Sager.Webhooks;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>Webhooks for administrators: set up, look after, send again.</summary>
internal static class WebhookRuter
{
    private const string Sti = "/administration/webhooks";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Roller.Administrator);
        sider.MapGet("", (SagerDb db, Brugeropslag brugere, Aktoer aktoer, CancellationToken ct) => ListeSide(db, brugere, aktoer, new(), ct)).WithSummary("Så webhooks");
        sider.MapPost("", Opret).WithSummary("Oprettede en webhook");
        sider.MapGet("/{id:guid}", (Guid id, string? efter, SagerDb db, CoreDb core, Brugeropslag brugere, Aktoer aktoer, CancellationToken ct) => EnSide(id, efter, db, core, brugere, aktoer, null, 200, ct)).WithSummary("Så en webhook");
        sider.MapPost("/{id:guid}", Udfoer).WithSummary("Ændrede en webhook");
    }

    private static async Task<RazorComponentResult<Webhookliste>> ListeSide(SagerDb db, Brugeropslag brugere, Aktoer aktoer, Formular formular, CancellationToken ct)
    {
        var webhooks = await Webhookforesp.ListeAsync(db, aktoer, ct);
        List<Webhooklinje> linjer = [];
        foreach (var w in webhooks)
            linjer.Add(await Linje(w, brugere, ct));
        var robotter = (await brugere.SoegAsync(null, 10_000, ct)).Where(b => (b.Roller & Roller.Robot) != 0).Select(b => new Mulighed(b.Id.ToString(), b.Navn, b.Enhed));
        return new(new { Model = new Webhooksvisning(formular, linjer, [.. robotter]) }) { StatusCode = formular.Kode };
    }

    private static async Task<IResult> Opret(
        HttpContext context, SagerDb db, Brugeropslag brugere, Authority myndighed, Aktoer aktoer, Webhookafsender afsender, CancellationToken ct)
    {
        var formular = Formular.Fra(await context.Request.ReadFormAsync(ct));
        formular.Kraev("url", "Skriv adressen, hændelserne skal sendes til.", 500);
        var ejer = formular.Id("ejer");
        var typer = formular["typer"].Split([',', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        OpretWebhook.Svar? svar = null;
        if (!await formular.ProevAsync(async () => svar = await myndighed.Queue.RunAsync((OpretWebhook act) => act.Udfoer(new(aktoer, formular["url"], typer, null, ejer), ct), ct)))
            return await ListeSide(db, brugere, aktoer, formular, ct);
        context.Besked(Beskedart.Succes, "Webhooken er oprettet", $"Hemmelighed til at kontrollere signaturen, som kun vises denne ene gang: {afsender.Vis(svar!.Hemmelighed)}");
        return Results.Redirect($"{Sti}/{svar.Id}");
    }

    private static async Task<RazorComponentResult<Webhookside>> EnSide(
        Guid id, string? efter, SagerDb db, CoreDb core, Brugeropslag brugere, Aktoer aktoer, Formular? formular, int kode, CancellationToken ct)
    {
        var w = await Webhookforesp.HentAsync(db, aktoer, id, ct);
        var afviste = await Webhookforesp.FejlAsync(db, core, id, efter, 50, ct);
        return new(new
        {
            Model = new Webhookdetaljer(
                formular ?? new(("url", w.Url), ("typer", string.Join(", ", w.Typer))), await Linje(w, brugere, ct), DanishTime.LongDateTime(w.Oprettet), w.Efter, w.Aktiv, Tid(w.FejlerSiden), Tid(w.NaesteForsoeg),
                w.SenesteFejl, w.SlaaetFraGrund, [.. afviste.Poster.Select(f => new Webhookafvisning(f.Haendelse, f.Type ?? "", DanishTime.ShortDateTime(f.Tid), f.Forsoeg, f.Fejl, f.Gensendes))],
                afviste.Naeste is null ? null : $"{Sti}/{id}?efter={afviste.Naeste}", w.Version),
        }) { StatusCode = kode };
    }

    private static async Task<IResult> Udfoer(
        Guid id, HttpContext context, SagerDb db, CoreDb core, Brugeropslag brugere, Authority myndighed, Aktoer aktoer, Webhookafsender afsender, CancellationToken ct)
    {
        var formular = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var set = formular.Version();
        Task<RetWebhook.Svar> Ret(RetWebhook.Kommando kommando) => myndighed.Queue.RunAsync((RetWebhook act) => act.Udfoer(kommando, ct), ct);
        try
        {
            switch (formular["handling"])
            {
                case "til":
                    await Ret(new(aktoer, id, Aktiv: true, IfMatch: set));
                    context.Besked(Beskedart.Succes, "Webhooken er genoptaget. Den fortsætter, hvor den slap.");
                    if (formular["retur"] == "liste")
                        return Results.Redirect(Sti);
                    break;
                case "fra":
                    await Ret(new(aktoer, id, Aktiv: false, IfMatch: set));
                    context.Besked(Beskedart.Succes, "Webhooken er sat på pause. Genoptager du den, fortsætter den, hvor den slap.");
                    break;
                case "hemmelighed":
                    var ny = await Ret(new(aktoer, id, NyHemmelighed: true, IfMatch: set));
                    context.Besked(Beskedart.Succes, "Hemmeligheden er ny", $"Den gamle gælder ikke længere. Den nye vises kun denne ene gang: {afsender.Vis(ny.Hemmelighed!)}");
                    break;
                case "gensend":
                    var haendelse = formular["haendelse"].Length == 0 ? (long?)null : formular.Heltal("haendelse", 1, int.MaxValue);
                    var svar = await myndighed.Queue.RunAsync((GensendWebhookfejl act) => act.Udfoer(new(aktoer, id, haendelse), ct), ct);
                    context.Besked(Beskedart.Succes, svar.Antal == 1 ? "Hændelsen sendes igen." : $"{svar.Antal} hændelser sendes igen.");
                    break;
                case "slet":
                    await myndighed.Queue.RunAsync((SletWebhook act) => act.Udfoer(new(aktoer, id, set), ct), ct);
                    context.Besked(Beskedart.Succes, "Webhooken er slettet.");
                    return Results.Redirect(Sti);
                default:
                    await Ret(new(aktoer, id, formular["url"], formular["typer"].Split([',', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), IfMatch: set));
                    context.Besked(Beskedart.Succes, "Webhooken er rettet.");
                    break;
            }
        }
        catch (InvalidException e)
        {
            formular.Fejl(e);
            return await EnSide(id, null, db, core, brugere, aktoer, formular, StatusCodes.Status400BadRequest, ct);
        }

        return Results.Redirect($"{Sti}/{id}");
    }

    private static async Task<Webhooklinje> Linje(Webhookvisning w, Brugeropslag brugere, CancellationToken ct) => new(
        w.Id, w.Url, (await brugere.FindAsync(w.EjerId, ct))?.Navn ?? "Ukendt bruger", w.Typer.Count == 0 ? "Alle hændelser" : string.Join(", ", w.Typer),
        (w.Aktiv, w.FejlerSiden) switch
        {
            (false, _) => w.SlaaetFraGrund is null ? new("På pause", Farve.Graa, Figur.Pause) : new("På pause efter fejl", Farve.Roed),
            (true, null) => new("Leverer", Farve.Groen),
            _ => new("Prøver igen", Farve.Gul),
        }, Tid(w.SenestLeveret), w.Afviste, w.Aktiv ? null : w.Version, (w.SenesteFejl, Tid(w.FejlerSiden)) switch
        {
            _ when w is { Aktiv: false, SlaaetFraGrund: { } grund } => grund,
            ({ } fejl, { } siden) => $"Siden {siden}: {fejl}",
            _ => null,
        });

    /// <summary>What went wrong, since when, and where it is put right, as the front page says it.</summary>
    internal static Sidebesked Besked(Webhookvarsel v)
    {
        var vaert = new Uri(v.Url).Host;
        var afviste = v.Afviste switch { 0 => "", 1 => " 1 afvist hændelse venter på, at nogen tager stilling.", _ => $" {v.Afviste} afviste hændelser venter på, at nogen tager stilling." };
        return v switch
        {
            { SlaaetFraGrund: { } grund } => new(Beskedart.Fejl, $"Webhooken til {vaert} er sat på pause", $"{grund}{(v.FejlerSiden is { } fra ? $" Det har fejlet siden {DanishTime.LongDateTime(fra)}." : "")}{afviste}", $"{Sti}/{v.Id}", "Se webhooken, og genoptag den"),
            { FejlerSiden: { } siden } => new(Beskedart.Advarsel, $"Webhooken til {vaert} har ikke kunnet levere siden {DanishTime.LongDateTime(siden)}", $"{v.SenesteFejl}{afviste}", $"{Sti}/{v.Id}", "Se webhooken"),
            _ => new(Beskedart.Advarsel, $"Modtageren af webhooken til {vaert} har afvist hændelser", afviste.Trim(), $"{Sti}/{v.Id}", "Se listen"),
        };
    }

    private static string? Tid(DateTimeOffset? tid) => tid is { } t ? DanishTime.ShortDateTime(t) : null;
}
