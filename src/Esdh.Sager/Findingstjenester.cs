using Esdh.Sager.Api;
using Esdh.Sager.Contract;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager;

/// <summary>What finding and parties bring to the module.</summary>
internal static class Findingstjenester
{
    public static void Tilfoej(IServiceCollection services)
    {
        services.AddScoped<ISoegning, Databasesoegning>();
        services.AddSingleton<Setebog>();
        services.AddHostedService(sp => sp.GetRequiredService<Setebog>());
    }

    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        SagslisteApi.Map(api);
        SoegningApi.Map(api);
        ParterApi.Map(api);
    }
}
