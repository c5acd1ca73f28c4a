using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Storage;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Handlinger;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Dagtilbud.Indhold;

/// <param name="Mellemrum">How often is looked (<c>Esdh:Dagtilbud:Sekunder</c>, 300 unless set).</param>
internal sealed record Vagtindstillinger(TimeSpan Mellemrum)
{
    public static Vagtindstillinger From(IConfiguration k)
    {
        var sat = k["Esdh:Dagtilbud:Sekunder"] is { Length: > 0 } tekst ? double.Parse(tekst, CultureInfo.InvariantCulture) : 300;
        return sat is >= 0.05 and <= 86400 ? new(TimeSpan.FromSeconds(sat)) : throw new InvalidOperationException("Esdh:Dagtilbud:Sekunder must be between 0.05 and 86400.");
    }
}

/// <summary>
/// What happens by itself when a day has passed: offers run out, and guarantees that were not kept are recorded. Each is an act of its own, done as the person who sent the offer or registered the application; killed at
/// any moment, what is left is met again.
/// </summary>
internal sealed partial class Dagtilbudsvagt(AuthorityRegistry registry, IServiceScopeFactory scopes, Vagtindstillinger indstillinger, TimeProvider tid, ILogger<Dagtilbudsvagt> logger) : BackgroundService
{
    private const int Portion = 200;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => registry.RepeatForEachAsync(m => m.Key != AuthorityRegistry.SharedKey, indstillinger.Mellemrum, async (m, ct) =>
    {
        var taendt = m.IsOn(DagtilbudModule.Noegle);
        m.StandingWork("dagtilbud", taendt);
        if (taendt)
            await SeAsync(m, ct);
    }, LogFailed, stoppingToken);

    /// <summary>What is due now.</summary>
    internal async Task SeAsync(Authority myndighed, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var (db, kilde, idag) = (scope.ServiceProvider.GetRequiredService<DagtilbudDb>(), scope.ServiceProvider.GetRequiredService<Aktoerkilde>(), DanishTime.Today(tid));
        foreach (var t in await db.Tilbud.AsNoTracking().Where(t => t.Tilstand == Tilbudstilstand.Tilbudt && t.Frist < idag).OrderBy(t => t.Frist).Take(Portion).Select(t => new { t.Id, t.SendtAf }).ToListAsync(ct))
            await ProevAsync(myndighed, async () => await myndighed.Queue.RunAsync((UdloebPladstilbud act) => act.Udfoer(new(Aktoer.Systemet, t.Id), ct), ct), async () =>
            {
                var aktoer = await kilde.FindAsync(t.SendtAf, ct) ?? Aktoer.Systemet;
                await myndighed.Queue.RunAsync((UdloebPladstilbud act) => act.Udfoer(new(aktoer, t.Id), ct), ct);
            });
        var kendte = (await db.Brud.AsNoTracking().Select(b => new { b.SagId, b.Garantidato, b.Opfyldt }).ToListAsync(ct)).ToLookup(b => b.SagId);
        foreach (var a in (await db.Ansoegninger.AsNoTracking().Where(a => a.Stand != Ansoegningsstand.Slut && a.Stand != Ansoegningsstand.Optaget && a.GarantiSlut == null && a.Oensket < idag).ToListAsync(ct))
            .Where(a => a.Garantidato < idag && !kendte[a.SagId].Any(b => b.Opfyldt is null || b.Garantidato == a.Garantidato)).Take(Portion))
            await ProevAsync(myndighed, async () => await myndighed.Queue.RunAsync((RegistrerGarantibrud act) => act.Udfoer(new(Aktoer.Systemet, a.SagId), ct), ct), async () =>
            {
                var aktoer = await kilde.FindAsync(a.RegistreretAf, ct) ?? Aktoer.Systemet;
                await myndighed.Queue.RunAsync((RegistrerGarantibrud act) => act.Udfoer(new(aktoer, a.SagId), ct), ct);
            });
    }

    /// <summary>As the person; where that is refused (the person has no right any more, the case is closed) as the server itself, so that the day counts all the same.</summary>
    private async Task ProevAsync(Authority myndighed, Func<Task> somSystemet, Func<Task> somPersonen)
    {
        try
        {
            await somPersonen();
        }
        catch (Exception e) when (e is Core.RegelbrudException or Core.NotFoundException or Core.ForbiddenException or Core.InvalidException)
        {
            LogAsSystem(e, myndighed.Key);
            await somSystemet();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: offers and guarantees could not be looked through. It is tried again.")]
    private partial void LogFailed(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: the case could not be moved on as the one whose it is; it is moved by hand.")]
    private partial void LogAsSystem(Exception error, string key);
}
