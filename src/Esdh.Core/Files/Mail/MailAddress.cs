using System.Globalization;

namespace Esdh.Core.Files.Mail;

/// <summary>
/// A mail address as it can be sent to: one <c>@</c>, no quoted local part, nothing that could end a header or a command. The domain in its
/// ASCII form (<c>xn--</c>); letters beyond ASCII in the local part are kept and need a server with SMTPUTF8.
/// </summary>
public static class MailAddress
{
    private const int Longest = 254, LongestLocal = 64;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The address to send to, or null where the text is none.</summary>
    public static string? Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.LastIndexOf('@');
        if (at < 1 || at == trimmed.Length - 1 || trimmed.Length > Longest)
            return null;
        var (local, domain) = (trimmed[..at], trimmed[(at + 1)..]);
        if (local.Length > LongestLocal || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal) || !local.All(IsLocal))
            return null;
        try
        {
            var ascii = Idn.GetAscii(domain.ToLowerInvariant());
            return ascii.Contains('.', StringComparison.Ordinal) && !ascii.StartsWith('.') && !ascii.EndsWith('.') && local.Length + 1 + ascii.Length <= Longest ? $"{local}@{ascii}" : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether only a server with SMTPUTF8 takes it.</summary>
    public static bool NeedsUtf8(string address) => !System.Text.Ascii.IsValid(address);

    private static bool IsLocal(char c) => c < 0x80 ? char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal) : char.IsLetterOrDigit(c);
}
