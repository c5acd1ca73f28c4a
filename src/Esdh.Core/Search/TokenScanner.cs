using System.Globalization;
using Esdh.Core.Identity;

namespace Esdh.Core.Search;

/// <summary>Cuts text into tokens; keeps between blocks what a few tokens in a row make together.</summary>
internal sealed class TokenScanner
{
    private const int MostRuns = 12;
    private const int MostParts = 32;

    private enum Sort : byte
    {
        Gap,
        Letter,
        Digit,

        /// <summary>Marks and invisible characters: part of a word, never its beginning.</summary>
        Inside,

        /// <summary>A word by itself, as in Chinese.</summary>
        Alone,
    }

    /// <summary>What stood between two tokens.</summary>
    private enum Between : byte
    {
        Space,
        Dot,
        Comma,
        Hyphen,
        Other,
    }

    private readonly record struct Run(int Start, int End, bool HasLetter, bool HasDigit);

    /// <summary>A token that was, as the next ones see it.</summary>
    private readonly record struct Seen(string Exact, string? Digits, int Month, int Day, int MonthOfDay, Between Before);

    private static readonly Sort[] Ascii = [.. Enumerable.Range(0, 128).Select(c => char.IsAsciiLetter((char)c) ? Sort.Letter : char.IsAsciiDigit((char)c) ? Sort.Digit : Sort.Gap)];

    private readonly List<Token> _found = [];
    private readonly Run[] _runs = new Run[MostRuns];
    private readonly char[] _joiners = new char[MostRuns];
    private readonly char[] _whole = new char[4 * DanishAnalyzer.MaxTermLength];
    private Seen _last, _second, _third, _fourth;
    private Between _between = Between.Other;
    private bool _gapIsSeen;
    private bool _paragraphSign;
    private string? _paragraph;
    private int _sinceParagraph;

    /// <summary>The tokens of a block, whose first character stands at <paramref name="offset"/>. The list is used again by the next call.</summary>
    public List<Token> Scan(ReadOnlySpan<char> text, int offset)
    {
        _found.Clear();
        for (var i = 0; i < text.Length;)
        {
            var sort = SortOf(text, i, out var width);
            switch (sort)
            {
                case Sort.Letter or Sort.Digit:
                    i = Chunk(text, i, offset);
                    break;
                case Sort.Alone:
                    if (WordForms.Of(text.Slice(i, width)) is { } alone)
                        Add(offset + i, width, alone.Exact, alone.Stem, [], new(alone.Exact, null, 0, 0, 0, default));
                    i += width;
                    break;
                default:
                    Gap(text[i]);
                    i += width;
                    break;
            }
        }

        return _found;
    }

    private void Gap(char c)
    {
        if (c == '§')
            _paragraphSign = true;
        else if (c is not (' ' or '\u00A0' or '\u202F' or '\t' or '\n' or '\r'))
            _paragraphSign = false;
        var kind = c switch
        {
            ' ' or '\u00A0' or '\u202F' or '\u2009' or '\t' or '\n' or '\r' => Between.Space,
            '.' => Between.Dot,
            ',' => Between.Comma,
            '-' or '\u2010' or '\u2011' or '\u2013' => Between.Hyphen,
            _ => Between.Other,
        };
        if (!_gapIsSeen || (_between == Between.Space && kind != Between.Space))
            _between = kind;
        else if (kind != Between.Space)
            _between = Between.Other;
        _gapIsSeen = true;
    }

    /// <summary>Words and numbers joined without space; returns where reading goes on.</summary>
    private int Chunk(ReadOnlySpan<char> text, int from, int offset)
    {
        var count = 0;
        var at = from;
        var hasMail = false;
        while (true)
        {
            var run = ReadRun(text, at);
            _runs[count++] = run;
            at = run.End;
            if (count == MostRuns || at + 1 >= text.Length || Joins(text, at, run) is not { } next)
                break;
            hasMail |= text[at] == '@';
            _joiners[count] = text[at];
            at = next;
        }

        var runs = _runs.AsSpan(0, count);
        if (count >= 6 && _joiners[1] == '.' && _joiners[2] == '.' && runs[0].End - runs[0].Start <= 2
            && CaseNumber.TryParse(text[from..runs[5].End].ToString(), out var number))
        {
            CaseNumberFound(number, offset + from, runs[5].End - from);
            return runs[5].End;
        }

        if (!HasLetter(runs))
            return Numbers(text, runs, offset);
        if (count == 1)
            Word(text, runs[0], offset);
        else
            Joined(text, runs, hasMail, offset);
        return at;
    }

    private static bool HasLetter(ReadOnlySpan<Run> runs)
    {
        foreach (var run in runs)
        {
            if (run.HasLetter)
                return true;
        }

        return false;
    }

    private static Run ReadRun(ReadOnlySpan<char> text, int from)
    {
        var (i, hasLetter, hasDigit) = (from, false, false);
        while (i < text.Length)
        {
            var sort = SortOf(text, i, out var width);
            if (sort is Sort.Gap or Sort.Alone)
                break;
            hasLetter |= sort == Sort.Letter;
            hasDigit |= sort == Sort.Digit;
            i += width;
        }

        return new(from, i, hasLetter, hasDigit);
    }

