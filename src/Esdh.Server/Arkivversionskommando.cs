using Esdh.Arkiv.Contract;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;

namespace Esdh.Server;

/// <summary>
/// <c>arkivversion --myndighed NOEGLE --id AVID.X.1 --ud MAPPE [--periode FRA..TIL] [--dato DAG] [--form FIL] [--dpi 200] [--medie MB]</c>: builds a version for the archive. Needs no running
/// server and does not disturb one. What was stopped or killed goes on where it stopped when the command is given again.
/// </summary>
internal static class Arkivversionskommando
{
    private const string Brug = "Brug: arkivversion --myndighed NOEGLE --id AVID.KODE.NUMMER --ud MAPPE [--periode ÅÅÅÅ-MM-DD..ÅÅÅÅ-MM-DD] [--dato ÅÅÅÅ-MM-DD] [--form FIL] [--dpi 200] [--medie MEGABYTE]";

    public static bool IsCommand(string[] args) => args is ["arkivversion", ..];

    /// <returns>The exit code (0 built, 1 not built, 2 the command cannot be run), or null where <paramref name="args"/> name another command.</returns>
    public static async Task<int?> TryRunAsync(WebApplication app, string[] args)
    {
        if (!IsCommand(args))
            return null;
        var (noegle, id, ud) = (app.Configuration["myndighed"], app.Configuration["id"], app.Configuration["ud"]);
        if (noegle is null || id is null || ud is null)
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
        try
        {
            var options = app.Services.GetRequiredService<DatabaseOptions>();
            var info = await FindAsync(app.Services, options, noegle);
            var myndighed = await Authority.OpenReadOnlyAsync(info, Migrator.PerAuthority, options, CancellationToken.None);
            try
            {
                return await Arkivversionsbestilling.ByggAsync(app.Services, myndighed, new(id, ud)
                {
                    Periode = app.Configuration["periode"], Dato = app.Configuration["dato"], Form = app.Configuration["form"], Dpi = app.Configuration["dpi"], Medie = app.Configuration["medie"],
                }, Console.Out, stop.Token) ? 0 : 1;
            }
            finally
            {
                await myndighed.CloseAsync();
            }
        }
        catch (FileNotFoundException)
        {
            await Console.Error.WriteLineAsync($"Myndigheden »{noegle}« findes ikke, eller den er aldrig åbnet.");
            return 2;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stoppet. Det, der er bygget, er gemt; samme kommando går videre, hvor den slap.");
            return 1;
        }
    }

    /// <summary>The authority with its name, which the version carries.</summary>
    private static async Task<AuthorityInfo> FindAsync(IServiceProvider tjenester, DatabaseOptions options, string noegle)
    {
        var faelles = await Authority.OpenReadOnlyAsync(new(AuthorityRegistry.SharedKey, "Fælles", "", false), Migrator.Shared, options, CancellationToken.None);
        try
        {
            await using var scope = tjenester.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(faelles);
            var fundet = scope.ServiceProvider.GetRequiredService<SharedDb>().Myndigheder.SingleOrDefault(m => m.Noegle == noegle) ?? throw new FileNotFoundException();
            return new(fundet.Noegle, fundet.Navn, fundet.Cvr, fundet.ErDemonstration);
        }
        finally
        {
            await faelles.CloseAsync();
        }
    }
}
