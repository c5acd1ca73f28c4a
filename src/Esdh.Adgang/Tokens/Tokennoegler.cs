using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Esdh.Core.Authorities;
using Microsoft.IdentityModel.Tokens;

namespace Esdh.Adgang.Tokens;

/// <summary>The key an authority signs its tokens with (ECDSA P-256), made the first time and kept in the authority's folder.</summary>
internal sealed class Tokennoegler
{
    private readonly ConcurrentDictionary<string, Lazy<ECDsaSecurityKey>> _keys = new(StringComparer.Ordinal);

    public ECDsaSecurityKey For(Authority authority) =>
        _keys.GetOrAdd(authority.Folder, folder => new(() => Load(Path.Combine(folder, "tegn-noegle.pem")))).Value;

    private static ECDsaSecurityKey Load(string path)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(Encoding.ASCII.GetString(Noeglefil.HentEllerOpret(path, New)));
        var key = new ECDsaSecurityKey(ecdsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }

    private static byte[] New()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Encoding.ASCII.GetBytes(ecdsa.ExportPkcs8PrivateKeyPem());
    }
}
