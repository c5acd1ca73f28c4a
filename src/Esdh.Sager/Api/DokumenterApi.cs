using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Esdh.Sager.Api;

/// <summary>Documents over REST.</summary>
internal static class DokumenterApi
{
    public sealed record NytDokument(string? Titel, string? Retning, DateOnly? Dato = null, string? Dokumenttype = null, string? Part = null, bool Journaliser = false);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sager/{sag}/dokumenter", Opret).Kraever(AccessRules.Sagsarbejde).WithTags("Dokumenter").WithSummary("Læg et dokument på en sag (multipart: fil og json)").DisableAntiforgery();
        var dokumenter = api.MapGroup("/dokumenter").WithTags("Dokumenter");
        dokumenter.MapPost("/{id:guid}/journalisering", Journaliser).Kraever(AccessRules.Sagsarbejde).WithSummary("Journalisér et dokument");
        dokumenter.MapGet("/{id:guid}/filer/{nr:int}", Fil).Kraever(AccessRules.Laesning).WithSummary("Hent en fil, som den kom");
    }

    private static async Task<Created<OpretDokument.Svar>> Opret(string sag, HttpRequest request, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var (json, filer) = await Upload.LaesAsync<NytDokument>(request, myndighed, ct);
        var svar = await myndighed.Queue.RunAsync((OpretDokument act) => act.Udfoer(new(
            aktoer, sag, json?.Titel, json?.Retning, json?.Dato, json?.Dokumenttype, json?.Part, json?.Journaliser ?? false, filer), ct), ct);
        return TypedResults.Created($"/api/v1/dokumenter/{svar.Id}", svar);
    }

    private static async Task<Ok<JournaliserDokument.Svar>> Journaliser(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((JournaliserDokument act) => act.Udfoer(new(aktoer, id, set), ct), ct));
    }

    private static async Task<FileStreamHttpResult> Fil(Guid id, int nr, SagerDb db, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var dokument = await db.FindDokumentAsync(aktoer, id, ct);
        var fil = await db.Filer.SingleOrDefaultAsync(f => f.DokumentId == id && f.Filversion == dokument.Filversion && f.Nummer == nr, ct)
            ?? throw new NotFoundException("Filen findes ikke.");
        return TypedResults.Stream(myndighed.Content.OpenRead(fil.Sha256), fil.Mimetype, fil.Filnavn, enableRangeProcessing: true, entityTag: new($"\"{fil.Sha256}\""));
    }
}
