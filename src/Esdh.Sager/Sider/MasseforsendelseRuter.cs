using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
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

/// <summary>One template to many: choosing them, looking at what will be made, beginning, and following it.</summary>
internal static class MasseforsendelseRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sager/{sag}/breve", (string sag, HttpContext http, Aktoer aktoer, Sagsrammeopslag ramme, Forsendelsesopslag opslag, SagerDb db, CancellationToken ct) =>
            ramme.VisAsync(http, aktoer, sag, s => SideAsync(s, null, http, aktoer, opslag, db, ct), ct)).Kraever(AccessRules.Sagsarbejde).WithSummary("Ville lave breve til mange");
        routes.MapPost("/sager/{sag}/breve", OpretAsync).Kraever(AccessRules.Sagsarbejde).WithSummary("Lagde breve til mange frem");
        var en = routes.MapGroup("/masseforsendelser/{id:guid}").Kraever(AccessRules.Sagsarbejde);
        en.MapGet("", Vis).WithSummary("Så breve til mange");
        en.MapGet("/breve/{nummer:int}/proeve", MasseforsendelserApi.Proeve).KanVisesIRamme().WithSummary("Så et brev på prøve");
        en.MapPost("/start", Start).WithSummary("Dannede breve til mange");
        en.MapPost("/slet", Slet).WithSummary("Droppede breve til mange");
    }

    private static async Task<IResult> SideAsync(Sagsrammevisning s, Formular? formular, HttpContext http, Aktoer aktoer, Forsendelsesopslag opslag, SagerDb db, CancellationToken ct)
    {
        var forslag = await opslag.ForslagPaaSagAsync(aktoer, s.Id, null, ct);
        if (forslag.Modtagere.Any(m => m.ErBeskyttet))
            ((Adgangsspor)http.RequestServices.GetService(typeof(Adgangsspor))!).Beskyttet();
        var skabeloner = await db.Dokumentskabeloner.Where(d => d.Aktiv && d.Retning == Retning.Udgaaende).OrderBy(d => d.Navn).Select(d => new Mulighed(d.Noegle, d.Navn, null)).ToListAsync(ct);
        return SagRuter.Side<Breveside>(new() { ["Sag"] = s, ["Model"] = new Brevesidevisning(skabeloner, forslag.Modtagere, forslag.Bilag), ["Formular"] = formular }, formular?.Kode ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> OpretAsync(string sag, HttpContext http, Aktoer aktoer, Sagsrammeopslag ramme, Forsendelsesopslag opslag, SagerDb db, Masseforsendelser breve, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        var s = await ramme.HentAsync(aktoer, sag, ct);
        OpretMasseforsendelse.Svar? svar = null;
        if (await f.ProevAsync(async () =>
        {
            IReadOnlyList<Modtagerraekke>? raekker = null;
            if (f.Filer?.GetFile("fil") is { Length: > 0 } fil)
            {
                if (fil.Length > Modtagerliste.StoersteFil)
                    throw new InvalidException("fil", "Listen må højst fylde 20 MB.");
                using var indhold = new MemoryStream();
                await fil.CopyToAsync(indhold, ct);
                raekker = Modtagerliste.Laes(indhold.ToArray());
            }

            svar = await breve.OpretAsync(new(aktoer, s.Id.ToString(), f["skabelon"], Valgte("part-"), f["titel"].Renset(), f["tekst"].Renset(), f.Afkrydset("send"), Valgte("bilag-")), raekker, ct);
        }, "sagen"))
            return Results.Redirect($"/masseforsendelser/{svar!.Id}");
        return await SideAsync(s, f, http, aktoer, opslag, db, ct);

        List<Guid> Valgte(string foran) => [.. f.Vaerdier.Keys.Where(n => n.StartsWith(foran, StringComparison.Ordinal) && f.Afkrydset(n)).Select(n => Guid.TryParse(n[foran.Length..], out var id) ? id : Guid.Empty)];
    }

    private static async Task<IResult> Vis(Guid id, bool? kunFejl, string? efter, Masseforsendelser breve, Aktoer aktoer, CancellationToken ct)
    {
        var m = await breve.HentAsync(aktoer, id, ct);
        var side = await breve.BreveAsync(aktoer, id, kunFejl == true, efter, null, ct);
        return SagRuter.Side<Masseforsendelsesside>(new()
        {
            ["M"] = m, ["Breve"] = side.Poster, ["KunFejl"] = kunFejl == true, ["NaesteHref"] = side.Naeste is null ? null : $"/masseforsendelser/{id}?{(kunFejl == true ? "kunFejl=true&" : "")}efter={side.Naeste}",
        });
    }

    private static async Task<IResult> Start(Guid id, HttpContext http, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var f = Formular.Fra(await http.Request.ReadFormAsync(ct));
        try
        {
            var svar = await myndighed.Queue.RunAsync((StartMasseforsendelse act) => act.Udfoer(new(aktoer, id, f.Afkrydset("springOver")), ct), ct);
            http.Besked(Beskedart.Succes, svar.Breve == 1 ? "Brevet dannes nu." : $"{Vis2(svar.Breve)} breve dannes nu.", "Du kan gå videre med andet imens.");
        }
        catch (RegelbrudException e)
        {
            http.Besked(Beskedart.Advarsel, e.Regel.Tekst);
        }
        catch (InvalidException e)
        {
            http.Besked(Beskedart.Advarsel, string.Join(' ', e.Errors.Values.SelectMany(t => t)));
        }

        return Results.Redirect($"/masseforsendelser/{id}");

        static string Vis2(int tal) => Esdh.Ui.Vis.Tal(tal);
    }

    private static async Task<IResult> Slet(Guid id, HttpContext http, Masseforsendelser breve, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var m = await breve.HentAsync(aktoer, id, ct);
        await myndighed.Queue.RunAsync((SletMasseforsendelse act) => act.Udfoer(new(aktoer, id), ct), ct);
        http.Besked(Beskedart.Succes, "Brevene er droppet. Intet er dannet.");
        return Results.Redirect($"/sager/{m.Sagsnummer}/breve");
    }
}
