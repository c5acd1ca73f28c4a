using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A saved search in a list.</summary>
/// <param name="Href">Runs it.</param>
/// <param name="Beskrivelse">What it searches for, in words.</param>
/// <param name="Hvem">Whose it is, where it is not the reader's alone.</param>
/// <param name="Nye">Unseen new hits that the reader may see.</param>
/// <param name="KanRettes">The reader may rename, share and delete it; else it can be told of and copied.</param>
public sealed record GemtSoegningsvisning(Guid Id, string Navn, string Href, string Beskrivelse, string? Hvem, bool ErMin, bool Annonceres, int Nye, bool KanRettes);

/// <summary>A deleted search that can be taken back.</summary>
public sealed record SlettetSoegningsvisning(Guid Id, string Navn, string Under);

/// <summary>All of a person's saved searches.</summary>
public sealed record GemteSoegningerVisning(IReadOnlyList<GemtSoegningsvisning> Mine, IReadOnlyList<GemtSoegningsvisning> Enhedens, string Enhed, IReadOnlyList<SlettetSoegningsvisning> Slettede);

/// <summary>One saved search and what can be done with it.</summary>
/// <param name="Enhed">The unit it is or can be shared with.</param>
/// <param name="ErDelt">It is.</param>
/// <param name="KanSlippes">The reader owns it and has left the unit.</param>
/// <param name="KanOvertages">Its owner is not in the unit any more.</param>
public sealed record GemtSoegningSidevisning(GemtSoegningsvisning Soegning, Formular Formular, string Enhed, bool ErDelt, string? Ejer, bool KanSlippes, bool KanOvertages);

/// <summary>A new hit.</summary>
/// <param name="Noegle">By which it is marked as seen.</param>
/// <param name="Fundet">When, in words.</param>
public sealed record NythitVisning(string Noegle, Hitvisning Hit, string Fundet, bool ErSet);

/// <summary>New hits of one search.</summary>
/// <param name="Alle">Those that were seen are shown too.</param>
/// <param name="Til">The moment of the newest that is shown: what comes later is not marked with it.</param>
public sealed record NyeHitsVisning(GemtSoegningsvisning Soegning, IReadOnlyList<NythitVisning> Hits, bool Alle, string? Til, string? NaesteHref);

/// <summary>A search on the search page that is or can be saved.</summary>
/// <param name="Forespoergsel">The page's search as it is kept.</param>
/// <param name="Valgt">The saved search that this is, or that it came from.</param>
/// <param name="ErAendret">It is not quite <paramref name="Valgt"/> any more.</param>
/// <param name="Enhed">The unit it can be shared with; null where there is none.</param>
public sealed record Gemvalg(string Forespoergsel, GemtSoegningsvisning? Valgt, bool ErAendret, string? Enhed, int Antal);
