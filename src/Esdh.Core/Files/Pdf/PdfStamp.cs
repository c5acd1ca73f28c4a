namespace Esdh.Core.Files.Pdf;

/// <summary>Writes case, akt and date at the top of each page of a copy.</summary>
public static class PdfStamp
{
    /// <summary>
    /// Reads <paramref name="original"/> (seekable, never written to) and writes a stamped copy to <paramref name="output"/>; <paramref name="text"/>
    /// is one line, such as <c>Sag 02.34.02-G01-17-26 · Akt 7.1 · 03-02-2026</c>, cut to the page's width. A digital signature in the file
    /// does not hold for the copy.
    /// </summary>
    /// <exception cref="PdfException">The PDF needs a password, is damaged or too large, or qpdf is not installed; Danish message.</exception>
    public static async Task StampAsync(Stream original, Stream output, string text, Qpdf qpdf, CancellationToken ct = default)
    {
        using var folder = qpdf.Folder();
        await qpdf.CopyAsync(original, folder, "ind.pdf", ct);
        await qpdf.RewriteAsync(folder, "ind.pdf", "hel.pdf", isWhole: true, ct);
        var layout = await qpdf.LayoutAsync(folder, "hel.pdf", ct);
        await WriteAsync(folder, "stempler.pdf", layout.Sizes.Select(size => (size, text)));
        await qpdf.JoinAsync(folder, ["hel.pdf", "--overlay", "stempler.pdf", "--", "--deterministic-id", "ud.pdf"], ct);
        await using var made = File.OpenRead(folder.File("ud.pdf"));
        await made.CopyToAsync(output, ct);
    }

    /// <summary>A file of empty pages with a stamp on each, to be laid over pages of the same size.</summary>
    internal static async Task WriteAsync(TemporaryFolder folder, string name, IEnumerable<((double Width, double Height) Size, string Text)> pages)
    {
        const double Size = 8;
        using var stamps = new PdfPages("");
        foreach (var (size, text) in pages)
        {
            stamps.Add(size.Width, size.Height);
            var line = stamps.Regular.Cut(PdfText.Printable(text), Size, Math.Max(20, size.Width - 30));
            var wide = stamps.Regular.Measure(line, Size);
            var left = Math.Max(1, size.Width - wide - 18);
            stamps.Box(left, 6, wide + 8, 13, isWhite: true); // readable on a dark page too
            stamps.Text(line, stamps.Regular, Size, left + 4, 15.5);
        }

        await using var file = File.Create(folder.File(name));
        stamps.Save(file, footer: null);
    }
}
