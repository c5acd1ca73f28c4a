namespace Esdh.Sager.Contract;

// What happens to notes, reminders and the postliste. The note, reminder or document is the event's object. Personal numbers in headings are masked.

/// <summary>A note was begun as a draft.</summary>
/// <param name="Overskrift">Its heading.</param>
/// <param name="RetterNotatId">The final note that it corrects.</param>
public sealed record NotatOprettet(string Overskrift, Guid? RetterNotatId);

/// <summary>A draft of a note was changed.</summary>
/// <param name="Overskrift">As it is now.</param>
public sealed record NotatRettet(string Overskrift);

/// <summary>A note was made final: locked with this text.</summary>
/// <param name="Overskrift">Its heading.</param>
/// <param name="Kilde">Telefon, Møde ...</param>
/// <param name="Kontakttidspunkt">When the call or meeting was.</param>
/// <param name="TekstSha256">SHA-256 of the text in UTF-8, lower-case hex, so that the seal covers it.</param>
/// <param name="RetterNotatId">The final note that it corrects.</param>
public sealed record NotatGjortEndeligt(string Overskrift, string Kilde, DateTimeOffset Kontakttidspunkt, string TekstSha256, Guid? RetterNotatId);

/// <summary>A draft of a note was deleted.</summary>
/// <param name="Overskrift">Its heading.</param>
public sealed record NotatkladdeSlettet(string Overskrift);

/// <summary>A reminder was put on a case.</summary>
/// <param name="Titel">Its text.</param>
/// <param name="Type">Name of its type.</param>
/// <param name="Frist">The last day.</param>
/// <param name="AnsvarligId">Who sees to it.</param>
public sealed record ErindringOprettet(string Titel, string Type, DateOnly Frist, Guid AnsvarligId);

/// <summary>A reminder was moved, given to another or rewritten.</summary>
/// <param name="Titel">As it is now.</param>
/// <param name="Rettelser">What became different.</param>
public sealed record ErindringAendret(string Titel, IReadOnlyList<Feltrettelse> Rettelser);

/// <summary>A reminder was seen to.</summary>
/// <param name="Titel">Its text.</param>
/// <param name="Frist">The last day it had.</param>
public sealed record ErindringKlaret(string Titel, DateOnly Frist);

/// <summary>A reminder had not been seen to after all.</summary>
/// <param name="Titel">Its text.</param>
public sealed record ErindringGenaabnet(string Titel);

/// <summary>A kind of reminder was made or changed; its id is the event's object.</summary>
/// <param name="Navn">Its name.</param>
/// <param name="Fristdage">Days to the deadline.</param>
/// <param name="Synligdage">Days before the deadline from which it shows.</param>
/// <param name="IArbejdsdage">Counted in working days.</param>
/// <param name="Aktiv">Whether it can be chosen.</param>
public sealed record ErindringstypeGemt(string Navn, int Fristdage, int Synligdage, bool IArbejdsdage, bool Aktiv);

/// <summary>An outgoing document was sent, or an internal one has its final form: it should be journalised.</summary>
/// <param name="Titel">Its title.</param>
/// <param name="Dato">The day it was sent or became final.</param>
/// <param name="Retning">Udgaaende when it was sent, Internt when it became final.</param>
/// <param name="Maade">How it was sent, when said.</param>
/// <param name="Modtagere">To whom, when said.</param>
public sealed record DokumentGjortEndeligt(string Titel, DateOnly Dato, string? Retning = null, string? Maade = null, string? Modtagere = null);

/// <summary>A document was not sent, or is not final, after all.</summary>
/// <param name="Titel">Its title.</param>
/// <param name="Retning">Udgaaende or Internt.</param>
public sealed record DokumentEndeligFortrudt(string Titel, string Retning);

/// <summary>A document was rejected for the postliste by who approves it.</summary>
/// <param name="Titel">The public title it was proposed with.</param>
/// <param name="Begrundelse">Why.</param>
public sealed record PostlisteforslagAfvist(string Titel, string Begrundelse);

/// <summary>An approval was taken back before anyone outside could see it.</summary>
/// <param name="Titel">The public title.</param>
/// <param name="Dag">The day of the journal it belongs to.</param>
public sealed record PostlistegodkendelseFortrudt(string Titel, DateOnly Dag);

/// <summary>A rejection was taken back: the document waits for approval again.</summary>
/// <param name="Titel">Its public title.</param>
public sealed record PostlisteafvisningFortrudt(string Titel);

/// <summary>A document was approved for the postliste.</summary>
/// <param name="Titel">The public title.</param>
/// <param name="Dag">The day of the journal it belongs to.</param>
/// <param name="Offentliggoeres">The first day on which anyone may see it.</param>
public sealed record PostlistepostGodkendt(string Titel, DateOnly Dag, DateOnly Offentliggoeres);

/// <summary>A line of the postliste was withdrawn; a mark is left.</summary>
/// <param name="Titel">What it said.</param>
/// <param name="Dag">The day of the journal it belongs to.</param>
/// <param name="Begrundelse">Why.</param>
public sealed record PostlistepostTrukketTilbage(string Titel, DateOnly Dag, string Begrundelse);

/// <summary>How the postliste is run was changed.</summary>
/// <param name="Ventedage">Days from approval until the public sees it.</param>
public sealed record PostlisteopsaetningGemt(int Ventedage);
