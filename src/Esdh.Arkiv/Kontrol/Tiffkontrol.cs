using System.Buffers.Binary;
using System.Globalization;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Reads a TIFF after its specification (6.0, part 1) and BEK 128: the chain of pages, their tags, and whether they are blank. Pictures are not drawn.</summary>
internal sealed class Tiffkontrol(Fundsamler fund, string vist, Vindue fil, int maksSider, bool alleBlankeIndtilNu)
{
    private const int MaksMaerker = 4096;
    private const int MaksStriber = 200_000;

    private static readonly int[] Kraevet = [256, 257, 259, 262, 273, 278, 279, 282, 283];
    private static readonly int[] Stoerrelser = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

    private bool stor; // the high byte first

    public int Sider { get; private set; }

    /// <summary>Blank pages, counted as long as all pages are.</summary>
    public int Blanke { get; private set; }

    public bool FoersteBlank { get; private set; }

    public void Kontroller()
    {
        var hoved = fil.Ved(0, 8);
        if (hoved.Length < 8 || !(hoved[..4].SequenceEqual("II*\0"u8) || hoved[..4].SequenceEqual("MM\0*"u8)))
        {
            // BigTIFF is a TIFF, and not one of 6.0.
            fund.Meld(hoved.Length >= 4 && (hoved[..4].SequenceEqual("II+\0"u8) || hoved[..4].SequenceEqual("MM\0+"u8)) ? Billedpunkter.Format : Billedpunkter.ForkertIndhold, vist, forklaring: fil.Laengde == 0 ? "filen er tom" : null);
            return;
        }

        stor = hoved[0] == 'M';
        HashSet<long> besoegt = [];
        for (long sted = U32(hoved[4..]); sted != 0;)
        {
            if (!besoegt.Add(sted))
            {
                Brudt("siderne peger i ring");
                return;
            }

            // The document is told of with its count of pages; there is no need to walk a million of them.
            if (Sider > maksSider)
                return;
            if (LaesSide(sted) is not var (side, naeste))
                return;
            Sider++;
            Kontroller(side);
            sted = naeste;
        }

        if (Sider == 0)
            Brudt("ingen sider");
    }

    private (Tiffside Side, long Naeste)? LaesSide(long sted)
    {
        var antal = fil.Ved(sted, 2) is { Length: 2 } a ? U16(a) : 0;
        if (sted < 8 || antal == 0 || antal > MaksMaerker)
        {
            Brudt(antal > MaksMaerker ? "en side har flere mærker, end nogen bruger" : "en side peger uden for filen");
            return null;
        }

        var tabel = fil.Ved(sted + 2, (antal * 12) + 4);
        if (tabel.Length < (antal * 12) + 4)
        {
            Brudt("en side er skåret over");
            return null;
        }

        var side = new Tiffside();
        for (var i = 0; i < antal; i++)
        {
            var m = tabel.Slice(i * 12, 12);
            var (maerke, type, n) = (U16(m), U16(m[2..]), (long)U32(m[4..]));
            var bytes = type < Stoerrelser.Length ? Stoerrelser[type] * n : 0;
            var vaerdi = bytes <= 4 ? sted + 2 + (i * 12) + 8 : U32(m[8..]);
            if (bytes > 0 && vaerdi + bytes > fil.Laengde)
            {
                Brudt($"mærket {maerke} peger uden for filen");
                return null;
            }

            side.Maerker.TryAdd(maerke, (type, n, vaerdi));
        }

        return (side, U32(tabel[(antal * 12)..]));
    }

    private void Kontroller(Tiffside side)
    {
        var nr = string.Create(CultureInfo.InvariantCulture, $"side {Sider}");
        if (side.Har(322) || side.Har(324))
        {
            fund.Meld(Billedpunkter.Format, vist, forklaring: $"{nr} er delt i fliser");
            return;
        }

        if (Kraevet.Where(m => !side.Har(m)).ToList() is { Count: > 0 } mangler)
        {
            fund.Meld(Billedpunkter.Format, vist, forklaring: $"{nr} mangler mærkerne {string.Join(", ", mangler)}");
            return;
        }

        if (!side.Har(277))
            fund.Meld(Egnepunkter.SamplesPerPixel, vist, forklaring: nr);
        if (side.Maerker.Keys.Any(m => m >= 32768 && m != 33432)) // 33432 is Copyright
            fund.Meld(Billedpunkter.PrivateTags, vist, forklaring: $"{nr}: {string.Join(", ", side.Maerker.Keys.Where(m => m >= 32768 && m != 33432).Order().Take(10))}");
        if (Broek(side, 282) is { } x && Broek(side, 283) is { } y && x.Taeller * y.Naevner != y.Taeller * x.Naevner)
            fund.Meld(Billedpunkter.SkaevDpi, vist, forklaring: string.Create(CultureInfo.InvariantCulture, $"{nr}: {x.Taeller}/{x.Naevner} mod {y.Taeller}/{y.Naevner}"));
        var (kompression, farver) = ((int)Tal(side, 259), (int)Tal(side, 262));
        var bits = Bits(side);
        var ialt = bits.Sum();
        if (!Bitdybde(farver, bits, ialt))
            fund.Meld(Egnepunkter.Bitdybde, vist, forklaring: string.Create(CultureInfo.InvariantCulture, $"{nr}: {string.Join('+', bits)} bit, farvemodel {farver}"));
        if (farver is not (0 or 1 or 2 or 3 or 5))
            fund.Meld(Billedpunkter.Format, vist, forklaring: string.Create(CultureInfo.InvariantCulture, $"{nr} har farvemodel {farver}"));
        var sorthvid = farver is 0 or 1 && ialt == 1;
        if (kompression is not (5 or 32773) && !(sorthvid && kompression is 2 or 3 or 4))
            fund.Meld(Billedpunkter.Kompression, vist, forklaring: $"{nr}: {Kompressionsnavn(kompression)}");
        if (!Striber(side, nr, bits.Count))
            return;
        if (alleBlankeIndtilNu && Blanke == Sider - 1 && new Blankside(fil, this, side, kompression, bits.Count, ialt).ErBlank())
        {
            Blanke++;
            FoersteBlank |= Sider == 1;
        }
    }

