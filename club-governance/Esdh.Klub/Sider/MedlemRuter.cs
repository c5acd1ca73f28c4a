using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Foresp;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Klub.Sider;

/// <summary>Pages of the club's members.</summary>
internal static class MedlemRuter
{
    public const string Sti = "/klub";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Sti, Medlemmer).KraeverKlub(Klubadgang.Alle).WithSummary("Så klubbens medlemmer");

    private static async Task<IResult> Medlemmer(Klubben klub, CancellationToken ct) =>
        Formularhandling.Side<Medlemmerside>(new Medlemmervisning(await klub.LaesAsync((Medlemsopslag o) => o.AlleAsync(ct)), klub.Aktoer.ErSekretariat));
}
