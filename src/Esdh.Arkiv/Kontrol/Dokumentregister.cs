using System.Runtime.InteropServices;

namespace Esdh.Arkiv.Kontrol;

/// <summary>What an index, the disk and the tables say of each document; some forty bytes each.</summary>
internal sealed class Dokumentregister
{
    private readonly Dictionary<long, Post> poster = [];
    private readonly Lock laas = new();

    [Flags]
    private enum Set : byte
    {
        Indeks = 1,
        Disk = 2,
        Tabel = 4,
        Fulgt = 8,
        Loekke = 16,
    }

    public int IIndeks { get; private set; }

    /// <returns>Whether it stood in the index already.</returns>
    public bool Indeks(long id, long? foraelder, long medie, int samling, Dokumentformat format, string? gml)
    {
        ref var post = ref CollectionsMarshal.GetValueRefOrAddDefault(poster, id, out _);
        if (post.Flag.HasFlag(Set.Indeks))
            return true;
        post = new() { Foraelder = foraelder ?? 0, Medie = medie, Samling = samling, Format = format, Gml = gml, Flag = Set.Indeks };
        IIndeks++;
        return false;
    }

    /// <summary>The document's folder is on the disk.</summary>
    public (bool IIndeks, bool Foer, long Medie, int Samling, Dokumentformat Format, string? Gml) Disk(long id)
    {
        lock (laas)
        {
            ref var post = ref CollectionsMarshal.GetValueRefOrAddDefault(poster, id, out _);
            var svar = (post.Flag.HasFlag(Set.Indeks), post.Flag.HasFlag(Set.Disk), post.Medie, post.Samling, post.Format, post.Gml);
            post.Flag |= Set.Disk;
            return svar;
        }
    }

    /// <summary>A row of a table names the document.</summary>
    /// <returns>Whether the index knows it.</returns>
    public bool Tabel(long id)
    {
        lock (laas)
        {
            ref var post = ref CollectionsMarshal.GetValueRefOrNullRef(poster, id);
            if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref post) || !post.Flag.HasFlag(Set.Indeks))
                return false;
            post.Flag |= Set.Tabel;
            return true;
        }
    }

    public IEnumerable<long> MangledePaaDisk => Indekserede.Where(p => !p.Value.Flag.HasFlag(Set.Disk)).Select(p => p.Key);

    public int MedForaelder => Indekserede.Count(p => p.Value.Foraelder != 0);

    public int Antal(long id) => poster.TryGetValue(id, out var p) && p.Flag.HasFlag(Set.Indeks) ? 1 : 0;

    public IEnumerable<(long Id, long Foraelder)> UdenForaelder =>
        Indekserede.Where(p => p.Value.Foraelder != 0 && !(poster.TryGetValue(p.Value.Foraelder, out var f) && f.Flag.HasFlag(Set.Indeks))).Select(p => (p.Key, p.Value.Foraelder));

    private IEnumerable<KeyValuePair<long, Post>> Indekserede => poster.Where(p => p.Value.Flag.HasFlag(Set.Indeks));

    /// <summary>Documents that are their own parent, through others or at once. Each chain is followed once.</summary>
    public List<long> Loekker()
    {
        List<long> fundet = [];
        List<long> vej = [];
        foreach (var id in Indekserede.Where(p => p.Value.Foraelder != 0).Select(p => p.Key).ToList())
        {
            vej.Clear();
            for (var nu = id; ;)
            {
                ref var post = ref CollectionsMarshal.GetValueRefOrNullRef(poster, nu);
                if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref post) || post.Flag.HasFlag(Set.Fulgt))
                {
                    // Met on this very way, it closes a loop; met before, it is known.
                    if (vej.LastIndexOf(nu) is >= 0 and var i)
                    {
                        foreach (var led in vej[i..])
                            CollectionsMarshal.GetValueRefOrNullRef(poster, led).Flag |= Set.Loekke;
                        fundet.AddRange(vej[i..]);
                    }

                    break;
                }

                post.Flag |= Set.Fulgt;
                if (post.Foraelder == 0)
                    break;
                vej.Add(nu);
                nu = post.Foraelder;
            }
        }

        return fundet;
    }

    /// <summary>Documents that no row names, and whether a parent of theirs is named.</summary>
    public IEnumerable<(long Id, bool GennemForaelder)> IkkeITabel()
    {
        foreach (var (id, post) in Indekserede)
        {
            if (post.Flag.HasFlag(Set.Tabel))
                continue;
            var (fundet, foraelder) = (false, post.Foraelder);
            for (var trin = 0; trin < 1000 && foraelder != 0 && poster.TryGetValue(foraelder, out var over) && !over.Flag.HasFlag(Set.Loekke); trin++)
            {
                if (over.Flag.HasFlag(Set.Tabel))
                {
                    fundet = true;
                    break;
                }

                foraelder = over.Foraelder;
            }

            yield return (id, fundet);
        }
    }

    private struct Post
    {
        public long Foraelder;
        public long Medie;
        public int Samling;
        public Dokumentformat Format;
        public Set Flag;
        public string? Gml;
    }
}
