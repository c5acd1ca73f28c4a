using Esdh.Core.Access;
using Esdh.Sager.Api;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager;

/// <summary>The surfaces of journal, reminders, postliste and my day.</summary>
internal static class Journaltjenester
{
    private static readonly string[] Laesere = [nameof(Roller.Sagsbehandler), nameof(Roller.Leder), nameof(Roller.Arkivar), nameof(Roller.Revisor)];

    public static void Tilfoej(IServiceCollection services)
    {
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Min dag", "/", "dag", 10, [nameof(Roller.Sagsbehandler), nameof(Roller.Leder)], ["/erindringer"]));
        services.AddSingleton(new Menupunkt(Menugruppe.Arbejde, "Ikke journaliseret", "/journal/mangler", "indbakke", 40, Laesere));
        services.AddSingleton(new Menupunkt(Menugruppe.Myndighed, "Journalen", "/journal", "bog", 40, Laesere));
        services.AddSingleton(new Menupunkt(Menugruppe.Myndighed, "Postlisten", "/journal/postliste", "mail", 50, [nameof(Roller.Leder), nameof(Roller.Arkivar)]));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Erindringstyper", "/administration/erindringstyper", "ur", 33, [nameof(Roller.Administrator)], Under: "Slags af erindringer og deres frister."));
        services.AddSingleton(new Menupunkt(Menugruppe.System, "Postlistens opsætning", "/administration/postliste", "mail", 41, [nameof(Roller.Administrator)], Under: "Hvor længe postlisten venter, før alle kan læse den."));
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        NotaterApi.Map(api);
        ErindringerApi.Map(api);
        JournalApi.Map(api);
    }

    public static void MapSider(IEndpointRouteBuilder routes)
    {
        MinDagRuter.Map(routes);
        NotatRuter.Map(routes);
        ErindringRuter.Map(routes);
        JournalRuter.Map(routes);
    }
}
