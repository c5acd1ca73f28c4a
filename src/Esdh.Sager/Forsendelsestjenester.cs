using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Sager.Api;
using Esdh.Sager.Forsendelser;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager;

/// <summary>Dispatches and what sends them.</summary>
internal static class Forsendelsestjenester
{
    public static void Tilfoej(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(Forsendelsesindstillinger.From(configuration));
        services.AddSingleton<Mailkanal>();
        services.AddSingleton<Httpkanal>();
        services.AddSingleton<IForsendelseskanal, Kombipost>();
        services.AddSingleton<IForsendelseskanal, BygOgMiljoe>();
        services.AddTransient<Esdh.Core.Jobs.IJobKind, Massebrevjob>();
        services.AddScoped<Masseforsendelser>();
        services.AddSingleton<Forsendelseslevering>();
        services.AddHostedService(sp => sp.GetRequiredService<Forsendelseslevering>());
        services.AddScoped<IMenutal, Menutal>();
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Forsendelser", "/forsendelser", "mail", 25, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar)]));
    }

    /// <summary>How many letters wait for the person to deal with.</summary>
    private sealed class Menutal(Foresp.Forsendelsesopslag opslag, Paalogget paalogget) : IMenutal
    {
        public async Task FyldAsync(Sideramme ramme, CancellationToken ct)
        {
            if (paalogget.Aktoer is { } aktoer && aktoer.Har(Core.Web.AccessRules.Sagsarbejde) && ramme.Menu.Any(p => p.Sti == "/forsendelser"))
                ramme.Antal["/forsendelser"] = new(await opslag.VenterPaaMigAsync(aktoer, ct));
        }
    }

    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        ForsendelserApi.Map(api);
        ForsendelseRuter.Map(routes);
        MasseforsendelserApi.Map(api);
        MasseforsendelseRuter.Map(routes);
    }
}
