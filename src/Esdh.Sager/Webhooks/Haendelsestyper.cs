using System.Reflection;
using Esdh.Core;

namespace Esdh.Sager.Webhooks;

/// <summary>The events there are: the records of the modules' contracts. Who follows one that is not there would hear nothing and not be told why.</summary>
internal sealed class Haendelsestyper(IReadOnlyList<IModule> moduler)
{
    private readonly HashSet<string> _navne = [.. moduler.Select(m => m.GetType().Assembly).Distinct().SelectMany(a => a.GetExportedTypes()).Where(ErPost).Select(t => t.Name)];

    /// <summary>Names those that are not there.</summary>
    /// <param name="felt">The field they came in.</param>
    public void Kontroller(IEnumerable<string> typer, string felt, Errors errors)
    {
        var ukendte = typer.Where(t => !_navne.Contains(t)).Take(5).ToList();
        errors.AddIf(ukendte.Count > 0, felt, $"Der er ingen hændelse, der hedder {string.Join(" eller ", ukendte.Select(t => $"»{t}«"))}. En type skrives som SagOprettet.");
    }

    private static bool ErPost(Type type) =>
        type is { IsSealed: true, IsClass: true } && type.Namespace?.EndsWith(".Contract", StringComparison.Ordinal) == true && type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null;
}
