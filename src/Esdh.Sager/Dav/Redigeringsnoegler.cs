using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Esdh.Core.Authorities;
using Esdh.Sager.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace Esdh.Sager.Dav;

/// <summary>Makes and reads the keys in addresses where drafts are edited: 256 random bits, looked up by their SHA-256, shown again to their holder alone.</summary>
internal sealed class Redigeringsnoegler(IDataProtectionProvider beskyttelse)
{
    /// <summary>Characters of a key in an address.</summary>
    private const int Laengde = 43;

    public Redigeringsnoegle Ny(Authority myndighed)
    {
        var noegle = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new(Sha256(noegle)!, For(myndighed).Protect(noegle));
    }

    /// <summary>The key as it stands in the address; null where the server's keys are no longer those it was closed with.</summary>
    public string? Aabn(Authority myndighed, string lukket)
    {
        try
        {
            return For(myndighed).Unprotect(lukket);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>What a key is looked up by; null where it has not the form of one.</summary>
    public static string? Sha256(string noegle) =>
        noegle.Length == Laengde && noegle.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(noegle))) : null;

    private IDataProtector For(Authority myndighed) => beskyttelse.CreateProtector("Esdh.Redigering", myndighed.Key);
}
