using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Saved searches over REST: one's own and the unit's, what they find, and their new hits.</summary>
internal static class GemteSoegningerApi
{
    /// <param name="Navn">1 to 60 characters.</param>
    /// <param name="Forespoergsel">The search page's query string without question mark: <c>q=carport&amp;art=dokument&amp;behandler=mig&amp;sorter=nyeste</c>.</param>
    /// <param name="Del">The caller's unit has it too.</param>
    /// <param name="Annoncer">The caller is told of new hits from now on.</param>
    public sealed record NySoegning(string? Navn, string? Forespoergsel, bool Del = false, bool Annoncer = false);

    /// <param name="Navn">Not sent: as before.</param>
    /// <param name="Forespoergsel">Not sent: as before. Another search begins anew for all who are told of its new hits.</param>
    /// <param name="Del">Not sent: as before.</param>
    public sealed record Rettelse(string? Navn = null, string? Forespoergsel = null, bool? Del = null);

    /// <param name="Til">Those found no later than this; all when not sent.</param>
    /// <param name="Noegler">These alone, by their keys; all when not sent.</param>
    public sealed record Sete(DateTimeOffset? Til = null, IReadOnlyList<string>? Noegler = null);

    /// <param name="Noegle">By which it is marked as seen: <c>dokument-417</c>.</param>
    /// <param name="Fundet">When it was found to be a hit.</param>
    /// <param name="Set">When the caller marked it as seen; null for unseen.</param>
    /// <param name="Hit">As a search answers it.</param>
    public sealed record Nythit(string Noegle, DateTimeOffset Fundet, DateTimeOffset? Set, Soegehit Hit);

