using System.Collections.Concurrent;
using Esdh.Arkiv.Contract;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Gathers what is found: every count exactly, of each check the first places in the order of files, tables and rows, whichever thread came first.</summary>
internal sealed class Fundsamler(int maksSteder)
{
    private readonly ConcurrentDictionary<Kontrolpunkt, Bunke> bunker = new();
    private readonly SortedSet<string> udeladt = new(StringComparer.Ordinal);

    public void Meld(Kontrolpunkt punkt, string? fil = null, string? tabel = null, long? raekke = null, string? kolonne = null, string? forklaring = null, long antal = 1) =>
        bunker.GetOrAdd(punkt, _ => new()).Tilfoej(new(Ren(fil), Ren(tabel), raekke, Ren(kolonne), Ren(forklaring)), antal, maksSteder);

    /// <summary>Something could not be checked.</summary>
    public void Udelad(string hvorfor)
    {
        lock (udeladt)
        {
            if (udeladt.Count < 100)
                udeladt.Add(Ren(hvorfor)!);
        }
    }

    public bool Har(Kontrolpunkt punkt) => bunker.ContainsKey(punkt);

    public IReadOnlyList<string> Udeladt => [.. udeladt];

    public IEnumerable<Kontrolfund> Fund => bunker.OrderBy(b => b.Key.Nummer, Nummerorden.Instans).Select(b => b.Value.Fund(b.Key));

    /// <summary>Names and values come from strangers: what would move a terminal's cursor or fill a screen is taken away.</summary>
    internal static string? Ren(string? tekst)
    {
        if (tekst is null)
            return null;
        var kort = tekst.Length > 400 ? string.Concat(tekst.AsSpan(0, 400), "…") : tekst;
        return kort.AsSpan().IndexOfAnyInRange('\u0000', '\u001f') < 0 && kort.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0 && kort.AsSpan().IndexOfAnyInRange('\u2028', '\u202e') < 0 && !kort.Any(char.IsSurrogate)
            ? kort
            : string.Concat(kort.Select(c => char.IsControl(c) || c is >= '\u2028' and <= '\u202e' || char.IsSurrogate(c) ? '\uFFFD' : c));
    }

    private sealed class Bunke
    {
        private readonly SortedSet<Kontrolsted> steder = new(Stedorden.Instans);
        private long antal;

        public void Tilfoej(Kontrolsted sted, long flere, int maks)
        {
            lock (steder)
            {
                antal += flere;
                if (steder.Count >= maks && Stedorden.Instans.Compare(sted, steder.Max) >= 0)
                    return;
                steder.Add(sted);
                if (steder.Count > maks)
                    steder.Remove(steder.Max!);
            }
        }

        public Kontrolfund Fund(Kontrolpunkt punkt)
        {
            lock (steder)
            {
                return new(punkt.Nummer, punkt.Alvor, punkt.Paragraf, punkt.Tekst, antal, [.. steder]);
            }
        }
    }

    private sealed class Stedorden : IComparer<Kontrolsted>
    {
        public static Stedorden Instans { get; } = new();

        public int Compare(Kontrolsted? x, Kontrolsted? y)
        {
            if (Nummerorden.Instans.Compare(x!.Fil, y!.Fil) is not 0 and var fil)
                return fil;
            if (Nummerorden.Instans.Compare(x.Tabel, y.Tabel) is not 0 and var tabel)
                return tabel;
            if (Nullable.Compare(x.Raekke, y.Raekke) is not 0 and var raekke)
                return raekke;
            return Nummerorden.Instans.Compare(x.Kolonne, y.Kolonne) is not 0 and var kolonne ? kolonne : string.CompareOrdinal(x.Forklaring, y.Forklaring);
        }
    }
}
