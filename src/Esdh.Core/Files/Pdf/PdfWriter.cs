using System.Text;

namespace Esdh.Core.Files.Pdf;

/// <summary>
/// Sets plain text, simple HTML, tables and pictures on A4 with page numbers, and a bookmark for each heading. For what must be readable
/// without Word or a browser: not a faithful picture of the original. Tagged for screen readers. At most 2,000 pages; what comes after is left out and the last page
/// says so. Text runs from left to right in every script. The same calls give the same bytes.
/// </summary>
public sealed class PdfWriter : IDisposable
{
    private const int MostPages = 2_000;
    private const double Margin = 56;
    private const double Foot = 70;
    private const double Body = 10;
    private const int LongestWord = 400;
    private const double CellSize = 9;
    private const double CellLine = CellSize * 1.35;
    private const double CellPad = 3;

    private readonly PdfPages _pages;
    private readonly string _title;
    private readonly string _footer;
    private readonly PdfFont _regular;
    private readonly PdfFont _bold;
    private double _y;
    private bool _full;

    /// <summary><paramref name="title"/> goes into the file's properties, <paramref name="footer"/> to the foot of each page beside its number.</summary>
    public PdfWriter(string title, string footer = "")
    {
        _pages = new(title, isTagged: true);
        (_title, _footer) = (PdfText.Printable(title), PdfText.Printable(footer));
        (_regular, _bold) = (_pages.Regular, _pages.Bold);
    }

    private double Width => (_pages.Count == 0 ? 595 : _pages.Width) - (2 * Margin);

    private double Bottom => _pages.Height - Foot;

    /// <summary>A heading; <paramref name="level"/> from 1 (largest) to 6.</summary>
    public PdfWriter Heading(string text, int level = 1)
    {
        EnsurePage();
        var size = Math.Clamp(18 - (level * 2), 10, 16);
        Space(size);
        if (_y + (size * 3) > Bottom)
        {
            NewPage(); // never alone at the foot
        }

        if (!_full && !string.IsNullOrWhiteSpace(text))
        {
            var name = text.ReplaceLineEndings(" ").Trim();
            _pages.Bookmark(name.Length > 200 ? name[..200] : name, level - 1, _pages.Here(_y));
        }

        WriteText(text, _bold, size, 0, _pages.Element($"H{Math.Clamp(level, 1, 6)}"));
        Space(size * 0.3);
        return this;
    }

    /// <summary>Text of one or more lines, wrapped to the page.</summary>
    public PdfWriter Paragraph(string text)
    {
        WriteText(text, _regular, Body, 0, _pages.Element("P"));
        Space(Body * 0.5);
        return this;
    }

    /// <summary>A plain text file: empty lines kept.</summary>
    public PdfWriter PlainText(string text)
    {
        WriteText(text, _regular, Body, 0, _pages.Element("P"));
        return this;
    }

    /// <summary>Headings, paragraphs, lists and tables of HTML; pictures, colours and scripts are left out.</summary>
    public PdfWriter Html(string html)
    {
        var rows = new List<IReadOnlyList<string>>();
        PdfElement? list = null;
        foreach (var block in HtmlBlocks.Read(html))
        {
            // A row with a single cell is mostly layout.
            if (block.Kind == HtmlBlockKind.Row && block.Cells.Count(cell => cell.Length > 0) > 1)
            {
                rows.Add(block.Cells);
                list = null;
                continue;
            }

            FlushRows();
            list = block.Kind == HtmlBlockKind.ListItem ? list : null;
            switch (block.Kind)
            {
                case HtmlBlockKind.Heading:
                    Heading(block.Text, block.Level);
                    break;
                case HtmlBlockKind.ListItem:
                    list ??= _pages.Element("L");
                    WriteText("• " + block.Text, _regular, Body, 12, _pages.Element("LBody", _pages.Element("LI", list)));
                    Space(2);
                    break;
                case HtmlBlockKind.Rule:
                    Rule();
                    break;
                default:
                    Paragraph(block.Text.Replace('\t', ' ').Trim());
                    break;
            }
        }

        FlushRows();
        return this;

        void FlushRows()
        {
            if (rows.Count > 0)
            {
                Table(rows, hasHeader: false);
                rows.Clear();
            }
        }
    }

    /// <summary>A table over the page's width with equal columns, or with <paramref name="weights"/> relative to each other; at most 12 columns.</summary>
    public PdfWriter Table(IReadOnlyList<IReadOnlyList<string>> rows, bool hasHeader = true, IReadOnlyList<double>? weights = null)
    {
        var columns = Math.Min(12, rows.Count == 0 ? 0 : rows.Max(row => row.Count));
        if (columns == 0)
        {
            return this;
        }

        EnsurePage();
        var shares = Enumerable.Range(0, columns).Select(i => weights is not null && i < weights.Count ? weights[i] : 1).ToArray();
        var widths = shares.Select(share => Width * share / shares.Sum()).ToArray();
        var table = _pages.Element("Table");
        List<List<string>>? header = null;
        for (var r = 0; r < rows.Count && !_full; r++)
        {
            var isHeader = hasHeader && r == 0;
            var row = _pages.Element("TR", table);
            var cells = Enumerable.Range(0, columns).Select(i => Wrap(i < rows[r].Count ? rows[r][i] : "", isHeader ? _bold : _regular, CellSize, widths[i] - (2 * CellPad)).ToList()).ToList();
            var elements = cells.Select(_ => isHeader ? _pages.Element("TH", row, "/A << /O /Table /Scope /Column >>") : _pages.Element("TD", row)).ToList();
            var left = Math.Max(1, cells.Max(cell => cell.Count));
            var done = 0;
            while (left > 0 && !_full)
            {
                var room = (int)((Bottom - _y - (2 * CellPad)) / CellLine);
                if (room < Math.Min(left, 3))
                {
                    NewPage();
                    if (header is not null && !_full)
                    {
                        DrawCells(header, widths, 0, header.Max(cell => cell.Count), _bold, null);
                    }

                    continue;
                }

                var take = Math.Min(room, left);
                DrawCells(cells, widths, done, take, isHeader ? _bold : _regular, elements);
                done += take;
                left -= take;
            }

            if (isHeader && done <= 5)
            {
                header = cells; // again on every page; a longer one would eat them
            }
        }

        Space(Body);
        return this;
    }

