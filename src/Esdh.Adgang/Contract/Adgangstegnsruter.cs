using Esdh.Adgang.Api;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Adgang.Contract;

/// <summary>Lets another surface hand out the same tokens at the address that its clients know.</summary>
public static class Adgangstegnsruter
{
    /// <summary>Maps the token endpoint below the address of a realm. The address names no authority: the host does.</summary>
    /// <param name="routes">The module's.</param>
    /// <param name="realm">As <c>/sbsys/auth/realms/sbsip</c>.</param>
    public static RouteGroupBuilder MapAdgangstegn(this IEndpointRouteBuilder routes, string realm)
    {
        var gruppe = routes.MapGroup(realm).AabenForAlle().WithTags("Adgangstegn").ExcludeFromDescription();
        TokenApi.MapToken(gruppe);
        return gruppe;
    }
}
