using Esdh.Testing;

namespace Esdh.Architecture.Tests;

/// <summary>A case area is one folder: what else names it can be taken out in a minute.</summary>
[Trait("Database", "nej")]
public sealed class SagsomraadeTests
{
    private static List<string> Navne { get; } = [.. Modules.Projects.Where(p => p.Value.StartsWith(Path.Combine(Repo.Rod, "modules"), StringComparison.Ordinal)).Select(p => p.Key)];

    public static TheoryData<string> Sagsomraader => [.. Navne];

    private const int Hoejst = 4;

    [Theory, MemberData(nameof(Sagsomraader))]
    public void Et_sagsomraade_naevnes_hoejst_i_fire_filer_uden_for_sin_mappe_sine_proever_og_loesningen(string navn) => Ingen.Af(Steder(Repo.Rod, navn, Modules.Projects[navn]));

    /// <summary>What is wrong with how a case area is named: too many files, or a line that names something else too.</summary>
    internal static IEnumerable<string> Steder(string rod, string navn, string mappe)
    {
        var filer = Filer(rod).Where(f => !f.StartsWith(mappe + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !f.StartsWith(Path.Combine(rod, "tests", navn + ".Tests"), StringComparison.Ordinal))
            .Select(f => (Fil: Path.GetRelativePath(rod, f), Linjer: File.ReadLines(f).Where(l => l.Contains(navn, StringComparison.Ordinal)).ToList())).Where(f => f.Linjer.Count > 0).ToList();
        var andre = Navne.FindAll(a => a != navn);
        if (filer.Count > Hoejst)
            yield return $"{navn} is named in {filer.Count} files: {string.Join(", ", filer.Select(f => f.Fil))}.";
        foreach (var (fil, linjer) in filer)
        {
            foreach (var linje in linjer.Where(l => andre.Exists(a => l.Contains(a, StringComparison.Ordinal))))
                yield return $"{fil}: the line names another case area too: {linje.Trim()}";
        }
    }

    private static IEnumerable<string> Filer(string rod) => new[] { "*.cs", "*.csproj", "*.props" }.SelectMany(m => Directory.EnumerateFiles(rod, m, SearchOption.AllDirectories))
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(led => led is "bin" or "obj" or "node_modules" or ".git"));

    [Fact]
    public void Vagten_ser_den_femte_fil()
    {
        var rod = Directory.CreateTempSubdirectory().FullName;
        try
        {
            for (var i = 0; i < 5; i++)
                File.WriteAllText(Path.Combine(rod, $"{i}.cs"), "using Esdh.Opdigtet;");
            Directory.CreateDirectory(Path.Combine(rod, "modules", "Opdigtet"));
            File.WriteAllText(Path.Combine(rod, "modules", "Opdigtet", "x.cs"), "namespace Esdh.Opdigtet;");
            Assert.Single(Steder(rod, "Esdh.Opdigtet", Path.Combine(rod, "modules", "Opdigtet")));
            File.Delete(Path.Combine(rod, "4.cs"));
            Assert.Empty(Steder(rod, "Esdh.Opdigtet", Path.Combine(rod, "modules", "Opdigtet")));
        }
        finally
        {
            Directory.Delete(rod, true);
        }
    }
}
