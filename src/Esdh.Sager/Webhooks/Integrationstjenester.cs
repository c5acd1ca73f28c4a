using Esdh.Sager.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Esdh.Sager.Webhooks;

/// <summary>What other systems follow events by: the feed and webhooks.</summary>
internal static class Integrationstjenester
{
    public static void Tilfoej(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(sp => Webhookindstillinger.From(configuration, sp.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddSingleton<Webhookafsender>();
        services.AddHostedService<Webhooklevering>();
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        HaendelserApi.Map(api);
        WebhooksApi.Map(api);
    }
}
