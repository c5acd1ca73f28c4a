using Esdh.Adgang.Api;
using Esdh.Adgang.Contract;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Log;
using Esdh.Adgang.Sider;
using Esdh.Adgang.Storage;
using Esdh.Adgang.Tokens;
using Esdh.Adgang.Web;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: Esdh.Core.Events.AllowedWhenReadOnly] // who may read is looked after as long as there is something to read

namespace Esdh.Adgang;

/// <summary>Sign-in, users, units, groups, clients, access lists and the access log.</summary>
public sealed class AdgangModule : IModule
{
    public string Name => "adgang";

    public string Title => "Adgang";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthorityDb<AdgangDb>();
        services.AddScoped(sp => new Adgangslister(sp.GetRequiredService<AdgangDb>()));
        services.AddScoped(sp => new Navneopslag(sp.GetRequiredService<AdgangDb>(), sp.GetRequiredService<Brugeropslag>(), sp.GetRequiredService<Recall<AdgangDb>>()));
        services.AddScoped(sp => new Brugeropslag(sp.GetRequiredService<AdgangDb>(), sp.GetRequiredService<Recall<AdgangDb>>()));
        services.AddScoped(sp => new Fratraedelser(sp.GetRequiredService<AdgangDb>(), sp.GetRequiredService<Brugeropslag>(), sp.GetRequiredService<TimeProvider>()));
        services.AddScoped(sp => new Enhedsomlaegning(
            sp.GetRequiredService<AdgangDb>(), sp.GetRequiredService<EventLog>(), sp.GetRequiredService<StorageScope>(), sp.GetRequiredService<TimeProvider>()));
        services.AddScoped(sp => new Noedadgange(
            sp.GetRequiredService<AdgangDb>(), sp.GetRequiredService<EventLog>(), sp.GetRequiredService<StorageScope>(), sp.GetRequiredService<TimeProvider>()));

