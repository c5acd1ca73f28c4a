namespace Esdh.Core.Access;

/// <summary>What an actor may do. A user can have several.</summary>
[Flags]
public enum Roller
{
    Ingen = 0,
    Sagsbehandler = 1,
    Leder = 2,
    Arkivar = 4,
    Revisor = 8,
    Logkontrollant = 16,
    Administrator = 32,
    Robot = 64,
}

/// <summary>Who acts, resolved once per request and passed in every command.</summary>
/// <param name="Id">The user's id; <see cref="Systemet"/> for the server itself.</param>
/// <param name="Navn">Shown in histories.</param>
/// <param name="Roller">What this actor may do.</param>
/// <param name="EnhedId">The unit the user sits in.</param>
/// <param name="Lister">Numbers of the access lists that admit this actor. Every query for cases and documents uses them.</param>
/// <param name="Noedsager">Cases opened by breaking the glass, as long as it lasts.</param>
/// <param name="Klient">The client that acts for the user, or null at the pages.</param>
public sealed record Aktoer(
    Guid Id, string Navn, Roller Roller, Guid? EnhedId, IReadOnlyList<int> Lister, IReadOnlyList<Guid> Noedsager, string? Klient)
{
    /// <summary>The server itself: jobs, the seal, demonstration data.</summary>
    public static Aktoer Systemet { get; } = new(Guid.Empty, "Esdh", Roller.Ingen, null, [], [], null);

    public bool Har(Roller rolle) => (Roller & rolle) != 0;
}
