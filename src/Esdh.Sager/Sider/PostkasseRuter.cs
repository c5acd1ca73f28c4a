using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Files.Mail;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>Mailboxes and drop folders for administrators.</summary>
internal static class PostkasseRuter
{
    private const string Sti = "/administration/postkasser";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sider = routes.MapGroup(Sti).Kraever(Roller.Administrator);
        sider.MapGet("", (HttpContext http, Postkasseopslag opslag, Postindstillinger indstillinger, ClamAv skanner, MsgConverter outlook, Authority myndighed, CancellationToken ct) =>
            ListeAsync(null, opslag, indstillinger, skanner, outlook, myndighed, StatusCodes.Status200OK, ct)).WithSummary("Så postkasser");
        sider.MapPost("/opsaetning", Opsaet).WithSummary("Gemte indbakkens opsætning");
        sider.MapGet("/ny", (Brugeropslag brugere, Postindstillinger indstillinger, Authority myndighed, CancellationToken ct) =>
            SkemaAsync(null, new(("art", "Maildir"), ("aktiv", "true")), null, brugere, indstillinger, myndighed, StatusCodes.Status200OK, ct)).WithSummary("Ville oprette en postkasse");
        sider.MapPost("/ny", (HttpContext http, Postkasseopslag opslag, Brugeropslag brugere, Postindstillinger indstillinger, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            GemAsync(null, http, opslag, brugere, indstillinger, myndighed, aktoer, ct)).WithSummary("Oprettede en postkasse");
        sider.MapGet("/{id:guid}", async (Guid id, Postkasseopslag opslag, Brugeropslag brugere, Postindstillinger indstillinger, Authority myndighed, CancellationToken ct) =>
        {
            var k = await opslag.HentAsync(id, ct);
            var f = new Formular(("navn", k.Navn), ("sti", k.Sti), ("enhedId", k.EnhedId.ToString()), ("aktiv", k.Aktiv ? "true" : ""), ("version", k.Version.ToString(CultureInfo.InvariantCulture)));
            return await SkemaAsync(id, f, k, brugere, indstillinger, myndighed, StatusCodes.Status200OK, ct);
        }).WithSummary("Så en postkasse");
        sider.MapPost("/{id:guid}", (Guid id, HttpContext http, Postkasseopslag opslag, Brugeropslag brugere, Postindstillinger indstillinger, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
            GemAsync(id, http, opslag, brugere, indstillinger, myndighed, aktoer, ct)).WithSummary("Rettede en postkasse");
    }

    private static async Task<IResult> ListeAsync(
        Formular? f, Postkasseopslag opslag, Postindstillinger indstillinger, ClamAv skanner, MsgConverter outlook, Authority myndighed, int kode, CancellationToken ct)
    {
        var (venter, inficerede) = await opslag.SkanningAsync(ct);
        var dage = await opslag.OpbevaringsdageAsync(ct);
        return SagRuter.Side<Postkasserside>(new()
        {
            ["Model"] = new Postkassesidevisning(
                await opslag.ListeAsync(ct), indstillinger.RodFor(myndighed.Key), skanner.IsConfigured ? await skanner.PingAsync(ct) : null, outlook.IsAvailable, dage, venter, inficerede,
                f ?? new(("opbevaringsdage", dage.ToString(CultureInfo.InvariantCulture)))),
        }, kode);
    }

    private static async Task<IResult> Opsaet(
        HttpContext http, Postkasseopslag opslag, Postindstillinger indstillinger, ClamAv skanner, MsgConverter outlook, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var dage = f.Heltal("opbevaringsdage", 1, 365);
        if (!f.ErGyldig)
            return await ListeAsync(f, opslag, indstillinger, skanner, outlook, myndighed, StatusCodes.Status400BadRequest, ct);
        try
        {
            await myndighed.Queue.RunAsync((GemIndbakkeopsaetning act) => act.Udfoer(new(aktoer, dage), ct), ct);
        }
        catch (InvalidException e)
        {
            f.Fejl(e);
            return await ListeAsync(f, opslag, indstillinger, skanner, outlook, myndighed, StatusCodes.Status400BadRequest, ct);
        }

        http.Besked(Beskedart.Succes, "Opsætningen er gemt.");
        return Results.Redirect(Sti);
    }

    private static async Task<IResult> SkemaAsync(
        Guid? id, Formular f, Postkassevisning? stand, Brugeropslag brugere, Postindstillinger indstillinger, Authority myndighed, int kode, CancellationToken ct) =>
        SagRuter.Side<Postkasseside>(new() { ["Model"] = new Postkasseskema(id, f, await IndbakkeRuter.EnhederAsync(brugere, ct), indstillinger.RodFor(myndighed.Key), stand) }, kode);

    private static async Task<IResult> GemAsync(
        Guid? id, HttpContext http, Postkasseopslag opslag, Brugeropslag brugere, Postindstillinger indstillinger, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var kode = StatusCodes.Status400BadRequest;
        var enhed = f.Id("enhedId");
        try
        {
            await myndighed.Queue.RunAsync((GemPostkasse act) => act.Udfoer(
                new(aktoer, id, indstillinger.RodFor(myndighed.Key), f["navn"], f["art"], f["sti"], enhed, f.Afkrydset("aktiv"), NotatRuter.Version(f)), ct), ct);
            http.Besked(Beskedart.Succes, id is null ? "Postkassen er oprettet." : "Postkassen er rettet.");
            return Results.Redirect(Sti);
        }
        catch (InvalidException e)
        {
            f.Fejl(e);
        }
        catch (RegelbrudException e)
        {
            f.Fejl("sti", e.Message);
            kode = StatusCodes.Status409Conflict;
        }
        catch (StaleException e)
        {
            f.Fejl("", e.Message);
            kode = StatusCodes.Status412PreconditionFailed;
        }

        return await SkemaAsync(id, f, id is { } kendt ? await opslag.HentAsync(kendt, ct) : null, brugere, indstillinger, myndighed, kode, ct);
    }
}
