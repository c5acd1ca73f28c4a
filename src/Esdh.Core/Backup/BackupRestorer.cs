using System.Globalization;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Core.Backup;

/// <summary>What putting a copy back came to, before anybody works in it.</summary>
/// <param name="Manifest">Of the copy.</param>
/// <param name="Contents">Stored contents put back.</param>
/// <param name="SetAside">Where what was there before lies now; null where there was nothing.</param>
/// <param name="Faults">Danish sentences: contents that the copy lacks.</param>
public sealed record Restored(BackupManifest Manifest, long Contents, string? SetAside, IReadOnlyList<string> Faults);

/// <summary>Blocks of the seal that were made after the copy, and are lost with their events.</summary>
/// <param name="Blocks">How many.</param>
/// <param name="LastEvent">The last event that is known to have been.</param>
/// <param name="Head">Hash of the last block's header, lower-case hex.</param>
public sealed record LostBlocks(int Blocks, long LastEvent, string Head);

/// <summary>
/// Puts a copy back where the store lay. All is read, held against its hash and laid beside what is there; only then do the two change places, so that a restore that is broken off has changed
/// nothing and is begun again. What was there is set aside, never removed.
/// </summary>
public sealed class BackupRestorer(DatabaseOptions options, IServiceScopeFactory scopes, TimeProvider time)
{
    /// <param name="from">The store's copies.</param>
    /// <param name="copy">Which.</param>
    /// <param name="replace">Also where the store is there already.</param>
    /// <param name="progress">Told how many contents are back, now and then.</param>
    /// <param name="ct">Stops it; nothing has changed then.</param>
    /// <exception cref="BackupException">It cannot be put back; nothing has changed.</exception>
    public async Task<Restored> RestoreAsync(BackupFolder from, string copy, bool replace, Action<long> progress, CancellationToken ct)
    {
        var manifest = from.Manifest(copy);
        if (manifest.Provider != options.Provider)
            throw new BackupException($"Kopien er af en database på {manifest.Provider.ToString().ToLowerInvariant()}, og installationen bruger {options.Provider.ToString().ToLowerInvariant()}.");
        var target = Folder(manifest.Key);
        var isThere = await IsThereAsync(manifest.Key, target, ct);
        if (isThere && !replace)
            throw new BackupException($"»{manifest.Key}« findes. Skriv --erstat for at sætte kopien i stedet; det, der er nu, lægges til side. Intet er ændret.");
        if (await IsInUseAsync(manifest.Key, target, ct))
            throw new BackupException("Databasen er i brug. Stop serveren først. Intet er ændret.");
        var staging = Path.Combine(options.Folder, "gendannes", manifest.Key);
        if (Directory.Exists(staging))
            Directory.Delete(staging, recursive: true);
        Directory.CreateDirectory(staging);
        await PartsAsync(from, copy, manifest, staging, ct);
        var (contents, faults) = await ContentsAsync(from, copy, manifest, staging, progress, ct);
        if (options.Provider == Provider.Postgresql)
        {
            await PostgresDatabase.LoadAsync(options.ConnectionTemplate!, manifest.Key, Path.Combine(staging, "esdh.dump"), ct);
            File.Delete(Path.Combine(staging, "esdh.dump"));
        }

        if (await IsInUseAsync(manifest.Key, target, ct)) // a server that was started while files were read
            throw new BackupException("Databasen er taget i brug imens. Stop serveren, og gendan igen. Intet er ændret.");
        return new(manifest, contents, await ChangePlacesAsync(manifest.Key, target, staging, isThere, ct), faults);
    }

    /// <summary>
    /// Takes the heads that <c>faelles</c> keeps of blocks after the authority's last one out of it: those blocks are lost, and others get their numbers.
    /// </summary>
    /// <returns>What is lost by the seal; null where nothing is.</returns>
    public async Task<LostBlocks?> ForgetLaterHeadsAsync(AuthorityRegistry registry, Authority authority, CancellationToken ct)
    {
        int last;
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(authority);
            last = await scope.ServiceProvider.GetRequiredService<CoreDb>().Seglblokke.MaxAsync(b => (int?)b.Nr, ct) ?? 0;
        }

