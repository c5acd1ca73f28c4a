using System.Globalization;

namespace Esdh.Byggesager.Domain;

internal enum Takstart
{
    /// <summary>Øre an hour.</summary>
    Time,

    /// <summary>Øre each time.</summary>
    Fast,
}

/// <summary>What a fee costs from a day on, until the next tariff of its name.</summary>
internal sealed class ByggesagTakst
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Navn { get; init; }

    public Takstart Art { get; init; }

    public long Oere { get; init; }

    public DateOnly GaelderFra { get; init; }

    /// <summary>A price that is no longer used: the fee is not offered from this day.</summary>
    public bool ErOphoert { get; init; }
}

/// <summary>Work or a fixed fee on a case, at the tariff of its day.</summary>
internal sealed class ByggesagGebyr
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; init; }

    public Guid TakstId { get; init; }

    public required string Navn { get; init; }

    /// <summary>When the work was done.</summary>
    public DateOnly Dag { get; init; }

    /// <summary>Null for a fixed fee.</summary>
    public int? Minutter { get; init; }

    /// <summary>What it costs.</summary>
    public long Oere { get; init; }

    public string? Tekst { get; init; }

    public Guid BrugerId { get; init; }

    public DateTimeOffset Registreret { get; init; }

    public DateTimeOffset? Annulleret { get; private set; }

    public Guid? AnnulleretAf { get; private set; }

    /// <exception cref="Core.RegelbrudException">BYG-7.</exception>
    public void Annuller(Guid bruger, DateTimeOffset tid)
    {
        ByggesagRegler.GebyretStaar.Kraev(Annulleret is null);
        (Annulleret, AnnulleretAf) = (tid, bruger);
    }
}

internal static class Takstregning
{
    /// <summary>The tariffs in force on a day: of each name the newest whose day has come, unless that one ends it.</summary>
    public static IReadOnlyList<ByggesagTakst> IKraft(IEnumerable<ByggesagTakst> takster, DateOnly dag) =>
        [.. takster.Where(t => t.GaelderFra <= dag).GroupBy(t => t.Navn, StringComparer.OrdinalIgnoreCase).Select(g => g.MaxBy(t => t.GaelderFra)!).Where(t => !t.ErOphoert).OrderBy(t => t.Navn, StringComparer.CurrentCulture)];

    /// <summary>Øre, half an øre rounded up.</summary>
    public static long Pris(ByggesagTakst takst, int? minutter) => takst.Art == Takstart.Fast ? takst.Oere : (takst.Oere * (minutter ?? 0) + 30) / 60;

    /// <summary>1.234,50</summary>
    public static string Kroner(long oere) => (oere / 100m).ToString("#,0.00", CultureInfo.GetCultureInfo("da-DK"));
}
