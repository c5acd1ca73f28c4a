using System.Buffers.Binary;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Film: MPEG-2 by its first pack, MPEG-4 by its boxes and the kind of its picture track.</summary>
internal static class Filmkontrol
{
    public static void Kontroller(Fundsamler fund, string vist, Vindue fil)
    {
        var hoved = fil.Ved(0, 12);
        if (hoved.Length >= 5 && hoved[..4].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 1, 0xBA]))
        {
            if ((hoved[4] & 0xC0) != 0x40)
                fund.Meld(Lydpunkter.Mpg, vist, forklaring: "MPEG-1");
        }
        else if (hoved.Length == 12 && hoved[4..8].SequenceEqual("ftyp"u8))
        {
            if (!HarH264(fil))
                fund.Meld(Lydpunkter.Mpg, vist, forklaring: "intet billedspor i H.264");
        }
        else if (hoved.Length < 4 || !hoved[..4].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 1, 0xB3]))
        {
            fund.Meld(Lydpunkter.ForkertIndhold, vist, forklaring: fil.Laengde == 0 ? "filen er tom" : null);
        }
    }

    /// <summary>Walks the boxes of a film down to what its tracks hold; as deep and as far as a film goes.</summary>
    private static bool HarH264(Vindue fil)
    {
        var tilbage = 20_000;
        return Led(0, fil.Laengde, 0);

        bool Led(long fra, long til, int dybde)
        {
            while (fra + 8 <= til && tilbage-- > 0 && fil.Ved(fra, 16) is { Length: >= 8 } kasse)
            {
                long laengde = BinaryPrimitives.ReadUInt32BigEndian(kasse);
                var indhold = 8;
                if (laengde == 1 && kasse.Length == 16)
                    (laengde, indhold) = ((long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(kasse[8..]), long.MaxValue), 16);
                else if (laengde == 0)
                    laengde = til - fra;
                if (laengde < indhold || laengde > til - fra)
                    return false;
                var navn = kasse[4..8];
                if (navn.SequenceEqual("avc1"u8) || navn.SequenceEqual("avc3"u8))
                    return true;
                var ned = navn.SequenceEqual("moov"u8) || navn.SequenceEqual("trak"u8) || navn.SequenceEqual("mdia"u8) || navn.SequenceEqual("minf"u8) || navn.SequenceEqual("stbl"u8);
                var proever = navn.SequenceEqual("stsd"u8) ? 8 : 0;
                if ((ned || proever > 0) && dybde < 8 && Led(fra + indhold + proever, fra + laengde, dybde + 1))
                    return true;
                fra += laengde;
            }

            return false;
        }
    }
}
