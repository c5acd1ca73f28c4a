namespace Esdh.Arkiv.Version;

/// <summary>A set of small numbers as bits: which cases, documents and parties go with. A million take 125 kB.</summary>
internal sealed class Udvalg
{
    private ulong[] _bit = new ulong[1024];

    public int Antal { get; private set; }

    public void Tag(int nr)
    {
        if (nr >> 6 >= _bit.Length)
            Array.Resize(ref _bit, Math.Max(_bit.Length * 2, (nr >> 6) + 1));
        if (!Har(nr))
            Antal++;
        _bit[nr >> 6] |= 1UL << (nr & 63);
    }

    public bool Har(int nr) => nr >= 0 && nr >> 6 < _bit.Length && (_bit[nr >> 6] & (1UL << (nr & 63))) != 0;

    /// <summary>The cell as it is where it points into the set, else null.</summary>
    public object? Peger(object? nr) => Celle.Nr(nr) is { } n && Har(n) ? nr : null;
}
