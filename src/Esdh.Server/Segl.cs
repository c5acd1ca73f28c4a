using System.Globalization;
using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Seal;
using Esdh.Core.Storage;

namespace Esdh.Server;

/// <summary>
/// The commands about the seal. They need no running server and do not disturb one: <c>verificer [--hoved FIL] [--skriv-hoved FIL]</c>,
/// <c>bevis --myndighed NOEGLE (--haendelse NR | --dokument ID) [--ud FIL]</c> and <c>bevis --kontroller FIL [--noegle-id ID]</c>.
/// </summary>
internal static class Segl
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static bool IsCommand(string[] args) => args is ["verificer" or "bevis", ..];

    /// <summary>Runs the command that <paramref name="args"/> name.</summary>
    /// <returns>The exit code (0 all is well, 1 something is wrong, 2 the command cannot be run), or null where they name another.</returns>
    public static async Task<int?> TryRunAsync(WebApplication app, string[] args)
    {
        try
        {
            return args switch
            {
                ["verificer", ..] => await VerificerAsync(app),
                ["bevis", ..] when app.Configuration["kontroller"] is { } fil => Kontroller(await File.ReadAllTextAsync(fil), app.Configuration["noegle-id"]),
                ["bevis", ..] => await BevisAsync(app),
                _ => null,
            };
        }
        catch (Exception e) when (e is NotFoundException or IOException or UnauthorizedAccessException or JsonException)
        {
            await Console.Error.WriteLineAsync(e switch
            {
                JsonException => "Filen med hoveder kan ikke læses som JSON.",
                FileNotFoundException { FileName: { } fil } => $"Filen »{fil}« findes ikke.",
                DirectoryNotFoundException => "Mappen, filen skulle ligge i, findes ikke.",
                UnauthorizedAccessException => "Filen må ikke læses eller skrives af den bruger, der kører kommandoen.",
                _ => e.Message,
            });
            return 2;
        }
    }

    private static async Task<int> VerificerAsync(WebApplication app)
    {
        var hoveder = app.Configuration["hoved"] is { } fil
            ? JsonSerializer.Deserialize<List<SealHead>>(await File.ReadAllTextAsync(fil), Json) : null;
        var ialt = 0;
        List<SealHead> nye = [];
        await foreach (var r in app.Services.GetRequiredService<Verifier>().VerifyAsync(hoveder, CancellationToken.None))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{r.Noegle}: {r.Haendelser} hændelser, {r.Forseglede} forseglet i {r.Blokke} blokke, {Math.Max(0, r.Haendelser - r.Forseglede)} venter på segl, {r.Kasserede} med kasserede data, {r.Filer} filer"));
            foreach (var fejl in r.Fejl)
                Console.WriteLine($"FEJL {r.Noegle}: {fejl}");
            ialt += r.Fejl.Count;
            if (r.Hoved is not null)
                nye.Add(r.Hoved);
        }

        if (app.Configuration["skriv-hoved"] is { } ud)
            await File.WriteAllTextAsync(ud, JsonSerializer.Serialize(nye, Json) + "\n");
        Console.WriteLine(ialt == 0 ? "Alt er i orden." : $"{ialt} fejl.");
        return ialt == 0 ? 0 : 1;
    }

    private static async Task<int> BevisAsync(WebApplication app)
    {
        if (app.Configuration["myndighed"] is not { } noegle || (app.Configuration["haendelse"] is null && app.Configuration["dokument"] is null))
        {
            await Console.Error.WriteLineAsync("Brug: bevis --myndighed NOEGLE (--haendelse NR | --dokument ID) [--ud FIL], eller bevis --kontroller FIL [--noegle-id ID]");
            return 2;
        }

        var myndighed = await Authority.OpenReadOnlyAsync(new(noegle, noegle, "", false), Migrator.PerAuthority, app.Services.GetRequiredService<DatabaseOptions>(), CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var beviser = scope.ServiceProvider.GetRequiredService<Proofs>();
        var nr = long.TryParse(app.Configuration["haendelse"], NumberStyles.None, CultureInfo.InvariantCulture, out var tal) ? tal
            : Guid.TryParse(app.Configuration["dokument"], out var id) ? await beviser.FindAsync(id, "DokumentJournaliseret", CancellationToken.None) : null;
        var bevis = nr is null ? throw new NotFoundException("Der er ingen sådan hændelse, eller dokumentet er ikke journaliseret.") : await beviser.ForEventAsync(nr.Value, CancellationToken.None);
        if (bevis is null)
        {
            await Console.Error.WriteLineAsync("Hændelsen er endnu ikke forseglet. Prøv igen om et minut, mens serveren kører.");
            return 1;
        }

        if (app.Configuration["ud"] is { } ud)
            await File.WriteAllTextAsync(ud, bevis.ToJson());
        else
            Console.WriteLine(bevis.ToJson());
        return 0;
    }

    private static int Kontroller(string json, string? noegleId)
    {
        var svar = ProofVerifier.Verify(json, noegleId);
        Console.WriteLine($"{svar.Word}: {svar.Text}");
        return svar.Holds ? 0 : 1;
    }
}
