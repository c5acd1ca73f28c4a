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

/// <summary>Whose desk an actor works at as a substitute, for as long as the absence lasts.</summary>
/// <param name="Id">The one who is absent.</param>
/// <param name="Navn">Shown in histories and in the frame of every page.</param>
/// <param name="Til">The moment the rights end.</param>
public sealed record PaaVegneAf(Guid Id, string Navn, DateTimeOffset Til);

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

    /// <summary>
    /// Set while a substitute works for someone absent: roles, unit and lists are then the absent one's, and <see cref="Id"/> and <see cref="Navn"/> stay
    /// those of the person who acts. Null otherwise.
    /// </summary>
    public PaaVegneAf? PaaVegneAf { get; init; }

    /// <summary>Whose work it is: my cases, my reminders, my inbox, who is let in. Who did it is <see cref="Id"/>.</summary>
    public Guid Skrivebord => PaaVegneAf?.Id ?? Id;

    /// <summary>Whether this is the person, or the one the person acts for: what two must do, neither of them does alone.</summary>
    public bool Er(Guid? bruger) => bruger is { } b && (b == Id || b == PaaVegneAf?.Id);

    public bool Har(Roller rolle) => (Roller & rolle) != 0;
}
