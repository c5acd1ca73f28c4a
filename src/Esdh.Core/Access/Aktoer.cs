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

/// <summary>Somebody from outside the authority who has proved who it is and acts in a case of its own: an applicant, a parent.</summary>
/// <param name="PartId">In the register of parties; null where it is not there yet.</param>
/// <param name="Navn">As the sign-in says it; shown in histories, where it is not protected.</param>
public sealed record Borger(Guid? PartId, string Navn);

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

    /// <summary>
    /// Set while a citizen acts: <see cref="Id"/> and <see cref="Navn"/> are then the server's, since a citizen is no user, and each event says who it was
    /// (<see cref="Events.EventLog.CitizenMember"/>). Null otherwise.
    /// </summary>
    public Borger? Borger { get; init; }

    /// <summary>A citizen: sees these cases and no others, and has no role.</summary>
    /// <param name="borger">Who it is.</param>
    /// <param name="sager">Ids of the cases that are the citizen's own, as a query has found them.</param>
    /// <param name="enhedId">The unit that gets the cases which the citizen opens; null where none may be opened.</param>
    public static Aktoer ForBorger(Borger borger, IReadOnlyList<Guid> sager, Guid? enhedId = null) => Systemet with { Borger = borger, Noedsager = sager, EnhedId = enhedId };

    /// <summary>The same, who also sees a case that the citizen has just opened; others see a new case by its access list, and are as they were.</summary>
    public Aktoer MedSag(Guid sag) => Borger is null ? this : this with { Noedsager = [.. Noedsager, sag] };

    /// <summary>Whose work it is: my cases, my reminders, my inbox, who is let in. Who did it is <see cref="Id"/>.</summary>
    public Guid Skrivebord => PaaVegneAf?.Id ?? Id;

    /// <summary>Whether this is the person, or the one the person acts for: what two must do, neither of them does alone.</summary>
    public bool Er(Guid? bruger) => bruger is { } b && (b == Id || b == PaaVegneAf?.Id);

    public bool Har(Roller rolle) => (Roller & rolle) != 0;
}
