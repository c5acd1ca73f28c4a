using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Esdh.Core.Authorities;
using Esdh.Core.Seal;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Core.Events;

/// <summary>What checking one store came to.</summary>
/// <param name="Noegle">The store: an authority's key, or <c>faelles</c>.</param>
/// <param name="Haendelser">Events checked.</param>
/// <param name="Forseglede">How many of them are sealed; the rest waits for its block, which is no fault.</param>
/// <param name="Kasserede">How many have had their data destroyed.</param>
/// <param name="Blokke">Blocks checked.</param>
/// <param name="Filer">Different files checked.</param>
/// <param name="Hoved">The head of its chain; null when nothing is sealed.</param>
/// <param name="Fejl">What is wrong, one Danish sentence each, at most <see cref="Verifier.MaxFaults"/>.</param>
public sealed record StoreReport(
    string Noegle, long Haendelser, long Forseglede, long Kasserede, int Blokke, int Filer, SealHead? Hoved, IReadOnlyList<string> Fejl);

/// <summary>
/// Checks that nothing was changed or removed: every event, its data, every block, the heads kept elsewhere, the locked rows that events
/// told of, and every file that a row names. Reads only, in short portions, so it runs beside the server as well as without it.
/// </summary>
public sealed class Verifier(DatabaseOptions options, IServiceScopeFactory scopes)
{
    /// <summary>More faults of one store are not listed.</summary>
    public const int MaxFaults = 200;

    /// <summary>Checks every store of the installation.</summary>
    /// <param name="heads">Heads that were kept elsewhere, or null.</param>
    /// <param name="ct">Stops the check.</param>
    /// <returns>A report per store, as each is done.</returns>
    public async IAsyncEnumerable<StoreReport> VerifyAsync(
        IReadOnlyCollection<SealHead>? heads, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var kept = (heads ?? []).ToLookup(h => h.Noegle, StringComparer.Ordinal);
        List<string> keys = [];
        ILookup<string, SealHead> copied = Array.Empty<SealHead>().ToLookup(h => h.Noegle, StringComparer.Ordinal);
        StoreReport shared;
        try
        {
            var store = await Authority.OpenReadOnlyAsync(new(AuthorityRegistry.SharedKey, "Fælles", "", false), Migrator.Shared, options, ct);
            try
            {
                await using (var scope = ScopeOf(store))
                {
                    var db = scope.ServiceProvider.GetRequiredService<SharedDb>();
                    keys = await db.Myndigheder.Select(m => m.Noegle).ToListAsync(ct);
                    copied = (await db.Seglhoveder.OrderBy(h => h.Blok).Select(h => new SealHead(h.Noegle, h.Blok, h.SidsteHaendelse, h.Hash)).ToListAsync(ct))
                        .ToLookup(h => h.Noegle, StringComparer.Ordinal);
                }

                shared = await new Check(store, Migrator.Shared, scopes).RunAsync([.. kept[store.Key], .. copied[store.Key]], ct);
            }
            finally
            {
                await store.CloseAsync();
            }
        }
        catch (Exception error) when (Unreadable(error))
        {
            shared = Broken(AuthorityRegistry.SharedKey, error);
        }

        yield return shared;
        foreach (var key in keys.Union(FoldersWithDatabase()).Union(copied.Select(h => h.Key)).Union(kept.Select(h => h.Key)).Where(k => k != AuthorityRegistry.SharedKey).Order(StringComparer.Ordinal).ToList())
            yield return await OneAsync(key, [.. kept[key], .. copied[key]], ct);
    }

    /// <summary>Checks one authority by what it has itself, without heads that are kept elsewhere.</summary>
    public Task<StoreReport> VerifyOneAsync(string key, CancellationToken ct) => OneAsync(key, [], ct);

    private async Task<StoreReport> OneAsync(string key, IReadOnlyList<SealHead> heads, CancellationToken ct)
    {
        try
        {
            var store = await Authority.OpenReadOnlyAsync(new(key, key, "", false), Migrator.PerAuthority, options, ct);
            try
            {
                return await new Check(store, Migrator.PerAuthority, scopes).RunAsync(heads, ct);
            }
            finally
            {
                await store.CloseAsync();
            }
        }
        catch (FileNotFoundException) when (heads.Count == 0)
        {
            return new(key, 0, 0, 0, 0, 0, null, []); // made, and never opened
        }
        catch (Exception error) when (Unreadable(error))
        {
            return Broken(key, error);
        }
    }

    /// <summary>Folders that are not authorities are foreign, and ignored.</summary>
    private IEnumerable<string> FoldersWithDatabase()
    {
        var root = Path.Combine(options.Folder, "myndigheder");
        return options.Provider != Provider.Sqlite || !Directory.Exists(root) ? []
            : Directory.EnumerateDirectories(root).Where(f => File.Exists(Path.Combine(f, "esdh.db"))).Select(f => Path.GetFileName(f)!);
    }

