namespace Esdh.Dagtilbud.Domain;

/// <summary>What is paid for.</summary>
internal enum Pladsart
{
    Dagpleje,
    Vuggestue,
    Boernehave,
}

internal enum Taksttid
{
    Heltid,
    Deltid,
}

/// <summary>What a kind of place costs a month, from a month on until the next tariff of its kind.</summary>
internal sealed class DagtilbudTakst
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Pladsart Art { get; init; }

    public Taksttid Tid { get; init; }

    /// <summary>The first of a month.</summary>
    public DateOnly GaelderFra { get; init; }

    /// <summary>Budgeted gross running cost of the place a month.</summary>
    public long BudgetOere { get; init; }

    /// <summary>The parents' part of it a month, at most a quarter.</summary>
    public long EgenbetalingOere { get; init; }

    /// <summary>The lunch scheme a month, paid in full by the parents; 0 where there is none.</summary>
    public long FrokostOere { get; init; }

    public DateTimeOffset Gemt { get; init; }

    public Guid GemtAf { get; init; }

    /// <summary>»Vuggestue, heltid«</summary>
    public string Navn => Takstvalg.Navn(Art, Tid);

    /// <summary>The municipality's part in hundredths of a percent, rounded down: 7500 is 75 %.</summary>
    public int TilskudBasispunkter => (int)((BudgetOere - EgenbetalingOere) * 10_000 / BudgetOere);

    /// <summary>What the parents pay while the municipality pays at least so much: never more than at other times.</summary>
    /// <param name="procent">78 to 100.</param>
    public long EgenbetalingVed(int procent) => Math.Min(EgenbetalingOere, BudgetOere * (100 - procent) / 100);

    /// <exception cref="Core.RegelbrudException">BET-1.</exception>
    public void KraevHoejstEnFjerdedel() => BetalingRegler.HoejstEnFjerdedel.Kraev(EgenbetalingOere * 4 <= BudgetOere);
}

internal static class Takstvalg
{
    public static string Navn(Pladsart art) => art == Pladsart.Boernehave ? "Børnehave" : art.ToString();

    public static string Navn(Pladsart art, Taksttid tid) => $"{Navn(art)}, {(tid == Taksttid.Heltid ? "heltid" : "deltid")}";

    /// <summary>The tariff of a kind of place in a month; null when there is none yet.</summary>
    public static DagtilbudTakst? IKraft(IEnumerable<DagtilbudTakst> takster, Pladsart art, Taksttid tid, DateOnly maaned) =>
        takster.Where(t => t.Art == art && t.Tid == tid && t.GaelderFra <= maaned).MaxBy(t => t.GaelderFra);
}
