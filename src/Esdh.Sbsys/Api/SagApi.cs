using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Handlinger;
using Esdh.Sbsys.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Api;

/// <summary>Cases: opened from a template, read, sent back whole, given another status, with their parties.</summary>
internal static class SagApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sag/template", Opret).Kraever(AccessRules.Sagsarbejde).WithSummary("Opret en sag fra en skabelon (SBSYS)");
        api.MapGet("/sag/sagstatuslist", Statusser).Kraever(AccessRules.Laesning).WithSummary("Sagsstatusser (SBSYS)");
        api.MapGet("/sag/{sag}", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent en sag (SBSYS)");
        api.MapPut("/sag/{sag}", Ret).Kraever(AccessRules.Sagsarbejde).WithSummary("Ret en sag (SBSYS)");
        api.MapPut("/sag/{sag}/status", NyStatus).Kraever(AccessRules.Sagsarbejde).WithSummary("Skift en sags status (SBSYS)");
        api.MapGet("/sag/{sag}/part", HentParter).Kraever(AccessRules.Laesning).WithSummary("Sagens parter (SBSYS)");
        api.MapPost("/sag/{sag}/part", NyPart).Kraever(AccessRules.Sagsarbejde).WithSummary("Tilføj en part til en sag (SBSYS)");
        api.MapGet("/sag/{sag}/dokumenter", Dokumenter).Kraever(AccessRules.Laesning).WithSummary("Sagens dokumenter (SBSYS)");
        api.MapGet("/sag/{sag}/journalarknotes", Notater).Kraever(AccessRules.Laesning).WithSummary("Sagens journalnotater (SBSYS)");
    }

    private static async Task<IResult> Opret(
        HttpRequest request, Noegler noegler, Parter parter, Opsat opsat, Sagsvisning visning, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var krop = await Krop.LaesAsync(request, ct);
        var skabelon = await opsat.SkabelonAsync(krop.Tal("SkabelonId", "SagSkabelonId"), ct);
        var behandler = await noegler.BrugerAsync(krop.Tal("SagsBehandlerID"), null, null, "SagsBehandlerID", ct);
        var enhed = await noegler.EnhedAsync(krop.Objekt("Ansaettelsessted"), "Ansaettelsessted", ct) ?? await noegler.EnhedAsync(null, null, krop.Tekst("AnsaettelsesStedCode"), "AnsaettelsesStedCode", ct);
        List<TilfoejPart.Nypart> nye = [];
        var primaer = krop.Objekt("PrimaryPart");
        if (primaer is not null && (primaer.Tal("PartId") ?? (object?)primaer.Tekst("CPRnummer", "CprNummer", "CVRnummer", "CvrNummer", "Navn")) is not null)
            nye.Add(await parter.NypartAsync(aktoer, primaer, true, "PrimaryPart", ct));
        var sendt = krop.Objekter("Parts");
        for (var i = 0; i < sendt.Count; i++)
        {
            if (sendt[i].Tal("PartId") is { } nr && nr == primaer?.Tal("PartId") && sendt[i].Tekst("PartType") == primaer.Tekst("PartType"))
                continue;
            var ny = await parter.NypartAsync(aktoer, sendt[i], false, $"Parts[{i}]", ct);
            if (!nye.Exists(n => Ens(n, ny))) // the primary one usually stands among the rest too
                nye.Add(ny);
        }

        var svar = await myndighed.Queue.RunAsync((OpretFraSkabelon act) => act.Udfoer(new(
            aktoer, krop.Tekst("SagsTitel"), krop.Tekst("EmneplanNummer"), krop.Tekst("Facet"), skabelon.Id.ToString(), nye, BehandlerId: behandler, EnhedId: enhed), ct), ct);
        return Svar.Ok(await visning.NyAsync(svar.Aktoer, svar.Id, ct));
    }

    private static bool Ens(TilfoejPart.Nypart a, TilfoejPart.Nypart b) =>
        (a.PartId is not null && a.PartId == b.PartId) || (a.Cpr is not null && a.Cpr == b.Cpr) || (a.Cvr is not null && a.Cvr == b.Cvr);

    private static async Task<IResult> Statusser(Opsat opsat, CancellationToken ct) => Svar.Ok((await opsat.StatusserAsync(ct)).Where(s => s.Aktiv).Select(Opsat.Vis));

    private static async Task<IResult> Hent(string sag, Noegler noegler, Sagsvisning visning, Aktoer aktoer, CancellationToken ct) =>
        Svar.Ok(await visning.EnAsync(await noegler.SagAsync(aktoer, sag, ct), ct));

    /// <summary>What is not given, or is as an empty object has it, stays; nothing is ever cleared this way.</summary>
    private static async Task<IResult> Ret(string sag, HttpRequest request, Noegler noegler, Sagsvisning visning, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var s = await noegler.SagAsync(aktoer, sag, ct);
        var krop = await Krop.LaesAsync(request, ct);
        var titel = krop.Tekst("SagsTitel", "Titel");
        var kommentar = krop.Tekst("Kommentar");
        Sagsrettelse rettelse = new(
            titel == s.Titel ? null : titel, null, kommentar == s.Beskrivelse ? null : kommentar,
            krop.Flag("YderligereMaterialeFindes") == true && !s.HarPapir ? true : null, krop.Flag("ErSamlesag") == true && !s.ErSamlesag ? true : null);
        var behandler = await noegler.BrugerAsync(krop.Objekt("Behandler"), "Behandler", ct);
        var enhed = await noegler.EnhedAsync(krop.Objekt("Ansaettelsessted"), "Ansaettelsessted", ct);
        var nyBehandler = behandler == s.BehandlerId ? null : behandler;
        // With a new handler the unit that is said is kept to, else it would follow the handler.
        var nyEnhed = enhed == s.EnhedId && nyBehandler is null ? null : enhed;
        await myndighed.Queue.RunAsync((RetSbsyssag act) => act.Udfoer(new(aktoer, s.Id, rettelse == new Sagsrettelse() ? null : rettelse, nyBehandler, nyEnhed), ct), ct);
        return Svar.Ok(await visning.EfterAsync(aktoer, s.Id, (s.Nr, s.Sagsnummer), ct));
    }

    private static async Task<IResult> NyStatus(string sag, HttpRequest request, Noegler noegler, Opsat opsat, Sagsvisning visning, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var s = await noegler.SagAsync(aktoer, sag, ct);
        var krop = await Krop.LaesAsync(request, ct);
        var status = await opsat.StatusAsync(krop.Tal("SagsStatusID"), ct);
        var (id, kommentar) = (s.Id.ToString(), krop.Tekst("Kommentar"));
        if (status.Tilstand == Tilstand.Afsluttet)
            await myndighed.Queue.RunAsync((AfslutSag act) => act.Udfoer(new(aktoer, id, status.Id, kommentar), ct), ct);
        else if (s.Tilstand == Tilstand.Afsluttet)
            await myndighed.Queue.RunAsync((GenaabnSag act) => act.Udfoer(new(aktoer, id, status.Id.ToString(), kommentar), ct), ct);
        else
            await myndighed.Queue.RunAsync((SkiftStatus act) => act.Udfoer(new(aktoer, id, status.Id.ToString(), kommentar), ct), ct);
        return Svar.Ok(await visning.EfterAsync(aktoer, s.Id, (s.Nr, s.Sagsnummer), ct));
    }

    private static async Task<IResult> HentParter(string sag, Noegler noegler, Parter parter, Aktoer aktoer, CancellationToken ct)
    {
        var s = await noegler.SagAsync(aktoer, sag, ct);
        return Svar.Ok((await parter.PaaSagerAsync([s.Id], false, ct))[s.Id].Select(r => parter.Part(r, liste: true)));
    }

    private static async Task<IResult> NyPart(string sag, HttpContext http, Noegler noegler, Parter parter, SagerDb db, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var s = await noegler.SagAsync(aktoer, sag, ct);
        var ny = await parter.NypartAsync(aktoer, await Krop.LaesAsync(http.Request, ct), false, "Part", ct);
        if (await db.Sagsparter.AnyAsync(p => p.SagId == s.Id && p.Fratraadt == null && db.Parter.Any(x => x.Id == p.PartId && (x.Id == ny.PartId || (ny.Cpr != null && x.Cpr == ny.Cpr) || (ny.Cvr != null && x.Cvr == ny.Cvr))), ct))
        {
            await Fejlsvar.SkrivAsync(http, new(StatusCodes.Status409Conflict, "Parten er allerede part på sagen."));
            return Results.Empty;
        }

        await myndighed.Queue.RunAsync((TilfoejPart act) => act.Udfoer(new(aktoer, s.Id.ToString(), ny), ct), ct);
        return Svar.Ok(true);
    }

    private static async Task<IResult> Dokumenter(string sag, Noegler noegler, Dokumentformer former, Aktoer aktoer, CancellationToken ct) =>
        Svar.Ok(await former.PaaSagAsync(aktoer, await noegler.SagAsync(aktoer, sag, ct), null, ct));

    private static async Task<IResult> Notater(string sag, Noegler noegler, Notatformer former, Aktoer aktoer, CancellationToken ct) =>
        Svar.Ok(await former.NotaterAsync(await noegler.SagAsync(aktoer, sag, ct), ct));
}
