using System.Globalization;
using System.Net;
using System.Text;

namespace Esdh.Core.Files.Pdf;

/// <summary>
/// Pages that text, lines and pictures are put on, with links and bookmarks: the layer between layout and the file's objects. All measures
/// are in points from the page's upper left corner; text stands on its line <c>y</c>. A page is packed away when the next is begun.
/// A tagged file tells screen readers what is heading, paragraph, list and table: by <see cref="Element"/> and <see cref="Current"/>.
/// </summary>
internal sealed class PdfPages : IDisposable
{
    private readonly PdfObjects _objects = new();
    private readonly string _title;
    private readonly bool _isTagged;
    private readonly List<PdfElement> _elements = [];
    private readonly StringBuilder _content = new();
    private readonly List<Page> _pages = [];
    private readonly List<(string Title, int Level, string Target)> _outline = [];
    private readonly List<int> _pictures = [];
    private bool _isMarked; // within the content of the current element

    /// <summary>The file's title, shown in a reader's window; its language is Danish.</summary>
    public PdfPages(string title, bool isTagged = false) => (_title, _isTagged) = (PdfText.Printable(title), isTagged);

    public PdfFont Regular { get; } = new(TrueTypeFont.Regular);

    public PdfFont Bold { get; } = new(TrueTypeFont.Bold);

    /// <summary>What the following text and pictures belong to; null for what only repeats or decorates.</summary>
    public PdfElement? Current
    {
        get;
        set
        {
            if (value != field)
            {
                EndMark();
                field = value;
            }
        }
    }

    public int Count => _pages.Count;

    public double Width => _pages[^1].Width;

    public double Height => _pages[^1].Height;

    /// <summary>Begins a page, A4 unless told.</summary>
    public void Add(double width = 595.28, double height = 841.89)
    {
        EndPage();
        _pages.Add(new(_objects.Take(), width, height));
    }

    /// <summary>A part of the tagged file: <paramref name="tag"/> is one of the format's names, such as H1, P, Table; in the order of reading.</summary>
    /// <param name="tag">One of the format's names.</param>
    /// <param name="parent">What it is in; null for the file itself.</param>
    /// <param name="entries">Further entries of its dictionary.</param>
    public PdfElement Element(string tag, PdfElement? parent = null, string entries = "")
    {
        var element = new PdfElement(_objects.Take(), tag, parent, entries);
        parent?.Kids.Add($"{element.Number} 0 R");
        _elements.Add(element);
        return element;
    }

    public void Text(string text, PdfFont font, double size, double x, double y, bool isGray = false)
    {
        Mark();
        Put(_content, text, font, size, x, Height - y, isGray);
    }

    public void Line(double x, double y, double width)
    {
        Current = null;
        Mark();
        _content.Append(CultureInfo.InvariantCulture, $"0.5 G 0.5 w {N(x)} {N(Height - y)} m {N(x + width)} {N(Height - y)} l S\n");
    }

    /// <summary>A box with a thin edge, white inside where <paramref name="isWhite"/>.</summary>
    public void Box(double x, double y, double width, double height, bool isWhite = false)
    {
        Current = null;
        Mark();
        _content.Append(CultureInfo.InvariantCulture, $"0.5 G 0.5 w 1 g {N(x)} {N(Height - y - height)} {N(width)} {N(height)} re {(isWhite ? "B" : "S")}\n");
    }

    public void Picture(PdfPicture picture, double x, double y, double width, double height)
    {
        Mark();
        _pictures.Add(picture.Write(_objects));
        _content.Append(CultureInfo.InvariantCulture, $"q {picture.Matrix(x, Height - y - height, width, height)} cm /P{_pictures.Count} Do Q\n");
    }

    /// <summary>A target on the page that was begun last.</summary>
    public string Here(double y) => string.Create(CultureInfo.InvariantCulture, $"[{_pages[^1].Number} 0 R /XYZ null {N(Height - y)} null]");

