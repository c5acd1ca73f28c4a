using System.Data.Common;
using System.Globalization;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Esdh.Core.Tests.Storage;

/// <summary>Core on a real database, without a web server, with one authority open.</summary>
internal sealed class Kerne : IAsyncDisposable
{
    private readonly Testdatabase? _own;
    private readonly ServiceProvider _services;

    private Kerne(ServiceProvider services, Testdatabase database, Testdatabase? own, Testur clock) =>
        (_services, Database, _own, Ur) = (services, database, own, clock);

    public Testdatabase Database { get; }

    public Testur Ur { get; }

    public IServiceProvider Services => _services;

    public AuthorityRegistry Registry => _services.GetRequiredService<AuthorityRegistry>();

    public Authority Myndighed { get; private set; } = null!;

    public WriteQueue Queue => Myndighed.Queue;

    /// <param name="database">One that outlives this core; otherwise it gets its own.</param>
    /// <param name="configure">More services.</param>
    /// <param name="options">Other options than the database's own.</param>
    public static async Task<Kerne> StartAsync(Testdatabase? database = null, Action<IServiceCollection>? configure = null, DatabaseOptions? options = null)
    {
        var own = database is null ? new Testdatabase() : null;
        database ??= own!;
        var clock = new Testur();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddEsdhCore(options ?? database.Options, []);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        configure?.Invoke(services);
        var core = new Kerne(services.BuildServiceProvider(), database, own, clock);
        try
        {
            await core.Registry.OpenAsync(CancellationToken.None);
            core.Myndighed = await core.Registry.CreateAsync(new("proeve", "Prøve Kommune (demonstration)", "12345678", true), [], CancellationToken.None);
        }
        catch
        {
            await core.DisposeAsync();
            throw;
        }

        return core;
    }

    public async ValueTask DisposeAsync()
    {
        if (_services.GetRequiredService<AuthorityRegistry>() is var registry)
            await registry.CloseAsync();
        await _services.DisposeAsync();
        if (_own is not null)
            await _own.DisposeAsync();
    }

    /// <summary>Runs SQL as an act.</summary>
    public Task SqlAsync(string sql) => SqlAsync(Myndighed, sql);

    public static Task SqlAsync(Authority authority, string sql) => authority.Queue.RunAsync((StorageScope scope) => RunAsync(scope, sql), CancellationToken.None);

    public static async Task RunAsync(StorageScope scope, string sql)
    {
        await using var command = scope.Command(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One number, read on a reader of its own.</summary>
    public long Tal(string sql) => Tal(Myndighed, sql);

    public static long Tal(Authority authority, string sql)
    {
        using DbConnection reader = authority.OpenReader();
        using var command = reader.CreateCommand();
#pragma warning disable CA2100 // the tests' own SQL
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public sealed record NogetSket(string Hvad, string? Hemmelighed = null);

    /// <summary>Appends events, each in an act of its own.</summary>
    public async Task HaendelserAsync(int antal, string? hemmelighed = null)
    {
        for (var i = 1; i <= antal; i++)
            await Queue.RunAsync((EventLog log) => log.AppendAsync(Aktoer.Systemet, new NogetSket($"nr. {i}", hemmelighed), null, null, CancellationToken.None), CancellationToken.None);
    }
}