    private AsyncServiceScope ScopeOf(Authority store) => ScopeOf(scopes, store);

    private static AsyncServiceScope ScopeOf(IServiceScopeFactory scopes, Authority store)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(store);
        return scope;
    }

    private static bool Unreadable(Exception error) => error is DbException or IOException or UnauthorizedAccessException or InvalidCastException or FormatException;

    private static StoreReport Broken(string key, Exception error) =>
        new(key, 0, 0, 0, 0, 0, null, [$"Databasen kan ikke læses: {error.Message}"]);

    private sealed class Check(Authority store, string kind, IServiceScopeFactory scopes)
    {
        private readonly List<string> _faults = [];
        private readonly Dictionary<string, byte[]> _keys = SealStore.PublicKeys(store);
        private long _events;
        private long _destroyed;

        public async Task<StoreReport> RunAsync(IReadOnlyList<SealHead> heads, CancellationToken ct)
        {
            await IntegrityAsync(ct);
            var blocks = await BlocksAsync(heads, ct);
            await EventsAsync(blocks, ct);
            await LockedRowsAsync(ct);
            var files = await FilesAsync(ct);
            var last = blocks.Count > 0 ? blocks[^1] : null;
            return new(store.Key, _events, last?.LastEvent ?? 0, _destroyed, blocks.Count, files,
                last is null ? null : new(store.Key, last.Number, last.LastEvent, Convert.ToHexStringLower(last.HeaderHash())), _faults);
        }

        private void Fault(string text)
        {
            if (_faults.Count < MaxFaults)
                _faults.Add(text);
            else if (_faults.Count == MaxFaults)
                _faults.Add("Der er flere fejl, end der vises.");
        }

        private async Task IntegrityAsync(CancellationToken ct)
        {
            await using var reader = store.OpenReader();
            if (reader is not Microsoft.Data.Sqlite.SqliteConnection)
                return;
            await using var command = reader.CreateCommand();
            command.CommandText = "pragma quick_check(10)";
            await using var lines = await command.ExecuteReaderAsync(ct);
            while (await lines.ReadAsync(ct))
            {
                if (lines.GetString(0) is not "ok" and var text)
                    Fault($"Databasefilen er beskadiget: {text}");
            }
        }

        private async Task<List<Block>> BlocksAsync(IReadOnlyList<SealHead> heads, CancellationToken ct)
        {
            List<Block> blocks = [];
            while (true)
            {
                await using var scope = ScopeOf(scopes, store);
                var after = blocks.Count == 0 ? int.MinValue : (int)blocks[^1].Number;
                var page = await scope.ServiceProvider.GetRequiredService<CoreDb>().Seglblokke.Where(b => b.Nr > after).OrderBy(b => b.Nr).Take(1000).ToListAsync(ct);
                if (page.Count == 0)
                    break;
                foreach (var block in page.Select(b => b.ToBlock()))
                {
                    try
                    {
                        if (!block.Follows(blocks.Count == 0 ? null : blocks[^1]))
                            Fault($"Blok {block.Number} fortsætter ikke den forrige blok. En blok er ændret eller fjernet.");
                        if (!_keys.TryGetValue(block.KeyId, out var key))
                            Fault($"Blok {block.Number} er underskrevet med nøglen {block.KeyId}, som ikke findes i {SealStore.KeyFolder(store)}.");
                        else if (!block.IsSignedBy(key))
                            Fault($"Blok {block.Number} har en ugyldig underskrift.");
                    }
                    catch (ArgumentException)
                    {
                        Fault($"Blok {block.Number} har ikke den rette form.");
                    }

                    blocks.Add(block);
                }
            }

            foreach (var head in heads)
            {
                var block = blocks.Find(b => b.Number == head.Blok);
                if (block is null)
                    Fault($"Blok {head.Blok} (til og med hændelse {head.SidsteHaendelse}) mangler, men dens hoved er kendt. Hændelser er fjernet.");
                else if (Convert.ToHexStringLower(HashOf(block)) != head.Hash || block.LastEvent != head.SidsteHaendelse)
                    Fault($"Blok {head.Blok} er ikke den, hvis hoved er kendt. Blokken eller dens hændelser er ændret.");
            }

            return blocks;
        }

        private static byte[] HashOf(Block block)
        {
            try
            {
                return block.HeaderHash();
            }
            catch (ArgumentException)
            {
                return [];
            }
        }

        private async Task EventsAsync(List<Block> blocks, CancellationToken ct)
        {
            var (expected, at) = (1L, 0);
            var root = new MerkleRootBuilder();
            for (long after = 0; ;)
            {
                List<StoredEvent> page;
                await using (var reader = store.OpenReader())
                {
                    await using var command = reader.CreateCommand();
                    page = await SealStore.EventsAsync(command, after, withData: true, ct);
                }

                if (page.Count == 0)
                    break;
                after = page[^1].Leaf.Number;
                foreach (var one in page)
                {
                    var number = one.Leaf.Number;
                    if (number != expected)
                        Fault(number == expected + 1 ? $"Hændelse {expected} mangler." : $"Hændelserne {expected} til {number - 1} mangler.");
                    expected = number + 1;
                    _events++;
                    for (; at < blocks.Count && number > blocks[at].LastEvent; at++)
                        Close(blocks[at], ref root);
                    CheckData(one);
                    root.AddHash(HashOf(one.Leaf));
                }
            }

            for (; at < blocks.Count; at++)
                Close(blocks[at], ref root);
        }

        private void CheckData(StoredEvent one)
        {
            if (one.Salt is null || one.Data is null)
                _destroyed++;
            else if (!SaltedHash.Verify(one.Salt, one.Data, one.Leaf.DataHash.Span))
                Fault($"Hændelse {one.Leaf.Number} ({one.Leaf.Type}): data er ændret.");
        }

        private byte[] HashOf(EventLeaf leaf)
        {
            try
            {
                return leaf.Hash();
            }
            catch (ArgumentException)
            {
                Fault($"Hændelse {leaf.Number} har ikke den rette form.");
                return new byte[MerkleTree.HashLength];
            }
        }

        private void Close(Block block, ref MerkleRootBuilder root)
        {
            if (root.Count != block.Count || !root.Root().AsSpan().SequenceEqual(block.Root))
                Fault($"Blok {block.Number} (hændelse {block.FirstEvent} til {block.LastEvent}) passer ikke med sine hændelser. En hændelse er ændret, tilføjet eller fjernet.");
            root = new();
        }

        private async Task LockedRowsAsync(CancellationToken ct)
        {
            await using var scope = ScopeOf(scopes, store);
            foreach (var state in scope.ServiceProvider.GetServices<ISealedState>().Where(s => s.Scope == kind))
            {
                await foreach (var fault in state.FaultsAsync(EventsOfAsync(state.Types, ct), ct))
                    Fault(fault);
            }
        }

        private async IAsyncEnumerable<SealedEvent> EventsOfAsync(IReadOnlyCollection<string> types, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            for (long after = 0; ;)
            {
                List<StoredEvent> page;
                await using (var reader = store.OpenReader())
                {
                    await using var command = reader.CreateCommand();
                    page = await SealStore.EventsAsync(command, after, withData: true, ct);
                }

                if (page.Count == 0)
                    break;
                after = page[^1].Leaf.Number;
                foreach (var (leaf, _, data) in page)
                {
                    if (types.Contains(leaf.Type))
                        yield return new(leaf.Number, leaf.Type, leaf.CaseId, leaf.ObjectId, data);
                }
            }
        }

        private async Task<int> FilesAsync(CancellationToken ct)
        {
            HashSet<string> good = new(StringComparer.Ordinal);
            Dictionary<string, string> wrong = new(StringComparer.Ordinal);
            await foreach (var (sha256, _) in ReferencesAsync(ct))
            {
                if (good.Contains(sha256) || wrong.ContainsKey(sha256))
                    continue;
                if (await TroubleAsync(sha256, ct) is { } trouble)
                    wrong.Add(sha256, trouble);
                else
                    good.Add(sha256);
            }

            if (wrong.Count > 0) // a draft may have been deleted meanwhile: only what is still named counts
            {
                HashSet<string> told = new(StringComparer.Ordinal);
                await foreach (var (sha256, name) in ReferencesAsync(ct))
                {
                    if (wrong.TryGetValue(sha256, out var trouble) && told.Add(sha256))
                        Fault($"Filen til {name}: {trouble} ({sha256})");
                }
            }

            return good.Count + wrong.Count;
        }

        private async IAsyncEnumerable<ContentReference> ReferencesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            await using var scope = ScopeOf(scopes, store);
            foreach (var references in scope.ServiceProvider.GetServices<IContentReferences>().Where(r => r.Scope == kind))
            {
                await foreach (var reference in references.ReadAsync(ct))
                    yield return reference;
            }
        }

        private async Task<string?> TroubleAsync(string sha256, CancellationToken ct)
        {
            try
            {
                await using var file = store.Content.OpenRead(sha256);
                return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) == sha256 ? null : "indholdet er ændret.";
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                return "filen mangler.";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return $"filen kan ikke læses: {e.Message}";
            }
        }
    }
}
