using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Core;

/// <summary>What the host registers once for all modules.</summary>
public static class CoreServices
{
    /// <param name="services">The host's services.</param>
    /// <param name="options">The installation's database.</param>
    /// <param name="modules">Modules in the order in which their migrations run.</param>
    public static IServiceCollection AddEsdhCore(this IServiceCollection services, DatabaseOptions options, IReadOnlyList<IModule> modules)
    {
        services.AddSingleton(options);
        services.AddSingleton(modules);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new Migrator(options.Provider, ["core", .. modules.Select(m => m.Name)]));
        services.AddSingleton<AuthorityRegistry>();
        services.AddScoped<StorageScope>();
        services.AddScoped(sp => sp.GetRequiredService<StorageScope>().Authority);
        services.AddScoped<EventLog>();
        services.AddScoped<Counters>();
        services.AddAuthorityDb<CoreDb>();
        services.AddAuthorityDb<SharedDb>();
        services.AddSingleton<JobRunner>();
        services.AddHostedService(sp => sp.GetRequiredService<JobRunner>());
        services.AddSingleton<Sealer>();
        services.AddHostedService(sp => sp.GetRequiredService<Sealer>());
        services.AddSingleton<Sweeper>();
        services.AddHostedService(sp => sp.GetRequiredService<Sweeper>());
        services.AddSingleton<Waker>();
        services.AddHostedService(sp => sp.GetRequiredService<Waker>());
        services.AddSingleton<Verifier>();
        services.AddSingleton<Backup.BackupTaker>();
        services.AddSingleton<Backup.BackupRestorer>();
        services.AddScoped<Proofs>();
        services.ConfigureHttpJsonOptions(o => RequestJson.Strict(o.SerializerOptions));
        return services;
    }

    /// <summary>A pooled context that works on its scope's connection: the act's inside an act, a reader's elsewhere.</summary>
    public static IServiceCollection AddAuthorityDb<T>(this IServiceCollection services) where T : AuthorityDb
    {
        // A list is one parameter: as one for each member, the SQL is written anew for every query, and thousands of access lists are too many.
        services.AddPooledDbContextFactory<T>((sp, o) => _ = sp.GetRequiredService<DatabaseOptions>().Provider == Provider.Sqlite
            ? o.UseSqlite(sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            : o.UseNpgsql());
        services.AddSingleton<Remembered<T>>();
        services.AddScoped<Recall<T>>();
        services.AddScoped(sp =>
        {
            var (scope, remembered) = (sp.GetRequiredService<StorageScope>(), sp.GetRequiredService<Remembered<T>>());
            var db = scope.Attach(sp.GetRequiredService<IDbContextFactory<T>>().CreateDbContext());
            db.Act = scope.InAct ? scope : null;
            db.Changing = scope.InAct ? () => remembered.BeginChange(scope.Authority) : null;
            return db;
        });
        return services;
    }
}
