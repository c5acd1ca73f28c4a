using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Api;

/// <summary>Cases over REST.</summary>
internal static class SagerApi
{
    public sealed record NySag(
        string? Titel, string? Emne, string? Facet, string? Skabelon = null, IReadOnlyList<NyPart>? Parter = null, string? OffentligTitel = null,
        string? Beskrivelse = null, Guid? BehandlerId = null, Guid? EnhedId = null, bool HarPapir = false, bool ErSamlesag = false, Guid? OversagId = null);

    public sealed record NyPart(
        Guid? PartId = null, string? Navn = null, string? Cpr = null, string? Cvr = null, string? Rolle = null, bool ErPrimaer = false, string? Adresse = null,
        string? Postnummer = null, string? By = null, string? Email = null, string? Telefon = null, bool ErBeskyttet = false, DateOnly? BeskyttetTil = null)
    {
        internal TilfoejPart.Nypart TilHandling() =>
            new(PartId, Navn, Cpr, Cvr, Rolle, ErPrimaer, Adresse, Postnummer, By, Email, Telefon, ErBeskyttet, BeskyttetTil);
    }

    public sealed record Afslutning(Guid? StatusId = null, string? Kommentar = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        var sager = api.MapGroup("/sager").WithTags("Sager");
        sager.MapPost("", Opret).Kraever(AccessRules.Sagsarbejde).WithSummary("Opret en sag");
        sager.MapGet("/{sag}", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent en sag efter id eller sagsnummer");
        sager.MapPost("/{sag}/afslutning", Afslut).Kraever(AccessRules.Sagsarbejde).WithSummary("Afslut en sag");
        sager.MapGet("/{sag}/historik", Historik).Kraever(AccessRules.Laesning).WithSummary("Alt, der er sket på sagen");
    }

    private static async Task<Created<OpretSag.Svar>> Opret(NySag a, Authority myndighed, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((OpretSag act) => act.Udfoer(new(
            aktoer, a.Titel, a.Emne, a.Facet, a.Skabelon, a.Parter?.Select(p => p.TilHandling()).ToList(), a.OffentligTitel, a.Beskrivelse,
            a.BehandlerId, a.EnhedId, null, a.HarPapir, a.ErSamlesag, false, a.OversagId), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/sager/{svar.Id}", svar);
    }

    private static async Task<IResult> Hent(string sag, SagerDb db, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var s = await db.FindSagAsync(aktoer, sag, ct);
        var status = await db.Statusser.Where(x => x.Id == s.StatusId).Select(x => x.Navn).SingleAsync(ct);
        response.Headers.ETag = Preconditions.ETag(s.Version);
        return TypedResults.Ok(new
        {
            s.Id, s.Nr, s.Sagsnummer, s.Emne, s.Facet, s.Titel, s.OffentligTitel, s.Beskrivelse, Status = status, Tilstand = s.Tilstand.ToString(),
            s.BehandlerId, s.EnhedId, Foelsomhed = s.Foelsomhed.ToString(), s.HarPapir, s.ErSamlesag, s.ErBeskyttet, s.OversagId, s.SammenlagtMedId,
            s.Oprettet, s.SenestAendret, s.Afsluttet, s.Version,
        });
    }

    private static async Task<Ok<AfslutSag.Svar>> Afslut(string sag, Afslutning a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((AfslutSag act) => act.Udfoer(new(aktoer, sag, a.StatusId, a.Kommentar, set), ct), ct));
    }

    private static async Task<IResult> Historik(string sag, SagerDb db, CoreDb core, Aktoer aktoer, CancellationToken ct)
    {
        var id = (await db.FindSagAsync(aktoer, sag, ct)).Id;
        var haendelser = await core.Haendelser.Where(h => h.SagId == id).OrderBy(h => h.Nr)
            .Select(h => new { h.Nr, h.Type, h.Tid, h.AktoerId, h.ObjektId, Data = h.Data == null ? null : h.Data.Data }).ToListAsync(ct);
        return TypedResults.Ok(haendelser.Select(h => new
        {
            h.Nr, h.Type, h.Tid, h.AktoerId, h.ObjektId, Data = h.Data is null ? (JsonElement?)null : JsonSerializer.Deserialize<JsonElement>(h.Data),
        }));
    }
}
