using Esdh.Arkiv.Api;
using Esdh.Arkiv.Indhold;
using Esdh.Arkiv.Sider;
using Esdh.Arkiv.Storage;
using Esdh.Arkiv.Version;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: Esdh.Core.Events.AllowedWhenReadOnly] // the archive gets its version also of an authority that has left

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
        AddDisposals(services);
        services.AddTransient<IJobKind, Filkontroljob>();
        services.AddSingleton(Filkontrolindstillinger.From(configuration));
        services.AddHostedService<Filkontrolvagt>();
        services.AddSingleton(new Faellesfane("bevaring", "Bevaring", Roller.Arkivar));
        services.AddSingleton(new Menupunkt(Menugruppe.Myndighed, "Arkiv", "/arkiv", "sager", 70, [nameof(Roller.Arkivar)], Under: "Bevaring, kassation og afleveringer til arkivet."));
        services.AddSingleton(new Menupunkt(Menugruppe.Myndighed, "Kassation", "/arkiv/kassationer", "sager", 71, [nameof(Roller.Leder)]));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ArkivRuter.Map(routes);
        BevaringApi.Map(routes);
        FilkontrolRuter.Map(routes);
        ArkivversionsRuter.Map(routes);
        ArkivversionerApi.Map(routes);
    }

    private static void AddVersions(IServiceCollection services)
    {
        services.AddScoped<IContentReferences, Afleveringshenvisninger>();
        services.AddTransient<IJobKind, Arkivversionsjob>();
        services.AddTransient<IJobKind, Arkivkontroljob>();
    }

    private static void AddDisposals(IServiceCollection services)
    {
        services.AddScoped<IContentReferences, Kassationshenvisninger>();
        services.AddTransient<IJobKind, Kassationsforslagsjob>();
        services.AddTransient<IJobKind, Kassationsjob>();
        services.AddScoped<Kassationsprotokol>();
        services.AddScoped<Indholdsrydning>();
        services.AddSletteregler(
        [
            Sletteregel.Bevar("sagsbevaring", "a code and why, which names no one"), Sletteregel.Bevar("kassationslinje", "ids and the outcome, which is the proof"),
            Sletteregel.Bevar("arkiv_afleveret", "ids of what the archive holds"), Sletteregel.Bevar("arkiv_afleveret_sag", "ids of what the archive holds"),
        ]);
    }
}
