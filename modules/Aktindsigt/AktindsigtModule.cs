using Esdh.Aktindsigt.Api;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Handlinger;
using Esdh.Aktindsigt.Indhold;
using Esdh.Aktindsigt.Sider;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Aktindsigt;

/// <summary>Access to documents: from the request to the answer with what must be hidden gone from it.</summary>
public sealed class AktindsigtModule : IModule
{
    public string Name => "aktindsigt";

    public string Title => "Aktindsigt";

    public bool IsOptional => true;

    public string Description => "Anmodninger om aktindsigt, fra regler og frister til et svar, hvor det undtagne er fjernet fra filen.";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthorityDb<AktindsigtDb>();
        services.AddSagstype(Name, Aktindsigtssagstype.Udgave1);
        services.AddScoped<ISagsforloeb, Indsigtsforloeb>();
        services.AddScoped<Indsigtssag>().AddScoped<Indsigtsopslag>().AddScoped<Svardannelse>();
        services.AddScoped<VaelgKilde>().AddScoped<FravaelgKilde>().AddScoped<VurderDokumenter>().AddScoped<SkjulPaaDokument>().AddScoped<OvervejMeroffentlighed>()
            .AddScoped<NoterIndsigtstid>().AddScoped<ArkiverSvar>().AddScoped<ModtagKlage>().AddScoped<AfslutKlage>();
        services.AddSingleton(new Menupunkt(Menugruppe.Myndighed, "Aktindsigter", "/aktindsigter", "sager", 60, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar)], Modul: Name));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        AktindsigtRuter.Map(routes);
        AktindsigterApi.Map(routes);
    }
}
