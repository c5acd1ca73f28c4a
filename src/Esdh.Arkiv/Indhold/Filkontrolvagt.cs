using System.Globalization;
using Esdh.Arkiv.Handlinger;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Arkiv.Indhold;

/// <param name="Dage">Days between two walks through all stored files (<c>Esdh:Filkontrol:Dage</c>, 30 unless set; 0 leaves it to people).</param>
/// <param name="Mellemrum">How often is looked (<c>Esdh:Filkontrol:Minutter</c>, 60 unless set); the first look comes so long after the start.</param>
internal sealed record Filkontrolindstillinger(int Dage, TimeSpan Mellemrum)
{
    public static Filkontrolindstillinger From(IConfiguration k) => new((int)Tal(k, "Esdh:Filkontrol:Dage", 30, 0, 3650), TimeSpan.FromMinutes(Tal(k, "Esdh:Filkontrol:Minutter", 60, 0.001, 1440)));

    private static double Tal(IConfiguration k, string navn, double ellers, double mindst, double hoejst)
    {
        if (k[navn] is not { Length: > 0 } tekst)
            return ellers;
        return double.TryParse(tekst, NumberStyles.Float, CultureInfo.InvariantCulture, out var tal) && tal >= mindst && tal <= hoejst
            ? tal : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{navn} must be between {mindst} and {hoejst}."));
    }
}

/// <summary>Orders a walk through the stored files when it is time. Several servers may do so: one act decides.</summary>
internal sealed partial class Filkontrolvagt(AuthorityRegistry registry, Filkontrolindstillinger indstillinger, ILogger<Filkontrolvagt> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        indstillinger.Dage == 0 ? Task.CompletedTask : registry.RunForEachAsync(m => FoelgAsync(m, stoppingToken), withShared: false, stoppingToken);

    private async Task FoelgAsync(Authority myndighed, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(indstillinger.Mellemrum, ct);
                try
                {
                    await myndighed.Queue.RunAsync((BestilFilkontrol act) => act.Udfoer(new(Aktoer.Systemet, TimeSpan.FromDays(indstillinger.Dage)), ct), ct);
                }
#pragma warning disable CA1031 // the database will be tried again
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFailed(fejl, myndighed.Key);
                }
#pragma warning restore CA1031
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The check of stored files of {Authority} could not be ordered.")]
    private partial void LogFailed(Exception error, string authority);
}
