using System.Data.Common;
using System.Security.Cryptography;
using Esdh.Core.Authorities;
using Esdh.Core.Seal;
using Esdh.Core.Storage;

namespace Esdh.Core.Events;

/// <summary>The head of a store's chain, to keep somewhere else than the store.</summary>
/// <param name="Noegle">The store: an authority's key, or <c>faelles</c>.</param>
/// <param name="Blok">The block's number.</param>
/// <param name="SidsteHaendelse">The last event it seals.</param>
/// <param name="Hash">The block's header hash, 64 lower-case hexadecimal digits.</param>
public sealed record SealHead(string Noegle, long Blok, long SidsteHaendelse, string Hash);

/// <summary>An event as it is read for the seal.</summary>
/// <param name="Leaf">What the seal covers.</param>
/// <param name="Salt">Null when the data is destroyed.</param>
/// <param name="Data">UTF-8; null when it is destroyed.</param>
internal sealed record StoredEvent(EventLeaf Leaf, byte[]? Salt, byte[]? Data);

/// <summary>Reading events and blocks as the seal needs them, in bounded portions, and where the keys lie.</summary>
internal static class SealStore
{
    /// <summary>Events in a block, and the most that are read at a time.</summary>
    public const int BlockSize = 1000;

    /// <summary>The private key that signs: outside the database, readable by the server's user alone.</summary>
    public static string KeyPath(Authority store) => Path.Combine(KeyFolder(store), "noegle.pem");

    /// <summary>Public keys lie beside it, one file per key that ever signed, so that a key can be replaced.</summary>
    public static string KeyFolder(Authority store) => Path.Combine(store.Folder, "segl");

    public static SealKey LoadKey(Authority store)
    {
        var key = SealKey.LoadOrCreate(KeyPath(store));
        var published = Path.Combine(KeyFolder(store), $"{key.Id}.pub.pem");
        if (!File.Exists(published))
            File.WriteAllText(published, key.PublicPem + "\n");
        return key;
    }

    /// <summary>Every public key in the store's folder, by id. Files that are no keys are passed over.</summary>
    public static Dictionary<string, byte[]> PublicKeys(Authority store)
    {
        Dictionary<string, byte[]> keys = new(StringComparer.Ordinal);
        if (!Directory.Exists(KeyFolder(store)))
            return keys;
        foreach (var path in Directory.EnumerateFiles(KeyFolder(store), "*.pem"))
        {
            try
            {
                using var key = ECDsa.Create();
                key.ImportFromPem(File.ReadAllText(path));
                var spki = key.ExportSubjectPublicKeyInfo();
                keys[SealKey.IdOf(spki)] = spki;
            }
            catch (Exception e) when (e is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
            {
                // Not a key, or not readable: a block that needs it says so.
            }
        }

        return keys;
    }

    /// <summary>Events after <paramref name="after"/> in the order of their numbers, at most <see cref="BlockSize"/>.</summary>
    /// <param name="command">On the scope's or a reader's connection.</param>
    /// <param name="after">0 for the first.</param>
    /// <param name="withData">Salt and data too.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<List<StoredEvent>> EventsAsync(DbCommand command, long after, bool withData, CancellationToken ct)
    {
        command.CommandText = withData
            ? """
              select h.nr, h.type, h.tid, h.aktoer_id, h.sag_id, h.objekt_id, h.data_hash, d.salt, d.data
              from haendelse h left join haendelse_data d on d.nr = h.nr
              where h.nr > @efter order by h.nr limit @antal
              """
            : "select nr, type, tid, aktoer_id, sag_id, objekt_id, data_hash from haendelse where nr > @efter order by nr limit @antal";
        command.With("@efter", after).With("@antal", BlockSize);
        List<StoredEvent> events = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var actor = reader.GuidOrNull(3)!.Value;
            events.Add(new(
                new(reader.GetInt64(0), reader.GetString(1), SealTime.ToMicros(reader.Instant(2)), actor == Guid.Empty ? null : actor,
                    reader.GuidOrNull(4), reader.GuidOrNull(5), (byte[])reader.GetValue(6)),
                withData && !reader.IsDBNull(7) ? (byte[])reader.GetValue(7) : null,
                withData && !reader.IsDBNull(8) ? System.Text.Encoding.UTF8.GetBytes(reader.GetString(8)) : null));
        }

        return events;
    }

    public static Block ToBlock(this SeglBlok b) =>
        new(b.Nr, b.Foerste, b.Sidste, b.Rod, b.ForrigeHash, SealTime.ToMicros(b.Tid), b.NoegleId, b.Signatur);

    public static SeglBlok ToRow(this Block b) => new()
    {
        Nr = checked((int)b.Number), Foerste = b.FirstEvent, Sidste = b.LastEvent, Rod = b.Root, ForrigeHash = b.PreviousHash,
        Tid = SealTime.FromMicros(b.TimeMicros), NoegleId = b.KeyId, Signatur = b.Signature,
    };
}
