using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Esdh.Core.Seal;

/// <summary>
/// The key an authority seals with: ECDSA on P-256, in a PEM file (PKCS #8) outside the database. Safe to use from several
/// threads.
/// </summary>
public sealed partial class SealKey : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ECDsa key;
    private readonly Lock signing = new();

    private SealKey(ECDsa key)
    {
        this.key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
        Id = IdOf(PublicKey.Span);
    }

    /// <summary>SHA-256 of <see cref="PublicKey"/> in lower case hex, 64 digits.</summary>
    public string Id { get; }

    /// <summary>SubjectPublicKeyInfo in DER.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The public key as PEM, to publish.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

    /// <summary>A key that lives in memory only.</summary>
    public static SealKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>
    /// Reads the key file, or makes a key and writes the file when there is none. The file appears whole and durable, readable by its
    /// owner alone, or not at all; when two create at once, both get the key of the one that was first.
    /// </summary>
    /// <exception cref="SealKeyException">The file is there but cannot be used.</exception>
    public static SealKey LoadOrCreate(string path)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path))
            return Load(path);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.CreateVersion7():N}");
        using var made = Create();
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;
            using (var file = new FileStream(draft, options))
            {
                file.Write(Encoding.ASCII.GetBytes(made.key.ExportPkcs8PrivateKeyPem() + "\n"));
                file.Flush(flushToDisk: true);
            }
            try
            {
                // On Unix this is a hard link, which the system refuses when the name is taken.
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Someone else was first: theirs is the key.
            }
            FlushFolder(folder);
        }
        finally
        {
            File.Delete(draft);
        }
        return Load(path);
    }

    /// <summary>Reads a key file.</summary>
    /// <exception cref="SealKeyException">It is missing, broken, no P-256 key, or open to others on the machine.</exception>
    public static SealKey Load(string path)
    {
        string pem;
        try
        {
            if (new FileInfo(path).Length > 64 * 1024)
                throw new SealKeyException($"Nøglefilen {path} er for stor til at være en nøgle.");
            if (!OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)) != 0)
                throw new SealKeyException($"Nøglefilen {path} kan læses eller ændres af andre. Sæt dens rettigheder til 600.");
            pem = File.ReadAllText(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new SealKeyException($"Nøglefilen {path} kan ikke læses.", unreadable);
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (!IsP256(key))
                throw new SealKeyException($"Nøglefilen {path} rummer ikke en P-256-nøgle.");
            // A public key alone imports too; it is found out here, not at the first block.
            key.SignData([], HashAlgorithmName.SHA256);
            return new(key);
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException or SealKeyException)
        {
            key.Dispose();
            throw broken as SealKeyException ?? new SealKeyException($"Nøglefilen {path} rummer ikke en hel privat nøgle.", broken);
        }
    }

    /// <summary>64 bytes, r ‖ s (IEEE P1363), over SHA-256 of the data.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (signing)
            return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Whether the signature over the data is that of the public key. False, never an exception, on nonsense.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo in DER, exactly.</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">64 bytes.</param>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length && IsP256(key)
                && key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The id of a public key: SHA-256 of its SubjectPublicKeyInfo in lower case hex.</summary>
    public static string IdOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    public void Dispose() => key.Dispose();

    /// <summary>The 32 bytes of an id.</summary>
    /// <exception cref="ArgumentException">Not 64 lower case hex digits.</exception>
    internal static byte[] IdBytes(string id) =>
        id.Length == 2 * MerkleTree.HashLength && id.All(char.IsAsciiHexDigitLower)
            ? Convert.FromHexString(id)
            : throw new ArgumentException("A key id is 64 lower case hex digits.", nameof(id));

    private static bool IsP256(ECDsa key) => key.KeySize == 256 && key.ExportParameters(false).Curve.Oid is var oid
        && (oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value || oid.FriendlyName is "nistP256" or "ECDSA_P256");

    /// <summary>Makes a new name in a folder durable. .NET refuses to open a folder, so libc opens it; Windows has nothing to flush.</summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = Libc.Open(folder, 0x80000 /* O_RDONLY | O_CLOEXEC */);
        if (!handle.IsInvalid)
            RandomAccess.FlushToDisk(handle);
    }

    private static partial class Libc
    {
        [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
        public static partial Microsoft.Win32.SafeHandles.SafeFileHandle Open(string path, int flags);
    }
}

/// <summary>A key file that cannot be used. The message is Danish and names the file.</summary>
public sealed class SealKeyException(string message, Exception? inner = null) : Exception(message, inner);
