using Esdh.Adgang.Contract;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Api;

/// <summary>Units, security groups and clients over REST.</summary>
internal static class OrganisationApi
{
    /// <param name="Navn">As shown.</param>
    /// <param name="Foraelder">Id of the unit above; null at the top.</param>
    /// <param name="Aktiv">False closes the unit; only when nobody is left in it.</param>
    public sealed record EnhedKrop(string? Navn, Guid? Foraelder = null, bool Aktiv = true);

    /// <param name="Navn">Unique.</param>
    /// <param name="Medlemmer">All members from now on.</param>
    /// <param name="Aktiv">A closed group gives nobody anything.</param>
    public sealed record GruppeKrop(string? Navn, IReadOnlyList<Guid>? Medlemmer = null, bool Aktiv = true);

    /// <param name="KlientId">The OAuth <c>client_id</c>; when made only.</param>
    /// <param name="Navn">What the program is.</param>
    /// <param name="Bruger">User name or id of whom it acts as by itself; null when it may only pass passwords on.</param>
    /// <param name="Aktiv">A closed client gets no tokens.</param>
    public sealed record KlientKrop(string? KlientId, string? Navn, string? Bruger = null, bool Aktiv = true);

    internal sealed record Enhederne(IReadOnlyList<Enhedskort> Poster);

    internal sealed record Grupperne(IReadOnlyList<Gruppekort> Poster);

    internal sealed record Medlem(Guid Id, string Brugernavn, string Navn);

    internal sealed record Gruppen(Guid Id, string Navn, bool Aktiv, IReadOnlyList<Medlem> Medlemmer, long Version);

    /// <param name="BrugerId">Whom it acts as by itself; null when it may only pass passwords on.</param>
    internal sealed record Klientpost(Guid Id, string KlientId, string Navn, Guid? BrugerId, bool Aktiv, long Version);

    /// <param name="Hemmelighed">Shown this once.</param>
    internal sealed record Klientnoegle(Guid Id, string KlientId, long Version, string Hemmelighed);

    internal sealed record HeleEnheden(Guid Id, int Nr, string Navn, Guid? ForaelderId, bool Aktiv, long Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        var enheder = api.MapGroup("/enheder").WithTags("Enheder");
        enheder.MapGet("", async (Brugeropslag opslag, CancellationToken ct) => TypedResults.Ok(new Enhederne(await opslag.EnhederAsync(ct)))).KraeverLogon().WithSummary("Alle enheder, oppefra og ned");
        enheder.MapGet("/{id:guid}", HentEnhedAsync).KraeverLogon().WithSummary("Hent en enhed");
        enheder.MapPost("", OpretEnhedAsync).Kraever(Roller.Administrator).WithSummary("Opret en enhed");
        enheder.MapPut("/{id:guid}", RetEnhedAsync).Kraever(Roller.Administrator).WithSummary("Ret, flyt, luk eller genåbn en enhed");

        var grupper = api.MapGroup("/grupper").WithTags("Grupper");
        grupper.MapGet("", async (Brugeropslag opslag, CancellationToken ct) => TypedResults.Ok(new Grupperne(await opslag.GrupperAsync(ct)))).KraeverLogon().WithSummary("Alle sikkerhedsgrupper");
        grupper.MapGet("/{id:guid}", HentGruppeAsync).Kraever(Roller.Administrator).WithSummary("Hent en sikkerhedsgruppe med medlemmer");
        grupper.MapPost("", OpretGruppeAsync).Kraever(Roller.Administrator).WithSummary("Opret en sikkerhedsgruppe");
        grupper.MapPut("/{id:guid}", RetGruppeAsync).Kraever(Roller.Administrator).WithSummary("Ret en sikkerhedsgruppe og dens medlemmer");

        var klienter = api.MapGroup("/klienter").WithTags("Klienter").Kraever(Roller.Administrator);
        klienter.MapGet("", HentKlienterAsync).WithSummary("Klienter, ældste først");
        klienter.MapGet("/{id:guid}", HentKlientAsync).WithSummary("Hent en klient; aldrig dens hemmelighed");
        klienter.MapPost("", OpretKlientAsync).WithSummary("Opret en klient; svaret bærer hemmeligheden, som kun vises her");
        klienter.MapPut("/{id:guid}", RetKlientAsync).WithSummary("Ret, luk eller genåbn en klient");
        klienter.MapPost("/{id:guid}/hemmelighed", FornyAsync).WithSummary("Giv en klient en ny hemmelighed; den gamle holder op");
    }

    private static async Task<Created<OpretEnhed.Svar>> OpretEnhedAsync(EnhedKrop k, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((OpretEnhed act) => act.Udfoer(new(aktoer, k.Navn, k.Foraelder), ct), ct);
        return TypedResults.Created($"/api/v1/enheder/{svar.Id}", svar);
    }

