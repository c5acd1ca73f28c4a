using Esdh.Adgang.Contract;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang;

/// <summary>Sign-in, users, units, groups, clients, access lists and the access log.</summary>
public sealed class AdgangModule : IModule
{
    public string Name => "adgang";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthorityDb<AdgangDb>();
        services.AddScoped(sp => new Adgangslister(sp.GetRequiredService<AdgangDb>()));
        services.AddScoped<Aktoeropslag>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
