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
/// <c>{{/parter}}</c> is repeated for each item of the list, and so are the paragraphs and tables between two paragraphs that hold nothing
/// but those. What stands between <c>{{#hvis part.email}}</c> and <c>{{/hvis}}</c> is left out when the field is empty; a condition can
/// compare (<c>{{#hvis part.rolle = "Nabo"}}</c>, <c>!=</c>, without regard to case), have an <c>{{ellers}}</c>, stand in another, and hold
/// words of a paragraph, or whole paragraphs, tables and rows between paragraphs or rows that hold nothing but the marker. Values are plain text; line
/// breaks are kept, characters that XML cannot hold are removed, and a value is never read for fields again.
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
        var merging = new Merging(new(new Dictionary<string, string>()), collect: true);
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

    /// <summary>A condition, its alternative and its end; Word likes to curl the quotes.</summary>
    [GeneratedRegex("""\{\{\s{0,10}(?:(?<hvis>#hvis)\s{1,10}(?<felt>[\p{L}\p{N}_][\p{L}\p{N}_.\-]{0,99})\s{0,10}(?:(?<tegn>!?=)\s{0,10}["'”“„»«’](?<vaerdi>[^"'”“„»«’{}]{0,200})["'”“„»«’]\s{0,10})?|(?<ellers>ellers)|(?<slut>/hvis))\s{0,10}\}\}""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Condition();

    [GeneratedRegex("""^\s*MERGEFIELD\s+("([^"]{1,200})"|(\S{1,200}))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MergeFieldCode();

    /// <param name="data">What is put in.</param>
    /// <param name="collect">Only the names of the fields are wanted: both branches of a condition are read.</param>
    private sealed class Merging(DocxMergeData data, bool collect = false)
    {
        private readonly Dictionary<string, string> _values = Normal(data.Values);
        private readonly HashSet<Paragraph> _done = [];
        private readonly HashSet<OpenXmlElement> _repeated = [];
        private readonly List<string> _unknown = [];
        private readonly HashSet<string> _unknownSeen = new(StringComparer.OrdinalIgnoreCase);
        private int _rows;

        public int Replaced { get; private set; }

        public IReadOnlyList<string> Unknown => _unknown;

        public void Root(OpenXmlElement root)
        {
            Walk(root, _values);
            foreach (var paragraph in root.Descendants<Paragraph>().ToList())
            {
                if (!_done.Contains(paragraph))
                {
                    MergeParagraph(paragraph, _values, null);
                }
            }
        }

        /// <summary>Repeats and conditions in an element and what is in it.</summary>
        private void Walk(OpenXmlElement element, Dictionary<string, string> scope)
        {
            if (element is Table table)
            {
                Rows(table, scope);
                return;
            }

            if (element.ChildElements.Any(child => child is Paragraph or Table))
            {
                RepeatBlocks(element, scope);
                Conditions(element.ChildElements.ToList(), block => block is Paragraph paragraph && !_repeated.Contains(block) ? ParagraphText(paragraph) : null, scope);
                if (element is TableCell && element.LastChild is not Paragraph)
                {
                    element.AppendChild(new Paragraph()); // Word refuses a cell that does not end with one
                }
            }

            foreach (var child in element.ChildElements.Where(child => child.HasChildren && !_repeated.Contains(child)).ToList())
            {
                Walk(child, scope);
            }
        }

        /// <summary>The blocks between two paragraphs that hold nothing but a list's markers, once for each of its items.</summary>
        private void RepeatBlocks(OpenXmlElement container, Dictionary<string, string> scope)
        {
            var blocks = container.ChildElements.ToList();
            for (var from = 0; from < blocks.Count; from++)
            {
                if (blocks[from] is not Paragraph opening || Alone(Token(), ParagraphText(opening)) is not { } match || match.Groups[1].Value != "#" || List(match.Groups[2].Value) is not { } list)
                {
                    continue;
                }

                var name = match.Groups[2].Value;
                var to = blocks.FindIndex(from + 1, block => block is Paragraph p && Alone(Token(), ParagraphText(p)) is { } end && end.Groups[1].Value == "/" && end.Groups[2].Value.Equals(name, StringComparison.OrdinalIgnoreCase));
                if (to < 0)
                {
                    continue; // the marker is then reported as unknown with the rest
                }

                Repeat(container, blocks.GetRange(from + 1, to - from - 1), opening, name, list, block => block is Paragraph paragraph ? ParagraphText(paragraph) : null, scope);
                opening.Remove();
                blocks[to].Remove();
                from = to;
            }
        }

        /// <summary>Copies of these, one set for each item, each merged through and through with its own item's values.</summary>
        private void Repeat(
            OpenXmlElement parent, List<OpenXmlElement> templates, OpenXmlElement before, string name, IReadOnlyList<IReadOnlyDictionary<string, string>> list, Func<OpenXmlElement, string?> text, Dictionary<string, string> outer)
        {
            if ((_rows += list.Count * templates.Count) > MostRows)
            {
                throw new DocxException($"Listen »{name}« har for mange rækker til at blive flettet (højst 10.000).");
            }

            foreach (var item in list)
            {
                var scope = new Dictionary<string, string>(outer, StringComparer.OrdinalIgnoreCase);
                foreach (var (key, value) in item)
                {
                    scope[Key(key)] = value;
                    scope[Key(name + "." + key)] = value;
                }

                var copies = templates.ConvertAll(template => template.CloneNode(deep: true));
                copies.ForEach(copy => parent.InsertBefore(copy, before));
                Conditions(copies, text, scope);
                foreach (var copy in copies.Where(copy => copy.Parent is not null))
                {
                    Walk(copy, scope);
                    foreach (var paragraph in copy.Descendants<Paragraph>().Prepend(copy as Paragraph).OfType<Paragraph>().Where(_done.Add).ToList())
                    {
                        MergeParagraph(paragraph, scope, name);
                    }

                    _repeated.Add(copy);
                }
            }

            templates.ForEach(template => template.Remove());
        }

        /// <summary>A table's repeated rows, its conditions on rows, and what is in its cells.</summary>
        private void Rows(Table table, Dictionary<string, string> scope)
        {
            var rows = table.ChildElements.ToList();
            for (var from = 0; from < rows.Count; from++)
            {
                // A row that holds a table with the marker is not itself the row to repeat.
                if (rows[from] is not TableRow first || Token().Matches(OwnText(first)).FirstOrDefault(match => match.Groups[1].Value == "#") is not { } opening || List(opening.Groups[2].Value) is not { } list)
                {
                    continue; // the markers are then reported as unknown with the rest
                }

                var name = opening.Groups[2].Value;
                var to = rows.FindIndex(from, row => row is TableRow r && Token().Matches(OwnText(r))
                    .Any(match => match.Groups[1].Value == "/" && match.Groups[2].Value.Equals(name, StringComparison.OrdinalIgnoreCase)));
                if (to < 0)
                {
                    continue;
                }

                Repeat(table, rows.GetRange(from, to - from + 1), rows[from], name, list, block => block is TableRow row ? OwnText(row) : null, scope);
                from = to;
            }

            Conditions(table.ChildElements.ToList(), block => block is TableRow row && !_repeated.Contains(block) ? OwnText(row) : null, scope);
            foreach (var row in table.Elements<TableRow>().Where(row => !_repeated.Contains(row)).ToList())
            {
                Walk(row, scope);
            }

            if (rows.Exists(row => row is TableRow) && !table.Elements<TableRow>().Any())
            {
                // Word refuses a table without rows, and a cell without a paragraph.
                table.InsertAfterSelf(new Paragraph());
                table.Remove();
            }
        }

        /// <summary>Takes away the markers that stand alone in these, and the branch that does not hold.</summary>
        /// <param name="blocks">Siblings, in order.</param>
        /// <param name="text">The text of one that can be a marker; null for others.</param>
        /// <param name="scope">What the conditions ask for.</param>
        private void Conditions(List<OpenXmlElement> blocks, Func<OpenXmlElement, string?> text, Dictionary<string, string> scope)
        {
            var open = new Stack<(Match Marker, int From, int Else)>();
            for (var at = 0; at < blocks.Count; at++)
            {
                if (text(blocks[at]) is not { } own || Alone(Condition(), own) is not { } marker)
                {
                    continue;
                }

                if (marker.Groups["hvis"].Success)
                {
                    open.Push((marker, at, -1));
                }
                else if (open.Count == 0)
                {
                    throw new DocxException($"»{marker.Value}« står uden sin {{{{#hvis …}}}}.");
                }
                else if (marker.Groups["ellers"].Success)
                {
                    var top = open.Pop();
                    open.Push(top with { Else = top.Else < 0 ? at : throw new DocxException($"»{top.Marker.Value}« har to {{{{ellers}}}}.") });
                }
                else
                {
                    var (condition, from, otherwise) = open.Pop();
                    var middle = otherwise < 0 ? at : otherwise;
                    var holds = Holds(condition, scope);
                    for (var i = from; i <= at; i++)
                    {
                        var kept = collect || (holds ? i < middle : i > middle);
                        if (!kept || i == from || i == middle || i == at)
                        {
                            blocks[i].Remove();
                        }
                    }
                }
            }

            if (open.Count > 0)
            {
                throw new DocxException($"»{open.Peek().Marker.Value}« mangler sin {{{{/hvis}}}}.");
            }
        }

        private bool Holds(Match condition, Dictionary<string, string> scope)
        {
            var name = condition.Groups["felt"].Value;
            if (!scope.TryGetValue(Key(name), out var value))
            {
                Miss(name);
                value = "";
            }

            return condition.Groups["tegn"].Value switch
            {
                "=" => value.Trim().Equals(condition.Groups["vaerdi"].Value.Trim(), StringComparison.OrdinalIgnoreCase),
                "!=" => !value.Trim().Equals(condition.Groups["vaerdi"].Value.Trim(), StringComparison.OrdinalIgnoreCase),
                _ => !string.IsNullOrWhiteSpace(value),
            };
        }

        /// <summary>The match when the text holds nothing else.</summary>
        private static Match? Alone(Regex regex, string text) =>
            text.Length < 400 && regex.Match(text) is { Success: true } match && text.AsSpan(0, match.Index).Trim().IsEmpty && text.AsSpan(match.Index + match.Length).Trim().IsEmpty ? match : null;

        private static string ParagraphText(Paragraph paragraph) => string.Concat(paragraph.Descendants<Text>().Where(text => IsOwn(text, paragraph)).Select(text => text.Text));

        private IReadOnlyList<IReadOnlyDictionary<string, string>>? List(string name) =>
            data.Lists?.FirstOrDefault(entry => Key(entry.Key).Equals(Key(name), StringComparison.OrdinalIgnoreCase)).Value;

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
            if (InlineConditions(paragraph, scope) && IsEmptied(paragraph))
            {
                paragraph.Remove();
                return;
            }

            MergeTokens(paragraph, scope, listName);
            MergeSimpleFields(paragraph, scope);
            MergeComplexFields(paragraph, scope);
        }

        /// <summary>Conditions among the words of one paragraph, the innermost first.</summary>
        /// <returns>Whether there were any.</returns>
        private bool InlineConditions(Paragraph paragraph, Dictionary<string, string> scope)
        {
            for (var any = false; ; any = true)
            {
                var texts = paragraph.Descendants<Text>().Where(text => IsOwn(text, paragraph)).ToList();
                var whole = string.Concat(texts.Select(text => text.Text));
                if (!whole.Contains("{{", StringComparison.Ordinal))
                {
                    return any;
                }

                var markers = Condition().Matches(whole).ToList();
                if (markers.Count == 0)
                {
                    return any;
                }

                var end = markers.FindIndex(marker => marker.Groups["slut"].Success);
                var begin = end < 0 ? -1 : markers.FindLastIndex(end, marker => marker.Groups["hvis"].Success);
                if (begin < 0)
                {
                    throw new DocxException(markers.Exists(marker => marker.Groups["hvis"].Success)
                        ? $"»{markers.Find(marker => marker.Groups["hvis"].Success)!.Value}« mangler sin {{{{/hvis}}}}. En betingelse begynder og slutter i det samme afsnit, eller i afsnit for sig selv."
                        : $"»{markers[0].Value}« står uden sin {{{{#hvis …}}}}.");
                }

                var (opening, closing) = (markers[begin], markers[end]);
                var otherwise = markers.Skip(begin + 1).Take(end - begin - 1).FirstOrDefault(marker => marker.Groups["ellers"].Success);
                var holds = Holds(opening, scope);
                var middle = otherwise?.Index ?? closing.Index;
                Cut(texts, closing.Index, closing.Index + closing.Length);
                if (collect || holds || otherwise is null)
                {
                    Cut(texts, collect ? middle : holds ? middle : opening.Index + opening.Length, collect ? middle + (otherwise?.Length ?? 0) : closing.Index);
                    Cut(texts, opening.Index, opening.Index + opening.Length);
                }
                else
                {
                    Cut(texts, opening.Index, otherwise.Index + otherwise.Length);
                }
            }
        }

        /// <summary>Nothing is left of it, and what it stands in can do without it.</summary>
        private static bool IsEmptied(Paragraph paragraph) =>
            !paragraph.Descendants().Any(e => e is Text { Text.Length: > 0 } or Drawing or Picture or Break or FieldChar or SimpleField or SectionProperties)
            && paragraph.Parent is { } parent && parent.Elements<Paragraph>().Skip(1).Any() && (parent is not TableCell || parent.LastChild != paragraph);

        /// <summary>Takes these characters out of texts that stand after each other.</summary>
        private static void Cut(List<Text> texts, int from, int to)
        {
            var at = 0;
            foreach (var text in texts)
            {
                var (length, begin, end) = (text.Text.Length, Math.Max(from - at, 0), Math.Min(to - at, text.Text.Length));
                at += length;
                if (begin < end)
                {
                    text.Text = text.Text.Remove(begin, end - begin);
                    text.Space = SpaceProcessingModeValues.Preserve;
                }
            }
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
