using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Esdh.Core.Text;

/// <summary>
/// Makes HTML from outside (mails, pasted notes) safe to show: only text, <c>p br b strong i em u ul ol li h3 h4 blockquote table
/// tr td th</c> without attributes, and <c>a</c> with an absolute http, https or mailto <c>href</c> come out. Nothing is fetched.
/// </summary>
/// <remarks>
/// The result is written anew from the parsed tree, never cut out of the input: no attribute but href, no comment, no entity but
/// the five of HTML, every element closed. Other elements give way to their content, lines kept apart; scripts, styles, frames,
/// drawings and the like go with their content. Any input gives an answer in bounded time: what is larger than
/// <see cref="MaxLength"/> or nested or tagged beyond reason comes out as plain text. Cleaning twice changes nothing.
/// </remarks>
public static class HtmlCleaner
{
    /// <summary>Longer input, in characters, loses its formatting.</summary>
    public const int MaxLength = 4_000_000;

    private const int MaxDepth = 150;
    private const int MaxElements = 50_000;
    private const int MaxTokens = 500_000;
    private const int MaxParsedDepth = 200;
    private const int MaxHref = 2_000;

    private static readonly HashSet<string> Inline = ["b", "strong", "i", "em", "u", "a"];
    private static readonly HashSet<string> Block = ["p", "ul", "ol", "li", "h3", "h4", "blockquote", "table", "tr", "td", "th"];
    private static readonly HashSet<string> OtherBlock =
    [
        "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h5", "h6", "header", "hr", "legend", "listing", "main", "menu", "nav", "option", "pre", "search",
        "section", "summary", "tbody", "tfoot", "thead", "title", "xmp", "plaintext",
    ];
    private static readonly HashSet<string> Dropped =
    [
        "script", "style", "head", "template", "iframe", "frame", "frameset", "noframes", "noembed", "noscript", "object", "embed", "applet",
        "audio", "video", "canvas", "svg", "math", "base", "link", "meta", "param", "source", "track",
    ];

    /// <summary>The safe HTML. Empty for null.</summary>
    public static string Clean(string? html)
    {
        if (string.IsNullOrWhiteSpace(html))
            return "";
        return Parse(html) is { } body ? new HtmlOut().Write(body) : Encode(WithoutTags(html));
    }

    /// <summary>
    /// As <see cref="Clean"/>, for a mail that is shown: pictures that came with it are kept as <c>img</c> with <c>src</c> and <c>alt</c>.
    /// </summary>
    /// <param name="html">The mail's own HTML.</param>
    /// <param name="picture">
    /// Asked with what follows <c>cid:</c>, decoded; answers the address that shows that part of the mail, or null where there is none.
    /// </param>
    public static CleanedMail CleanMail(string? html, Func<string, string?> picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (string.IsNullOrWhiteSpace(html))
            return new("", 0);
        if (Parse(html) is not { } body)
            return new(Encode(WithoutTags(html)), 0);
        var cleaned = new HtmlOut(picture);
        return new(cleaned.Write(body), cleaned.RemotePictures);
    }

    /// <summary>
    /// What a reader sees, as text: a line per paragraph, <c>- </c> before list items, cells parted by tabs, no more than one empty
    /// line in a row. For search, previews and mails without formatting. It is text: encode it before it goes on a page.
    /// </summary>
    public static string ToPlainText(string? html)
    {
        if (string.IsNullOrWhiteSpace(html))
            return "";
        return Parse(html) is { } body ? new TextOut().Write(body) : WithoutTags(html);
    }

    /// <summary>The body, or null when the input is beyond reason.</summary>
    private static IElement? Parse(string html)
    {
        if (html.Length > MaxLength)
            return null;
        var (elements, tokens) = (0, 0);
        IElement? previous = null;
        var parser = new HtmlParser(new()
        {
            IsScripting = false,
            SkipComments = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = (ref token, name) => name.Span is "href" or "src" or "alt",
            // The parser searches its open elements for most tags: unless depth and tags are bounded, its time is quadratic.
            // A new element hangs nowhere yet, so it is the one before whose depth is known.
            OnCreated = (element, _) =>
            {
                if (++elements > MaxElements || DeeperThan(MaxParsedDepth, previous))
                    throw new BeyondReasonException();
                previous = element;
            },
            OnToken = (_, _) =>
            {
                if (++tokens > MaxTokens)
                    throw new BeyondReasonException();
            },
        });
        try
        {
            return parser.ParseDocument(DanishText.WellFormed(html)).Body;
        }
        catch (BeyondReasonException)
        {
            return null;
        }
    }

    private static bool DeeperThan(int depth, IElement? element)
    {
        for (INode? node = element; node is not null; node = node.Parent)
        {
            if (depth-- == 0)
                return true;
        }
        return false;
    }

