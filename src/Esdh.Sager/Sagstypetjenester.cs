using Esdh.Core.Access;
using Esdh.Sager.Api;
using Esdh.Sager.Contract;
using Esdh.Sager.Indhold;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager;

/// <summary>What carries case areas: their types, the switch, and what a module may call.</summary>
internal static class Sagstypetjenester
{
    public static void Tilfoej(IServiceCollection services)
    {
        services.AddSingleton(sp => new Sagstyper(sp.GetServices<Sagstyper.Registreret>()));
        services.AddScoped<Modulskift>();
        services.AddScoped(sp => new Sagshandlinger(sp));
        services.AddScoped(sp => new Sagsopslag(sp));
        services.AddScoped(sp => new Sagsdokumenter(sp));
        services.AddScoped(sp => new Maalopgoerelse(sp));
        services.AddScoped(sp => new Borgeradgang(sp));
        services.AddScoped(sp => new Personindsigt(sp));
        services.AddSingleton<Core.Files.Pdf.PdfRedactor>();
        services.AddScoped(sp => new Sagssider(sp));
        services.AddScoped(sp => new Sagsbreve(sp));
        services.AddScoped(sp => new Sagsfiler(sp.GetRequiredService<Filmodtagelse>(), sp.GetRequiredService<Core.Authorities.Authority>()));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Sagsområder", "/administration/moduler", "sager", 28, [nameof(Roller.Administrator)], Under: "De sagsområder, installationen har, og hvilke myndigheden bruger."));
    }

    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        _ = routes.ServiceProvider.GetRequiredService<Sagstyper>(); // a type that cannot be used stops the start
        SagsforloebApi.Map(api);
        ModulerApi.Map(api);
        ForloebRuter.Map(routes);
        ModulRuter.Map(routes);
    }
}
