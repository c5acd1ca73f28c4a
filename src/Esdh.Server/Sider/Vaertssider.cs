using System.Globalization;
using System.Reflection;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Esdh.Server.Sider;

/// <summary>Pages that belong to no module: the rules of all, the overview of administration, the accessibility statement, and in Development the component catalogue.</summary>
internal static class Vaertssider
{
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<IModule> modules)
    {
        var grupper = modules.Select(m => (m.Title, Regler(m.GetType().Assembly))).Where(g => g.Item2.Count > 0).ToList();
        routes.MapGet("/regler", () => new RazorComponentResult<Regelside>(new { Grupper = grupper })).AabenForAlle().WithSummary("Læste reglerne");
        routes.MapGet("/was", (Authority myndighed, IConfiguration configuration) => new RazorComponentResult<Tilgaengelighedserklaering>(
            new { Myndighed = myndighed.Info.Name, Erklaering = configuration[$"Esdh:Tilgaengelighed:{myndighed.Key}"] })).AabenForAlle().WithSummary("Læste om tilgængelighed");
        routes.MapGet("/administration", (Sideramme ramme) => new RazorComponentResult<Administrationside>(
            new { Punkter = ramme.Menu.Where(p => p.Gruppe == Menugruppe.System).OrderBy(p => p.Orden).ToList() })).Kraever(Roller.Administrator | Roller.Logkontrollant).WithSummary("Så overblikket over administration");
        Jobs.JobRuter.Map(routes);
        if (routes.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            routes.MapGet("/tilstande", () => new RazorComponentResult<Tilstande>()).AabenForAlle().WithSummary("Så komponenterne");
    }

    /// <summary>Every rule a module has, found as the architecture test finds them.</summary>
    internal static IReadOnlyList<Regel> Regler(Assembly assembly) =>
        [.. assembly.GetTypes().SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(Regel)).Select(f => (Regel)f.GetValue(null)!).OrderBy(r => r.Kode, StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering))];
}
