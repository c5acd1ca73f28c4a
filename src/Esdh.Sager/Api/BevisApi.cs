using System.Text;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Seal;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Api;

/// <summary>The proof that a document was journalised with this title, date and these files, to be checked alone; over REST and from the document's page.</summary>
internal static class BevisApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/dokumenter/{id:guid}/bevis", Hent).Kraever(AccessRules.Laesning).WithTags("Dokumenter").WithSummary("Hent beviset for journaliseringen af et dokument")
            .Produces<InclusionProof.Bevis>();

    public static void MapSider(IEndpointRouteBuilder routes) =>
        routes.MapGet("/dokumenter/{id:guid}/bevis", Hent).Kraever(AccessRules.Laesning).WithSummary("Hentede beviset for journaliseringen af et dokument");

    private static async Task<FileContentHttpResult> Hent(Guid id, SagerDb db, CoreDb core, Proofs beviser, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var dokument = await db.FindDokumentAsync(aktoer, id, ct);
        spor.Dokument(id);
        if (await db.Sager.SynligeFor(aktoer).AnyAsync(s => s.ErBeskyttet && db.Registreringer.Any(r => r.DokumentId == id && r.SagId == s.Id && r.FlyttetTilId == null), ct))
            spor.Beskyttet();
        DokumentRegler.KunJournaliseredeBevises.Kraev(dokument.Journaliseret is not null);
        // It is journalised once on each case, and the sealed leaf names the case: the one that is handed out is of a case that the actor sees.
        var skete = await core.Haendelser.Where(h => h.ObjektId == id && h.Type == nameof(Contract.DokumentJournaliseret)).OrderByDescending(h => h.Nr).Select(h => new { h.Nr, h.SagId }).ToListAsync(ct);
        var sager = skete.ConvertAll(h => h.SagId);
        var synlige = await db.Sager.SynligeFor(aktoer).Where(s => sager.Contains(s.Id)).Select(s => (Guid?)s.Id).ToListAsync(ct);
        var nr = skete.Find(h => synlige.Contains(h.SagId))?.Nr ?? throw new NotFoundException("Dokumentet blev journaliseret på en sag, du ikke har adgang til. En, der har, kan hente beviset.");
        var bevis = await beviser.ForEventAsync(nr, ct);
        DokumentRegler.KunForsegledeBevises.Kraev(bevis is not null);
        return TypedResults.File(Encoding.UTF8.GetBytes(bevis!.ToJson()), "application/json", $"bevis-{id}.json");
    }
}