    /// <summary>Danish sentence on what is not shown of the pictures; null where all is.</summary>
    public string? Remark { get; private set; }

    /// <summary>A picture (PNG, JPEG, GIF or BMP) on a page of its own, shrunk to fit.</summary>
    /// <exception cref="PdfException">The picture cannot be read or is too large; Danish message.</exception>
    public PdfWriter Picture(Stream picture)
    {
        const double PointsPerDot = 72.0 / 96;
        using var read = PdfPicture.Read(picture);
        Remark ??= read.Remark;
        NewPage();
        if (!_full)
        {
            var scale = Math.Min(PointsPerDot, Math.Min(Width / read.Width, (Bottom - Margin) / read.Height));
            _pages.Current = _pages.Element("Figure", null, $"/Alt {PdfObjects.Text("Billede: " + _title)}");
            _pages.Picture(read, Margin, _y, read.Width * scale, read.Height * scale);
            _y = Bottom;
        }

        return this;
    }

    /// <summary>Writes the file with its page numbers to <paramref name="output"/>, which stays open. May be called once.</summary>
    public void Save(Stream output)
    {
        EnsurePage();
        if (_full)
        {
            _pages.Current = _pages.Element("P");
            _pages.Text("Resten er udeladt: dokumentet er for langt.", _bold, Body, Margin, Bottom + 14);
        }

        _pages.Save(output, _footer);
    }

    /// <inheritdoc/>
    public void Dispose() => _pages.Dispose();

    /// <summary>Lines of a row's cells side by side; without elements they only repeat what stood before.</summary>
    private void DrawCells(List<List<string>> cells, double[] widths, int from, int count, PdfFont font, List<PdfElement>? elements)
    {
        var height = (count * CellLine) + (2 * CellPad);
        var x = Margin;
        for (var i = 0; i < cells.Count; i++)
        {
            _pages.Box(x, _y, widths[i], height);
            _pages.Current = elements?[i];
            for (var l = from; l < from + count && l < cells[i].Count; l++)
            {
                _pages.Text(cells[i][l], font, CellSize, x + CellPad, _y + CellPad + CellSize + ((l - from) * CellLine));
            }

            x += widths[i];
        }

        _y += height;
    }

    private void Rule()
    {
        EnsurePage();
        if (_y + 12 > Bottom)
        {
            NewPage();
        }

        if (_full)
        {
            return;
        }

        Space(4);
        _pages.Line(Margin, _y, Width);
        Space(8);
    }

    private void Space(double points) => _y += points;

    private void EnsurePage()
    {
        if (_pages.Count == 0)
        {
            NewPage();
        }
    }

    private void NewPage()
    {
        if (_pages.Count >= MostPages)
        {
            _full = true;
            return;
        }

        _pages.Add();
        _y = Margin;
    }

    private void WriteText(string text, PdfFont font, double size, double indent, PdfElement element)
    {
        EnsurePage();
        _pages.Current = element;
        var line = size * 1.4;
        foreach (var piece in Wrap(text, font, size, Width - indent))
        {
            if (_y + line > Bottom)
            {
                NewPage();
            }

            if (_full)
            {
                return;
            }

            _pages.Text(piece, font, size, Margin + indent, _y + size);
            _y += line;
        }
    }

    /// <summary>Lines no wider than <paramref name="width"/>, with a space where copying and reading aloud need one; words that are too wide by themselves are cut.</summary>
    internal static IEnumerable<string> Wrap(string text, PdfFont font, double size, double width)
    {
        var space = font.Measure(" ", size);
        foreach (var given in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = new StringBuilder();
            double used = 0;
            var first = true;
            foreach (var whole in PdfText.Printable(given.Replace("\t", "    ", StringComparison.Ordinal)).Split(' '))
            {
                var isWhole = true;
                foreach (var word in Pieces(whole, font, size, width))
                {
                    var wide = font.Measure(word, size);
                    var gap = first || line.Length == 0 ? 0 : space;
                    if (line.Length > 0 && used + gap + wide > width)
                    {
                        yield return isWhole ? line.Append(' ').ToString() : line.ToString();
                        line.Clear();
                        (used, gap) = (0, 0);
                    }

                    isWhole = false;
                    if (gap > 0)
                    {
                        line.Append(' ');
                    }

                    line.Append(word.Length == 0 && line.Length == 0 ? " " : word);
                    used += gap + wide;
                    first = false;
                }
            }

            var last = line.ToString().TrimEnd();
            yield return last.Length == 0 ? "" : last + " ";
        }
    }

    private static IEnumerable<string> Pieces(string word, PdfFont font, double size, double width)
    {
        if (word.Length < LongestWord && font.Measure(word, size) <= width)
        {
            yield return word;
            yield break;
        }

        var start = 0;
        double used = 0;
        for (var i = 0; i < word.Length;)
        {
            var step = char.IsHighSurrogate(word[i]) && i + 1 < word.Length ? 2 : 1;
            var wide = font.Measure(word.AsSpan(i, step), size);
            if (i > start && used + wide > width)
            {
                yield return word[start..i];
                (start, used) = (i, 0);
            }

            used += wide;
            i += step;
        }

        yield return word[start..];
    }
}
