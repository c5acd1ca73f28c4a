using Esdh.Sager.Contract;

namespace Esdh.Klub.Domain;

/// <summary>Why a member's figure is not among those that travelled.</summary>
internal enum Skjulegrund
{
    /// <summary>Nothing happened that it counts.</summary>
    Intet,

    /// <summary>It rests on too few persons.</summary>
    ForFaa,
}

/// <summary>A definition that members have figures of, as it was when the first of them came.</summary>
internal sealed class KlubMaaltal
{
    public required string Noegle { get; init; }

    public required int Version { get; init; }

    public required string Omraade { get; set; }

    public required string Navn { get; set; }

    public required string Enhed { get; init; }

    public required Maalberegning Beregning { get; init; }

    public required string Forklaring { get; set; }

    public bool? HoejtErGodt { get; set; }

    /// <summary>Counts the same thing in the same way: names may be mended, the figure may not mean something else.</summary>
    public bool SammeSom(Sammenligningstal tal) => Enhed == tal.Enhed && Beregning == tal.Beregning;
}

/// <summary>One member's figure of one quarter: all that leaves its own database.</summary>
internal sealed class KlubMaaling
{
    public required Guid MedlemId { get; init; }

    public required string Noegle { get; init; }

    public required int Version { get; init; }

    public required int Kvartal { get; init; }

    /// <summary>Tenths; null where <see cref="Skjult"/> says why.</summary>
    public long? Tiendedele { get; init; }

    public Skjulegrund? Skjult { get; init; }

    public decimal? Tal => Tiendedele / 10m;
}

/// <summary>That a member's figures of a quarter have been made up.</summary>
internal sealed class KlubMaaleperiode
{
    public required Guid MedlemId { get; init; }

    public required int Kvartal { get; init; }

    public DateTimeOffset? Opgjort { get; set; }

    /// <summary>Somebody at the member has asked for them again, since something was registered late.</summary>
    public DateTimeOffset? BestiltIgen { get; set; }
}
