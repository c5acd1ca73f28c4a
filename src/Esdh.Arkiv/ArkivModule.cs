using Esdh.Arkiv.Api;
using Esdh.Arkiv.Sider;
using Esdh.Arkiv.Storage;
using Esdh.Arkiv.Version;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Arkiv;

/// <summary>The archivist's jobs: retention, disposal with proof, and delivery to the archive.</summary>
public sealed class ArkivModule : IModule
{
    public string Name => "arkiv";

    public string Title => "Arkiv";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthorityDb<ArkivDb>();
        services.AddActsAndQueries<ArkivModule>();
        AddVersions(services);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ArkivversionsRuter.Map(routes);
        ArkivversionerApi.Map(routes);
    }

    private static void AddVersions(IServiceCollection services)
    {
        services.AddScoped<IContentReferences, Afleveringshenvisninger>();
        services.AddTransient<IJobKind, Arkivversionsjob>();
        services.AddSingleton(new Menupunkt(Menugruppe.Myndighed, "Arkiveringsversioner", "/arkiv/versioner", "sager", 80, [nameof(Roller.Arkivar)], Ogsaa: ["/arkiv/afleveringer"], Under: "Afleveringer til arkivet, fra bestilling til godkendelse."));
    }
}
