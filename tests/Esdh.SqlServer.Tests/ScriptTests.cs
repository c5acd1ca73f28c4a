using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.SqlServer.Tests;

/// <summary>
/// The scripts in <c>db-migrations/sqlserver</c> hold what EF would create for the same models: tables, columns and keys, statement by
/// statement. They have not run on a SQL Server, and nothing here says that they have. <c>ESDH_SKRIV_SQLSERVER=1</c> writes them anew.
/// </summary>
[Trait("Database", "nej")]
public sealed partial class ScriptTests
{
    private static readonly string Root = Path.Combine(Repo.Rod, "db-migrations", "sqlserver");

    public static TheoryData<string, string, string> Contexts
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var type in Types())
            {
                var module = type.Assembly.GetName().Name!["Esdh.".Length..].ToLowerInvariant();
                if (type != typeof(SharedDb))
                    data.Add("myndighed", module, type.AssemblyQualifiedName!);
                if (type == typeof(SharedDb) || type == typeof(CoreDb))
                    data.Add("faelles", module, type.AssemblyQualifiedName!);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Contexts))]
    public void Skriptet_har_praecis_det_EF_ville_oprette(string scope, string module, string context)
    {
        var type = Type.GetType(context, throwOnError: true)!;
        var wanted = Statements(Script(type)).ToList();
        Assert.NotEmpty(wanted);
        var folder = Path.Combine(Root, scope, module);
        if (Environment.GetEnvironmentVariable("ESDH_SKRIV_SQLSERVER") == "1")
            Write(folder, type, wanted);

        var committed = Directory.GetFiles(folder, "*.sql").SelectMany(f => Statements(File.ReadAllText(f))).ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], wanted.Where(s => !committed.Contains(s)));
        var tables = Types().Where(t => t.Assembly == type.Assembly).SelectMany(t => Statements(Script(t))).Select(TableOf).Append("taeller").Append("idempotens").ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], committed.Select(TableOf).Where(t => t is not null && !tables.Contains(t)).Distinct()); // none that no model has
    }

    private static IEnumerable<Type> Types() =>
        new[] { "Esdh.Core", "Esdh.Adgang", "Esdh.Sager" }.Select(Assembly.Load).SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(AuthorityDb)) && !t.IsAbstract);

    private static string Script(Type type)
    {
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        builder.UseSqlServer("Server=none");
        using var db = (DbContext)Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [builder.Options], null)!;
        return db.Database.GenerateCreateScript();
    }

    private static IEnumerable<string> Statements(string script) => Go().Split(Comment().Replace(script, "")).Select(s => Space().Replace(s, " ").Trim()).Where(s => s.Length > 0);

    private static string? TableOf(string statement) => Create().Match(statement) is { Success: true } m ? m.Groups[1].Value : null;

    private static void Write(string folder, Type type, List<string> wanted)
    {
        Directory.CreateDirectory(folder);
        var text = new StringBuilder("-- Made from the EF model and compared with it by tests/Esdh.SqlServer.Tests. Not run on a SQL Server by the tests.\n");
        foreach (var statement in wanted)
            text.Append('\n').Append(Breaks().Replace(statement, m => m.Value.StartsWith('(') ? "(\n    " : ",\n    ")).Append("\nGO\n");
        File.WriteAllText(Path.Combine(folder, $"{(type == typeof(SharedDb) ? "0002" : "0001")}_{AuthorityDb.Snake(type.Name)}.sql"), text.ToString());
    }

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Go();

    [GeneratedRegex(@"--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"(?<=CREATE TABLE \[\w+\] )\( |, (?=\[\w+\] \w+|CONSTRAINT)")]
    private static partial Regex Breaks();

    [GeneratedRegex(@"^CREATE TABLE \[(\w+)\]", RegexOptions.IgnoreCase)]
    private static partial Regex Create();
}
