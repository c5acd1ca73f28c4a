using System.Globalization;
using System.Text.Json.Nodes;

namespace Esdh.Core.Files.Pdf;

/// <summary>One document in an assembled PDF.</summary>
/// <param name="Number">Its number as shown in the index, such as <c>7.1</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Date">Its date as shown, or empty.</param>
/// <param name="Open">
/// Makes its PDF when its turn comes, mostly by <see cref="PdfRendition.MakeAsync"/>; the assembler disposes the answer. A reason without a PDF
/// gets a page that says it, a reason with one stands in the index.
/// </param>
/// <param name="Stamp">Line for the top of each of its pages, or null for none.</param>
/// <param name="Level">0 for a document, 1 for its attachment: sets it in, in index and bookmarks.</param>
public sealed record PdfAssemblyItem(string Number, string Title, string Date, Func<CancellationToken, Task<OfficeConversion>> Open, string? Stamp = null, int Level = 0);

/// <summary>What an assembly came to.</summary>
/// <param name="Pages">Pages in all, index included.</param>
/// <param name="Missing">Numbers of the items that only got a page saying why they are not there.</param>
public sealed record PdfAssembly(int Pages, IReadOnlyList<string> Missing);

/// <summary>
/// Many PDFs as one, with an index that links to each, and bookmarks. An item that cannot be read gets a page that says why; the rest is
/// still made. Items beyond <c>mostBytes</c> together get such a page too. Works on disk: memory does not follow the size of the items.
/// </summary>
public static class PdfAssembler
{
    private const double Margin = 50;
    private const double RowHeight = 16;
    private const int MostPages = 20_000;
    private const string IndexFile = "indhold.pdf";

    /// <summary>Assembles <paramref name="items"/> in order under <paramref name="title"/> and writes the file to <paramref name="output"/>, which stays open.</summary>
    /// <param name="title">Heading of the index and the file's title.</param>
    /// <param name="lines">Up to five lines under the heading: case title, date of the extract, who made it.</param>
    /// <param name="items">The documents, opened one at a time.</param>
    /// <param name="output">Where the PDF goes; nothing is written before all is made.</param>
    /// <param name="qpdf">Does the joining.</param>
    /// <param name="mostBytes">Bytes of source PDFs that are taken in, 300 MB unless told.</param>
    /// <param name="ct">Ends the work at once.</param>
    /// <exception cref="PdfException">qpdf is not installed or could not join the files; Danish message.</exception>
    public static async Task<PdfAssembly> AssembleAsync(
        string title,
        IReadOnlyList<string> lines,
        IEnumerable<PdfAssemblyItem> items,
        Stream output,
        Qpdf qpdf,
        long mostBytes = 300L * 1024 * 1024,
        CancellationToken ct = default)
    {
        using var folder = qpdf.Folder();
        var rows = new List<Row>();
        var pages = 0;
        foreach (var item in items)
        {
            var row = new Row(item, string.Create(CultureInfo.InvariantCulture, $"{rows.Count + 1}.pdf"));
            try
            {
                mostBytes -= await TakeInAsync(row, folder, qpdf, mostBytes, MostPages - pages, ct);
            }
            catch (PdfException e)
            {
                (row.IsMissing, row.Note, row.Pages) = (true, e.Message, 1);
            }
            catch (IOException)
            {
                (row.IsMissing, row.Note, row.Pages) = (true, "Dokumentets fil kunne ikke læses.", 1);
            }

            pages += row.Pages;
            rows.Add(row);
        }

        var indexPages = await WriteIndexAsync(title, lines, rows, folder);
        await qpdf.JoinAsync(folder, JoinArguments(rows, indexPages), ct);
        var layout = await qpdf.LayoutAsync(folder, "samlet.pdf", ct);
        if (layout.Pages.Count != indexPages + pages)
        {
            throw new PdfException("PDF-filerne kunne ikke samles: der mangler sider i resultatet.");
        }

        await File.WriteAllTextAsync(folder.File("maal.json"), Targets(rows, indexPages, layout), ct);
        List<string> finish = ["samlet.pdf", "--update-from-json=maal.json"];
        var stamped = Starts(rows, indexPages).Where(row => row.Row.Item.Stamp is not null).ToList();
        if (stamped.Count > 0)
        {
            await PdfStamp.WriteAsync(folder, "stempler.pdf", stamped.SelectMany(row => Enumerable.Range(row.First, row.Row.Pages).Select(page => (layout.Sizes[page - 1], row.Row.Item.Stamp!))));
            finish.AddRange(["--overlay", "stempler.pdf", "--to=" + string.Join(',', stamped.Select(row => $"{row.First}-{row.First + row.Row.Pages - 1}")), "--"]);
        }

        await qpdf.JoinAsync(folder, [.. finish, "--object-streams=generate", "--deterministic-id", "ud.pdf"], ct);
        await using var made = File.OpenRead(folder.File("ud.pdf"));
        await made.CopyToAsync(output, ct);
        return new(indexPages + pages, [.. rows.Where(row => row.IsMissing).Select(row => row.Item.Number)]);
    }

