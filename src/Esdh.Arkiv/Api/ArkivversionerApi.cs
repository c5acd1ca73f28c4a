using Esdh.Arkiv.Foresp;
using Esdh.Arkiv.Handlinger;
using Esdh.Arkiv.Indhold;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Files;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Arkiv.Api;

/// <summary>Deliveries to the archive over REST, over the same acts as the pages.</summary>
internal static class ArkivversionerApi
{
    private const Roller Arkivar = Roller.Arkivar;

    /// <param name="Avid">From the archive.</param>
    /// <param name="Fra">First day of a closed period; neither day for a snapshot.</param>
    public sealed record Bestilling(
        string? Avid, DateOnly? Fra = null, DateOnly? Til = null, IReadOnlyList<string>? Emner = null, IReadOnlyList<string>? Arkivskabere = null, IReadOnlyList<Guid>? Bilag = null, int? Dpi = null, int? Megabyte = null,
        bool Slutaflevering = false, bool Kasseret = false);

    /// <param name="Tilstand">kontrolleret, afsendt, godkendt or afvist.</param>
    public sealed record Skift(string? Tilstand, string? Grund = null);

    public sealed record Opsaetning(string? Modtagearkiv, string? Arkivnavn, string? Arkivskaber, string? Systemnavn, string? Formaal, string? Indhold, int? KasseresEfterAar = null);

    public sealed record Bestemmelse(string? Titel, DateOnly? Dato, string? Journalnummer = null, string? Bemaerkning = null);

