using Microsoft.Win32.SafeHandles;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Looks into a file here and there: small files lie in memory whole, of big ones as much as the buffer holds.</summary>
internal sealed class Vindue(SafeFileHandle? fil, byte[] buffer, long laengde)
{
    private long fra;
    private int antal = fil is null ? (int)laengde : 0;

    public long Laengde => laengde;

    /// <summary>The bytes at a place; fewer, or none, where the file ends.</summary>
    public ReadOnlySpan<byte> Ved(long sted, int oensket)
    {
        if (sted < 0 || sted >= laengde || oensket <= 0)
            return [];
        oensket = (int)Math.Min(oensket, Math.Min(buffer.Length, laengde - sted));
        if (fil is not null && (sted < fra || sted + oensket > fra + antal))
        {
            (fra, antal) = (sted, 0);
            while (antal < Math.Min(64 * 1024, laengde - sted) || antal < oensket)
            {
                var laest = RandomAccess.Read(fil, buffer.AsSpan(antal), sted + antal);
                if (laest == 0)
                    break;
                antal += laest;
            }
        }

        var start = (int)(sted - fra);
        return start >= antal ? [] : buffer.AsSpan(start, Math.Min(oensket, antal - start));
    }
}
