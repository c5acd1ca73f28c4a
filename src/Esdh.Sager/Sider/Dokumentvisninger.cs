using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A document as a row of its case.</summary>
/// <param name="Akt">Its number; null for a draft.</param>
/// <param name="Under">Direction, type and correspondent.</param>
/// <param name="Filer">Names of its files.</param>
/// <param name="Dato">As shown; empty where it has left the case.</param>
/// <param name="KanVaelges">The person may do something to it here: a document of its own that is on the case. Attachments follow theirs.</param>
/// <param name="Href">Null where it has left the case for one that the person does not see.</param>
public sealed record Dokumentrad(
    Guid Id, string? Akt, bool ErBilag, string Titel, string Under, Maerke Status, IReadOnlyList<string> Filer, string? Bemaerkning, string Dato, bool KanVaelges, string? Href);

/// <summary>The documents of a case.</summary>
/// <param name="Her">The address of this list, to come back to.</param>
/// <param name="NaesteHref">The next page.</param>
/// <param name="KanLaegge">Whether something can be put on it now.</param>
/// <param name="MaksByte">Most bytes of a file.</param>
/// <param name="Delforloeb">The folders of the case, by number.</param>
/// <param name="Foldere">Links to the list of each folder.</param>
/// <param name="Folder">The folder that is shown alone.</param>
/// <param name="Hvilke">Which of them it shows, as the address says it.</param>
/// <param name="Foldernummer">The number of that folder; empty for all.</param>
/// <param name="ErFlere">There are more than the page shows.</param>
public sealed record Dokumentliste(
    IReadOnlyList<Dokumentrad> Rader, IReadOnlyList<Fane> Valg, string Her, string? NaesteHref, bool KanLaegge, long MaksByte, IReadOnlyList<Mulighed> Skabeloner, IReadOnlyList<Mulighed> Parter,
    IReadOnlyList<Mulighed> Delforloeb, IReadOnlyList<Sidelink> Foldere, Brik? Folder, string Hvilke, string Foldernummer, bool ErFlere);

/// <summary>How it went with one document when an act was tried on several.</summary>
/// <param name="Udfald">What was done; null when it was refused.</param>
/// <param name="Grund">Why it was refused; null when it was done.</param>
public sealed record Dokumentresultat(string Titel, string? Href, string? Udfald, string? Grund);

/// <summary>How an act on several documents went.</summary>
/// <param name="Gjort">Ends the sentence "2 af 5 dokumenter …".</param>
/// <param name="Fortryd">Undoes what was done, where that can be.</param>
public sealed record Dokumentmassevisning(string Sagsnummer, string Sagstitel, string Gjort, IReadOnlyList<Dokumentresultat> Resultater, string ListeHref, Sidefortryd? Fortryd);

/// <summary>What is shown of a file beside its registration.</summary>
/// <param name="Indholdstype">PDF, a picture, or <c>text/plain</c> where <paramref name="Tekst"/> or <paramref name="MailHref"/> is shown.</param>
/// <param name="MailHref">The address of a mail's cleaned HTML, for a frame of its own.</param>
/// <param name="Bemaerkning">What is to be said about the file or its preview.</param>
/// <param name="DannesHref">Where one asks whether the preview is made; null when it is, or none is to come.</param>
public sealed record Dokumentfremvisning(
    int Nummer, string Titel, string? Under, string Kilde, string Indholdstype, string HentHref, string? Tekst, string? MailHref, IReadOnlyList<(string Navn, string Vaerdi)> Hoved, string? Bemaerkning,
    string? DannesHref);

/// <summary>A file of the document.</summary>
/// <param name="Soegning">Why its text, or some of it, cannot be found by searching.</param>
/// <param name="KanProeves">It can be read once more.</param>
public sealed record Dokumentfilrad(int Nummer, string? Akt, string Filnavn, string Stoerrelse, string? Bemaerkning, string? Soegning = null, bool KanProeves = false);

/// <summary>A version of a draft's files.</summary>
/// <param name="ErGaeldende">The one that counts.</param>
public sealed record Dokumentudgave(int Filversion, string Tid, string Af, IReadOnlyList<(int Nummer, string Filnavn)> Filer, bool ErGaeldende = false);

/// <summary>Versions that belong together: those that one saved while the document was checked out, or a single one.</summary>
/// <param name="Titel">Who edited and when; null for a single one.</param>
public sealed record Dokumentudgaver(string? Titel, IReadOnlyList<Dokumentudgave> Udgaver);

/// <summary>One file of a draft that the person edits in place.</summary>
/// <param name="Adresse">The whole address, to be pasted into a program.</param>
/// <param name="Program">Word, Excel or PowerPoint; null where none of them opens it.</param>
/// <param name="ProgramHref">Opens it there.</param>
/// <param name="LibreOfficeHref">Opens it in LibreOffice; null where that does not.</param>
public sealed record Redigeringslink(string Filnavn, string Adresse, string? Program, string? ProgramHref, string? LibreOfficeHref);

/// <summary>Who edits a draft.</summary>
/// <param name="Saetning">Who, since when and until when.</param>
/// <param name="AfslutHref">The page where the person ends another's editing; null when that is not the person's to do.</param>
/// <param name="Aabn">What the person has just asked to have opened; null afterwards.</param>
public sealed record Dokumentredigering(string Saetning, bool ErMin, IReadOnlyList<Redigeringslink> Filer, string? AfslutHref, string? Aabn);

/// <summary>That another ended the person's editing.</summary>
public sealed record Redigeringsbesked(Guid Id, Guid DokumentId, string Titel, string Tekst);

