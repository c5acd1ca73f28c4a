namespace Esdh.Sager.Contract;

// What happened to parties. The party in the register is the event's object. No CPR numbers and no addresses here: they live in the register.

/// <summary>A party's place on a case was changed.</summary>
/// <param name="Navn">As it stands on the case.</param>
/// <param name="Rettelser">What became different: rolle, erPrimaer, repraesenterer, fuldmagt.</param>
public sealed record SagspartRettet(string Navn, IReadOnlyList<Feltrettelse> Rettelser);

/// <summary>A party left the case. Its row stays.</summary>
/// <param name="Navn">As it stands on the case.</param>
/// <param name="Rolle">The role it had.</param>
/// <param name="Begrundelse">Why.</param>
public sealed record PartUdgaaet(string Navn, string Rolle, string? Begrundelse);

/// <summary>A party's data on the case were brought up to date from the register.</summary>
/// <param name="Navn">As it stands on the case now.</param>
/// <param name="Felter">Names of the fields that became different.</param>
public sealed record SagspartOpdateret(string Navn, IReadOnlyList<string> Felter);

/// <summary>A party was corrected in the register. Cases keep what they had until someone brings it up to date there.</summary>
/// <param name="Felter">Names of the fields that became different; what they were stands in the register's own history.</param>
public sealed record PartRettet(IReadOnlyList<string> Felter);

/// <summary>A person or company was put in the register without being on a case yet.</summary>
/// <param name="Art">Person or Virksomhed.</param>
public sealed record PartOprettet(string Art);
