using System.Globalization;
using Esdh.Core.Calendar;
using FsCheck;
using FsCheck.Fluent;

namespace Esdh.Core.Tests;

[Trait("Database", "nej")]
public class CalendarTests
{
    private static readonly Gen<DateOnly> Dates =
        Gen.Choose(new DateOnly(2021, 1, 1).DayNumber, new DateOnly(2039, 12, 30).DayNumber).Select(DateOnly.FromDayNumber);

    [Theory]
    [InlineData(2020, 4, 12)]
    [InlineData(2022, 4, 17)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2038, 4, 25)]
    [InlineData(2040, 4, 1)]
    public void Paaskedag_beregnes(int year, int month, int day) => Assert.Equal(new(year, month, day), DanishCalendar.Easter(year));

    [Theory]
    [InlineData("2023-05-05", "Store Bededag")]
    [InlineData("2024-04-26", null)]
    [InlineData("2024-03-28", "Skærtorsdag")]
    [InlineData("2024-05-09", "Kristi himmelfartsdag")]
    [InlineData("2024-05-20", "2. pinsedag")]
    [InlineData("2025-04-18", "Langfredag")]
    [InlineData("2025-05-29", "Kristi himmelfartsdag")]
    [InlineData("2025-06-09", "2. pinsedag")]
    [InlineData("2026-04-02", "Skærtorsdag")]
    [InlineData("2026-04-06", "2. påskedag")]
    [InlineData("2026-05-14", "Kristi himmelfartsdag")]
    [InlineData("2026-05-01", null)]
    [InlineData("2026-06-05", null)]
    [InlineData("2026-12-24", null)]
    [InlineData("2026-12-25", "Juledag")]
    [InlineData("2027-03-26", "Langfredag")]
    [InlineData("2027-05-06", "Kristi himmelfartsdag")]
    [InlineData("2027-05-17", "2. pinsedag")]
    [InlineData("2027-01-01", "Nytårsdag")]
    public void Helligdage_har_navn(string date, string? name) => Assert.Equal(name, DanishCalendar.HolidayName(Iso(date)));

    [Fact]
    public void Store_Bededag_er_helligdag_til_og_med_2023()
    {
        Assert.Equal(11, DanishCalendar.Holidays(2023).Count);
        Assert.Equal(10, DanishCalendar.Holidays(2024).Count);
        Assert.True(DanishCalendar.IsWorkday(new(2024, 4, 26)));
    }

    [Theory]
    [InlineData("2026-06-05", "2026-06-08")] // Grundlovsdag on a Friday
    [InlineData("2025-06-05", "2025-06-06")]
    [InlineData("2026-12-24", "2026-12-28")]
    [InlineData("2024-12-24", "2024-12-27")]
    [InlineData("2026-12-31", "2027-01-04")]
    [InlineData("2026-04-02", "2026-04-07")]
    [InlineData("2026-11-21", "2026-11-23")]
    [InlineData("2026-11-20", "2026-11-20")]
    public void En_frist_paa_en_lukket_dag_flyttes_til_naeste_arbejdsdag(string deadline, string moved) =>
        Assert.Equal(Iso(moved), DanishCalendar.MoveToWorkday(Iso(deadline)));

    [Fact]
    public void Grundlovsdag_juleaften_og_nytaarsaften_taeller_som_arbejdsdage()
    {
        Assert.All<DateOnly>([new(2026, 6, 5), new(2026, 12, 24), new(2026, 12, 31)], d => Assert.True(DanishCalendar.IsWorkday(d)));
        Assert.Equal(new DateOnly(2026, 6, 5), DanishCalendar.AddWorkdays(new(2026, 6, 4), 1));
        Assert.Equal("Grundlovsdag", DanishCalendar.ClosedDayName(new(2026, 6, 5)));
    }

    [Fact]
    public void Syv_arbejdsdage_hen_over_paasken_taelles_fra_dagen_efter() =>
        Assert.Equal(new DateOnly(2026, 4, 13), DanishCalendar.AddWorkdays(new(2026, 3, 30), 7));

    [Fact]
    public void Uden_for_kalenderen_afvises_med_en_dansk_saetning()
    {
        Assert.Throws<OutsideCalendarException>(() => DanishCalendar.IsWorkday(new(2019, 12, 31)));
        Assert.Throws<OutsideCalendarException>(() => DanishCalendar.MoveToWorkday(new(2040, 12, 31)));
        Assert.Throws<OutsideCalendarException>(() => DanishCalendar.Holidays(2041));
        var brud = Assert.Throws<OutsideCalendarException>(() => DanishCalendar.AddWorkdays(new(2040, 12, 1), int.MaxValue));
        Assert.Equal("Kalenderen dækker 2020-2040 og kan ikke regne med arbejdsdage for 1. januar 2041.", brud.Message);
        Assert.Throws<OutsideCalendarException>(() => DanishCalendar.AddWorkdays(new(2020, 1, 10), int.MinValue));
    }

    [Fact]
    public void At_laegge_arbejdsdage_til_og_taelle_dem_er_hinandens_modsaetning() =>
        Prop.ForAll((from d in Dates from n in Gen.Choose(-200, 200) select (d, n)).ToArbitrary(), x =>
            DanishCalendar.WorkdaysBetween(x.d, DanishCalendar.AddWorkdays(x.d, x.n)) == x.n
            && (x.n == 0 || DanishCalendar.IsWorkday(DanishCalendar.AddWorkdays(x.d, x.n)))).QuickCheckThrowOnFailure();

    [Fact]
    public void En_flyttet_frist_ligger_paa_en_arbejdsdag_og_flyttes_ikke_igen() =>
        Prop.ForAll(Dates.ToArbitrary(), d =>
        {
            var moved = DanishCalendar.MoveToWorkday(d);
            return moved >= d && moved.DayNumber - d.DayNumber <= 5 && DanishCalendar.IsWorkday(moved) && DanishCalendar.MoveToWorkday(moved) == moved;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("22-11-2026")]
    [InlineData("22.11.2026")]
    [InlineData("22/11 2026")]
    [InlineData("22/11-2026")]
    [InlineData(" 22 . 11 . 2026 ")]
    [InlineData("2026-11-22")]
    [InlineData("22. november 2026")]
    [InlineData("22. nov. 2026")]
    public void Datoer_laeses_som_folk_skriver_dem(string text)
    {
        Assert.True(DanishTime.TryParseDate(text, out var date));
        Assert.Equal(new(2026, 11, 22), date);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("29-02-2026")]
    [InlineData("31-04-2026")]
    [InlineData("00-01-2026")]
    [InlineData("01-13-2026")]
    [InlineData("01-01-1699")]
    [InlineData("01-01-2101")]
    [InlineData("22-11-26")]
    [InlineData("22112026")]
    [InlineData("22-11-2026x")]
    [InlineData("22. hest 2026")]
    [InlineData("٢٢-١١-٢٠٢٦")]
    public void Det_der_ikke_er_en_dato_afvises(string? text) => Assert.False(DanishTime.TryParseDate(text, out _));

    [Fact]
    public void Hver_dato_kan_laeses_tilbage_i_hver_form() =>
        Prop.ForAll(Gen.Choose(new DateOnly(1700, 1, 1).DayNumber, new DateOnly(2100, 12, 31).DayNumber).Select(DateOnly.FromDayNumber).ToArbitrary(),
            d => new[] { DanishTime.ShortDate(d), DanishTime.LongDate(d), d.ToString("O", CultureInfo.InvariantCulture), $"{d.Day}/{d.Month} {d.Year}" }
                .All(t => DanishTime.TryParseDate(t, out var read) && read == d)).QuickCheckThrowOnFailure();

    [Fact]
    public void Tider_vises_i_dansk_tid()
    {
        var winter = new DateTimeOffset(2026, 11, 22, 13, 5, 0, TimeSpan.Zero);
        Assert.Equal("22.11.2026 kl. 14.05", DanishTime.ShortDateTime(winter));
        Assert.Equal("22. november 2026", DanishTime.LongDate(winter));
        Assert.Equal("1. juli 2026 kl. 00.30", DanishTime.LongDateTime(new(2026, 6, 30, 22, 30, 0, TimeSpan.Zero)));
        Assert.Equal(new(2027, 1, 1), DanishTime.DateOf(new(2026, 12, 31, 23, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Sommertidens_skift_giver_et_entydigt_tidspunkt()
    {
        Assert.Equal(new(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), DanishTime.ToInstant(new(2026, 3, 29), new(2, 30)));
        Assert.Equal(new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), DanishTime.ToInstant(new(2026, 10, 25), new(2, 30)));
        Assert.Equal(new(2026, 6, 30, 22, 0, 0, TimeSpan.Zero), DanishTime.StartOfDay(new(2026, 7, 1)));
    }

    [Theory]
    [InlineData("14.05", 14, 5)]
    [InlineData("kl. 9:30", 9, 30)]
    [InlineData("8", 8, 0)]
    public void Klokkeslaet_laeses(string text, int hour, int minute)
    {
        Assert.True(DanishTime.TryParseTime(text, out var time));
        Assert.Equal(new(hour, minute), time);
        Assert.False(DanishTime.TryParseTime("24.00", out _));
        Assert.False(DanishTime.TryParseTime("9.5", out _));
    }

    private static DateOnly Iso(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
