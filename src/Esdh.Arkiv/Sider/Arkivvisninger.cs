using Esdh.Sager.Sider;
using Esdh.Ui;

namespace Esdh.Arkiv.Sider;

/// <summary>What waits for the archivist.</summary>
/// <param name="Uden">Cases closed without a document; at most 10,001.</param>
/// <param name="Stille">Open cases that nothing has happened on for two years; at most 10,001.</param>
/// <param name="Filer">How the last check of the stored files went; null where none has been.</param>
/// <param name="Versioner">Versions by state, in words.</param>
public sealed record Arkivoverblik(int Stop, int Uden, int Stille, IReadOnlyList<Kassationsrad> IGang, int Kasseret, int Slettet, int Afleveret, Maerke? Filer, string? FilerUnder, IReadOnlyList<(string Ord, int Antal)> Versioner);

/// <summary>How long one case is kept.</summary>
/// <param name="Kode">In words.</param>
/// <param name="ErUafklaret">Nothing says whether it is kept.</param>
/// <param name="Kilde">What decided it.</param>
/// <param name="Kasseres">The first day its documents may be disposed of.</param>
/// <param name="Slettes">The first day personal data should be gone.</param>
/// <param name="Stop">What holds it.</param>
/// <param name="Begrundelse">Why it has its own code.</param>
public sealed record Sagsbevaringsvisning(
    Sagsrammevisning Sag, string Kode, bool ErUafklaret, string Kilde, DateOnly? Lukket, DateOnly? Kasseres, DateOnly? Slettes, string? Stop, string? Begrundelse, bool HarEgen, Formular Formular);

public sealed record Kassationsrad(string Sti, int Nr, string Titel, string Skaeringsdag, Maerke Tilstand, int Dokumenter);

/// <param name="ErSletning">Cases whose personal data is to be deleted, not documents.</param>
public sealed record Kassationsliste(IReadOnlyList<Kassationsrad> Rader, string? Naeste, bool ErSletning, bool KanOprette, Formular Formular);

public sealed record Kassationsemne(string Emne, string? Titel, string Facet, int Venter, int Undtaget, int Kasseret, int SprungetOver, string Stoerrelse);

public sealed record Kassationslinjerad(int Nr, string Sag, string? Titel, string DokumentSti, string Emne, string Lukket, Maerke Udfald, string? Grund, bool KanVaelges);

/// <param name="ErSletning">Its lines are cases.</param>
/// <param name="Trin">How far it has come.</param>
/// <param name="Mangler">What must be there before it is sent to approval.</param>
public sealed record Kassationsvisning(
    string Sti, bool ErSletning, int Nr, string Titel, string Under, Maerke Tilstand, IReadOnlyList<Trinpunkt> Trin, int TrinNu, Jobstyring? Job, int Naaet, int IAlt, bool FoelgMed, bool KanArbejde, bool KanGodkende, bool KanGenoptages, string TilstandNavn,
    IReadOnlyList<(string Navn, string Vaerdi)> Fakta, IReadOnlyList<string> Mangler, IReadOnlyList<Kassationsemne> Emner, IReadOnlyList<Kassationslinjerad> Linjer, string? NaesteLinjer, string? ValgtEmne, string? Beslutning,
    bool HarProtokol, string? Opgivet, Formular Formular);

public sealed record Filkontrolrad(int Nr, string Begyndt, string BestiltAf, int Filer, string Fylder, Maerke Udfald);

public sealed record Filfund(string Navn, string Fejl, string Sha256);

/// <param name="Naaet">Of 256 folders.</param>
/// <param name="Fund">Of the last that ended.</param>
public sealed record Filkontrolvisning(Jobstyring? Job, int Naaet, bool FoelgMed, IReadOnlyList<Filkontrolrad> Rader, IReadOnlyList<Filfund> Fund);

public sealed record Stoprad(string Sti, int Nr, string Navn, string Begrundelse, string Sat, IReadOnlyList<string> Omfang, int FlereDele, Maerke Stand, string? Ophaevet, bool KanOphaeves);

public sealed record Stopliste(IReadOnlyList<Stoprad> Rader, bool Alle, string? Naeste, Formular Formular);

public sealed record Bevaringsemne(string Emne, string? Titel, string Facet, string Kode, int Kasseres, int Slettes);

public sealed record Bevaringsrad(string Sti, int Nr, string Emne, string? Titel, string? Facet, string Kode, string Sletning, string Begrundelse, string Gaelder, bool KanOphaeves);

/// <param name="Koder">Cases by code.</param>
public sealed record Bevaringsvisning(
    int Aar, IReadOnlyList<Maalepunkt> Kasseres, IReadOnlyList<Maalepunkt> Slettes, IReadOnlyList<Bevaringsemne> Emner, IReadOnlyList<(string Emne, string? Titel, string Facet, int Sager)> Uafklarede, IReadOnlyList<(string Kode, int Sager)> Koder, int Sager,
    IReadOnlyList<Bevaringsrad> Regler, Formular Formular);