    /// <summary>The text between the tags, found without a parser: the answer when there is too much to parse.</summary>
    private static string WithoutTags(string html)
    {
        var text = new StringBuilder();
        var wellFormed = DanishText.WellFormed(html).AsSpan();
        while (wellFormed.IndexOf('<') is var start and >= 0)
        {
            text.Append(wellFormed[..start]);
            wellFormed = wellFormed[(start + 1)..];
            if (wellFormed.Length == 0 || !(char.IsAsciiLetter(wellFormed[0]) || wellFormed[0] is '/' or '!' or '?'))
            {
                text.Append('<');
                continue;
            }
            text.Append(' ');
            wellFormed = wellFormed.IndexOf('>') is var end and >= 0 ? wellFormed[(end + 1)..] : [];
        }
        text.Append(wellFormed).Replace("\0", "");
        return WebUtility.HtmlDecode(text.ToString()).Trim();
    }

    private static string? Href(IElement link)
    {
        // Browsers take out these characters before they read the scheme; so do we, before we judge it.
        var href = new string([.. (link.GetAttribute("href") ?? "").Where(c => !char.IsControl(c))]).Trim();
        return href.Length <= MaxHref && Uri.TryCreate(href, UriKind.Absolute, out var uri)
            && (uri.Scheme is "mailto" && href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
                || href.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && uri.Scheme is "https"
                || href.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && uri.Scheme is "http")
            ? href
            : null;
    }

