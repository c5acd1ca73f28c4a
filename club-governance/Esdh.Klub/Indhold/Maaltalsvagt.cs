using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Handlinger;
using Esdh.Sager.Contract;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Klub.Indhold;

/// <summary>
/// Makes up each member's figures in the member's own database when a quarter is over, and takes the figures alone to the shared one. Two servers that do it at the same
/// time write the same.
/// </summary>
internal sealed partial class Maaltalsvagt(AuthorityRegistry registry, IServiceScopeFactory scopes, TimeProvider tid, ILogger<Maaltalsvagt> logger) : BackgroundService
{
    private static readonly TimeSpan Mellemrum = TimeSpan.FromSeconds(2);

    /// <summary>After a member's database could not be asked.</summary>
    private static readonly TimeSpan EfterFejl = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, DateTimeOffset> _senere = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        registry.RepeatForEachAsync(store => store.Key == AuthorityRegistry.SharedKey, Mellemrum, async (faelles, ct) =>
        {
            foreach (var mangler in await ManglerAsync(faelles, ct))
                await MedlemAsync(faelles, mangler, ct);
        }, (fejl, _) => LogFailed(fejl), stoppingToken);

    private async Task<IReadOnlyList<Sammenligningsopslag.Mangler>> ManglerAsync(Authority faelles, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(faelles);
        return await scope.ServiceProvider.GetRequiredService<Sammenligningsopslag>().ManglerAsync(ct);
    }

    /// <summary>One member's trouble is not the others'.</summary>
    private async Task MedlemAsync(Authority faelles, Sammenligningsopslag.Mangler m, CancellationToken ct)
    {
        if (registry.All.All(a => a.Key != m.Myndighed) || (_senere.TryGetValue(m.Myndighed, out var senere) && senere > tid.GetUtcNow()))
            return;
        try
        {
            var begyndt = tid.GetUtcNow();
            var poster = await OpgoerAsync(await registry.GetAsync(m.Myndighed), m.Kvartal, ct);
            await faelles.Queue.RunAsync((IndberetMaaltal act) => act.Udfoer(new(m.Medlem, m.Kvartal, begyndt, poster), ct), ct);
            _senere.Remove(m.Myndighed);
        }
#pragma warning disable CA1031 // it will be tried again
        catch (Exception fejl) when (!ct.IsCancellationRequested)
        {
            LogMember(fejl, m.Myndighed, m.Kvartal);
            _senere[m.Myndighed] = tid.GetUtcNow() + EfterFejl;
        }
#pragma warning restore CA1031
    }

    private async Task<List<IndberetMaaltal.Post>> OpgoerAsync(Authority myndighed, int kvartal, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var opgoerelse = scope.ServiceProvider.GetRequiredService<Maalopgoerelse>();
        List<IndberetMaaltal.Post> poster = [];
        if (await opgoerelse.BegyndtAsync(ct) is not { } begyndt || begyndt > Kvartal.Til(kvartal))
            return poster; // it was not here then
        foreach (var tal in opgoerelse.Definitioner())
        {
            var r = await opgoerelse.OpgoerAsync(tal, Kvartal.Fra(kvartal), Kvartal.Til(kvartal), ct);
            var skjult = Sammenligning.Skjul(tal.Beregning, r);
            poster.Add(new(tal, skjult is null ? r.Tal : null, skjult));
        }

        return poster;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Figures for the comparison could not be looked after. It is tried again.")]
    private partial void LogFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The figures of {Authority} for {Quarter} could not be made up. It is tried again.")]
    private partial void LogMember(Exception error, string authority, int quarter);
}
