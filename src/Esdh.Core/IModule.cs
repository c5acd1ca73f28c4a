using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Core;

/// <summary>
/// The one public entry point of a module: the engine, a case area, the archive and the club alike. The server holds them in one
/// list and knows nothing else about them.
/// </summary>
public interface IModule
{
    /// <summary>
    /// Lower-case key: the folder under <c>db-migrations/{provider}/{scope}</c> and the switch for the module in an authority.
    /// Never changes once released.
    /// </summary>
    string Name { get; }

    /// <summary>Danish name, as pages show it.</summary>
    string Title { get; }

    /// <summary>
    /// A case area that each authority switches on and off. While it is off its pages and routes are not there and its menu items do not show; its tables stay,
    /// and so do the cases it was used for.
    /// </summary>
    bool IsOptional => false;

    /// <summary>What it is for, in a Danish sentence or two, for those who choose whether to use it.</summary>
    string Description => "";

    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Maps API and pages. Each route must state its access rule (<see cref="Web.AccessRules"/>), else the server refuses to start.</summary>
    void MapEndpoints(IEndpointRouteBuilder routes);
}
