using System.Reflection;
using System.Text.RegularExpressions;
using Esdh.Core;
using Esdh.Core.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Esdh.Architecture.Tests;

/// <summary>What the compiler cannot check about modules.</summary>
[Trait("Database", "nej")]
public sealed partial class ModuleTests
{
    private static readonly Type[] NotInActs =
        [typeof(HttpContext), typeof(IHttpContextAccessor), typeof(HttpClient), typeof(IHttpClientFactory), typeof(ContentStore), typeof(WriteQueue)];

    public static TheoryData<string> ModuleNames => [.. Modules.All.Select(a => a.GetName().Name!)];

    public static TheoryData<string> AssemblyNames => [.. Modules.Assemblies.Select(a => a.GetName().Name!)];

    [Fact]
    public void Der_er_moduler_at_kontrollere() => Assert.Contains("Esdh.Sager", Modules.All.Select(a => a.GetName().Name));

    [Theory, MemberData(nameof(ModuleNames))]
    public void Et_modul_viser_kun_sin_indgang_sin_kontrakt_og_sine_sider(string module)
    {
        var strays = Assembly.Load(module).GetExportedTypes().Where(type =>
            !typeof(IModule).IsAssignableFrom(type)
            && !Within(type, $"{module}.Contract")
            && !Within(type, $"{module}.Sider")
            && type.Name != "_Imports");

        Ingen.Af(strays.Select(t => t.FullName!));
    }

    [Theory, MemberData(nameof(ModuleNames))]
    public void Et_modul_har_een_indgang(string module) => Ingen.Af(Indgangsbrud(Assembly.Load(module).GetTypes()));

    /// <summary>Exactly one <see cref="IModule"/>, and that one public and sealed.</summary>
    internal static IEnumerable<string> Indgangsbrud(IEnumerable<Type> types)
    {
        var entries = types.Where(t => typeof(IModule).IsAssignableFrom(t) && t is { IsClass: true, IsAbstract: false }).ToList();
        if (entries is not [{ IsSealed: true, IsVisible: true }])
            yield return entries.Count == 0 ? "no entry" : string.Join(", ", entries.Select(t => t.FullName));
    }

    [Theory, MemberData(nameof(AssemblyNames))]
    public void Klasser_er_lukkede(string assembly)
    {
        Ingen.Af(Aabne(Modules.Own(Assembly.Load(assembly)), [.. Modules.Assemblies.SelectMany(a => a.GetTypes())]).Select(t => t.FullName!));
    }

