using System.Text.RegularExpressions;
using Esdh.Testing;

namespace Esdh.Architecture.Tests;

/// <summary>One word per concept, from statute to screen: the club's list of words knows every type of the domain and of the contracts.</summary>
[Trait("Database", "nej")]
public sealed partial class OrdbogTests
{
    private static readonly List<string[]> Rows = [.. File.ReadLines(Path.Combine(Repo.Rod, "club-governance", "ordbog.md"))
        .Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))];

    [Fact]
    public void Ordbogen_har_et_opslag_for_hver_type_i_domaenet_og_kontrakterne()
    {
        var known = Rows.Select(r => r[0].Trim('`')).ToHashSet(StringComparer.Ordinal);
        var types = Modules.All.SelectMany(Modules.Own)
            .Where(t => !t.IsNested && Space(t) is "Domain" or "Contract" && !typeof(Delegate).IsAssignableFrom(t) && !(t is { IsAbstract: true, IsSealed: true }))
            .Select(t => Word(t.Name)).Distinct().Order(StringComparer.Ordinal);

        Ingen.Af(types.Except(known));
    }

    [Fact]
    public void Hvert_opslag_er_helt_og_staar_der_een_gang()
    {
        Assert.NotEmpty(Rows);
        Ingen.Af(Rows.Where(r => r.Length != 4 || r.Any(c => c.Length == 0)).Select(r => string.Join(" | ", r)));
        Ingen.Af(Rows.GroupBy(r => r[0], StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    private static string? Space(Type type) => SpaceForm().Match(type.Namespace ?? "") is { Success: true } m ? m.Groups[1].Value : null;

    private static string Word(string name) => name.Split('`')[0];

    [GeneratedRegex(@"^Esdh\.\w+\.(Domain|Contract)(\.|$)")]
    private static partial Regex SpaceForm();
}
