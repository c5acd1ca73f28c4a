using Esdh.Core;
using Esdh.Core.Storage;
using Esdh.Klub.Adgangsregler;
using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub;

/// <summary>The club that owns the system: members, money, wishes, ballots, road map and benchmark. Its tables lie in <c>faelles</c>.</summary>
public sealed partial class KlubModule : IModule
{
    internal const string Noegle = "klub";

    public string Name => Noegle;

    public string Title => "Klubben";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthorityDb<KlubDb>();
        services.AddActsAndQueries<KlubModule>();
        services.AddScoped<Klubben>();
        services.AddSingleton<Klubmenuhukommelse>();
        services.AddScoped<IMenutal, Klubmenu>();
        services.AddScoped<Demonstration.OpretKlubdemonstration>();
        services.AddSingleton(new Menupunkt(Menugruppe.Klub, "Medlemmer", MedlemRuter.Sti, "personer", 10));
        services.AddHostedService<Indhold.Medlemsvagt>();
        TilfoejPenge(services, configuration);
        TilfoejDemokrati(services, configuration);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        MedlemRuter.Map(routes);
        MapPenge(routes);
        MapDemokrati(routes);
    }

    /// <summary>Licences, invoices, joint projects.</summary>
    static partial void TilfoejPenge(IServiceCollection services, IConfiguration configuration);

    static partial void MapPenge(IEndpointRouteBuilder routes);

    /// <summary>Wishes, ballots, road map, benchmark.</summary>
    static partial void TilfoejDemokrati(IServiceCollection services, IConfiguration configuration);

    static partial void MapDemokrati(IEndpointRouteBuilder routes);
}
