using System.IO.Compression;
using System.Text.Json;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Indhold;

/// <summary>
/// Packs documents in one ZIP with an index: file by file through the disk, so that any size takes the same memory. Only what the one who ordered it sees when
/// the portion begins is taken, and each case's history says so. The half-made file lives as long as this does: after a stop of the server or a pause it is
/// begun anew, since nothing is changed by it.
/// </summary>
internal sealed class Masseudtraeksjob(CoreDb core, SagerDb db, Aktoerkilde aktoerer, TimeProvider tid) : IJobKind, IAsyncDisposable
{
    private const int Portion = 10;

    private const int FlestFiler = 200_000;

    private const string Endelse = ".masseudtraek";

    private const string Indeks = "indeks.csv";

    private readonly HashSet<string> _navne = new(StringComparer.OrdinalIgnoreCase);
    private string? _sti;
    private FileStream? _fil;
    private ZipArchive? _zip;
    private CsvWriter? _indeks;
    private FileStream? _indeksfil;
    private long _byte;

    public string Type => BestilMassehandling.Udtraekstype;

    public string Page(Guid jobId) => $"/jobs/{jobId}/sager";

    public string ItemName(string key) => Massejob.Navn(key);

    public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        var job = await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId, ct);
        if (job.StopOensket)
            return false;
        if (_zip is null)
        {
            await authority.Queue.RunAsync((FremMasseudtraek act) => act.Begynd(jobId, ct), ct);
            await BegyndAsync(authority, jobId, ct);
        }

        if (await aktoerer.FindAsync(job.OprettetAf, ct, JsonSerializer.Deserialize<BestilMassehandling.Bestilling>(job.Data)!.PaaVegneAf) is not { } aktoer || !aktoer.Har(AccessRules.Laesning))
            throw new ForbiddenException("Den, der bestilte udtrækket, er ikke længere aktiv eller læser ikke længere sager. Der er intet at hente.");
        var poster = await core.JobPoster.AsNoTracking().Where(p => p.JobId == jobId && p.Resultat == null).OrderBy(p => p.Nr).Take(Portion).ToListAsync(ct);
        if (poster.Count == 0)
        {
            await SlutAsync(authority, jobId, ct);
            return false;
        }

        List<FremMasseudtraek.Post> gjort = [];
        foreach (var post in poster)
            gjort.Add(await EnAsync(authority, aktoer, post, ct));
        await authority.Queue.RunAsync((FremMasseudtraek act) => act.Udfoer(new(aktoer, jobId, gjort), ct), ct);
        return true;
    }

    /// <summary>What a server that was killed left is thrown away.</summary>
    private async Task BegyndAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        foreach (var gammel in Directory.EnumerateFiles(authority.Folder, "*" + Endelse).Where(f => File.GetLastWriteTimeUtc(f) < tid.GetUtcNow().UtcDateTime.AddDays(-1)))
            File.Delete(gammel);
        _sti = Path.Combine(authority.Folder, jobId.ToString("N") + Endelse);
        _fil = new(_sti, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous });
        _zip = new(_fil, ZipArchiveMode.Create, leaveOpen: true);
        _indeksfil = new(_sti + ".csv" + Endelse, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose });
        _indeks = new(_indeksfil);
        await _indeks.WriteRowAsync(["Sagsnummer", "Akt", "Titel", "Retning", "Type", "Dato", "Status", "Fil", "Byte", "SHA-256"], ct);
    }

    private async Task<FremMasseudtraek.Post> EnAsync(Authority authority, Aktoer aktoer, JobPost post, CancellationToken ct)
    {
        var (id, navn) = BestilMassehandling.Laes(post.Noegle);
        var (idag, erDokument) = (DanishTime.Today(tid), navn.All(char.IsAsciiDigit));
        var sag = erDokument
            ? await db.Sager.SynligeFor(aktoer).Where(s => db.Registreringer.Any(r => r.SagId == s.Id && r.DokumentId == id && r.FlyttetTilId == null)).OrderBy(s => s.Nr).Select(s => new { s.Id, s.Sagsnummer }).FirstOrDefaultAsync(ct)
            : await db.Sager.SynligeFor(aktoer).Where(s => s.Id == id).Select(s => new { s.Id, s.Sagsnummer }).SingleOrDefaultAsync(ct);
        if (sag is null)
            return new(post.Nr, erDokument ? "Dokumentet findes ikke, eller du har ikke adgang til det." : "Sagen findes ikke, eller du har ikke adgang til den.", null, 0);
        var akter = (await Aktliste.IRaekkefoelgeAsync(db, aktoer, sag.Id, Aktvalg.Alle, FlestFiler, idag, ct)).Where(a => a.FlyttetTil is null && a.Tilstand != nameof(Dokumenttilstand.Fejljournaliseret)).ToList();
        if (erDokument)
        {
            HashSet<Guid> med = [id];
            akter = akter.FindAll(a => med.Contains(a.Id) || (a.ForaelderId is { } f && med.Contains(f) && med.Add(a.Id)));
            if (akter.Count == 0)
                return new(post.Nr, "Dokumentet er fejljournaliseret. Dets indhold tages ikke med.", null, 0);
        }

        var filer = 0;
        foreach (var akt in akter)
        {
            foreach (var fil in akt.Filer)
            {
                await PakAsync(authority, sag.Sagsnummer, akt, fil, ct);
                filer++;
            }
        }

        if (akter.Count == 0)
            await _indeks!.WriteRowAsync([sag.Sagsnummer, "", "Sagen har ingen dokumenter, som du kan se."], ct);
        return new(post.Nr, "ok", sag.Id, filer);
    }

    private async Task PakAsync(Authority authority, string sagsnummer, Aktlistepost akt, Aktlistefil fil, CancellationToken ct)
    {
        _byte += fil.Stoerrelse;
        if (_byte > Masseudtraek.Stoerst || _navne.Count >= FlestFiler)
            throw new InvalidException("sager", $"Udtrækket bliver større end {Masseudtraek.Stoerst / (1024 * 1024 * 1024)} GB eller har flere end {FlestFiler} filer. Del det op.");
        var navn = Filnavn($"{sagsnummer}/{Ren($"{fil.Akt ?? "kladde"} {fil.Filnavn}")}");
        var indgang = _zip!.CreateEntry(navn, Pakkes(fil.Mimetype) ? CompressionLevel.Fastest : CompressionLevel.NoCompression);
        indgang.LastWriteTime = akt.Dato == default ? tid.GetUtcNow() : new DateTimeOffset(akt.Dato.Year < 1980 ? new(1980, 1, 1) : akt.Dato, default, TimeSpan.Zero);
        await using (var til = indgang.Open())
        {
            await using var fra = authority.Content.OpenRead(fil.Sha256);
            await fra.CopyToAsync(til, ct);
        }

        await _indeks!.WriteRowAsync([sagsnummer, fil.Akt, akt.Titel, Ord.Retning(akt.Retning), akt.Dokumenttype, DanishTime.ShortDate(akt.Dato), akt.Tilstand, navn, $"{fil.Stoerrelse}", fil.Sha256], ct);
    }

    private async Task SlutAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        await _indeks!.DisposeAsync();
        _indeks = null;
        _indeksfil!.Position = 0;
        await using (var til = _zip!.CreateEntry(Indeks).Open())
            await _indeksfil.CopyToAsync(til, ct);
        _zip.Dispose();
        await _fil!.FlushAsync(ct);
        _fil.Position = 0;
        var gemt = await authority.Content.SaveAsync(_fil, long.MaxValue, ct);
        await authority.Queue.RunAsync((FremMasseudtraek act) => act.Slut(jobId, gemt, _navne.Count, ct), ct);
    }

    /// <summary>The SHA-256 of the files in one that was packed, as its index says.</summary>
    public static async Task<List<string>> IndholdAsync(Authority authority, string sha256, CancellationToken ct)
    {
        await using var fil = authority.Content.OpenRead(sha256);
        using var zip = new ZipArchive(fil);
        using var indeks = new StreamReader(zip.GetEntry(Indeks)!.Open());
        List<string> fundne = [];
        while (await indeks.ReadLineAsync(ct) is { } linje)
        {
            if (linje.TrimEnd('"') is { Length: > 64 } l && l[^64..].All(char.IsAsciiHexDigitLower))
                fundne.Add(l[^64..]);
        }

        return fundne;
    }

    /// <summary>What is packed already grows no smaller.</summary>
    private static bool Pakkes(string mimetype) => !mimetype.StartsWith("image/", StringComparison.Ordinal) && !mimetype.StartsWith("video/", StringComparison.Ordinal) && !mimetype.Contains("zip", StringComparison.Ordinal) && !mimetype.Contains("openxml", StringComparison.Ordinal);

    /// <summary>A name that every system takes, and that leads nowhere else.</summary>
    internal static string Ren(string navn)
    {
        var ren = new string([.. navn.Select(c => char.IsControl(c) || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal) ? '_' : c)]).Trim(' ', '.');
        if (ren.Length == 0)
            return "fil";
        var endelse = Path.GetExtension(ren);
        return ren.Length <= 120 ? ren : ren[..(120 - Math.Min(endelse.Length, 20))] + (endelse.Length <= 20 ? endelse : "");
    }

    private string Filnavn(string navn)
    {
        var ledigt = navn;
        for (var i = 2; !_navne.Add(ledigt); i++)
            ledigt = $"{Path.ChangeExtension(navn, null)} ({i}){Path.GetExtension(navn)}";
        return ledigt;
    }

    public async ValueTask DisposeAsync()
    {
        if (_indeks is not null)
            await _indeks.DisposeAsync();
        _zip?.Dispose();
        if (_indeksfil is not null)
            await _indeksfil.DisposeAsync();
        if (_fil is not null)
            await _fil.DisposeAsync();
        if (_sti is not null)
            File.Delete(_sti);
    }
}
