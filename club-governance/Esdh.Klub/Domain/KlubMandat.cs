using Esdh.Klub.Contract;

namespace Esdh.Klub.Domain;

/// <summary>A person at a member who may act for it in the club. The person signs in at home.</summary>
internal sealed class KlubMandat
{
    public required Guid Id { get; init; }

    public required Guid MedlemId { get; init; }

    /// <summary>Key of the authority where the person is a user.</summary>
    public required string Myndighed { get; init; }

    public required Guid BrugerId { get; init; }

    /// <summary>As the person was called when the mandate was given.</summary>
    public required string Navn { get; init; }

    public required Klubrolle Rolle { get; init; }

    public required DateOnly Fra { get; init; }

    /// <summary>The last day; null until it is ended.</summary>
    public DateOnly? Til { get; set; }

    public bool Gaelder(DateOnly dag) => Fra <= dag && (Til is null || Til >= dag);
}
