using System.Diagnostics;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Esdh.Core.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Esdh.Core.Tests;

[Trait("Database", "nej")]
public class HtmlCleanerTests
{
    private static readonly HashSet<string> Allowed =
        ["p", "br", "b", "strong", "i", "em", "u", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "table", "tbody", "tr", "td", "th"];

    [Theory]
    [InlineData("<p>Hej <b>Bo</b></p>", "<p>Hej <b>Bo</b></p>")]
    [InlineData("Hej & farvel < 3", "Hej &amp; farvel &lt; 3")]
    [InlineData("<p onclick=x style='a'>x<script>alert(1)</script><style>p{}</style></p>", "<p>x</p>")]
    [InlineData("<img src=x onerror=alert(1)>", "")]
    [InlineData("<a href='javascript:alert(1)'>x</a>", "x")]
    [InlineData("<a href='java\tscript:alert(1)'>x</a>", "x")]
    [InlineData("<a href=' &#1;javascript:alert(1)'>x</a>", "x")]
    [InlineData("<a href='data:text/html,x'>x</a>", "x")]
    [InlineData("<a href='/sager'>x</a>", "x")]
    [InlineData("<a href='//ondt.example'>x</a>", "x")]
    [InlineData("<a href='https://example.org/?a=1&b=\"2'>x</a>", "<a href=\"https://example.org/?a=1&amp;b=&quot;2\">x</a>")]
    [InlineData("<a href=mailto:bo@example.org target=_blank>x</a>", "<a href=\"mailto:bo@example.org\">x</a>")]
    [InlineData("<div>a</div><div>b</div>", "a<br>b")]
    [InlineData("<h1>Titel</h1>tekst", "<h3>Titel</h3>tekst")]
    [InlineData("<svg><script>alert(1)</script><text>x</text></svg>y", "y")]
    [InlineData("<math><mtext><style><img src onerror=x></style></mtext></math>y", "y")]
    [InlineData("<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>", "<table><tr><th>A</th></tr><tr><td>1</td></tr></table>")]
    [InlineData("<table><caption>Areal</caption><tr><td>1</td></tr></table>", "<table><tr><td>Areal</td></tr><tr><td>1</td></tr></table>")]
    [InlineData("<ul><li>a<ul><li>b</ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>")]
    [InlineData("<pre>a\nb</pre>", "a<br>b")]
    [InlineData("<!-- x --><p>y", "<p>y</p>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", "]&gt;&amp;e;")]
    [InlineData(null, "")]
    public void Kun_det_tilladte_slipper_igennem(string? html, string clean) => Assert.Equal(clean, HtmlCleaner.Clean(html));

    [Fact]
    public void Fjendtlig_html_bliver_aldrig_til_script() =>
        Prop.ForAll(Pieces().ToArbitrary(), html =>
        {
            var clean = HtmlCleaner.Clean(html);
            var document = new HtmlParser().ParseDocument(clean);
            return document.Body!.QuerySelectorAll("*").All(e => Allowed.Contains(e.LocalName)
                    && e.Attributes.All(a => e.LocalName == "a" && a.Name == "href"
                        && (a.Value.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || a.Value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                            || a.Value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))))
                && document.Head!.ChildElementCount == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Rensning_to_gange_aendrer_intet() =>
        Prop.ForAll(Pieces().ToArbitrary(), html => HtmlCleaner.Clean(HtmlCleaner.Clean(html)) == HtmlCleaner.Clean(html))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Theory]
    [InlineData("<p>Hej</p><p>Med <b>dig</b></p>", "Hej\n\nMed dig")]
    [InlineData("a<br>b<br><br><br>c", "a\nb\n\nc")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "- a\n- b")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc")]
    [InlineData("<style>x</style><script>y</script>&lt;z&gt;", "<z>")]
    public void Html_kan_laeses_som_tekst(string html, string text) => Assert.Equal(text, HtmlCleaner.ToPlainText(html));

    [Theory]
    [InlineData("<div>", 90_000)]
    [InlineData("<b>", 90_000)]
    [InlineData("<b><p>", 45_000)]
    [InlineData("<table><tr><td>", 30_000)]
    [InlineData("<ul><li>", 45_000)]
    [InlineData("<div><table><tr><td></div></table>", 20_000)]
    [InlineData("<", 3_900_000)]
    [InlineData("&", 3_900_000)]
    [InlineData("<a href=x><i></a>", 40_000)]
    [InlineData("a", 5_000_000)]
    public void Kaempestor_og_dybt_indlejret_html_faar_et_svar_i_tide(string piece, int times)
    {
        var watch = Stopwatch.StartNew();
        var clean = HtmlCleaner.Clean(string.Concat(Enumerable.Repeat(piece, times)));
        Assert.DoesNotContain("<div", clean);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
    }

    private static Gen<string> Pieces() => from parts in Gen.Elements(
            "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<a href=https://x.dk>", "<a href=javascript:alert(1)>", "</a>", "<ul>", "<li>", "</ul>",
            "<ol>", "</li>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<caption>", "<th>", "<h1>", "</h1>", "<h3>", "</h3>", "<blockquote>",
            "</blockquote>", "<script>", "</script>", "<style>", "</style>", "<svg>", "</svg>", "<math>", "<mtext>", "<foreignObject>", "<img src=x onerror=alert(1)>",
            "<p onclick='x'>", "<br>", "<button>", "</button>", "<select>", "<option>", "<template>", "</template>", "<textarea>", "</textarea>", "<noscript>",
            "</noscript>", "<title>", "</title>", "<!--", "-->", "<![CDATA[", "]]>", "<plaintext>", "<pre>\n", "</pre>", "<form>", "<object>", "<frameset>", "<hr>",
            "&lt;script&gt;", "&#0;", "&#13;", "&nbsp;", "\"", "'", "<", ">", "=", "/", "tekst", " ", "\n", "\r", "\0", "æ", "\uD800", "<u>", "</u>", "<a href='HTTP://y'>")
        .ListOf() select string.Concat(parts);
}