    public sealed record Periode(string? Navn, DateOnly? Fra, DateOnly? Til = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/arkivversioner").WithTags("Arkiv").MedIdempotens().Kraever(Arkivar);
        api.MapGet("", async (Arkivversionsopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.ListeAsync(ct))).WithSummary("Arkiveringsversionerne, nyeste først");
        api.MapPost("", async (Bestilling b, Authority m, Aktoer aktoer, CancellationToken ct) =>
        {
            var svar = await m.Queue.RunAsync((BestilArkivversion act) => act.Udfoer(new(aktoer, b.Avid, b.Fra, b.Til, b.Emner ?? [], b.Arkivskabere ?? [], b.Bilag ?? [], b.Dpi, b.Megabyte, b.Slutaflevering, b.Kasseret), ct), ct);
            return TypedResults.Accepted($"/api/v1/arkivversioner/{svar.Avid}", svar);
        }).WithSummary("Bestil en arkiveringsversion");
        api.MapGet("/{version}", async (string version, Arkivversionsopslag opslag, HttpResponse response, CancellationToken ct) =>
        {
            var post = await opslag.HentAsync(version, ct);
            response.Headers.ETag = Preconditions.ETag(post.Version);
            return TypedResults.Ok(post);
        }).WithSummary("Hent en arkiveringsversion med rapport");
        api.MapPost("/{version}/tilstand", async (string version, Skift s, Authority m, Aktoer aktoer, HttpRequest request, CancellationToken ct) =>
        {
            var set = request.IfMatch();
            return TypedResults.Ok(new { tilstand = await m.Queue.RunAsync((FoerArkivversion act) => act.Udfoer(new(aktoer, version, s.Tilstand, s.Grund, set), ct), ct) });
        }).WithSummary("Notér, at arkiveringsversionen er kontrolleret, afsendt, godkendt eller afvist");
        api.MapPost("/{version}/bygning", async (string version, Authority m, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Accepted($"/api/v1/arkivversioner/{version}", new { jobId = await m.Queue.RunAsync((TagArkivversionOp act) => act.Udfoer(new(aktoer, version), ct), ct) })).WithSummary("Byg videre, eller byg en afvist arkiveringsversion igen");
        api.MapPost("/{version}/kontrol", async (string version, Authority m, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Accepted($"/api/v1/arkivversioner/{version}", new { jobId = await m.Queue.RunAsync((BestilArkivkontrol act) => act.Udfoer(new(aktoer, version), ct), ct) })).WithSummary("Kontrollér en arkiveringsversion efter BEK 128");
        api.MapGet("/{version}/kontrol", async (string version, Arkivversionsopslag opslag, CancellationToken ct) =>
        {
            var post = await opslag.HentAsync(version, ct);
            var sti = Arkivkontroljob.Rapport(post.Mappe, post.Avid, "json");
            return post.Kontrol?.Proevet is not null && File.Exists(sti) ? Results.File(sti, "application/json") : throw new NotFoundException("Der er ingen kontrolrapport.");
        }).WithSummary("Hent rapporten fra kontrollen af en arkiveringsversion").Produces<Contract.Kontrolrapport>();

        var om = routes.MapGroup("/api/v1/afleveringer").WithTags("Arkiv").MedIdempotens().Kraever(Arkivar);
        om.MapGet("/opsaetning", async (Arkivversionsopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.OpsaetningAsync(ct))).WithSummary("Hent det, alle afleveringer har til fælles");
        om.MapPut("/opsaetning", async (Opsaetning o, Authority m, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct) =>
        {
            var set = request.IfMatch();
            response.Headers.ETag = Preconditions.ETag(await m.Queue.RunAsync((GemAfleveringsopsaetning act) => act.Udfoer(new(aktoer, o.Modtagearkiv, o.Arkivnavn, o.Arkivskaber, o.Systemnavn, o.Formaal, o.Indhold, set) { KasseresEfterAar = o.KasseresEfterAar }, ct), ct));
            return TypedResults.NoContent();
        }).WithSummary("Gem det, alle afleveringer har til fælles");
        om.MapGet("/bilag", async (Arkivversionsopslag opslag, CancellationToken ct) => TypedResults.Ok((await opslag.BilagAsync(ct)).Select(b => new { b.Id, art = b.Art.ToString(), b.Titel, b.Dato, b.Forfatter, b.Filnavn, b.Stoerrelse }))).WithSummary("Bilag, der forklarer afleveringerne");
        om.MapPost("/bilag", Bilag).WithSummary("Læg et bilag til afleveringerne").DisableAntiforgery();
        om.MapDelete("/bilag/{bilag:guid}", async (Guid bilag, Authority m, Aktoer aktoer, CancellationToken ct) =>
        {
            await m.Queue.RunAsync((UdgaaAfleveringsbilag act) => act.Udfoer(new(aktoer, bilag), ct), ct);
            return TypedResults.NoContent();
        }).WithSummary("Lad et bilag udgå");
        om.MapGet("/bestemmelser", async (Arkivversionsopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.BestemmelserAsync(ct))).WithSummary("Afleveringsbestemmelser");
        om.MapPost("/bestemmelser", async (Bestemmelse b, Authority m, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(new { id = await m.Queue.RunAsync((NoterAfleveringsbestemmelse act) => act.Udfoer(new(aktoer, b.Titel, b.Dato, b.Journalnummer, b.Bemaerkning), ct), ct) })).WithSummary("Notér en afleveringsbestemmelse");
        om.MapGet("/journalperioder", async (Arkivversionsopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.PerioderAsync(ct))).WithSummary("Journalperioder");
        om.MapPost("/journalperioder", async (Periode p, Authority m, Aktoer aktoer, CancellationToken ct) =>
            TypedResults.Ok(new { id = await m.Queue.RunAsync((NoterJournalperiode act) => act.Udfoer(new(aktoer, p.Navn, p.Fra, p.Til), ct), ct) })).WithSummary("Notér en journalperiode");
    }

    private static async Task<Ok<Bilagssvar>> Bilag(HttpRequest request, Authority m, Aktoer aktoer, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            throw new InvalidException("fil", "Send som multipart/form-data med fil, art, titel og dato.");
        var form = await request.ReadFormAsync(ct);
        return TypedResults.Ok(new Bilagssvar(await LaegAsync(form.Files.GetFile("fil"), form["art"], form["titel"], DateOnly.TryParse(form["dato"], System.Globalization.CultureInfo.InvariantCulture, out var dag) ? dag : null, form["forfatter"], m, aktoer, ct)));
    }

    public sealed record Bilagssvar(Guid Id);

    /// <summary>Takes the file in and files it; the same for the pages.</summary>
    internal static async Task<Guid> LaegAsync(IFormFile? fil, string? art, string? titel, DateOnly? dato, string? forfatter, Authority m, Aktoer aktoer, CancellationToken ct)
    {
        TilfoejAfleveringsbilag.Kontroller(art, titel, dato, forfatter);
        if (fil is null || fil.Length == 0)
            throw new InvalidException("fil", "Vælg en fil.");
        await using var indhold = fil.OpenReadStream();
        if (string.Equals(art, nameof(Domain.Afleveringsbilagsart.Formplan), StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                _ = Version.Formplan.Laes(indhold, "x", DateOnly.MaxValue);
                indhold.Position = 0;
            }
            catch (InvalidDataException fejl)
            {
                throw new InvalidException("fil", fejl.Message);
            }
        }

        var gemt = await m.Content.SaveAsync(indhold, StoersteBilag, ct);
        return await m.Queue.RunAsync((TilfoejAfleveringsbilag act) => act.Udfoer(new(aktoer, art, titel, dato, forfatter, CleanFileName.From(fil.FileName).Name, gemt), ct), ct);
    }

    internal const long StoersteBilag = 100L * 1024 * 1024;
}