    /// <summary>Whether the strips lie in the file.</summary>
    private bool Striber(Tiffside side, string nr, int planer)
    {
        var (steder, laengder) = (side.Maerker[273], side.Maerker[279]);
        var (bredde, hoejde, raekker) = (Tal(side, 256), Tal(side, 257), Math.Max(1, Tal(side, 278)));
        var ventet = Math.Max(1, (hoejde + raekker - 1) / raekker) * (Tal(side, 284) == 2 ? planer : 1);
        if (bredde == 0 || hoejde == 0 || steder.Antal != laengder.Antal || steder.Antal != ventet || steder.Antal > MaksStriber)
        {
            fund.Meld(Billedpunkter.Format, vist, forklaring: $"{nr}: billedets mål og striber passer ikke sammen");
            return false;
        }

        for (var i = 0; i < steder.Antal; i++)
        {
            var (sted, laengde) = (Vaerdi(steder, i), Vaerdi(laengder, i));
            if (laengde > 0 && sted >= 8 && sted + laengde <= fil.Laengde)
                continue;
            fund.Meld(Billedpunkter.Format, vist, forklaring: $"{nr}: billedet er skåret over");
            return false;
        }

        return true;
    }

    private static bool Bitdybde(int farver, List<int> bits, int ialt) => farver switch
    {
        0 or 1 => bits.Count == 1 && ialt is 1 or 2 or 4 or 8,
        3 => bits.Count == 1 && ialt is 1 or 2 or 4 or 8,
        2 => ialt is 1 or 2 or 4 or 8 or 24 or 32,
        5 => ialt is 1 or 2 or 4 or 8 or 32 or 40,
        _ => true, // another thing is said of these
    };

    private static string Kompressionsnavn(int kompression) => kompression switch
    {
        1 => "ingen", 2 => "CCITT 1D", 3 => "CCITT gruppe 3", 4 => "CCITT gruppe 4", 6 or 7 => "JPEG", 8 or 32946 => "Deflate", _ => string.Create(CultureInfo.InvariantCulture, $"nr. {kompression}"),
    };

    private List<int> Bits(Tiffside side)
    {
        var proever = Math.Clamp(Tal(side, 277, 1), 1, 64);
        if (!side.Maerker.TryGetValue(258, out var m))
            return [.. Enumerable.Repeat(1, (int)proever)];
        return [.. Enumerable.Range(0, (int)proever).Select(i => (int)Math.Min(Vaerdi(m, Math.Min(i, (int)Math.Min(m.Antal, 64) - 1)), 1024))];
    }

    public long Tal(Tiffside side, int maerke, long ellers = 0) => side.Maerker.TryGetValue(maerke, out var m) && m.Antal > 0 ? Vaerdi(m, 0) : ellers;

    public long Vaerdi((int Type, long Antal, long Sted) m, int i)
    {
        var stoerrelse = m.Type < Stoerrelser.Length ? Stoerrelser[m.Type] : 0;
        var b = fil.Ved(m.Sted + ((long)i * stoerrelse), stoerrelse);
        return b.Length < stoerrelse || i < 0 ? 0 : stoerrelse switch { 1 => b[0], 2 => U16(b), 4 => U32(b), _ => 0 };
    }

    private (long Taeller, long Naevner)? Broek(Tiffside side, int maerke)
    {
        if (!side.Maerker.TryGetValue(maerke, out var m) || fil.Ved(m.Sted, 8) is not { Length: 8 } b)
            return null;
        return (U32(b), U32(b[4..]));
    }

    private void Brudt(string hvorfor) => fund.Meld(Billedpunkter.Format, vist, forklaring: hvorfor);

    private ushort U16(ReadOnlySpan<byte> b) => stor ? BinaryPrimitives.ReadUInt16BigEndian(b) : BinaryPrimitives.ReadUInt16LittleEndian(b);

    private uint U32(ReadOnlySpan<byte> b) => stor ? BinaryPrimitives.ReadUInt32BigEndian(b) : BinaryPrimitives.ReadUInt32LittleEndian(b);
}
