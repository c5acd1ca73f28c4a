using System.Diagnostics;
using System.Globalization;
using Esdh.Arkiv.Contract;
using Esdh.Core.Authorities;
using Esdh.Core.Backup;
using Esdh.Core.Events;
using Esdh.Core.Storage;

namespace Esdh.Server;

/// <summary>
/// <c>sikkerhedskopi tag|vis|ryd|gendan --mappe MAPPE [...]</c>: copies authorities while the server runs, lists and removes copies, and puts one back while it does not. See docs/hosting/sikkerhedskopi.md.
/// </summary>
internal static class Sikkerhedskopikommando
{
    private const string Brug = """
        Brug: sikkerhedskopi tag    --mappe MAPPE [--myndighed NOEGLE]
              sikkerhedskopi vis    --mappe MAPPE
              sikkerhedskopi ryd    --mappe MAPPE --behold DAGE
              sikkerhedskopi gendan --mappe MAPPE --myndighed NOEGLE|faelles [--kopi NAVN] [--slettet FIL] [--erstat true]
        """;

    private static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    public static bool IsCommand(string[] args) => args is ["sikkerhedskopi", ..];

    /// <returns>The exit code (0 done, 1 done with faults, 2 not done), or null where <paramref name="args"/> name another command.</returns>
    public static async Task<int?> TryRunAsync(WebApplication app, string[] args)
    {
        if (!IsCommand(args))
            return null;
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler afbryd = (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += afbryd;
        try
        {
            var (mappe, noegle) = (app.Configuration["mappe"], app.Configuration["myndighed"]);
            switch (args)
            {
                case [_, "tag", ..] when mappe is not null:
                    return await TagAsync(app.Services, mappe, noegle, stop.Token);
                case [_, "vis", ..] when mappe is not null:
                    return Vis(mappe);
                case [_, "ryd", ..] when mappe is not null && int.TryParse(app.Configuration["behold"], NumberStyles.None, CultureInfo.InvariantCulture, out var dage) && dage is >= 1 and <= 36_500:
                    return Ryd(app.Services, mappe, dage);
                case [_, "gendan", ..] when mappe is not null && noegle is not null:
                    return await GendanAsync(app, mappe, noegle, stop.Token);
                default:
                    await Console.Error.WriteLineAsync(Brug);
                    return 2;
            }
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stoppet.");
            return 2;
        }
        catch (Exception e) when (e is BackupException or IOException or UnauthorizedAccessException or MigrationChangedException or System.Data.Common.DbException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
        finally
        {
            Console.CancelKeyPress -= afbryd;
        }
    }

    private static async Task<int> TagAsync(IServiceProvider tjenester, string mappe, string? kun, CancellationToken ct)
    {
        var kopierer = tjenester.GetRequiredService<BackupTaker>();
        var lagre = (await kopierer.StoresAsync(ct)).Where(l => kun is null || l.Info.Key == kun).ToList();
        if (lagre.Count == 0)
        {
            await Console.Error.WriteLineAsync($"Myndigheden »{kun}« findes ikke.");
            return 2;
        }

        var fejl = 0;
        foreach (var (info, vaerter) in lagre)
        {
            var ur = Stopwatch.StartNew();
            var til = new BackupFolder(mappe, info.Key);
            try
            {
                var (kopi, fund) = await kopierer.TakeAsync(til, info, vaerter, async (lager, folder, stop) =>
                {
                    if (info.Key == AuthorityRegistry.SharedKey)
                        return;
                    await using var liste = File.Create(Path.Combine(folder, BackupFolder.ErasedList));
                    await Gendannelse.SkrivSlettetAsync(tjenester, lager, liste, stop);
                }, antal => Console.WriteLine($"{info.Key}: {antal.ToString("N0", Dansk)} nye filer ..."), ct);
                var m = til.Manifest(kopi);
                Console.WriteLine($"{info.Key}: {kopi}, {m.Contents.ToString("N0", Dansk)} filer, {Mb(m.ContentBytes + m.Parts.Sum(p => p.Length))}, {ur.Elapsed.TotalSeconds.ToString("N1", Dansk)} s");
                foreach (var saetning in fund)
                    Console.WriteLine($"FEJL {info.Key}: {saetning}");
                fejl += fund.Count;
            }
            catch (FileNotFoundException) when (kun is null)
            {
                Console.WriteLine($"{info.Key}: aldrig åbnet, intet at kopiere");
            }
            catch (FileNotFoundException)
            {
                await Console.Error.WriteLineAsync($"Myndigheden »{kun}« er aldrig åbnet. Der er intet at kopiere.");
                return 2;
            }
            catch (Exception e) when (kun is null && e is BackupException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
            {
                Console.WriteLine($"FEJL {info.Key}: {e.Message}"); // one that cannot be copied keeps no other from it
                fejl++;
            }
        }

        Console.WriteLine(fejl == 0 ? "Alt er kopieret." : $"{fejl} fejl.");
        return fejl == 0 ? 0 : 1;
    }

    private static int Vis(string mappe)
    {
        foreach (var noegle in BackupFolder.Keys(mappe))
        {
            var fra = new BackupFolder(mappe, noegle);
            foreach (var kopi in fra.Copies())
            {
                var m = fra.Manifest(kopi);
                Console.WriteLine($"{noegle}: {kopi}, {m.Provider.ToString().ToLowerInvariant()}, {m.Contents.ToString("N0", Dansk)} filer, {Mb(m.ContentBytes + m.Parts.Sum(p => p.Length))}");
            }
        }

        return 0;
    }

    private static int Ryd(IServiceProvider tjenester, string mappe, int dage)
    {
        var graense = tjenester.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-dage);
        foreach (var noegle in BackupFolder.Keys(mappe))
        {
            var (kopier, filer) = new BackupFolder(mappe, noegle).Prune(graense);
            Console.WriteLine($"{noegle}: {kopier} kopier og {filer.ToString("N0", Dansk)} filer er slettet");
        }

        return 0;
    }

    private static async Task<int> GendanAsync(WebApplication app, string mappe, string noegle, CancellationToken ct)
    {
        var (tjenester, fra) = (app.Services, new BackupFolder(mappe, noegle));
        var kopi = app.Configuration["kopi"] ?? (fra.Copies() is [.., var nyeste] ? nyeste : null) ?? throw new BackupException($"Der er ingen sikkerhedskopi af »{noegle}« i {mappe}.");
        var ur = Stopwatch.StartNew();
        var husket = Path.Combine(tjenester.GetRequiredService<DatabaseOptions>().Folder, $"gendannes-{noegle}.jsonl");
        var slettet = noegle == AuthorityRegistry.SharedKey ? [] : await SlettetAsync(app, fra, kopi, noegle, husket, ct);
        var gendanner = tjenester.GetRequiredService<BackupRestorer>();
        var g = await gendanner.RestoreAsync(fra, kopi, bool.TryParse(app.Configuration["erstat"], out var erstat) && erstat, antal => Console.WriteLine($"{antal.ToString("N0", Dansk)} filer ..."), ct);
        Console.WriteLine($"{noegle}: {kopi} er lagt på plads, {g.Contents.ToString("N0", Dansk)} filer, {Mb(g.Manifest.ContentBytes)}, {ur.Elapsed.TotalSeconds.ToString("N1", Dansk)} s");
        if (g.SetAside is not null)
            Console.WriteLine($"Det, der var før, ligger i {g.SetAside}.");
        foreach (var fejl in g.Faults)
            Console.WriteLine($"FEJL {noegle}: {fejl}");
        if (noegle == AuthorityRegistry.SharedKey)
        {
            Console.WriteLine("Kør verificer.");
            return g.Faults.Count == 0 ? 0 : 1;
        }

        var registry = tjenester.GetRequiredService<AuthorityRegistry>();
        try
        {
            await registry.OpenAsync(ct);
            var m = g.Manifest;
            var myndighed = noegle == AuthorityRegistry.ClubKey ? await registry.CreateClubAsync(m.Name, m.Cvr, m.IsDemo, m.Hosts, ct) : await registry.CreateAsync(new(noegle, m.Name, m.Cvr, m.IsDemo), m.Hosts, ct);
            var tabt = await gendanner.ForgetLaterHeadsAsync(registry, myndighed, ct);
            if (tabt is not null)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Tabt efter kopien: {tabt.Blocks} forseglede blokke, til og med hændelse {tabt.LastEvent}."));
            await Gendannelse.AfslutAsync(tjenester, myndighed, m.Taken, tabt, slettet, Console.Out, ct);
            File.Delete(husket);
        }
        finally
        {
            await registry.CloseAsync();
        }

        var rapport = await tjenester.GetRequiredService<Verifier>().VerifyOneAsync(noegle, CancellationToken.None);
        foreach (var fejl in rapport.Fejl)
            Console.WriteLine($"FEJL {noegle}: {fejl}");
        Console.WriteLine(string.Create(Dansk, $"{noegle}: {rapport.Haendelser} hændelser, {rapport.Blokke} blokke og {rapport.Filer} filer er kontrolleret, {rapport.Fejl.Count + g.Faults.Count} fejl. {ur.Elapsed.TotalSeconds:N1} s i alt."));
        return rapport.Fejl.Count + g.Faults.Count == 0 ? 0 : 1;
    }

    /// <summary>
    /// Of what has been destroyed all that anything knows: later copies, the database that is there, where it can be read, a list that is given, and what a restore that was broken off had gathered;
    /// for the database that it read may have been set aside.
    /// </summary>
    private static async Task<IReadOnlyCollection<Slettelinje>> SlettetAsync(WebApplication app, BackupFolder fra, string kopi, string noegle, string husket, CancellationToken ct)
    {
        List<Slettelinje> alle = File.Exists(husket) ? [.. Gendannelse.Laes(husket)] : [];
        foreach (var liste in fra.Copies().Where(k => string.CompareOrdinal(k, kopi) > 0).Select(k => fra.PathOf(k, BackupFolder.ErasedList)).Where(File.Exists))
            alle.AddRange(Gendannelse.Laes(liste));
        if (app.Configuration["slettet"] is { } given)
            alle.AddRange(Gendannelse.Laes(given));
        try
        {
            var myndighed = await Authority.OpenReadOnlyAsync(new(noegle, noegle, "", false), Migrator.PerAuthority, app.Services.GetRequiredService<DatabaseOptions>(), ct);
            try
            {
                var midlertidig = Path.GetTempFileName();
                await using (var ud = File.Create(midlertidig))
                    await Gendannelse.SkrivSlettetAsync(app.Services, myndighed, ud, ct);
                alle.AddRange(Gendannelse.Laes(midlertidig));
                File.Delete(midlertidig);
            }
            finally
            {
                await myndighed.CloseAsync();
            }
        }
        catch (FileNotFoundException)
        {
            // There is none.
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException or InvalidCastException or FormatException or InvalidOperationException)
        {
            Console.WriteLine("Den database, der er nu, kan ikke læses. Hvad den har slettet efter den nyeste kopi, vides ikke; giv det med --slettet, eller kør det igen efter protokollerne.");
        }

        alle = [.. alle.DistinctBy(l => (l.Art, l.Id))];
        await Gendannelse.GemAsync(alle, husket, ct);
        return alle;
    }

    private static string Mb(long bytes) => $"{(bytes / 1024d / 1024).ToString("N1", Dansk)} MB";
}
