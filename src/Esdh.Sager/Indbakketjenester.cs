using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Foresp;
using Esdh.Sager.Indhold;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager;

/// <summary>The inbox and what fetches post to it.</summary>
internal static class Indbakketjenester
{
    private const string Sti = "/indbakke";

    public static void Tilfoej(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(Postindstillinger.From(configuration));
        services.AddSingleton<Posthentning>();
        services.AddHostedService(sp => sp.GetRequiredService<Posthentning>());
        services.AddScoped<Postudlevering>();
        services.AddScoped<IMenutal, Menutal>();
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Indbakke", Sti, "mail", 20, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar)]));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Postkasser", "/administration/postkasser", "mail", 42, [nameof(Roller.Administrator)], Under: "Fælles postkasser og scannere, som der hentes post fra, og om det går godt."));
    }

    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        IndbakkeApi.Map(api);
        IndbakkeRuter.Map(routes);
        PostkasseRuter.Map(routes);
    }

    /// <summary>How many wait in the own inbox and, unassigned, in the units'.</summary>
    private sealed class Menutal(Indbakkeopslag opslag, Paalogget paalogget) : IMenutal
    {
        public async Task FyldAsync(Sideramme ramme, CancellationToken ct)
        {
            if (paalogget.Aktoer is { } aktoer && aktoer.Har(AccessRules.Sagsarbejde) && ramme.Menu.Any(p => p.Sti == Sti))
                ramme.Antal[Sti] = new(await opslag.VenterAsync(aktoer, ct));
        }
    }
}
