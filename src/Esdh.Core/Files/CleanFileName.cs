using System.Globalization;
using System.Text;

namespace Esdh.Core.Files;

/// <summary>A file name that is safe to show, send and write, made from whatever somebody called their file.</summary>
/// <param name="Name">At most 200 characters, no path, no control or direction-turning characters, never empty.</param>
/// <param name="WasChanged">True where something was removed; tell the user with <see cref="Sentence"/>.</param>
public readonly record struct CleanFileName(string Name, bool WasChanged)
{
    private const int Longest = 200;

    /// <summary>Danish sentence on the change, or null where nothing was changed.</summary>
    public string? Sentence => WasChanged ? $"Filnavnet er renset for sti og ulovlige tegn og er nu »{Name}«." : null;

    /// <summary>Cleans <paramref name="given"/>; <paramref name="fallback"/> is used when nothing is left.</summary>
    public static CleanFileName From(string? given, string fallback = "fil")
    {
        given ??= "";
        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder(Math.Min(name.Length, 1024));
        foreach (var rune in name.Length > 1024 ? (name[..512] + name[^512..]).EnumerateRunes() : name.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            // Format characters hold the right-to-left override, by which "cod.exe" is shown as "exe.doc".
            if (category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                clean.Append(' ');
            }
            else if (rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*')
            {
                clean.Append('_');
            }
            else if (category is not UnicodeCategory.Format && rune != Rune.ReplacementChar)
            {
                clean.Append(rune.ToString());
            }
        }

        // One form of æøå (a Mac sends a and ring apart), so that equal names are equal.
        var text = clean.ToString().Normalize(NormalizationForm.FormC).Trim(' ').TrimEnd('.', ' ');
        if (text.Length > Longest)
        {
            var extension = Path.GetExtension(text) is { Length: <= 12 } short12 ? short12 : "";
            var keep = Longest - extension.Length;
            if (char.IsHighSurrogate(text[keep - 1]))
            {
                keep--;
            }

            text = text[..keep].TrimEnd() + extension;
        }

        if (text.Length == 0 || text.All(c => c == '.'))
        {
            text = fallback;
        }

        return new(text, given.Length > 0 && !text.Equals(given.Trim(), StringComparison.Ordinal) && !IsSameText(text, given));
    }

    private static bool IsSameText(string text, string given)
    {
        try
        {
            return given.Trim().Normalize(NormalizationForm.FormC).Equals(text, StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false; // a lone surrogate
        }
    }
}
