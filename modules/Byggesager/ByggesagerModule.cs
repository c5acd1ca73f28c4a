using Esdh.Byggesager.Api;
using Esdh.Byggesager.Demonstration;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Handlinger;
using Esdh.Byggesager.Indhold;
using Esdh.Byggesager.Sider;
using Esdh.Byggesager.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Byggesager;

/// <summary>Building permits: from the application to the building that is taken into use.</summary>
public sealed class ByggesagerModule : IModule
{
    internal const string Noegle = "byggesager";

    public string Name => Noegle;

    public string Title => "Byggesager";

    public bool IsOptional => true;

    public string Description => "Ansøgninger om at bygge, fra modtagelse til ibrugtagning, med servicemål, høringer og gebyrer.";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSagstype(Name, Byggesagstype.Udgave1);
        services.AddAuthorityDb<ByggesagerDb>();
        services.AddSletteregler(Byggesletning.Regler);
        services.AddActsAndQueries<ByggesagerModule>();
        services.AddScoped<ISagsforloeb>(sp => sp.GetRequiredService<Byggesagsforloeb>());
        services.AddScoped<IContentReferences, Ansoegningshenvisninger>();
        services.AddScoped<Ansoegningsmodtagelse>();
        services.AddScoped<Mangelbrevsskrivning>();
        services.AddSingleton(Mappeindstillinger.From(configuration));
        services.AddHostedService<Indgangsmapper>();
        services.AddSingleton<IModuldemonstration, Byggedemonstration>();
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Byggetakster", "/byggesager/takster", "styring", 40, [nameof(Roller.Administrator)], Under: "Hvad byggesagsbehandling koster, og fra hvornår.", Modul: Noegle));
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Byggesager", "/byggesager", "sager", 25, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar), nameof(Roller.Revisor)], Modul: Noegle));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ByggesagerApi.Map(routes);
        ByggesagerRuter.Map(routes);
        IndgangRuter.Map(routes);
        ServicemaalRuter.Map(routes);
        GebyrRuter.Map(routes);
    }
}