    /// <summary>Makes the item's PDF and a sound copy of its pages; the answer is the bytes it took.</summary>
    private static async Task<long> TakeInAsync(Row row, TemporaryFolder folder, Qpdf qpdf, long mostBytes, int mostPages, CancellationToken ct)
    {
        using var answer = await row.Item.Open(ct);
        row.Note = answer.Reason;
        if (answer.Pdf is not { } pdf)
        {
            throw new PdfException(answer.Reason ?? "Dokumentet findes ikke som PDF.");
        }

        if (pdf.Length > mostBytes)
        {
            throw new PdfException("Dokumentet er udeladt, fordi den samlede fil ellers bliver for stor. Hent det for sig selv.");
        }

        await qpdf.CopyAsync(pdf, folder, "ind.pdf", ct);
        if (await qpdf.RewriteAsync(folder, "ind.pdf", row.File, isWhole: false, ct))
        {
            row.Note ??= "PDF-filen har fejl; noget kan mangle. Se originalen.";
        }

        row.Pages = (await qpdf.CountAsync(folder, row.File, ct)).Pages;
        return row.Pages <= mostPages ? pdf.Length : throw new PdfException("Dokumentet er udeladt, fordi den samlede fil ellers får for mange sider. Hent det for sig selv.");
    }

    /// <summary>Index, bookmarks, and behind them the pages for what is missing. Links lead to names, for the pages they mean are in no file yet.</summary>
    private static async Task<int> WriteIndexAsync(string title, IReadOnlyList<string> lines, List<Row> rows, TemporaryFolder folder)
    {
        using var pages = new PdfPages(title);
        var split = Split(rows, Math.Min(5, lines.Count));
        var first = split.Count + 1;
        pages.Bookmark("Indhold", 0, Name(-1));
        for (var i = 0; i < split.Count; i++)
        {
            pages.Add();
            first = WriteIndexPage(pages, title, i == 0 ? lines : [], split[i], first);
            pages.Text($"Indhold, side {i + 1} af {split.Count}", pages.Regular, 8, Margin, pages.Height - 30, isGray: true);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            pages.Bookmark($"{rows[i].Item.Number} {rows[i].Item.Title}", rows[i].Item.Level, Name(i));
            if (rows[i].IsMissing)
            {
                WritePlaceholder(pages, rows[i]);
            }
        }

        await using var file = File.Create(folder.File(IndexFile));
        pages.Save(file, footer: null);
        return split.Count;
    }

    private static List<List<(Row Row, int Index)>> Split(List<Row> rows, int lines)
    {
        var split = new List<List<(Row, int)>> { new() };
        var left = 700 - (14.0 * lines);
        for (var i = 0; i < rows.Count; i++)
        {
            if (left < Height(rows[i]))
            {
                split.Add([]);
                left = 700;
            }

            split[^1].Add((rows[i], i));
            left -= Height(rows[i]);
        }

        return split;
    }

    private static double Height(Row row) => row.Note is null ? RowHeight : RowHeight + 11;

