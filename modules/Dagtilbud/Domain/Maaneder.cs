using System.Globalization;
using Esdh.Core.Calendar;

namespace Esdh.Dagtilbud.Domain;

/// <summary>Months as whole numbers that can be counted: places are given by the month.</summary>
internal static class Maaneder
{
    public static int Nr(DateOnly dag) => (dag.Year * 12) + dag.Month - 1;

    public static DateOnly Foerste(int nr) => new(nr / 12, (nr % 12) + 1, 1);

    public static DateOnly Sidste(int nr) => Foerste(nr + 1).AddDays(-1);

    /// <summary><c>marts 2027</c></summary>
    public static string Navn(int nr)
    {
        var lang = DanishTime.LongDate(Foerste(nr));
        return lang[(lang.IndexOf(' ', StringComparison.Ordinal) + 1)..];
    }

    /// <summary><c>2027-03</c>, as it is written in addresses and in the API.</summary>
    public static string Noegle(int nr) => Foerste(nr).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>2027-03</c> or a day in the month; null where it is neither.</summary>
    public static int? Laes(string? tekst) =>
        DateOnly.TryParseExact(tekst, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var dag) && dag.Year is >= 2000 and <= 2100 ? Nr(dag) : null;
}

/// <summary>How old a child is, and when it leaves.</summary>
internal static class Alder
{
    /// <summary>The youngest that are taken care of: 26 weeks, dagtilbudsloven § 23.</summary>
    public const int MindsteUger = 26;

    /// <summary>Whole months.</summary>
    public static int IMaaneder(DateOnly foedt, DateOnly dag)
    {
        var n = Maaneder.Nr(dag) - Maaneder.Nr(foedt);
        return foedt.AddMonths(n) > dag ? n - 1 : n;
    }

    /// <summary>The day that day care ends at the latest: 1 August of the year in which the child is six.</summary>
    public static DateOnly Skolestart(DateOnly foedt) => new(foedt.Year + 6, 8, 1);

    /// <summary>The first day that the child is no longer in a group: it is too old for it, or begins school.</summary>
    public static DateOnly Ude(DateOnly foedt, int tilMaaneder) => foedt.AddMonths(tilMaaneder) is var gammel && gammel < Skolestart(foedt) ? gammel : Skolestart(foedt);

    /// <summary>What is wrong with a birth date on an application; null where nothing is. A child can be signed up before it is born only by its expected date, which is not a birth date: so never in the future.</summary>
    public static string? Fejl(DateOnly? foedt, DateOnly idag) => foedt switch
    {
        null => "Skriv barnets fødselsdato.",
        { } f when f > idag => "Fødselsdatoen ligger i fremtiden.",
        { } f when Skolestart(f) <= idag => "Barnet er i skolealderen og kan ikke få plads i dagtilbud.",
        _ => null,
    };
}
