using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Jobs;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Api;

/// <summary>The list of a case's akts, stamped copies, and the whole case as one PDF.</summary>
internal static class AkterApi
{
    public sealed record Bestilling(bool MedKladder = false);

    /// <param name="Status">Venter, Koerer, Faerdig, Fejlet or Stoppet.</param>
    /// <param name="Fil">Where the PDF is fetched; null until it is made.</param>
    /// <param name="Mangler">Akts that only got a page saying why they are not there.</param>
    internal sealed record Udtraek(Guid Id, string Sagsnummer, string Status, int Faerdige, int IAlt, int Sider, string? Resultat, string? Mangler, string? Fil);

    public static void Map(IEndpointRouteBuilder api)
    {
        var sag = api.MapGroup("/sager/{sag}").WithTags("Dokumenter");
        sag.MapGet("/aktliste", Aktlisten).Kraever(AccessRules.Laesning).WithSummary("Sagens aktliste: json, csv eller pdf").Produces<IReadOnlyList<Aktlistepost>>();
        sag.MapPost("/udtraek", Bestil).Kraever(AccessRules.Laesning).WithSummary("Bestil hele sagen som én PDF").Produces<BestilSagsudtraek.Svar>(StatusCodes.Status202Accepted);
        api.MapGet("/udtraek/{id:guid}", Hent).Kraever(AccessRules.Laesning).WithTags("Dokumenter").WithSummary("Se, hvor langt et udtræk er").Produces<Udtraek>();
        api.MapGet("/udtraek/{id:guid}/fil", Fil).Kraever(AccessRules.Laesning).WithTags("Dokumenter").WithSummary("Hent hele sagen som én PDF").Produces<Stream>(StatusCodes.Status200OK, "application/pdf");
        api.MapGet("/dokumenter/{id:guid}/filer/{nr:int}/pdf", Kopi).Kraever(AccessRules.Laesning).WithTags("Dokumenter").WithSummary("En fil som PDF, med stempel, når det ønskes").Produces<Stream>(StatusCodes.Status200OK, "application/pdf");
    }

    internal static async Task<IResult> Aktlisten(string sag, SagerDb db, Authority myndighed, Aktoer aktoer, Adgang.Contract.Adgangsspor spor, TimeProvider tid, CancellationToken ct, string? format = null)
    {
        var s = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(s);
        if (format is not (null or "json" or "csv" or "pdf"))
            throw new InvalidException("format", "Format skal være json, csv eller pdf.");
        var akter = await Aktliste.IRaekkefoelgeAsync(db, aktoer, s.Id, Aktvalg.Akter, Aktdokumenter.FlestIListen, DanishTime.Today(tid), ct);
        if (format == "csv")
            return Results.Stream(til => Aktdokumenter.CsvAsync(til, akter, ct), "text/csv; charset=utf-8", $"aktliste-{s.Sagsnummer}.csv");
        if (format != "pdf")
            return TypedResults.Ok(akter);
        var pdf = new MemoryStream();
        Aktdokumenter.Pdf(pdf, s, myndighed, akter, tid.GetUtcNow());
        pdf.Position = 0;
        return TypedResults.Stream(pdf, "application/pdf", $"aktliste-{s.Sagsnummer}.pdf");
    }

    private static async Task<IResult> Bestil(string sag, Bestilling? a, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((BestilSagsudtraek act) => act.Udfoer(new(aktoer, sag, a?.MedKladder ?? false), ct), ct);
        return TypedResults.Accepted($"/api/v1/udtraek/{svar.Id}", svar);
    }

    private static async Task<IResult> Hent(Guid id, SagerDb db, CoreDb core, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await FindAsync(id, db, core, aktoer, ct));

