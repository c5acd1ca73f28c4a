using System.Collections.Concurrent;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Klub.Indhold;

/// <summary>Only members use the system: from the day after its last, a former member's cases are read and not worked on, and when its deletion is certified nobody comes in. Seen within seconds, also by a server that others share the databases with.</summary>
internal sealed partial class Medlemsvagt(AuthorityRegistry registry, IServiceScopeFactory scopes, ILogger<Medlemsvagt> logger) : BackgroundService
{
    private static readonly TimeSpan Mellemrum = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Regel> _tidligere = new(StringComparer.Ordinal);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.Follow(store => store.ReadOnly = _tidligere.GetValueOrDefault(store.Key));
        return registry.RepeatForEachAsync(store => store.Key == AuthorityRegistry.SharedKey, Mellemrum, SeAsync, (fejl, _) => LogFailed(fejl), stoppingToken);
    }

    private async Task SeAsync(Authority faelles, CancellationToken ct)
    {
        IReadOnlySet<string> tidligere;
        IReadOnlyList<string> slettede;
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(faelles);
            tidligere = await scope.ServiceProvider.GetRequiredService<Medlemsopslag>().TidligereAsync(ct);
            slettede = await scope.ServiceProvider.GetRequiredService<Medlemsopslag>().SlettedeAsync(ct);
        }

        if (!slettede.ToHashSet().SetEquals(registry.Closed.Keys))
            registry.Closed = slettede.ToDictionary(noegle => noegle, _ => MedlemRegler.DataErSlettet);
        foreach (var noegle in _tidligere.Keys.Except(tidligere))
            _tidligere.TryRemove(noegle, out _);
        foreach (var noegle in tidligere)
            _tidligere[noegle] = MedlemRegler.SagerneLaesesKun;
        foreach (var aaben in registry.Opened)
            aaben.ReadOnly = _tidligere.GetValueOrDefault(aaben.Key);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Who has left the club could not be looked up. It is tried again.")]
    private partial void LogFailed(Exception error);
}
