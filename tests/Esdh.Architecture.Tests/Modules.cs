using System.Reflection;
using Esdh.Core;
using Esdh.Testing;

namespace Esdh.Architecture.Tests;

/// <summary>The product's assemblies and modules, found on disk and by reflection, so that a new one is covered at once.</summary>
internal static class Modules
{
    /// <summary>Every project under <c>src</c>, <c>modules</c> and <c>club-governance</c>, by name.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } =
        new[] { "src", "modules", "club-governance" }.Select(folder => Path.Combine(Repo.Rod, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Path.GetDirectoryName(path)!, StringComparer.Ordinal);

    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Projects.Keys.Order(StringComparer.Ordinal).Select(Assembly.Load)];

    /// <summary>Assemblies with an <see cref="IModule"/>.</summary>
    public static IReadOnlyList<Assembly> All { get; } =
        [.. Assemblies.Where(a => a.GetTypes().Any(t => t is { IsClass: true, IsAbstract: false } && typeof(IModule).IsAssignableFrom(t)))];

    /// <summary>What the module wrote itself: nothing compiler-made.</summary>
    public static IEnumerable<Type> Own(Assembly assembly) => assembly.GetTypes().Where(t =>
        t.Namespace?.StartsWith("Esdh.", StringComparison.Ordinal) == true
        && !t.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false)
        && !(t.DeclaringType?.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false) ?? false)
        && !t.Name.Contains('<', StringComparison.Ordinal));

    /// <summary>The source files of an assembly below a folder of it.</summary>
    public static IEnumerable<string> Sources(Assembly assembly, string folder = "")
    {
        var root = Path.Combine(Projects[assembly.GetName().Name!], folder);
        return !Directory.Exists(root) ? [] : Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
    }
}
