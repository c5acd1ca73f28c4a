using Esdh.Aktindsigt.Api;
using Esdh.Aktindsigt.Demonstration;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Handlinger;
using Esdh.Aktindsigt.Indhold;
using Esdh.Aktindsigt.Sider;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Jobs;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Aktindsigt;

/// <summary>Access to documents: from the request to the answer with what must be hidden gone from it.</summary>
public sealed class AktindsigtModule : IModule
{
    internal const string Noegle = "aktindsigt";

    public string Name => Noegle;

    public string Title => "Aktindsigt";

    public bool IsOptional => true;

    public string Description => "Anmodninger om aktindsigt, fra regler og frister til et svar, hvor det undtagne er fjernet fra filen.";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthorityDb<AktindsigtDb>();
        services.AddSletteregler(Indsigtssletning.Regler);
        services.AddSagstype(Name, Aktindsigtssagstype.Udgave1);
        services.AddActsAndQueries<AktindsigtModule>();
        services.AddScoped<ISagsforloeb>(sp => sp.GetRequiredService<Indsigtsforloeb>());
        services.AddScoped<Indsigtsopslag>().AddScoped<Svardannelse>().AddScoped<Personsamling>();
        services.AddTransient<IJobKind, Indsigtsjob>();
        services.AddSingleton<IModuldemonstration, Indsigtsdemonstration>();
        services.AddSingleton(new Menupunkt(Menugruppe.Myndighed, "Aktindsigter", "/aktindsigter", "sager", 60, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar)], Modul: Name));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        AktindsigtRuter.Map(routes);
        AktindsigterApi.Map(routes);
    }
}
