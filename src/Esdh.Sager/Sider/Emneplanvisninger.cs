using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A subject on the plan's page.</summary>
public sealed record Emnevisning(string Nummer, string Titel, IReadOnlyList<string> Vejledning, string? Stikord, string? Bevaring, string? Sletning, string? Udgaaet);

/// <summary>A main group to look into.</summary>
public sealed record Hovedgruppevisning(string Nummer, string Titel);

/// <summary>The plan in force, searched or opened at a main group.</summary>
public sealed record Emneplanvisning(
    Formular Formular, string? Overskrift, IReadOnlyList<Hovedgruppevisning> Hovedgrupper, IReadOnlyList<Emnevisning> Emner, string? NaesteHref, bool MaaAdministrere);

/// <summary>A version in the list.</summary>
public sealed record Udgavevisning(Guid Id, string Titel, string Udgivet, string? GaelderFra, Maerke Tilstand, int Emner, int Facetter);

/// <summary>A message of the reading.</summary>
public sealed record Meldingsvisning(Maerke Art, string Sted, string Tekst);

/// <summary>The versions, and how a reading went.</summary>
/// <param name="Indlaest">The version that was just read in, with warnings.</param>
public sealed record Udgavervisning(Formular Formular, IReadOnlyList<Udgavevisning> Udgaver, IReadOnlyList<Meldingsvisning> Meldinger, Guid? Indlaest);

/// <summary>A change.</summary>
public sealed record Aendringsvisning(string Nummer, Maerke Art, string Tekst, int AabneSager, string Skabeloner);

/// <summary>A version against the one in force.</summary>
public sealed record Udgaveforskelvisning(
    Formular Formular, Udgavevisning Udgave, string? Fra, IReadOnlyList<Aendringsvisning> Beroerer, IReadOnlyList<Aendringsvisning> Oevrige, bool KanAendres, bool ErIKraft, bool LaesesInd);
