using System.Reflection;
using Esdh.Core;
using Esdh.Ui;
using Esdh.Core.Access;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Esdh.Sager.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager;

/// <summary>The journal and case engine.</summary>
public sealed class SagerModule : IModule
{
    public string Name => "sager";

    public string Title => "Sager og journal";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthorityDb<SagerDb>();
        services.AddActsAndQueries<SagerModule>();
        services.AddTransient<IJobKind, Foelsomhedsjob>();
        services.AddTransient<IJobKind, Sammenlaegningsjob>();
        services.AddTransient<IJobKind, Indhold.Emneplanjob>();
        services.AddTransient<IJobKind, Indhold.Massejob>();
        services.AddTransient<IJobKind, Indhold.Masseudtraeksjob>();
        services.AddTransient<IJobKind, Indhold.Enhedsaendringsjob>();
        services.AddScoped<Indhold.Massebestilling>();
        Sagstypetjenester.Tilfoej(services);
        services.AddScoped<Demonstration.ByggDemonstration>();
        services.AddScoped<Demonstration.Demoindbakke>();
        services.AddScoped<Demonstration.Demoforsendelser>();
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Nødadgang", "/noedadgang", "laas", 95, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar)]));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Sagsskabeloner", "/administration/skabeloner", "sager", 30, [nameof(Roller.Administrator)], Under: "Hvad en ny sag af en bestemt slags begynder med."));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Sagsstatusser", "/administration/statusser", "styring", 32, [nameof(Roller.Administrator)], Under: "De trin, en sag kan stå på, og hvad de kræver."));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Afgørelsestyper", "/administration/afgoerelsestyper", "styring", 33, [nameof(Roller.Administrator)], Under: "Hvad myndigheden afgør, og hvem der kan klages til."));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Godkendelseskæder", "/administration/godkendelseskaeder", "styring", 34, [nameof(Roller.Administrator)], Under: "Hvem der godkender dokumenter og trin, og i hvilken orden."));
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Godkendelser", "/godkendelser", "styring", 30, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar)]));
        services.AddScoped<IMenutal, Foresp.Godkendelsestal>();
        services.AddScoped<Opsaetningspakke>();
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Opsætningspakker", "/administration/opsaetning", "hent", 36, [nameof(Roller.Administrator)], Under: "Skabeloner, fraser og statusser til og fra andre, med forskellen vist først."));
        services.AddSingleton(new Menupunkt(Menugruppe.Myndighed, "Fraser", "/fraser", "note", 60, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar), nameof(Roller.Administrator)]));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Enhedsændringer", "/administration/enhedsaendringer", "overdrag", 22, [nameof(Roller.Administrator)], Under: "Læg enheder sammen, del dem, eller luk dem, på en dag og med kvittering."));
        Dokumenttjenester.Tilfoej(services, configuration);
        Integrationstjenester.Tilfoej(services, configuration);
        Findingstjenester.Tilfoej(services);
        Indbakketjenester.Tilfoej(services, configuration);
        Ledelsestjenester.Tilfoej(services);
        Journaltjenester.Tilfoej(services);
        Forsendelsestjenester.Tilfoej(services, configuration);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes = routes.MedSagsspor();
        var api = routes.MapGroup("/api/v1").MedIdempotens();
        SagerApi.Map(api);
        SagshandlingerApi.Map(api);
        SagsopsaetningApi.Map(api);
        DokumenterApi.Map(api);
        AkterApi.Map(api);
        BevisApi.Map(api);
        HoeringerApi.Map(api);
        GodkendelserApi.Map(api);
        FraserApi.Map(api);
        OpsaetningApi.Map(api);
        EnhedsaendringerApi.Map(api);
        AfgoerelsestyperApi.Map(api);
        DokumentskabelonerApi.Map(api);
        Findingstjenester.Map(routes, api);
        Sagstypetjenester.Map(routes, api);
        Indbakketjenester.Map(routes, api);
        Forsendelsestjenester.Map(routes, api);
        Ledelsestjenester.Map(routes, api);
        Journaltjenester.MapApi(api);
        Integrationstjenester.MapApi(api);
        Journaltjenester.MapSider(routes);
        SagRuter.Map(routes);
        Integrationstjenester.MapSider(routes);
        NySagRuter.Map(routes);
        SagHandlingRuter.Map(routes);
        HoeringRuter.Map(routes);
        GodkendelseRuter.Map(routes);
        FraseRuter.Map(routes);
        DokumentRuter.Map(routes);
        Dav.Davruter.Map(routes);
        BevisApi.MapSider(routes);
        DokumentHandlingRuter.Map(routes);
        DokumentskabelonRuter.Map(routes);
        OpslagRuter.Map(routes);
        Enhedsaendringssider.Map(routes);
        OpsaetningRuter.Map(routes);
        OpsaetningspakkeRuter.Map(routes);
    }
}
