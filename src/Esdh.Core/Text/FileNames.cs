using System.Globalization;
using System.Text;

namespace Esdh.Core.Text;

/// <summary>File names as users send them, made fit to store, show and give back on any machine.</summary>
public static class FileNames
{
    /// <summary>The longest name that comes out, in UTF-16 characters, extension included.</summary>
    public const int MaxLength = 200;

    /// <summary>The name of a file that came without a usable one.</summary>
    public const string Nameless = "fil";

    private const int MaxExtension = 20;

    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. "123456789¹²³".SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The last part of the path, without drive, control and invisible characters (those that turn the reading direction
    /// included), without characters and names that Windows forbids (<c>&lt;&gt;:"|?*</c> become <c>_</c>, <c>CON.txt</c> becomes
    /// <c>_CON.txt</c>), without outer spaces and trailing dots, at most <see cref="MaxLength"/> characters with the extension kept.
    /// Letters are composed (NFC). Cleaning twice changes nothing.
    /// </summary>
    /// <returns>The name, never empty, and whether anything of it was taken away or replaced, so that it can be shown.</returns>
    public static CleanedFileName Clean(string? name)
    {
        name ??= "";
        var composed = DanishText.WellFormed(name).Normalize(NormalizationForm.FormC);
        var cut = composed.LastIndexOfAny(['/', '\\']);
        var last = composed[(cut + 1)..];
        if (last.Length >= 2 && char.IsAsciiLetter(last[0]) && last[1] == ':')
            last = last[2..];

        var clean = new StringBuilder(Math.Min(last.Length, 1024));
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                continue;
            if (rune.IsAscii && "<>:\"|?*".Contains((char)rune.Value, StringComparison.Ordinal))
                clean.Append('_');
            else
                clean.Append(rune.ToString());
        }
        // Taking characters out may have brought letters and marks together.
        var result = Trim(clean.ToString().Normalize(NormalizationForm.FormC));
        if (Reserved.Contains(result.Split('.')[0].TrimEnd()))
            result = "_" + result;
        result = Shorten(result);
        if (result.Length == 0)
            result = Nameless;
        return new(result, Removed: result != composed);
    }

    private static string Trim(string name)
    {
        // Dots alone are no name, and Windows drops trailing dots and spaces by itself.
        var start = 0;
        while (start < name.Length && char.IsWhiteSpace(name[start]))
            start++;
        var end = name.Length;
        while (end > start && (name[end - 1] == '.' || char.IsWhiteSpace(name[end - 1])))
            end--;
        return name[start..end];
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

/// <summary>A cleaned file name.</summary>
/// <param name="Name">Never empty, no path.</param>
/// <param name="Removed">Something of the name was taken away or replaced (a missing name counts). The user is told.</param>
public readonly record struct CleanedFileName(string Name, bool Removed);
