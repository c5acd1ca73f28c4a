using Esdh.Core.Authorities;
using Esdh.Core.Files;
using Esdh.Core.Files.Pdf;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Indhold;

/// <summary>The PDF of a file, made once for each content and kept beside it.</summary>
internal sealed class Pdfdannelse(SagerDb db, Authority myndighed, OfficeConverter office, Qpdf qpdf, TiffConverter tiff, TimeProvider tid)
{
    /// <summary>How long a failure stands before it is tried again: LibreOffice may have been put in meanwhile.</summary>
    private static readonly TimeSpan Proevigen = TimeSpan.FromHours(1);

    /// <summary>What can be told without making anything: null where it would have to be made.</summary>
    public async Task<Resultat?> FindAsync(string sha256, string mimetype, CancellationToken ct)
    {
        if (mimetype == "application/pdf")
            return new(sha256, null);
        var kendt = await db.Pdfvisninger.AsNoTracking().SingleOrDefaultAsync(p => p.Sha256 == sha256, ct);
        return kendt switch
        {
            { PdfSha256: { } pdf } when myndighed.Content.Exists(pdf) => new(pdf, kendt.Grund),
            { PdfSha256: null } when kendt.Lavet > tid.GetUtcNow() - Proevigen => new(null, kendt.Grund),
            _ => null,
        };
    }

    /// <param name="sha256">The original's content.</param>
    /// <param name="filnavn">Its name, for the kind.</param>
    /// <param name="mimetype">As the bytes say.</param>
    /// <param name="ct">Stops; nothing is remembered then.</param>
    public async Task<Resultat> DanAsync(string sha256, string filnavn, string mimetype, CancellationToken ct)
    {
        if (await FindAsync(sha256, mimetype, ct) is { } findes)
            return findes;
        await using var original = myndighed.Content.OpenRead(sha256);
        using var pdf = await PdfRendition.MakeAsync(original, filnavn, office, qpdf, tiff, ct);
        var gemt = pdf.Pdf is null ? null : await myndighed.Content.SaveAsync(pdf.Pdf, long.MaxValue, ct);
        await myndighed.Queue.RunAsync((GemPdfvisning act) => act.Udfoer(new(sha256, gemt, pdf.Reason), ct), ct);
        return new(gemt?.Sha256, pdf.Reason);
    }

    /// <summary>Makes the PDFs of many sound Word files in one go, as far as that goes; what it did not make <see cref="DanAsync"/> makes, or says why not.</summary>
    public async Task DanMangeAsync(IReadOnlyList<(string Sha256, string Filnavn)> filer, CancellationToken ct)
    {
        List<(string Sha256, Stream Indhold)> sunde = [];
        try
        {
            foreach (var (sha256, filnavn) in filer)
            {
                Stream indhold = myndighed.Content.OpenRead(sha256);
                if (FileInspector.Inspect(indhold, filnavn) is { Extension: ".docx", Remarks.Count: 0 })
                    sunde.Add((sha256, indhold));
                else
                    await indhold.DisposeAsync();
                if (indhold.CanSeek)
                    indhold.Position = 0;
            }

            var pdf = await office.ToPdfManyAsync([.. sunde.Select(f => (f.Indhold, ".docx"))], ct);
            for (var i = 0; i < pdf.Count; i++)
            {
                if (pdf[i] is not { } stroem)
                    continue;
                await using (stroem)
                {
                    var (sha256, gemt) = (sunde[i].Sha256, await myndighed.Content.SaveAsync(stroem, long.MaxValue, ct));
                    await myndighed.Queue.RunAsync((GemPdfvisning act) => act.Udfoer(new(sha256, gemt, null), ct), ct);
                }
            }
        }
        finally
        {
            foreach (var (_, indhold) in sunde)
                await indhold.DisposeAsync();
        }
    }

    /// <param name="Sha256">The PDF's content, or null.</param>
    /// <param name="Grund">Danish sentence: why there is none, or what it lacks.</param>
    internal sealed record Resultat(string? Sha256, string? Grund);
}
