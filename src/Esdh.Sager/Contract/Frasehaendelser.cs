namespace Esdh.Sager.Contract;

/// <summary>A phrase was made or changed.</summary>
/// <param name="Noegle">Its key.</param>
/// <param name="TekstSha256">SHA-256 of its text in UTF-8, lower-case hex.</param>
/// <param name="EnhedId">Whose it is; null for the whole authority.</param>
/// <param name="EjerId">Who answers for it.</param>
/// <param name="Gennemses">The last day before it must be looked through.</param>
public sealed record FraseGemt(string Noegle, string Titel, string TekstSha256, Guid? EnhedId, Guid EjerId, DateOnly Gennemses, bool Aktiv);
