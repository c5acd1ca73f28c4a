using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Dav;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Handlinger;
using Esdh.Sbsys.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Api;

/// <summary>Documents that are being written: taken in, checked out, checked in, read in an earlier version.</summary>
internal static class KladdeApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/kladde", Opret).Kraever(AccessRules.Sagsarbejde).WithSummary("Opret en kladde (SBSYS, multipart: files og json)").DisableAntiforgery();
        api.MapGet("/kladde/{id}", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent en kladde (SBSYS)");
        api.MapGet("/kladde/{id}/checkout/latest", TjekUd).Kraever(AccessRules.Sagsarbejde).WithSummary("Tjek en kladde ud, og hent filen (SBSYS)");
        api.MapPost("/kladde/{id}/checkin", TjekInd).Kraever(AccessRules.Sagsarbejde).WithSummary("Tjek en kladde ind (SBSYS, multipart: files og json)").DisableAntiforgery();
        api.MapGet("/kladde/{id}/readonly/{version:int}", Laes).Kraever(AccessRules.Laesning).WithSummary("Hent en kladdes fil i en udgave (SBSYS)");
        api.MapGet("/sag/{sag}/kladder", PaaSag).Kraever(AccessRules.Laesning).WithSummary("Sagens kladder (SBSYS)");
    }

    private static async Task<IResult> Opret(
        HttpContext http, Noegler noegler, Parter parter, Dokumentformer former, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        Sag? sag = null;
        async Task FindAsync(IReadOnlyDictionary<string, string> felter)
        {
            if (sag is null && felter.TryGetValue("json", out var tekst))
                (sag = await noegler.SagAsync(aktoer, Krop.Laes(tekst), ct)).KraevAaben();
        }

        var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct, FindAsync, samlFejl: true);
        var krop = Krop.Laes(forsendelse["json"] ?? throw new InvalidException("json", "Der mangler en del, der hedder json, med oplysningerne om kladden."));
        sag ??= await noegler.SagAsync(aktoer, krop, ct);
        var (part, navn) = await parter.KorrespondentAsync(aktoer, krop.Objekt("SagsPart"), ct);
        var svar = await myndighed.Queue.RunAsync((LaegSbsysdokument act) => act.Udfoer(new(
            new(aktoer, sag.Id.ToString(), krop.Tekst("Navn", "DokumentNavn"), nameof(Retning.Udgaaende), null, null, navn, false, forsendelse.Filer, PartId: part,
                Filfejl: forsendelse.Filfejl ?? (forsendelse.Filer.Count == 0 ? "Der mangler en del, der hedder files, med filen." : null)),
            null, krop.Tekst("Emne"), krop.Tekst("Beskrivelse"), null, null, null), ct), ct);
        var (_, plads) = await noegler.DokumentAsync(aktoer, svar.Id.ToString(), ct);
        return Svar.Ok(await former.KladdeAsync(aktoer, plads, ct));
    }

    private static async Task<IResult> Hent(string id, Noegler noegler, Dokumentformer former, Aktoer aktoer, CancellationToken ct) =>
        Svar.Ok(await former.KladdeAsync(aktoer, (await noegler.DokumentAsync(aktoer, id, ct)).Plads, ct));

    private static async Task<IResult> TjekUd(string id, Noegler noegler, Redigeringsnoegler redigeringsnoegler, Filudlevering udlevering, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var (dokument, _) = await noegler.DokumentAsync(aktoer, id, ct);
        await myndighed.Queue.RunAsync((TjekDokumentUd act) => act.Udfoer(new(aktoer, dokument, redigeringsnoegler.Ny(myndighed)), ct), ct);
        return await udlevering.HentAsync(aktoer, dokument, 1, null, null, ct);
    }

    private static async Task<IResult> TjekInd(string id, HttpContext http, Noegler noegler, Dokumentformer former, Upload upload, SagerDb db, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var (dokument, plads) = await noegler.DokumentAsync(aktoer, id, ct);
        var d = await db.FindDokumentAsync(aktoer, dokument, ct);
        d.KraevKladde();
        var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct);
        await myndighed.Queue.RunAsync((IndleverKladde act) => act.Udfoer(new(aktoer, dokument, forsendelse.Filer, d.UdtjekketAf is not null), ct), ct);
        return Svar.Ok(await former.KladdeAsync(aktoer, plads, ct));
    }

    private static async Task<IResult> Laes(string id, int version, Noegler noegler, Filudlevering udlevering, Aktoer aktoer, CancellationToken ct) =>
        await udlevering.HentAsync(aktoer, (await noegler.DokumentAsync(aktoer, id, ct)).DokumentId, 1, version, null, ct);

    private static async Task<IResult> PaaSag(string sag, Noegler noegler, Dokumentformer former, SagerDb db, Aktoer aktoer, CancellationToken ct)
    {
        var s = await noegler.SagAsync(aktoer, sag, ct);
        var synlige = db.DokumenterPaa(aktoer, s.Id).Where(d => d.Tilstand == Dokumenttilstand.Kladde && d.ForaelderId == null).Select(d => d.Id);
        var pladser = await db.Registreringer.AsNoTracking().Where(r => r.SagId == s.Id && r.FlyttetTilId == null && synlige.Contains(r.DokumentId)).OrderBy(r => r.Nr).Take(FlestKladder).ToListAsync(ct);
        List<Former.KladdeDto> kladder = [];
        foreach (var plads in pladser)
            kladder.Add(await former.KladdeAsync(aktoer, plads, ct));
        return Svar.Ok(kladder);
    }

    /// <summary>A case has few drafts at a time.</summary>
    private const int FlestKladder = 100;
}
