using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Foresp;
using Esdh.Arkiv.Handlinger;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Arkiv.Api;

/// <summary>Retention, stops and disposals over REST.</summary>
internal static class BevaringApi
{
    /// <summary>Who may be the second person: reads the lists and approves.</summary>
    internal const Roller Godkendere = Roller.Arkivar | Roller.Leder;

    /// <param name="Emne">Main group, group or subject.</param>
    /// <param name="Bevaring">B, K, K5, K10 or Tom; blank leaves it to the plan.</param>
    /// <param name="Sletmaaneder">Months after closing.</param>
    public sealed record NyRegel(string? Emne, string? Facet = null, string? Bevaring = null, int? Sletmaaneder = null, string? Begrundelse = null, DateOnly? GaelderFra = null);

    public sealed record Egen(string? Bevaring = null, int? Sletmaaneder = null, string? Begrundelse = null);

    /// <param name="Sag">Id or number.</param>
    /// <param name="Part">Id in the register.</param>
    /// <param name="Person">CPR or CVR number, where the id is not known.</param>
    public sealed record Omfang(string? Sag = null, Guid? Part = null, string? Emne = null, DateOnly? Fra = null, DateOnly? Til = null, string? Person = null);

    public sealed record NytStop(string? Navn, string? Begrundelse, IReadOnlyList<Omfang>? Omfang);

    public sealed record Grund(string? Tekst);

    /// <param name="Art">Kassation of documents, or Sletning of cases' personal data; Kassation when not said.</param>
    public sealed record NyKassation(string? Titel, DateOnly? Skaeringsdag = null, IReadOnlyList<string>? Emner = null, string? Art = null);

    /// <param name="Beslutning">Id of a journalised document.</param>
    public sealed record Grundlag(string? Analyse = null, string? Hoering = null, DateOnly? HoeringDag = null, Guid? Beslutning = null, DateOnly? BeslutningDag = null);

    /// <param name="Grund">Null puts them back on the list.</param>
    public sealed record Undtagelse(IReadOnlyList<int>? Linjer = null, Guid? SagId = null, string? Emne = null, string? Grund = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Bevaring og kassation").MedIdempotens();
        Bevaring(api.MapGroup("").Kraever(Roller.Arkivar));
        Stop(api.MapGroup("").Kraever(Roller.Arkivar));
        Kassation(api.MapGroup("/kassationer").Kraever(Roller.Arkivar));
        Godkendelse(api.MapGroup("/kassationer").Kraever(Godkendere));
    }

    private static void Bevaring(RouteGroupBuilder api)
    {
        api.MapGet("/bevaring/fremskrivning", async (Bevaringsopslag opslag, CancellationToken ct, int? aar = null) => TypedResults.Ok(await opslag.FremskrivAsync(aar, ct))).WithSummary("Hvad der forfalder år for år, og efter emne i ét af dem");
        api.MapGet("/bevaring/regler", async (Bevaringsopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.ReglerAsync(ct))).WithSummary("Myndighedens egne bevaringsregler");
        api.MapPost("/bevaring/regler", async (NyRegel r, Authority m, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await m.Queue.RunAsync(
            (GemBevaringsregel act) => act.Udfoer(new(aktoer, r.Emne, r.Facet, r.Bevaring, r.Sletmaaneder, r.Begrundelse, r.GaelderFra), ct), ct))).WithSummary("Lav en bevaringsregel");
        api.MapDelete("/bevaring/regler/{id:guid}", (Guid id, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync((OphaevBevaringsregel act) => act.Udfoer(aktoer, id, ct), ct))).WithSummary("Ophæv en bevaringsregel fra i dag");
        api.MapGet("/sager/{sag}/bevaring", async (string sag, Bevaringsopslag opslag, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await opslag.SagAsync(aktoer, sag, ct))).WithSummary("Hvor længe en sag bevares, og hvorfor");
        api.MapPut("/sager/{sag}/bevaring", (string sag, Egen e, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync(
            (SaetSagsbevaring act) => act.Udfoer(new(aktoer, sag, e.Bevaring, e.Sletmaaneder, e.Begrundelse), ct), ct))).WithSummary("Bestem bevaringen af én sag");
    }

    private sealed record Stopplads(int Nr);

    private static void Stop(RouteGroupBuilder api)
    {
        api.MapGet("/kassationsstop", async (Kassationsstopopslag opslag, CancellationToken ct, bool alle = false, string? efter = null, int? antal = null) =>
        {
            var flest = Cursor.PageSize(antal);
            var stop = await opslag.ListeAsync(alle, Cursor.Decode<Stopplads>(efter)?.Nr, flest + 1, ct);
            return TypedResults.Ok(new Side<Kassationsstopopslag.Stoplinje>([.. stop.Take(flest)], stop.Count > flest ? Cursor.Encode(new Stopplads(stop[flest - 1].Nr)) : null));
        }).WithSummary("Kassationsstop, nyeste først");
        api.MapPost("/kassationsstop", async (NytStop s, Authority m, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await m.Queue.RunAsync((SaetKassationsstop act) => act.Udfoer(
            new(aktoer, s.Navn, s.Begrundelse, [.. (s.Omfang ?? []).Select(o => new SaetKassationsstop.Del(o.Sag, o.Part, o.Emne, o.Fra, o.Til, o.Person))]), ct), ct))).WithSummary("Sæt et kassationsstop");
        api.MapPost("/kassationsstop/{id:guid}/ophaevelse", (Guid id, Grund g, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync(
            (OphaevKassationsstop act) => act.Udfoer(new(aktoer, id, g.Tekst), ct), ct))).WithSummary("Ophæv et kassationsstop");
    }

