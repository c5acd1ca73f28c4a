using System.Collections.Frozen;

namespace Esdh.Core.Calendar;

/// <summary>
/// Danish working days. A working day is Monday to Friday less public holidays. Valid for the years
/// <see cref="FirstYear"/> to <see cref="LastYear"/>: every question about another year, also one that an answer would have to
/// look at, throws <see cref="OutsideCalendarException"/> rather than guess at holidays the Folketing may move.
/// </summary>
/// <remarks>
/// Grundlovsdag (5 June), 24 and 31 December and 1 May are not public holidays and count as working days. A deadline does not
/// end on 5 June, 24 or 31 December, though: see <see cref="MoveToWorkday"/>. Store Bededag was a holiday through 2023.
/// </remarks>
public static class DanishCalendar
{
    public const int FirstYear = 2020;
    public const int LastYear = 2040;

    private const int LastYearWithStoreBededag = 2023;

    private static readonly FrozenDictionary<DateOnly, string> Names = Enumerable
        .Range(FirstYear, LastYear - FirstYear + 1)
        .SelectMany(HolidaysOf)
        .ToFrozenDictionary(h => h.Date, h => h.Name);

    /// <summary>Monday to Friday and not a public holiday.</summary>
    /// <exception cref="OutsideCalendarException">The date lies outside the calendar.</exception>
    public static bool IsWorkday(DateOnly date)
    {
        RequireInside(date);
        return !IsWeekend(date) && !Names.ContainsKey(date);
    }

    /// <summary>The Danish name of the public holiday (<c>Langfredag</c>), or null on any other day.</summary>
    /// <exception cref="OutsideCalendarException">The date lies outside the calendar.</exception>
    public static string? HolidayName(DateOnly date)
    {
        RequireInside(date);
        return Names.GetValueOrDefault(date);
    }

    /// <summary>The public holidays of a year in the order of the calendar, also those that fall on a weekend.</summary>
    /// <exception cref="OutsideCalendarException">The year lies outside the calendar.</exception>
    public static IReadOnlyList<(DateOnly Date, string Name)> Holidays(int year)
    {
        if (year is < FirstYear or > LastYear)
            throw new OutsideCalendarException($"året {year}");
        return [.. HolidaysOf(year)];
    }

    /// <summary>
    /// The working day that is <paramref name="workdays"/> working days after <paramref name="date"/>, counted from the day
    /// after. Zero gives the date itself, whatever day it is; a negative number counts backwards from the day before.
    /// </summary>
    /// <exception cref="OutsideCalendarException">The count reaches outside the calendar.</exception>
    public static DateOnly AddWorkdays(DateOnly date, int workdays)
    {
        RequireInside(date);
        var step = Math.Sign(workdays);
        for (var left = Math.Abs((long)workdays); left > 0;)
        {
            date = date.AddDays(step);
            if (IsWorkday(date))
                left--;
        }
        return date;
    }

    /// <summary>
    /// Working days after <paramref name="from"/> up to and with <paramref name="to"/>: the inverse of <see cref="AddWorkdays"/>.
    /// Negative when <paramref name="to"/> is the earlier, and then counted from the day before <paramref name="from"/> down to
    /// and with <paramref name="to"/>.
    /// </summary>
    /// <exception cref="OutsideCalendarException">One of the dates lies outside the calendar.</exception>
    public static int WorkdaysBetween(DateOnly from, DateOnly to)
    {
        RequireInside(from);
        RequireInside(to);
        var step = Math.Sign(to.DayNumber - from.DayNumber);
        var count = 0;
        for (var day = from; day != to;)
        {
            day = day.AddDays(step);
            if (IsWorkday(day))
                count += step;
        }
        return count;
    }

    /// <summary>
    /// Where a deadline really ends: the date itself, or the next working day when it falls on a Saturday, a Sunday, a public
    /// holiday, Grundlovsdag, 24 or 31 December.
    /// </summary>
    /// <exception cref="OutsideCalendarException">The date, or the day it moves to, lies outside the calendar.</exception>
    public static DateOnly MoveToWorkday(DateOnly deadline)
    {
        while (ClosedDayName(deadline) is not null)
            deadline = deadline.AddDays(1);
        return deadline;
    }

    /// <summary>Why a deadline cannot end on that day (<c>lørdag</c>, <c>Grundlovsdag</c>, <c>Langfredag</c>), or null when it can.</summary>
    /// <exception cref="OutsideCalendarException">The date lies outside the calendar.</exception>
    public static string? ClosedDayName(DateOnly date) => HolidayName(date) ?? (date.Month, date.Day) switch
    {
        (6, 5) => "Grundlovsdag",
        (12, 24) => "Juleaftensdag",
        (12, 31) => "Nytårsaftensdag",
        _ => date.DayOfWeek switch
        {
            DayOfWeek.Saturday => "lørdag",
            DayOfWeek.Sunday => "søndag",
            _ => null,
        },
    };

    /// <summary>Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher).</summary>
    internal static DateOnly Easter(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var g = (b - (b + 8) / 25 + 1) / 3;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var (month, day) = Math.DivRem(h + l - 7 * m + 114, 31);
        return new(year, month, day + 1);
    }

    private static IEnumerable<(DateOnly Date, string Name)> HolidaysOf(int year)
    {
        var easter = Easter(year);
        yield return (new(year, 1, 1), "Nytårsdag");
        yield return (easter.AddDays(-3), "Skærtorsdag");
        yield return (easter.AddDays(-2), "Langfredag");
        yield return (easter, "Påskedag");
        yield return (easter.AddDays(1), "2. påskedag");
        if (year <= LastYearWithStoreBededag)
            yield return (easter.AddDays(26), "Store Bededag");
        yield return (easter.AddDays(39), "Kristi himmelfartsdag");
        yield return (easter.AddDays(49), "Pinsedag");
        yield return (easter.AddDays(50), "2. pinsedag");
        yield return (new(year, 12, 25), "Juledag");
        yield return (new(year, 12, 26), "2. juledag");
    }

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static void RequireInside(DateOnly date)
    {
        if (date.Year is < FirstYear or > LastYear)
            throw new OutsideCalendarException(DanishTime.LongDate(date));
    }
}

/// <summary>A question about working days outside the years the calendar knows. The message is Danish and fit to show.</summary>
public sealed class OutsideCalendarException(string what) : Exception(
    $"Kalenderen dækker {DanishCalendar.FirstYear}-{DanishCalendar.LastYear} og kan ikke regne med arbejdsdage for {what}.");
