using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Esdh.Core.Identity;

/// <summary>
/// A Danish personnummer: ten digits whose first six are a real date, the century being told by the seventh. Modulus 11 is
/// deliberately not checked, since numbers have been issued without it from October 2007 on. A day with 60 added
/// (61 to 91) is an erstatningspersonnummer: <see cref="IsReplacement"/>.
/// </summary>
/// <remarks>
/// <see cref="ToString"/> and JSON give the masked form, so that a number does not land in a log by accident. Ask for
/// <see cref="Digits"/> (to store) or <see cref="Full"/> (to show, with an access log line) by name.
/// The default value is no number: reading it throws.
/// </remarks>
[JsonConverter(typeof(CprJsonConverter))]
public readonly record struct Cpr
{
    private readonly string? digits;

    private Cpr(string digits, DateOnly birthDate) => (this.digits, BirthDate) = (digits, birthDate);

    /// <summary>Ten digits without hyphen, as stored.</summary>
    public string Digits => digits ?? throw new InvalidOperationException("Et tomt personnummer kan ikke læses.");

    /// <summary><c>010190-1234</c></summary>
    public string Full => $"{Digits.AsSpan(0, 6)}-{Digits.AsSpan(6)}";

    /// <summary><c>010190-••••</c></summary>
    public string Masked => $"{Digits.AsSpan(0, 6)}-••••";

    /// <summary>The date of birth the number tells; the 60 of a replacement number is taken off the day.</summary>
    public DateOnly BirthDate { get; }

    /// <summary>An erstatningspersonnummer (60 added to the day), given to someone without a registered address.</summary>
    public bool IsReplacement => Digits[0] >= '6';

    /// <summary>The masked form.</summary>
    public override string ToString() => digits is null ? "" : Masked;

    public static bool TryParse([NotNullWhen(true)] string? text, out Cpr cpr) => TryParse(text, out cpr, out _);

    /// <summary>Reads a number as people write it; spaces and hyphens are tolerated anywhere.</summary>
    /// <param name="text">What was typed. Only the digits 0-9 count as digits.</param>
    /// <param name="cpr">The number, when the answer is true.</param>
    /// <param name="error">When the answer is false: a Danish sentence that says what is wrong, without repeating the input.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out Cpr cpr, [NotNullWhen(false)] out string? error)
    {
        cpr = default;
        if (IdentityDigits.Read(text, 10) is not { } digits)
        {
            error = "Et personnummer har ti cifre, fx 010190-1234.";
            return false;
        }
        int Two(int at) => (digits[at] - '0') * 10 + digits[at + 1] - '0';
        var (day, month, year) = (Two(0), Two(2), CenturyOf(digits[6], Two(4)) + Two(4));
        if (day > 60)
            day -= 60;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            error = "Personnummeret begynder ikke med en dato, der findes.";
            return false;
        }
        cpr = new(digits, new(year, month, day));
        error = null;
        return true;
    }

    /// <summary>The century by the seventh digit and the two-digit year, from the Civil Registration System's own table.</summary>
    private static int CenturyOf(char seventh, int year) => seventh switch
    {
        <= '3' => 1900,
        '4' or '9' => year <= 36 ? 2000 : 1900,
        _ => year <= 57 ? 2000 : 1800,
    };
}

/// <summary>Writes the masked form, reads any form that <see cref="Cpr.TryParse(string?, out Cpr)"/> takes.</summary>
internal sealed class CprJsonConverter : JsonConverter<Cpr>
{
    public override Cpr Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Cpr.TryParse(reader.GetString(), out var cpr)
            ? cpr
            : throw new JsonException("Personnummeret er ikke gyldigt.");

    public override void Write(Utf8JsonWriter writer, Cpr value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>Finds personnumre in free text, so that titles on their way to the public can be refused and log lines masked.</summary>
/// <remarks>
/// Found are ten digits that <see cref="Cpr"/> accepts and that are not part of a longer row of digits, in the forms people
/// use: <c>0101901234</c>, <c>010190-1234</c>, <c>010190 1234</c>, <c>01 01 90 - 1234</c>, <c>01.01.90-1234</c>; with any
/// kind of hyphen, invisible characters between, and digits of other scripts.
/// </remarks>
public static partial class CprFinder
{
    /// <summary>Whether the text holds at least one personnummer.</summary>
    public static bool Contains(string? text) => Find(text).Count > 0;

    /// <summary>The text with the last four digits of every personnummer made into <c>••••</c>.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Mask(string? text) => Mask(text, Find(text));

    /// <summary>As <see cref="Mask(string?)"/>, but ten digits in a row are left: only what is written as a personnummer, <c>010190-1234</c>, is masked.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? MaskWritten(string? text) => Mask(text, Find(text).FindAll(f => f.Start < 1 || !char.IsDigit(text![f.Start - 1])));

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Mask(string? text, List<(int Start, int Length)> found)
    {
        if (found.Count == 0)
            return text;
        var masked = new StringBuilder(text!);
        foreach (var (start, length) in found.AsEnumerable().Reverse())
        {
            masked.Remove(start, length);
            masked.Insert(start, "••••");
        }
        return masked.ToString();
    }

    /// <summary>Where in the original text the last four digits of each number stand.</summary>
    internal static IReadOnlyList<(int Start, int Length)> LastFour(string? text) => Find(text);

    private static List<(int Start, int Length)> Find(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return [];
        // Seen through: what the eye reads as digits and hyphens, each with its place in the original.
        var seen = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (Seen(text[i]) is not { } c)
                continue;
            seen.Append(c);
            places.Add(i);
        }
        var found = new List<(int, int)>();
        var row = seen.ToString();
        for (var match = Candidate().Match(row); match.Success; match = Candidate().Match(row, match.Index + 1))
        {
            if (!Cpr.TryParse(string.Concat(match.Value.Where(char.IsAsciiDigit)), out _))
                continue;
            var last = match.Groups[1];
            var start = places[last.Index];
            found.Add((start, places[last.Index + last.Length - 1] - start + 1));
        }
        return found;
    }

    private static char? Seen(char c) => char.GetUnicodeCategory(c) switch
    {
        System.Globalization.UnicodeCategory.DecimalDigitNumber => (char)('0' + (int)char.GetNumericValue(c)),
        System.Globalization.UnicodeCategory.DashPunctuation => '-',
        System.Globalization.UnicodeCategory.Format => null,
        _ => c == '\u2212' ? '-' : char.IsWhiteSpace(c) ? ' ' : c,
    };

    [GeneratedRegex("(?<![0-9])[0-9]{2}[ ./-]{0,3}[0-9]{2}[ ./-]{0,3}[0-9]{2}[ -]{0,3}([0-9]{4})(?![0-9])")]
    private static partial Regex Candidate();
}

internal static class IdentityDigits
{
    /// <summary>Exactly <paramref name="count"/> digits with spaces and hyphens taken out, or null when the text is anything else.</summary>
    public static string? Read(string? text, int count)
    {
        if (text is null || text.Length > 64)
            return null;
        var digits = new StringBuilder(count);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
                digits.Append(c);
            else if (!char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.DashPunctuation)
                return null;
        }
        return digits.Length == count ? digits.ToString() : null;
    }
}
