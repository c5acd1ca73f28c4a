using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Esdh.Core.Calendar;

namespace Esdh.Core.Seal;

/// <summary>
/// One event proved alone: the leaf, its data, the way to the block's root, and the signed block. What is exported is a JSON
/// document (<see cref="ToJson"/>) that <see cref="ProofVerifier"/>, or anyone with SHA-256 and ECDSA at hand, checks without the database.
/// </summary>
/// <param name="Leaf">The sealed leaf.</param>
/// <param name="Data">The event's data, byte for byte as hashed; null when destroyed.</param>
/// <param name="Salt">The salt; null when destroyed.</param>
/// <param name="Path">The audit path from the leaf up: <see cref="MerkleTree.InclusionPath"/>.</param>
/// <param name="Block">The block that seals the event.</param>
/// <param name="PublicKey">The signing key's SubjectPublicKeyInfo in DER.</param>
/// <remarks>
/// Hashes and signature are lower case hex, data, salt and key base64, instants ISO 8601 in UTC with six decimals. The leaf's
/// place in the tree is its number less the block's first.
/// </remarks>
public sealed record InclusionProof(
    EventLeaf Leaf, byte[]? Data, byte[]? Salt, IReadOnlyList<byte[]> Path, Block Block, byte[] PublicKey)
{
    /// <summary>What the document calls its form; it changes when the meaning does.</summary>
    public const string Format = "esdh-bevis-1";

    /// <summary>Longer documents are not read, in characters.</summary>
    public const int MaxJsonLength = 64 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    /// <summary>Builds the proof of the event at <paramref name="index"/> (from 0) among the block's leaves.</summary>
    /// <param name="block">The block.</param>
    /// <param name="leafHashes">Every leaf hash of the block, in order.</param>
    /// <param name="leaf">The event's leaf.</param>
    /// <param name="data">Its data, null when destroyed.</param>
    /// <param name="salt">Its salt, null when destroyed.</param>
    /// <param name="publicKey">The key that signed the block.</param>
    public static InclusionProof Create(
        Block block, IReadOnlyList<byte[]> leafHashes, EventLeaf leaf, byte[]? data, byte[]? salt, ReadOnlyMemory<byte> publicKey)
    {
        if (leafHashes.Count != block.Count)
            throw new ArgumentException("The proof needs every leaf of the block.", nameof(leafHashes));
        var path = MerkleTree.InclusionPath(leafHashes, checked((int)(leaf.Number - block.FirstEvent)));
        return new(leaf, data, salt, path, block, publicKey.ToArray());
    }

    /// <summary>The document to hand out.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new Bevis(
            Format,
            new(Leaf.Number, Leaf.Type, Time(Leaf.TimeMicros), Id(Leaf.Actor), Id(Leaf.CaseId), Id(Leaf.ObjectId), Hex(Leaf.DataHash.Span)),
            Data is null ? null : Convert.ToBase64String(Data),
            Salt is null ? null : Convert.ToBase64String(Salt),
            [.. Path.Select(h => Hex(h))],
            new(Block.Number, Block.FirstEvent, Block.LastEvent, Hex(Block.Root), Hex(Block.PreviousHash), Time(Block.TimeMicros), Block.KeyId,
                Hex(Block.Signature)),
            Convert.ToBase64String(PublicKey)),
        Json);

    /// <summary>Reads a document; it says nothing yet about whether the proof holds.</summary>
    /// <exception cref="FormatException">It is not such a document. The message is Danish.</exception>
    public static InclusionProof FromJson(string json)
    {
        if (json.Length > MaxJsonLength)
            throw new FormatException("Filen er for stor til at være et bevis.");
        try
        {
            var document = JsonSerializer.Deserialize<Bevis>(json, Json) ?? throw new FormatException("Filen er tom.");
            if (document.Format != Format)
                throw new FormatException("Filen er ikke et bevis fra Esdh, eller den er lavet af en nyere udgave.");
            var (h, b) = (document.Haendelse, document.Blok);
            return new(
                new(h.Nr, h.Type, Micros(h.Tid), Id(h.Aktoer), Id(h.Sag), Id(h.Objekt), Bytes(h.Datahash, MerkleTree.HashLength)),
                document.Data is null ? null : Base64(document.Data),
                document.Salt is null ? null : Base64(document.Salt),
                [.. document.Sti.Select(s => Bytes(s, MerkleTree.HashLength))],
                new(b.Nr, b.Foerste, b.Sidste, Bytes(b.Rod, MerkleTree.HashLength), Bytes(b.ForrigeHash, MerkleTree.HashLength), Micros(b.Tid),
                    b.NoegleId, Bytes(b.Signatur, 64)),
                Base64(document.OffentligNoegle));
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or NotSupportedException or InvalidOperationException or NullReferenceException)
        {
            throw new FormatException("Filen kan ikke læses som et bevis. Den er beskadiget eller af en anden slags.", broken);
        }
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private static byte[] Bytes(string hex, int length) => hex.Length == 2 * length && hex.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f')
        ? Convert.FromHexString(hex)
        : throw new FormatException("En hash eller signatur i beviset har ikke den rette form.");

    private static string? Id(Guid? id) => id?.ToString();

    /// <summary>A UUID in its one canonical spelling: lower case, with hyphens.</summary>
    private static Guid? Id(string? text) => text is null ? null
        : Guid.TryParseExact(text, "D", out var id) && id.ToString() == text ? id
        : throw new FormatException("En id i beviset har ikke den rette form.");

    /// <summary>Base64 in its one canonical spelling.</summary>
    private static byte[] Base64(string text)
    {
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var count) && Convert.ToBase64String(bytes, 0, count) == text
            ? bytes[..count]
            : throw new FormatException("Data, salt eller nøgle i beviset har ikke den rette form.");
    }

    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static string Time(long micros) => SealTime.FromMicros(micros).ToString(TimeForm, CultureInfo.InvariantCulture);

    private static long Micros(string text) => DateTimeOffset.TryParseExact(
            text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? SealTime.ToMicros(time)
        : throw new FormatException("Et tidspunkt i beviset har ikke den rette form.");

    // The document speaks Danish: users, operators and integrators meet it.
    /// <summary>The document's form.</summary>
    /// <param name="Format"><see cref="Format"/>.</param>
    /// <param name="Haendelse">The sealed leaf.</param>
    /// <param name="Data">What the event said, in base64; null when destroyed.</param>
    /// <param name="Salt">In base64; null when destroyed.</param>
    /// <param name="Sti">The way from the leaf to the block's root, in hex.</param>
    /// <param name="Blok">The signed block.</param>
    /// <param name="OffentligNoegle">The key that signed, SubjectPublicKeyInfo in base64.</param>
    public sealed record Bevis(
        string Format, Bevishaendelse Haendelse, string? Data, string? Salt, IReadOnlyList<string> Sti, Bevisblok Blok, string OffentligNoegle);

    /// <param name="Datahash">SHA-256 of salt and data, in hex.</param>
    public sealed record Bevishaendelse(long Nr, string Type, string Tid, string? Aktoer, string? Sag, string? Objekt, string Datahash);

    /// <param name="Signatur">ECDSA P-256 over the block, in hex.</param>
    public sealed record Bevisblok(
        long Nr, long Foerste, long Sidste, string Rod, string ForrigeHash, string Tid, string NoegleId, string Signatur);
}

