using System.Security.Cryptography;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Log;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Adgang.Handlinger;

/// <summary>What leadership's control does by itself in open authorities: begins reviews on their days, lets unanswered rights lapse, draws the month's sample of the access log.</summary>
internal sealed partial class Ledelsesvagt(AuthorityRegistry registry, IServiceScopeFactory scopes, TimeProvider time, ILogger<Ledelsesvagt> logger) : BackgroundService
{
    /// <summary>Began its day while nobody was here: begun so long after, and passed over later.</summary>
    private const int Senest = 30;

    private static readonly TimeSpan Foerst = TimeSpan.FromMinutes(5), Pause = TimeSpan.FromMinutes(15);


    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        registry.RunForEachAsync(x => FoelgAsync(x, stoppingToken), withShared: false, stoppingToken);

    private async Task FoelgAsync(Authority myndighed, CancellationToken ct)
    {
        try
        {
            for (var pause = Foerst; ; pause = Pause)
            {
                await Task.Delay(pause, time, ct);
                try
                {
                    await KoerAsync(myndighed, ct);
                }
#pragma warning disable CA1031 // tried again at the next turn
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFejl(fejl, myndighed.Key);
                }
#pragma warning restore CA1031
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; what is due is done after the next start.
        }
    }

    /// <summary>Does what is due now.</summary>
    public async Task KoerAsync(Authority myndighed, CancellationToken ct)
    {
        while (await myndighed.Queue.RunAsync((LadBortfalde act) => act.Udfoer(ct), ct))
        {
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var db = scope.ServiceProvider.GetRequiredService<AdgangDb>();
        var indstilling = await db.Ledelsesindstillinger.AsNoTracking().SingleOrDefaultAsync(ct) ?? new();
        var idag = DanishTime.Today(time);
        var termin = indstilling.Termin(idag);
        if (idag.DayNumber - termin.DayNumber <= Senest && !await db.Gennemgangsrunder.AnyAsync(r => r.Termin >= termin || r.Afsluttet == null, ct))
        {
            try
            {
                await myndighed.Queue.RunAsync((BegyndGennemgang act) => act.Udfoer(new(Aktoer.Systemet, termin), ct), ct);
            }
            catch (RegelbrudException)
            {
                // Somebody began one meanwhile.
            }
        }

        var maaned = new DateOnly(idag.Year, idag.Month, 1).AddMonths(-1);
        if (indstilling.Logstikproeve > 0 && !await db.Logstikproever.AnyAsync(l => l.Maaned == maaned, ct) && await db.Brugere.AnyAsync(b => b.Aktiv && (b.Roller & Roller.Logkontrollant) != 0, ct))
            await UdtagAsync(scope.ServiceProvider, myndighed, Aktoer.Systemet, maaned, null, ct);
        // A review that is open must end on its day, also where nobody comes.
        myndighed.StandingWork("gennemgang", await db.Gennemgangsrunder.AnyAsync(r => r.Afsluttet == null, ct));
    }

    /// <summary>Draws and writes the month's sample.</summary>
    /// <param name="froe">Null for a new one.</param>
    public static async Task<GemLogstikproeve.Svar> UdtagAsync(IServiceProvider services, Authority myndighed, Aktoer aktoer, DateOnly maaned, long? froe, CancellationToken ct)
    {
        var db = services.GetRequiredService<AdgangDb>();
        LogkontrolRegler.EnOmMaaneden.Kraev(!await db.Logstikproever.AnyAsync(l => l.Maaned == maaned, ct));
        var antal = (await db.Ledelsesindstillinger.AsNoTracking().SingleOrDefaultAsync(ct) ?? new()).Logstikproeve;
        var (id, brugt) = (Guid.CreateVersion7(), froe ?? RandomNumberGenerator.GetInt32(1, int.MaxValue));
        var udtraek = await services.GetRequiredService<Logudtraekning>().UdtagAsync(maaned, brugt, Math.Max(1, antal), id, ct);
        return await myndighed.Queue.RunAsync((GemLogstikproeve act) => act.Udfoer(new(aktoer, id, maaned, brugt, udtraek.Omfang, udtraek.Linjer), ct), ct);
    }

    [LoggerMessage(LogLevel.Error, "Gennemgang af rettigheder og stikprøver i {Myndighed} kunne ikke køre. Der prøves igen.")]
    private partial void LogFejl(Exception fejl, string myndighed);
}
