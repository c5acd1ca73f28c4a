using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Esdh.Arkiv.Version.Tiff;

/// <summary>
/// Writes baseline TIFF 6.0 a page at a time: black and white by group 4, grey and colour by LZW, with the tags that archives look for and no others. Pages come as PPM files
/// and are read by rows, so that a page is never held.
/// </summary>
internal sealed class Tiffskriver : IDisposable
{
    private const int Stribe = 128 * 1024;

    private readonly FileStream _ud;
    private readonly LzwPakker _lzw = new();
    private long _naestePegepind = 4;

    public Tiffskriver(string sti)
    {
        _ud = new(sti, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, BufferSize = 64 * 1024 });
        _ud.Write([(byte)'I', (byte)'I', 42, 0, 0, 0, 0, 0]);
    }

    public int Sider { get; private set; }

    /// <summary>Adds a page.</summary>
    /// <param name="sti">A PPM with three bytes a dot (P6).</param>
    /// <param name="dpi">Dots an inch.</param>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public void Side(string sti, int dpi)
    {
        using var ppm = new FileStream(sti, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, BufferSize = 256 * 1024, Options = FileOptions.SequentialScan });
        var (bredde, hoejde) = Hoved(ppm);
        var start = ppm.Position;
        var raekke = new byte[bredde * 3];
        var farve = Farve(ppm, raekke, hoejde);
        ppm.Position = start;
        if ((_ud.Position & 1) != 0)
            _ud.WriteByte(0);
        if (farve == Sidefarve.SortHvid)
        {
            var fra = _ud.Position;
            var pakker = new G4pakker(bredde, _ud);
            for (var y = 0; y < hoejde; y++)
            {
                ppm.ReadExactly(raekke);
                pakker.Raekke(raekke);
            }

            pakker.Slut();
            Mappe(bredde, hoejde, farve, hoejde, [(uint)fra], [(uint)(_ud.Position - fra)], dpi);
        }
        else
        {
            var bytes = farve == Sidefarve.Graa ? bredde : bredde * 3;
            var pr = Math.Clamp(Stribe / bytes, 1, hoejde);
            var stribe = new byte[pr * bytes];
            List<uint> steder = [], laengder = [];
            for (var y = 0; y < hoejde; y += pr)
            {
                var raekker = Math.Min(pr, hoejde - y);
                for (var i = 0; i < raekker; i++)
                {
                    var maal = stribe.AsSpan(i * bytes, bytes);
                    if (farve == Sidefarve.Farvet)
                    {
                        ppm.ReadExactly(maal);
                        continue;
                    }

                    ppm.ReadExactly(raekke);
                    for (var x = 0; x < bredde; x++)
                        maal[x] = raekke[x * 3];
                }

                var pakket = _lzw.Pak(stribe.AsSpan(0, raekker * bytes));
                steder.Add((uint)_ud.Position);
                laengder.Add((uint)pakket.Length);
                _ud.Write(pakket.Span);
            }

            Mappe(bredde, hoejde, farve, pr, steder, laengder, dpi);
        }

        if (_ud.Position > uint.MaxValue - (256L * 1024 * 1024))
            throw new InvalidDataException("Dokumentet fylder over 4 GB som TIFF.");
        Sider++;
    }

    /// <summary>Everything is in the file, and durable.</summary>
    /// <returns>MD5 in capital hexadecimal digits, and bytes.</returns>
    public (string Md5, long Bytes) Slut()
    {
        _ud.Flush(flushToDisk: true);
        _ud.Position = 0;
#pragma warning disable CA5351 // the archives' own choice
        return (Convert.ToHexString(MD5.HashData(_ud)), _ud.Length);
#pragma warning restore CA5351
    }

    public void Dispose() => _ud.Dispose();

    private enum Sidefarve
    {
        SortHvid,
        Graa,
        Farvet,
    }

    private static (int Bredde, int Hoejde) Hoved(FileStream ppm)
    {
        if (ppm.ReadByte() != 'P' || ppm.ReadByte() != '6')
            throw new InvalidDataException("Siden er ikke i formatet PPM.");
        var (bredde, hoejde, stoerst) = (Tal(ppm), Tal(ppm), Tal(ppm));
        return stoerst == 255 && bredde is > 0 and <= 100_000 && hoejde is > 0 and <= 100_000 ? (bredde, hoejde) : throw new InvalidDataException("Siden er ikke i formatet PPM med 8 bit.");
    }

    private static int Tal(FileStream ppm)
    {
        int tegn, tal = 0, cifre = 0;
        while ((tegn = ppm.ReadByte()) is ' ' or '\n' or '\t' or '\r')
        {
        }

        for (; tegn is >= '0' and <= '9' && cifre < 9; tegn = ppm.ReadByte(), cifre++)
            tal = (tal * 10) + tegn - '0';
        return cifre > 0 ? tal : throw new InvalidDataException("Siden er ikke i formatet PPM.");
    }

    /// <summary>The least that loses nothing.</summary>
    private static Sidefarve Farve(FileStream ppm, byte[] raekke, int hoejde)
    {
        var farve = Sidefarve.SortHvid;
        for (var y = 0; y < hoejde; y++)
        {
            ppm.ReadExactly(raekke);
            if (raekke.AsSpan().IndexOfAnyExcept((byte)255) < 0)
                continue;
            if (farve == Sidefarve.SortHvid && raekke.AsSpan().IndexOfAnyExcept((byte)0, (byte)255) >= 0)
                farve = Sidefarve.Graa;
            for (var x = 0; x < raekke.Length; x += 3)
            {
                if (raekke[x] != raekke[x + 1] || raekke[x] != raekke[x + 2])
                    return Sidefarve.Farvet;
            }
        }

        return farve;
    }

    private void Mappe(int bredde, int hoejde, Sidefarve farve, int raekkerPrStribe, List<uint> steder, List<uint> laengder, int dpi)
    {
        if ((_ud.Position & 1) != 0)
            _ud.WriteByte(0);
        var (erFarvet, erSortHvid) = (farve == Sidefarve.Farvet, farve == Sidefarve.SortHvid);
        var stedliste = steder.Count > 1 ? Skriv(steder) : steder[0];
        var laengdeliste = laengder.Count > 1 ? Skriv(laengder) : laengder[0];
        var bit = erFarvet ? Skriv(new ushort[] { 8, 8, 8 }) : 0;
        var oploesning = Skriv(new List<uint> { (uint)dpi, 1 });
        List<(ushort Maerke, ushort Type, uint Antal, uint Vaerdi)> maerker =
        [
            (254, 4, 1, 2),
            (256, 4, 1, (uint)bredde),
            (257, 4, 1, (uint)hoejde),
            erFarvet ? ((ushort)258, (ushort)3, 3u, bit) : ((ushort)258, (ushort)3, 1u, erSortHvid ? 1u : 8u),
            (259, 3, 1, erSortHvid ? 4u : 5u),
            (262, 3, 1, erSortHvid ? 0u : erFarvet ? 2u : 1u),
            (266, 3, 1, 1),
            (273, 4, (uint)steder.Count, stedliste),
            (277, 3, 1, erFarvet ? 3u : 1u),
            (278, 4, 1, (uint)raekkerPrStribe),
            (279, 4, (uint)laengder.Count, laengdeliste),
            (282, 5, 1, oploesning),
            (283, 5, 1, oploesning),
            (284, 3, 1, 1),
        ];
        if (erSortHvid)
            maerker.Add((293, 4, 1, 0));
        maerker.Add((296, 3, 1, 2));
        var mappe = _ud.Position;
        var bytes = new byte[2 + (12 * maerker.Count) + 4];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)maerker.Count);
        for (var i = 0; i < maerker.Count; i++)
        {
            var (maerke, type, antal, vaerdi) = maerker[i];
            var post = bytes.AsSpan(2 + (12 * i), 12);
            BinaryPrimitives.WriteUInt16LittleEndian(post, maerke);
            BinaryPrimitives.WriteUInt16LittleEndian(post[2..], type);
            BinaryPrimitives.WriteUInt32LittleEndian(post[4..], antal);
            BinaryPrimitives.WriteUInt32LittleEndian(post[8..], vaerdi);
        }

        _ud.Write(bytes);
        var slut = _ud.Position;
        _ud.Position = _naestePegepind;
        Span<byte> pegepind = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(pegepind, (uint)mappe);
        _ud.Write(pegepind);
        _ud.Position = slut;
        _naestePegepind = slut - 4;
    }

    private uint Skriv(List<uint> tal)
    {
        var sted = (uint)_ud.Position;
        var bytes = new byte[4 * tal.Count];
        for (var i = 0; i < tal.Count; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), tal[i]);
        _ud.Write(bytes);
        return sted;
    }

    private uint Skriv(ushort[] tal)
    {
        var sted = (uint)_ud.Position;
        Span<byte> bytes = stackalloc byte[8];
        for (var i = 0; i < tal.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[(2 * i)..], tal[i]);
        _ud.Write(bytes);
        return sted;
    }
}
