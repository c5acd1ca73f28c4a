using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Sager.Api;
using Esdh.Sager.Forsendelser;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager;

/// <summary>Dispatches and what sends them.</summary>
internal static class Forsendelsestjenester
{
    public static void Tilfoej(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(Forsendelsesindstillinger.From(configuration));
        services.AddSingleton<Mailkanal>();
        services.AddSingleton<Forsendelseslevering>();
        services.AddHostedService(sp => sp.GetRequiredService<Forsendelseslevering>());
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Forsendelser", "/forsendelser", "mail", 25, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar)]));
    }

    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        ForsendelserApi.Map(api);
        ForsendelseRuter.Map(routes);
    }
}