    private static void Kassation(RouteGroupBuilder k)
    {
        k.MapPost("", async (NyKassation n, Authority m, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await m.Queue.RunAsync(
            (OpretKassation act) => act.Udfoer(new(aktoer, n.Titel, n.Skaeringsdag, n.Emner ?? [], Art(n.Art) ?? Kassationsart.Kassation), ct), ct))).WithSummary("Begynd en kassation eller en sletning: et job laver listen");
        k.MapPut("/{id:guid}/grundlag", (Guid id, Grundlag g, Authority m, Aktoer aktoer, HttpRequest request, CancellationToken ct) =>
        {
            var set = request.IfMatch();
            return IntetAsync(m.Queue.RunAsync((NoterKassationsgrundlag act) => act.Udfoer(new(aktoer, id, g.Analyse, g.Hoering, g.HoeringDag, g.Beslutning, g.BeslutningDag, set), ct), ct));
        }).WithSummary("Notér analyse, arkivets svar og kommunalbestyrelsens beslutning");
        k.MapPost("/{id:guid}/undtagelser", async (Guid id, Undtagelse u, Authority m, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await m.Queue.RunAsync(
            (UndtagFraKassation act) => act.Udfoer(new(aktoer, id, u.Linjer ?? [], u.SagId, u.Emne, u.Grund), ct), ct))).WithSummary("Undtag dokumenter med en grund, eller sæt dem tilbage");
        k.MapPost("/{id:guid}/afsendelse", (Guid id, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync((SendKassation act) => act.Udfoer(aktoer, id, ct), ct))).WithSummary("Send listen til en andens godkendelse");
        k.MapPost("/{id:guid}/tilbagetagelse", (Guid id, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync((TagKassationTilbage act) => act.Udfoer(aktoer, id, ct), ct))).WithSummary("Tag listen tilbage til gennemsyn");
        k.MapPost("/{id:guid}/genoptagelse", (Guid id, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync((GenoptagKassation act) => act.Udfoer(aktoer, id, ct), ct))).WithSummary("Fortsæt en kassation, der blev stoppet halvvejs");
        k.MapPost("/{id:guid}/opgivelse", (Guid id, Grund g, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync((OpgivKassation act) => act.Udfoer(aktoer, id, g.Tekst, ct), ct))).WithSummary("Opgiv en kassation, før noget er slettet");
    }

    private static void Godkendelse(RouteGroupBuilder k)
    {
        k.MapGet("", async (Kassationsopslag opslag, CancellationToken ct, string? art = null, string? efter = null, int? antal = null) => TypedResults.Ok(await opslag.ListeAsync(Art(art), efter, Cursor.PageSize(antal), ct))).WithSummary("Kassationer og sletninger, nyeste først");
        k.MapGet("/{id:guid}", async (Guid id, Kassationsopslag opslag, Aktoer aktoer, HttpResponse response, CancellationToken ct) =>
        {
            var fundet = await opslag.HentAsync(aktoer, id, ct);
            response.Headers.ETag = Preconditions.ETag(fundet.Version);
            return TypedResults.Ok(fundet);
        }).WithSummary("Hent en kassation");
        k.MapGet("/{id:guid}/emner", async (Guid id, Kassationsopslag opslag, CancellationToken ct) => TypedResults.Ok(await opslag.EmnerAsync(id, ct))).WithSummary("Listen talt op efter emne og facet");
        k.MapGet("/{id:guid}/linjer", async (Guid id, Kassationsopslag opslag, Aktoer aktoer, CancellationToken ct, string? emne = null, string? udfald = null, string? efter = null, int? antal = null) =>
            TypedResults.Ok(await opslag.LinjerAsync(aktoer, id, emne, udfald, efter, Cursor.PageSize(antal), ct))).WithSummary("Dokumenterne på listen");
        k.MapGet("/{id:guid}/protokol", (Guid id, Kassationsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) => ProtokolAsync(id, false, opslag, m, aktoer, ct)).Produces<Stream>(StatusCodes.Status200OK, "application/json").WithSummary("Den underskrevne protokol");
        k.MapGet("/{id:guid}/protokol.pdf", (Guid id, Kassationsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct) => ProtokolAsync(id, true, opslag, m, aktoer, ct)).Produces<Stream>(StatusCodes.Status200OK, "application/pdf").WithSummary("Protokollen som PDF");
        k.MapPost("/{id:guid}/godkendelse", (Guid id, Authority m, Aktoer aktoer, CancellationToken ct) => IntetAsync(m.Queue.RunAsync((GodkendKassation act) => act.Udfoer(aktoer, id, ct), ct))).WithSummary("Godkend listen som den anden: filerne bliver slettet");
    }

    private static Kassationsart? Art(string? art) => string.IsNullOrEmpty(art) ? null : Enum.TryParse<Kassationsart>(art, true, out var valgt) && Enum.IsDefined(valgt)
        ? valgt : throw new Core.InvalidException("art", "Skriv kassation eller sletning.");

    internal static async Task<IResult> ProtokolAsync(Guid id, bool pdf, Kassationsopslag opslag, Authority m, Aktoer aktoer, CancellationToken ct)
    {
        var k = await opslag.HentAsync(aktoer, id, ct);
        return (pdf ? k.ProtokolPdfSha256 : k.ProtokolSha256) is { } sha
            ? TypedResults.File(m.Content.OpenRead(sha), pdf ? "application/pdf" : "application/json", $"{(k.Art == nameof(Kassationsart.Sletning) ? "sletteprotokol" : "kassationsprotokol")}-{k.Nr}.{(pdf ? "pdf" : "json")}")
            : throw new Core.NotFoundException("Kassationen er ikke udført, så der er ingen protokol endnu.");
    }

    private static async Task<NoContent> IntetAsync(Task act)
    {
        await act;
        return TypedResults.NoContent();
    }
}
