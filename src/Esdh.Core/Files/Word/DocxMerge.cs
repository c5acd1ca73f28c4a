using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Esdh.Core.Files.Word;

using Text = DocumentFormat.OpenXml.Wordprocessing.Text;

/// <summary>What is put into a template: single values by field name, and lists whose fields are used inside a repeated table row.</summary>
/// <remarks>Names are compared without regard to case, and <c>_</c> counts as <c>.</c> (Word's own merge fields dislike dots).</remarks>
public sealed record DocxMergeData(
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>? Lists = null);

/// <summary>The outcome of a merge.</summary>
/// <param name="Replaced">How many places got a value.</param>
/// <param name="Unknown">Fields in the template that have no value, each once, in order of appearance; they stand unchanged in the document.</param>
public sealed record DocxMergeResult(int Replaced, IReadOnlyList<string> Unknown);

/// <summary>
/// Puts values into a Word template: fields written <c>{{sag.nummer}}</c> (also where Word has split them over runs) and Word's own
/// MERGEFIELD, in body, tables, headers, footers, notes and text boxes. A table row, or rows, from <c>{{#parter}}</c> to
/// <c>{{/parter}}</c> is repeated for each item of the list. Values are plain text; line breaks are kept, characters that XML cannot
/// hold are removed, and a value is never read for fields again.
/// </summary>
public static partial class DocxMerge
{
    private const int MostRows = 10_000;
    private const int LongestValue = 200_000;

    /// <summary>
    /// Reads <paramref name="template"/> and writes the merged document to <paramref name="output"/>. The template is never changed and
    /// nothing is written before the merge has succeeded.
    /// </summary>
    /// <exception cref="DocxException">The template cannot be read, or a list is too long; the message is in Danish.</exception>
    public static DocxMergeResult Merge(Stream template, Stream output, DocxMergeData data)
    {
        using var package = DocxPackage.Load(template);
        var merging = new Merging(data);
        DocxPackage.Guard(() =>
        {
            using var document = Open(package, editable: true);
            foreach (var root in Roots(document))
            {
                merging.Root(root);
            }

            return true;
        });
        package.Position = 0;
        package.CopyTo(output);
        return new(merging.Replaced, merging.Unknown);
    }

    /// <summary>The fields that a template uses, each once: <c>sag.nummer</c>, and <c>#parter</c> for a repeated row.</summary>
    /// <exception cref="DocxException">The template cannot be read.</exception>
    public static IReadOnlyList<string> Fields(Stream template)
    {
        using var package = DocxPackage.Load(template);
        var merging = new Merging(new(new Dictionary<string, string>()));
        return DocxPackage.Guard(() =>
        {
            using var document = Open(package, editable: false);
            foreach (var root in Roots(document))
            {
                merging.Root(root);
            }

            return merging.Unknown.Where(name => !name.StartsWith('/')).ToList();
        });
    }

    private static WordprocessingDocument Open(Stream package, bool editable)
    {
        var document = WordprocessingDocument.Open(package, editable, new OpenSettings { MaxCharactersInPart = 64 * 1024 * 1024, AutoSave = editable });
        if (document.MainDocumentPart?.Document?.Body is null)
        {
            throw new DocxException("Word-filen er beskadiget: selve dokumentet mangler.");
        }

        return document;
    }

    private static IEnumerable<OpenXmlElement> Roots(WordprocessingDocument document)
    {
        var main = document.MainDocumentPart!;
        yield return main.Document;
        foreach (var part in main.HeaderParts)
        {
            if (part.Header is { } header)
            {
                yield return header;
            }
        }

        foreach (var part in main.FooterParts)
        {
            if (part.Footer is { } footer)
            {
                yield return footer;
            }
        }

        if (main.FootnotesPart?.Footnotes is { } footnotes)
        {
            yield return footnotes;
        }

        if (main.EndnotesPart?.Endnotes is { } endnotes)
        {
            yield return endnotes;
        }
    }

