using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Esdh.Core.Files.Mime;

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">Any name; what cannot stand in a header is encoded.</param>
/// <param name="ContentType">Such as <c>application/pdf</c>.</param>
/// <param name="Open">The bytes from their start; disposed by the writer.</param>
public sealed record MimeFile(string Name, string ContentType, Func<Stream> Open);

/// <summary>A mail to be written. Addresses are those of <see cref="Mail.MailAddress.Parse"/>; names and subject may hold anything.</summary>
/// <param name="MessageId">Without angle brackets, ASCII.</param>
/// <param name="Text">Plain text.</param>
/// <param name="ReplyTo">Where answers go when not to the sender.</param>
public sealed record MimeDraft(
    MimeAddress From, MimeAddress To, string Subject, string MessageId, DateTimeOffset Date, string Text, IReadOnlyList<MimeFile> Files, MimeAddress? ReplyTo = null);

/// <summary>
/// Writes a mail as RFC 5322 and MIME: 7-bit lines of at most 76 characters (but for an address beyond ASCII), names and subjects as RFC 2047, file names as RFC 2231.
/// No text of the caller's can end a header: control characters become spaces. The same draft gives the same bytes.
/// </summary>
public static class MimeWriter
{
    private const int Line = 76;
    private const int Base64Line = 57; // bytes of a line of 76 characters

    /// <summary>Writes it to <paramref name="output"/>, which stays open.</summary>
    public static async Task WriteAsync(MimeDraft mail, Stream output, CancellationToken ct)
    {
        var boundary = "esdh-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId)))[..40];
        var head = new StringBuilder();
        Header(head, "Date", mail.Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + mail.Date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal));
        Header(head, "From", Address(mail.From));
        Header(head, "To", Address(mail.To));
        if (mail.ReplyTo is { } reply)
            Header(head, "Reply-To", Address(reply));
        Header(head, "Subject", Words(mail.Subject));
        Header(head, "Message-ID", $"<{mail.MessageId}>");
        Header(head, "MIME-Version", "1.0");
        if (mail.Files.Count > 0)
        {
            head.Append("Content-Type: multipart/mixed;\r\n boundary=\"").Append(boundary).Append("\"\r\n\r\n--").Append(boundary).Append("\r\n");
        }

        head.Append("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        QuotedPrintable(head, mail.Text);
        await WriteAsync(output, head, ct);
        foreach (var file in mail.Files)
        {
            var part = new StringBuilder();
            part.Append("\r\n--").Append(boundary).Append("\r\nContent-Type: ").Append(Clean(file.ContentType)).Append("\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment").Append(FileName(file.Name)).Append("\r\n\r\n");
            await WriteAsync(output, part, ct);
            await using var content = file.Open();
            await Base64Async(content, output, ct);
        }

        if (mail.Files.Count > 0)
            await WriteAsync(output, new StringBuilder("\r\n--").Append(boundary).Append("--\r\n"), ct);
    }

