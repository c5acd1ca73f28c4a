namespace Esdh.Sager.Contract;

/// <summary>Templates, phrases and statuses were taken in from a package.</summary>
/// <param name="Fra">The authority that made it.</param>
/// <param name="PakkeSha256">SHA-256 of the package, lower-case hex.</param>
/// <param name="Oprettet">What is new, as kind and key.</param>
/// <param name="Rettet">What was changed.</param>
public sealed record OpsaetningIndlaest(string Fra, string PakkeSha256, IReadOnlyList<string> Oprettet, IReadOnlyList<string> Rettet);