    [GeneratedRegex(@"\{\{\s{0,10}([#/]?)\s{0,10}([\p{L}\p{N}_][\p{L}\p{N}_.\-]{0,99})\s{0,10}\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex("""^\s*MERGEFIELD\s+("([^"]{1,200})"|(\S{1,200}))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MergeFieldCode();

    private sealed class Merging(DocxMergeData data)
    {
        private readonly Dictionary<string, string> _values = Normal(data.Values);
        private readonly HashSet<OpenXmlElement> _done = [];
        private readonly List<string> _unknown = [];
        private readonly HashSet<string> _unknownSeen = new(StringComparer.OrdinalIgnoreCase);
        private int _rows;

        public int Replaced { get; private set; }

        public IReadOnlyList<string> Unknown => _unknown;

        public void Root(OpenXmlElement root)
        {
            foreach (var table in root.Descendants<Table>().ToList())
            {
                RepeatRows(table);
            }

            foreach (var paragraph in root.Descendants<Paragraph>().ToList())
            {
                if (!_done.Contains(paragraph))
                {
                    MergeParagraph(paragraph, _values, null);
                }
            }
        }

        private static Dictionary<string, string> Normal(IReadOnlyDictionary<string, string> values)
        {
            var normal = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in values)
            {
                normal[Key(name)] = value;
            }

            return normal;
        }

        private static string Key(string name) => name.Replace('_', '.');

        private void RepeatRows(Table table)
        {
            var rows = table.Elements<TableRow>().ToList();
            for (var from = 0; from < rows.Count; from++)
            {
                // A row that holds a table with the marker is not itself the row to repeat.
                var opening = Token().Matches(OwnText(rows[from])).FirstOrDefault(match => match.Groups[1].Value == "#");
                if (opening is null)
                {
                    continue;
                }

                var name = opening.Groups[2].Value;
                var to = rows.FindIndex(from, row => Token().Matches(OwnText(row))
                    .Any(match => match.Groups[1].Value == "/" && match.Groups[2].Value.Equals(name, StringComparison.OrdinalIgnoreCase)));
                var list = data.Lists?.FirstOrDefault(entry => Key(entry.Key).Equals(Key(name), StringComparison.OrdinalIgnoreCase)).Value;
                if (to < 0 || list is null)
                {
                    continue; // the markers are then reported as unknown with the rest
                }

                if ((_rows += list.Count * (to - from + 1)) > MostRows)
                {
                    throw new DocxException($"Listen »{name}« har for mange rækker til at blive flettet (højst 10.000).");
                }

                var templates = rows.GetRange(from, to - from + 1);
                foreach (var item in list)
                {
                    var scope = new Dictionary<string, string>(_values, StringComparer.OrdinalIgnoreCase);
                    foreach (var (key, value) in item)
                    {
                        scope[Key(key)] = value;
                        scope[Key(name + "." + key)] = value;
                    }

                    foreach (var template in templates)
                    {
                        var row = (TableRow)template.CloneNode(deep: true);
                        table.InsertBefore(row, templates[0]);
                        foreach (var paragraph in row.Descendants<Paragraph>().ToList())
                        {
                            MergeParagraph(paragraph, scope, name);
                            _done.Add(paragraph);
                        }
                    }
                }

                templates.ForEach(row => row.Remove());
                from = to;
            }

            if (rows.Count > 0 && !table.Elements<TableRow>().Any())
            {
                // Word refuses a table without rows, and a cell without a paragraph.
                table.InsertAfterSelf(new Paragraph());
                table.Remove();
            }
        }

        private static string OwnText(TableRow row)
        {
            var text = new StringBuilder();
            foreach (var piece in row.Descendants<Text>())
            {
                if (piece.Ancestors<TableRow>().First() == row)
                {
                    text.Append(piece.Text);
                }
            }

            return text.ToString();
        }

        private bool TryValue(string name, Dictionary<string, string> scope, out string value)
        {
            if (scope.TryGetValue(Key(name), out var found))
            {
                value = found;
                Replaced++;
                return true;
            }

            value = "";
            Miss(name);
            return false;
        }

        private void Miss(string name)
        {
            if (_unknownSeen.Add(name))
            {
                _unknown.Add(name);
            }
        }

        private void MergeParagraph(Paragraph paragraph, Dictionary<string, string> scope, string? listName)
        {
            MergeTokens(paragraph, scope, listName);
            MergeSimpleFields(paragraph, scope);
            MergeComplexFields(paragraph, scope);
        }

        private static bool IsOwn(OpenXmlElement element, Paragraph paragraph) => element.Ancestors<Paragraph>().FirstOrDefault() == paragraph;

        private void MergeTokens(Paragraph paragraph, Dictionary<string, string> scope, string? listName)
        {
            var texts = paragraph.Descendants<Text>().Where(text => IsOwn(text, paragraph)).ToList();
            var whole = string.Concat(texts.Select(text => text.Text));
            if (!whole.Contains("{{", StringComparison.Ordinal))
            {
                return;
            }

            var starts = new int[texts.Count];
            for (int i = 0, at = 0; i < texts.Count; at += texts[i++].Text.Length)
            {
                starts[i] = at;
            }

            var found = new List<(Match Match, string Value)>();
            foreach (Match match in Token().Matches(whole))
            {
                var (marker, name) = (match.Groups[1].Value, match.Groups[2].Value);
                if (marker.Length > 0)
                {
                    if (listName is not null && name.Equals(listName, StringComparison.OrdinalIgnoreCase))
                    {
                        found.Add((match, ""));
                    }
                    else
                    {
                        Miss(marker + name);
                    }
                }
                else if (TryValue(name, scope, out var value))
                {
                    found.Add((match, value));
                }
            }

            // From the end, so that the places before stay where they are.
            for (var i = found.Count - 1; i >= 0; i--)
            {
                var (match, value) = found[i];
                var (begin, end) = (match.Index, match.Index + match.Length);
                var first = Array.FindLastIndex(starts, start => start <= begin);
                while (first > 0 && texts[first].Text.Length == 0)
                {
                    first--;
                }

                for (var t = texts.Count - 1; t > first; t--)
                {
                    if (starts[t] < end && starts[t] + texts[t].Text.Length > begin)
                    {
                        var keep = Math.Min(texts[t].Text.Length, end - starts[t]);
                        texts[t].Text = texts[t].Text[keep..];
                        texts[t].Space = SpaceProcessingModeValues.Preserve;
                    }
                }

                var head = texts[first].Text[..(begin - starts[first])];
                var tail = end - starts[first] < texts[first].Text.Length ? texts[first].Text[(end - starts[first])..] : "";
                PutValue(texts[first], head, value, tail);
            }
        }

        /// <summary>Writes head, value and tail where <paramref name="text"/> stands; the element keeps the head and the value's first line.</summary>
        private static void PutValue(Text text, string head, string value, string tail)
        {
            var lines = Lines(value);
            text.Text = head + lines[0] + (lines.Count == 1 ? tail : "");
            text.Space = SpaceProcessingModeValues.Preserve;
            OpenXmlElement last = text;
            for (var i = 1; i < lines.Count; i++)
            {
                last = last.InsertAfterSelf(new Break());
                var line = i == lines.Count - 1 ? lines[i] + tail : lines[i];
                last = last.InsertAfterSelf(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
            }
        }

        private static List<string> Lines(string value)
        {
            value = value.Length > LongestValue ? value[..LongestValue] : value;
            var clean = new StringBuilder(value.Length);
            for (var i = 0; i < value.Length; i++)
            {
                var c = value[i];
                if (c == '\r')
                {
                    if (i + 1 >= value.Length || value[i + 1] != '\n')
                    {
                        clean.Append('\n');
                    }
                }
                else if (c is '\v' or '\u2028' or '\u2029')
                {
                    clean.Append('\n');
                }
                else if (c == '\n')
                {
                    clean.Append(c);
                }
                else if (c == '\t')
                {
                    clean.Append(' ');
                }
                else if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                {
                    clean.Append(c).Append(value[++i]);
                }
                else if (XmlConvert.IsXmlChar(c) && !char.IsControl(c))
                {
                    clean.Append(c);
                }
            }

            return [.. clean.ToString().Split('\n')];
        }

        private void MergeSimpleFields(Paragraph paragraph, Dictionary<string, string> scope)
        {
            foreach (var field in paragraph.Descendants<SimpleField>().Where(field => IsOwn(field, paragraph)).ToList())
            {
                if (FieldName(field.Instruction?.Value) is not { } name || !TryValue(name, scope, out var value))
                {
                    continue;
                }

                var properties = field.Descendants<RunProperties>().FirstOrDefault()?.CloneNode(deep: true);
                field.InsertAfterSelf(NewRun(properties, value));
                field.Remove();
            }
        }

        private void MergeComplexFields(Paragraph paragraph, Dictionary<string, string> scope)
        {
            if (!paragraph.Descendants<FieldCode>().Any())
            {
                return;
            }

            SplitFieldRuns(paragraph);
            var open = new Stack<(Run Begin, StringBuilder Code, bool Separated, int Index)>();
            var runs = paragraph.Descendants<Run>().Where(run => IsOwn(run, paragraph)).ToList();
            for (var i = 0; i < runs.Count; i++)
            {
                foreach (var child in runs[i].ChildElements.ToList())
                {
                    if (child is FieldCode code && open.Count > 0 && !open.Peek().Separated)
                    {
                        open.Peek().Code.Append(code.Text);
                    }
                    else if (child is FieldChar { FieldCharType: { } type })
                    {
                        if (type == FieldCharValues.Begin)
                        {
                            open.Push((runs[i], new(), false, i));
                        }
                        else if (open.Count > 0 && type == FieldCharValues.Separate)
                        {
                            var top = open.Pop();
                            open.Push((top.Begin, top.Code, true, top.Index));
                        }
                        else if (open.Count > 0 && type == FieldCharValues.End)
                        {
                            Complete(open.Pop(), i);
                        }
                    }
                }
            }

            void Complete((Run Begin, StringBuilder Code, bool Separated, int Index) field, int end)
            {
                // A field inside another may be gone with it already.
                if (field.Begin.Parent is null || FieldName(field.Code.ToString()) is not { } name || !TryValue(name, scope, out var value))
                {
                    return;
                }

                // The look of the result, else that of the field itself.
                var shown = runs.GetRange(field.Index, end - field.Index + 1).Find(run => run.Elements<Text>().Any());
                var properties = (shown?.RunProperties ?? field.Begin.RunProperties)?.CloneNode(deep: true);
                field.Begin.InsertBeforeSelf(NewRun(properties, value));
                foreach (var run in runs.GetRange(field.Index, end - field.Index + 1).Where(run => run.Parent is not null))
                {
                    run.Remove();
                }
            }
        }

        /// <summary>Gives each field character a run of its own, so that a field is a range of whole runs.</summary>
        private static void SplitFieldRuns(Paragraph paragraph)
        {
            foreach (var run in paragraph.Descendants<Run>().Where(run => IsOwn(run, paragraph) && run.Elements<FieldChar>().Any()).ToList())
            {
                var children = run.ChildElements.Where(child => child is not RunProperties).ToList();
                OpenXmlElement last = run;
                foreach (var child in children.Skip(1))
                {
                    child.Remove();
                    var own = new Run();
                    if (run.RunProperties is { } look)
                    {
                        own.AppendChild(look.CloneNode(deep: true));
                    }

                    own.AppendChild(child);
                    last = last.InsertAfterSelf(own);
                }
            }
        }

        private static string? FieldName(string? code)
        {
            var match = MergeFieldCode().Match(code ?? "");
            return !match.Success ? null : match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value;
        }

        private static Run NewRun(OpenXmlElement? properties, string value)
        {
            var run = new Run();
            if (properties is not null)
            {
                run.AppendChild(properties);
            }

            var text = run.AppendChild(new Text());
            PutValue(text, "", value, "");
            return run;
        }
    }
}
