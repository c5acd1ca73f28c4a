using System.Globalization;
using Esdh.Arkiv.Contract;

namespace Esdh.Server;

/// <summary>
/// <c>arkivtest MAPPE [--json FIL] [--steder N]</c>: checks an arkiveringsversion, ours or anybody's. Needs no database and no running server, and changes nothing.
/// </summary>
internal static class Arkivtestkommando
{
    private const string Brug = "Brug: arkivtest MAPPE [--json FIL] [--steder N]. MAPPE er et medie, mappen med medierne eller det, mediernes navne begynder med.";

    /// <returns>The exit code (0 no errors, 1 errors, 2 the check cannot be run), or null where <paramref name="args"/> name another command.</returns>
    public static async Task<int?> TryRunAsync(string[] args)
    {
        if (args is not ["arkivtest", .. var resten])
            return null;
        string? mappe = null;
        string? json = null;
        var steder = 20;
        for (var i = 0; i < resten.Length; i++)
        {
            if (resten[i] == "--json" && i + 1 < resten.Length)
                json = resten[++i];
            else if (resten[i] == "--steder" && i + 1 < resten.Length && int.TryParse(resten[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out steder) && steder is > 0 and <= 10_000)
                i++;
            else if (mappe is null && resten[i] is { Length: > 0 } m && !m.StartsWith("--", StringComparison.Ordinal))
                mappe = m;
            else
                return await UmuligAsync(Brug);
        }

        if (mappe is null)
            return await UmuligAsync(Brug);
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler ved = (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += ved;
        try
        {
            var rapport = await Arkivkontrol.KoerAsync(mappe, new Kontrolindstillinger { MaksSteder = steder }, new Visning(), stop.Token);
            if (json is not null)
            {
                await using var fil = File.Create(json);
                await Kontrolskrift.JsonAsync(rapport, fil, stop.Token);
            }

            Kontrolskrift.Tekst(rapport, Console.Out);
            return rapport.ErFejlfri ? 0 : 1;
        }
        catch (KontrolUmuligException e)
        {
            return await UmuligAsync(e.Message);
        }
        catch (OperationCanceledException)
        {
            return await UmuligAsync("Kontrollen er afbrudt.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await UmuligAsync($"Kontrollen kunne ikke gennemføres: {e.Message}");
        }
        finally
        {
            Console.CancelKeyPress -= ved;
        }
    }

    private static async Task<int> UmuligAsync(string saetning)
    {
        await Console.Error.WriteLineAsync(saetning);
        return 2;
    }

    /// <summary>Tells how far it has come on standard error, every five seconds of a long run.</summary>
    private sealed class Visning : IProgress<Kontrolfremdrift>
    {
        private long naeste = Environment.TickCount64 + 5_000;

        public void Report(Kontrolfremdrift value)
        {
            var nu = Environment.TickCount64;
            var ventet = Interlocked.Read(ref naeste);
            if (nu < ventet || Interlocked.CompareExchange(ref naeste, nu + 5_000, ventet) != ventet)
                return;
            Console.Error.WriteLine(value.AfFiler is { } af
                ? string.Create(CultureInfo.GetCultureInfo("da-DK"), $"{value.Trin}: {value.Filer:N0} af {af:N0} filer, {value.Byte / 1e6:N0} MB")
                : string.Create(CultureInfo.GetCultureInfo("da-DK"), $"{value.Trin}: {value.Filer:N0} filer, {value.Byte / 1e6:N0} MB"));
        }
    }
}
