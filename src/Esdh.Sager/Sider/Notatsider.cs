using System.Net;
using System.Text;
using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>What the form of a note offers.</summary>
public sealed record Notatvalg(IReadOnlyList<Mulighed> Parter, IReadOnlyList<Mulighed> Delforloeb);

/// <summary>The notes of a case with the form for a new one.</summary>
/// <param name="Formular">As it was typed, with what is wrong; begins with now.</param>
/// <param name="Retter">The final note that the new one is to correct.</param>
/// <param name="NaesteHref">Older notes.</param>
/// <param name="BrugerId">Whose drafts may be changed here.</param>
public sealed record NotaterVisning(IReadOnlyList<Notatvisning> Notater, Formular Formular, Notatvalg Valg, Notatvisning? Retter, string? NaesteHref, Guid BrugerId, bool ErLeder);

internal static class Notattekst
{
    /// <summary>What was typed as plain text, as HTML: a paragraph for each empty line, a line break for each other.</summary>
    public static string TilHtml(string tekst)
    {
        var html = new StringBuilder();
        foreach (var afsnit in tekst.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            html.Append("<p>").Append(string.Join("<br>", afsnit.Split('\n').Select(WebUtility.HtmlEncode))).Append("</p>");
        return html.ToString();
    }
}
