using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>States of cases in lists, as on the case itself.</summary>
internal static class Listemaerker
{
    public static Maerke Status(string navn, string tilstand) => Sagsrammeopslag.Statusmaerke(navn, Enum.Parse<Tilstand>(tilstand));

    public static Maerke Frist(DateOnly frist, DateOnly idag) => Sagsrammeopslag.Fristmaerke(frist, idag);

    /// <summary><c>I dag 9.12</c>, <c>I går</c> or the date.</summary>
    public static string Hvornaar(DateTimeOffset tid, DateOnly idag) => (idag.DayNumber - DanishTime.DateOf(tid).DayNumber) switch
    {
        0 => $"I dag {DanishTime.Clock(tid)}",
        1 => $"I går {DanishTime.Clock(tid)}",
        _ => DanishTime.ShortDate(tid),
    };
}
