using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A reminder in a list.</summary>
/// <param name="Maerke">How near the deadline is, or that it is done.</param>
public sealed record Erindringslinje(Erindringvisning Erindring, Maerke Maerke);

/// <summary>The reminders of a case with the form for a new one.</summary>
/// <param name="Formular">As it was typed, with what is wrong.</param>
public sealed record ErindringerVisning(IReadOnlyList<Erindringslinje> Aabne, IReadOnlyList<Erindringslinje> Klarede, bool FlereKlarede, Formular Formular, IReadOnlyList<Mulighed> Typer);

/// <summary>One's own open reminders.</summary>
public sealed record MineErindringerVisning(IReadOnlyList<Erindringslinje> Erindringer, string? NaesteHref);

/// <summary>The kinds of reminders, with the form for a new one or for the one that is changed.</summary>
/// <param name="Rettes">The one that the form changes; null for a new one.</param>
public sealed record ErindringstyperVisning(IReadOnlyList<Erindringstypevisning> Typer, Formular Formular, Erindringstypevisning? Rettes);
