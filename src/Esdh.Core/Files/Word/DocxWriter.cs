using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Esdh.Core.Files.Word;

using Text = DocumentFormat.OpenXml.Wordprocessing.Text;

/// <summary>
/// Makes simple real Word files: headings, paragraphs, tables, a header and a footer on A4. Texts may hold merge fields
/// (<c>{{sag.nummer}}</c>) for <see cref="DocxMerge"/>. Line breaks in a text are kept, characters that XML cannot hold are removed.
/// </summary>
public sealed class DocxWriter
{
    private readonly List<OpenXmlElement> _body = [];
    private string? _header;
    private string? _footer;
    private string _title = "";

    /// <summary>The title in the file's properties.</summary>
    public DocxWriter Title(string title)
    {
        _title = Clean(title);
        return this;
    }

    /// <summary>A heading; <paramref name="level"/> from 1 to 3.</summary>
    public DocxWriter Heading(string text, int level = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 3);
        _body.Add(MakeParagraph(text, $"Heading{level}"));
        return this;
    }

    /// <summary>A paragraph, bold throughout where asked.</summary>
    public DocxWriter Paragraph(string text = "", bool bold = false)
    {
        _body.Add(MakeParagraph(text, null, bold));
        return this;
    }

    /// <summary>A table with borders; the first row is repeated on each page and bold when it is a header.</summary>
    public DocxWriter Table(IReadOnlyList<IReadOnlyList<string>> rows, bool hasHeader = true)
    {
        var table = new Table(new TableProperties(
            new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
            new TableBorders(
                new TopBorder { Val = BorderValues.Single, Size = 4 },
                new LeftBorder { Val = BorderValues.Single, Size = 4 },
                new BottomBorder { Val = BorderValues.Single, Size = 4 },
                new RightBorder { Val = BorderValues.Single, Size = 4 },
                new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 },
                new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 })));
        var columns = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        var grid = table.AppendChild(new TableGrid());
        for (var i = 0; i < columns; i++)
        {
            grid.AppendChild(new GridColumn { Width = $"{9000 / columns}" });
        }

        foreach (var (row, index) in rows.Select((row, index) => (row, index)))
        {
            var isHeader = hasHeader && index == 0;
            var made = table.AppendChild(new TableRow());
            if (isHeader)
            {
                made.AppendChild(new TableRowProperties(new TableHeader()));
            }

            for (var i = 0; i < columns; i++)
            {
                made.AppendChild(new TableCell(MakeParagraph(i < row.Count ? row[i] : "", null, isHeader)));
            }
        }

        if (columns > 0)
        {
            _body.Add(table);
            _body.Add(new Paragraph()); // Word wants a paragraph after a table
        }

        return this;
    }

    /// <summary>Text at the top of every page.</summary>
    public DocxWriter Header(string text)
    {
        _header = text;
        return this;
    }

    /// <summary>Text at the foot of every page.</summary>
    public DocxWriter Footer(string text)
    {
        _footer = text;
        return this;
    }

    /// <summary>Writes the file to <paramref name="output"/>, which stays open. May be called once.</summary>
    public void Save(Stream output)
    {
        using var memory = new MemoryStream();
        using (var document = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
        {
            if (_title.Length > 0)
            {
                document.PackageProperties.Title = _title;
            }

            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = MakeStyles();
            var section = new SectionProperties();
            if (_header is not null)
            {
                var part = main.AddNewPart<HeaderPart>();
                part.Header = new Header(MakeParagraph(_header, null));
                section.AppendChild(new HeaderReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(part) });
            }

            if (_footer is not null)
            {
                var part = main.AddNewPart<FooterPart>();
                part.Footer = new Footer(MakeParagraph(_footer, null));
                section.AppendChild(new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(part) });
            }

            section.AppendChild(new PageSize { Width = 11906, Height = 16838 });
            section.AppendChild(new PageMargin { Top = 1418, Bottom = 1418, Left = 1418, Right = 1418, Header = 709, Footer = 709, Gutter = 0 });
            main.Document = new Document(new Body([.. _body, section]));
        }

        memory.Position = 0;
        memory.CopyTo(output);
    }

    private static Styles MakeStyles()
    {
        var styles = new Styles(new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = "Liberation Sans", HighAnsi = "Liberation Sans", ComplexScript = "Liberation Sans" },
                new FontSize { Val = "22" },
                new Languages { Val = "da-DK" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "140", Line = "264", LineRule = LineSpacingRuleValues.Auto }))));
        styles.AppendChild(new Style(new StyleName { Val = "Normal" }) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true });
        for (var level = 1; level <= 3; level++)
        {
            styles.AppendChild(new Style(
                new StyleName { Val = $"heading {level}" },
                new BasedOn { Val = "Normal" },
                new NextParagraphStyle { Val = "Normal" },
                new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "240", After = "120" }, new OutlineLevel { Val = level - 1 }),
                new StyleRunProperties(new Bold(), new FontSize { Val = $"{38 - (level * 5)}" }))
            { Type = StyleValues.Paragraph, StyleId = $"Heading{level}" });
        }

        return styles;
    }

    private static Paragraph MakeParagraph(string text, string? style, bool bold = false)
    {
        var paragraph = new Paragraph();
        if (style is not null)
        {
            paragraph.AppendChild(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        }

        var run = paragraph.AppendChild(new Run());
        if (bold)
        {
            run.AppendChild(new RunProperties(new Bold()));
        }

        var lines = Clean(text).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                run.AppendChild(new Break());
            }

            run.AppendChild(new Text(lines[i]) { Space = SpaceProcessingModeValues.Preserve });
        }

        return paragraph;
    }

    private static string Clean(string text) => string.Concat(text.ReplaceLineEndings("\n").EnumerateRunes()
        .Where(rune => rune.Value == '\n' || (!System.Text.Rune.IsControl(rune) && (rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value))))
        .Select(rune => rune.ToString()));
}
