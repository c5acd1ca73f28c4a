using Esdh.Klub.Contract;

namespace Esdh.Klub.Domain;

/// <summary>An invoice or credit note. Amounts of both are positive; the kind says which way.</summary>
internal sealed class KlubFaktura
{
    public required Guid Id { get; init; }

    /// <summary>In the club's one gapless series; null while it is a draft.</summary>
    public int? Nr { get; set; }

    public required Fakturaart Art { get; init; }

    public required Guid MedlemId { get; init; }

    /// <summary>The year it is for.</summary>
    public required int Aar { get; init; }

    public Fakturastand Stand { get; set; }

    public required DateTimeOffset Dannet { get; init; }

    public DateOnly? Udstedt { get; set; }

    public DateOnly? Forfald { get; set; }

    /// <summary>VAT in hundredths of a per cent.</summary>
    public required int MomsBasispoint { get; init; }

    public long NettoOere { get; set; }

    public long MomsOere { get; set; }

    public long BruttoOere { get; set; }

    /// <summary>What a credit note takes from; null where it is of the year's licence as a whole.</summary>
    public Guid? KrediterId { get; init; }

    /// <summary>The credited invoice's number and day, as issued.</summary>
    public int? KrediterNr { get; init; }

    public DateOnly? KrediterDato { get; init; }

    /// <summary>Who it is to, as the member was on the day of issue: JSON; null on a draft.</summary>
    public string? Modtager { get; set; }

    /// <summary>Who it is from, as the club was on the day of issue: JSON; null on a draft.</summary>
    public string? Afsender { get; set; }

    /// <summary>What the secretariat wrote to it.</summary>
    public string? Bemaerkning { get; set; }

    public long Version { get; set; }
}

/// <summary>A line of an invoice.</summary>
internal sealed class KlubFakturalinje
{
    public required Guid FakturaId { get; init; }

    /// <summary>From 1.</summary>
    public required int Nr { get; init; }

    public required Fakturalinjeart Art { get; init; }

    public required string Tekst { get; init; }

    /// <summary>How many; less than 0 where the line takes away.</summary>
    public required long Antal { get; init; }

    /// <summary>For <see cref="Basis"/> of them; at least 0.</summary>
    public required long PrisOere { get; init; }

    public required int Basis { get; init; }

    public required long NettoOere { get; init; }

    public required DateOnly Fra { get; init; }

    public required DateOnly Til { get; init; }

    /// <summary>The joint project it repays; null for others.</summary>
    public Guid? ProjektId { get; init; }
}
