using Esdh.Core.Access;
using Esdh.Core.Files.Mail;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Search;
using Esdh.Sager.Api;
using Esdh.Sager.Contract;
using Esdh.Sager.Foresp;
using Esdh.Sager.Sider;
using Esdh.Sager.Soegeindeks;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager;

/// <summary>What finding and parties bring to the module.</summary>
internal static class Findingstjenester
{
    private static readonly string[] Laesere = [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar), nameof(Roller.Revisor)];

    public static void Tilfoej(IServiceCollection services)
    {
        services.AddScoped<Soegemaskine>();
        services.AddScoped<ISoegning>(sp => sp.GetRequiredService<Soegemaskine>());
        services.AddScoped<Indekskilde>();
        services.AddSingleton(sp => new TextExtraction(new(), sp.GetRequiredService<OfficeConverter>(), sp.GetRequiredService<MsgConverter>()));
        services.AddSingleton<Tekstlaeser>();
        services.AddHostedService<Hitvagt>();
        services.AddScoped<IMenutal, Hittal>();
        services.AddSingleton<Indeksering>();
        services.AddHostedService(sp => sp.GetRequiredService<Indeksering>());
        services.AddScoped<Adgang.Contract.IPersonregister, Personregister>();
        services.AddScoped<Adgang.Contract.ILogkontrolkilde, Logkontrolkilde>();
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Sager", "/sager", "sager", 30, Laesere, ["/dokumenter"]));
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Søgning", "/soegning", "soeg", 40, Laesere));
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Parter", "/parter", "personer", 50, Laesere));
        services.AddSingleton(new Menupunkt(Menugruppe.Myndighed, "Rapporter", "/rapporter", "rapport", 30, Laesere));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Søgeindeks", SoegeindeksRuter.Sti, "soeg", 75, [nameof(Roller.Administrator)], Under: "Om alt er til at finde, og filer, der ikke kunne læses."));
        services.AddScoped<Massesider>();
        services.AddSingleton<Setebog>();
        services.AddHostedService(sp => sp.GetRequiredService<Setebog>());
    }

    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        SagslisteApi.Map(api);
        SagslisteRuter.Map(routes);
        MasseRuter.Map(routes, api);
        SoegningApi.Map(api);
        SoegningRuter.Map(routes);
        GemteSoegningerApi.Map(api);
        GemteSoegningerRuter.Map(routes);
        SoegeindeksRuter.Map(routes);
        ParterApi.Map(api);
        PartRuter.Map(routes);
        RapporterApi.Map(api);
        RapportRuter.Map(routes);
    }
}
