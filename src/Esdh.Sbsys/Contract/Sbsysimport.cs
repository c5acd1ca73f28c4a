using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sbsys.Contract;

/// <summary>What the command <c>importer-sbsys</c> does: a whole authority read through the REST surface of SBSYS and written by the ordinary acts.</summary>
public static class Sbsysimport
{
    /// <summary>Brings over what is not here yet, and writes <c>import.json</c> and <c>import.txt</c> in the folder of the report.</summary>
    /// <param name="services">The server's.</param>
    /// <param name="myndighed">Opened.</param>
    /// <param name="ordre">What from where.</param>
    /// <param name="ud">Danish lines on how far it has come.</param>
    /// <param name="ct">Stopped halfway, what has come over stays, the report is written, and the same order goes on.</param>
    /// <returns>Whether all that the source shows is here now.</returns>
    /// <exception cref="SbsysimportException">The order cannot be carried out, or the source has stopped answering.</exception>
    public static async Task<bool> KoerAsync(IServiceProvider services, Authority myndighed, Sbsysimportordre ordre, TextWriter ud, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(myndighed);
        ArgumentNullException.ThrowIfNull(ordre);
        ArgumentNullException.ThrowIfNull(ud);
        foreach (var adresse in new[] { ordre.Fra, ordre.Identitet })
        {
            if (adresse is { IsAbsoluteUri: false } || (adresse is not null && adresse.Scheme != Uri.UriSchemeHttps && !(adresse.Scheme == Uri.UriSchemeHttp && adresse.IsLoopback)) || adresse?.UserInfo.Length > 0)
                throw new SbsysimportException("Kildens adresse skal begynde med https:// og må ikke indeholde et kodeord. Kun til denne maskine må den begynde med http://.");
        }

        var system = ordre.System?.Trim() is { Length: > 0 } sagt ? sagt : ordre.Fra.Authority;
        if (system.Length > 100)
            throw new SbsysimportException("Kildens navn må højst være 100 tegn.");
        var tid = services.GetRequiredService<TimeProvider>();
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromMinutes(10) };
        var rapport = new Importrapport(system, myndighed.Key, tid.GetUtcNow());
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var brugere = scope.ServiceProvider.GetRequiredService<Brugeropslag>();
        var bruger = await brugere.FindAsync(ordre.Som, ct);
        var aktoer = bruger is { Aktiv: true } ? await scope.ServiceProvider.GetRequiredService<Aktoerkilde>().FindAsync(bruger.Id, ct) : null;
        var koersel = new Importkoersel(
            new(http, ordre, tid), await Importopslag.LaesAsync(scope.ServiceProvider.GetRequiredService<SagerDb>(), brugere, ct), services, myndighed, rapport, system,
            aktoer ?? throw new SbsysimportException($"Brugeren »{ordre.Som}« findes ikke i {myndighed.Key} eller er ikke aktiv."), ud, tid);
        try
        {
            await koersel.KoerAsync(ct);
        }
        catch (SbsysimportException e)
        {
            rapport.Afbrudt = e.Message;
            throw;
        }
        catch (OperationCanceledException)
        {
            rapport.Afbrudt = "Importen er stoppet.";
            throw;
        }
        catch (Exception e)
        {
            rapport.Afbrudt = e.Message;
            throw;
        }
        finally
        {
            await rapport.SkrivAsync(ordre.Rapport, tid.GetUtcNow(), CancellationToken.None);
        }

        await ud.WriteLineAsync(string.Create(CultureInfo.GetCultureInfo("da-DK"), $"Rapporten ligger i {ordre.Rapport}."));
        return rapport.ErFuldstaendig;
    }
}
