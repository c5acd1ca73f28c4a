using Esdh.Klub.Api;
using Esdh.Klub.Indhold;
using Esdh.Klub.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub;

public sealed partial class KlubModule
{
    static partial void TilfoejPenge(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Takstfil>();
        services.AddScoped<Takstkilde>();
        services.AddScoped<Folketalskilde>();
        services.AddScoped<Ledger>();
        services.AddSingleton(new Menupunkt(Menugruppe.Klub, "Fakturaer", FakturaRuter.Sti, "bog", 20));
        services.AddSingleton(new Menupunkt(Menugruppe.Klub, "Fællesprojekter", ProjektRuter.Sti, "styring", 30));
        services.AddSingleton(new Menupunkt(Menugruppe.Klub, "Licens og businesscase", PrognoseRuter.Sti, "rapport", 25));
    }

    static partial void MapPenge(IEndpointRouteBuilder routes)
    {
        FakturaRuter.Map(routes);
        PrognoseRuter.Map(routes);
        ProjektRuter.Map(routes);
        KlubApi.Map(routes);
    }
}
