using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Esdh.Arkiv.Kontrol;

/// <summary>
/// A key's values in 128 bits, by two multiplications whose factors are drawn for each run: two different keys meet once in about 10^38, and nobody can choose values
/// that do.
/// </summary>
internal struct Noeglehash
{
    private static readonly ulong[] Froe = Traek();

    private ulong a;
    private ulong b;

    public static Noeglehash Ny() => new() { a = Froe[0], b = Froe[1] };

    public readonly UInt128 Vaerdi => new(Fold(a ^ Froe[2], b | 1), Fold(b ^ Froe[3], a | 1));

    public void Tilfoej(ReadOnlySpan<char> vaerdi)
    {
        Bland((ulong)vaerdi.Length + 1);
        var ord = MemoryMarshal.Cast<char, ulong>(vaerdi);
        foreach (var o in ord)
            Bland(o);
        ulong rest = 0;
        foreach (var c in vaerdi[(ord.Length * 4)..])
            rest = (rest << 16) | c;
        Bland(rest);
    }

    private void Bland(ulong o)
    {
        a = Fold(a ^ o, Froe[4]) + o;
        b = Fold(b + o, Froe[5]) ^ ulong.RotateLeft(a, 29);
    }

    private static ulong Fold(ulong x, ulong y)
    {
        var hoej = Math.BigMul(x, y, out var lav);
        return hoej ^ lav;
    }

    private static ulong[] Traek()
    {
        var tal = MemoryMarshal.Cast<byte, ulong>(RandomNumberGenerator.GetBytes(48)).ToArray();
        for (var i = 0; i < tal.Length; i++)
            tal[i] |= 1;
        return tal;
    }
}