    /// <summary>Where the next run begins when the character at <paramref name="at"/> joins it to <paramref name="run"/>, else null.</summary>
    private static int? Joins(ReadOnlySpan<char> text, int at, Run run)
    {
        var joiner = text[at];
        var next = at + 1;
        if (joiner is '-' or '\u2010' && run.HasLetter && text[next] is '\n' or '\r')
        {
            // A word divided at the end of a line.
            while (next < text.Length && text[next] is '\n' or '\r' or ' ' && next - at < 8)
                next++;
            return next < text.Length && char.IsLower(text[next]) && !IsAnd(text[next..]) ? next : null;
        }

        var sort = SortOf(text, next, out _);
        if (sort is not (Sort.Letter or Sort.Digit))
            return null;
        var isDigits = sort == Sort.Digit && run is { HasDigit: true, HasLetter: false };
        var joins = joiner switch
        {
            '-' or '\u2010' or '\u2011' or '@' => true,
            '\u2013' or ':' or '/' or ',' => isDigits,
            '.' => isDigits || (run.HasLetter && sort == Sort.Letter && char.IsLower(text[next])),
            '\'' or '\u2019' => run.HasLetter && sort == Sort.Letter,
            _ => false,
        };
        return joins ? next : null;
    }

    private static bool IsAnd(ReadOnlySpan<char> text) =>
        text.StartsWith("og ", StringComparison.Ordinal) || text.StartsWith("eller ", StringComparison.Ordinal) || text.StartsWith("samt ", StringComparison.Ordinal);

    private void Word(ReadOnlySpan<char> text, Run run, int offset)
    {
        if (WordForms.Of(text[run.Start..run.End]) is { } forms)
            Add(offset + run.Start, run.End - run.Start, forms.Exact, forms.Stem, forms.Parts, new(forms.Exact, null, forms.Month, 0, 0, default));
    }

    private void Joined(ReadOnlySpan<char> text, ReadOnlySpan<Run> runs, bool isMail, int offset)
    {
        var length = 0;
        var domain = -1;
        List<string> parts = [];
        for (var i = 0; i < runs.Length; i++)
        {
            var run = runs[i];
            var part = text[run.Start..run.End];
            if (i > 0 && _joiners[i] == '@')
                domain = length;
            var fits = part[..Math.Min(part.Length, _whole.Length - length)];
            fits.CopyTo(_whole.AsSpan(length));
            length += fits.Length;
            if (i > 0 && _joiners[i] is '\'' or '\u2019' && part.Length == 1)
                continue;
            if (WordForms.Of(part) is { } forms)
                AddParts(parts, forms);
        }

        var whole = WordForms.Of(_whole.AsSpan(0, length));
        if (whole is null)
            return;
        if (isMail && domain > 0 && WordForms.Of(_whole.AsSpan(domain, length - domain)) is { } host)
            AddPart(parts, host.Exact);
        foreach (var part in whole.Parts)
            AddPart(parts, part);
        parts.Remove(whole.Stem);
        Add(offset + runs[0].Start, runs[^1].End - runs[0].Start, whole.Exact, whole.Stem, [.. parts], new(whole.Exact, null, 0, 0, 0, default));
    }

    private static void AddParts(List<string> parts, WordForms forms)
    {
        AddPart(parts, forms.Stem);
        foreach (var part in forms.Parts)
            AddPart(parts, part);
    }

    private static void AddPart(List<string> parts, string part)
    {
        if (parts.Count < MostParts && !parts.Contains(part))
            parts.Add(part);
    }

    private void CaseNumberFound(CaseNumber number, int start, int length)
    {
        var subject = NumberForms.Subject(number.Subject);
        var exact = NumberForms.Case(number);
        Add(start, length, exact, exact, [subject, NumberForms.Pair(number.Sequence.ToString(CultureInfo.InvariantCulture), (number.Year % 100).ToString("00", CultureInfo.InvariantCulture))], new(exact, null, 0, 0, 0, default));
    }

    /// <summary>Groups of digits; a row that is no one thing is cut at its hyphens.</summary>
    private int Numbers(ReadOnlySpan<char> text, ReadOnlySpan<Run> runs, int offset)
    {
        for (var from = 0; from < runs.Length;)
        {
            var to = runs.Length;
            var forms = Number(text, runs[from..to], from);
            if (forms is null)
            {
                for (to = from + 1; to < runs.Length && _joiners[to] is '.' or ','; to++)
                {
                }

                forms = Number(text, runs[from..to], from) ?? NumberForms.Groups(Digits(text, runs[from..to]));
            }

            var (start, end) = (runs[from].Start, runs[to - 1].End);
            Add(offset + start, end - start, forms.Exact, forms.Exact, forms.Parts, new(forms.Exact, forms.Digits, 0, forms.Day, forms.Month, default));
            from = to;
            if (from < runs.Length)
            {
                _gapIsSeen = false;
                Gap(_joiners[from]);
            }
        }

        return runs[^1].End;
    }