    private static int WriteIndexPage(PdfPages pages, string title, IReadOnlyList<string> lines, List<(Row Row, int Index)> rows, int first)
    {
        var width = pages.Width - (2 * Margin);
        var y = 60.0;
        pages.Text(pages.Bold.Cut(PdfText.Printable(title), 14, width), pages.Bold, 14, Margin, y);
        y += 20;
        foreach (var line in lines.Take(5))
        {
            pages.Text(pages.Regular.Cut(PdfText.Printable(line), 9, width), pages.Regular, 9, Margin, y);
            y += 14;
        }

        y += 14;
        double titleAt = Margin + 45, dateAt = Margin + width - 150, countAt = Margin + width - 80, pageAt = Margin + width - 35;
        foreach (var (text, x) in new[] { ("Nr.", Margin), ("Titel", titleAt), ("Dato", dateAt), ("Sider", countAt), ("Side", pageAt) })
        {
            pages.Text(text, pages.Bold, 9, x, y);
        }

        pages.Line(Margin, y + 4, width);
        y += 18;
        foreach (var (row, index) in rows)
        {
            var indent = Math.Clamp(row.Item.Level, 0, 3) * 10;
            Put(row.Item.Number, Margin, 42);
            Put(row.Item.Title, titleAt + indent, dateAt - titleAt - indent - 6);
            Put(row.Item.Date, dateAt, 66);
            Put(row.Pages.ToString(CultureInfo.InvariantCulture), countAt, 40);
            Put(first.ToString(CultureInfo.InvariantCulture), pageAt, 35);
            if (row.Note is not null)
            {
                var note = row.IsMissing ? "Kan ikke vises: " + row.Note : row.Note;
                pages.Text(pages.Regular.Cut(PdfText.Printable(note), 8, width - 45 - indent), pages.Regular, 8, titleAt + indent, y + 11, isGray: true);
            }

            pages.Link(Margin, y - 11, width, Height(row) - 1, Name(index));
            y += Height(row);
            first += row.Pages;
        }

        return first;

        void Put(string text, double x, double room) => pages.Text(pages.Regular.Cut(PdfText.Printable(text), 9, room), pages.Regular, 9, x, y);
    }

    private static void WritePlaceholder(PdfPages pages, Row row)
    {
        pages.Add();
        var width = pages.Width - (2 * Margin);
        var y = 90.0;
        foreach (var (text, font, size) in new[] { ($"{row.Item.Number} {row.Item.Title}".Trim(), pages.Bold, 14), (row.Item.Date, pages.Regular, 10), ("Dokumentet kan ikke vises her.", pages.Bold, 11) })
        {
            pages.Text(font.Cut(PdfText.Printable(text), size, width), font, size, Margin, y);
            y += 24;
        }

        foreach (var line in PdfWriter.Wrap(row.Note ?? "", pages.Regular, 11, width).Take(30))
        {
            pages.Text(line, pages.Regular, 11, Margin, y);
            y += 16;
        }
    }

    private static List<string> JoinArguments(List<Row> rows, int indexPages)
    {
        List<string> arguments = [IndexFile, "--pages", ".", $"1-{indexPages}"];
        var placeholder = indexPages;
        foreach (var row in rows)
        {
            arguments.AddRange(row.IsMissing ? [".", $"{++placeholder}"] : [row.File, "1-z"]);
        }

        return [.. arguments, "--", "--deterministic-id", "samlet.pdf"];
    }

    /// <summary>Each item with the number of its first page in the whole, from 1.</summary>
    private static IEnumerable<(Row Row, int First)> Starts(List<Row> rows, int indexPages)
    {
        var first = indexPages + 1;
        foreach (var row in rows)
        {
            yield return (row, first);
            first += row.Pages;
        }
    }

    /// <summary>The catalog once more, now that the pages exist which the index's names mean.</summary>
    private static string Targets(List<Row> rows, int indexPages, QpdfLayout layout)
    {
        var names = new JsonArray { "u:" + Name(-1)[1..^1], Target(0) };
        foreach (var (index, first) in Starts(rows, indexPages).Select((row, i) => (i, row.First)))
        {
            names.Add("u:" + Name(index)[1..^1]);
            names.Add(Target(first - 1));
        }

        var catalog = layout.Catalog.DeepClone().AsObject();
        catalog["/Names"] = new JsonObject { ["/Dests"] = new JsonObject { ["/Names"] = names } };
        return new JsonObject
        {
            ["qpdf"] = new JsonArray
            {
                new JsonObject { ["jsonversion"] = 2, ["pdfversion"] = "1.7", ["pushedinheritedpageresources"] = false, ["calledgetallpages"] = false, ["maxobjectid"] = layout.MaxObject },
                new JsonObject { ["obj:" + layout.Root] = new JsonObject { ["value"] = catalog } },
            },
        }.ToJsonString();

        JsonArray Target(int page) => [layout.Pages[page], "/XYZ", null, null, null];
    }

    /// <summary>The name that stands for an item's first page; they must be in order.</summary>
    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"(side{index + 1:D7})");

    private sealed class Row(PdfAssemblyItem item, string file)
    {
        public PdfAssemblyItem Item => item;

        public string File => file;

        public int Pages { get; set; }

        public bool IsMissing { get; set; }

        public string? Note { get; set; }
    }
}
