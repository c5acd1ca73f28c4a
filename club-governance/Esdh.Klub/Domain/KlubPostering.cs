using Esdh.Klub.Contract;

namespace Esdh.Klub.Domain;

/// <summary>A line of the club's ledger. Never changed: what was wrong is booked back.</summary>
internal sealed class KlubPostering
{
    /// <summary>The voucher, gapless; the lines of one sum to nought.</summary>
    public required int Bilag { get; init; }

    /// <summary>From 1 in the voucher.</summary>
    public required int Linje { get; init; }

    public required DateOnly Dato { get; init; }

    public required Klubkonto Konto { get; init; }

    /// <summary>Debit above nought, credit below.</summary>
    public required long BeloebOere { get; init; }

    public required Guid MedlemId { get; init; }

    /// <summary>The invoice it is on; null for money that is on none.</summary>
    public Guid? FakturaId { get; init; }

    public required string Tekst { get; init; }
}
