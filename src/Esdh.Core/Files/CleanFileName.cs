using System.Globalization;
using System.Text;
using Esdh.Core.Text;

namespace Esdh.Core.Files;

/// <summary>A file name that is safe to store, show, send and write on any machine, made from whatever somebody called their file.</summary>
/// <param name="Name">At most <see cref="MaxLength"/> characters, no path, no invisible or direction-turning characters, never empty.</param>
/// <param name="WasChanged">Something was taken away or replaced, a missing name included; tell the user with <see cref="Sentence"/>.</param>
public readonly record struct CleanFileName(string Name, bool WasChanged)
{
    /// <summary>The longest name that comes out, in UTF-16 characters, extension included.</summary>
    public const int MaxLength = 200;

    private const int MaxExtension = 20;

    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. "123456789¹²³".SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Danish sentence on the change, or null where nothing was changed.</summary>
    public string? Sentence => WasChanged ? $"Filnavnet er renset for sti og ulovlige tegn og er nu »{Name}«." : null;

    /// <summary>
    /// The last part of the path, without drive, invisible characters (those that turn the reading direction included) and outer
    /// spaces and dots; what Windows forbids becomes <c>_</c> or gets one in front (<c>CON.txt</c> becomes <c>_CON.txt</c>). A long
    /// name keeps its extension. Letters are composed (NFC), since a Mac sends a and ring apart. Cleaning twice changes nothing.
    /// </summary>
    /// <param name="given">As the sender calls it.</param>
    /// <param name="fallback">The name when nothing is left; cleaned too.</param>
    public static CleanFileName From(string? given, string fallback = "fil")
    {
        given ??= "";
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var composed = Compose(last.Length > 1024 ? last[..512] + last[^512..] : last);
        if (composed.Length >= 2 && char.IsAsciiLetter(composed[0]) && composed[1] == ':')
            composed = composed[2..];

        var clean = new StringBuilder(composed.Length);
        foreach (var rune in composed.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator when Rune.IsWhiteSpace(rune):
                    if (clean.Length > 0 && clean[^1] != ' ')
                        clean.Append(' '); // words that stood on two lines stay two words
                    break;
                // Format characters hold the right-to-left override, by which "cod.exe" is shown as "exe.doc".
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                    break;
                default:
                    if (rune != Rune.ReplacementChar)
                        clean.Append(rune.IsAscii && "<>:\"|?*".Contains((char)rune.Value, StringComparison.Ordinal) ? "_" : rune.ToString());
                    break;
            }
        }

        // Taking characters out may have brought letters and marks together.
        var name = Shorten(Unreserved(Shorten(Trim(clean.ToString().Normalize(NormalizationForm.FormC)))));
        if (name.Length == 0)
            return new(fallback == "fil" ? fallback : From(fallback).Name, true);
        return new(name, given.Length > MaxLength * 4 || name != Compose(given).Trim());
    }

    private static string Compose(string text) => DanishText.WellFormed(text).Normalize(NormalizationForm.FormC);

    private static string Unreserved(string name) => Reserved.Contains(name.Split('.')[0].TrimEnd()) ? "_" + name : name;

    private static string Trim(string name)
    {
        // Dots alone are no name, and Windows drops trailing dots and spaces by itself.
        var end = name.Length;
        while (end > 0 && (name[end - 1] == '.' || char.IsWhiteSpace(name[end - 1])))
            end--;
        return name[..end].TrimStart();
    }

    private static string Shorten(string name)
    {
        if (name.Length <= MaxLength)
            return name;
        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && name.Length - dot <= MaxExtension ? name[dot..] : "";
        // Whole characters as people see them: never half an emoji, never a letter without its mark.
        var stem = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(name);
        while (elements.MoveNext() && stem.Length + elements.GetTextElement().Length <= MaxLength - extension.Length)
            stem.Append(elements.GetTextElement());
        return Trim(Trim(stem.ToString()) + extension);
    }
}
