using System.Text;
using System.Text.Json.Nodes;
using Esdh.Core.Seal;
using FsCheck;
using FsCheck.Fluent;

namespace Esdh.Core.Tests;

#pragma warning disable CA1416 // File modes: these tests run on Linux, where the key file is made.

[Trait("Database", "nej")]
public sealed class SealTests : IDisposable
{
    /// <summary>The leaves that certificate transparency's own tests use.</summary>
    private static readonly byte[][] Reference =
    [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, 123, 456, TimeSpan.Zero);

    private readonly SealKey key = SealKey.Create();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("esdh-segl-");

    public void Dispose()
    {
        key.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Roden_er_den_i_RFC_6962(int leaves, string root) =>
        Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root(Reference.Take(leaves).Select(l => MerkleTree.LeafHash(l)))));

    [Fact]
    public void Roden_kan_regnes_mens_bladene_kommer() =>
        Prop.ForAll(Gen.Choose(0, 200).ToArbitrary(), n =>
        {
            var leaves = Leaves(n);
            var builder = new MerkleRootBuilder();
            return leaves.Select((leaf, i) =>
            {
                builder.AddHash(leaf);
                return builder.Root().SequenceEqual(Naive(leaves[..(i + 1)]));
            }).All(same => same) && builder.Count == n;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Hvert_blad_kan_bevises_og_intet_aendret_bevis_holder() =>
        Prop.ForAll(
            (from n in Gen.Choose(1, 130) from index in Gen.Choose(0, n - 1) from at in Gen.Choose(0, 10000) from flip in Gen.Choose(1, 255)
             select (n, index, at, flip)).ToArbitrary(),
            x =>
            {
                var leaves = Leaves(x.n);
                var root = Naive(leaves);
                var path = MerkleTree.InclusionPath(leaves, x.index);
                if (!MerkleTree.VerifyInclusion(root, x.n, x.index, leaves[x.index], path))
                    return false;
                // One changed byte anywhere: root, leaf or path.
                var parts = new[] { root, leaves[x.index] }.Concat(path).Select(p => p.ToArray()).ToArray();
                parts[x.at / 32 % parts.Length][x.at % 32] ^= (byte)x.flip;
                return !MerkleTree.VerifyInclusion(parts[0], x.n, x.index, parts[1], parts[2..])
                    && !MerkleTree.VerifyInclusion(root, x.n, x.index, leaves[x.index], [.. path, root])
                    && (path.Count == 0 || !MerkleTree.VerifyInclusion(root, x.n, x.index, leaves[x.index], [.. path.Skip(1)]))
                    && Enumerable.Range(-1, x.n + 2).Where(i => i != x.index)
                        .All(i => !MerkleTree.VerifyInclusion(root, x.n, i, leaves[x.index], path));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void En_haendelses_kodning_er_entydig_og_kan_laeses_tilbage() =>
        Prop.ForAll(
            (from number in Gen.Choose(1, int.MaxValue) from type in Gen.Elements("SagOprettet", "DokumentJournaliseret", "æøå", "a")
             from time in Gen.Choose(int.MinValue, int.MaxValue) from ids in Gen.Choose(0, 7) from at in Gen.Choose(0, 100000) from flip in Gen.Choose(1, 255)
             select (number, type, time, ids, at, flip)).ToArbitrary(),
            x =>
            {
                Guid? Id(int bit) => (x.ids & bit) == 0 ? null : Guid.CreateVersion7();
                var leaf = new EventLeaf(x.number, x.type, x.time * 1000L, Id(1), Id(2), Id(4), SaltedHash.Create([1, 2]).Hash);
                var bytes = leaf.Encode();
                if (EventLeaf.Decode(bytes) != leaf)
                    return false;
                var changed = bytes.ToArray();
                changed[x.at % bytes.Length] ^= (byte)x.flip;
                // Changed bytes are refused or say something else, which encodes to just those bytes.
                return Decode(changed) is not { } other || other != leaf && other.Encode().SequenceEqual(changed);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Et_blad_er_kodet_som_beskrevet()
    {
        var id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        var leaf = new EventLeaf(258, "Sæt", 1_000_000, null, id, null, new byte[32]);
        Assert.Equal(
            "01" + "0000000000000102" + "0004" + "53c3a674" + "00000000000f4240" + "00" + "0100112233445566778899aabbccddeeff" + "00" + new string('0', 64),
            Convert.ToHexStringLower(leaf.Encode()));
        Assert.Throws<ArgumentException>(() => (leaf with { Number = 0 }).Encode());
        Assert.Throws<ArgumentException>(() => (leaf with { Type = "" }).Encode());
        Assert.Throws<ArgumentException>(() => (leaf with { Type = new('x', 70_000) }).Encode());
        Assert.ThrowsAny<ArgumentException>(() => (leaf with { Type = "\uD800" }).Encode());
        Assert.Throws<ArgumentException>(() => (leaf with { DataHash = new byte[31] }).Encode());
        Assert.Throws<FormatException>(() => EventLeaf.Decode([.. leaf.Encode(), 0]));
        Assert.Throws<FormatException>(() => EventLeaf.Decode([]));
    }

    [Fact]
    public void Tider_har_hele_mikrosekunder()
    {
        Assert.Equal(Noon, SealTime.FromMicros(SealTime.ToMicros(Noon)));
        Assert.Equal(-1, SealTime.ToMicros(DateTimeOffset.UnixEpoch.AddTicks(-1)));
        Assert.Equal(DateTimeOffset.MinValue, SealTime.FromMicros(SealTime.ToMicros(DateTimeOffset.MinValue)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SealTime.FromMicros(long.MaxValue));
    }

    [Fact]
    public void Samme_data_med_hvert_sit_salt_har_hver_sin_hash()
    {
        var (one, two) = (SaltedHash.Create("navn"u8), SaltedHash.Create("navn"u8));
        Assert.NotEqual(one.Hash, two.Hash);
        Assert.True(SaltedHash.Verify(one.Salt, "navn"u8, one.Hash));
        Assert.False(SaltedHash.Verify(two.Salt, "navn"u8, one.Hash));
        Assert.False(SaltedHash.Verify(one.Salt, "Navn"u8, one.Hash));
        Assert.False(SaltedHash.Verify([.. one.Salt, (byte)'n'], "avn"u8, one.Hash));
    }

    [Fact]
    public void Blokke_haenger_sammen_og_er_signerede()
    {
        var first = Block.Create(null, 3, Naive(Leaves(3)), Noon, key);
        var second = Block.Create(first, 10, Naive(Leaves(7)), Noon.AddHours(-1), key);
        Assert.Equal((1, 1, 3, 3), (first.Number, first.FirstEvent, first.LastEvent, first.Count));
        Assert.Equal((2, 4, 10, 7), (second.Number, second.FirstEvent, second.LastEvent, second.Count));
        Assert.Equal(first.TimeMicros, second.TimeMicros); // a clock that went back
        Assert.True(first.Follows(null) && second.Follows(first));
        Assert.True(first.IsSignedBy(key.PublicKey.Span) && second.IsSignedBy(key.PublicKey.Span));
        Assert.False(second.Follows(null));
        Assert.False(second.Follows(first with { LastEvent = 2 }));
        Assert.False(second.Follows(first with { TimeMicros = first.TimeMicros - 1 }));
        using var other = SealKey.Create();
        Assert.False(first.IsSignedBy(other.PublicKey.Span));
        Assert.False(first.IsSignedBy([]));
        Assert.All<Block>(
            [
                first with { Number = 2 }, first with { FirstEvent = 2 }, first with { LastEvent = 4 }, first with { Root = Leaves(1)[0] },
                first with { PreviousHash = Leaves(1)[0] }, first with { TimeMicros = 0 }, first with { KeyId = other.Id },
                first with { KeyId = "" }, first with { Signature = [] }, first with { Root = [] }, first with { LastEvent = 0 },
                first with { Signature = second.Signature },
            ],
            changed => Assert.False(changed.IsSignedBy(key.PublicKey.Span)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Block.Create(first, 3, MerkleTree.EmptyRoot, Noon, key));
    }

    [Fact]
    public void Noeglen_gemmes_kun_for_ejeren_og_er_den_samme_naeste_gang()
    {
        var path = Path.Combine(folder.FullName, "ny", "segl.pem");
        using var made = SealKey.LoadOrCreate(path);
        using var again = SealKey.LoadOrCreate(path);
        Assert.Equal(made.Id, again.Id);
        Assert.True(SealKey.Verify(again.PublicKey.Span, "x"u8, made.Sign("x"u8)));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("af andre", Assert.Throws<SealKeyException>(() => SealKey.LoadOrCreate(path)).Message);
    }

    [Fact]
    public void To_der_opretter_noeglen_samtidig_faar_den_samme()
    {
        var path = Path.Combine(folder.FullName, "segl.pem");
        var ids = new string[8];
        Parallel.For(0, ids.Length, i =>
        {
            using var mine = SealKey.LoadOrCreate(path);
            ids[i] = mine.Id;
        });
        Assert.Single(ids.Distinct());
        Assert.Single(Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void En_oedelagt_noegle_afvises_og_overskrives_ikke()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        using var wide = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        foreach (var content in new[] { "", "-----BEGIN PRIVATE KEY-----", rsa.ExportPkcs8PrivateKeyPem(), wide.ExportPkcs8PrivateKeyPem(), key.PublicPem })
        {
            var path = Path.Combine(folder.FullName, $"{Guid.CreateVersion7()}.pem");
            File.WriteAllText(path, content);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Assert.Throws<SealKeyException>(() => SealKey.LoadOrCreate(path));
            Assert.Equal(content, File.ReadAllText(path));
        }
        Assert.Throws<SealKeyException>(() => SealKey.Load(Path.Combine(folder.FullName, "mangler.pem")));
    }

    [Fact]
    public void Et_bevis_er_gyldigt_alene()
    {
        var result = ProofVerifier.Verify(Proof().ToJson(), key.Id);
        Assert.Equal(("gyldigt", true), (result.Word, result.Holds));
        Assert.Equal("Beviset er gyldigt: hændelse 5 (DokumentJournaliseret) fra 22. november 2026 kl. 13.00 er uændret.", result.Text);
        Assert.Contains(key.Id, ProofVerifier.Verify(Proof().ToJson()).Text);
        Assert.Equal("ugyldigt", ProofVerifier.Verify(Proof().ToJson(), new string('0', 64)).Word);
    }

    [Fact]
    public void Et_bevis_uden_data_og_salt_siger_kasseret()
    {
        var proof = Proof() with { Data = null, Salt = null };
        Assert.Equal(("kasseret", true), (ProofVerifier.Verify(proof.ToJson(), key.Id).Word, true));
        Assert.Contains("ufuldstændigt", ProofVerifier.Verify((Proof() with { Salt = null }).ToJson()).Text);
        Assert.Contains("ufuldstændigt", ProofVerifier.Verify((Proof() with { Data = null }).ToJson()).Text);
    }

    [Fact]
    public void Et_aendret_bevis_siger_hvad_der_er_galt()
    {
        var proof = Proof();
        Assert.Contains("data svarer ikke", ProofVerifier.Verify((proof with { Data = "{}"u8.ToArray() }).ToJson()).Text);
        Assert.Contains("blokkens rod", ProofVerifier.Verify((proof with { Leaf = proof.Leaf with { Type = "SagOprettet" } }).ToJson()).Text);
        Assert.Contains("hører ikke til", ProofVerifier.Verify((proof with { Leaf = proof.Leaf with { Number = 9 } }).ToJson()).Text);
        Assert.Contains("signatur", ProofVerifier.Verify((proof with { Block = proof.Block with { TimeMicros = 0 } }).ToJson()).Text);
        using var other = SealKey.Create();
        Assert.Contains("nøgle", ProofVerifier.Verify((proof with { PublicKey = other.PublicKey.ToArray() }).ToJson()).Text);
        foreach (var nonsense in new[] { "", "null", "{}", "[]", "{\"format\":\"esdh-bevis-1\"}", new string('[', 100_000), "\uD800", proof.ToJson().Replace("bevis-1", "bevis-2") })
            Assert.Equal("ugyldigt", ProofVerifier.Verify(nonsense).Word);
    }

    [Fact]
    public void Intet_tegn_i_et_bevis_kan_aendres()
    {
        var json = Proof().ToJson();
        var meaning = JsonNode.Parse(json)!.ToJsonString();
        Prop.ForAll((from at in Gen.Choose(0, json.Length - 1) from c in Gen.Choose(32, 126) select (at, (char)c)).ToArbitrary(), x =>
        {
            var changed = json.Remove(x.at, 1).Insert(x.at, x.Item2.ToString());
            // Another spelling of the same document is still that document.
            return !ProofVerifier.Verify(changed, key.Id).Holds || Meaning(changed) == meaning;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

        static string? Meaning(string text) => JsonNode.Parse(text)?.ToJsonString();
    }

    private InclusionProof Proof()
    {
        var data = Encoding.UTF8.GetBytes("{\"titel\":\"Byggetilladelse på Havnegade\"}");
        var salted = SaltedHash.Create(data);
        var first = Block.Create(null, 2, Naive(Leaves(2)), Noon, key);
        var leaf = new EventLeaf(
            5, "DokumentJournaliseret", SealTime.ToMicros(Noon), Guid.CreateVersion7(), Guid.CreateVersion7(), null, salted.Hash);
        var hashes = Leaves(6);
        hashes[2] = leaf.Hash(); // events 3 to 8
        var block = Block.Create(first, 8, Naive(hashes), Noon, key);
        return InclusionProof.Create(block, hashes, leaf, data, salted.Salt, key.PublicKey);
    }

    private static EventLeaf? Decode(byte[] bytes)
    {
        try
        {
            return EventLeaf.Decode(bytes);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => MerkleTree.LeafHash(BitConverter.GetBytes(i)))];

    /// <summary>The definition in RFC 6962 section 2.1, word for word.</summary>
    private static byte[] Naive(byte[][] leaves)
    {
        if (leaves.Length < 2)
            return leaves.Length == 0 ? MerkleTree.EmptyRoot : leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length)
            k *= 2;
        return MerkleTree.NodeHash(Naive(leaves[..k]), Naive(leaves[k..]));
    }
}
