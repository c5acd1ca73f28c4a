using Esdh.Core.Authorities;
using Esdh.Sbsys.Contract;

namespace Esdh.Server;

/// <summary>
/// <c>importer-sbsys --fra URL --klient ID --hemmelighed HEMMELIGHED [--bruger NAVN --kode KODE] --myndighed NOEGLE --som BRUGERNAVN --rapport MAPPE [--identitet URL] [--system NAVN]</c>: brings an
/// authority over from a system that speaks SBSYS' web API. Needs no running server. What was stopped or killed goes on when the command is given again, and nothing comes over twice.
/// </summary>
internal static class Sbsysimportkommando
{
    private const string Brug = "Brug: importer-sbsys --fra URL --klient ID --hemmelighed HEMMELIGHED [--bruger NAVN --kode KODE] --myndighed NOEGLE [--som BRUGERNAVN] --rapport MAPPE [--identitet URL] [--system NAVN]";

    public static bool IsCommand(string[] args) => args is ["importer-sbsys", ..];

    /// <returns>The exit code (0 all is here, 1 something is not, 2 the command cannot be run), or null where <paramref name="args"/> name another command.</returns>
    public static async Task<int?> TryRunAsync(WebApplication app, string[] args)
    {
        if (!IsCommand(args))
            return null;
        var c = app.Configuration;
        var identitet = c["identitet"];
        Uri? identitetsadresse = null;
        if (!Uri.TryCreate(c["fra"], UriKind.Absolute, out var fra) || c["klient"] is not { Length: > 0 } klient || c["hemmelighed"] is not { } hemmelighed || c["myndighed"] is not { } noegle
            || c["rapport"] is not { Length: > 0 } rapport || (identitet is not null && !Uri.TryCreate(identitet, UriKind.Absolute, out identitetsadresse)))
        {
            await Console.Error.WriteLineAsync(Brug);
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        var registry = app.Services.GetRequiredService<AuthorityRegistry>();
        try
        {
            await registry.OpenAsync(stop.Token);
            if (!registry.Exists(noegle))
            {
                await Console.Error.WriteLineAsync($"Myndigheden »{noegle}« findes ikke. Opret den først, og sæt enheder, brugere, skabeloner og statusser op.");
                return 2;
            }

            var ordre = new Sbsysimportordre(fra, identitetsadresse, klient, hemmelighed, c["bruger"], c["kode"], c["system"], c["som"] ?? "robot", Path.GetFullPath(rapport));
            return await Sbsysimport.KoerAsync(app.Services, await registry.GetAsync(noegle), ordre, Console.Out, stop.Token) ? 0 : 1;
        }
        catch (SbsysimportException fejl)
        {
            await Console.Error.WriteLineAsync($"{fejl.Message} Det, der er kommet over, bliver; samme kommando går videre, hvor den slap.");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stoppet. Det, der er kommet over, bliver; samme kommando går videre, hvor den slap.");
            return 1;
        }
        catch (Exception fejl) when (fejl is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Der kan ikke skrives i {rapport}: {fejl.Message}");
            return 1;
        }
        finally
        {
            await registry.CloseAsync();
        }
    }
}
