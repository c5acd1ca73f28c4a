using System.Globalization;
using Esdh.Core.Calendar;
using Esdh.Ui;

namespace Esdh.Klub.Sider;

/// <summary>An assembly in the list.</summary>
public sealed record Generalforsamlingslinje(Guid Id, string Titel, DateOnly Dato, string Sted);

/// <summary>A paper of a point.</summary>
/// <param name="Laengde">Bytes.</param>
public sealed record Punktbilagslinje(Guid Id, string Navn, long Laengde);

/// <summary>A point on the agenda.</summary>
/// <param name="Udfald">What the ballot came to.</param>
/// <param name="Beslutningsnr">In the register of decisions.</param>
public sealed record Dagsordenslinje(Guid Id, int Nr, string Titel, string? Forslag, string? Stiller, string? Afstemning, string? Udfald, string? Beslutning, int? Beslutningsnr, IReadOnlyList<Punktbilagslinje> Bilag);

/// <summary>An assembly with its agenda.</summary>
public sealed record Generalforsamlingsbillede(Guid Id, string Titel, DateOnly Dato, string Sted, IReadOnlyList<Dagsordenslinje> Punkter)
{
    /// <summary>A decision in the form of <c>club-governance/beslutninger</c>.</summary>
    internal static string Markdown(Generalforsamlingsbillede g, Dagsordenslinje p) =>
        $"# {(p.Beslutningsnr ?? 0).ToString("0000", CultureInfo.InvariantCulture)} {p.Titel}\n\n**Context.** {g.Titel}, {DanishTime.LongDate(g.Dato)}, {g.Sted}, punkt {p.Nr}.{(p.Stiller is null ? "" : $" Forslag fra {p.Stiller}.")}\n{(p.Forslag is null ? "" : $"\n{p.Forslag}\n")}"
        + $"\n**Options.** {(p.Afstemning is null ? "Afgjort uden afstemning." : $"Afgjort ved afstemning {p.Afstemning}: {p.Udfald}.")}\n\n**Decision.** {p.Beslutning}\n\n**Consequences.** Gælder fra generalforsamlingen, til den træffer en ny beslutning.\n";
}

/// <summary>All assemblies.</summary>
public sealed record Generalforsamlingervisning(IReadOnlyList<Generalforsamlingslinje> Alle, bool ErSekretariat, Formular Formular);

/// <summary>The page of an assembly.</summary>
public sealed record Generalforsamlingsvisning(Generalforsamlingsbillede G, bool ErSekretariat, bool ErDelegat, Formular Forslag, Formular Beslutning, Formular Bilag);

/// <summary>Something in the library.</summary>
/// <param name="Karakter">Mean of the members' stars; null before the first.</param>
/// <param name="Min">The viewer's member's stars.</param>
public sealed record Biblioteklinje(Guid Id, string Art, string Titel, string Tekst, string Modul, string Ejer, DateTimeOffset Gemt, double? Karakter, int Karakterer, int? Min);

/// <summary>The library.</summary>
public sealed record Biblioteksvisning(IReadOnlyList<Biblioteklinje> Ting, bool ErMedlem, bool ErDelegat, Formular Formular);