/// <summary>What is new in one version of a text file beside another.</summary>
/// <param name="Bemaerkning">Why nothing can be compared, or what is not shown.</param>
public sealed record Sammenligningsvisning(
    Guid Id, string Titel, IReadOnlyList<Krumme> Krummer, IReadOnlyList<Mulighed> Udgaver, IReadOnlyList<Mulighed> Filer, int Fra, int Til, int Fil, string FraTekst, string TilTekst,
    int Tilfoejet, int Fjernet, IReadOnlyList<Sammenlignet> Linjer, string? Bemaerkning, bool Dannes, bool KanGendannes)
{
    public string Sti => $"/dokumenter/{Id}";
}

/// <summary>A line of the comparison; a side is null where it has nothing there.</summary>
/// <param name="Udeladt">So many equal lines are left out here.</param>
public sealed record Sammenlignet(int? FraNr, IReadOnlyList<Forskelsstykke>? Fra, int? TilNr, IReadOnlyList<Forskelsstykke>? Til, bool ErEns, int Udeladt = 0);

/// <summary>A piece of a line.</summary>
/// <param name="ErForskel">Taken out or put in.</param>
public sealed record Forskelsstykke(string Tekst, bool ErForskel);

/// <summary>A link to another document or a case.</summary>
public sealed record Dokumentlink(string Titel, string Href, string? Under);

/// <summary>Something known about the document, with the page where it is changed.</summary>
public sealed record Dokumentfakta(string Navn, string Vaerdi, string? RetHref = null, string Ret = "Ret");

/// <summary>A document with its preview.</summary>
/// <param name="Under">Number, case, direction and date in one line.</param>
/// <param name="Version">For forms: what the person has seen.</param>
/// <param name="Redigerbar">A draft that the person may change now.</param>
/// <param name="Laas">Why a draft cannot be changed now.</param>
/// <param name="Rettelse">The draft's fields.</param>
/// <param name="KanJournaliseres">A document of its own on an open case.</param>
/// <param name="Redigering">Who edits it now; null when nobody does.</param>
/// <param name="Beskeder">Another ended the person's editing.</param>
/// <param name="Redigeringsprogram">Word, Excel or PowerPoint, where that opens the main file.</param>
/// <param name="MedLibreOffice">LibreOffice opens the main file.</param>
/// <param name="Udgavetal">How many versions there are; the newest are listed.</param>
public sealed record Dokumentsidevisning(
    Guid Id, string Titel, string Under, string Akt, Maerke Status, IReadOnlyList<Krumme> Krummer, long Version, bool ErKladde, bool Redigerbar, string? Laas, bool KanJournaliseres, bool ErUdtjekketAfMig,
    Formular Rettelse, IReadOnlyList<Mulighed> Delforloeb, IReadOnlyList<Fane> Filfaner, Dokumentfremvisning? Vist, string? Lukket, bool KanAabne, IReadOnlyList<Dokumentfilrad> Filer,
    IReadOnlyList<Dokumentudgaver> Udgaver, IReadOnlyList<Dokumentfakta> Fakta, IReadOnlyList<Dokumentlink> Bilag, IReadOnlyList<Dokumentlink> Sager, IReadOnlyList<Dokumentlink> Henvisninger,
    IReadOnlyList<Dokumentlink> Dubletter, IReadOnlyList<Sidelink> Handlinger, string? Anmodning, bool KanAfgoere, long MaksByte, Dokumentredigering? Redigering,
    IReadOnlyList<Redigeringsbesked> Beskeder, string? Redigeringsprogram, bool MedLibreOffice, int Udgavetal, IReadOnlyList<Godkendelseslinje> Godkendelser)
{
    public string Sti => $"/dokumenter/{Id}";

    /// <summary>What it was sent in, the newest first.</summary>
    public IReadOnlyList<Forsendelseslinje> Forsendelser { get; init; } = [];
}

/// <summary>An act on a document as a page of its own.</summary>
public sealed record Dokumenthandlingsvisning(Guid Id, string Titel, IReadOnlyList<Krumme> Krummer, long Version, Handlingsvisning Handling, bool MedFil = false)
{
    public string Sti => $"/dokumenter/{Id}";
}

/// <summary>How far the PDF of a whole case has come.</summary>
/// <param name="Status">Venter, Koerer, Faerdig, Fejlet or Stoppet.</param>
/// <param name="ErKlar">It can be fetched.</param>
public sealed record Udtraeksvisning(Guid Id, string Sagsnummer, string Status, int Faerdige, int IAlt, string? Resultat, bool ErKlar);

/// <summary>A document template in the list.</summary>
public sealed record Dokumentskabelonrad(Guid Id, string Noegle, string Navn, string? Beskrivelse, string Felter, Maerke Status, string Rettet);

/// <summary>The page of one template; without id a new one.</summary>
public sealed record Dokumentskabelonvisning(Guid? Id, string? Noegle, string? Filnavn, long Version, IReadOnlyList<string> Felter, IReadOnlyList<(string Felt, string Betydning)> Kendte, IReadOnlyList<Mulighed> Kaeder);

/// <summary>A letter before it is made.</summary>
/// <param name="Skabelon">The key of the one that is shown; null where there are no templates.</param>
/// <param name="Part">To whom; null for the case's primary party.</param>
/// <param name="Format"><c>docx</c> or <c>pdf</c>: what is made of it.</param>
public sealed record Proevebrevvisning(IReadOnlyList<Mulighed> Skabeloner, IReadOnlyList<Mulighed> Parter, string? Skabelon, Guid? Part, string Format);
