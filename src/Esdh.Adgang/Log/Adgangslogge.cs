using System.Collections.Concurrent;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Adgang.Log;

/// <summary>
/// How long the access log is kept and when repeated refusals block: the installation's <c>Esdh:Adgangslog:Maaneder</c> and
/// <c>Esdh:Adgangslog:Afvisninger</c> until the authority decides for itself.
/// </summary>
/// <param name="Maaneder">Months kept, 1 to 60.</param>
/// <param name="Afvisninger">So many refusals within <paramref name="Vindue"/> block the user for <paramref name="Spaerring"/>.</param>
/// <param name="Spaer">False: nothing is done.</param>
/// <param name="Version">0 while the installation's hold.</param>
internal sealed record Adgangslogindstillinger(int Maaneder, int Afvisninger, TimeSpan Vindue, TimeSpan Spaerring, bool Spaer, long Version)
{
    /// <exception cref="InvalidOperationException">A setting is outside its bounds; the text is Danish and names it.</exception>
    public static Adgangslogindstillinger From(IConfiguration configuration)
    {
        var maaneder = configuration.GetValue("Esdh:Adgangslog:Maaneder", 6);
        var afvisninger = configuration.GetValue("Esdh:Adgangslog:Afvisninger", 20);
        if (maaneder is < Adgangslogindstilling.FaerrestMaaneder or > Adgangslogindstilling.FlestMaaneder)
            throw new InvalidOperationException("Esdh:Adgangslog:Maaneder skal være fra 1 til 60. Adgangsloggen gemmes højst fem år.");
        if (afvisninger < 1)
            throw new InvalidOperationException("Esdh:Adgangslog:Afvisninger skal være mindst 1.");
        return new(maaneder, afvisninger, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), true, 0);
    }

    /// <summary>What holds for the authority of <paramref name="db"/> now.</summary>
    public async Task<Adgangslogindstillinger> ForAsync(AdgangDb db, CancellationToken ct) =>
        await db.Adgangslogindstillinger.AsNoTracking().SingleOrDefaultAsync(ct) is { } egne
            ? new(egne.Maaneder, egne.Afvisninger, TimeSpan.FromMinutes(egne.VindueMinutter), TimeSpan.FromMinutes(egne.SpaerringMinutter), egne.Spaer, egne.Version)
            : this;

    /// <summary>The moment before which nothing is kept.</summary>
    public DateTimeOffset Graense(TimeProvider time) => time.GetUtcNow().AddMonths(-Maaneder);
}

/// <summary>The access logs of the open authorities, and the purge of what is too old: an hour after start, then every sixth hour.</summary>
internal sealed partial class Adgangslogge(
    AuthorityRegistry registry, DatabaseOptions options, Adgangslogindstillinger installationens, IServiceScopeFactory scopes, TimeProvider time, ILogger<Adgangslogge> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Lazy<Adgangslog>> _logge = new(StringComparer.Ordinal);

    public Adgangslog For(Authority authority) =>
        _logge.GetOrAdd(authority.Folder, _ => new(() => new(authority, options.Provider, logger))).Value;

    /// <summary>Removes what is older than the authority keeps.</summary>
    public async Task RydAsync(Authority authority)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(authority);
        var indstillinger = await installationens.ForAsync(scope.ServiceProvider.GetRequiredService<AdgangDb>(), CancellationToken.None);
        await For(authority).RydAsync(indstillinger.Graense(time));
    }

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
