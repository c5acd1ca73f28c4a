using Esdh.Core;
using Esdh.Core.Web;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub.Adgangsregler;

/// <summary>Who may use a route of the club's.</summary>
internal enum Klubadgang
{
    /// <summary>Everyone who is signed in at a member, and the secretariat.</summary>
    Alle,

    /// <summary>Those with a mandate, and the secretariat.</summary>
    Delegat,

    /// <summary>Those with a mandate; not the secretariat, which has no vote.</summary>
    KunDelegat,

    /// <summary>The secretariat.</summary>
    Sekretariat,

    /// <summary>The secretariat, the board and forretningsledelsen.</summary>
    Ledelse,
}

internal static class KlubadgangExtensions
{
    /// <summary>The route is the club's, and for these alone.</summary>
    public static RouteHandlerBuilder KraeverKlub(this RouteHandlerBuilder route, Klubadgang adgang) => route.KraeverLogon().AddEndpointFilter(async (kald, videre) =>
    {
        var http = kald.HttpContext;
        var aktoer = await http.RequestServices.GetRequiredService<Klubben>().FindAsync(http.RequestAborted);
        if (!Admits(adgang, aktoer))
        {
            throw new ForbiddenException(adgang switch
            {
                Klubadgang.Alle => "Myndigheden er ikke medlem af klubben.",
                Klubadgang.Sekretariat => "Det er klubbens sekretariat, der gør det.",
                Klubadgang.Ledelse => "Det er klubbens bestyrelse, forretningsledelse og sekretariat, der kan se det.",
                _ => "Du skal have mandat fra din myndighed. Klubbens sekretariat registrerer det.",
            });
        }

        return await videre(kald);
    });

    internal static bool Admits(Klubadgang adgang, Klubaktoer? a) => a is not null && adgang switch
    {
        Klubadgang.Alle => a.ErSekretariat || a.MedlemId is not null,
        Klubadgang.Delegat => a.ErSekretariat || a.ErDelegat,
        Klubadgang.KunDelegat => a.ErDelegat,
        Klubadgang.Sekretariat => a.ErSekretariat,
        Klubadgang.Ledelse => a.ErSekretariat || (a.ErDelegat && (a.Har(Klubrolle.Bestyrelse) || a.Har(Klubrolle.Forretningsledelse))),
        _ => false,
    };
}
