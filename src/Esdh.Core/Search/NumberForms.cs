using System.Globalization;
using Esdh.Core.Identity;

namespace Esdh.Core.Search;

/// <summary>A number in the one form in which it is found, however it was written.</summary>
/// <param name="Exact">That form.</param>
/// <param name="Parts">Other forms that it is found by.</param>
/// <param name="Digits">Its digits, where it may be part of a number written in groups.</param>
/// <param name="Day">Of a day and a month without a year; 0 for others.</param>
/// <param name="Month">Likewise.</param>
internal sealed record NumberForms(string Exact, string[] Parts, string? Digits = null, int Day = 0, int Month = 0)
{
    /// <summary>What groups of digits with <paramref name="joiners"/> between them are; null for a row that is no one thing.</summary>
    public static NumberForms? Read(string[] groups, ReadOnlySpan<char> joiners)
    {
        switch (groups.Length)
        {
            case 1:
                return new(groups[0], [], groups[0]);
            case 2 when IsHyphen(joiners[0]) && groups[0].Length == 6 && groups[1].Length == 4 && Cpr.TryParse(groups[0] + groups[1], out var cpr):
                return new(cpr.Digits, []);
            case 4 when IsHyphen(joiners[2]) && groups[3].Length == 4 && string.Concat(groups[..3]) is { Length: 6 } birth && Cpr.TryParse(birth + groups[3], out var dotted):
                return new(dotted.Digits, []);
        }

        if (Amount(groups, joiners) is { } amount)
            return amount;
        return groups.Length switch
        {
            2 => joiners[0] is '.' or ',' or ':' ? Groups(groups) : Two(groups),
            3 => DateOrSubject(groups, joiners),
            _ => null,
        };
    }

    /// <summary>Any other row: the whole and each group.</summary>
    public static NumberForms Groups(string[] groups)
    {
        var whole = string.Join('x', groups);
        return groups.Length == 1 ? new(whole, []) : new(whole.Length <= DanishAnalyzer.MaxTermLength ? whole : whole[..DanishAnalyzer.MaxTermLength], [.. groups.Distinct()]);
    }

    /// <summary><c>02.34.02-G01-17-26</c> as <c>023402g011726</c>.</summary>
    public static string Case(CaseNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Subject(number.Subject)}{WordForms.Of(number.Facet.Code)!.Exact}{number.Sequence}{number.Year % 100:00}");

    /// <summary><c>02.34.02</c> as <c>023402</c>.</summary>
    public static string Subject(KleSubject subject) => subject.Number.Replace(".", "", StringComparison.Ordinal);

    /// <summary>Two numbers of which one may be a year: without leading zeros, a year with two digits. <c>117-2026</c> is <c>117x26</c>.</summary>
    public static string Pair(string first, string second) => Trimmed(Year(first)) + "x" + (Year(second) is { Length: 2 } year ? year : Trimmed(second));

    /// <summary><c>20260513</c>; null where there is no such day.</summary>
    public static string? Date(string year, int month, string day) =>
        int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d)
            && y is >= 1500 and <= 2199 && month is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, month)
            ? string.Create(CultureInfo.InvariantCulture, $"{y:0000}{month:00}{d:00}")
            : null;

    private static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011' or '\u2013';

    private static string Year(string number) =>
        number.Length == 4 && (number.StartsWith("19", StringComparison.Ordinal) || number.StartsWith("20", StringComparison.Ordinal)) ? number[2..] : number;

    private static string Trimmed(string number) => number.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0";

    private static NumberForms Two(string[] groups)
    {
        var (day, month) = (Small(groups[0]), Small(groups[1]));
        var isDay = day is >= 1 and <= 31 && month is >= 1 and <= 12;
        var exact = Pair(groups[0], groups[1]);
        return new(exact.Length <= DanishAnalyzer.MaxTermLength ? exact : exact[..DanishAnalyzer.MaxTermLength], [.. groups.Distinct()], null, isDay ? day : 0, isDay ? month : 0);
    }

    private static NumberForms? DateOrSubject(string[] groups, ReadOnlySpan<char> joiners)
    {
        List<string> forms = [];
        if (groups[0].Length == 4 && groups[1].Length <= 2 && groups[2].Length <= 2)
            Days(groups[0], groups[1], groups[2], forms);
        else if (groups[0].Length <= 2 && groups[1].Length <= 2 && groups[2].Length is 2 or 4)
            Days(groups[2], groups[1], groups[0], forms);
        if (joiners[0] == '.' && joiners[1] == '.' && KleSubject.TryParse(string.Join('.', groups), out var subject))
            forms.Add(Subject(subject));
        if (forms.Count == 0)
            return joiners[0] == joiners[1] ? Groups(groups) : null;
        var digits = string.Concat(groups);
        return new(forms[0], [.. forms.Skip(1).Distinct()], digits.Length == 6 ? digits : null);
    }

    private static void Days(string year, string month, string day, List<string> forms)
    {
        // Two digits of a year are of this century or the last; a person may be born in either.
        string[] years = year.Length == 4 ? [year] : Small(year) < 80 ? ["20" + year, "19" + year] : ["19" + year, "20" + year];
        List<string> dates = [.. years.Select(y => Date(y, Small(month), day)).OfType<string>()];
        forms.AddRange(dates);
        forms.AddRange(dates.Select(date => date[..6]));
    }

    /// <summary><c>1.234.567,89</c></summary>
    private static NumberForms? Amount(string[] groups, ReadOnlySpan<char> joiners)
    {
        var comma = joiners.IndexOf(',');
        var whole = comma < 0 ? groups.Length : comma + 1;
        if (groups.Length - whole > 1 || (whole < groups.Length && groups[^1].Length > 2) || groups[0].Length > 3 && whole > 1 || whole == 1 && comma < 0)
            return null;
        for (var i = 1; i < whole; i++)
        {
            if (joiners[i - 1] != '.' || groups[i].Length != 3)
                return null;
        }

        var kroner = string.Concat(groups[..whole]);
        if (kroner.Length > 18)
            return null;
        return whole == groups.Length || groups[^1].All(c => c == '0') ? new(kroner, []) : new($"{kroner}x{groups[^1]}", [kroner]);
    }

    private static int Small(string digits) => digits.Length <= 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
