using System.Collections.Concurrent;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Adgang.Log;

/// <summary>How long the access log is kept (<c>Esdh:Adgangslog:Maaneder</c>) and when repeated refusals block (<c>Esdh:Adgangslog:Afvisninger</c>).</summary>
internal sealed record Adgangslogindstillinger(int Maaneder, int Afvisninger)
{
    public static readonly TimeSpan Vindue = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Spaerring = TimeSpan.FromMinutes(15);

    /// <exception cref="InvalidOperationException">A setting is outside its bounds; the text is Danish and names it.</exception>
    public static Adgangslogindstillinger From(IConfiguration configuration)
    {
        var maaneder = configuration.GetValue("Esdh:Adgangslog:Maaneder", 6);
        var afvisninger = configuration.GetValue("Esdh:Adgangslog:Afvisninger", 20);
        if (maaneder is < 1 or > 60)
            throw new InvalidOperationException("Esdh:Adgangslog:Maaneder skal være fra 1 til 60. Adgangsloggen gemmes højst fem år.");
        if (afvisninger < 1)
            throw new InvalidOperationException("Esdh:Adgangslog:Afvisninger skal være mindst 1.");
        return new(maaneder, afvisninger);
    }
}

/// <summary>The access logs of the open authorities, and the purge of what is too old: an hour after start, then every sixth hour.</summary>
internal sealed partial class Adgangslogge(
    AuthorityRegistry registry, DatabaseOptions options, Adgangslogindstillinger indstillinger, TimeProvider time, ILogger<Adgangslogge> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Lazy<Adgangslog>> _logge = new(StringComparer.Ordinal);

    public Adgangslog For(Authority authority) =>
        _logge.GetOrAdd(authority.Folder, _ => new(() => new(authority, options.Provider, logger))).Value;

    /// <summary>The moment before which nothing is kept.</summary>
    public DateTimeOffset Graense => time.GetUtcNow().AddMonths(-indstillinger.Maaneder);

    public Task RydAsync(Authority authority) => For(authority).RydAsync(Graense);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var log in _logge.Values)
            await log.Value.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var vent = TimeSpan.FromHours(1); ; vent = TimeSpan.FromHours(6))
        {
            try
            {
                await Task.Delay(vent, stoppingToken);
                foreach (var info in registry.All)
                    await RydAsync(await registry.GetAsync(info.Key));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // tried again next time
            catch (Exception fejl)
#pragma warning restore CA1031
            {
                LogFejl(fejl);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Adgangsloggen kunne ikke ryddes.")]
    private partial void LogFejl(Exception fejl);
}
