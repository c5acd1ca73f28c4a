namespace Esdh.Kombit.Contract;

/// <summary>The authority began, or went on, to deliver to the Sags- og Dokumentindeks (SF1470).</summary>
public sealed record IndeksleveringTaendt;

/// <summary>The authority stopped to deliver to the Sags- og Dokumentindeks. What the index holds stays there.</summary>
public sealed record IndeksleveringSlukket;

/// <summary>Someone asked that cases and documents be delivered to the Sags- og Dokumentindeks again.</summary>
/// <param name="Antal">So many cases and documents.</param>
/// <param name="Alle">All, and not only those that had been refused.</param>
public sealed record IndeksSendesIgen(int Antal, bool Alle);
