using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Esdh.Arkiv.Kontrol;

/// <summary>A key and the row it stands in.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct Noeglepost(UInt128 Noegle, long Raekke) : IComparable<Noeglepost>
{
    public int CompareTo(Noeglepost anden) => Noegle.CompareTo(anden.Noegle) is not 0 and var o ? o : Raekke.CompareTo(anden.Raekke);
}

/// <summary>Any number of keys, sorted outside memory: a portion is sorted and laid in a file, and the portions are merged as they are read.</summary>
internal sealed class Noeglefil(string mappe, int portion) : IDisposable
{
    private static readonly int Bytes = Marshal.SizeOf<Noeglepost>();

    private readonly List<(long Fra, int Antal)> portioner = [];
    private Noeglepost[] venter = new Noeglepost[Math.Min(portion, 1024)];
    private int antal;
    private SafeFileHandle? fil;
    private long laengde;

    public long Antal { get; private set; }

    public void Tilfoej(UInt128 noegle, long raekke)
    {
        if (antal == venter.Length)
        {
            if (venter.Length < portion)
                Array.Resize(ref venter, Math.Min(portion, venter.Length * 4));
            else
                Skriv();
        }

        venter[antal++] = new(noegle, raekke);
        Antal++;
    }

    /// <summary>No more keys come: memory is given back where most of them lie in the file.</summary>
    public void Faerdig()
    {
        if (portioner.Count > 0 && antal > 0)
            Skriv();
        else
            venter.AsSpan(0, antal).Sort();
        if (portioner.Count > 0)
            venter = [];
    }

    public IEnumerable<Noeglepost> Sorteret()
    {
        if (portioner.Count == 0)
        {
            for (var i = 0; i < antal; i++)
                yield return venter[i];
            yield break;
        }

        var laesere = portioner.Select(p => Portion(p.Fra, p.Antal).GetEnumerator()).ToList();
        PriorityQueue<IEnumerator<Noeglepost>, Noeglepost> koe = new();
        foreach (var l in laesere.Where(l => l.MoveNext()))
            koe.Enqueue(l, l.Current);
        while (koe.TryDequeue(out var mindste, out var post))
        {
            yield return post;
            if (mindste.MoveNext())
                koe.Enqueue(mindste, mindste.Current);
        }
    }

    public void Dispose() => fil?.Dispose();

    private IEnumerable<Noeglepost> Portion(long fra, int poster)
    {
        var buffer = new Noeglepost[Math.Min(poster, 2048)];
        while (poster > 0)
        {
            var n = Math.Min(poster, buffer.Length);
            var bytes = MemoryMarshal.AsBytes(buffer.AsSpan(0, n));
            for (var laest = 0; laest < bytes.Length;)
            {
                var del = RandomAccess.Read(fil!, MemoryMarshal.AsBytes(buffer.AsSpan(0, n))[laest..], fra + laest);
                if (del == 0)
                    throw new EndOfStreamException("Arbejdsmappens fil er skåret over.");
                laest += del;
            }

            for (var i = 0; i < n; i++)
                yield return buffer[i];
            (fra, poster) = (fra + ((long)n * Bytes), poster - n);
        }
    }

    private void Skriv()
    {
        var span = venter.AsSpan(0, antal);
        span.Sort();
        fil ??= File.OpenHandle(Path.Combine(mappe, $"{Guid.CreateVersion7():N}.noegler"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        RandomAccess.Write(fil, MemoryMarshal.AsBytes(span), laengde);
        portioner.Add((laengde, antal));
        laengde += (long)antal * Bytes;
        antal = 0;
    }
}
