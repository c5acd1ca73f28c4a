using System.Data.Common;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Architecture.Tests;

/// <summary>The scripts in <c>db-migrations</c> and the EF models describe the same tables, on the provider of this run.</summary>
[Collection("server")]
public sealed class SchemaTests(Testserver server)
{
    /// <summary>Every context of the product, so that a new one is covered at once.</summary>
    public static TheoryData<string> Contexts =>
        [.. Modules.Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(AuthorityDb)) && !t.IsAbstract).Select(t => t.AssemblyQualifiedName!)];

    [Theory, MemberData(nameof(Contexts))]
    public async Task Modellen_og_den_migrerede_database_er_ens(string context)
    {
        var type = Type.GetType(context, throwOnError: true)!;
        var registry = server.Services.GetRequiredService<AuthorityRegistry>();
        var authority = await registry.CreateAsync(new("skema", "Skemaprøve (demonstration)", "12345678", true), [], CancellationToken.None);
        var stores = 0;
        foreach (var store in new[] { authority, registry.Shared })
        {
            await using var scope = server.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(store);
            var db = (AuthorityDb)scope.ServiceProvider.GetRequiredService(type);
            var tables = db.Model.GetRelationalModel().Tables.ToList();
            Assert.NotEmpty(tables);
            var migrated = await ColumnsAsync(scope.ServiceProvider.GetRequiredService<StorageScope>());
            if (!tables.Exists(t => migrated.Exists(c => c.Table == t.Name)))
                continue; // the context belongs to the other kind of store
            stores++;
            var names = tables.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);

            var mapped = tables.SelectMany(t => t.Columns, (t, c) => $"{t.Name}.{c.Name} {c.StoreType.ToLowerInvariant()} {(c.IsNullable ? "null" : "not null")}");

            Assert.Equal(
                string.Join('\n', mapped.Order(StringComparer.Ordinal)),
                string.Join('\n', migrated.Where(c => names.Contains(c.Table)).Select(c => c.Text).Order(StringComparer.Ordinal)));
        }

        Assert.True(stores > 0, $"No script in db-migrations makes the tables of {type.Name} for this provider.");
    }

    private static async Task<List<(string Table, string Text)>> ColumnsAsync(StorageScope scope)
    {
        await using DbCommand command = scope.Command(Testdatabase.ErPostgresql
            ? """
              select t.relname, c.attname, format_type(c.atttypid, c.atttypmod), c.attnotnull
              from pg_attribute c
              join pg_class t on t.oid = c.attrelid and t.relkind in ('r', 'p')
              join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
              where c.attnum > 0 and not c.attisdropped
              """
            : """
              select t.name, c.name, lower(c.type), c."notnull" or c.pk > 0
              from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table'
              """);
        List<(string, string)> columns = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            columns.Add((reader.GetString(0), $"{reader.GetString(0)}.{reader.GetString(1)} {reader.GetString(2)} {(Convert.ToBoolean(reader.GetValue(3), null) ? "not null" : "null")}"));
        return columns;
    }
}