    private static Task WriteAsync(Stream output, StringBuilder text, CancellationToken ct) => output.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct).AsTask();

    /// <summary>Folds at the spaces that are there.</summary>
    private static void Header(StringBuilder to, string name, string value)
    {
        var used = name.Length + 1;
        to.Append(name).Append(':');
        foreach (var word in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (used + 1 + word.Length > Line && used > name.Length + 1)
            {
                to.Append("\r\n");
                used = 0;
            }

            to.Append(' ').Append(word);
            used += 1 + word.Length;
        }

        to.Append("\r\n");
    }

    private static string Address(MimeAddress a)
    {
        var name = Clean(a.Name);
        if (name.Length == 0)
            return $"<{Clean(a.Address)}>";
        var shown = Plain(name) ? name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-') ? name : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : Encoded(name);
        return $"{shown} <{Clean(a.Address)}>";
    }

    private static string Words(string text)
    {
        var clean = Clean(text);
        return Plain(clean) && !clean.Contains("  ", StringComparison.Ordinal) ? clean : Encoded(clean);
    }

    /// <summary>ASCII that nobody takes for an encoded word, in words that fit a line.</summary>
    private static bool Plain(string text) => Ascii.IsValid(text) && !text.Contains("=?", StringComparison.Ordinal) && text.Split(' ').All(w => w.Length <= Line - 14);

    /// <summary>RFC 2047, B encoding, words of at most 75 characters that each hold whole letters.</summary>
    private static string Encoded(string text)
    {
        List<string> words = [];
        var piece = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > 42)
            {
                words.Add(Word(piece));
                piece.Clear();
                bytes = 0;
            }

            piece.Append(rune);
            bytes += rune.Utf8SequenceLength;
        }

        if (piece.Length > 0)
            words.Add(Word(piece));
        return string.Join(' ', words);

        static string Word(StringBuilder letters) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(letters.ToString()))}?=";
    }

    /// <summary>A plain name for old programs, and where it says less than the name the name itself (RFC 2231).</summary>
    private static string FileName(string name)
    {
        var clean = Clean(name).Replace('"', '\'').Replace('\\', '-').Replace('/', '-');
        var plain = string.Concat(clean.Normalize(NormalizationForm.FormC).Select(c => c switch { 'æ' => "ae", 'ø' => "oe", 'å' => "aa", 'Æ' => "Ae", 'Ø' => "Oe", 'Å' => "Aa", < (char)0x7F => c.ToString(), _ => "_" }));
        if (plain.Length > 60)
            plain = Path.GetExtension(plain) is { Length: <= 10 } kind ? plain[..50] + kind : plain[..60];
        var result = new StringBuilder($";\r\n filename=\"{plain}\"");
        if (plain == clean)
            return result.ToString();
        var number = 0;
        var piece = new StringBuilder();
        foreach (var rune in clean.EnumerateRunes())
        {
            var letter = rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value) ? rune.ToString() : string.Concat(Encoding.UTF8.GetBytes(rune.ToString()).Select(b => $"%{b:X2}"));
            if (piece.Length + letter.Length > 50)
                Flush();
            piece.Append(letter);
        }

        if (number == 0)
            return result.Append(";\r\n filename*=utf-8''").Append(piece).ToString();
        Flush();
        return result.ToString();

        void Flush()
        {
            result.Append(CultureInfo.InvariantCulture, $";\r\n filename*{number}*={(number == 0 ? "utf-8''" : "")}{piece}");
            number++;
            piece.Clear();
        }
    }

    /// <summary>One line without anything that could end it. Half a pair of surrogates is no letter either.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(r => r.Value is < 0x20 or 0x7F or (>= 0x80 and < 0xA0) or 0x2028 or 0x2029 ? " " : r.ToString())).Trim();

    private static void QuotedPrintable(StringBuilder to, string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            var used = 0;
            for (var i = 0; i < bytes.Length; i++)
            {
                var b = bytes[i];
                // A dot alone ends a mail, and "From " a message in a file of them; spaces at the end of a line get lost.
                var literal = b is >= 33 and <= 126 and not (byte)'=' && (used > 0 || b is not ((byte)'.' or (byte)'F' or (byte)'-'));
                if (b is (byte)' ' or (byte)'\t')
                    literal = i < bytes.Length - 1;
                var length = literal ? 1 : 3;
                if (used + length > Line - 1)
                {
                    to.Append("=\r\n");
                    used = 0;
                }

                if (literal)
                    to.Append((char)b);
                else
                    to.Append(CultureInfo.InvariantCulture, $"={b:X2}");
                used += length;
            }

            to.Append("\r\n");
        }
    }

    private static async Task Base64Async(Stream content, Stream output, CancellationToken ct)
    {
        var buffer = new byte[Base64Line * 1024];
        for (int n; (n = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct)) > 0;)
        {
            var lines = new StringBuilder((n * 4 / 3) + (n / Base64Line * 2) + 8);
            for (var at = 0; at < n; at += Base64Line)
                lines.Append(Convert.ToBase64String(buffer, at, Math.Min(Base64Line, n - at))).Append("\r\n");
            await output.WriteAsync(Encoding.ASCII.GetBytes(lines.ToString()), ct);
        }
    }
}
