using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Former;
using Esdh.Sbsys.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Api;

/// <summary>The folders of a case.</summary>
internal static class DelforloebApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/delforloeb/sag/{sag}", PaaSag).Kraever(AccessRules.Laesning).WithSummary("Sagens delforløb (SBSYS)");
        api.MapGet("/sag/{sag}/delforloeb", PaaSag).Kraever(AccessRules.Laesning).WithSummary("Sagens delforløb (SBSYS)");
        api.MapGet("/delforloeb/{id}", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent et delforløb med dets dokumenter (SBSYS)");
        api.MapPost("/delforloeb", Opret).Kraever(AccessRules.Sagsarbejde).WithSummary("Opret et delforløb (SBSYS)");
        api.MapPost("/delforloeb/{id}/dokument", LaegDokument).Kraever(AccessRules.Sagsarbejde).WithSummary("Læg et dokument i et delforløb (SBSYS)");
    }

    private static async Task<IResult> PaaSag(string sag, Noegler noegler, SagerDb db, Aktoer aktoer, CancellationToken ct)
    {
        var s = await noegler.SagAsync(aktoer, sag, ct);
        var alle = await db.Delforloeb.AsNoTracking().Where(d => d.SagId == s.Id).OrderBy(d => d.Nummer).ToListAsync(ct);
        return Svar.Ok(alle.ConvertAll(d => Vis(d, s.Nr)));
    }

    private static async Task<IResult> Hent(string id, Noegler noegler, Dokumentformer former, Aktoer aktoer, CancellationToken ct)
    {
        var d = await noegler.DelforloebAsync(aktoer, id, ct);
        var s = await noegler.SagAsync(aktoer, d.SagId.ToString(), ct);
        return Svar.Ok(Vis(d, s.Nr) with { Dokumenter = await former.PaaSagAsync(aktoer, s, d.Id, ct) });
    }

    private static async Task<IResult> Opret(HttpRequest request, Noegler noegler, SagerDb db, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var krop = await Krop.LaesAsync(request, ct);
        var s = await noegler.SagAsync(aktoer, krop, ct);
        var svar = await myndighed.Queue.RunAsync((TilfoejDelforloeb act) => act.Udfoer(new(aktoer, s.Id.ToString(), krop.Tekst("Titel")), ct), ct);
        return Svar.Ok(Vis(await db.Delforloeb.AsNoTracking().SingleAsync(d => d.Id == svar.Id, ct), s.Nr));
    }

    private static async Task<IResult> LaegDokument(string id, HttpRequest request, Noegler noegler, Dokumentformer former, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var d = await noegler.DelforloebAsync(aktoer, id, ct);
        var krop = await Krop.LaesAsync(request, ct);
        var noegle = krop.Tekst("DokumentRegistreringId", "DokumentRegistreringID") ?? throw new InvalidException("DokumentRegistreringId", "Angiv DokumentRegistreringId.");
        var (dokument, _) = await noegler.DokumentAsync(aktoer, noegle, ct);
        await myndighed.Queue.RunAsync((LaegIDelforloeb act) => act.Udfoer(new(aktoer, d.SagId.ToString(), d.Nummer, [dokument]), ct), ct);
        return Svar.Ok(await former.EnAsync(aktoer, d.SagId, dokument, ct));
    }

    private static DelforloebDto Vis(Delforloeb d, int sagNr) => new() { ID = d.Nr, SagID = sagNr, Titel = d.Titel };
}