/// <summary>What checking a proof came to.</summary>
public enum ProofOutcome
{
    /// <summary><c>gyldigt</c>: leaf, data, tree, block and signature agree.</summary>
    Valid,

    /// <summary><c>kasseret</c>: everything agrees, but data and salt have been destroyed, so only that the event took place is proved.</summary>
    Destroyed,

    /// <summary><c>ugyldigt</c>: something does not agree.</summary>
    Invalid,
}

/// <summary>The answer of <see cref="ProofVerifier"/>.</summary>
/// <param name="Outcome">Valid, destroyed or invalid.</param>
/// <param name="Text">A Danish sentence: what is proved, or what is wrong.</param>
/// <param name="Proof">The proof as read; null when it could not be.</param>
public sealed record ProofResult(ProofOutcome Outcome, string Text, InclusionProof? Proof)
{
    /// <summary><c>gyldigt</c>, <c>kasseret</c> or <c>ugyldigt</c>.</summary>
    public string Word => Outcome switch { ProofOutcome.Valid => "gyldigt", ProofOutcome.Destroyed => "kasseret", _ => "ugyldigt" };

    /// <summary>Whether the seal holds, with or without the data.</summary>
    public bool Holds => Outcome != ProofOutcome.Invalid;
}

/// <summary>Checks an exported <see cref="InclusionProof"/> by itself, without database or network.</summary>
public static class ProofVerifier
{
    /// <summary>Checks a proof. Never throws on what the document holds.</summary>
    /// <param name="json">The document.</param>
    /// <param name="expectedKeyId">
    /// The key id the authority has published. Without it the proof shows only that the holder of <em>some</em> key sealed the
    /// event, and the text asks the reader to compare the id.
    /// </param>
    public static ProofResult Verify(string json, string? expectedKeyId = null)
    {
        InclusionProof proof;
        try
        {
            proof = InclusionProof.FromJson(json);
        }
        catch (FormatException unreadable)
        {
            return new(ProofOutcome.Invalid, unreadable.Message, null);
        }
        var (leaf, block) = (proof.Leaf, proof.Block);
        ProofResult Wrong(string text) => new(ProofOutcome.Invalid, text, proof);

        if (proof.Data is null != proof.Salt is null)
            return Wrong("Beviset er ufuldstændigt: data og salt skal enten begge være der eller begge være kasseret.");
        if (proof.Data is { } data && !SaltedHash.Verify(proof.Salt, data, leaf.DataHash.Span))
            return Wrong("Hændelsens data svarer ikke til den forseglede hash. Data eller salt er ændret.");
        if (leaf.Number < block.FirstEvent || leaf.Number > block.LastEvent)
            return Wrong($"Hændelse {leaf.Number} hører ikke til i blok {block.Number}.");
        try
        {
            if (!MerkleTree.VerifyInclusion(block.Root, block.Count, leaf.Number - block.FirstEvent, leaf.Hash(), proof.Path))
                return Wrong("Hændelsen kan ikke føres til blokkens rod. Hændelsen, stien eller blokken er ændret.");
        }
        catch (ArgumentException)
        {
            return Wrong("Hændelsens oplysninger har ikke den rette form.");
        }
        if (block.KeyId != SealKey.IdOf(proof.PublicKey))
            return Wrong("Den offentlige nøgle er ikke den, som blokken nævner.");
        if (!block.IsSignedBy(proof.PublicKey))
            return Wrong("Blokkens signatur er ikke gyldig. Blokken er ændret, eller en anden nøgle har signeret den.");
        if (expectedKeyId is not null && !string.Equals(expectedKeyId.Trim(), block.KeyId, StringComparison.OrdinalIgnoreCase))
            return Wrong("Blokken er signeret med en anden nøgle end myndighedens.");

        var when = DanishTime.LongDateTime(SealTime.FromMicros(leaf.TimeMicros));
        var compare = expectedKeyId is null ? $" Sammenlign nøglens id {block.KeyId} med det, myndigheden har offentliggjort." : "";
        return proof.Data is null
            ? new(ProofOutcome.Destroyed,
                $"Hændelse {leaf.Number} ({leaf.Type}) fandt sted {when}. Dens data er kasseret; seglet er intakt.{compare}", proof)
            : new(ProofOutcome.Valid, $"Beviset er gyldigt: hændelse {leaf.Number} ({leaf.Type}) fra {when} er uændret.{compare}", proof);
    }
}
