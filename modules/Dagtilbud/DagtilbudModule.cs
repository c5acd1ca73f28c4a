using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Dagtilbud.Api;
using Esdh.Dagtilbud.Demonstration;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Dagtilbud.Indhold;
using Esdh.Dagtilbud.Sider;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Dagtilbud;

/// <summary>Places in day care: institutions, waiting list, anvisning, offers and the pasningsgaranti.</summary>
public sealed partial class DagtilbudModule : IModule
{
    internal const string Noegle = "dagtilbud";

    public string Name => Noegle;

    public string Title => "Dagtilbud";

    public bool IsOptional => true;

    public string Description => "Pladser i dagtilbud, fra ansøgning til udmeldelse, med venteliste, anvisning og pasningsgaranti.";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSagstype(Name, Dagtilbudstype.Udgave1);
        services.AddAuthorityDb<DagtilbudDb>();
        services.AddSletteregler(Dagtilbudssletning.Regler, Dagtilbudssletning.Parter);
        services.AddActsAndQueries<DagtilbudModule>();
        services.AddScoped<Garantiskrivning>();
        services.AddScoped<Tilbudsskrivning>();
        services.AddScoped<ISagsforloeb>(sp => sp.GetRequiredService<Dagtilbudsforloeb>());
        services.AddScoped<INoegletalskilde>(sp => sp.GetRequiredService<Dagtilbudsnoegletal>());
        services.AddScoped<ISammenligningskilde>(sp => sp.GetRequiredService<Dagtilbudsnoegletal>());
        services.AddSingleton(Vagtindstillinger.From(configuration));
        services.AddHostedService<Dagtilbudsvagt>();
        services.AddSingleton<IModuldemonstration, Dagtilbudsdemonstration>();
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Dagtilbud", "/dagtilbud", "sager", 26, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar), nameof(Roller.Revisor)], Modul: Noegle));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Institutioner", "/dagtilbud/institutioner", "styring", 41, [nameof(Roller.Administrator)], Under: "Dagtilbud med grupper, kapacitet og lokale regler for anvisning.", Modul: Noegle));
        TilfoejBetaling(services, configuration);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        DagtilbudApi.Map(routes);
        DagtilbudRuter.Map(routes);
        InstitutionRuter.Map(routes);
        AnvisningRuter.Map(routes);
        DagtilbudsfaneRuter.Map(routes);
        MapBetaling(routes);
    }

    /// <summary>Parents' payment and the parents' page.</summary>
    static partial void TilfoejBetaling(IServiceCollection services, IConfiguration configuration);

    static partial void MapBetaling(IEndpointRouteBuilder routes);
}
