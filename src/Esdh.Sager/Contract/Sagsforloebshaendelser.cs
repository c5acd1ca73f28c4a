namespace Esdh.Sager.Contract;

// What happens to cases of a module's type.

/// <summary>A case took a step. That its status changed, or that it ended, is told by its own event.</summary>
/// <param name="Sagstype">Key of the type.</param>
/// <param name="FraTrin">Key of the step before.</param>
/// <param name="TilTrin">Key of the step.</param>
/// <param name="Fra">What the step before is called.</param>
/// <param name="Til">What the step is called.</param>
/// <param name="Kommentar">What was said about it.</param>
public sealed record TrinTaget(string Sagstype, string FraTrin, string TilTrin, string Fra, string Til, string? Kommentar);

/// <summary>What is known of a case was changed.</summary>
/// <param name="Rettelser">Label, and the value before and after as people read it.</param>
public sealed record SagsfelterRettet(IReadOnlyList<Feltrettelse> Rettelser);

/// <summary>A clock began to run.</summary>
/// <param name="Ur">Key.</param>
/// <param name="Navn">What it is called.</param>
/// <param name="Frist">The last day of the limit.</param>
public sealed record UrStartet(string Ur, string Navn, DateOnly Frist);

/// <summary>A clock stands still.</summary>
/// <param name="Grund">Why.</param>
/// <param name="IHaanden">By hand; else because of the step.</param>
public sealed record UrStoppet(string Ur, string Navn, string Grund, bool IHaanden);

/// <summary>A clock goes on.</summary>
/// <param name="Dage">How many days it stood still.</param>
/// <param name="Frist">The last day now.</param>
public sealed record UrGenoptaget(string Ur, string Navn, int Dage, DateOnly Frist);

/// <summary>A clock ended: the limit was met or passed.</summary>
/// <param name="Brugt">Days used.</param>
/// <param name="Dage">Days there were.</param>
public sealed record UrAfsluttet(string Ur, string Navn, int Brugt, int Dage);

/// <summary>A clock has another limit, because the case turned out to be of another kind.</summary>
public sealed record UrDageAendret(string Ur, string Navn, int Fra, int Til);

/// <summary>A running case follows another edition of its type.</summary>
/// <param name="Sagstype">Key of the type.</param>
/// <param name="Fra">The edition before.</param>
/// <param name="Til">The edition now.</param>
/// <param name="Trin">What the step is called where it stands.</param>
public sealed record SagstypeudgaveSkiftet(string Sagstype, int Fra, int Til, string Trin);

/// <summary>A case area was switched on in the authority.</summary>
/// <param name="Modul">Key of the module.</param>
public sealed record ModulTaendt(string Modul, string Navn);

/// <summary>A case area was switched off. Its cases stay, as ordinary cases.</summary>
/// <param name="Modul">Key of the module.</param>
public sealed record ModulSlukket(string Modul, string Navn);
