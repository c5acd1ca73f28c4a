using Esdh.Adgang.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Dav;

/// <summary>
/// The addresses where drafts are edited in place: <c>/dav/{key}/{file}</c>. What opens and saves is in the access log, by the user whose key
/// it is; what only asks about the folder and its locks is not, for editors do that all the time.
/// </summary>
internal static class Davruter
{
    private const string Adresse = "/{noegle}/{**fil}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var dav = routes.MapGroup("/dav").AabnesMedNoegle().ExcludeFromDescription();
        // Windows' own client walks down from the top before it asks for the file.
        routes.MapMethods("/", ["OPTIONS"], Options).AabnesMedNoegle().IkkeIAdgangslog().ExcludeFromDescription();
        dav.MapMethods("", ["OPTIONS"], Options).IkkeIAdgangslog();
        dav.MapMethods("", ["PROPFIND"], Davtjeneste.RodAsync).IkkeIAdgangslog();
        dav.MapMethods(Adresse, ["OPTIONS"], Options).IkkeIAdgangslog();
        dav.MapMethods(Adresse, ["POST", "PATCH", "COPY", "MKCOL", "REPORT", "SEARCH", "ACL", "TRACE"], (HttpContext http) => // else routing answers before anyone knows that the address is a key
        {
            http.Response.Headers.Allow = Davtjeneste.Metoder;
            return TypedResults.Text("Det kan man ikke her.", statusCode: StatusCodes.Status405MethodNotAllowed);
        }).IkkeIAdgangslog();
        Stille("PROPFIND", (d, http, noegle, fil) => d.PropfindAsync(http, noegle, fil, http.RequestAborted));
        Stille("PROPPATCH", (d, http, noegle, fil) => d.ProppatchAsync(http, noegle, fil, http.RequestAborted));
        Stille("LOCK", (d, http, noegle, fil) => d.LaasAsync(http, noegle, fil, http.RequestAborted));
        Stille("UNLOCK", (d, http, noegle, fil) => d.LaasOpAsync(http, noegle, fil, http.RequestAborted));
        Stille("DELETE", (d, http, noegle, fil) => d.SletAsync(http, noegle, fil, http.RequestAborted));
        Rute("GET", (d, http, noegle, fil) => d.HentAsync(http, noegle, fil, http.RequestAborted)).WithSummary("Åbnede en kladde til redigering");
        Rute("PUT", (d, http, noegle, fil) => d.GemAsync(http, noegle, fil, http.RequestAborted)).WithSummary("Gemte en kladde under redigering");
        Rute("MOVE", (d, http, noegle, fil) => d.FlytAsync(http, noegle, fil, http.RequestAborted)).WithSummary("Gemte en kladde under redigering");

        void Stille(string metode, Func<Davtjeneste, HttpContext, string, string?, Task> udfoer) => Rute(metode, udfoer).IkkeIAdgangslog();

        RouteHandlerBuilder Rute(string metode, Func<Davtjeneste, HttpContext, string, string?, Task> udfoer) => dav.MapMethods(
            Adresse, [metode], (string noegle, string? fil, HttpContext http, Davtjeneste d) => Davtjeneste.SvarAsync(http, () => udfoer(d, http, noegle, fil)));
    }

    private static void Options(HttpContext http) => Davtjeneste.Options(http);
}
