using System.Globalization;
using Esdh.Arkiv.Version.Tiff;
using Esdh.Core.Files;
using Esdh.Core.Files.Pdf;

namespace Esdh.Arkiv.Version;

/// <summary>How a file came out: a TIFF, or why there is none.</summary>
internal sealed record Konvertering(Filtilstand Tilstand, string? Grund, int Sider, long Bytes, string? Md5);

/// <summary>Where programs are found and how long they may take.</summary>
internal sealed record Konverteringsvalg(int Dpi, int Samtidig)
{
    /// <summary>Path of pdftoppm; null looks for it, an empty text means that there is none.</summary>
    public string? Pdftoppm { get; init; }

    /// <summary>Path of soffice, as above.</summary>
    public string? Soffice { get; init; }

    public TimeSpan Tid { get; init; } = TimeSpan.FromSeconds(120);

    public int FlestSider { get; init; } = 5_000;
}

/// <summary>
/// Any file to TIFF: to PDF by what the engine has for showing files, its pages by poppler without smoothing (so that black text on white is black and white), and those into TIFF
/// by <see cref="Tiffskriver"/>. Programs run in processes of their own with bounds on time, memory and files.
/// </summary>
internal sealed class Konverter : IDisposable
{
    /// <summary>Pages that lie unpacked at once.</summary>
    private const int Portion = 8;

    private const long MestHukommelse = 2L * 1024 * 1024 * 1024, StoersteSide = 1024L * 1024 * 1024;

    /// <summary>A larger file has a run of LibreOffice of its own, with the time that takes.</summary>
    private const long StoersteSammen = 20L * 1024 * 1024;

    private readonly Konverteringsvalg _valg;
    private readonly string _mappe;
    private readonly string? _pdftoppm;
    private readonly OfficeConverter _office;
    private readonly Qpdf _qpdf;
    private readonly TiffConverter _tiff;

    /// <param name="valg">Programs and bounds.</param>
    /// <param name="mappe">Where half-made files lie.</param>
    public Konverter(Konverteringsvalg valg, string mappe)
    {
        (_valg, _mappe) = (valg, mappe);
        Directory.CreateDirectory(mappe);
        _pdftoppm = valg.Pdftoppm is null ? ChildProcess.Find("pdftoppm") : File.Exists(valg.Pdftoppm) ? valg.Pdftoppm : null;
        _office = new(new() { Program = valg.Soffice, AtOnce = valg.Samtidig, TimeLimit = valg.Tid, WorkFolder = mappe });
        _qpdf = new(new() { AtOnce = valg.Samtidig, WorkFolder = mappe });
        _tiff = new(new() { AtOnce = valg.Samtidig, WorkFolder = mappe });
    }

    /// <summary>
    /// PDFs of the files that LibreOffice reads, many in one run of it, since its start costs more than a letter. Null for those that are not for it, or that it did not make: alone they say why.
    /// </summary>
    /// <param name="filer">Paths and names.</param>
    /// <param name="mappe">Gets the PDFs.</param>
    /// <param name="ct">Stops, and kills the processes.</param>
    public async Task<IReadOnlyList<string?>> KontorfilerAsync(IReadOnlyList<(string Sti, string Filnavn)> filer, string mappe, CancellationToken ct)
    {
        var svar = new string?[filer.Count];
        var sunde = filer.Select((fil, nr) => (Nr: nr, fil.Sti, Endelse: Kontorendelse(fil.Sti, fil.Filnavn))).Where(f => f.Endelse is not null).ToList();
        if (sunde.Count == 0)
            return svar;
        var prKoersel = (sunde.Count + _valg.Samtidig - 1) / _valg.Samtidig;
        await Parallel.ForEachAsync(sunde.Chunk(prKoersel), new ParallelOptions { MaxDegreeOfParallelism = _valg.Samtidig, CancellationToken = ct }, async (del, stop) =>
        {
            var indhold = Array.ConvertAll(del, f => File.OpenRead(f.Sti));
            try
            {
                var lavet = await _office.ToPdfManyAsync([.. del.Select((f, i) => ((Stream)indhold[i], f.Endelse!))], stop);
                for (var i = 0; i < del.Length; i++)
                {
                    if (lavet[i] is not { } pdf)
                        continue;
                    await using (pdf)
                    {
                        var sti = Path.Combine(mappe, Tal(del[i].Nr) + ".pdf");
                        await using var kopi = File.Create(sti);
                        await pdf.CopyToAsync(kopi, stop);
                        svar[del[i].Nr] = sti;
                    }
                }
            }
            finally
            {
                foreach (var fil in indhold)
                    await fil.DisposeAsync();
            }
        });
        return svar;
    }

