namespace Esdh.Arkiv.Contract;

/// <summary>What one check has found.</summary>
/// <param name="Nummer">The check's number, as archives know it; those of our own begin with E.</param>
/// <param name="Alvor">How much it weighs.</param>
/// <param name="Paragraf">Where the demand stands.</param>
/// <param name="Tekst">What is wrong, and what to do.</param>
/// <param name="Antal">How many places, exactly.</param>
/// <param name="Steder">The first of them.</param>
public sealed record Kontrolfund(string Nummer, Kontrolalvor Alvor, string Paragraf, string Tekst, long Antal, IReadOnlyList<Kontrolsted> Steder);
