using System.Net;
using System.Text;

namespace Esdh.Core.Files;

internal enum HtmlBlockKind
{
    Paragraph,
    Heading,
    ListItem,
    Row,
    Rule,
}

/// <summary>One block of text; a row of a table has its cells, all others exactly one.</summary>
internal sealed record HtmlBlock(HtmlBlockKind Kind, IReadOnlyList<string> Cells, int Level = 0)
{
    public string Text => string.Join('\t', Cells);
}

/// <summary>
/// The readable text of HTML as a flat list of blocks: for plain text and for simple PDF. Not a parser of the standard but a linear
/// scan without recursion, so that no nesting can hurt it; scripts, styles and comments are left out.
/// </summary>
internal static class HtmlBlocks
{
    private const int MostBlocks = 100_000;

    public static IReadOnlyList<HtmlBlock> Read(string html)
    {
        var blocks = new List<HtmlBlock>();
        var text = new StringBuilder();
        List<string>? row = null;
        var kind = HtmlBlockKind.Paragraph;
        var level = 0;
        var pre = 0;
        var i = 0;
        var noCommentEnd = false;
        while (i < html.Length && blocks.Count < MostBlocks)
        {
            var open = html.IndexOf('<', i);
            if (open < 0)
            {
                AddText(html.AsSpan(i));
                break;
            }

            AddText(html.AsSpan(i, open - i));
            if (!noCommentEnd && string.CompareOrdinal(html, open, "<!--", 0, 4) == 0)
            {
                var end = html.IndexOf("-->", open + 4, StringComparison.Ordinal);
                noCommentEnd = end < 0;
                i = end < 0 ? open + 4 : end + 3;
                continue;
            }

            var next = open + 1 < html.Length ? html[open + 1] : ' ';
            if (!char.IsAsciiLetter(next) && next is not ('/' or '!' or '?'))
            {
                text.Append('<');
                i = open + 1;
                continue;
            }

            var close = TagEnd(html, open);
            if (close < 0)
            {
                break; // the rest is an unfinished tag
            }

            var (name, isEnd) = TagName(html.AsSpan(open + 1, close - open - 1));
            i = close + 1;
            if (!isEnd && name is "script" or "style" or "title" or "template")
            {
                var end = html.IndexOf("</" + name, i, StringComparison.OrdinalIgnoreCase);
                if (end < 0)
                {
                    break;
                }

                i = end;
                continue;
            }

            Tag(name, isEnd);
        }

        Flush();
        EndRow();
        return blocks;

        void AddText(ReadOnlySpan<char> raw)
        {
            var decoded = raw.Contains('&') ? WebUtility.HtmlDecode(raw.ToString()).AsSpan() : raw;
            foreach (var c in decoded)
            {
                if (pre > 0 ? c is not '\r' : c is not (' ' or '\t' or '\r' or '\n' or '\f'))
                {
                    text.Append(c == '\u00a0' ? ' ' : c);
                }
                else if (pre == 0 && text.Length > 0 && text[^1] is not (' ' or '\n'))
                {
                    text.Append(' ');
                }
            }
        }

        void Flush()
        {
            var value = text.ToString().Trim('\n', ' ');
            text.Clear();
            if (row is not null)
            {
                if (value.Length > 0)
                {
                    row[^1] = row[^1].Length == 0 ? value : row[^1] + "\n" + value;
                }
            }
            else if (value.Length > 0)
            {
                blocks.Add(new(kind, [value], level));
            }

            (kind, level) = (HtmlBlockKind.Paragraph, 0);
        }

        void EndRow()
        {
            if (row is { } cells && cells.Exists(cell => cell.Length > 0))
            {
                blocks.Add(new(HtmlBlockKind.Row, cells));
            }

            row = null;
        }

        void Tag(string name, bool isEnd)
        {
            switch (name)
            {
                case "br":
                    text.Append('\n');
                    break;
                case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                    Flush();
                    if (!isEnd)
                    {
                        (kind, level) = (HtmlBlockKind.Heading, name[1] - '0');
                    }

                    break;
                case "li":
                    Flush();
                    kind = isEnd ? HtmlBlockKind.Paragraph : HtmlBlockKind.ListItem;
                    break;
                case "td" or "th":
                    Flush();
                    if (!isEnd)
                    {
                        row ??= [];
                        row.Add("");
                    }

                    break;
                case "tr" or "table":
                    Flush();
                    EndRow();
                    break;
                case "hr":
                    Flush();
                    EndRow();
                    blocks.Add(new(HtmlBlockKind.Rule, [""]));
                    break;
                case "pre" or "textarea":
                    Flush();
                    pre = Math.Max(0, pre + (isEnd ? -1 : 1));
                    break;
                case "p" or "div" or "ul" or "ol" or "dl" or "dt" or "dd" or "section" or "article" or "header" or "footer" or "blockquote" or "address"
                    or "body" or "head" or "tbody" or "thead" or "fieldset" or "form" or "main" or "aside" or "nav" or "caption" or "figure":
                    Flush();
                    break;
            }
        }
    }

    /// <summary>The blocks as lines of plain text.</summary>
    public static string ToText(string html)
    {
        var text = new StringBuilder();
        foreach (var block in Read(html))
        {
            text.Append(block.Kind switch { HtmlBlockKind.ListItem => "- ", HtmlBlockKind.Rule => "----", _ => "" }).Append(block.Text).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static int TagEnd(string html, int open)
    {
        // A '>' inside a quoted attribute does not end the tag; a quote that is never closed within reason is no quote.
        var quote = '\0';
        for (var i = open + 1; i < html.Length && i - open < 100_000; i++)
        {
            var c = html[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c == '>')
            {
                return i;
            }
            else if (c is '"' or '\'' && html[i - 1] == '=')
            {
                quote = c;
            }
        }

        return html.IndexOf('>', open);
    }

    private static (string Name, bool IsEnd) TagName(ReadOnlySpan<char> tag)
    {
        var isEnd = tag.StartsWith("/");
        tag = isEnd ? tag[1..] : tag;
        var length = 0;
        while (length < tag.Length && length < 20 && char.IsAsciiLetterOrDigit(tag[length]))
        {
            length++;
        }

        return (tag[..length].ToString().ToLowerInvariant(), isEnd);
    }
}