    public static void Map(IEndpointRouteBuilder api)
    {
        var soegninger = api.MapGroup("/soegninger").WithTags("Søgning");
        soegninger.MapGet("", Liste).Kraever(AccessRules.Laesning).WithSummary("Dine og enhedens gemte søgninger, med antallet af nye hits");
        soegninger.MapPost("", Gem).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Gem en søgning");
        soegninger.MapGet("/{id:guid}", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent en gemt søgning");
        soegninger.MapPatch("/{id:guid}", Ret).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Omdøb en gemt søgning, del den, eller gør den til en anden");
        soegninger.MapDelete("/{id:guid}", Slet).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Slet en gemt søgning, eller giv slip på en, din tidligere enhed har");
        soegninger.MapPost("/{id:guid}/gendannelse", Gendan).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Hent en slettet søgning tilbage inden for 30 dage");
        soegninger.MapPost("/{id:guid}/overtagelse", Overtag).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Overtag en delt søgning, hvis ejer ikke længere er i enheden");
        soegninger.MapGet("/{id:guid}/hits", Hits).Kraever(AccessRules.Laesning).WithSummary("Det, en gemt søgning finder nu, med din adgang");
        soegninger.MapPut("/{id:guid}/annoncering", Foelg).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Få nye hits annonceret fra nu af");
        soegninger.MapDelete("/{id:guid}/annoncering", Stop).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Få ikke længere nye hits annonceret");
        soegninger.MapGet("/{id:guid}/nye-hits", Nye).Kraever(AccessRules.Laesning).WithSummary("Nye hits, som du har adgang til, de nyeste først");
        soegninger.MapPost("/{id:guid}/nye-hits/sete", Set).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Markér nye hits som set");
    }

    private static async Task<Ok<Side<GemteSoegningerOpslag.Linje>>> Liste(GemteSoegningerOpslag opslag, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(new Side<GemteSoegningerOpslag.Linje>(await opslag.ListeAsync(aktoer, ct), null));

    private static async Task<Created<GemSoegning.Svar>> Gem(NySoegning s, GemteSoegningerOpslag opslag, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var kendte = s.Annoncer ? await opslag.GrundlagAsync(aktoer, Soegeforespoergsel.Laes(s.Forespoergsel), ct) : null; // refused before anything is kept
        var svar = await myndighed.Queue.RunAsync((GemSoegning act) => act.Udfoer(new(aktoer, s.Navn, s.Forespoergsel, s.Del), ct), ct);
        if (kendte is not null)
            await myndighed.Queue.RunAsync((FoelgSoegning act) => act.Udfoer(new(aktoer, svar.Id, kendte), ct), ct);
        return TypedResults.Created($"/api/v1/soegninger/{svar.Id}", svar);
    }

    private static async Task<Ok<GemteSoegningerOpslag.Linje>> Hent(Guid id, GemteSoegningerOpslag opslag, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var linje = await opslag.HentAsync(aktoer, id, ct);
        response.Headers.ETag = Preconditions.ETag(linje.Version);
        return TypedResults.Ok(linje);
    }

    private static async Task<Ok<RetSoegning.Svar>> Ret(Guid id, Rettelse r, GemteSoegningerOpslag opslag, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        if (r.Forespoergsel is not null && Soegeforespoergsel.Laes(r.Forespoergsel) is var ny && await opslag.FoelgesAsync(id, ct))
            await opslag.GrundlagAsync(aktoer, ny, ct);
        var svar = await myndighed.Queue.RunAsync((RetSoegning act) => act.Udfoer(new(aktoer, id, r.Navn, r.Forespoergsel, r.Del, set), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }

    private static async Task<Ok<SletSoegning.Svar>> Slet(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((SletSoegning act) => act.Udfoer(new(aktoer, id, set), ct), ct));
    }

    private static async Task<Ok<FortrydSletSoegning.Svar>> Gendan(Guid id, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await myndighed.Queue.RunAsync((FortrydSletSoegning act) => act.Udfoer(new(aktoer, id), ct), ct));

    private static async Task<Ok<OvertagSoegning.Svar>> Overtag(Guid id, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await myndighed.Queue.RunAsync((OvertagSoegning act) => act.Udfoer(new(aktoer, id), ct), ct));

    private static async Task<Ok<SoegningApi.Svar>> Hits(Guid id, string? efter, int? antal, GemteSoegningerOpslag opslag, ISoegning soegning, Aktoer aktoer, Adgangsspor spor, CancellationToken ct) =>
        TypedResults.Ok(await SoegningApi.SvarAsync(GemteSoegningerOpslag.Soegning(await opslag.HentAsync(aktoer, id, ct), aktoer), efter, antal, soegning, aktoer, spor, ct));

    private static async Task<Ok<FoelgSoegning.Svar>> Foelg(Guid id, GemteSoegningerOpslag opslag, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var linje = await opslag.HentAsync(aktoer, id, ct);
        if (linje.Annonceres)
            return TypedResults.Ok(new FoelgSoegning.Svar(linje.Navn));
        var kendte = await opslag.GrundlagAsync(aktoer, linje.Forespoergsel, ct);
        return TypedResults.Ok(await myndighed.Queue.RunAsync((FoelgSoegning act) => act.Udfoer(new(aktoer, id, kendte, linje.Version), ct), ct));
    }

    private static async Task<NoContent> Stop(Guid id, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        await myndighed.Queue.RunAsync((StopFoelgSoegning act) => act.Udfoer(new(aktoer, id), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Side<Nythit>>> Nye(Guid id, bool? alle, string? efter, int? antal, GemteSoegningerOpslag opslag, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var linje = await opslag.HentAsync(aktoer, id, ct);
        spor.Soegeord(Soegeforespoergsel.Tekst(linje.Forespoergsel));
        var side = await opslag.NyeAsync(aktoer, linje, alle == true, efter, Cursor.PageSize(antal), ct);
        SoegningApi.Spor(spor, [.. side.Poster.Select(p => p.Hit)]);
        return TypedResults.Ok(new Side<Nythit>([.. side.Poster.Select(p => new Nythit(p.Noegle.ToString(), p.Fundet, p.Set, p.Hit))], side.Naeste));
    }

    private static async Task<Ok<MaerkHitsSet.Svar>> Set(Guid id, Sete s, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await myndighed.Queue.RunAsync((MaerkHitsSet act) => act.Udfoer(new(aktoer, id, s.Til, Noegler(s.Noegler)), ct), ct));

    /// <exception cref="InvalidException">One is no key of a hit.</exception>
    internal static IReadOnlyList<Hitnoegle>? Noegler(IReadOnlyList<string>? noegler) => noegler is null ? null
        : [.. noegler.Take(1000).Select(n => Hitnoegle.TryParse(n, out var noegle) ? noegle : throw new InvalidException("noegler", "Et hit skrives som dokument-417."))];
}
