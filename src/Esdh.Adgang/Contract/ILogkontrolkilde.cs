namespace Esdh.Adgang.Contract;

/// <summary>
/// What the control of the access log must know of cases and parties to draw the lines that matter, told by the module that keeps them. It knows no actor and heeds no access
/// lists: what it tells is for choosing lines alone.
/// </summary>
public interface ILogkontrolkilde
{
    /// <summary>Of each of these cases that there is: its unit, and whether a party on it has a protected name.</summary>
    Task<IReadOnlyDictionary<Guid, Kontrolsag>> SagerAsync(IReadOnlyCollection<Guid> sager, CancellationToken ct);

    /// <summary>Persons in the register who have one of these names or e-mail addresses, with the cases they are parties to.</summary>
    Task<IReadOnlyList<Kontrolperson>> PersonerAsync(IReadOnlyCollection<string> navne, IReadOnlyCollection<string> emails, CancellationToken ct);
}

/// <param name="HarBeskyttetPart">A party on it has a protected name and address.</param>
public sealed record Kontrolsag(Guid EnhedId, bool HarBeskyttetPart);

/// <param name="Cpr">10 digits; null where none is known.</param>
public sealed record Kontrolperson(Guid Id, string? Cpr, string Navn, string? Email, IReadOnlyList<Guid> Sager);
