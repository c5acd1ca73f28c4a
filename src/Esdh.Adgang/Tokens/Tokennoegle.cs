using System.Collections.Concurrent;
using System.Security.Cryptography;
using Esdh.Core.Authorities;
using Microsoft.IdentityModel.Tokens;

namespace Esdh.Adgang.Tokens;

/// <summary>The key an authority signs its tokens with (ECDSA P-256), made the first time and kept in the authority's folder for the server's user alone.</summary>
internal sealed class Tokennoegler
{
    private readonly ConcurrentDictionary<string, Lazy<ECDsaSecurityKey>> _keys = new(StringComparer.Ordinal);

    public ECDsaSecurityKey For(Authority authority) =>
        _keys.GetOrAdd(authority.Folder, folder => new(() => Load(Path.Combine(folder, "tegn-noegle.pem")))).Value;

    private static ECDsaSecurityKey Load(string path)
    {
        if (!File.Exists(path))
            Create(path);
        var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(File.ReadAllText(path));
        var key = new ECDsaSecurityKey(ecdsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }

    /// <summary>Written whole under another name first: a kill in between leaves no half key, and a second process keeps the first's.</summary>
    private static void Create(string path)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var temp = $"{path}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temp, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(ecdsa.ExportPkcs8PrivateKeyPem()));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temp, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temp);
        }
    }
}
