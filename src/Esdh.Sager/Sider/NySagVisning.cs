using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>The page where a case is opened.</summary>
/// <param name="Oversag">Number of the case it becomes a part of.</param>
/// <param name="HarSet">The person has seen <paramref name="Dubletter"/>; creating goes on without asking again.</param>
public sealed record NySagVisning(
    Formular Formular, IReadOnlyList<Skabelonkort> Skabeloner, IReadOnlyList<Mulighed> Facetter, IReadOnlyList<Mulighed> Enheder, IReadOnlyList<Mulighed> Grupper,
    IReadOnlyList<Mulighed> Foelsomheder, string? Oversag, IReadOnlyList<Dubletlinje> Dubletter, bool HarSet, Afslag? Afslag);

/// <summary>A template to choose.</summary>
/// <param name="Emner">Its subjects, shortly.</param>
public sealed record Skabelonkort(string Noegle, string Navn, string Emner, string? Beskrivelse);

/// <summary>An open case that the new one may be the same as.</summary>
public sealed record Dubletlinje(string Sagsnummer, string Titel, Maerke Status, string? Behandler, DateTimeOffset Oprettet, bool ErSamlesag);
