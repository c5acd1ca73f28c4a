using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Storage;
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
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
