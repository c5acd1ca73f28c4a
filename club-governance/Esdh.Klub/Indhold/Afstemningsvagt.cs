using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Klub.Indhold;

/// <summary>Counts ballots when they have closed; also those that closed while the server was down. Counting is one act and done once.</summary>
internal sealed partial class Afstemningsvagt(AuthorityRegistry registry, IServiceScopeFactory scopes, ILogger<Afstemningsvagt> logger) : BackgroundService
{
    private static readonly TimeSpan Mellemrum = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        registry.RepeatForEachAsync(store => store.Key == AuthorityRegistry.SharedKey, Mellemrum, SeAsync, (fejl, _) => LogFailed(fejl), stoppingToken);

    private async Task SeAsync(Authority faelles, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(faelles);
        foreach (var id in await scope.ServiceProvider.GetRequiredService<Afstemningsopslag>().ForfaldneAsync(ct))
        {
            try
            {
                await faelles.Queue.RunAsync((OpgoerAfstemning act) => act.Udfoer(new(id), ct), ct);
            }
            catch (Exception fejl) when (fejl is RegelbrudException or NotFoundException or Domain.Stemmefejl)
            {
                LogNotCounted(fejl, id);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Ballots could not be looked through. It is tried again.")]
    private partial void LogFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The ballot {Id} could not be counted.")]
    private partial void LogNotCounted(Exception error, Guid id);
}
