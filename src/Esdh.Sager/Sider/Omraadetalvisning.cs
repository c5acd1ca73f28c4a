using Esdh.Sager.Contract;
using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>The key figures of case areas over a period.</summary>
public sealed record Omraadetalvisning(DateOnly Fra, DateOnly Til, Formular Formular, IReadOnlyList<Omraadetalgruppe> Omraader);

/// <summary>A case area with its tables.</summary>
public sealed record Omraadetalgruppe(string Navn, IReadOnlyList<Omraadetaltabel> Grupper);

/// <summary>The figures of a case type, or those that the module counts itself.</summary>
public sealed record Omraadetaltabel(string Navn, IReadOnlyList<Omraadetal> Tal);