        return await registry.Shared.Queue.RunAsync(async (SharedDb db) =>
        {
            var later = await db.Seglhoveder.Where(h => h.Noegle == authority.Key && h.Blok > last).OrderBy(h => h.Blok).ToListAsync(ct);
            db.RemoveRange(later);
            await db.SaveChangesAsync(ct);
            return later.Count == 0 ? null : new LostBlocks(later.Count, later[^1].SidsteHaendelse, later[^1].Hash);
        }, ct);
    }

    private string Folder(string key) => key == AuthorityRegistry.SharedKey ? Path.Combine(options.Folder, key) : Path.Combine(options.Folder, "myndigheder", key);

    private async Task<bool> IsThereAsync(string key, string folder, CancellationToken ct) =>
        options.Provider == Provider.Postgresql ? await PostgresDatabase.IsThereAsync(options.ConnectionTemplate!, key, ct) : File.Exists(Path.Combine(folder, "esdh.db"));

    private async Task<bool> IsInUseAsync(string key, string folder, CancellationToken ct) =>
        options.Provider == Provider.Postgresql ? await PostgresDatabase.IsInUseAsync(options.ConnectionTemplate!, key, ct) : Authority.IsInUse(folder);

    private static async Task PartsAsync(BackupFolder from, string copy, BackupManifest manifest, string staging, CancellationToken ct)
    {
        foreach (var part in manifest.Parts.Where(p => p.Name is not (BackupFolder.ContentList or BackupFolder.ErasedList)))
        {
            var path = Path.Combine(staging, part.Name);
            if (!Path.GetFullPath(path).StartsWith(staging + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new BackupException($"Kopiens fil »{part.Name}« ligger uden for kopien.");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                File.Copy(from.PathOf(copy, part.Name), path);
            }
            catch (FileNotFoundException e)
            {
                throw new BackupException($"Kopiens fil »{part.Name}« mangler. Brug en anden kopi. Intet er ændret.", e);
            }

            if (await BackupFolder.PartAsync(staging, part.Name, ct) != part)
                throw new BackupException($"Kopiens fil »{part.Name}« er beskadiget. Brug en anden kopi. Intet er ændret.");
        }
    }

    private static async Task<(long Count, IReadOnlyList<string> Faults)> ContentsAsync(BackupFolder from, string copy, BackupManifest manifest, string staging, Action<long> progress, CancellationToken ct)
    {
        var (pool, store) = (from.Pool(readOnly: true), new ContentStore(Path.Combine(staging, "filer")));
        var age = (manifest.Taken - TimeSpan.FromDays(1)).UtcDateTime; // nobody is about to name them: what is to be destroyed again can be so at once
        List<string> faults = [];
        var count = 0L;
        foreach (var (sha256, _) in from.Contents(copy))
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                await using (var content = pool.OpenRead(sha256))
                {
                    var saved = await store.SaveAsync(content, long.MaxValue, ct);
                    if (saved.Sha256 != sha256)
                    {
                        store.Delete(saved.Sha256, DateTime.MaxValue);
                        faults.Add($"Filen {sha256} er beskadiget i kopien.");
                        continue;
                    }
                }

                File.SetLastWriteTimeUtc(store.PathOf(sha256), age);
                if (++count % 1000 == 0)
                    progress(count);
            }
            catch (FileNotFoundException)
            {
                faults.Add($"Filen {sha256} mangler i kopien.");
            }
        }

        return (count, faults);
    }

    private async Task<string?> ChangePlacesAsync(string key, string target, string staging, bool isThere, CancellationToken ct)
    {
        var stamp = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string? aside = null;
        if (Directory.Exists(target))
        {
            aside = Path.Combine(options.Folder, "foer-gendannelse", $"{key}-{stamp}");
            Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
            Directory.Move(target, aside);
        }

        if (options.Provider == Provider.Postgresql)
            aside = string.Join(" og databasen ", new[] { aside, await PostgresDatabase.ReplaceAsync(options.ConnectionTemplate!, key, $"_foer_{time.GetUtcNow().UtcDateTime:yyMMddHHmmss}", ct) }.OfType<string>());
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        Directory.Move(staging, target);
        if (key == AuthorityRegistry.SharedKey && Directory.Exists(Path.Combine(target, BackupTaker.Keys)) && !Directory.Exists(Path.Combine(options.Folder, BackupTaker.Keys)))
            Directory.Move(Path.Combine(target, BackupTaker.Keys), Path.Combine(options.Folder, BackupTaker.Keys));
        return isThere ? aside : null;
    }
}
