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

    /// <summary>What a module publishes in its Contract is what happened; without a sentence a case's history could not tell of it.</summary>
    [Theory, MemberData(nameof(Sagsomraader))]
    public void Hvert_sagsomraades_haendelser_siger_selv_paa_dansk_hvad_der_skete(string navn) =>
        Ingen.Af(System.Reflection.Assembly.Load(navn).GetExportedTypes().Where(t => t.Namespace == $"{navn}.Contract" && !typeof(Esdh.Sager.Contract.ISagshaendelse).IsAssignableFrom(t)).Select(t => t.Name));

    /// <summary>A rule that no test has seen refuse is a sentence in a list.</summary>
    [Theory, MemberData(nameof(Sagsomraader))]
    public void Hver_regel_i_et_sagsomraade_er_set_afvise_i_en_proeve(string navn)
    {
        var regler = RegelFelter(System.Reflection.Assembly.Load(navn)).ToList();
        var proever = string.Concat(Directory.EnumerateFiles(Path.Combine(Repo.Rod, "tests", navn + ".Tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.NotEmpty(regler);
        Ingen.Af(regler.Where(r => !proever.Contains($"\"{r.Kode}\"", StringComparison.Ordinal) && !proever.Contains(r.Felt, StringComparison.Ordinal)).Select(r => $"{r.Kode} ({r.Felt})"));
    }

    private static IEnumerable<(string Felt, string Kode)> RegelFelter(System.Reflection.Assembly modul) =>
        from t in modul.GetTypes()
        from f in t.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
        where f.FieldType == typeof(Core.Regel) && f.IsInitOnly
        let regel = (Core.Regel)f.GetValue(null)!
        select ($"{t.Name}.{f.Name}", regel.Kode);

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

    /// <summary>
    /// The case area's folder, tests, migrations and lines are deleted in a copy of the repository, and the server is built. The projects that no line was taken from are as they were built with the tests: only those
    /// that the lines stood in are compiled, so that it is done in seconds.
    /// </summary>
    [Theory, InlineData("Dagtilbud")]
    public async Task Et_sagsomraade_kan_slettes_med_mappe_proever_migrationer_og_linjer_og_serveren_bygges(string omraade)
    {
        var (navn, bygning) = ("Esdh." + omraade, Directory.GetParent(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!.Name);
        var rod = Directory.CreateTempSubdirectory("esdh-uden-").FullName;
        try
        {
            foreach (var fil in Directory.EnumerateFiles(Repo.Rod).Where(f => !f.EndsWith(".md", StringComparison.Ordinal)))
                File.Copy(fil, Path.Combine(rod, Path.GetFileName(fil)));
            foreach (var (projekt, mappe) in Modules.Projects.Where(p => p.Key != navn))
                Kopier(mappe, Path.Combine(rod, Path.GetRelativePath(Repo.Rod, mappe)), f => Skal(Path.GetRelativePath(mappe, f), bygning, projekt == "Esdh.Server"));
            var rettede = 0;
            foreach (var fil in Filer(rod))
            {
                var linjer = await File.ReadAllLinesAsync(fil);
                if (!linjer.Any(l => l.Contains(navn, StringComparison.Ordinal)))
                    continue;
                rettede++;
                await File.WriteAllLinesAsync(fil, linjer.Where(l => !l.Contains(navn, StringComparison.Ordinal)));
            }

            Assert.InRange(rettede, 1, Hoejst);
            foreach (var pakker in Directory.EnumerateFiles(Path.Combine(rod, "src"), "project.assets.json", SearchOption.AllDirectories))
            {
                var json = System.Text.Json.Nodes.JsonNode.Parse((await File.ReadAllTextAsync(pakker)).Replace(Repo.Rod + "/", rod + "/", StringComparison.Ordinal))!;
                Fjern(json, navn);
                await File.WriteAllTextAsync(pakker, json.ToJsonString());
            }

            foreach (var kendt in new[] { "refs.cache", "dll", "pdb" }.SelectMany(e => Directory.EnumerateFiles(Path.Combine(rod, "src", "Esdh.Server", "obj"), "Esdh.Server*." + e, SearchOption.AllDirectories)))
                File.Delete(kendt); // compiled anew, whatever the clock says
            using var build = new System.Diagnostics.Process
            {
                StartInfo = new("dotnet", ["build", Path.Combine(rod, "src", "Esdh.Server", "Esdh.Server.csproj"), "--no-restore", "-c", bygning, "-p:BuildProjectReferences=false", "-p:RunAnalyzers=false", "-v", "q", "-nodeReuse:false", "-p:UseSharedCompilation=false"])
                {
                    RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = rod,
                },
            };
            build.Start();
            var (ud, fejl) = (build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
            await build.WaitForExitAsync();
            Assert.True(build.ExitCode == 0, await ud + await fejl);
            var bygget = Directory.EnumerateFiles(Path.Combine(rod, "src", "Esdh.Server", "bin", bygning), "Esdh*.dll", SearchOption.AllDirectories).Select(f => Path.GetFileNameWithoutExtension(f)).ToList();
            Assert.Contains("Esdh.Server", bygget);
            Assert.DoesNotContain(navn, bygget);
        }
        finally
        {
            Directory.Delete(rod, recursive: true);
        }

        // Sources, what the compiler made, and what was restored; of the server nothing that was made.
        static bool Skal(string fil, string bygning, bool server) => fil.Split(Path.DirectorySeparatorChar) switch
        {
            ["node_modules", ..] => false,
            ["bin", var b, ..] => b == bygning && !server && fil.Contains("Esdh.", StringComparison.Ordinal),
            ["obj", var b, ..] => !b.EndsWith("Debug", StringComparison.Ordinal) && !b.EndsWith("Release", StringComparison.Ordinal) || b == bygning,
            _ => true,
        };
    }

    private static void Kopier(string fra, string til, Func<string, bool> skal)
    {
        foreach (var fil in Directory.EnumerateFiles(fra, "*", SearchOption.AllDirectories).Where(skal))
        {
            var maal = Path.Combine(til, Path.GetRelativePath(fra, fil));
            Directory.CreateDirectory(Path.GetDirectoryName(maal)!);
            File.Copy(fil, maal);
        }
    }

    /// <summary>Takes everything of that name out of what was restored.</summary>
    private static void Fjern(System.Text.Json.Nodes.JsonNode node, string navn)
    {
        if (node is System.Text.Json.Nodes.JsonObject o)
        {
            foreach (var (noegle, vaerdi) in o.ToList())
            {
                if (noegle.Contains(navn, StringComparison.Ordinal))
                    o.Remove(noegle);
                else if (vaerdi is not null)
                    Fjern(vaerdi, navn);
            }
        }
        else if (node is System.Text.Json.Nodes.JsonArray a)
        {
            foreach (var vaerdi in a.ToList())
            {
                if (vaerdi is System.Text.Json.Nodes.JsonValue v && v.ToString().Contains(navn, StringComparison.Ordinal))
                    a.Remove(vaerdi);
                else if (vaerdi is not null)
                    Fjern(vaerdi, navn);
            }
        }
    }

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