    private static async Task<Ok<RetEnhed.Svar>> RetEnhedAsync(Guid id, EnhedKrop k, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((RetEnhed act) => act.Udfoer(new(aktoer, id, k.Navn, k.Foraelder, k.Aktiv, set), ct), ct));
    }

    private static async Task<Ok<Gruppen>> HentGruppeAsync(Guid id, AdgangDb db, HttpResponse response, CancellationToken ct)
    {
        var gruppe = await db.Grupper.SingleOrDefaultAsync(g => g.Id == id, ct) ?? throw new NotFoundException();
        response.Headers.ETag = Preconditions.ETag(gruppe.Version);
        var medlemmer = await db.GruppeMedlemmer.Where(m => m.GruppeId == id).Join(db.Brugere, m => m.BrugerId, b => b.Id, (_, b) => new Medlem(b.Id, b.Brugernavn, b.Navn)).ToListAsync(ct);
        return TypedResults.Ok(new Gruppen(gruppe.Id, gruppe.Navn, gruppe.Aktiv, medlemmer, gruppe.Version));
    }

    private static async Task<Created<GemGruppe.Svar>> OpretGruppeAsync(GruppeKrop k, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((GemGruppe act) => act.Udfoer(new(aktoer, null, k.Navn, k.Aktiv, k.Medlemmer, null), ct), ct);
        return TypedResults.Created($"/api/v1/grupper/{svar.Id}", svar);
    }

    private static async Task<Ok<GemGruppe.Svar>> RetGruppeAsync(Guid id, GruppeKrop k, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((GemGruppe act) => act.Udfoer(new(aktoer, id, k.Navn, k.Aktiv, k.Medlemmer, set), ct), ct));
    }

    private static async Task<Ok<HeleEnheden>> HentEnhedAsync(Guid id, AdgangDb db, HttpResponse response, CancellationToken ct)
    {
        var e = await db.Enheder.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException();
        response.Headers.ETag = Preconditions.ETag(e.Version);
        return TypedResults.Ok(new HeleEnheden(e.Id, e.Nr, e.Navn, e.ForaelderId, e.Aktiv, e.Version));
    }

    private static async Task<Ok<Side<Klientpost>>> HentKlienterAsync(string? efter, int? antal, AdgangDb db, CancellationToken ct)
    {
        var (plads, stoerrelse) = (Cursor.Decode<Klientplads>(efter), Cursor.PageSize(antal));
        var klienter = plads is null ? db.Klienter : db.Klienter.Where(k => k.Id > plads.Id);
        var fundne = await klienter.OrderBy(k => k.Id).Take(stoerrelse + 1).Select(k => new Klientpost(k.Id, k.KlientId, k.Navn, k.BrugerId, k.Aktiv, k.Version)).ToListAsync(ct);
        return TypedResults.Ok(new Side<Klientpost>([.. fundne.Take(stoerrelse)], fundne.Count > stoerrelse ? Cursor.Encode(new Klientplads(fundne[stoerrelse - 1].Id)) : null));
    }

    private sealed record Klientplads(Guid Id);

    private static async Task<Ok<Klientpost>> HentKlientAsync(Guid id, AdgangDb db, HttpResponse response, CancellationToken ct)
    {
        var k = await db.Klienter.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException();
        response.Headers.ETag = Preconditions.ETag(k.Version);
        return TypedResults.Ok(new Klientpost(k.Id, k.KlientId, k.Navn, k.BrugerId, k.Aktiv, k.Version));
    }

    private static async Task<Created<Klientnoegle>> OpretKlientAsync(KlientKrop k, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var hemmelighed = Legitimation.NyHemmelighed();
        var svar = await myndighed.Queue.RunAsync(
            (GemKlient act) => act.Udfoer(new(aktoer, null, k.KlientId, k.Navn, k.Bruger, true, Legitimation.Sha256(hemmelighed), null), ct), ct);
        return TypedResults.Created($"/api/v1/klienter/{svar.Id}", new Klientnoegle(svar.Id, svar.KlientId, svar.Version, hemmelighed));
    }

    private static async Task<Ok<GemKlient.Svar>> RetKlientAsync(Guid id, KlientKrop k, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((GemKlient act) => act.Udfoer(new(aktoer, id, null, k.Navn, k.Bruger, k.Aktiv, null, set), ct), ct));
    }

    private static async Task<Ok<Klientnoegle>> FornyAsync(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        var hemmelighed = Legitimation.NyHemmelighed();
        var svar = await myndighed.Queue.RunAsync((FornyKlienthemmelighed act) => act.Udfoer(new(aktoer, id, Legitimation.Sha256(hemmelighed), set), ct), ct);
        return TypedResults.Ok(new Klientnoegle(svar.Id, svar.KlientId, svar.Version, hemmelighed));
    }
}
