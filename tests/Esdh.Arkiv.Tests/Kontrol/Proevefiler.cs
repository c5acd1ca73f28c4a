using System.Buffers.Binary;
using System.Text;

namespace Esdh.Arkiv.Tests.Kontrol;

/// <summary>Documents of every format, made byte by byte so that tests can break each part.</summary>
internal static class Proevefiler
{
    /// <summary>A TIFF of small pages in black and white, packed by PackBits; <paramref name="ret"/> changes the tags of each page.</summary>
    public static byte[] Tif(int sider = 1, bool blank = false, Action<SortedDictionary<int, (int Type, uint[] Vaerdier)>>? ret = null, bool ring = false, byte[]? billede = null, bool[]? blanke = null)
    {
        var ud = new MemoryStream();
        var skriver = new BinaryWriter(ud);
        skriver.Write("II*\0"u8);
        skriver.Write(8u);
        for (var s = 0; s < sider; s++)
        {
            var hvid = blanke is null ? blank : blanke[s];
            var data = billede ?? PackBits(hvid);
            SortedDictionary<int, (int Type, uint[] Vaerdier)> maerker = new()
            {
                [256] = (4, [64]), [257] = (4, [16]), [258] = (3, [1]), [259] = (3, [32773]), [262] = (3, [0]), [273] = (4, [0]), [277] = (3, [1]), [278] = (4, [16]), [279] = (4, [(uint)data.Length]),
                [282] = (5, [300, 1]), [283] = (5, [300, 1]), [296] = (3, [2]),
            };
            ret?.Invoke(maerker);
            var start = (uint)ud.Position;
            var efter = start + 2 + ((uint)maerker.Count * 12) + 4;
            var broek = efter;
            var lange = maerker.Where(m => m.Value.Vaerdier.Length * (m.Value.Type == 3 ? 2 : 4) > 4).ToList();
            var billedsted = efter + (uint)lange.Sum(m => m.Value.Vaerdier.Length * 4);
            skriver.Write((ushort)maerker.Count);
            foreach (var (maerke, (type, vaerdier)) in maerker)
            {
                skriver.Write((ushort)maerke);
                skriver.Write((ushort)type);
                skriver.Write((uint)(type == 5 ? vaerdier.Length / 2 : vaerdier.Length));
                if (vaerdier.Length * (type == 3 ? 2 : 4) > 4)
                {
                    skriver.Write(broek);
                    broek += (uint)vaerdier.Length * 4;
                }
                else
                {
                    var v = maerke == 273 ? billedsted + vaerdier[0] : vaerdier[0];
                    if (type == 3)
                    {
                        skriver.Write((ushort)v);
                        skriver.Write((ushort)(vaerdier.Length > 1 ? vaerdier[1] : 0));
                    }
                    else
                    {
                        skriver.Write(v);
                    }
                }
            }

            var naeste = billedsted + (uint)data.Length + ((uint)data.Length & 1);
            skriver.Write(s + 1 < sider ? naeste : ring ? 8u : 0u);
            foreach (var v in lange.SelectMany(m => m.Value.Type == 3 ? m.Value.Vaerdier.SelectMany(x => new[] { x, 0u }).Take(m.Value.Vaerdier.Length) : m.Value.Vaerdier))
                skriver.Write(v);
            skriver.Write(data);
            if ((data.Length & 1) == 1)
                skriver.Write((byte)0);
        }

        return ud.ToArray();
    }

    /// <summary>Sixteen rows of eight bytes.</summary>
    private static byte[] PackBits(bool blank)
    {
        List<byte> ud = [];
        for (var r = 0; r < 16; r++)
        {
            if (blank || r % 4 > 1)
                ud.AddRange([unchecked((byte)-7), 0]);
            else
                ud.AddRange([7, 0, 0x3C, 0xFF, 0, 0x18, 0x7E, 0x01, 0]);
        }

        return [.. ud];
    }

    public static byte[] Jp2(bool slut = true, bool hoved = true)
    {
        var ud = new MemoryStream();
        Kasse(ud, "jP  ", [0x0D, 0x0A, 0x87, 0x0A]);
        Kasse(ud, "ftyp", [.. "jp2 "u8, 0, 0, 0, 0, .. "jp2 "u8]);
        if (hoved)
        {
            var ihdr = new MemoryStream();
            Kasse(ihdr, "ihdr", [0, 0, 0, 8, 0, 0, 0, 8, 0, 1, 7, 7, 0, 0]);
            Kasse(ihdr, "colr", [1, 0, 0, 0, 0, 0, 17]);
            Kasse(ud, "jp2h", ihdr.ToArray());
        }

        Kasse(ud, "jp2c", [0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0, 0, 0, 0, 8, 0, 0, 0, 8, .. new byte[16], 0, 0, 0, 8, 0, 0, 0, 8, 0, 1, 7, 1, 1, .. slut ? new byte[] { 0xFF, 0xD9 } : [0, 0]]);
        return ud.ToArray();
    }

    public static byte[] Mp3(byte lag = 0xFB)
    {
        var ramme = new byte[417];
        (ramme[0], ramme[1], ramme[2]) = (0xFF, lag, 0x90);
        return [.. "ID3"u8, 3, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, .. ramme, .. ramme];
    }

    public static byte[] Wav(ushort kode = 1, ushort bits = 16)
    {
        var ud = new byte[44 + 400];
        "RIFF"u8.CopyTo(ud);
        BinaryPrimitives.WriteInt32LittleEndian(ud.AsSpan(4), ud.Length - 8);
        "WAVEfmt "u8.CopyTo(ud.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(ud.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(ud.AsSpan(20), kode);
        BinaryPrimitives.WriteUInt16LittleEndian(ud.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(ud.AsSpan(24), 44100);
        BinaryPrimitives.WriteUInt16LittleEndian(ud.AsSpan(34), bits);
        "data"u8.CopyTo(ud.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(ud.AsSpan(40), 400);
        return ud;
    }

    public static byte[] Mpg(bool h264 = true)
    {
        var spor = new MemoryStream();
        Kasse(spor, "stsd", [0, 0, 0, 0, 0, 0, 0, 1, .. Kasse(h264 ? "avc1" : "mp4v", new byte[78])]);
        var ud = new MemoryStream();
        Kasse(ud, "ftyp", [.. "isom"u8, 0, 0, 2, 0]);
        Kasse(ud, "moov", Kasse("trak", Kasse("mdia", Kasse("minf", Kasse("stbl", spor.ToArray())))));
        return ud.ToArray();
    }

    public static byte[] Gml(string indhold = "<gml:featureMember><v:Vej xmlns:v=\"http://korsbaek.dk/vej\"/></gml:featureMember>") =>
        Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gml:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml\">{indhold}</gml:FeatureCollection>\n");

    private static byte[] Kasse(string navn, byte[] indhold)
    {
        var ud = new MemoryStream();
        Kasse(ud, navn, indhold);
        return ud.ToArray();
    }

    private static void Kasse(MemoryStream ud, string navn, byte[] indhold)
    {
        Span<byte> laengde = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(laengde, indhold.Length + 8);
        ud.Write(laengde);
        ud.Write(Encoding.ASCII.GetBytes(navn));
        ud.Write(indhold);
    }
}
