using Esdh.Klub.Contract;

namespace Esdh.Klub.Domain;

/// <summary>A body that is a member of the club, is on its way in, or has been one.</summary>
internal sealed class KlubMedlem
{
    public required Guid Id { get; init; }

    /// <summary>Gapless, from 1; the customer number on invoices.</summary>
    public required int Nr { get; init; }

    public required string Navn { get; set; }

    public required Medlemsart Art { get; set; }

    public Medlemsfase Fase { get; set; }

    /// <summary>Key of the authority in this installation that is the member's; null while it has none here.</summary>
    public string? Myndighed { get; set; }

    /// <summary>8 digits.</summary>
    public required string Cvr { get; set; }

    /// <summary>Where invoices go: 13 digits with check digit.</summary>
    public required string Gln { get; set; }

    /// <summary>What its number of citizens, or of årsværk, stands under: a municipality's four-digit code; a state body's CVR. A region pays like the municipality that the tariff names.</summary>
    public required string Grundlagskode { get; set; }

    public required string Adresse { get; set; }

    public required string Postnummer { get; set; }

    public required string By { get; set; }

    /// <summary>The buyer's own reference that each invoice carries: a person, a requisition number.</summary>
    public required string Reference { get; set; }

    /// <summary>The day from which it is a member; null while it is on its way in.</summary>
    public DateOnly? Indtraadt { get; set; }

    /// <summary>Its last day as a member; null where it has not given notice.</summary>
    public DateOnly? Udtraeder { get; set; }

    /// <summary>What the membership costs and gives the body, as it was worked out for its decision.</summary>
    public string? Businesscase { get; set; }

    /// <summary>The day its council or board decided to join.</summary>
    public DateOnly? Besluttet { get; set; }

    /// <summary>Where that is written: meeting and item.</summary>
    public string? Beslutning { get; set; }

    /// <summary>The day it gave notice.</summary>
    public DateOnly? Opsagt { get; set; }

    /// <summary>The day it signed for its data.</summary>
    public DateOnly? Kvitteret { get; set; }

    public string? KvitteretAf { get; set; }

    /// <summary>The version for the archive that holds its cases: AVID.</summary>
    public string? Arkivversion { get; set; }

    /// <summary>The day the archive approved it.</summary>
    public DateOnly? ArkivGodkendt { get; set; }

    /// <summary>The day the club deleted its data.</summary>
    public DateOnly? Slettet { get; set; }

    /// <summary>What the club certified then.</summary>
    public string? Attest { get; set; }

    /// <summary>Invented: shown so on every page and paper.</summary>
    public bool ErDemonstration { get; init; }

    public long Version { get; set; }

    /// <summary>Has left and may still read, until its data is deleted.</summary>
    public bool Laeser(DateOnly dag) => Udtraeder < dag && Slettet is null;

    /// <summary>A member on that day: with licence and vote.</summary>
    public bool ErMedlem(DateOnly dag) => Indtraadt <= dag && (Udtraeder is null || Udtraeder >= dag);
}
