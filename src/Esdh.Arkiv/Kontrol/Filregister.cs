using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Esdh.Arkiv.Kontrol;

/// <summary>What fileIndex.xml says of each file, in 48 bytes a file: paths are kept as their hash, and written by reading the index again where one is missed.</summary>
internal sealed class Filregister
{
    private readonly Dictionary<UInt128, (UInt128 Md5, bool Set)> filer = [];
    private readonly Lock laas = new();

    /// <summary>Whether there is a fileIndex.xml to hold the disk against.</summary>
    public bool Laest { get; set; }

    public int Antal { get; private set; }

    /// <returns>Whether it stood there already.</returns>
    public bool Tilfoej(string sti, UInt128 md5)
    {
        ref var plads = ref CollectionsMarshal.GetValueRefOrAddDefault(filer, Noegle(sti), out var fandtes);
        if (!fandtes)
            plads = (md5, false);
        Antal = filer.Count;
        return fandtes;
    }

    /// <summary>The file is on the disk.</summary>
    /// <returns>What the index says of it, or null where it says nothing.</returns>
    public UInt128? Set(string sti)
    {
        var noegle = Noegle(sti);
        lock (laas)
        {
            ref var plads = ref CollectionsMarshal.GetValueRefOrNullRef(filer, noegle);
            if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref plads))
                return null;
            plads.Set = true;
            return plads.Md5;
        }
    }

    public bool Kender(string sti) => filer.ContainsKey(Noegle(sti));

    public bool ErSet(string sti) => filer.TryGetValue(Noegle(sti), out var plads) && plads.Set;

    public bool AlleSet => filer.Values.All(f => f.Set);

    private static UInt128 Noegle(string sti)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(sti), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