    private NumberForms? Number(ReadOnlySpan<char> text, ReadOnlySpan<Run> runs, int first) =>
        NumberForms.Read(Digits(text, runs), _joiners.AsSpan(first + 1, runs.Length - 1));

    private static string[] Digits(ReadOnlySpan<char> text, ReadOnlySpan<Run> runs)
    {
        var groups = new string[runs.Length];
        for (var i = 0; i < runs.Length; i++)
            groups[i] = WordForms.Of(text[runs[i].Start..runs[i].End])?.Exact ?? "0";
        return groups;
    }

    private void Add(int start, int length, string exact, string stem, string[] parts, Seen seen)
    {
        seen = seen with { Before = _gapIsSeen ? _between : Between.Other };
        var (combined, before, more) = Combine(seen);
        if (combined is not null && (combined != stem || more is not null))
        {
            List<string> all = [.. parts];
            if (combined != stem)
                AddPart(all, combined);
            if (more is not null && more != stem)
                AddPart(all, more);
            parts = [.. all];
        }

        _found.Add(new(start, length, exact, stem, parts) { Combined = combined, CombinedBefore = before });
        (_fourth, _third, _second, _last) = (_third, _second, _last, seen);
        _gapIsSeen = false;
        _between = Between.Other;
        _paragraphSign = false;
    }

    /// <summary>What the token makes with those before it, how many of them, and a second thing that it makes.</summary>
    private (string? Combined, int Before, string? More) Combine(Seen token)
    {
        _sinceParagraph++;
        if (token.Digits is not { } digits)
        {
            // § 35a is one run of letters and digits.
            if (!_paragraphSign || token.Exact.Length > 6 || !char.IsAsciiDigit(token.Exact[0]))
                return default;
            return (Paragraph(token.Exact), 0, null);
        }

        if (digits.Length <= 4 && (_paragraphSign || (_last.Exact == "paragraf" && token.Before == Between.Space)))
            return (Paragraph(digits.TrimStart('0')), _paragraphSign ? 0 : 1, null);
        if (_paragraph is not null && digits.Length <= 2 && _last.Exact == "stk" && _sinceParagraph <= 3 && token.Before is Between.Space or Between.Dot)
            return ($"{_paragraph}stk{digits}", 2, null);

        if (digits.Length == 4 && digits[0] is '1' or '2' && token.Before is Between.Space or Between.Hyphen)
        {
            if (_last.Month > 0)
            {
                var month = $"{digits}{_last.Month:00}";
                return _second.Digits is { Length: <= 2 } day && _last.Before is Between.Space or Between.Dot && NumberForms.Date(digits, _last.Month, day) is { } date
                    ? (date, 2, month)
                    : (month, 1, null);
            }

            if (_last.Day > 0 && NumberForms.Date(digits, _last.MonthOfDay, _last.Day.ToString(CultureInfo.InvariantCulture)) is { } short1)
                return (short1, 1, short1[..6]);
        }

        return Row(token) is var (row, before) && row is not null ? (row, before, null) : default;
    }

    private string Paragraph(string number)
    {
        (_paragraph, _sinceParagraph) = ("paragraf" + number, 0);
        return _paragraph;
    }

    /// <summary>Digits written in groups: a personnummer as <c>010190 1234</c>, a telephone or CVR number as <c>12 34 56 78</c>.</summary>
    private (string? Digits, int Before) Row(Seen token)
    {
        var (row, before) = (token.Digits!, token.Before);
        var pairs = row.Length == 2;
        for (var back = 1; back <= 3 && before is Between.Space or Between.Hyphen; back++)
        {
            var earlier = back switch { 1 => _last, 2 => _second, _ => _third };
            if (earlier.Digits is not { Length: <= 6 } digits)
                break;
            row = digits + row;
            before = earlier.Before;
            pairs &= digits.Length == 2;
            if (row.Length == 10 && token.Digits!.Length == 4 && Cpr.TryParse(row, out var cpr))
                return (cpr.Digits, back);
            if (row.Length == 8 && ((pairs && back == 3) || (back == 1 && digits.Length == 4)))
                return (row, back);
        }

        return default;
    }

    private static Sort SortOf(ReadOnlySpan<char> text, int at, out int width)
    {
        width = 1;
        var c = text[at];
        if (c < 128)
            return Ascii[c];
        int rune = c;
        if (char.IsSurrogate(c))
        {
            if (!char.IsHighSurrogate(c) || at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1]))
                return Sort.Gap;
            width = 2;
            rune = char.ConvertToUtf32(c, text[at + 1]);
        }

        return CharUnicodeInfo.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.OtherLetter => IsAlone(rune) ? Sort.Alone : Sort.Letter,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter => Sort.Letter,
            UnicodeCategory.DecimalDigitNumber => Sort.Digit,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => Sort.Inside,
            _ => Sort.Gap,
        };
    }

    /// <summary>Han, kana: scripts without spaces.</summary>
    private static bool IsAlone(int rune) => rune is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
