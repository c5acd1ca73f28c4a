using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
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

/// <summary>Case templates and statuses over REST: read by all who work with cases, changed by administrators, never deleted.</summary>
internal static class SagsopsaetningApi
{
    /// <param name="Tilstand">Aktiv, Hvilende or Afsluttet; only when it is made.</param>
    public sealed record Statusindhold(string? Navn = null, string? Tilstand = null, int Orden = 100, bool KraeverKommentar = false, bool Aktiv = true, Guid? KaedeId = null);

    /// <param name="Type">Key of a reminder type.</param>
    /// <param name="Dage">0 to 3650 days from the case is opened.</param>
    public sealed record Erindringsindhold(string? Type = null, string? Titel = null, int Dage = 0);

    /// <summary>All fields; what is left out is empty.</summary>
    public sealed record Skabelonindhold(
        string? Noegle = null, string? Navn = null, string? Beskrivelse = null, bool Aktiv = true, string? Standardtitel = null, IReadOnlyList<string>? Emner = null,
        IReadOnlyList<string>? Facetter = null, string? Status = null, Guid? EnhedId = null, string? Foelsomhed = "IkkeFortrolig", IReadOnlyList<SagerApi.Adgang>? Adgang = null,
        string? Parter = "Valgfri", IReadOnlyList<string>? Delforloeb = null, IReadOnlyList<Erindringsindhold>? Erindringer = null, bool KraeverPartshoering = false)
    {
        internal GemSagsskabelon.Kommando TilHandling(Aktoer aktoer, Guid? id) => new(
            aktoer, id, Noegle, Navn, Beskrivelse, Aktiv, Standardtitel, Emner ?? [], Facetter ?? [], Status, EnhedId, Foelsomhed, Adgang?.Select(a => a.TilHandling()).ToList() ?? [], Parter,
            Delforloeb ?? [], Erindringer?.Select(e => new Skabelonerindring(e.Type ?? "", e.Titel ?? "", e.Dage)).ToList() ?? [], KraeverPartshoering: KraeverPartshoering);
    }

    public sealed record Statusvisning(Guid Id, int Nr, string Navn, string Tilstand, int Orden, bool KraeverKommentar, bool Aktiv, long Version, Guid? KaedeId);

    public sealed record Skabelonvisning(
        Guid Id, int Nr, string Noegle, string Navn, string? Beskrivelse, bool Aktiv, string? Standardtitel, IReadOnlyList<string> Emner, IReadOnlyList<string> Facetter, Guid? StatusId,
        Guid? EnhedId, string Foelsomhed, IReadOnlyList<SagerApi.Adgang> Adgang, string Parter, IReadOnlyList<string> Delforloeb, IReadOnlyList<Erindringsindhold> Erindringer, bool KraeverPartshoering, long Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        var statusser = api.MapGroup("/sagsstatusser").WithTags("Opsætning");
        statusser.MapGet("", Statusser).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Sagsstatusser i orden");
        statusser.MapPost("", OpretStatus).Kraever(Roller.Administrator).WithSummary("Opret en sagsstatus");
        statusser.MapPut("/{id:guid}", RetStatus).Kraever(Roller.Administrator).WithSummary("Ret en sagsstatus");
        var skabeloner = api.MapGroup("/sagsskabeloner").WithTags("Opsætning");
        skabeloner.MapGet("", Skabeloner).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Sagsskabeloner");
        skabeloner.MapGet("/{noegle}", Skabelon).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("En sagsskabelon efter id eller nøgle");
        skabeloner.MapPost("", OpretSkabelon).Kraever(Roller.Administrator).WithSummary("Opret en sagsskabelon");
        skabeloner.MapPut("/{id:guid}", RetSkabelon).Kraever(Roller.Administrator).WithSummary("Ret en sagsskabelon");
    }

    private static async Task<Ok<List<Statusvisning>>> Statusser(SagerDb db, CancellationToken ct) => TypedResults.Ok((await db.Statusser.OrderBy(s => s.Orden).ThenBy(s => s.Nr).ToListAsync(ct))
        .ConvertAll(s => new Statusvisning(s.Id, s.Nr, s.Navn, s.Tilstand.ToString(), s.Orden, s.KraeverKommentar, s.Aktiv, s.Version, s.KaedeId)));

    private static async Task<Created<GemSagsstatus.Svar>> OpretStatus(Statusindhold s, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((GemSagsstatus act) => act.Udfoer(new(aktoer, null, s.Navn, s.Tilstand, s.Orden, s.KraeverKommentar, s.Aktiv, KaedeId: s.KaedeId), ct), ct);
        return TypedResults.Created($"/api/v1/sagsstatusser/{svar.Id}", svar);
    }

    private static async Task<Ok<GemSagsstatus.Svar>> RetStatus(Guid id, Statusindhold s, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((GemSagsstatus act) => act.Udfoer(new(aktoer, id, s.Navn, s.Tilstand, s.Orden, s.KraeverKommentar, s.Aktiv, set, s.KaedeId), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }

    private static async Task<Ok<List<Skabelonvisning>>> Skabeloner(SagerDb db, CancellationToken ct) => TypedResults.Ok((await db.Skabeloner.OrderBy(s => s.Navn).ToListAsync(ct)).ConvertAll(Vis));

    private static async Task<Ok<Skabelonvisning>> Skabelon(string noegle, SagerDb db, HttpResponse response, CancellationToken ct)
    {
        var id = Guid.TryParse(noegle, out var parsed) ? parsed : Guid.Empty;
        var skabelon = await db.Skabeloner.SingleOrDefaultAsync(s => s.Id == id || s.Noegle == noegle, ct) ?? throw new NotFoundException("Skabelonen findes ikke.");
        response.Headers.ETag = Preconditions.ETag(skabelon.Version);
        return TypedResults.Ok(Vis(skabelon));
    }

    private static async Task<Created<GemSagsskabelon.Svar>> OpretSkabelon(Skabelonindhold s, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((GemSagsskabelon act) => act.Udfoer(s.TilHandling(aktoer, null), ct), ct);
        return TypedResults.Created($"/api/v1/sagsskabeloner/{svar.Noegle}", svar);
    }

    private static async Task<Ok<GemSagsskabelon.Svar>> RetSkabelon(Guid id, Skabelonindhold s, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((GemSagsskabelon act) => act.Udfoer(s.TilHandling(aktoer, id) with { IfMatch = set }, ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }

    private static Skabelonvisning Vis(Sagsskabelon s) => new(
        s.Id, s.Nr, s.Noegle, s.Navn, s.Beskrivelse, s.Aktiv, s.Standardtitel, s.Emner, s.Facetter, s.StatusId, s.EnhedId, s.Foelsomhed.ToString(),
        [.. s.Adgang.Select(a => new SagerApi.Adgang(a.Art, a.Reference))], s.Parter.ToString(), s.Delforloeb, [.. s.Erindringer.Select(e => new Erindringsindhold(e.Type, e.Titel, e.Dage))], s.KraeverPartshoering, s.Version);
}
