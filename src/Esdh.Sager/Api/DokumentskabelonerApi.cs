using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Files.Word;
using Esdh.Core.Web;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Api;

/// <summary>Document templates over REST, and producing documents from them.</summary>
internal static class DokumentskabelonerApi
{
    public sealed record Produktion(string? Skabelon, string? Titel = null, Guid? SagspartId = null, string? Format = null);

    public sealed record Skabelondata(
        string? Noegle = null, string? Navn = null, string? Beskrivelse = null, string? Retning = null, string? Dokumenttype = null, string? Titel = null, bool Aktiv = true, Guid? KaedeId = null);

    internal sealed record Skabelon(
        Guid Id, int Nr, string Noegle, string Navn, string? Beskrivelse, string Retning, string? Dokumenttype, string Titel, string Filnavn, long Stoerrelse, IReadOnlyList<string> Felter,
        bool Aktiv, DateTimeOffset Rettet, long Version, Guid? KaedeId);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sager/{sag}/dokumenter/fra-skabelon", Dan).Kraever(AccessRules.Sagsarbejde).WithTags("Dokumenter").WithSummary("Dan et dokument fra en skabelon");
        var skabeloner = api.MapGroup("/dokumentskabeloner").WithTags("Dokumentskabeloner");
        skabeloner.MapGet("", Liste).KraeverLogon().WithSummary("Alle dokumentskabeloner");
        skabeloner.MapPost("", Opret).Kraever(Roller.Administrator).WithSummary("Opret en dokumentskabelon (multipart: fil og json)").DisableAntiforgery();
        skabeloner.MapPut("/{id:guid}", Ret).Kraever(Roller.Administrator).WithSummary("Ret en dokumentskabelon (multipart: json og eventuelt fil)").DisableAntiforgery();
        skabeloner.MapGet("/{id:guid}/fil", Fil).KraeverLogon().WithSummary("Hent skabelonens Word-fil").Produces<Stream>(StatusCodes.Status200OK, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    }

    private static async Task<Created<Dokumentproduktion.Svar>> Dan(string sag, Produktion a, Dokumentproduktion produktion, Aktoer aktoer, CancellationToken ct)
    {
        if (a.Format is not (null or "docx" or "pdf"))
            throw new InvalidException("format", "Format skal være docx eller pdf.");
        var svar = await produktion.DanAsync(aktoer, sag, new(a.Skabelon, a.Titel, a.SagspartId, a.Format == "pdf"), ct);
        return TypedResults.Created($"/api/v1/dokumenter/{svar.Id}", svar);
    }

    private static async Task<Ok<List<Skabelon>>> Liste(SagerDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.Dokumentskabeloner.OrderBy(s => s.Navn).Select(s => new Skabelon(
            s.Id, s.Nr, s.Noegle, s.Navn, s.Beskrivelse, s.Retning.ToString(), s.Dokumenttype, s.Titel, s.Filnavn, s.Stoerrelse, s.Felter, s.Aktiv, s.Rettet, s.Version, s.KaedeId)).ToListAsync(ct));

    private static async Task<Created<GemDokumentskabelon.Svar>> Opret(HttpContext http, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await GemAsync(null, http, upload, myndighed, aktoer, ct);
        return TypedResults.Created($"/api/v1/dokumentskabeloner/{svar.Id}", svar);
    }

    private static async Task<Ok<GemDokumentskabelon.Svar>> Ret(Guid id, HttpContext http, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await GemAsync(id, http, upload, myndighed, aktoer, ct));

    private static async Task<GemDokumentskabelon.Svar> GemAsync(Guid? id, HttpContext http, Upload upload, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var set = http.Request.IfMatch();
        var forsendelse = await upload.LaesAsync(http.Request, myndighed, ct);
        var a = forsendelse.Json<Skabelondata>() ?? new();
        var fil = LaesSkabelon(forsendelse, myndighed, out var felter);
        return await myndighed.Queue.RunAsync((GemDokumentskabelon act) => act.Udfoer(new(
            aktoer, id, a.Noegle, a.Navn, a.Beskrivelse, a.Retning ?? "udgaaende", a.Dokumenttype, a.Titel, a.Aktiv, fil?.Filnavn, fil?.Indhold, felter, set, a.KaedeId), ct), ct);
    }

    /// <summary>The Word file, if one was sent, and its merge fields.</summary>
    /// <exception cref="InvalidException">It is no Word file that can be merged.</exception>
    internal static OpretDokument.Nyfil? LaesSkabelon(Upload.Forsendelse forsendelse, Authority myndighed, out IReadOnlyList<string>? felter)
    {
        felter = null;
        if (forsendelse.Filer.Count == 0)
            return null;
        var fil = forsendelse.Filer[0];
        if (!fil.Filnavn.EndsWith(".docx", StringComparison.OrdinalIgnoreCase))
            throw new InvalidException("fil", "En skabelon er en Word-fil (.docx).");
        try
        {
            using var indhold = myndighed.Content.OpenRead(fil.Indhold.Sha256);
            felter = DocxMerge.Fields(indhold);
            return fil;
        }
        catch (DocxException e)
        {
            throw new InvalidException("fil", e.Message);
        }
    }

    internal static async Task<FileStreamHttpResult> Fil(Guid id, SagerDb db, Authority myndighed, CancellationToken ct)
    {
        var skabelon = await db.Dokumentskabeloner.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException("Skabelonen findes ikke.");
        return TypedResults.Stream(
            myndighed.Content.OpenRead(skabelon.Sha256), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", skabelon.Filnavn);
    }
}
