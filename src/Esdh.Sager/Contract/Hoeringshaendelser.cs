namespace Esdh.Sager.Contract;

// What happens in a hearing. The hearing is the event's object; who is heard stands in the register of parties. Personal numbers in texts are masked.

/// <summary>A hearing began.</summary>
/// <param name="Art">Partshoering or Naboorientering.</param>
/// <param name="Emne">What it is about.</param>
/// <param name="Frist">The last day to answer.</param>
/// <param name="Sagsparter">Who are heard.</param>
/// <param name="Dokumenter">What is put to them.</param>
/// <param name="OplysningerSha256">SHA-256 of what is put to them in words, in UTF-8, lower-case hex, so that the seal covers it.</param>
public sealed record HoeringStartet(string Art, string Emne, DateOnly Frist, IReadOnlyList<Guid> Sagsparter, IReadOnlyList<Guid> Dokumenter, string OplysningerSha256);

/// <summary>A letter to one who is heard was made.</summary>
/// <param name="Emne">What the hearing is about.</param>
/// <param name="SagspartId">To whom.</param>
/// <param name="DokumentId">The letter.</param>
public sealed record HoeringsbrevDannet(string Emne, Guid SagspartId, Guid DokumentId);

/// <summary>One who is heard has answered.</summary>
/// <param name="Emne">What the hearing is about.</param>
/// <param name="SagspartId">Who.</param>
/// <param name="Dato">When the answer came.</param>
/// <param name="DokumentId">The answer; null when it was given otherwise.</param>
/// <param name="Note">What was said about it.</param>
/// <param name="UdenBemaerkninger">The party had nothing to say.</param>
public sealed record HoeringssvarRegistreret(string Emne, Guid SagspartId, DateOnly Dato, Guid? DokumentId, string? Note, bool UdenBemaerkninger);

/// <summary>What was registered as an answer was none.</summary>
/// <param name="Emne">What the hearing is about.</param>
/// <param name="SagspartId">Who has not answered after all.</param>
public sealed record HoeringssvarFortrudt(string Emne, Guid SagspartId);

/// <summary>Those who had not answered were given more time.</summary>
/// <param name="Emne">What the hearing is about.</param>
/// <param name="SagspartId">Who; null for all who had not answered.</param>
/// <param name="Frist">The new last day.</param>
public sealed record HoeringsfristForlaenget(string Emne, Guid? SagspartId, DateOnly Frist);

/// <summary>A hearing ended.</summary>
/// <param name="Emne">What it was about.</param>
/// <param name="Svar">How many answered.</param>
/// <param name="Hoerte">How many were heard.</param>
/// <param name="Afbrudt">Why it was stopped before its time; null when it ran to its end.</param>
public sealed record HoeringAfsluttet(string Emne, int Svar, int Hoerte, string? Afbrudt);

/// <summary>The parties are not heard before the decision.</summary>
/// <param name="Hjemmel">The law and section that allow it.</param>
/// <param name="Begrundelse">Why.</param>
public sealed record HoeringUndladt(string Hjemmel, string Begrundelse);