    internal static async Task<Udtraek> FindAsync(Guid id, SagerDb db, CoreDb core, Aktoer aktoer, CancellationToken ct)
    {
        var (udtraek, sag) = await EgetAsync(id, db, aktoer, ct);
        var job = await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == udtraek.JobId, ct);
        return new(
            id, sag.Sagsnummer, job.Status.ToString(), job.Faerdige, job.IAlt, udtraek.Sider, job.Resultat, udtraek.Mangler, udtraek.Sha256 is null ? null : $"/api/v1/udtraek/{id}/fil");
    }

    internal static async Task<IResult> Fil(Guid id, SagerDb db, CoreDb core, Authority myndighed, Aktoer aktoer, Adgang.Contract.Adgangsspor spor, TimeProvider tid, CancellationToken ct)
    {
        var (udtraek, sag) = await EgetAsync(id, db, aktoer, ct);
        spor.Paa(sag);
        if (udtraek.Sha256 is null || udtraek.Bestilt < tid.GetUtcNow() - Sagsudtraek.Levetid || !myndighed.Content.Exists(udtraek.Sha256))
            throw new NotFoundException("Udtrækket er ikke færdigt, eller det er mere end en uge gammelt. Bestil det igen.");
        var poster = await core.JobPoster.AsNoTracking().Where(p => p.JobId == udtraek.JobId).Select(p => p.Noegle).ToListAsync(ct);
        if (!await Dokumentforesp.SerStadigAsync(db, aktoer, poster.Select(p => JsonSerializer.Deserialize<BestilSagsudtraek.Post>(p)!.Sha256).Where(s => s.Length > 0), ct))
            throw new NotFoundException(Dokumentforesp.IkkeLaengere);
        return TypedResults.Stream(myndighed.Content.OpenRead(udtraek.Sha256), "application/pdf", $"sag-{sag.Sagsnummer}.pdf", enableRangeProcessing: true);
    }

    /// <summary>One's own extract of a case that one still sees.</summary>
    private static async Task<(Sagsudtraek Udtraek, Sag Sag)> EgetAsync(Guid id, SagerDb db, Aktoer aktoer, CancellationToken ct)
    {
        var udtraek = await db.Sagsudtraek.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id && u.BestiltAf == aktoer.Id, ct);
        // One answer to all who get none: at a colleague's desk one's own extract may be of a case that the desk does not see.
        return udtraek is not null && await db.Sager.SynligeFor(aktoer).SingleOrDefaultAsync(s => s.Id == udtraek.SagId, ct) is { } sag
            ? (udtraek, sag) : throw new NotFoundException("Udtrækket findes ikke.");
    }

    /// <param name="stempel">True writes case, akt and date at the top of each page.</param>
    /// <param name="sag">The case whose number is stamped, when the document is on several.</param>
    internal static async Task<IResult> Kopi(
        Guid id, int nr, SagerDb db, Filudlevering udlevering, Pdfdannelse dannelse, Qpdf qpdf, Authority myndighed, Aktoer aktoer, TimeProvider tid, CancellationToken ct, bool stempel = false, string? sag = null, string? begrundelse = null)
    {
        var fil = await udlevering.FindAsync(aktoer, id, nr, null, begrundelse, ct);
        var pdf = await dannelse.DanAsync(fil.Sha256, fil.Filnavn, fil.Mimetype, ct);
        if (pdf.Sha256 is null)
            throw new NotFoundException(pdf.Grund ?? "Filen kan ikke vises som PDF.");
        var navn = Path.GetFileNameWithoutExtension(fil.Filnavn) + ".pdf";
        if (!stempel)
            return TypedResults.Stream(myndighed.Content.OpenRead(pdf.Sha256), "application/pdf", navn, enableRangeProcessing: true);

        var dokument = await Dokumentforesp.HentAsync(db, aktoer, id, DanishTime.Today(tid), ct);
        var sted = sag is null ? dokument.Sager[0] : dokument.Sager.FirstOrDefault(s => s.Sagsnummer == sag || s.Id.ToString() == sag) ?? throw new InvalidException("sag", "Dokumentet er ikke på sagen.");
        var akt = sag is null ? dokument.Filer.Single(f => f.Nummer == nr).Akt : sted.Akt;
        var kopi = new MemoryStream();
        try
        {
            await using var original = myndighed.Content.OpenRead(pdf.Sha256);
            await PdfStamp.StampAsync(original, kopi, Aktdokumenter.Stempel(sted.Sagsnummer, akt, dokument.Dato), qpdf, ct);
        }
        catch (PdfException e)
        {
            throw new InvalidException("stempel", e.Message);
        }

        kopi.Position = 0;
        return TypedResults.Stream(kopi, "application/pdf", navn);
    }
}
