using System.Globalization;
using System.Text;
using Esdh.Core.Identity;

namespace Esdh.Sager.Domain;

/// <summary>
/// Titles of cases and documents stand in lists, addresses of mails, prints and exports: one line of what can be seen, without personnumre.
/// </summary>
internal static class Titeltekst
{
    /// <summary>
    /// Line breaks and tabs become a space, control and direction characters go, and a personnummer that is written as one, <c>010190-1234</c>, loses its last four digits. Ten
    /// digits in a row stay: they are far oftener the number of an invoice.
    /// </summary>
    public static string Ren(string titel)
    {
        var linje = new StringBuilder(titel.Length);
        foreach (var c in titel.Any(char.IsSurrogate) ? Hele(titel) : titel)
        {
            if (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                linje.Append(linje.Length > 0 && linje[^1] == ' ' && c != ' ' ? "" : " ");
            else if (char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format) || c is '\u00AD' or '\u200D') // soft hyphen; joins emoji
                linje.Append(c);
        }

        return CprFinder.MaskWritten(linje.ToString().Trim());
    }

    /// <summary>Without halves of letters, which a cut leaves and no database takes.</summary>
    private static string Hele(string tekst) => string.Concat(tekst.EnumerateRunes().Where(r => r != Rune.ReplacementChar));

    /// <summary>Nothing of it can be seen.</summary>
    public static bool ErTom(string? titel) => titel is null || Ren(titel).Length == 0;
}
