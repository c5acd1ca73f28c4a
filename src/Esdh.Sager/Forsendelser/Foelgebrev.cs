using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;

namespace Esdh.Sager.Forsendelser;

/// <summary>The first page: what the letter is about, what it says, and a list of what is enclosed. It names no receiver, for it is the same to all.</summary>
internal static class Foelgebrev
{
    public static async Task<StoredContent> DanAsync(Authority myndighed, Forsendelse forsendelse, string sagsnummer, IReadOnlyList<Forsendelsesdel> dele, CancellationToken ct)
    {
        using var pdf = new PdfWriter($"Følgebrev: {forsendelse.Titel}", $"{myndighed.Info.Name} · sag {sagsnummer}");
        pdf.Paragraph(myndighed.Info.Name).Paragraph($"{DanishTime.LongDate(DanishTime.DateOf(forsendelse.Tidligst ?? forsendelse.Bestilt))}\nSag {sagsnummer}").Heading(forsendelse.Titel);
        if (forsendelse.Tekst is { } tekst)
            pdf.Paragraph(tekst);
        var bilag = dele.Where(d => d.Nummer > 0).GroupBy(d => d.DokumentId).ToList();
        pdf.Heading("Hermed følger", 2);
        List<IReadOnlyList<string>> raekker = [["Nr.", "Dokument", "Akt", "Fil"]];
        raekker.AddRange(bilag.SelectMany((g, i) => g.Select((d, n) => (IReadOnlyList<string>)[n == 0 ? $"{i + 1}" : "", n == 0 ? d.Titel : "", d.Akt ?? "", d.Pdfnavn])));
        pdf.Table(raekker, hasHeader: true, weights: [1, 8, 2, 6]);
        using var fil = new MemoryStream();
        pdf.Save(fil);
        return await myndighed.Content.SaveAsync(fil.ToArray(), ct);
    }
}