    /// <summary>Makes <paramref name="til"/> of a file.</summary>
    /// <param name="sti">The file, which is not changed.</param>
    /// <param name="filnavn">Its name, whose ending may say what it is.</param>
    /// <param name="til">The TIFF; there is none where it did not succeed.</param>
    /// <param name="ct">Stops, and kills the process.</param>
    /// <param name="kontorpdf">What <see cref="KontorfilerAsync"/> made of it; it is moved.</param>
    public async Task<Konvertering> TilTiffAsync(string sti, string filnavn, string til, CancellationToken ct, string? kontorpdf = null)
    {
        if (kontorpdf is not null && _pdftoppm is not null)
        {
            using var faerdig = new TemporaryFolder(_mappe);
            File.Move(kontorpdf, faerdig.File("ind.pdf"));
            var tegnet = await SiderAsync(_pdftoppm, faerdig, til, ct);
            if (tegnet.Tilstand == Filtilstand.Ok)
                return tegnet;
            File.Delete(til);
        }

        if (!File.Exists(sti))
            return new(Filtilstand.Fejl, "Filens indhold mangler i lageret.", 0, 0, null);
        await using var indhold = File.OpenRead(sti);
        if (indhold.Length == 0)
            return new(Filtilstand.Fejl, "Filen er tom.", 0, 0, null);
        var syn = FileInspector.Inspect(indhold, filnavn);
        indhold.Position = 0;
        if (_pdftoppm is null)
            return new(Filtilstand.Uform, "Programmet pdftoppm er ikke installeret på serveren.", 0, 0, null);
        using var pdf = await PdfRendition.MakeAsync(indhold, filnavn, _office, _qpdf, _tiff, ct);
        if (pdf.Pdf is null)
            return new(Art(syn), pdf.Reason, 0, 0, null);
        using var mappe = new TemporaryFolder(_mappe);
        await using (var kopi = File.Create(mappe.File("ind.pdf")))
            await pdf.Pdf.CopyToAsync(kopi, ct);
        var svar = await SiderAsync(_pdftoppm, mappe, til, ct);
        if (svar.Tilstand != Filtilstand.Ok)
        {
            File.Delete(til);
            return svar with { Tilstand = syn.Has(FileMark.Encrypted) ? Filtilstand.Laast : svar.Tilstand };
        }

        return svar with { Grund = pdf.Reason };
    }

    public void Dispose()
    {
        _office.Dispose();
        _qpdf.Dispose();
        _tiff.Dispose();
    }

    private static Filtilstand Art(FileInspection syn) => syn.Has(FileMark.Encrypted) ? Filtilstand.Laast : syn.Has(FileMark.Broken) || syn.Has(FileMark.WrongName) ? Filtilstand.Fejl : Filtilstand.Uform;

    /// <summary>The ending of a sound file that LibreOffice reads; null for others.</summary>
    private static string? Kontorendelse(string sti, string filnavn)
    {
        if (new FileInfo(sti) is not { Exists: true, Length: > 0 and <= StoersteSammen })
            return null;
        using var indhold = File.OpenRead(sti);
        var syn = FileInspector.Inspect(indhold, filnavn);
        return syn.Remarks.Count == 0 && OfficeConverter.CanConvert(syn.Extension) ? syn.Extension : null;
    }

    private async Task<Konvertering> SiderAsync(string program, TemporaryFolder mappe, string til, CancellationToken ct)
    {
        using var tiff = new Tiffskriver(til);
        for (var fra = 1; ; fra += Portion)
        {
            if (fra > _valg.FlestSider)
                return new(Filtilstand.Uform, $"Dokumentet har over {_valg.FlestSider} sider.", 0, 0, null);
            var slut = await ChildProcess.RunAsync(program,
                ["-r", Tal(_valg.Dpi), "-aa", "no", "-aaVector", "no", "-f", Tal(fra), "-l", Tal(fra + Portion - 1), mappe.File("ind.pdf"), mappe.File("side")],
                mappe.Path, new(_valg.Tid, MestHukommelse, StoersteSide), ct);
            if (slut.ExitCode is null)
                return new(Filtilstand.Uform, $"Siderne kunne ikke tegnes inden for {_valg.Tid.TotalSeconds:0} sekunder.", 0, 0, null);
            var sider = Directory.GetFiles(mappe.Path, "side-*.ppm");
            Array.Sort(sider, StringComparer.Ordinal);
            try
            {
                foreach (var side in sider)
                {
                    ct.ThrowIfCancellationRequested();
                    tiff.Side(side, _valg.Dpi);
                    File.Delete(side);
                }
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                return new(Filtilstand.Uform, "En side er for stor eller kunne ikke tegnes.", 0, 0, null);
            }

            if (sider.Length < Portion)
                break;
        }

        if (tiff.Sider == 0)
            return new(Filtilstand.Fejl, "Filen har ingen sider, der kan tegnes. Den er måske beskadiget.", 0, 0, null);
        var (md5, bytes) = tiff.Slut();
        return new(Filtilstand.Ok, null, tiff.Sider, bytes, md5);
    }

    private static string Tal(int tal) => tal.ToString(CultureInfo.InvariantCulture);
}
