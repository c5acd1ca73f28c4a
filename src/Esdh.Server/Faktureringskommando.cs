using System.Globalization;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Klub.Contract;

namespace Esdh.Server;

/// <summary>
/// <c>fakturer --aar 2026 --ud MAPPE</c>: makes and issues what is missing of the club's invoices of a year, and writes all of them as Peppol BIS Billing 3.0, OIOUBL 2.1 and PDF. Needs no running
/// server. In Development the demonstration's club is made where there is none.
/// </summary>
internal static class Faktureringskommando
{
    private const string Brug = "Brug: fakturer --aar ÅÅÅÅ --ud MAPPE";

    public static bool IsCommand(string[] args) => args is ["fakturer", ..];

    /// <returns>The exit code (0 written, 1 refused, 2 the command cannot be run), or null where <paramref name="args"/> name another command.</returns>
    public static async Task<int?> TryRunAsync(WebApplication app, string[] args)
    {
        if (!IsCommand(args))
            return null;
        if (!int.TryParse(app.Configuration["aar"], NumberStyles.None, CultureInfo.InvariantCulture, out var aar) || app.Configuration["ud"] is not { Length: > 0 } mappe)
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
            if (app.Environment.IsDevelopment())
                await Klubdemonstration.SeedAsync(registry, stop.Token);
            var skrevet = await Aarsfakturering.KoerAsync(registry, app.Services.GetRequiredService<IServiceScopeFactory>(), aar, Path.GetFullPath(mappe), Console.Out, stop.Token);
            if (skrevet == 0)
                await Console.Error.WriteLineAsync($"Ingen medlemmer skylder noget for {aar}. Der er ikke skrevet nogen fakturaer.");
            return skrevet == 0 ? 1 : 0;
        }
        catch (RegelbrudException brud)
        {
            await Console.Error.WriteLineAsync($"{brud.Regel.Kode}: {brud.Regel.Tekst}");
            foreach (var detalje in brud.Detaljer)
                await Console.Error.WriteLineAsync($"  {detalje}");
            return 1;
        }
        catch (InvalidException fejl)
        {
            foreach (var (felt, tekster) in fejl.Errors)
                await Console.Error.WriteLineAsync($"{felt}: {string.Join(' ', tekster)}");
            return 2;
        }
        catch (Exception fejl) when (fejl is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Der kan ikke skrives i {mappe}: {fejl.Message} Det, der er udstedt, er udstedt; samme kommando skriver filerne.");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stoppet. Det, der er udstedt, er udstedt; samme kommando går videre, hvor den slap.");
            return 1;
        }
        finally
        {
            await registry.CloseAsync();
        }
    }
}
