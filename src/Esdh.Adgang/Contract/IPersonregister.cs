using Esdh.Core.Identity;

namespace Esdh.Adgang.Contract;

/// <summary>
/// What concerns one person, told by the module that keeps the register of parties. Most lines of the access log name a case or a document only;
/// with this the log can answer a citizen who asks when and why someone looked (GDPR art. 15). It knows no actor and heeds no access
/// lists: what it tells is for choosing lines of the log alone.
/// </summary>
public interface IPersonregister
{
    /// <summary>The person with this personnummer; null when the register has none.</summary>
    Task<Registerperson?> FindAsync(Cpr cpr, CancellationToken ct);

    /// <summary>The person with this id; null when the register has none, or it is a company.</summary>
    Task<Registerperson?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>Cases that the person is, or has been, a party to, by number.</summary>
    /// <param name="personId">The person.</param>
    /// <param name="efterNr">The last one's number; 0 to begin.</param>
    /// <param name="antal">Most that are answered; fewer means there are no more.</param>
    Task<IReadOnlyList<Personsag>> SagerAsync(Guid personId, int efterNr, int antal, CancellationToken ct);

    /// <summary>Documents on those cases, and those the person sent or received, by number; paged as <see cref="SagerAsync"/>.</summary>
    Task<IReadOnlyList<Persondokument>> DokumenterAsync(Guid personId, int efterNr, int antal, CancellationToken ct);
}

/// <param name="Cpr">10 digits; null where none is known.</param>
public sealed record Registerperson(Guid Id, string? Cpr);

/// <param name="Numre">Every number the case has or has had; the one it has now is the first.</param>
/// <param name="ErBeskyttet">Its number is not told to others than those who are named on it.</param>
/// <param name="Fra">When the person came on the case.</param>
public sealed record Personsag(Guid Id, int Nr, IReadOnlyList<string> Numre, bool ErBeskyttet, DateTimeOffset Fra);

/// <param name="Sagsnummer">The case of the person's that it lies on; null where the person only sent or received it.</param>
/// <param name="ErBeskyttet">One of its cases is protected.</param>
/// <param name="Fra">When the person came on that case; null where the document has been the person's all the time.</param>
public sealed record Persondokument(Guid Id, int Nr, string? Sagsnummer, bool ErBeskyttet, DateTimeOffset? Fra);
