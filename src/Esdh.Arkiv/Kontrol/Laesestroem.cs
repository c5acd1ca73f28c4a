using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Esdh.Arkiv.Kontrol;

/// <summary>An element holds more than the checker reads, or lies deeper.</summary>
internal sealed class ForStortException(string hvad) : Exception(hvad);

/// <summary>
/// Reads a file once for two: what is read is hashed on its way to the parser. Refuses to go on where the parser asks for more and more without saying that it has come
/// to something (<see cref="Kommet"/>): an attribute of a gigabyte would otherwise be gathered in memory.
/// </summary>
internal sealed class Laesestroem : Stream
{
#pragma warning disable CA5351 // the archives' own choice
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly SafeFileHandle? fil;
    private readonly Forloeb forloeb;
    private readonly Action<ReadOnlyMemory<byte>, long>? ogsaa;
    private readonly long laengde;
    private long sted;
    private long siden;
    private int fra;
    private int til;

    public Laesestroem(string sti, Forloeb forloeb, Action<ReadOnlyMemory<byte>, long>? ogsaa = null)
    {
        (this.forloeb, this.ogsaa) = (forloeb, ogsaa);
        fil = Aabn(forloeb, sti);
        laengde = fil is null ? 0 : RandomAccess.GetLength(fil);
    }

    public long Laengde => laengde;

    /// <summary>Opens a file, but not one that is empty: a pipe or a device says that it is, and might never answer.</summary>
    public static SafeFileHandle? Aabn(Forloeb forloeb, string sti) => new FileInfo(sti).Length == 0 ? null : forloeb.Indstillinger.Aabn(sti);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The parser has come to something: what lies before it is done with.</summary>
    public void Kommet() => siden = 0;

    /// <summary>The beginning, without moving on: asked before anything is read.</summary>
    public ReadOnlySpan<byte> Begyndelse()
    {
        if (sted == 0)
            Fyld();
        return buffer.AsSpan(0, til);
    }

    public override int Read(Span<byte> modtager)
    {
        if (fra == til)
            Fyld();
        var antal = Math.Min(modtager.Length, til - fra);
        buffer.AsSpan(fra, antal).CopyTo(modtager);
        fra += antal;
        siden += antal;
        return siden > forloeb.Indstillinger.MaksElement ? throw new ForStortException($"mere end {forloeb.Indstillinger.MaksElement >> 20} MB i ét element") : antal;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads what the parser left, and answers the file's MD5.</summary>
    public UInt128 Md5()
    {
        do
            Fyld();
        while (til > 0);
        forloeb.Laest(0, helFil: true);
        return Md5vaerdi.Af(hash);
    }

    private void Fyld()
    {
        fra = 0;
        til = sted >= laengde ? 0 : RandomAccess.Read(fil!, buffer, sted);
        if (til == 0)
            return;
        hash.AppendData(buffer, 0, til);
        ogsaa?.Invoke(buffer.AsMemory(0, til), sted);
        sted += til;
        forloeb.Laest(til);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        fil?.Dispose();
        base.Dispose(disposing);
    }
}
