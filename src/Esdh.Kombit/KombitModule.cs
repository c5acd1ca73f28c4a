using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Storage;
using Esdh.Kombit.Indeks;
using Esdh.Kombit.Sider;
using Esdh.Kombit.Storage;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Kombit;

/// <summary>The authority's place in the shared municipal infrastructure: the Sags- og Dokumentindeks, which SAPA reads.</summary>
public sealed class KombitModule : IModule
{
    public string Name => "kombit";

    public string Title => "Fælleskommunal infrastruktur";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthorityDb<KombitDb>();
        services.AddSletteregler([Sletteregel.Bevar("indeksobjekt", "Ids and hashes alone; needed to have a deleted case removed from the index.")]);
        services.AddActsAndQueries<KombitModule>();
        services.AddSingleton(Kombitindstillinger.From(configuration));
        services.AddSingleton<Indekskald>();
        services.AddScoped<Indeksbeskeder>();
        services.AddHostedService<Indekslevering>();
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Fælleskommunal infrastruktur", "/administration/kombit", "kort", 75, [nameof(Roller.Administrator)], Under: "Levering til Sags- og Dokumentindekset, så SAPA og Mit Overblik kender myndighedens sager."));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => KombitRuter.Map(routes);
}
