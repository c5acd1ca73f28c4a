using System.Globalization;
using System.Text.RegularExpressions;

namespace Esdh.Core.Calendar;

/// <summary>
/// Clock and dates as Danes read and write them. Instants are stored in UTC and shown in Europe/Copenhagen. Nothing here
/// depends on the culture of the process.
/// </summary>
public static partial class DanishTime
{
    /// <summary>The earliest and latest year that a form takes.</summary>
    public const int FirstYear = 1700;
    public const int LastYear = 2100;

    /// <summary>What a form says when <see cref="TryParseDate"/> refuses.</summary>
    public const string DateHelp = "Skriv datoen som dag-måned-år, fx 22-11-2026. Året skal ligge fra 1700 til 2100.";

    /// <summary>What a form says when <see cref="TryParseTime"/> refuses.</summary>
    public const string TimeHelp = "Skriv klokkeslættet som timer.minutter, fx 14.05.";

    private static readonly string[] Months =
        ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];

    /// <summary>Europe/Copenhagen.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    /// <summary>The date it is in Denmark now.</summary>
    public static DateOnly Today(TimeProvider time) => DateOf(time.GetUtcNow());

    /// <summary>The same instant with Danish clock and offset.</summary>
    public static DateTimeOffset ToDanish(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The date it was in Denmark at that instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(ToDanish(instant).DateTime);

    /// <summary>
    /// The instant (in UTC) of a Danish clock. A time that the spring change skips is read as one hour later; a time that the
    /// autumn change repeats is read as the first of the two.
    /// </summary>
    public static DateTimeOffset ToInstant(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The first instant (in UTC) of a Danish day; the day ends where the next one starts.</summary>
    public static DateTimeOffset StartOfDay(DateOnly date) => ToInstant(date, TimeOnly.MinValue);

    /// <summary><c>22. november 2026</c></summary>
    public static string LongDate(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day}. {Months[date.Month - 1]} {date.Year:0000}");

    /// <summary><c>22. november 2026</c>, the date in Denmark.</summary>
    public static string LongDate(DateTimeOffset instant) => LongDate(DateOf(instant));

    /// <summary><c>22.11.2026</c></summary>
    public static string ShortDate(DateOnly date) => date.ToString("dd'.'MM'.'yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>22.11.2026</c>, the date in Denmark.</summary>
    public static string ShortDate(DateTimeOffset instant) => ShortDate(DateOf(instant));

    /// <summary><c>14.05</c>, the clock in Denmark.</summary>
    public static string Clock(DateTimeOffset instant) => ToDanish(instant).ToString("HH'.'mm", CultureInfo.InvariantCulture);

    /// <summary><c>22.11.2026 kl. 14.05</c>, date and clock in Denmark.</summary>
    public static string ShortDateTime(DateTimeOffset instant) => $"{ShortDate(instant)} kl. {Clock(instant)}";

    /// <summary><c>22. november 2026 kl. 14.05</c>, date and clock in Denmark.</summary>
    public static string LongDateTime(DateTimeOffset instant) => $"{LongDate(instant)} kl. {Clock(instant)}";

    /// <summary>
    /// Reads a date as people write it in forms: <c>22-11-2026</c>, <c>22.11.2026</c>, <c>22/11 2026</c>, <c>22/11-2026</c>,
    /// <c>22. november 2026</c>, <c>22. nov. 2026</c>, <c>2026-11-22</c>. The year has four digits, from
    /// <see cref="FirstYear"/> to <see cref="LastYear"/>. False for anything else, dates that do not exist included.
    /// </summary>
    public static bool TryParseDate(string? text, out DateOnly date)
    {
        date = default;
        if (text is null || text.Length > 64)
            return false;
        text = text.Trim();

        int year, month, day;
        if (YearFirst().Match(text) is { Success: true } iso)
            (year, month, day) = (Number(iso.Groups[1]), Number(iso.Groups[2]), Number(iso.Groups[3]));
        else if (DayFirst().Match(text) is { Success: true } danish)
            (day, month, year) = (Number(danish.Groups[1]), Number(danish.Groups[2]), Number(danish.Groups[3]));
        else if (InWords().Match(text) is { Success: true } words)
            (day, month, year) = (Number(words.Groups[1]), MonthNumber(words.Groups[2].Value), Number(words.Groups[3]));
        else
            return false;

        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new(year, month, day);
        return true;
    }

    /// <summary>Reads a clock: <c>14.05</c>, <c>14:05</c>, <c>kl. 9.05</c>, <c>14</c>. Minutes have two digits.</summary>
    public static bool TryParseTime(string? text, out TimeOnly time)
    {
        time = default;
        if (text is null || text.Length > 32 || ClockForm().Match(text.Trim()) is not { Success: true } match)
            return false;
        var (hour, minute) = (Number(match.Groups[1]), match.Groups[2].Success ? Number(match.Groups[2]) : 0);
        if (hour > 23 || minute > 59)
            return false;
        time = new(hour, minute);
        return true;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The month that the word begins, from three letters on; 0 when none.</summary>
    private static int MonthNumber(string word) =>
        1 + Array.FindIndex(Months, m => m.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^([0-9]{4})\s*[-./]\s*([0-9]{1,2})\s*[-./]\s*([0-9]{1,2})\z")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^([0-9]{1,2})\s*[-./\s]\s*([0-9]{1,2})\s*[-./\s]\s*([0-9]{4})\z")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^([0-9]{1,2})\.?\s*([a-zA-Z]{3,9})\.?\s*([0-9]{4})\z")]
    private static partial Regex InWords();

    [GeneratedRegex(@"^(?:[kK][lL]\.?\s*)?([0-9]{1,2})(?:[.:]([0-9]{2}))?\z")]
    private static partial Regex ClockForm();
}
