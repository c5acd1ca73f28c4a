using System.Globalization;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Core.Backup;

/// <summary>
/// Copies stores while the server runs. Contents never change, so most are copied before the database is, and only the few that came meanwhile after it: whatever a row of the copied
/// database names is there. What was copied for an earlier copy is not copied again.
/// </summary>
public sealed class BackupTaker(DatabaseOptions options, IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>Copied in their own way, made from the rest, or of one server's alone. Versions for the archive are kept by whoever delivers them.</summary>
    private static readonly string[] LeftOut = ["filer", "vaagen", "arkivversioner", "soegning", "esdh.db", "adgangslog.db"];

    private static readonly string[] Databases = ["esdh.db", "adgangslog.db"];

    /// <summary>Folder of the keys that all stores share, beside them; a copy of <c>faelles</c> has it.</summary>
    internal const string Keys = "noegler";

    /// <summary><c>faelles</c> and every authority that has been opened once.</summary>
    public async Task<IReadOnlyList<(AuthorityInfo Info, IReadOnlyList<string> Hosts)>> StoresAsync(CancellationToken ct)
    {
        var shared = await Authority.OpenReadOnlyAsync(Shared, Migrator.Shared, options, ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(shared);
            var db = scope.ServiceProvider.GetRequiredService<SharedDb>();
            var hosts = (await db.Vaerter.ToListAsync(ct)).ToLookup(v => v.Noegle, v => v.Vaert, StringComparer.Ordinal);
            return [(Shared, []), .. (await db.Myndigheder.OrderBy(m => m.Noegle).ToListAsync(ct)).Select(m => (new AuthorityInfo(m.Noegle, m.Navn, m.Cvr, m.ErDemonstration), (IReadOnlyList<string>)[.. hosts[m.Noegle].Order(StringComparer.Ordinal)]))];
        }
        finally
        {
            await shared.CloseAsync();
        }
    }

    private static AuthorityInfo Shared => new(AuthorityRegistry.SharedKey, "Fælles", "", false);

    /// <summary>Takes a copy of one store.</summary>
    /// <param name="to">Its folder.</param>
    /// <param name="info">The store.</param>
    /// <param name="hosts">Its host names.</param>
    /// <param name="add">Adds files to the copy's folder after the database and the contents.</param>
    /// <param name="progress">Told how many contents have been copied, now and then.</param>
    /// <param name="ct">Stops it; what was copied of contents stays and is not copied again.</param>
    /// <returns>The copy's name, and a Danish sentence for each content that is not what its name says.</returns>
    /// <exception cref="FileNotFoundException">The store has never been opened.</exception>
    /// <exception cref="BackupException">It cannot be taken.</exception>
    public async Task<(string Copy, IReadOnlyList<string> Faults)> TakeAsync(
        BackupFolder to, AuthorityInfo info, IReadOnlyList<string> hosts, Func<Authority, string, CancellationToken, Task> add, Action<long> progress, CancellationToken ct)
    {
        var store = await Authority.OpenReadOnlyAsync(info, info.Key == AuthorityRegistry.SharedKey ? Migrator.Shared : Migrator.PerAuthority, options, ct);
        try
        {
            await using var held = to.Hold();
            var folder = to.Begin();
            var contents = new Contents(store.Content, to.Pool(), progress);
            await contents.CopyAsync(null, ct); // long, the first time
            DateTimeOffset taken;
            await using (var list = new StreamWriter(Path.Combine(folder, BackupFolder.ContentList)))
            {
                await contents.CopyAsync(list, ct);
                taken = time.GetUtcNow();
                await DatabaseAsync(store, folder, ct);
                await contents.CopyAsync(list, ct);
            }

            CopySmall(store.Folder, folder);
            if (info.Key == AuthorityRegistry.SharedKey && Directory.Exists(Path.Combine(options.Folder, Keys)))
                CopySmall(Path.Combine(options.Folder, Keys), Path.Combine(folder, Keys));
            await add(store, folder, ct);
            List<BackupPart> parts = [];
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                parts.Add(await BackupFolder.PartAsync(folder, Path.GetRelativePath(folder, file), ct));
            return (to.Finish(folder, new(1, info.Key, info.Name, info.Cvr, info.IsDemo, hosts, taken, options.Provider, contents.Count, contents.Bytes, parts)), contents.Faults);
        }
        finally
        {
            await store.CloseAsync();
        }
    }

    private async Task DatabaseAsync(Authority store, string folder, CancellationToken ct)
    {
        if (options.Provider == Provider.Postgresql)
        {
            await PostgresDatabase.DumpAsync(options.ConnectionTemplate!, store.Key, Path.Combine(folder, "esdh.dump"), ct);
            return;
        }

        foreach (var name in Databases.Where(n => File.Exists(Path.Combine(store.Folder, n))))
        {
            using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(store.Folder, name), Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, name), Pooling = false }.ToString());
            source.Open();
            copy.Open();
            using (var wait = source.CreateCommand())
            {
                wait.CommandText = "pragma query_only = 1; pragma busy_timeout = 30000";
                wait.ExecuteNonQuery();
            }

            source.BackupDatabase(copy);
            using var plain = copy.CreateCommand();
            plain.CommandText = "pragma journal_mode = delete"; // one file, and nothing beside it
            plain.ExecuteNonQuery();
        }
    }

    /// <summary>Keys and marks that lie beside the database.</summary>
    private static void CopySmall(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(f => !Array.Exists(LeftOut, l => Path.GetFileName(f).StartsWith(l, StringComparison.Ordinal)) && !f.EndsWith(".laas", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        foreach (var sub in Directory.EnumerateDirectories(from).Where(d => !LeftOut.Contains(Path.GetFileName(d))))
            CopySmall(sub, Path.Combine(to, Path.GetFileName(sub)));
    }

    /// <summary>Copies contents that the pool lacks, and lists each once.</summary>
    private sealed class Contents(ContentStore from, ContentStore pool, Action<long> progress)
    {
        private const int MaxFaults = 200;

        private readonly HashSet<UInt128> _listed = [];
        private readonly List<string> _faults = [];
        private long _copied;

        public long Count => _listed.Count;

        public long Bytes { get; private set; }

        public IReadOnlyList<string> Faults => _faults;

        /// <param name="list">Where they are listed; null where they are only copied.</param>
        /// <param name="ct">Stops it.</param>
        public async Task CopyAsync(TextWriter? list, CancellationToken ct)
        {
            foreach (var (sha256, _, length) in from.All())
            {
                ct.ThrowIfCancellationRequested();
                if (!pool.Exists(sha256) && !await CopyOneAsync(sha256, ct))
                    continue;
                if (list is null || !_listed.Add(BackupFolder.Short(sha256)))
                    continue;
                Bytes += length;
                await list.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{sha256} {length}"));
            }
        }

        private async Task<bool> CopyOneAsync(string sha256, CancellationToken ct)
        {
            try
            {
                await using var content = from.OpenRead(sha256);
                var saved = await pool.SaveAsync(content, long.MaxValue, ct);
                if (saved.Sha256 == sha256)
                {
                    if (++_copied % 1000 == 0)
                        progress(_copied);
                    return true;
                }

                pool.Delete(saved.Sha256, DateTime.MaxValue);
                Fault($"Filen {sha256} er ændret på disken og er ikke med i kopien.");
            }
            catch (FileNotFoundException)
            {
                // Destroyed since it was listed: no row names it.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(from.PathOf(sha256)))
            {
                Fault($"Filen {sha256} kan ikke læses og er ikke med i kopien: {e.Message}");
            }

            return false;
        }

        private void Fault(string text)
        {
            if (_faults.Count < MaxFaults && !_faults.Contains(text))
                _faults.Add(text);
        }
    }
}
