using System.Buffers.Binary;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>JPEG-2000, part 1: the signature, the boxes that must be there, and the code stream from its first marker to its last.</summary>
internal static class Jp2kontrol
{
    private const int MaksKasser = 10_000;

    public static void Kontroller(Fundsamler fund, string vist, Vindue fil)
    {
        var hoved = fil.Ved(0, 12);
        if (hoved.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]))
            fund.Meld(Egnepunkter.Jp2, vist, forklaring: "kodestrømmen ligger ikke i en JP2-fil");
        else if (!hoved.SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'j', (byte)'P', 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]))
            fund.Meld(Billedpunkter.ForkertIndhold, vist, forklaring: fil.Laengde == 0 ? "filen er tom" : null);
        else if (Fejl(fil) is { } fejl)
            fund.Meld(Egnepunkter.Jp2, vist, forklaring: fejl);
    }

    private static string? Fejl(Vindue fil)
    {
        var (type, hoved, stroem) = (false, false, false);
        long sted = 12;
        for (var i = 0; i < MaksKasser && sted < fil.Laengde; i++)
        {
            if (fil.Ved(sted, 16) is not { Length: >= 8 } kasse)
                return "en kasse er skåret over";
            long laengde = BinaryPrimitives.ReadUInt32BigEndian(kasse);
            var navn = BinaryPrimitives.ReadUInt32BigEndian(kasse[4..]);
            var indhold = 8;
            if (laengde == 1 && kasse.Length == 16)
                (laengde, indhold) = ((long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(kasse[8..]), long.MaxValue), 16);
            else if (laengde == 0)
                laengde = fil.Laengde - sted;
            if (laengde < indhold || laengde > fil.Laengde - sted)
                return "en kasse rækker ud over filen";
            switch (navn)
            {
                case 0x66747970: // ftyp
                    type = fil.Ved(sted + indhold, 4).SequenceEqual("jp2 "u8);
                    if (!type)
                        return "filen er ikke af typen jp2";
                    break;
                case 0x6A703268: // jp2h
                    hoved = fil.Ved(sted + indhold + 4, 4).SequenceEqual("ihdr"u8);
                    break;
                case 0x6A703263: // jp2c
                    stroem = true;
                    if (!fil.Ved(sted + indhold, 4).SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]))
                        return "kodestrømmen begynder ikke med SOC og SIZ";
                    if (!fil.Ved(sted + laengde - 2, 2).SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xD9]))
                        return "kodestrømmen slutter ikke med EOC";
                    break;
            }

            sted += laengde;
        }

        return type && hoved && stroem ? null : $"kassen {(!type ? "ftyp" : !hoved ? "jp2h" : "jp2c")} mangler";
    }
}
