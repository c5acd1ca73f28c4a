using System.Text;
using Esdh.Adgang.Contract;
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

    private static async Task<FileContentHttpResult> Hent(Guid id, SagerDb db, Proofs beviser, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var dokument = await db.FindDokumentAsync(aktoer, id, ct);
        spor.Dokument(id);
        if (await db.Sager.SynligeFor(aktoer).AnyAsync(s => s.ErBeskyttet && db.Registreringer.Any(r => r.DokumentId == id && r.SagId == s.Id && r.FlyttetTilId == null), ct))
            spor.Beskyttet();
        var nr = dokument.Journaliseret is null ? null : await beviser.FindAsync(id, nameof(Contract.DokumentJournaliseret), ct);
        DokumentRegler.KunJournaliseredeBevises.Kraev(nr is not null);
        var bevis = await beviser.ForEventAsync(nr!.Value, ct);
        DokumentRegler.KunForsegledeBevises.Kraev(bevis is not null);
        return TypedResults.File(Encoding.UTF8.GetBytes(bevis!.ToJson()), "application/json", $"bevis-{id}.json");
    }
}
