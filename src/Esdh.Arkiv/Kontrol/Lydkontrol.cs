using System.Buffers.Binary;
using System.Globalization;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Sound: MP3 by its frames, WAVE by its chunks.</summary>
internal static class Lydkontrol
{
    private static readonly int[] Rater1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Rater2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] Frekvenser = [44100, 48000, 32000];

    public static void Mp3(Fundsamler fund, string vist, Vindue fil)
    {
        long sted = 0;
        var hoved = fil.Ved(0, 10);
        if (hoved.StartsWith("ID3"u8) && hoved.Length == 10)
            sted = 10 + ((hoved[6] & 0x7F) << 21) + ((hoved[7] & 0x7F) << 14) + ((hoved[8] & 0x7F) << 7) + (hoved[9] & 0x7F);
        var ramme = fil.Ved(sted, 4);
        if (ramme.Length < 4 || ramme[0] != 0xFF || (ramme[1] & 0xE0) != 0xE0)
        {
            fund.Meld(sted > 0 ? Lydpunkter.Mp3 : Lydpunkter.ForkertIndhold, vist, forklaring: fil.Laengde == 0 ? "filen er tom" : null);
            return;
        }

        if (Rammelaengde(ramme) is not { } laengde)
            fund.Meld(Lydpunkter.Mp3, vist, forklaring: "den første ramme er ikke lag III");
        else if (sted + laengde + 4 <= fil.Laengde && Rammelaengde(fil.Ved(sted + laengde, 4)) is null)
            fund.Meld(Lydpunkter.Mp3, vist, forklaring: "den anden ramme findes ikke");
    }

    private static int? Rammelaengde(ReadOnlySpan<byte> r)
    {
        if (r.Length < 4 || r[0] != 0xFF || (r[1] & 0xE0) != 0xE0)
            return null;
        var (version, lag, rate, frekvens) = ((r[1] >> 3) & 3, (r[1] >> 1) & 3, r[2] >> 4, (r[2] >> 2) & 3);
        if (version == 1 || lag != 1 || rate is 0 or 15 || frekvens == 3)
            return null;
        var hz = Frekvenser[frekvens] >> (version switch { 3 => 0, 2 => 1, _ => 2 });
        return ((version == 3 ? 144 * Rater1[rate] : 72 * Rater2[rate]) * 1000 / hz) + ((r[2] >> 1) & 1);
    }

    public static void Wav(Fundsamler fund, string vist, Vindue fil)
    {
        var hoved = fil.Ved(0, 12);
        if (hoved.Length < 12 || !hoved.StartsWith("RIFF"u8) || !hoved[8..].SequenceEqual("WAVE"u8))
        {
            fund.Meld(Lydpunkter.ForkertIndhold, vist, forklaring: fil.Laengde == 0 ? "filen er tom" : null);
            return;
        }

        var (form, data) = (false, false);
        long sted = 12;
        for (var i = 0; i < 10_000 && fil.Ved(sted, 8) is { Length: 8 } del; i++)
        {
            long laengde = BinaryPrimitives.ReadUInt32LittleEndian(del[4..]);
            data |= del.StartsWith("data"u8) && laengde > 0 && sted + 8 + laengde <= fil.Laengde;
            if (del.StartsWith("fmt "u8) && fil.Ved(sted + 8, 26) is { Length: >= 16 } f)
            {
                form = true;
                var (kode, bits) = (BinaryPrimitives.ReadUInt16LittleEndian(f), BinaryPrimitives.ReadUInt16LittleEndian(f[14..]));
                if (kode == 0xFFFE && f.Length == 26)
                    kode = BinaryPrimitives.ReadUInt16LittleEndian(f[24..]);
                if (kode != 1 || bits == 0 || bits % 8 != 0)
                    fund.Meld(Lydpunkter.Wav, vist, forklaring: string.Create(CultureInfo.InvariantCulture, $"kode {kode}, {bits} bit"));
            }

            sted += 8 + laengde + (laengde & 1);
        }

        if (!form || !data)
            fund.Meld(Lydpunkter.Wav, vist, forklaring: form ? "lyden mangler eller er skåret over" : "fmt mangler");
    }
}
