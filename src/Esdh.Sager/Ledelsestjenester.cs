using Esdh.Core.Access;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager;

/// <summary>What leaders have of the engine: what those who left left behind, and samples of cases.</summary>
internal static class Ledelsestjenester
{
    public static void Tilfoej(IServiceCollection services)
    {
        services.AddSingleton(new Menupunkt(Menugruppe.Ledelse, "Fratrådte", FratraadteRuter.Sti, "overdrag", 10, [nameof(Roller.Leder), nameof(Roller.Administrator)], Under: "Det, som fratrådte og flyttede medarbejdere har efterladt."));
        services.AddSingleton(new Menupunkt(Menugruppe.Ledelse, "Stikprøver af sager", SagsstikproeveRuter.Sti, "rapport", 15, [nameof(Roller.Leder)], Under: "Tilfældige sager fra enheden: journalisering, høring, frister."));
    }

    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        FratraadteRuter.MapApi(api);
        FratraadteRuter.MapSider(routes);
        SagsstikproeveRuter.MapApi(api);
        SagsstikproeveRuter.MapSider(routes);
    }
}
