using System.Globalization;
using System.Text;

namespace Esdh.Klub.Domain;

/// <summary>A day in a calendar.</summary>
/// <param name="Uid">The same each time the calendar is fetched.</param>
internal sealed record Kalenderdag(string Uid, DateOnly Dag, string Titel, string? Beskrivelse);

/// <summary>iCalendar (RFC 5545): whole days, CRLF, lines of at most 75 bytes.</summary>
internal static class Kalender
{
    private const int LaengsteLinje = 75;

    public static string Skriv(string navn, DateTimeOffset nu, IEnumerable<Kalenderdag> dage)
    {
        var tekst = new StringBuilder();
        void Linje(string linje)
        {
            var laengde = 0;
            foreach (var tegn in linje.EnumerateRunes())
            {
                if (laengde + tegn.Utf8SequenceLength > LaengsteLinje)
                {
                    tekst.Append("\r\n ");
                    laengde = 1;
                }

                tekst.Append(tegn.ToString());
                laengde += tegn.Utf8SequenceLength;
            }

            tekst.Append("\r\n");
        }

        Linje("BEGIN:VCALENDAR");
        Linje("VERSION:2.0");
        Linje("PRODID:-//Esdh//Klubben//DA");
        Linje("CALSCALE:GREGORIAN");
        Linje($"X-WR-CALNAME:{Undslip(navn)}");
        foreach (var dag in dage)
        {
            Linje("BEGIN:VEVENT");
            Linje($"UID:{dag.Uid}@esdh-klub");
            Linje($"DTSTAMP:{nu.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
            Linje($"DTSTART;VALUE=DATE:{dag.Dag.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
            Linje($"DTEND;VALUE=DATE:{dag.Dag.AddDays(1).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
            Linje($"SUMMARY:{Undslip(dag.Titel)}");
            if (dag.Beskrivelse is { Length: > 0 } beskrivelse)
                Linje($"DESCRIPTION:{Undslip(beskrivelse)}");
            Linje("TRANSP:TRANSPARENT");
            Linje("END:VEVENT");
        }

        Linje("END:VCALENDAR");
        return tekst.ToString();
    }

    private static string Undslip(string tekst) => string.Concat(tekst.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c)))
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
