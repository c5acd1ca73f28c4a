using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Core;

/// <summary>How a module registers what it is made of.</summary>
public static class ModuleServices
{
    /// <summary>Registers the module's acts and queries as scoped: each class of its namespaces <c>Handlinger</c> and <c>Foresp</c>, but not the records that stand beside them.</summary>
    /// <typeparam name="TModule">The module; its own namespace stands above the two.</typeparam>
    public static IServiceCollection AddActsAndQueries<TModule>(this IServiceCollection services) where TModule : IModule
    {
        var (acts, queries) = ($"{typeof(TModule).Namespace}.Handlinger", $"{typeof(TModule).Namespace}.Foresp");
        foreach (var type in typeof(TModule).Assembly.GetTypes())
        {
            if (type is { IsClass: true, IsNested: false, IsAbstract: false } && (type.Namespace == acts || type.Namespace == queries) && type.GetMethod("<Clone>$") is null)
                services.AddScoped(type);
        }

        return services;
    }
}
