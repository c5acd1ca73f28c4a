using Esdh.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Core.Authorities;

/// <summary>
/// Opens, after a start, the authorities that have work nobody asks for (<see cref="Authority.StandingWork"/>): one at a time, and when those who wait for a
/// page have had theirs. The rest are opened when somebody comes.
/// </summary>
public sealed partial class Waker(AuthorityRegistry registry, DatabaseOptions options, TimeProvider time, ILogger<Waker> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5), Between = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(First, time, stoppingToken);
            await WakeAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Opens those with a mark; one that cannot be opened holds no other back.</summary>
    public async Task WakeAsync(CancellationToken ct)
    {
        foreach (var key in registry.All.Select(a => a.Key).Where(HasMark).Order(StringComparer.Ordinal).ToList())
        {
            try
            {
                await registry.GetAsync(key);
            }
#pragma warning disable CA1031 // whoever comes will be told
            catch (Exception error)
            {
                LogFailed(error, key);
            }
#pragma warning restore CA1031
            await Task.Delay(Between, time, ct);
        }
    }

    private bool HasMark(string key)
    {
        var folder = Authority.StandingWorkFolder(options, key);
        return Directory.Exists(folder) && Directory.EnumerateFiles(folder).Any();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key} has work that waits, and could not be opened.")]
    private partial void LogFailed(Exception error, string key);
}
