using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Testing;

namespace Esdh.Core.Tests.Storage;

/// <summary>Files by the SHA-256 of their bytes.</summary>
[Trait("Database", "nej")]
public sealed class ContentStoreTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"esdh-filer-{Guid.CreateVersion7():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(131072), InlineData(131073), InlineData(1_000_000)]
    public async Task Indhold_kommer_igen_som_det_var(int length)
    {
        var store = new ContentStore(_folder);
        var content = RandomNumberGenerator.GetBytes(length);

        var stored = await store.SaveAsync(content, CancellationToken.None);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), stored.Sha256);
        Assert.Equal(length, stored.Length);
        using var read = new MemoryStream();
        await using (var file = store.OpenRead(stored.Sha256))
            await file.CopyToAsync(read);
        Assert.Equal(content, read.ToArray());
        Assert.Empty(Rester(store));
    }

    [Fact]
    public async Task En_for_stor_fil_afvises_mens_den_kommer_og_efterlader_intet()
    {
        var store = new ContentStore(_folder);
        using var endless = new Endless();

        await Assert.ThrowsAsync<ContentTooLargeException>(() => store.SaveAsync(endless, 1_000_000, CancellationToken.None));

        Assert.InRange(endless.Given, 1_000_000, 1_500_000);
        Assert.Empty(Rester(store));
        Assert.Empty(store.All());
    }

    [Fact]
    public async Task Praecis_graensen_er_tilladt()
    {
        var store = new ContentStore(_folder);

        var stored = await store.SaveAsync(new MemoryStream(new byte[1000]), 1000, CancellationToken.None);

        Assert.Equal(1000, stored.Length);
    }

    [Fact]
    public async Task En_afbrudt_overfoersel_efterlader_intet()
    {
        var store = new ContentStore(_folder);
        using var stop = new CancellationTokenSource();
        using var endless = new Endless(() => stop.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SaveAsync(endless, long.MaxValue, stop.Token));

        Assert.Empty(Rester(store));
        Assert.Empty(store.All());
    }

    [Fact]
    public async Task En_linje_der_knaekker_efterlader_intet()
    {
        var store = new ContentStore(_folder);
        using var endless = new Endless(() => throw new IOException("Forbindelsen blev afbrudt."));

        await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(endless, long.MaxValue, CancellationToken.None));

        Assert.Empty(Rester(store));
    }

    [Fact]
    public async Task Den_samme_fil_fra_mange_samtidig_ligger_der_een_gang()
    {
        var store = new ContentStore(_folder);
        var content = RandomNumberGenerator.GetBytes(200_000);

        var stored = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => store.SaveAsync(content, CancellationToken.None))));

        Assert.Single(stored.Select(s => s.Sha256).Distinct());
        Assert.Single(store.All());
        Assert.Empty(Rester(store));
    }

    [Theory, InlineData("../../etc/passwd"), InlineData(""), InlineData("ABCDEF"), InlineData("ff")]
    public void Et_navn_der_ikke_er_en_sum_afvises(string name) => Assert.Throws<ArgumentException>(() => new ContentStore(_folder).PathOf(name));

    [Fact]
    public async Task Fremmede_filer_i_mappen_er_ikke_indhold()
    {
        var store = new ContentStore(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "ab", "noter.txt"), "fremmed");
        await store.SaveAsync(Encoding.UTF8.GetBytes("vores"), CancellationToken.None);

        Assert.Single(store.All());
    }

    /// <summary>A small file system of its own, as a disk that runs full in the middle of a file.</summary>
    [Fact]
    public async Task En_fuld_disk_efterlader_intet_og_svarer_at_der_ikke_er_plads()
    {
        Directory.CreateDirectory(_folder);
        Run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", _folder);
        try
        {
            var store = new ContentStore(_folder);
            var small = await store.SaveAsync(new byte[1000], CancellationToken.None);

            var full = await Assert.ThrowsAnyAsync<IOException>(() => store.SaveAsync(new MemoryStream(new byte[8_000_000]), long.MaxValue, CancellationToken.None));

            Assert.Equal(507, Problem.From(full).Status);
            Assert.Empty(Rester(store));
            Assert.Equal([small.Sha256], store.All().Select(f => f.Sha256));
            Assert.NotNull(await store.SaveAsync(new byte[2000], CancellationToken.None)); // and it goes on when there is room
        }
        finally
        {
            Run("umount", "-l", _folder);
        }
    }

    private static IEnumerable<string> Rester(ContentStore store) => store.Abandoned(DateTime.MaxValue);

    private static void Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {error}");
    }

    private sealed class Endless(Action? after = null) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Given >= 500_000)
                after?.Invoke();
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
