namespace Esdh.Arkiv.Kontrol;

/// <summary>Orders numbers of checks, and paths, as people count: 4.C.2_10 after 4.C.2_9.</summary>
internal sealed class Nummerorden : IComparer<string>
{
    public static Nummerorden Instans { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var (i, j) = (0, 0);
        while (i < x.Length && j < y.Length)
        {
            if (char.IsAsciiDigit(x[i]) && char.IsAsciiDigit(y[j]))
            {
                var a = Ciffer(x, ref i);
                var b = Ciffer(y, ref j);
                var tal = a.Length != b.Length ? a.Length - b.Length : a.SequenceCompareTo(b);
                if (tal != 0)
                    return tal;
            }
            else if (x[i] != y[j])
            {
                return x[i] - y[j];
            }
            else
            {
                i++;
                j++;
            }
        }

        return x.Length - i - (y.Length - j);
    }

    private static ReadOnlySpan<char> Ciffer(string tekst, ref int fra)
    {
        var start = fra;
        while (fra < tekst.Length && char.IsAsciiDigit(tekst[fra]))
            fra++;
        return tekst.AsSpan(start, fra - start).TrimStart('0');
    }
}
