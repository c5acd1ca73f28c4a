using System.Reflection;
using Esdh.Adgang;
using Esdh.Sager.Soegeindeks;

namespace Esdh.Sager.Tests.Soegeindeks;

[Trait("Database", "nej")]
public sealed class IndeksvirkningTests
{
    /// <summary>Records of the contracts that are written as events: found where they are appended, since a contract holds other records too.</summary>
    private static IEnumerable<string> Haendelser()
    {
        var rod = Path.Combine(Testing.Repo.Rod, "src");
        var poster = new[] { typeof(AdgangModule).Assembly, typeof(SagerModule).Assembly }.SelectMany(a => a.GetExportedTypes())
            .Where(t => t.Namespace?.EndsWith(".Contract", StringComparison.Ordinal) == true && t.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null).Select(t => t.Name).ToHashSet();
        return Directory.EnumerateFiles(rod, "*aendelser.cs", SearchOption.AllDirectories).Where(f => f.Contains($"{Path.DirectorySeparatorChar}Contract{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(File.ReadLines).Where(l => l.StartsWith("public sealed record ", StringComparison.Ordinal))
            .Select(l => l["public sealed record ".Length..].Split('(', ';', ' ')[0]).Where(poster.Contains);
    }

    [Fact]
    public void Hver_haendelse_er_indekseret_eller_naevnt_som_uden_virkning()
    {
        string[] dele = ["Feltrettelse", "FilAngivelse", "KasseretFil", "Partsafgoerelse"]; // parts of events
        var alle = Haendelser().Except(dele).ToList();

        Assert.True(alle.Count > 100, $"Only {alle.Count} events were found.");
        Assert.Empty(alle.Except(Indeksvirkning.Kendte));
        Assert.Empty(Indeksvirkning.Kendte.Except(alle));
    }

    [Fact]
    public void En_ukendt_haendelse_faar_alt_det_den_naevner_laest_igen() =>
        Assert.Equal(Virkning.Sag | Virkning.Ting | Virkning.Indhold | Virkning.Navne, Indeksvirkning.Af("NogetHeltNyt"));
}
