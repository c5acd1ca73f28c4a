using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Esdh.Arkiv.Version;

/// <summary>XML in UTF-8 straight to a file, with its MD5 on the way: a table's rows are written once and never held.</summary>
internal sealed class Raekkeskriver : IDisposable
{
    private const int Blok = 64 * 1024;

    private readonly FileStream _fil;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Blok * 2);
#pragma warning disable CA5351 // the archives' own choice
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private int _fyldt;

    public Raekkeskriver(string sti)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(sti)!);
        _fil = new(sti, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 });
        Raa("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8);
    }

    /// <summary>Markup as it stands.</summary>
    public void Raa(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            Plads(1);
            var nu = Math.Min(bytes.Length, _buffer.Length - _fyldt);
            bytes[..nu].CopyTo(_buffer.AsSpan(_fyldt));
            _fyldt += nu;
            bytes = bytes[nu..];
        }
    }

    public void Raa(string tekst) => Raa(Encoding.UTF8.GetBytes(tekst));

    public void Tal(long tal)
    {
        Plads(24);
        Utf8Formatter.TryFormat(tal, _buffer.AsSpan(_fyldt), out var skrevet);
        _fyldt += skrevet;
    }

    /// <summary>Text with what XML needs escaped; it has been through <see cref="Arkivtekst"/>.</summary>
    public void Tekst(ReadOnlySpan<char> tekst)
    {
        while (tekst.Length > 0)
        {
            var til = tekst.IndexOfAnyExceptInRange('\u0020', '\u007E');
            var saerlig = tekst.IndexOfAny('<', '&', '>');
            var slut = til < 0 ? saerlig : saerlig < 0 ? til : Math.Min(til, saerlig);
            var ren = slut < 0 ? tekst : tekst[..slut];
            while (ren.Length > 0)
            {
                Plads(1);
                var nu = Math.Min(ren.Length, _buffer.Length - _fyldt);
                Encoding.ASCII.GetBytes(ren[..nu], _buffer.AsSpan(_fyldt));
                _fyldt += nu;
                ren = ren[nu..];
            }

            if (slut < 0)
                return;
            var laengde = char.IsHighSurrogate(tekst[slut]) ? 2 : 1;
            switch (tekst[slut])
            {
                case '<':
                    Raa("&lt;"u8);
                    break;
                case '>':
                    Raa("&gt;"u8);
                    break;
                case '&':
                    Raa("&amp;"u8);
                    break;
                case '\r' or (>= '\u007F' and <= '\u009F'):
                    Raa(string.Create(CultureInfo.InvariantCulture, $"&#x{(int)tekst[slut]:X};"));
                    break;
                default:
                    Plads(4);
                    _fyldt += Encoding.UTF8.GetBytes(tekst.Slice(slut, laengde), _buffer.AsSpan(_fyldt));
                    break;
            }

            tekst = tekst[(slut + laengde)..];
        }
    }

    /// <summary><c>&lt;navn&gt;tekst&lt;/navn&gt;</c> on a line of its own; nothing where the text is null.</summary>
    public void Element(string navn, string? tekst)
    {
        if (tekst is null)
            return;
        Raa("<" + navn + ">");
        Tekst(tekst);
        Raa("</" + navn + ">\n");
    }

    public void Element(string navn, bool vaerdi) => Element(navn, vaerdi ? "true" : "false");

    /// <summary>Everything is in the file, and durable.</summary>
    /// <returns>MD5 in capital hexadecimal digits, and bytes.</returns>
    public (string Md5, long Bytes) Slut()
    {
        Toem();
        _fil.Flush(flushToDisk: true);
        return (Convert.ToHexString(_md5.GetHashAndReset()), _fil.Length);
    }

    public void Dispose()
    {
        _fil.Dispose();
        _md5.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private void Plads(int bytes)
    {
        if (_buffer.Length - _fyldt < bytes)
            Toem();
    }

    private void Toem()
    {
        _md5.AppendData(_buffer, 0, _fyldt);
        _fil.Write(_buffer, 0, _fyldt);
        _fyldt = 0;
    }
}