    /// <summary>An area of the page that leads to <paramref name="target"/>: what <see cref="Here"/> gave, or a name in parentheses.</summary>
    public void Link(double x, double y, double width, double height, string target) =>
        _pages[^1].Links.Add(_objects.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [{N(x)} {N(Height - y - height)} {N(x + width)} {N(Height - y)}] /Dest {target} >>")));

    /// <summary>A bookmark; <paramref name="level"/> from 0, and at most one deeper than the one before.</summary>
    public void Bookmark(string title, int level, string target) => _outline.Add((PdfText.Printable(title), level, target));

    /// <summary>Ends the file. <paramref name="footer"/> stands at the foot of each page, with the page's number at the right; null for neither.</summary>
    public void Save(Stream output, string? footer)
    {
        EndPage();
        var (root, tree, resources) = (_objects.Take(), _objects.Take(), _objects.Take());
        for (var i = 0; i < _pages.Count; i++)
        {
            var page = _pages[i];
            if (footer is not null)
            {
                var foot = Foot(page, footer, $"Side {i + 1} af {_pages.Count}");
                page.Contents.Add(_objects.Packed("", Latin(_isTagged ? $"/Artifact BMC\n{foot}EMC\n" : foot)));
            }

            var links = (page.Links.Count == 0 ? "" : $" /Annots [{References(page.Links)}]") + (_isTagged ? $" /StructParents {i} /Tabs /S" : "");
            _objects.Write(page.Number, string.Create(
                CultureInfo.InvariantCulture,
                $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {N(page.Width)} {N(page.Height)}] /Resources {resources} 0 R /Contents [{References(page.Contents)}]{links} >>"));
        }

        _objects.Write(tree, string.Create(CultureInfo.InvariantCulture, $"<< /Type /Pages /Kids [{References(_pages.Select(page => page.Number))}] /Count {_pages.Count} >>"));
        var fonts = string.Concat(new[] { ("F1", Regular), ("F2", Bold) }.Where(font => font.Item2.IsUsed).Select(font => $"/{font.Item1} {font.Item2.Write(_objects)} 0 R "));
        var pictures = string.Concat(_pictures.Select((number, i) => $"/P{i + 1} {number} 0 R "));
        _objects.Write(resources, $"<< /Font << {fonts}>> /XObject << {pictures}>> >>");
        var outline = _outline.Count == 0 ? "" : $" /Outlines {WriteOutline()} 0 R /PageMode /UseOutlines";
        var metadata = _objects.Stream("/Type /Metadata /Subtype /XML", new MemoryStream(Encoding.UTF8.GetBytes(Metadata())));
        _objects.Write(root, $"<< /Type /Catalog /Pages {tree} 0 R /Lang (da-DK) /ViewerPreferences << /DisplayDocTitle true >> /Metadata {metadata} 0 R{outline}{(_isTagged ? $" /MarkInfo << /Marked true >> /StructTreeRoot {WriteElements()} 0 R" : "")} >>");
        _objects.Finish(root, _objects.Write($"<< /Title {PdfObjects.Text(_title)} /Producer (Esdh) >>"), output);
    }

    public void Dispose() => _objects.Dispose();

    private static string N(double value) => PdfObjects.Number(value);

    private static byte[] Latin(string content) => Encoding.Latin1.GetBytes(content);

    private static string References(IEnumerable<int> numbers) => string.Join(' ', numbers.Select(number => $"{number} 0 R"));

    private void Put(StringBuilder content, string text, PdfFont font, double size, double x, double up, bool isGray)
    {
        if (text.Length == 0)
        {
            return;
        }

        content.Append(CultureInfo.InvariantCulture, $"BT {(isGray ? "0.35" : "0")} g /{(font == Bold ? "F2" : "F1")} {N(size)} Tf {N(x)} {N(up)} Td ");
        font.Encode(text, content);
        content.Append(" Tj ET\n");
    }

    private string Foot(Page page, string footer, string number)
    {
        const double Size = 8, Margin = 56, Up = 30;
        var content = new StringBuilder();
        var wide = Regular.Measure(number, Size);
        Put(content, Regular.Cut(footer, Size, page.Width - (2 * Margin) - wide - 20), Regular, Size, Margin, Up, isGray: true);
        Put(content, number, Regular, Size, page.Width - Margin - wide, Up, isGray: true);
        return content.ToString();
    }

    private void EndPage()
    {
        if (_pages.Count > 0)
        {
            EndMark();
            _pages[^1].Contents.Add(_objects.Packed("", Latin(_content.ToString())));
            _content.Clear();
        }
    }

    private void Mark()
    {
        if (!_isTagged || _isMarked)
        {
            return;
        }

        _isMarked = true;
        if (Current is not { } element)
        {
            _content.Append("/Artifact BMC\n");
            return;
        }

        var page = _pages[^1];
        _content.Append(CultureInfo.InvariantCulture, $"/{element.Tag} << /MCID {page.Marks.Count} >> BDC\n");
        element.Kids.Add(string.Create(CultureInfo.InvariantCulture, $"<< /Type /MCR /Pg {page.Number} 0 R /MCID {page.Marks.Count} >>"));
        page.Marks.Add(element.Number);
    }

    private void EndMark()
    {
        if (_isMarked)
        {
            _content.Append("EMC\n");
            _isMarked = false;
        }
    }

    private int WriteElements()
    {
        var (root, whole) = (_objects.Take(), _objects.Take());
        foreach (var element in _elements)
        {
            _objects.Write(element.Number, $"<< /Type /StructElem /S /{element.Tag} /P {element.Parent?.Number ?? whole} 0 R {element.Entries} /K [{string.Join(' ', element.Kids)}] >>");
        }

        _objects.Write(whole, $"<< /Type /StructElem /S /Document /P {root} 0 R /K [{References(_elements.Where(element => element.Parent is null).Select(element => element.Number))}] >>");
        var pages = string.Join(' ', _pages.Select((page, i) => $"{i} [{References(page.Marks)}]"));
        var parents = _objects.Write($"<< /Nums [{pages}] >>");
        _objects.Write(root, $"<< /Type /StructTreeRoot /K {whole} 0 R /ParentTree {parents} 0 R /ParentTreeNextKey {_pages.Count} >>");
        return root;
    }

    private int WriteOutline()
    {
        var numbers = _outline.Select(_ => _objects.Take()).ToList();
        var root = _objects.Take();
        var levels = new List<int>();
        foreach (var (_, level, _) in _outline)
        {
            levels.Add(Math.Clamp(level, 0, levels.Count == 0 ? 0 : levels[^1] + 1));
        }

        // Who is whose: the nearest above with a lower level is the parent.
        var parents = new int[numbers.Count];
        var children = Enumerable.Range(0, numbers.Count + 1).Select(_ => new List<int>()).ToList(); // the last is the root's
        var open = new Stack<int>();
        for (var i = 0; i < numbers.Count; i++)
        {
            while (open.TryPeek(out var above) && levels[above] >= levels[i])
            {
                open.Pop();
            }

            parents[i] = open.TryPeek(out var parent) ? parent : numbers.Count;
            children[parents[i]].Add(i);
            open.Push(i);
        }

        foreach (var siblings in children)
        {
            for (var s = 0; s < siblings.Count; s++)
            {
                var i = siblings[s];
                var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<< /Title {PdfObjects.Text(_outline[i].Title)} /Dest {_outline[i].Target} /Parent {(parents[i] == numbers.Count ? root : numbers[parents[i]])} 0 R");
                Entry(text, "Prev", s > 0 ? numbers[siblings[s - 1]] : 0);
                Entry(text, "Next", s + 1 < siblings.Count ? numbers[siblings[s + 1]] : 0);
                if (children[i] is [var first, ..] inner)
                {
                    Entry(text, "First", numbers[first]);
                    Entry(text, "Last", numbers[inner[^1]]);
                    text.Append(CultureInfo.InvariantCulture, $" /Count -{inner.Count}"); // closed until the reader opens it
                }

                _objects.Write(numbers[i], text.Append(" >>").ToString());
            }
        }

        var top = children[numbers.Count];
        _objects.Write(root, string.Create(CultureInfo.InvariantCulture, $"<< /Type /Outlines /First {numbers[top[0]]} 0 R /Last {numbers[top[^1]]} 0 R /Count {top.Count} >>"));
        return root;

        static void Entry(StringBuilder text, string name, int number)
        {
            if (number > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $" /{name} {number} 0 R");
            }
        }
    }

    private string Metadata() => $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{WebUtility.HtmlEncode(_title)}</rdf:li></rdf:Alt></dc:title>
        <dc:language><rdf:Bag><rdf:li>da-DK</rdf:li></rdf:Bag></dc:language>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="r"?>
        """.ReplaceLineEndings("\n");

    private sealed record Page(int Number, double Width, double Height)
    {
        public List<int> Contents { get; } = [];

        public List<int> Links { get; } = [];

        /// <summary>The elements of its marked pieces in order.</summary>
        public List<int> Marks { get; } = [];
    }
}

/// <summary>A part of a tagged file.</summary>
internal sealed record PdfElement(int Number, string Tag, PdfElement? Parent, string Entries)
{
    /// <summary>Parts of it and pieces of pages, in the order of reading.</summary>
    public List<string> Kids { get; } = [];
}

/// <summary>Text as it may stand on a page.</summary>
internal static class PdfText
{
    /// <summary>One line without control characters, direction marks, variation selectors and halves of surrogate pairs; accents joined to their letters.</summary>
    public static string Printable(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && rune.Value is not (>= 0xFE00 and <= 0xFE0F))
            {
                result.Append(rune.ToString());
            }
        }

        var line = result.ToString();
        return line.IsNormalized() ? line : line.Normalize();
    }
}
