using Esdh.Core.Access;
using Esdh.Dagtilbud.Api;
using Esdh.Dagtilbud.Demonstration;
using Esdh.Dagtilbud.Foraeldre;
using Esdh.Dagtilbud.Sider;
using Esdh.Sager.Contract;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Dagtilbud;

/// <summary>Parents' payment and the parents' page.</summary>
public sealed partial class DagtilbudModule
{
    static partial void TilfoejBetaling(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new Menupunkt(
            Menugruppe.Arbejde, "Forældrebetaling", "/dagtilbud/betaling", "rapport", 29, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar), nameof(Roller.Revisor)], Modul: Noegle));
        string[] administrator = [nameof(Roller.Administrator)];
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Dagtilbudstakster", "/dagtilbud/takster", "styring", 41, administrator, Under: "Hvad pladser i dagtilbud koster, og fra hvornår.", Modul: Noegle));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Forældresiden", "/dagtilbud/foraeldreside", "personer", 43, administrator, Under: "Hvor forældre selv søger plads, og hvem der får ansøgningerne.", Modul: Noegle));
        services.AddSingleton<Foraeldresession>();
        services.AddSingleton<Foraeldregraense>();
        services.AddSingleton<Foraeldrelogonvalg>();
        services.AddSingleton<IModuldemonstration, Betalingsdemonstration>(); // after the places
        services.AddScoped<Foraelderramme>();
        services.AddScoped<Foraeldresider>();
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Fripladsskala", "/dagtilbud/friplads", "styring", 42, administrator, Under: "Hvor meget friplads en indtægt giver, og fra hvornår.", Modul: Noegle));
    }

    static partial void MapBetaling(IEndpointRouteBuilder routes)
    {
        BetalingApi.Map(routes);
        BetalingRuter.Map(routes);
        _ = routes.ServiceProvider.GetRequiredService<Foraeldrelogonvalg>(); // a sign-in that is named and not there stops the start
        ForaeldreRuter.Map(routes);
    }
}
