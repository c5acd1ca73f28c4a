using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Esdh.Core.Search;

/// <summary>The text of packed Office files: Word, Excel and PowerPoint since 2007, and OpenDocument. Parts are read as a stream, never whole.</summary>
internal static class OfficeText
{
    private const int Deepest = 1_000;
    private const int MostStrings = 2_000_000;

    /// <summary>No document type, no help from outside, bounded.</summary>
    public static XmlReaderSettings Settings(long most) => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = most, CloseInput = true };

    /// <summary>False where a password is needed.</summary>
    /// <exception cref="XmlException">A part is broken.</exception>
    /// <exception cref="InvalidDataException">The packing is broken, or a part that must be there is not.</exception>
    /// <exception cref="TooMuchException">Unpacked it is larger than <paramref name="most"/> bytes.</exception>
    public static bool Read(ZipArchive zip, TextSink sink, long most, CancellationToken ct)
    {
        var parts = new Parts(zip, sink, most, ct);
        if (parts.Any("content.xml"))
        {
            if (parts.IsLocked)
                return false;
            parts.OpenDocument("content.xml");
            parts.OpenDocument("styles.xml");
        }
        else if (parts.Starting("word/document") is [var document, ..])
        {
            parts.Paragraphs(document);
            foreach (var name in (string[])["word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments"])
                parts.Starting(name).ForEach(parts.Paragraphs);
        }
        else if (parts.Starting("xl/workbook") is [var workbook, ..])
        {
            parts.Workbook(workbook);
        }
        else if (parts.Any("ppt/presentation.xml"))
        {
            parts.Starting("ppt/slides/slide").ForEach(parts.Paragraphs);
            parts.Starting("ppt/notesSlides/notesSlide").ForEach(parts.Paragraphs);
            parts.Starting("ppt/comments/").ForEach(parts.Paragraphs);
        }
        else
        {
            throw new InvalidDataException("The content is missing.");
        }

        return true;
    }

    private sealed class Parts
    {
        private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
        private readonly TextSink _sink;
        private readonly CancellationToken _ct;
        private long _left;

        public Parts(ZipArchive zip, TextSink sink, long most, CancellationToken ct)
        {
            (_sink, _left, _ct) = (sink, most, ct);
            foreach (var entry in zip.Entries)
                _entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }

        /// <summary>An OpenDocument whose parts are encrypted says so in its table of contents.</summary>
        public bool IsLocked
        {
            get
            {
                if (!Any("META-INF/manifest.xml"))
                    return false;
                using var xml = Open("META-INF/manifest.xml");
                while (xml.Read())
                {
                    if (xml is { NodeType: XmlNodeType.Element, LocalName: "encryption-data" })
                        return true;
                }

                return false;
            }
        }

        public bool Any(string name) => _entries.ContainsKey(name);

        /// <summary>XML parts whose names begin so, in the order of their numbers.</summary>
        public List<string> Starting(string name) =>
        [
            .. _entries.Keys.Where(k => k.StartsWith(name, StringComparison.OrdinalIgnoreCase) && k.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
                .OrderBy(k => k.Length).ThenBy(k => k, StringComparer.Ordinal),
        ];

        /// <summary>Word and PowerPoint: text in <c>t</c>, paragraphs in <c>p</c>.</summary>
        public void Paragraphs(string name)
        {
            if (_sink.IsFull)
                return;
            using var xml = Open(name);
            var isText = false;
            while (!_sink.IsFull && Next(xml))
            {
                // A text box stands twice, for new and old readers; the new one is enough.
                while (xml is { NodeType: XmlNodeType.Element, LocalName: "Fallback" } && xml.NamespaceURI.EndsWith("markup-compatibility/2006", StringComparison.Ordinal))
                    xml.Skip();
                switch (xml.NodeType)
                {
                    case XmlNodeType.Element when xml.LocalName is "t" && !xml.IsEmptyElement:
                        isText = true;
                        break;
                    case XmlNodeType.EndElement when xml.LocalName is "t":
                        isText = false;
                        break;
                    case XmlNodeType.Element when xml.LocalName is "tab" or "noBreakHyphen":
                        _sink.Add(xml.LocalName == "tab" ? "\t" : "-");
                        break;
                    case XmlNodeType.Element when xml.LocalName is "br" or "cr":
                    case XmlNodeType.EndElement when xml.LocalName is "p":
                        _sink.Line();
                        break;
                    default:
                        if (isText)
                            Text(xml);
                        break;
                }
            }

            _sink.Line();
        }

        public void OpenDocument(string name)
        {
            if (_sink.IsFull || !Any(name))
                return;
            using var xml = Open(name);
            var paragraphs = 0;
            while (!_sink.IsFull && Next(xml))
            {
                while (xml is { NodeType: XmlNodeType.Element, LocalName: "tracked-changes" })
                    xml.Skip();
                switch (xml.NodeType)
                {
                    case XmlNodeType.Element when xml.LocalName is "p" or "h" && !xml.IsEmptyElement:
                        paragraphs++;
                        break;
                    case XmlNodeType.EndElement when xml.LocalName is "p" or "h":
                        paragraphs--;
                        _sink.Line();
                        break;
                    case XmlNodeType.Element when xml.LocalName is "s" or "tab":
                        _sink.Space();
                        break;
                    case XmlNodeType.Element when xml.LocalName is "line-break":
                        _sink.Line();
                        break;
                    default:
                        if (paragraphs > 0)
                            Text(xml);
                        break;
                }
            }

            _sink.Line();
        }

        /// <summary>Excel: the names of the sheets, then each row as a line.</summary>
        public void Workbook(string name)
        {
            using (var xml = Open(name))
            {
                while (Next(xml))
                {
                    if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && xml.GetAttribute("name") is { } title)
                    {
                        _sink.Add(title);
                        _sink.Line();
                    }
                }
            }

            var shared = Any("xl/sharedStrings.xml") ? SharedStrings() : [];
            foreach (var sheet in Starting("xl/worksheets/sheet"))
                Sheet(sheet, shared);
            Starting("xl/comments").ForEach(Paragraphs);
            Starting("xl/threadedComments/").ForEach(c => Plain(c, "text"));
            Starting("xl/drawings/drawing").ForEach(Paragraphs);
        }

        private List<string> SharedStrings()
        {
            List<string> strings = [];
            using var xml = Open("xl/sharedStrings.xml");
            var text = new StringBuilder();
            var (isText, length) = (false, 0L);
            while (Next(xml) && strings.Count < MostStrings && length < 20_000_000)
            {
                // How a word is read aloud is no part of it.
                while (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                    xml.Skip();
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t")
                    isText = !xml.IsEmptyElement;
                else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "t")
                    isText = false;
                else if (isText && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                    text.Append(xml.Value);
                if (xml.LocalName == "si" && (xml.NodeType == XmlNodeType.EndElement || (xml.NodeType == XmlNodeType.Element && xml.IsEmptyElement)))
                {
                    strings.Add(text.ToString());
                    length += text.Length;
                    text.Clear();
                }
            }

            return strings;
        }

        private void Sheet(string name, List<string> shared)
        {
            if (_sink.IsFull)
                return;
            using var xml = Open(name);
            var (kind, inValue, inText) = ("", false, false);
            while (!_sink.IsFull && Next(xml))
            {
                var isStart = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
                switch (xml.LocalName)
                {
                    case "c" when isStart:
                        kind = xml.GetAttribute("t") ?? "n";
                        break;
                    case "c":
                        _sink.Space();
                        break;
                    case "row" when xml.NodeType == XmlNodeType.EndElement:
                        _sink.Line();
                        break;
                    case "v":
                        inValue = isStart;
                        break;
                    case "t":
                        inText = isStart;
                        break;
                    default:
                        if (inText)
                            Text(xml);
                        else if (inValue && xml.NodeType == XmlNodeType.Text && kind != "e" && kind != "b")
                            _sink.Add(kind == "s" ? (int.TryParse(xml.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count ? shared[at] : "") : Number(xml.Value, kind));
                        break;
                }
            }

            _sink.Line();
        }

        /// <summary>As a Dane writes it: 1234.5 is 1234,5.</summary>
        private static string Number(string value, string kind) => kind == "n" && value.Length < 30 ? value.Replace('.', ',') : value;

        private void Plain(string name, string element)
        {
            if (_sink.IsFull)
                return;
            using var xml = Open(name);
            var isText = false;
            while (!_sink.IsFull && Next(xml))
            {
                if (xml.LocalName == element && xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
                {
                    isText = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
                    _sink.Line();
                }
                else if (isText)
                {
                    Text(xml);
                }
            }
        }

        private void Text(XmlReader xml)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                _sink.Add(xml.Value);
        }

        private bool Next(XmlReader xml)
        {
            _ct.ThrowIfCancellationRequested();
            if (!xml.Read())
                return false;
            return xml.Depth <= Deepest ? true : throw new InvalidDataException("Nested too deeply.");
        }

        private XmlReader Open(string name) => XmlReader.Create(new Counted(_entries[name].Open(), this), Settings(_left));

        /// <summary>Counts what is unpacked of all parts together, whatever the archive says of their sizes.</summary>
        private sealed class Counted(Stream inner, Parts parts) : Stream
        {
            public override bool CanRead => true;

            public override bool CanSeek => false;

            public override bool CanWrite => false;

            public override long Length => throw new NotSupportedException();

            public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

            public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

            public override int Read(Span<byte> buffer)
            {
                var read = inner.Read(buffer);
                parts._left -= read;
                return parts._left >= 0 ? read : throw new TooMuchException();
            }

            public override void Flush()
            {
            }

            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

            public override void SetLength(long value) => throw new NotSupportedException();

            public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                    inner.Dispose();
                base.Dispose(disposing);
            }
        }
    }
}