    internal static IEnumerable<Type> Aabne(IEnumerable<Type> types, List<Type> everything) => types.Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false }
        && !typeof(IComponent).IsAssignableFrom(t) && t.Name != "_Imports" // Razor writes these
        && !everything.Exists(other => other.BaseType == t || (other.BaseType is { IsGenericType: true } b && b.GetGenericTypeDefinition() == t)));

    [Theory, MemberData(nameof(ModuleNames))]
    public void Domaenet_kender_hverken_nettet_eller_databasen(string module)
    {
        var leaks = Modules.Sources(Assembly.Load(module), "Domain").SelectMany(file => File.ReadLines(file)
            .Where(ErDomaenebrud).Select(line => $"{Path.GetFileName(file)}: {line}"));

        Ingen.Af(leaks);
    }

    internal static bool ErDomaenebrud(string line) => DomainLeak().IsMatch(line);

    [Fact]
    public void Hver_regel_har_sin_egen_kode_en_tekst_og_en_kilde()
    {
        const BindingFlags Statics = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var rules = Modules.Assemblies.SelectMany(a => a.GetTypes()).Where(t => !t.ContainsGenericParameters).SelectMany(t =>
            t.GetFields(Statics).Where(f => f.FieldType == typeof(Regel)).Select(f => (Where: $"{t.Name}.{f.Name}", Rule: (Regel)f.GetValue(null)!))).ToList();

        Assert.NotEmpty(rules);
        Ingen.Af(rules.GroupBy(r => r.Rule.Kode, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(r => r.Where))}"));
        Assert.All(rules, r =>
        {
            Assert.Matches("^[A-ZÆØÅ]+(-[A-ZÆØÅ0-9]+)+$", r.Rule.Kode);
            Assert.True(r.Rule.Tekst.Length > 10 && r.Rule.Tekst.EndsWith('.'), $"{r.Where}: the text is a whole Danish sentence.");
            Assert.True(r.Rule.Hjemmel == Regel.Intern || LegalSource().IsMatch(r.Rule.Hjemmel), $"{r.Where}: »{r.Rule.Hjemmel}« is neither »{Regel.Intern}« nor a law with its section.");
        });
    }

    [Fact]
    public void En_handling_har_een_offentlig_metode_Udfoer_og_venter_hverken_paa_nettet_eller_filer()
    {
        var acts = Acts().ToList();
        Assert.NotEmpty(acts);

        Ingen.Af(Handlingsbrud(acts));
    }

    internal static IEnumerable<string> Handlingsbrud(List<Type> acts) =>
    [
        .. acts.Where(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Length != 1)
            .Select(t => $"{t.FullName} has other public methods than Udfoer."),
        .. acts.SelectMany(t => t.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .SelectMany(c => c.GetParameters()).Where(p => NotInActs.Contains(p.ParameterType)).Select(p => $"{t.FullName} takes {p.ParameterType.Name}.")),
    ];

    /// <summary>
    /// Cases and documents are reached through <c>SynligeFor</c> alone (or the same through the actor's lists). What serves no user (deadlines, seal, figures) says why it may
    /// look at all of them, in a comment <c>// Uden for adgang: ...</c> on its line or the one above.
    /// </summary>
    [Fact]
    public void Sager_og_dokumenter_naas_kun_gennem_SynligeFor()
    {
        Ingen.Af(Modules.Assemblies.SelectMany(a => Modules.Sources(a)).Where(f => !f.EndsWith("Synlighed.cs", StringComparison.Ordinal) && !f.EndsWith("SagerDb.cs", StringComparison.Ordinal))
            .SelectMany(file => BareSaet(file, File.ReadAllText(file))));
    }

    internal static IEnumerable<string> BareSaet(string file, string text)
    {
        var lines = text.Split('\n');
        foreach (Match match in BareSet().Matches(text))
        {
            var line = text.AsSpan(0, match.Index).Count('\n');
            if (!Excused(lines, line))
                yield return $"{Path.GetFileName(file)}({line + 1}): {lines[line].Trim()}";
        }
    }

    private static bool Excused(string[] lines, int line) =>
        lines[line].Contains("// Uden for adgang: ", StringComparison.Ordinal) || (line > 0 && lines[line - 1].Contains("// Uden for adgang: ", StringComparison.Ordinal));

    private static IEnumerable<Type> Acts() => Modules.All.SelectMany(Modules.Own).Where(t =>
        t is { IsClass: true, IsNested: false } && Within(t, $"{t.Assembly.GetName().Name}.Handlinger")
        && t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Any(m => m.Name == "Udfoer"));

    private static bool Within(Type type, string space) => type.Namespace == space || type.Namespace?.StartsWith(space + ".", StringComparison.Ordinal) == true;

    [GeneratedRegex(@"^\s*(global )?using (static )?(Microsoft\.|System\.Net|System\.Data|Npgsql|Esdh\.Core\.(Storage|Web|Authorities|Jobs)|Esdh\.\w+\.(Storage|Api|Sider|Handlinger))")]
    private static partial Regex DomainLeak();

    [GeneratedRegex(@"§|\bart\. ?\d|\bartikel \d|Intern regel", RegexOptions.IgnoreCase)]
    private static partial Regex LegalSource();

    [GeneratedRegex(@"\b\w*[dD]b\s*\.\s*(Sager|Dokumenter)\b(?!\s*\.\s*(SynligeFor|SynligeGennemLister|Add|AddRange|AddAsync|Attach|Remove)\b)|\.Set<(Sag|Dokument)>\(\)")]
    private static partial Regex BareSet();
}
