using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;

namespace Esdh.Server;

/// <summary>
/// <c>soegeindeks kontroller|genopbyg [--myndighed NOEGLE]</c>: holds the search index of each authority, or of one, against its database, or builds it anew. Needs no
/// running server and does not disturb one.
/// </summary>
internal static class Soegeindekskommando
{
    private const string Brug = "Brug: soegeindeks kontroller|genopbyg [--myndighed NOEGLE]";

    public static bool IsCommand(string[] args) => args is ["soegeindeks", ..];

    /// <returns>The exit code (0 all is well, 1 something is wrong, 2 the command cannot be run), or null where <paramref name="args"/> name another command.</returns>
    public static async Task<int?> TryRunAsync(WebApplication app, string[] args)
    {
        if (!IsCommand(args))
            return null;
        if (args is not ["soegeindeks", "kontroller" or "genopbyg", ..])
        {
            await Console.Error.WriteLineAsync(Brug);
            return 2;
        }

        var options = app.Services.GetRequiredService<DatabaseOptions>();
        var noegler = app.Configuration["myndighed"] is { Length: > 0 } en ? [en] : await NoeglerAsync(app.Services, options);
        var iOrden = true;
        foreach (var noegle in noegler)
        {
            try
            {
                var myndighed = await Authority.OpenReadOnlyAsync(new(noegle, noegle, "", false), Migrator.PerAuthority, options, CancellationToken.None);
                try
                {
                    iOrden &= args[1] == "kontroller"
                        ? await Soegevedligeholdelse.KontrollerAsync(app.Services, myndighed, Console.Out, CancellationToken.None)
                        : await Soegevedligeholdelse.GenopbygAsync(app.Services, myndighed, Console.Out, CancellationToken.None);
                }
                finally
                {
                    await myndighed.CloseAsync();
                }
            }
            catch (FileNotFoundException) when (app.Configuration["myndighed"] is null)
            {
                // Made, and never opened.
            }
            catch (FileNotFoundException)
            {
                await Console.Error.WriteLineAsync($"Myndigheden »{noegle}« findes ikke, eller den er aldrig åbnet.");
                return 2;
            }
        }

        if (args[1] == "kontroller")
            Console.WriteLine(iOrden ? "Alt er i orden." : "Der er fejl. Kør soegeindeks genopbyg.");
        return iOrden ? 0 : 1;
    }

    private static async Task<List<string>> NoeglerAsync(IServiceProvider tjenester, DatabaseOptions options)
    {
        var faelles = await Authority.OpenReadOnlyAsync(new(AuthorityRegistry.SharedKey, "Fælles", "", false), Migrator.Shared, options, CancellationToken.None);
        try
        {
            await using var scope = tjenester.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(faelles);
            return [.. scope.ServiceProvider.GetRequiredService<SharedDb>().Myndigheder.Select(m => m.Noegle).Order()];
        }
        finally
        {
            await faelles.CloseAsync();
        }
    }
}
