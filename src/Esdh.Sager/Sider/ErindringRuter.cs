using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>Reminders: on a case, one's own, each its own page; and their types.</summary>
internal static class ErindringRuter
{
    private const string Typesti = "/administration/erindringstyper";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sager/{sag}/erindringer", PaaSag).Kraever(AccessRules.Laesning).WithSummary("Så erindringer på en sag");
        routes.MapPost("/sager/{sag}/erindringer", Opret).Kraever(AccessRules.Sagsarbejde).WithSummary("Oprettede en erindring");
        routes.MapGet("/erindringer", Mine).Kraever(AccessRules.Sagsarbejde).WithSummary("Så sine erindringer");
        var en = routes.MapGroup("/erindringer/{id:guid}");
        en.MapGet("", Vis).Kraever(AccessRules.Sagsarbejde).WithSummary("Åbnede en erindring");
        en.MapPost("", Ret).Kraever(AccessRules.Sagsarbejde).WithSummary("Rettede en erindring");
        en.MapPost("/klar", (Guid id, HttpContext c, Authority m, Aktoer a, CancellationToken ct) => Klar(id, false, c, m, a, ct)).Kraever(AccessRules.Sagsarbejde).WithSummary("Klarede en erindring");
        en.MapPost("/fortryd", (Guid id, HttpContext c, Authority m, Aktoer a, CancellationToken ct) => Klar(id, true, c, m, a, ct)).Kraever(AccessRules.Sagsarbejde).WithSummary("Fortrød, at en erindring var klaret");
        routes.MapGet(Typesti, Typer).Kraever(Roller.Administrator).WithSummary("Så erindringstyper");
        routes.MapPost(Typesti, GemType).Kraever(Roller.Administrator).WithSummary("Gemte en erindringstype");
    }

    private static Task<IResult> PaaSag(string sag, HttpContext context, Aktoer aktoer, Sagsrammeopslag ramme, Erindringsopslag opslag, TimeProvider tid, CancellationToken ct) =>
        ramme.VisAsync(context, aktoer, sag, async s => SagRuter.Side<Erindringerside>(new() { ["Sag"] = s, ["Model"] = await BygAsync(s, new(), aktoer, opslag, tid, ct) }), ct);

    private static async Task<ErindringerVisning> BygAsync(Sagsrammevisning s, Formular f, Aktoer aktoer, Erindringsopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var aabne = await opslag.ListeAsync(aktoer, null, s.Id, false, null, null, Cursor.MaxPage, ct);
        var klarede = await opslag.ListeAsync(aktoer, null, s.Id, true, null, null, 50, ct);
        var typer = await opslag.TyperAsync(kunAktive: true, ct);
        return new(
            [.. aabne.Poster.Select(e => new Erindringslinje(e, Sagsrammeopslag.Fristmaerke(e.Frist, idag)))], [.. klarede.Poster.Select(e => new Erindringslinje(e, new("Klaret", Farve.Groen)))],
            klarede.Naeste is not null, f, [.. typer.Select(t => new Mulighed(t.Noegle, $"{t.Navn} ({t.Fristdage} {(t.IArbejdsdage ? "arbejdsdage" : "dage")})"))]);
    }

    private static async Task<IResult> Opret(
        string sag, HttpContext context, Authority myndighed, Aktoer aktoer, Sagsrammeopslag ramme, Erindringsopslag opslag, Brugeropslag brugere, TimeProvider tid, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var s = await ramme.HentAsync(aktoer, sag, ct);
        var (frist, synlig, ansvarlig) = (f.Dato("frist"), f.Dato("synligFra"), await AnsvarligAsync(f, brugere, ct));
        OpretErindring.Svar? svar = null;
        if (f.ErGyldig && await NotatRuter.ProevAsync(f, async () => svar = await myndighed.Queue.RunAsync((OpretErindring act) => act.Udfoer(new(
            aktoer, s.Id.ToString(), f["type"], f["titel"], f["beskrivelse"], frist, null, synlig, ansvarlig, f.Afkrydset("foelgerSagen")), ct), ct)))
        {
            context.Besked(Beskedart.Succes, $"Erindringen er oprettet med frist {DanishTime.ShortDate(svar!.Frist)}.", Flyttet(svar.FlyttetFra));
            return Results.Redirect(s.Sti + "/erindringer");
        }

        return SagRuter.Side<Erindringerside>(new() { ["Sag"] = s, ["Model"] = await BygAsync(s, f, aktoer, opslag, tid, ct) }, StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> Mine(string? efter, Aktoer aktoer, Erindringsopslag opslag, TimeProvider tid, CancellationToken ct)
    {
        var side = await opslag.ListeAsync(aktoer, aktoer.Skrivebord, null, false, null, efter, 100, ct);
        var idag = DanishTime.Today(tid);
        return SagRuter.Side<MineErindringerside>(new()
        {
            ["Model"] = new MineErindringerVisning([.. side.Poster.Select(e => new Erindringslinje(e, Sagsrammeopslag.Fristmaerke(e.Frist, idag)))], side.Naeste is null ? null : "/erindringer?efter=" + side.Naeste),
        });
    }

    private static async Task<IResult> Vis(Guid id, Aktoer aktoer, Sagsrammeopslag ramme, Erindringsopslag opslag, CancellationToken ct)
    {
        var e = await opslag.HentAsync(aktoer, id, ct);
        var s = await ramme.HentAsync(aktoer, e.SagId.ToString(), ct);
        if (e.Afsluttet is not null || !s.ErAaben)
            return Results.Redirect(s.Sti + "/erindringer");
        var f = new Formular(
            ("titel", e.Titel), ("frist", NotatRuter.Dato(e.Frist)), ("synligFra", NotatRuter.Dato(e.SynligFra)), ("beskrivelse", e.Beskrivelse), ("ansvarligId", e.AnsvarligId.ToString()),
            ("ansvarligId-tekst", e.Ansvarlig), ("foelgerSagen", e.FoelgerSagen ? "true" : ""));
        return SagRuter.Side<Erindringside>(new() { ["Sag"] = s, ["Erindring"] = e, ["Formular"] = f });
    }

    private static async Task<IResult> Ret(
        Guid id, HttpContext context, Authority myndighed, Aktoer aktoer, Sagsrammeopslag ramme, Erindringsopslag opslag, Brugeropslag brugere, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var e = await opslag.HentAsync(aktoer, id, ct);
        var s = await ramme.HentAsync(aktoer, e.SagId.ToString(), ct);
        var (frist, synlig, ansvarlig) = (f.Dato("frist"), f.Dato("synligFra"), await AnsvarligAsync(f, brugere, ct));
        RetErindring.Svar? svar = null;
        if (f.ErGyldig && await NotatRuter.ProevAsync(f, async () => svar = await myndighed.Queue.RunAsync((RetErindring act) => act.Udfoer(new(
            aktoer, id, f["titel"], f["beskrivelse"], frist, synlig == e.SynligFra ? null : synlig, ansvarlig, f.Afkrydset("foelgerSagen"), NotatRuter.Version(f)), ct), ct)))
        {
            context.Besked(Beskedart.Succes, $"Erindringen er gemt med frist {DanishTime.ShortDate(svar!.Frist)}.", Flyttet(svar.FlyttetFra));
            return Results.Redirect(s.Sti + "/erindringer");
        }

        return SagRuter.Side<Erindringside>(new() { ["Sag"] = s, ["Erindring"] = e, ["Formular"] = f }, StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> Klar(Guid id, bool fortryd, HttpContext context, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var svar = await myndighed.Queue.RunAsync((KlarErindring act) => act.Udfoer(new(aktoer, id, fortryd, NotatRuter.Version(f)), ct), ct);
        if (svar.SagId is null)
        {
            context.Besked(Beskedart.Succes, $"»{svar.Titel}« er set.");
            return Results.Redirect("/");
        }

        context.Besked(Beskedart.Succes, fortryd ? $"»{svar.Titel}« er åben igen." : $"»{svar.Titel}« er klaret.", fortryd: fortryd ? null : new($"/erindringer/{id}/fortryd", "retur", Retur(f["retur"], $"/sager/{svar.SagId}/erindringer")));
        return Results.Redirect(Retur(f["retur"], $"/sager/{svar.SagId}/erindringer"));
    }

    private static async Task<IResult> Typer(Guid? ret, Erindringsopslag opslag, CancellationToken ct)
    {
        var typer = await opslag.TyperAsync(kunAktive: false, ct);
        var t = typer.Find(x => x.Id == ret);
        var f = t is null ? new Formular() : new Formular(
            ("id", t.Id.ToString()), ("navn", t.Navn), ("fristdage", t.Fristdage.ToString(CultureInfo.InvariantCulture)), ("synligdage", t.Synligdage.ToString(CultureInfo.InvariantCulture)),
            ("iArbejdsdage", t.IArbejdsdage ? "true" : ""), ("aktiv", t.Aktiv ? "true" : ""));
        return SagRuter.Side<Erindringstyperside>(new() { ["Model"] = new ErindringstyperVisning(typer, f, t) });
    }

    private static async Task<IResult> GemType(HttpContext context, Authority myndighed, Aktoer aktoer, Erindringsopslag opslag, CancellationToken ct)
    {
        var f = Formular.Fra(await context.Request.ReadFormAsync(ct));
        var (id, frist, synlig) = (f.Id("id"), f.Heltal("fristdage", 0, 3650), f.Heltal("synligdage", 0, 3650));
        if (f.ErGyldig && await NotatRuter.ProevAsync(f, () => myndighed.Queue.RunAsync((GemErindringstype act) => act.Udfoer(new(
            aktoer, id, f["noegle"], f["navn"], frist, synlig, f.Afkrydset("iArbejdsdage"), f.Afkrydset("aktiv")), ct), ct)))
        {
            context.Besked(Beskedart.Succes, $"Erindringstypen »{f["navn"]}« er gemt.");
            return Results.Redirect(Typesti);
        }

        var typer = await opslag.TyperAsync(kunAktive: false, ct);
        return SagRuter.Side<Erindringstyperside>(new() { ["Model"] = new ErindringstyperVisning(typer, f, typer.Find(x => x.Id == id)) }, StatusCodes.Status400BadRequest);
    }

    /// <summary>The employee chosen, or the one that the typed name or user name means; null where the field is empty.</summary>
    private static async Task<Guid?> AnsvarligAsync(Formular f, Brugeropslag brugere, CancellationToken ct)
    {
        if (f["ansvarligId"].Length > 0)
            return f.Id("ansvarligId");
        var tekst = f["ansvarligId-tekst"];
        if (tekst.Length == 0)
            return null;
        if (await brugere.FindAsync(tekst, ct) is { } kendt)
            return kendt.Id;
        var fundne = await brugere.SoegAsync(tekst, 2, ct);
        if (fundne.Count == 1)
            return fundne[0].Id;
        f.Fejl("ansvarligId", fundne.Count == 0 ? "Der er ingen medarbejder med det navn." : "Flere medarbejdere passer. Skriv hele navnet eller brugernavnet.");
        return null;
    }

    internal static string? Flyttet(DateOnly? fra) => fra is { } dag
        ? $"{DanishTime.ShortDate(dag)} er en lukkedag ({DanishCalendar.ClosedDayName(dag)}), så fristen er flyttet til næste arbejdsdag." : null;

    /// <summary>Only to our own pages, whoever wrote the form.</summary>
    internal static string Retur(string retur, string ellers) => retur is ['/', ..] and not ['/', '/' or '\\', ..] && !retur.Any(char.IsControl) ? retur : ellers;
}
