using System.Globalization;
using System.Text;

namespace Esdh.Core.Files.Mime;

/// <summary>Character sets, encoded words, parameters, addresses and dates of mail headers. All forgiving, all linear in their input.</summary>
internal static class MimeText
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    internal static readonly Encoding Windows1252;

    static MimeText()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Windows1252 = Encoding.GetEncoding(1252);
    }

    private static readonly Dictionary<string, int> ZoneHours = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["GMT"] = 0, ["Z"] = 0, ["UTC"] = 0, ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7,
        ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7, ["CET"] = 1, ["CEST"] = 2,
    };

    /// <summary>Bytes to text: the named character set, and where it is unknown or plainly wrong UTF-8 if valid, else Windows-1252.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset, out bool unknown)
    {
        unknown = false;
        var name = charset?.Trim().Trim('"', '\'').ToLowerInvariant() ?? "";
        switch (name)
        {
            case "" or "us-ascii" or "ascii" or "ansi_x3.4-1968" or "default" or "8bit" or "binary" or "unknown-8bit":
                return Guess(bytes);
            // What calls itself Latin-1 is Windows-1252 with € and long dashes in practice; the other way round never happens.
            case "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "l1" or "cp1252" or "windows-1252" or "windows1252" or "x-cp1252":
                return Windows1252.GetString(bytes);
            case "utf-8" or "utf8" or "unicode-1-1-utf-8":
                return Guess(bytes);
        }

        try
        {
            return Encoding.GetEncoding(name).GetString(bytes);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            unknown = true;
            return Guess(bytes);
        }
    }

    /// <summary>UTF-8 if it is, else Windows-1252.</summary>
    public static string Guess(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Windows1252.GetString(bytes);
        }
    }

    /// <summary>Whether all of it is well-formed UTF-8.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    /// <summary>A Windows code page by its number; null where there is no such.</summary>
    public static Encoding? CodePage(int number)
    {
        try
        {
            return Encoding.GetEncoding(number);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Without the half letter that a cut in UTF-8 may leave at the end.</summary>
    public static ReadOnlySpan<byte> WholeLetters(ReadOnlySpan<byte> cut)
    {
        var length = cut.Length;
        while (length > 0 && cut.Length - length < 3 && (cut[length - 1] & 0xC0) == 0x80)
        {
            length--;
        }

        return length > 0 && cut[length - 1] >= 0xC0 ? cut[..(length - 1)] : cut[..length];
    }

    /// <summary>Replaces encoded words (RFC 2047) and control characters; one line comes out.</summary>
    public static string DecodeWords(string raw)
    {
        if (!raw.Contains("=?", StringComparison.Ordinal))
        {
            return OneLine(raw);
        }

        var text = new StringBuilder(raw.Length);
        var bytes = new List<byte>();
        string? runCharset = null;
        var position = 0;
        while (position < raw.Length)
        {
            var start = raw.IndexOf("=?", position, StringComparison.Ordinal);
            if (start < 0)
            {
                break;
            }

            var (end, charset, word) = ReadWord(raw, start);
            if (end < 0)
            {
                if (end == NoEndAnywhere)
                {
                    break;
                }

                Flush();
                text.Append(raw, position, start + 2 - position);
                position = start + 2;
                continue;
            }

            var between = raw.AsSpan(position, start - position);
            // Space between two encoded words is only folding; bytes of one letter may be split over two words.
            if (runCharset is null || !between.IsWhiteSpace() || !charset!.Equals(runCharset, StringComparison.OrdinalIgnoreCase))
            {
                var folding = runCharset is not null && between.IsWhiteSpace();
                Flush();
                if (!folding)
                {
                    text.Append(between);
                }
            }

            bytes.AddRange(word!);
            runCharset = charset;
            position = end;
        }

        Flush();
        text.Append(raw, position, raw.Length - position);
        return OneLine(text.ToString());

        void Flush()
        {
            if (runCharset is not null)
            {
                text.Append(Decode(bytes.ToArray(), runCharset, out _));
                bytes.Clear();
                runCharset = null;
            }
        }
    }

    private const int NoEndAnywhere = -2;

    private static (int End, string? Charset, byte[]? Bytes) ReadWord(string raw, int start)
    {
        var i = start + 2;
        while (i < raw.Length && i - start < 80 && raw[i] is > ' ' and < (char)127 and not ('?' or '=' or '"' or '(' or ')' or '<' or '>'))
        {
            i++;
        }

        if (i + 2 >= raw.Length || i == start + 2 || raw[i] != '?' || raw[i + 2] != '?')
        {
            return (-1, null, null);
        }

        var charset = raw[(start + 2)..i];
        var star = charset.IndexOf('*', StringComparison.Ordinal); // RFC 2231 language
        charset = star > 0 ? charset[..star] : charset;
        var kind = char.ToUpperInvariant(raw[i + 1]);
        var from = i + 3;
        var end = raw.IndexOf("?=", from, StringComparison.Ordinal);
        if (end < 0)
        {
            return (NoEndAnywhere, null, null);
        }

        var body = raw.AsSpan(from, end - from);
        return kind switch
        {
            'B' => (end + 2, charset, FromBase64(body)),
            'Q' => (end + 2, charset, FromQ(body)),
            _ => (-1, null, null),
        };
    }

    private static byte[] FromBase64(ReadOnlySpan<char> text)
    {
        var result = new List<byte>(text.Length);
        int bits = 0, count = 0;
        foreach (var c in text)
        {
            var value = Base64Value(c);
            if (value < 0)
            {
                continue;
            }

            bits = (bits << 6 | value) & 0xFFFFFF;
            count += 6;
            if (count >= 8)
            {
                count -= 8;
                result.Add((byte)(bits >> count));
            }
        }

        return [.. result];
    }

    internal static int Base64Value(int c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' or '-' => 62,
        '/' or '_' => 63,
        _ => -1,
    };

    private static byte[] FromQ(ReadOnlySpan<char> text)
    {
        var result = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                result.Add(byte.Parse(text.Slice(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else if (text[i] < 128)
            {
                result.Add(text[i] == '_' ? (byte)' ' : (byte)text[i]);
            }
            else
            {
                result.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }

        return [.. result];
    }

    private static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Contains('\u007f', StringComparison.Ordinal))
        {
            return text.Trim();
        }

        return string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        }).Trim();
    }

    /// <summary>A header value such as <c>text/plain; charset=x; name*0*=utf-8''a%20b</c> into its value and joined parameters.</summary>
    public static (string Value, Dictionary<string, string> Parameters) ParseParameters(string? raw)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (raw is null)
        {
            return ("", parameters);
        }

        var pieces = SplitOutsideQuotes(raw, ';');
        var value = StripComments(pieces[0]).Trim().ToLowerInvariant();
        var sections = new Dictionary<string, SortedDictionary<int, (string Text, bool Percent)>>(StringComparer.OrdinalIgnoreCase);
        foreach (var piece in pieces.Skip(1).Take(1_000))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                continue;
            }

            var name = piece[..equals].Trim();
            var text = Unquote(piece[(equals + 1)..].Trim());
            var star = name.IndexOf('*', StringComparison.Ordinal);
            if (star <= 0)
            {
                parameters.TryAdd(name, text);
                continue;
            }

            var percent = name.EndsWith('*');
            var number = name[(star + 1)..].TrimEnd('*');
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var section))
            {
                section = 0;
            }

            if (!sections.TryGetValue(name[..star], out var list))
            {
                sections[name[..star]] = list = [];
            }

            list.TryAdd(section, (text, percent));
        }

        foreach (var (name, list) in sections)
        {
            parameters[name] = JoinSections(list); // the extended form is the better one where both are given
        }

        return (value, parameters);
    }

    private static string JoinSections(SortedDictionary<int, (string Text, bool Percent)> list)
    {
        var bytes = new List<byte>();
        string? charset = null;
        var first = true;
        foreach (var (text, percent) in list.Values)
        {
            var rest = text;
            if (first && percent && text.Split('\'', 3) is [var set, _, var tail])
            {
                (charset, rest) = (set, tail);
            }

            first = false;
            for (var i = 0; i < rest.Length; i++)
            {
                if (percent && rest[i] == '%' && i + 2 < rest.Length && char.IsAsciiHexDigit(rest[i + 1]) && char.IsAsciiHexDigit(rest[i + 2]))
                {
                    bytes.Add(byte.Parse(rest.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    i += 2;
                }
                else if (rest[i] < 128)
                {
                    bytes.Add((byte)rest[i]);
                }
                else
                {
                    bytes.AddRange(Encoding.UTF8.GetBytes(rest[i].ToString()));
                }
            }
        }

        return Decode(bytes.ToArray(), charset, out _);
    }

    private static string Unquote(string text)
    {
        if (text.Length == 0 || text[0] != '"')
        {
            return StripComments(text).Trim();
        }

        var result = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length && text[i] != '"'; i++)
        {
            // A backslash before anything but a quote or itself is a Windows path, not an escape.
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\')
            {
                i++;
            }

            result.Append(text[i]);
        }

        return result.ToString();
    }

    private static List<string> SplitOutsideQuotes(string text, char separator)
    {
        var pieces = new List<string>();
        var quoted = false;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && text[i] == separator)
            {
                pieces.Add(text[start..i]);
                start = i + 1;
            }
        }

        pieces.Add(text[Math.Min(start, text.Length)..]);
        return pieces;
    }

    private static string StripComments(string text)
    {
        if (!text.Contains('(', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var depth = 0;
        foreach (var c in text)
        {
            if (c == '(')
            {
                depth++;
            }
            else if (c == ')' && depth > 0)
            {
                depth--;
            }
            else if (depth == 0)
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    /// <summary>Mailboxes of an address header, group names left out; at most <paramref name="most"/>.</summary>
    public static IReadOnlyList<MimeAddress> ParseAddresses(string? raw, int most, out bool cut)
    {
        var result = new List<MimeAddress>();
        cut = false;
        if (raw is null)
        {
            return result;
        }

        var phrase = new StringBuilder();
        var comment = new StringBuilder();
        string? angle = null;
        int depth = 0, i = 0;
        for (; i < raw.Length; i++)
        {
            var c = raw[i];
            if (depth > 0)
            {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth > 0)
                {
                    comment.Append(c);
                }

                continue;
            }

            switch (c)
            {
                case '(':
                    depth = 1;
                    break;
                case '"':
                    for (i++; i < raw.Length && raw[i] != '"'; i++)
                    {
                        if (raw[i] == '\\' && i + 1 < raw.Length)
                        {
                            i++;
                        }

                        phrase.Append(raw[i]);
                    }

                    break;
                case '<':
                    var end = raw.IndexOf('>', i);
                    angle = end < 0 ? raw[(i + 1)..] : raw[(i + 1)..end];
                    i = end < 0 ? raw.Length : end;
                    break;
                case ':' when angle is null && !phrase.ToString().Contains('@', StringComparison.Ordinal):
                    phrase.Clear(); // the name of a group
                    break;
                case ',' or ';':
                    if (!Add())
                    {
                        cut = true;
                        return result;
                    }

                    break;
                default:
                    phrase.Append(c);
                    break;
            }
        }

        cut = !Add();
        return result;

        bool Add()
        {
            var name = DecodeWords(phrase.ToString()).Trim();
            var remark = DecodeWords(comment.ToString()).Trim();
            var address = angle;
            (angle, _, _) = (null, phrase.Clear(), comment.Clear());
            if (address is null)
            {
                (address, name) = name.Contains('@', StringComparison.Ordinal) ? (name, remark) : ("", name);
            }

            address = DecodeWords(address).Trim();
            if (address.StartsWith('@') && address.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                address = address[(colon + 1)..]; // an obsolete route
            }

            if (address.Length == 0 && name.Length == 0)
            {
                return true;
            }

            if (result.Count >= most)
            {
                return false;
            }

            name = name.Trim('\'', ' ');
            result.Add(new(name.Equals(address, StringComparison.OrdinalIgnoreCase) ? "" : name, address));
            return true;
        }
    }

    /// <summary>Ids between angle brackets, or the bare words where there are none.</summary>
    public static IReadOnlyList<string> ParseIds(string? raw, int most) => raw is null
        ? []
        : [.. StripComments(raw).Split([' ', '\t', ',', '<', '>', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(most)];

    /// <summary>An RFC 5322 date, obsolete years and zones too; null where it is no date.</summary>
    public static DateTimeOffset? ParseDate(string? raw)
    {
        if (raw is null || raw.Length > 500)
        {
            return null;
        }

        var words = StripComments(raw).Replace('-', ' ').Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        var signedZone = StripComments(raw).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        var at = Array.FindIndex(words, word => char.IsAsciiDigit(word[0]));
        if (at < 0 || words.Length < at + 4)
        {
            return DateTimeOffset.TryParse(raw.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso) ? iso : null;
        }

        const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";
        var month = words[at + 1].Length >= 3 ? Months.IndexOf(words[at + 1][..3], StringComparison.OrdinalIgnoreCase) : -1;
        if (month < 0 || month % 3 != 0)
        {
            return DateTimeOffset.TryParse(raw.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso) ? iso : null;
        }

        var time = words[at + 3].Split(':', '.');
        if (!Number(words[at], out var day) || !Number(words[at + 2], out var year) || time.Length < 2
            || !Number(time[0], out var hour) || !Number(time[1], out var minute))
        {
            return null;
        }

        var second = time.Length > 2 && Number(time[2], out var s) ? Math.Min(s, 59) : 0;
        year += year < 50 ? 2000 : year < 1000 ? 1900 : 0;
        var offset = TimeSpan.Zero;
        var digits = signedZone.TrimStart('+', '-').Replace(":", "", StringComparison.Ordinal);
        if (signedZone.StartsWith('+') | signedZone.StartsWith('-') && digits.Length == 4 && Number(digits, out var zone))
        {
            offset = new TimeSpan(zone / 100, zone % 100, 0) * (signedZone[0] == '-' ? -1 : 1);
        }
        else if (ZoneHours.TryGetValue(signedZone, out var hours))
        {
            offset = TimeSpan.FromHours(hours);
        }

        try
        {
            return new DateTimeOffset(year, (month / 3) + 1, day, hour, minute, second, offset);
        }
        catch (ArgumentException)
        {
            return null;
        }

        static bool Number(string word, out int number) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
