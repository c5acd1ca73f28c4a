using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>Changes of units, newest first.</summary>
public sealed record Enhedsaendringsliste(IReadOnlyList<Enhedsaendringslinje> Aendringer, string? NaesteHref);

/// <summary>One of them.</summary>
public sealed record Enhedsaendringslinje(Guid Id, string Titel, string Under, Maerke Tilstand);

/// <summary>The form that asks what is to be done to units.</summary>
/// <param name="Art">sammenlaegning, deling or lukning.</param>
/// <param name="Enheder">Every active unit.</param>
/// <param name="Kilde">The unit that is split, once it is chosen.</param>
/// <param name="Brugere">Who sits in it.</param>
/// <param name="Dele">How many parts the form has room for.</param>
public sealed record Enhedsaendringsskema(string Art, IReadOnlyList<Mulighed> Enheder, string? Kilde, string? Kildenavn, IReadOnlyList<Mulighed> Brugere, int Dele, Formular Formular);

/// <summary>What the change would do, and the question whether to do it.</summary>
/// <param name="Skjulte">What was typed, sent on as it came.</param>
/// <param name="Udvides">Open cases that more people would come to see, in words; null when there are none.</param>
public sealed record Enhedstoerkoersel(
    string Titel, string Dato, bool IDag, IReadOnlyList<Enhedskilde> Kilder, IReadOnlyList<Enhedsmodtager> Modtagere, IReadOnlyList<string> Advarsler, string? Udvides, IReadOnlyList<(string Navn, string Vaerdi)> Skjulte, string RetHref);

/// <summary>What happens to one unit.</summary>
public sealed record Enhedskilde(string Navn, string Hvad, IReadOnlyList<(string Navn, string Vaerdi)> Fakta);

/// <summary>What one of the units that take over gets.</summary>
public sealed record Enhedsmodtager(string Navn, bool Ny, int Brugere, int Sager);

/// <summary>A change of units, with its receipt.</summary>
public sealed record Enhedsaendringsvisning(
    Guid Id, int Nr, string Titel, string Under, Maerke Tilstand, Jobstyring Styring, bool KanAnnulleres, bool KanGenoptages, int Naaet, int IAlt, string? Resultat, string Adgang, IReadOnlyList<Enhedssum> Sum,
    IReadOnlyList<Enhedskvittering> Linjer, string? NaesteHref, bool OpdatererSelv, int Sekunder);

/// <summary>How many of a kind went where.</summary>
public sealed record Enhedssum(string Hvad, int Antal, string? Til);

/// <summary>One thing that was moved.</summary>
public sealed record Enhedskvittering(int Nr, string Hvad, string Navn, string? Til);
