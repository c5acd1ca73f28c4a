using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>The list of a case's akts, stamped copies, and the whole case as one PDF.</summary>
internal static class AkterApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var sag = api.MapGroup("/sager/{sag}").WithTags("Dokumenter");
        sag.MapGet("/aktliste", Aktlisten).Kraever(AccessRules.Laesning).WithSummary("Sagens aktliste: json eller csv").Produces<IReadOnlyList<Aktlistepost>>();
        api.MapGet("/dokumenter/{id:guid}/filer/{nr:int}/pdf", Kopi).Kraever(AccessRules.Laesning).WithTags("Dokumenter").WithSummary("En fil som PDF").Produces<Stream>(StatusCodes.Status200OK, "application/pdf");
    }

    internal static async Task<IResult> Aktlisten(string sag, SagerDb db, Aktoer aktoer, CancellationToken ct, string? format = null)
    {
        var s = await db.FindSagAsync(aktoer, sag, ct);
        if (format is not (null or "json" or "csv"))
            throw new InvalidException("format", "Format skal være json eller csv.");
        var akter = await Aktliste.IRaekkefoelgeAsync(db, aktoer, s.Id, Aktvalg.Akter, Aktdokumenter.FlestIListen, ct);
        if (format == "csv")
            return Results.Stream(til => Aktdokumenter.CsvAsync(til, akter, ct), "text/csv; charset=utf-8", $"aktliste-{s.Sagsnummer}.csv");
        return TypedResults.Ok(akter);
    }

    internal static async Task<IResult> Kopi(
        Guid id, int nr, Filudlevering udlevering, Pdfdannelse dannelse, Authority myndighed, Aktoer aktoer, CancellationToken ct, string? begrundelse = null)
    {
        var fil = await udlevering.FindAsync(aktoer, id, nr, null, begrundelse, ct);
        var pdf = await dannelse.DanAsync(fil.Sha256, fil.Filnavn, fil.Mimetype, ct);
        return pdf.Sha256 is null
            ? throw new NotFoundException(pdf.Grund ?? "Filen kan ikke vises som PDF.")
            : TypedResults.Stream(myndighed.Content.OpenRead(pdf.Sha256), "application/pdf", Path.GetFileNameWithoutExtension(fil.Filnavn) + ".pdf", enableRangeProcessing: true);
    }
}
