namespace Esdh.Core.Files.Pdf;

/// <summary>What can be told of a PDF without showing it.</summary>
/// <param name="Pages">Number of pages; 0 where a password is needed.</param>
/// <param name="NeedsPassword">True where it cannot be opened without a password.</param>
/// <param name="HasErrors">True where the file is damaged and could only be read by mending it; something may be missing.</param>
public sealed record PdfInfo(int Pages, bool NeedsPassword, bool HasErrors)
{
    /// <summary>Reads <paramref name="pdf"/>, which must be seekable and stays open.</summary>
    /// <exception cref="PdfException">The file is damaged, no PDF or too large, or qpdf is not installed; Danish message.</exception>
    public static async Task<PdfInfo> ReadAsync(Stream pdf, Qpdf qpdf, CancellationToken ct = default)
    {
        using var folder = qpdf.Folder();
        await qpdf.CopyAsync(pdf, folder, "ind.pdf", ct);
        if (await qpdf.NeedsPasswordAsync(folder, "ind.pdf", ct))
        {
            return new(0, true, false);
        }

        var (pages, hasErrors) = await qpdf.CountAsync(folder, "ind.pdf", ct);
        return new(pages, false, hasErrors);
    }
}
