using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files;
using Esdh.Core.Files.Word;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;

namespace Esdh.Sager.Indhold;

/// <summary>
/// A zip file that carries templates, phrases and statuses from one authority to another, or from training to production: <c>opsaetning.json</c>
/// and the Word files by their SHA-256. docs/skabeloner.md says what is in it.
/// </summary>
internal sealed class Opsaetningspakke(Opsaetningsopslag opslag, Authority myndighed, TimeProvider tid)
{
    private const string Format = "esdh-opsaetning/1", Indholdsfil = "opsaetning.json";
    private const int StoersteIndhold = 20 * 1024 * 1024, StoersteFil = 50 * 1024 * 1024;
    private const long StoerstIAlt = 500L * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="Dannet">When it was made.</param>
    internal sealed record Indhold(string? Format, string? Myndighed, DateTimeOffset Dannet, IReadOnlyList<Opsaetningspost>? Poster);

    /// <summary>A package that has been read, with its files in the store.</summary>
    internal sealed record Laest(string Fra, DateTimeOffset Dannet, string Sha256, IReadOnlyList<Opsaetningspost> Poster, IReadOnlyDictionary<string, IndlaesOpsaetning.Fil> Filer);

    public string Filnavn => $"opsaetning-{myndighed.Key}-{DanishTime.Today(tid):yyyy-MM-dd}.zip";

    /// <summary>Writes the package.</summary>
    /// <param name="slags">Only these kinds; all when empty.</param>
    public async Task SkrivAsync(Stream ud, IReadOnlyCollection<string> slags, CancellationToken ct)
    {
        var poster = await opslag.AlleAsync(slags, ct);
        using var zip = new ZipArchive(ud, ZipArchiveMode.Create, leaveOpen: true);
        await using (var json = zip.CreateEntry(Indholdsfil).Open())
            await JsonSerializer.SerializeAsync(json, new Indhold(Format, myndighed.Info.Name, tid.GetUtcNow(), poster), Json, ct);
        foreach (var sha in poster.Select(p => p.Sha256).OfType<string>().Distinct())
        {
            await using var fil = zip.CreateEntry($"filer/{sha}.docx").Open();
            await using var indhold = myndighed.Content.OpenRead(sha);
            await indhold.CopyToAsync(fil, ct);
        }
    }

    /// <summary>Reads a package that the store holds, and puts its Word files there too.</summary>
    /// <exception cref="InvalidException">It is no package, or a file in it is broken.</exception>
    public async Task<Laest> LaesAsync(string sha256, CancellationToken ct)
    {
        try
        {
            await using var raa = myndighed.Content.OpenRead(sha256);
            using var zip = new ZipArchive(raa, ZipArchiveMode.Read);
            if (zip.Entries.Count > IndlaesOpsaetning.Flest + 1)
                throw new InvalidException("fil", "Pakken er for stor.");
            using var tekst = await UdpakAsync(zip.GetEntry(Indholdsfil) ?? throw Ukendt(), StoersteIndhold, ct);
            var indhold = await JsonSerializer.DeserializeAsync<Indhold>(tekst, Json, ct);
            if (indhold is not { Format: Format, Poster: { } poster } || poster.Any(p => p is null || p.Slags is null || string.IsNullOrWhiteSpace(p.Noegle) || p.Felter is null || p.Felter.Any(f => f.Value is null)))
                throw Ukendt();
            if (poster.Count > IndlaesOpsaetning.Flest)
                throw new InvalidException("fil", "Pakken er for stor.");
            if (poster.GroupBy(p => p.Hvilken).FirstOrDefault(g => g.Skip(1).Any()) is { } to)
                throw new InvalidException("fil", $"{to.Key.Slags} »{to.Key.Noegle}« er i pakken to gange.");
            Dictionary<string, IndlaesOpsaetning.Fil> filer = new(StringComparer.Ordinal);
            var iAlt = 0L;
            foreach (var p in poster.Where(p => p.Sha256 is not null && !filer.ContainsKey(p.Sha256)))
            {
                using var fil = await UdpakAsync(zip.GetEntry($"filer/{p.Sha256}.docx") ?? throw new InvalidException("fil", $"Word-filen til »{p.Navn}« mangler i pakken."), StoersteFil, ct);
                if (Convert.ToHexStringLower(SHA256.HashData(fil.ToArray())) != p.Sha256 || (iAlt += fil.Length) > StoerstIAlt)
                    throw new InvalidException("fil", $"Word-filen til »{p.Navn}« er en anden, end pakken siger, eller pakken er for stor.");
                filer[p.Sha256!] = new(await myndighed.Content.SaveAsync(fil, StoersteFil, ct), Felter(fil, p));
            }

            return new(indhold.Myndighed ?? "en anden myndighed", indhold.Dannet, sha256, poster, filer);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw Ukendt();
        }
    }

    /// <summary>How each thing in the package differs from what is here: in the order in which they would be taken in.</summary>
    public async Task<IReadOnlyList<Opsaetningsforskel>> ForskelleAsync(Laest pakke, CancellationToken ct)
    {
        var her = (await opslag.AlleAsync([], ct)).ToDictionary(p => p.Hvilken);
        List<Opsaetningsforskel> forskelle = [];
        foreach (var p in pakke.Poster.OrderBy(p => Opsaetningspost.Raekkefoelge.ToList().IndexOf(p.Slags)))
        {
            var mit = her.GetValueOrDefault(p.Hvilken);
            var andenFil = mit?.Sha256 is not null && p.Sha256 is not null && mit.Sha256 != p.Sha256;
            forskelle.Add(Opsaetningsforskel.Find(mit, p, andenFil ? Tekst(mit!.Sha256!) : null, andenFil ? Tekst(p.Sha256!) : null));
        }

        return forskelle;
    }

    private string? Tekst(string sha)
    {
        try
        {
            using var fil = myndighed.Content.OpenRead(sha);
            return TextExtract.FromDocx(fil);
        }
        catch (DocxException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> Felter(MemoryStream fil, Opsaetningspost p)
    {
        try
        {
            fil.Position = 0;
            var felter = DocxMerge.Fields(fil);
            fil.Position = 0;
            return felter;
        }
        catch (DocxException e)
        {
            throw new InvalidException("fil", $"Word-filen til »{p.Navn}« kan ikke bruges: {e.Message}");
        }
    }

    private static async Task<MemoryStream> UdpakAsync(ZipArchiveEntry entry, int hoejst, CancellationToken ct)
    {
        await using var fra = entry.Open();
        var til = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int n; (n = await fra.ReadAsync(buffer, ct)) > 0;)
        {
            if (til.Length + n > hoejst)
                throw new InvalidException("fil", "Pakken er for stor.");
            til.Write(buffer, 0, n);
        }

        til.Position = 0;
        return til;
    }

    private static InvalidException Ukendt() => new("fil", "Filen er ikke en opsætningspakke fra Esdh, eller den er beskadiget.");
}
