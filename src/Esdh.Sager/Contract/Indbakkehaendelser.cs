namespace Esdh.Sager.Contract;

// What happens to post before it is on a case; the piece is the event's object. Neither sender, subject nor text stand here: they are on the piece.

/// <summary>Something came to an inbox and is on disk.</summary>
/// <param name="Kanal">Mail, Scan, Upload or DigitalPost.</param>
/// <param name="PostkasseId">The mailbox; null for an upload.</param>
/// <param name="EnhedId">Whose inbox.</param>
/// <param name="BrugerId">The employee's own; null for the unit's.</param>
/// <param name="Sha256">Its content, lower-case hex.</param>
/// <param name="Stoerrelse">Bytes.</param>
public sealed record IndbakkepostModtaget(string Kanal, Guid? PostkasseId, Guid EnhedId, Guid? BrugerId, string Sha256, long Stoerrelse);

/// <summary>The virus scanner answered.</summary>
/// <param name="Udfald">Ren, Inficeret or ForStor.</param>
/// <param name="Virus">The signature's name, when infected.</param>
public sealed record IndbakkepostSkannet(string Udfald, string? Virus);

/// <summary>A piece of post was given to a unit or an employee.</summary>
/// <param name="FraEnhedId">The unit before.</param>
/// <param name="FraBrugerId">The employee before; null when it lay with the unit.</param>
/// <param name="TilEnhedId">The unit now.</param>
/// <param name="TilBrugerId">The employee now; null when it lies with the unit.</param>
/// <param name="Note">A word to who gets it.</param>
public sealed record IndbakkepostFordelt(Guid FraEnhedId, Guid? FraBrugerId, Guid TilEnhedId, Guid? TilBrugerId, string? Note);

/// <summary>Someone began on a piece of post.</summary>
/// <param name="FraBrugerId">Who had it before, when it was taken over; else null.</param>
public sealed record IndbakkepostTaget(Guid? FraBrugerId);

/// <summary>A piece of post was given back to where it came from.</summary>
/// <param name="TilEnhedId">The unit now.</param>
/// <param name="TilBrugerId">The employee now; null when it lies with the unit.</param>
/// <param name="Begrundelse">Why; null when who gave it away took it back.</param>
public sealed record IndbakkepostGivetTilbage(Guid TilEnhedId, Guid? TilBrugerId, string? Begrundelse);

/// <summary>A piece of post became a document on this case.</summary>
/// <param name="DokumentId">The document.</param>
/// <param name="Kanal">How it had come.</param>
/// <param name="Modtaget">When it had come.</param>
public sealed record IndbakkepostJournaliseret(Guid DokumentId, string Kanal, DateTimeOffset Modtaget);

/// <summary>A piece of post was judged to be without importance, or that was taken back.</summary>
/// <param name="Begrundelse">Why; null when taken back.</param>
public sealed record IndbakkepostAfvist(string? Begrundelse);

/// <summary>The files of a piece of post that was dealt with are no longer kept in the inbox.</summary>
public sealed record IndbakkepostFrigivet;

/// <summary>A mailbox was made or changed; it is the event's object.</summary>
/// <param name="Navn">Its name.</param>
/// <param name="Art">Maildir or Scanmappe.</param>
/// <param name="Sti">Below the operator's root.</param>
/// <param name="EnhedId">Whose inbox it goes to.</param>
/// <param name="Aktiv">Fetched from.</param>
public sealed record PostkasseGemt(string Navn, string Art, string Sti, Guid EnhedId, bool Aktiv);

/// <summary>How long dealt-with post keeps its files was set.</summary>
/// <param name="Opbevaringsdage">Days.</param>
public sealed record IndbakkeopsaetningGemt(int Opbevaringsdage);
