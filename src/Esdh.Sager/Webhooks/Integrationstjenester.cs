using Esdh.Core.Access;
using Esdh.Sager.Api;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Esdh.Sager.Webhooks;

/// <summary>What other systems follow events by, the feed and webhooks; and the subject plan.</summary>
internal static class Integrationstjenester
{
    public static void Tilfoej(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(sp => Webhookindstillinger.From(configuration, sp.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddSingleton<Webhookafsender>();
        services.AddSingleton<Haendelsestyper>();
        services.AddHostedService<Webhooklevering>();
        services.AddSingleton(new Menupunkt(Menugruppe.Myndighed, "Emneplan", "/emneplan", "kort", 60));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Emneplanens udgaver", "/administration/emneplan", "kort", 40, [nameof(Roller.Administrator)], Under: "Indlæs en ny udgave af emneplanen, se hvad den ændrer, og tag den i brug."));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Webhooks", "/administration/webhooks", "klokke", 70, [nameof(Roller.Administrator)], Under: "Besked til andre systemer, når noget sker på en sag."));
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        HaendelserApi.Map(api);
        WebhooksApi.Map(api);
        EmneplanApi.Map(api);
    }

    public static void MapSider(IEndpointRouteBuilder routes)
    {
        EmneplanRuter.Map(routes);
        WebhookRuter.Map(routes);
    }
}
