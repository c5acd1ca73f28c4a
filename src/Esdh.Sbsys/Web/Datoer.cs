using System.Globalization;
using System.Text.RegularExpressions;
using Esdh.Core.Calendar;

namespace Esdh.Sbsys.Web;

/// <summary>Dates as clients write them: with or without offset, with a dot and no fraction, with a blank for the T, the day alone. Without an offset the Danish clock is meant.</summary>
internal static partial class Datoer
{
    /// <returns>False where it cannot be read; true with null for the first days of the calendar, which stand for no date.</returns>
    public static bool TryLaes(string tekst, out DateTimeOffset? tid)
    {
        tid = null;
        if (tekst.Length > 40)
            return false;
        if (Form().Match(tekst.Trim()) is not { Success: true } m)
        {
            if (!DanishTime.TryParseDate(tekst, out var dag))
                return false;
            tid = DanishTime.StartOfDay(dag);
            return true;
        }

        int Del(string navn) => m.Groups[navn] is { Success: true } g ? int.Parse(g.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var (aar, maaned, d) = (Del("aar"), Del("maaned"), Del("dag"));
        if (aar < 1 || maaned is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(aar, maaned) || Del("time") > 23 || Del("minut") > 59 || Del("sekund") > 59)
            return false;
        if (aar <= 1753)
            return true; // the least that a program or a database knows
        var dato = new DateOnly(aar, maaned, d);
        var broek = m.Groups["broek"] is { Success: true, Length: > 0 } b ? (long)(double.Parse("0." + b.Value, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond) : 0;
        var klokken = new TimeOnly(Del("time"), Del("minut"), Del("sekund")).Add(new(broek));
        if (!m.Groups["zone"].Success)
        {
            tid = DanishTime.ToInstant(dato, klokken);
            return true;
        }

        var zone = m.Groups["zone"].Value;
        var forskel = zone is "Z" or "z" ? TimeSpan.Zero : new TimeSpan(Del("zt"), Del("zm"), 0) * (zone[0] == '-' ? -1 : 1);
        if (Math.Abs(forskel.TotalHours) > 14)
            return false;
        tid = new DateTimeOffset(dato.ToDateTime(klokken), forskel).ToUniversalTime();
        return true;
    }

    [GeneratedRegex(@"^(?<aar>[0-9]{4})-(?<maaned>[0-9]{1,2})-(?<dag>[0-9]{1,2})(?:[T ](?<time>[0-9]{1,2}):(?<minut>[0-9]{2})(?::(?<sekund>[0-9]{2})(?:\.(?<broek>[0-9]{0,9}))?)?\s*(?<zone>[Zz]|[+-](?<zt>[0-9]{2}):?(?<zm>[0-9]{2}))?)?\z")]
    private static partial Regex Form();
}
