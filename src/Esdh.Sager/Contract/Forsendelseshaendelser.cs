namespace Esdh.Sager.Contract;

// What happens to letters on their way out. The event's object is the main document. A protected receiver is not named.

/// <summary>A letter was ordered sent.</summary>
/// <param name="Titel">Its subject.</param>
/// <param name="Dokumenter">The main document, then what is enclosed.</param>
/// <param name="Modtagere">How many receivers.</param>
/// <param name="Tidligst">Nothing leaves before; null for at once.</param>
public sealed record ForsendelseBestilt(string Titel, IReadOnlyList<Guid> Dokumenter, int Modtagere, DateTimeOffset? Tidligst);

/// <summary>The first receiver's letter has left: these are the files that leave.</summary>
/// <param name="Titel">Its subject.</param>
/// <param name="Filer">The PDFs, with SHA-256.</param>
public sealed record ForsendelseAfsendt(string Titel, IReadOnlyList<FilAngivelse> Filer);

/// <summary>One receiver's letter was taken over by the outside.</summary>
/// <param name="Titel">Its subject.</param>
/// <param name="Modtager">Who.</param>
/// <param name="Kanal">Email, DigitalPost, Fjernprint, BygOgMiljoe or Udskriv.</param>
/// <param name="BeskedId">Message-ID or message UUID.</param>
/// <param name="Kvittering">What the outside answered.</param>
public sealed record ForsendelseSendt(string Titel, string Modtager, string Kanal, string BeskedId, string Kvittering);

/// <summary>One receiver's letter was not taken, or came back.</summary>
/// <param name="Titel">Its subject.</param>
/// <param name="Modtager">Who.</param>
/// <param name="Kanal">The channel.</param>
/// <param name="Grund">Why.</param>
public sealed record ForsendelseAfvist(string Titel, string Modtager, string Kanal, string Grund);

/// <summary>Nothing tells whether one receiver's letter left; a person decides.</summary>
/// <param name="Titel">Its subject.</param>
/// <param name="Modtager">Who.</param>
/// <param name="Kanal">The channel.</param>
/// <param name="Grund">What happened.</param>
public sealed record ForsendelseUvis(string Titel, string Modtager, string Kanal, string Grund);

/// <summary>What had not left was taken back.</summary>
/// <param name="Titel">Its subject.</param>
/// <param name="Modtagere">How many receivers do not get it.</param>
public sealed record ForsendelseFortrudt(string Titel, int Modtagere);

/// <summary>A person dealt with a letter that was rejected or uncertain.</summary>
/// <param name="Titel">Its subject.</param>
/// <param name="Modtager">Who was to have it.</param>
/// <param name="Hvordan">SendtIgen, SendtPaaAndenVis or Opgivet.</param>
/// <param name="Note">The person's word.</param>
public sealed record ForsendelseHaandteret(string Titel, string Modtager, string Hvordan, string? Note);

/// <summary>Another deals with what was rejected.</summary>
/// <param name="Titel">Its subject.</param>
/// <param name="Modtager">Who was to have it.</param>
/// <param name="TilBrugerId">Who deals with it now.</param>
public sealed record ForsendelseOverdraget(string Titel, string Modtager, Guid TilBrugerId);
