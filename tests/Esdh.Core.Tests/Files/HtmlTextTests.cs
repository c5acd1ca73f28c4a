using Esdh.Core.Files;

namespace Esdh.Core.Tests.Files;

[Trait("Database", "nej")]
public sealed class HtmlTextTests
{
    [Fact]
    public void Html_gives_its_readable_text_alone() => Assert.Equal(
        "Titel & mere\nny linje\n- punkt\nA1\tB1\n3 < 4",
        TextExtract.FromHtml("<style>p{}</style><h1>Titel &amp; mere</h1>ny <b>linje</b><script>alert('ond')</script><ul><li>punkt</ul><table><tr><td>A1<td>B1</table><!-- skjult --> 3 < 4"));
}
