using Esdh.Core.Access;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager;

/// <summary>What leaders have of the engine: those who left.</summary>
internal static class Ledelsestjenester
{
    public static void Tilfoej(IServiceCollection services)
    {
        services.AddSingleton(new Menupunkt(Menugruppe.Ledelse, "Fratrådte", FratraadteRuter.Sti, "overdrag", 10, [nameof(Roller.Leder), nameof(Roller.Administrator)], Under: "Det, som fratrådte og flyttede medarbejdere har efterladt."));
    }

    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        FratraadteRuter.MapApi(api);
        FratraadteRuter.MapSider(routes);
    }
}
