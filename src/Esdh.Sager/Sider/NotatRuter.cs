using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Sider;

/// <summary>The notes of a case: the quick form, the list, a draft's own page.</summary>
internal static class NotatRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sager/{sag}/notater", Liste).Kraever(AccessRules.Laesning).WithSummary("Så notater på en sag");
        routes.MapPost("/sager/{sag}/notater", Skriv).Kraever(AccessRules.Sagsarbejde).WithSummary("Skrev et notat");
        var notat = routes.MapGroup("/notater/{id:guid}");
        notat.MapGet("", Vis).Kraever(AccessRules.Laesning).WithSummary("Åbnede et notat");
        notat.MapPost("", Ret).Kraever(AccessRules.Sagsarbejde).WithSummary("Rettede et notat");
        notat.MapPost("/endeligt", GoerEndeligt).Kraever(AccessRules.Sagsarbejde).WithSummary("Gjorde et notat endeligt");
        notat.MapPost("/slet", Slet).Kraever(AccessRules.Sagsarbejde).WithSummary("Slettede en kladde til et notat");
    }

    private static Task<IResult> Liste(
        string sag, string? efter, Guid? retter, HttpContext context, Aktoer aktoer, Sagsrammeopslag ramme, Notatopslag opslag, SagerDb db, TimeProvider tid, CancellationToken ct) =>
        ramme.VisAsync(context, aktoer, sag, async s =>
        {
            var nu = tid.GetUtcNow();
            var start = new Formular(("dato", Dato(nu)), ("klokken", DanishTime.Clock(nu)), ("retterNotatId", retter?.ToString()));
            return SagRuter.Side<Notaterside>(new() { ["Sag"] = s, ["Model"] = await BygAsync(s, start, efter, retter, aktoer, opslag, db, ct) });
        }, ct);

    private static async Task<NotaterVisning> BygAsync(Sagsrammevisning s, Formular formular, string? efter, Guid? retter, Aktoer aktoer, Notatopslag opslag, SagerDb db, CancellationToken ct)
    {
        var side = await opslag.PaaSagAsync(s.Id, efter, 30, ct);
        var rettes = retter is { } id && await opslag.HentAsync(aktoer, id, ct) is { Endelig: not null } r && r.SagId == s.Id ? r : null;
        return new(side.Poster, formular, await ValgAsync(s.Id, opslag, db, ct), rettes, side.Naeste is null ? null : $"{s.Sti}/notater?efter={side.Naeste}", aktoer.Skrivebord, aktoer.Har(Roller.Leder));
    }

    private static async Task<Notatvalg> ValgAsync(Guid sag, Notatopslag opslag, SagerDb db, CancellationToken ct) => new(
        [.. (await opslag.PartsvalgAsync(sag, ct))
            .Select(p => new Mulighed(p.Id.ToString(), $"{p.Navn} ({p.Rolle})"))],
        [.. (await db.Delforloeb.Where(d => d.SagId == sag).OrderBy(d => d.Nummer).Take(200).Select(d => new { d.Id, d.Nummer, d.Titel }).ToListAsync(ct))
            .Select(d => new Mulighed(d.Id.ToString(), $"{d.Nummer}. {d.Titel}"))]);

    private static async Task<IResult> Skriv(
        string sag, HttpContext context, Authority myndighed, Aktoer aktoer, Sagsrammeopslag ramme, Notatopslag opslag, SagerDb db, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var s = await ramme.HentAsync(aktoer, sag, ct);
        var retter = f.Id("retterNotatId");
        var felter = Laes(f);
        var endeligt = f.Afkrydset("endeligt");
        if (f.ErGyldig && await ProevAsync(f, () => myndighed.Queue.RunAsync((SkrivNotat act) => act.Udfoer(new(aktoer, s.Id.ToString(), felter, endeligt, retter), ct), ct)))
        {
            context.Besked(Beskedart.Succes, endeligt ? "Notatet er gemt endeligt." : "Kladden er gemt.");
            return Results.Redirect(s.Sti + "/notater");
        }

        return SagRuter.Side<Notaterside>(new() { ["Sag"] = s, ["Model"] = await BygAsync(s, f, null, retter, aktoer, opslag, db, ct) }, StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> Vis(Guid id, Aktoer aktoer, Sagsrammeopslag ramme, Notatopslag opslag, SagerDb db, CancellationToken ct)
    {
        var n = await opslag.HentAsync(aktoer, id, ct);
        var s = await ramme.HentAsync(aktoer, n.SagId.ToString(), ct);
        if (n.Endelig is not null || !s.KanArbejde)
            return Results.Redirect($"{s.Sti}/notater#notat-{n.Id}");
        var formular = new Formular(
            ("overskrift", n.Overskrift), ("tekst", HtmlCleaner.ToPlainText(n.Tekst)), ("kilde", n.Kilde), ("dato", Dato(n.Kontakttidspunkt)), ("klokken", DanishTime.Clock(n.Kontakttidspunkt)),
            ("sagspartId", n.SagspartId?.ToString()), ("delforloebId", n.DelforloebId?.ToString()));
        return Side(s, n.Id, n.Version, formular, await ValgAsync(s.Id, opslag, db, ct));
    }

    private static async Task<IResult> Ret(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, Sagsrammeopslag ramme, Notatopslag opslag, SagerDb db, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var n = await opslag.HentAsync(aktoer, id, ct);
        var s = await ramme.HentAsync(aktoer, n.SagId.ToString(), ct);
        var felter = Laes(f);
        var endeligt = f.Afkrydset("endeligt");
        if (f.ErGyldig && await ProevAsync(f, () => myndighed.Queue.RunAsync((RetNotat act) => act.Udfoer(new(aktoer, id, felter, endeligt, Version(f)), ct), ct)))
        {
            context.Besked(Beskedart.Succes, endeligt ? "Notatet er gemt endeligt." : "Kladden er gemt.");
            return Results.Redirect($"{s.Sti}/notater#notat-{id}");
        }

        return Side(s, id, n.Version, f, await ValgAsync(s.Id, opslag, db, ct), StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> GoerEndeligt(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, Sagsrammeopslag ramme, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var svar = await myndighed.Queue.RunAsync((RetNotat act) => act.Udfoer(new(aktoer, id, null, true, Version(f)), ct), ct);
        context.Besked(Beskedart.Succes, "Notatet er gemt endeligt.");
        return Results.Redirect($"{(await ramme.HentAsync(aktoer, svar.SagId.ToString(), ct)).Sti}/notater#notat-{id}");
    }

    private static async Task<IResult> Slet(Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, Sagsrammeopslag ramme, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var sag = await myndighed.Queue.RunAsync((SletNotatkladde act) => act.Udfoer(new(aktoer, id, Version(f)), ct), ct);
        context.Besked(Beskedart.Succes, "Kladden er slettet.");
        return Results.Redirect($"{(await ramme.HentAsync(aktoer, sag.ToString(), ct)).Sti}/notater");
    }

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<Notatside> Side(Sagsrammevisning s, Guid id, long version, Formular f, Notatvalg valg, int kode = StatusCodes.Status200OK) =>
        SagRuter.Side<Notatside>(new() { ["Sag"] = s, ["Id"] = id, ["Version"] = version, ["Formular"] = f, ["Valg"] = valg }, kode);

    private static Notatkontrol.Felter Laes(Formular f)
    {
        DateTimeOffset? kontakt = null;
        if (f.Dato("dato") is { } dato)
        {
            var klokken = TimeOnly.MinValue;
            if (f["klokken"].Length > 0 && !DanishTime.TryParseTime(f["klokken"], out klokken))
                f.Fejl("klokken", DanishTime.TimeHelp);
            kontakt = DanishTime.ToInstant(dato, klokken);
        }

        return new(f["overskrift"], Notattekst.TilHtml(f["tekst"]), kontakt, f["kilde"], f.Id("sagspartId"), f.Id("delforloebId"));
    }

    internal static long? Version(Formular f) => long.TryParse(f["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    internal static string Dato(DateTimeOffset tid) => Dato(DanishTime.DateOf(tid));

    internal static string Dato(DateOnly dag) => dag.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);

    /// <summary>Runs an act; what is wrong with the fields is written on the form. Refusals by a rule go on to the page of errors.</summary>
    /// <param name="navne">What a field of the act is called on the form, where that differs.</param>
    internal static async Task<bool> ProevAsync(Formular f, Func<Task> act, Func<string, string>? navne = null)
    {
        try
        {
            await act();
            return true;
        }
        catch (InvalidException e)
        {
            f.Fejl(e, felt => navne?.Invoke(felt) ?? (felt == "kontakttidspunkt" ? "dato" : felt));
            return false;
        }
    }
}