    /// <summary>Safe as text and within double quotes. Control characters but tab and line break are left out.</summary>
    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                '\u00A0' => encoded.Append("&nbsp;"),
                '\n' or '\t' => encoded.Append(c),
                '\r' => encoded.Append('\n'),
                _ when char.IsControl(c) => encoded,
                _ => encoded.Append(c),
            };
        }
        return encoded.ToString();
    }

    private sealed class BeyondReasonException : Exception;

    /// <summary>Walks a tree without recursion: hostile nesting must not end the process.</summary>
    private abstract class Walker
    {
        public string Write(IElement body)
        {
            // By index: asking a node for its next sibling searches its parent's list, which is quadratic.
            var open = new Stack<(INodeList Children, int Next, string Name, string? Written)>();
            var (children, next) = (body.ChildNodes, 0);
            while (true)
            {
                if (next == children.Length)
                {
                    if (open.Count == 0)
                        return Result();
                    (children, next, var name, var written) = open.Pop();
                    Leave(name, written);
                    continue;
                }
                var node = children[next++];
                if (node is IText text)
                    Text(text.Data);
                else if (node is IElement element && element.NamespaceUri == "http://www.w3.org/1999/xhtml" && !Dropped.Contains(element.LocalName))
                {
                    open.Push((children, next, element.LocalName, Enter(element, open.Count)));
                    (children, next) = (element.ChildNodes, 0);
                }
            }
        }

        protected abstract void Text(string text);

        /// <summary>What was written as the start of the element, handed back to <see cref="Leave"/>; null when only its content comes out.</summary>
        protected abstract string? Enter(IElement element, int depth);
        protected abstract void Leave(string name, string? written);
        protected abstract string Result();
    }

    private sealed class HtmlOut(Func<string, string?>? picture = null) : Walker
    {
        private readonly StringBuilder html = new();
        private readonly List<string> open = [];
        private bool lineHasText;
        private bool breakBefore;
        private int preformatted;

        protected override void Text(string text)
        {
            if (preformatted > 0 && text.Contains('\n', StringComparison.Ordinal))
            {
                foreach (var (at, line) in text.Split('\n').Index())
                {
                    if (at > 0)
                        LineBreak();
                    Text(line);
                }
                return;
            }
            var encoded = Encode(text);
            if (string.IsNullOrWhiteSpace(encoded))
            {
                // Space between blocks is layout of the source, not content.
                if (lineHasText && !breakBefore && !InFrame())
                    html.Append(encoded);
                return;
            }
            if (InFrame())
                return;
            Break();
            html.Append(encoded);
            lineHasText = true;
        }

        /// <summary>Pictures that would have had to be fetched from elsewhere.</summary>
        public int RemotePictures { get; private set; }

        protected override string? Enter(IElement element, int depth)
        {
            if (element.LocalName == "img" && picture is not null)
            {
                Picture(element, picture);
                return null;
            }
            var name = element.LocalName switch { "h1" or "h2" => "h3", "h5" or "h6" => "h4", var other => other };
            if (name == "br")
            {
                LineBreak();
                return null;
            }
            if (name == "pre")
                preformatted++;
            if (name == "caption" && open.Count > 0 && open[^1] == "table")
            {
                Start("tr", "");
                Start("td", "");
                return name;
            }
            // Rows, cells and items may lie a little deeper than what holds them, so that none is left without.
            if (Block.Contains(name) && depth < (name is "tr" or "td" or "th" or "li" ? MaxDepth + 8 : MaxDepth) && Fits(name))
            {
                breakBefore = lineHasText = false;
                return Start(name, "");
            }
            if (Inline.Contains(name) && depth < MaxDepth && !open.Contains(name) && !InFrame())
            {
                if (name != "a")
                {
                    Break();
                    return Start(name, "");
                }
                if (Href(element) is { } href)
                {
                    Break();
                    return Start(name, $" href=\"{Encode(href)}\"");
                }
            }
            if (OtherBlock.Contains(name) || Block.Contains(name))
                breakBefore |= lineHasText;
            return null;
        }

        protected override void Leave(string name, string? written)
        {
            if (name == "pre")
                preformatted--;
            if (written == "caption")
            {
                html.Append("</td></tr>");
                open.RemoveRange(open.Count - 2, 2);
                breakBefore = lineHasText = false;
            }
            else if (written is not null)
            {
                open.RemoveAt(open.Count - 1);
                html.Append("</").Append(written).Append('>');
                if (Block.Contains(written))
                    breakBefore = lineHasText = false;
            }
            else if (OtherBlock.Contains(name) || Block.Contains(name))
                breakBefore |= lineHasText;
        }

        protected override string Result() => html.ToString().Trim();

        private void Picture(IElement element, Func<string, string?> find)
        {
            var source = (element.GetAttribute("src") ?? "").Trim();
            if (source.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
            {
                if (InFrame() || find(Uri.UnescapeDataString(source[4..])) is not { } address)
                    return;
                Break();
                html.Append("<img src=\"").Append(Encode(address)).Append("\" alt=\"").Append(Encode(element.GetAttribute("alt") ?? "")).Append("\">");
                lineHasText = true;
            }
            else if (source.Length > 0 && !source.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
                RemotePictures++;
        }

        private string Start(string name, string attributes)
        {
            html.Append('<').Append(name).Append(attributes).Append('>');
            open.Add(name);
            return name;
        }

        private void LineBreak()
        {
            if (InFrame())
                return;
            Break();
            html.Append("<br>");
            lineHasText = false;
        }

        /// <summary>The line break that an element without a counterpart left behind, once something follows it.</summary>
        private void Break()
        {
            if (breakBefore)
                html.Append("<br>");
            breakBefore = lineHasText = false;
        }

        /// <summary>Whether a parser would leave the element where we put it. If not, only its content is written.</summary>
        private bool Fits(string name)
        {
            var parent = open.LastOrDefault(o => !Inline.Contains(o));
            var formatted = open.Count > 0 && Inline.Contains(open[^1]);
            return name switch
            {
                "li" => parent is "ul" or "ol" && !formatted,
                "tr" => parent == "table" && !formatted,
                "td" or "th" => parent == "tr" && !formatted,
                "ul" or "ol" => parent is null or "li" or "td" or "th" or "blockquote" or "ul" or "ol",
                _ => parent is null or "li" or "td" or "th" or "blockquote",
            };
        }

        /// <summary>Directly in a table or row, where a parser would move content elsewhere.</summary>
        private bool InFrame() => open.Count > 0 && open[^1] is "table" or "tr";
    }

    private sealed class TextOut : Walker
    {
        private readonly StringBuilder text = new();
        private int newLines = 2;
        private bool space;
        private int preformatted;

        protected override void Text(string data)
        {
            foreach (var c in data)
            {
                if (c == '\0')
                    continue;
                if (preformatted > 0 && c == '\n')
                    Line(newLines + 1);
                else if (char.IsWhiteSpace(c))
                    space = true;
                else
                {
                    if (space && newLines == 0)
                        text.Append(' ');
                    (space, newLines) = (false, 0);
                    text.Append(c);
                }
            }
        }

        protected override string? Enter(IElement element, int depth)
        {
            switch (element.LocalName)
            {
                case "br":
                    Line(newLines + 1);
                    break;
                case "li":
                    Line(1);
                    text.Append("- ");
                    break;
                case "tr":
                    Line(1);
                    break;
                case "td" or "th" when newLines == 0:
                    text.Append('\t');
                    space = false;
                    break;
                case "pre":
                    preformatted++;
                    Line(2);
                    break;
                case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" or "table" or "ul" or "ol":
                    Line(2);
                    break;
                case var name when OtherBlock.Contains(name):
                    Line(1);
                    break;
            }
            return null;
        }

        protected override void Leave(string name, string? written)
        {
            if (name == "pre")
                preformatted--;
            if (name is "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" or "table" or "ul" or "ol" or "pre")
                Line(2);
            else if (name is "li" or "tr" || OtherBlock.Contains(name))
                Line(1);
        }

        protected override string Result() => text.ToString().Trim();

        /// <summary>Sees to it that at least so many line breaks stand before what follows, at most two.</summary>
        private void Line(int wanted)
        {
            for (wanted = Math.Min(wanted, 2); newLines < wanted; newLines++)
                text.Append('\n');
            space = false;
        }
    }
}

/// <summary>A mail's HTML, safe to show.</summary>
/// <param name="Html">As <see cref="HtmlCleaner.Clean"/> makes it, with the mail's own pictures.</param>
/// <param name="RemotePictures">Pictures left out, since they would have had to be fetched from elsewhere.</param>
public readonly record struct CleanedMail(string Html, int RemotePictures);
