using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Handlinger;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sbsys.Api;

/// <summary>Notes. What a client writes is final at once: it has no way of finishing a draft.</summary>
internal static class NotatApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/journalarknote/create", Opret).Kraever(AccessRules.Sagsarbejde).WithSummary("Skriv et journalnotat (SBSYS)");

    private static async Task<IResult> Opret(HttpRequest request, Noegler noegler, Notatformer former, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var krop = await Krop.LaesAsync(request, ct);
        var sag = await noegler.SagAsync(aktoer, krop, ct);
        var kontakt = krop.Tid("KontaktTidspunkt") ?? throw new InvalidException("KontaktTidspunkt", "Angiv KontaktTidspunkt.");
        var svar = await myndighed.Queue.RunAsync((SkrivNotat act) => act.Udfoer(new(aktoer, sag.Id.ToString(), new(krop.Tekst("Overskrift"), krop.Tekst("Note"), kontakt, "Andet"), true), ct), ct);
        return Svar.Ok(await former.NotatAsync(sag, svar.Id, ct));
    }
}
