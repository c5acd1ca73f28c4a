using Esdh.Core.Web;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Sider;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Klub.Api;

/// <summary>Members' figures over REST. A quarter is written as 20263, the third of 2026.</summary>
internal static class SammenligningApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/klub/sammenligning").WithTags("Klubben: sammenligning").MedIdempotens();
        api.MapGet("", Alle).KraeverKlub(Klubadgang.Alle).WithSummary("Alle måltal i et kvartal").WithDescription("kvartal: fx 20263; det seneste, når det mangler. gruppe: lignende for medlemmer af lignende størrelse.");
        api.MapGet("/{noegle}", Et).KraeverKlub(Klubadgang.Alle).WithSummary("Et måltal hos medlemmerne og over tid");
        api.MapPost("/{kvartal:int}/opgoerelse", Opgoer).KraeverKlub(Klubadgang.KunDelegat).WithSummary("Få medlemmets egne tal for kvartalet opgjort igen");
    }

    private static async Task<Ok<Sammenligningsbillede>> Alle(Klubben klub, CancellationToken ct, int? kvartal = null, string? gruppe = null) =>
        TypedResults.Ok(await klub.LaesAsync((Sammenligningsopslag o) => o.HentAsync(klub.Aktoer.MedlemId, kvartal, gruppe == SammenligningRuter.Lignende, ct)));

    private static async Task<Ok<Maaltalsbillede>> Et(string noegle, Klubben klub, CancellationToken ct, int? kvartal = null, string? gruppe = null) =>
        TypedResults.Ok(await klub.LaesAsync((Sammenligningsopslag o) => o.EtAsync(noegle, klub.Aktoer.MedlemId, kvartal, gruppe == SammenligningRuter.Lignende, ct)));

    private static async Task<Ok<BestilMaaltal.Svar>> Opgoer(int kvartal, Klubben klub, CancellationToken ct) => TypedResults.Ok(await klub.UdfoerAsync((BestilMaaltal act) => act.Udfoer(new(klub.Aktoer, kvartal), ct), ct));
}