        services.AddExceptionHandler<Fejlsider>();
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Fravær", FravaerSider.Sti, "pause", 80, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Administrator)], Under: "Hvem der er væk, og hvem der arbejder på deres vegne."));
        services.AddSingleton(new Menupunkt(Menugruppe.Ledelse, "Rettigheder", GennemgangSider.Sti, "laas", 20, [nameof(Roller.Leder), nameof(Roller.Administrator)], Under: "Den halvårlige gennemgang af, hvem der må hvad."));
        services.AddSingleton(new Menupunkt(Menugruppe.Ledelse, "Logkontrol", LogkontrolSider.Sti, "oeje", 30, [nameof(Roller.Logkontrollant)], Under: "Tilfældige opslag, der skal vurderes."));
        string[] administrator = [nameof(Roller.Administrator)];
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Brugere", "/administration/brugere", "personer", 10, administrator, Under: "Hvem der kan logge på, med enhed og roller."));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Enheder", "/administration/enheder", "hus", 20, administrator, Under: "Myndighedens enheder og deres indbyrdes plads."));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Grupper", "/administration/grupper", "laas", 25, administrator, Under: "Grupper, som sager kan åbnes for på tværs af enheder."));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Klienter", "/administration/klienter", "overdrag", 60, administrator, Under: "Programmer, der bruger API’et, og deres hemmeligheder."));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Adgangslog", "/administration/adgangslog", "oeje", 90, [nameof(Roller.Logkontrollant)], Under: "Hvem der har set hvad, og borgerens indsigt i det."));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Adgangslogens indstillinger", AdgangslogindstillingSider.Sti, "ur", 91, [nameof(Roller.Administrator), nameof(Roller.Logkontrollant)], Under: "Hvor længe adgangsloggen gemmes, og hvad gentagne afvisninger fører til."));
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "esdh-formular";
            o.FormFieldName = Sikkerhed.Formularfelt;
            o.HeaderName = Sikkerhed.Header;
            o.SuppressXFrameOptionsHeader = true; // frame-ancestors says it, and previews may be framed
        });
        services.AddDataProtection().SetApplicationName("Esdh");
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseOptions, ILoggerFactory>((o, database, loggers) =>
            o.XmlRepository = new FileSystemXmlRepository(Keys(database), loggers));

        services.AddSingleton<Tokennoegler>();
        services.AddSingleton(sp => new Keycloakudbyder(Keycloakindstillinger.From(configuration), sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Indbyggetlogon>();
        services.AddHostedService(sp => sp.GetRequiredService<Indbyggetlogon>());
        services.AddSingleton<Eksternadgang>();
        services.AddTransient<NoterEksternBruger>();
        services.AddTransient<AfslutEksterneLogon>();
        services.AddSingleton<Adgangstegn>();
        services.AddSingleton<Logoncookie>();
        services.AddSingleton<Legitimation>();
        services.AddSingleton<Aktoercache>();
        services.AddScoped<Aktoeropslag>();
        services.AddScoped(sp => new Aktoerkilde(sp.GetRequiredService<Aktoercache>(), sp.GetRequiredService<Authority>(), sp));
        services.AddScoped<Paalogget>();
        services.AddScoped(sp => sp.GetRequiredService<Paalogget>().Aktoer ?? throw new InvalidOperationException(
            "Nobody is signed in here. Routes that are open to everyone take Paalogget; acts take the actor from their command."));

        services.AddSingleton(Adgangslogindstillinger.From(configuration));
        services.AddSingleton<Adgangslogge>();
        services.AddHostedService(sp => sp.GetRequiredService<Adgangslogge>());
        services.AddScoped<Adgangsspor>();
        services.AddScoped<Logopslag>();
        services.AddScoped(sp => new Indsigtslog(sp.GetRequiredService<Logopslag>()));

        services.AddScoped<Fravaersopslag>();
        services.AddTransient<Fravaerskontrol>();
        services.AddTransient<OpretFravaer>();
        services.AddTransient<RetFravaer>();
        services.AddTransient<AfslutFravaer>();
        services.AddSingleton<Ledelsesvagt>();
        services.AddHostedService(sp => sp.GetRequiredService<Ledelsesvagt>());
        services.AddScoped<Logudtraekning>();
        services.AddScoped<Ledelsesopslag>();
        services.AddScoped(sp => new Ledelsesopgaver(sp.GetRequiredService<Ledelsesopslag>()));
        services.AddTransient<Gennemgangsudfoersel>();
        services.AddTransient<IndstilLedelseskontrol>();
        services.AddTransient<BegyndGennemgang>();
        services.AddTransient<AfgoerRettigheder>();
        services.AddTransient<LadBortfalde>();
        services.AddTransient<GemLogstikproeve>();
        services.AddTransient<AfgoerLoglinje>();
        services.AddTransient<ForklarOpslag>();
        services.AddTransient<NoterLogon>();
        services.AddTransient<SpaerBruger>();
        services.AddTransient<IndstilAdgangslog>();
        services.AddTransient<OpretDemonstration>();
        services.AddTransient<OpretDemonstrationsfravaer>();
        services.AddTransient<OpretFoersteAdministrator>();
        services.AddTransient<OpretBruger>();
        services.AddTransient<RetBruger>();
        services.AddTransient<SaetKodeord>();
        services.AddTransient<LaasBrugerOp>();
        services.AddTransient<SaetGenveje>();
        services.AddTransient<OpretEnhed>();
        services.AddTransient<RetEnhed>();
        services.AddTransient<GemGruppe>();
        services.AddTransient<GemKlient>();
        services.AddTransient<FornyKlienthemmelighed>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        TokenApi.Map(routes);
        LogonSider.Map(routes);
        EksterntLogonSider.Map(routes);
        AdgangslogSider.Map(routes);
        AdgangslogindstillingSider.MapSider(routes);
        BrugerSider.Map(routes);
        OrganisationSider.Map(routes);
        KontoSider.Map(routes);
        FravaerSider.MapSider(routes);
        GennemgangSider.MapSider(routes);
        LogkontrolSider.MapSider(routes);
        var log = routes.MapGroup("/api/v1").MedIdempotens();
        AdgangslogApi.Map(log);
        AdgangslogindstillingSider.MapApi(log);
        FravaerSider.MapApi(log);
        GennemgangSider.MapApi(log);
        LogkontrolSider.MapApi(log);
        var api = routes.MapGroup("/api/v1").UdenIdempotens(); // answers that carry a secret are not kept for repetition; the names are unique
        BrugereApi.Map(api);
        OrganisationApi.Map(api);
    }

    private static DirectoryInfo Keys(DatabaseOptions database)
    {
        var folder = Path.Combine(database.Folder, "noegler");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
