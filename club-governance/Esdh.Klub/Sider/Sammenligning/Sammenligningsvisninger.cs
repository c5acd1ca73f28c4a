using Esdh.Klub.Domain;
using Esdh.Ui;

namespace Esdh.Klub.Sider;

/// <summary>A quarter that can be shown.</summary>
public sealed record Kvartalsvalg(int Kvartal, string Navn);

/// <summary>One figure in a quarter.</summary>
/// <param name="Eget">One's own; null where there is none, and <paramref name="Hvorfor"/> says why.</param>
/// <param name="Median">Of the members compared; null with the quartiles where fewer than three have the figure.</param>
/// <param name="Medlemmer">How many have it.</param>
/// <param name="Plads">Where one's own lies among them.</param>
public sealed record Maaltalslinje(
    string Noegle, int Version, string Omraade, string Navn, string Enhed, decimal? Eget, string? Hvorfor, decimal? Nedre, decimal? Median, decimal? Oevre, int Medlemmer, Maerke? Plads);

/// <summary>All figures of a quarter.</summary>
/// <param name="Lignende">Only members of a similar size; null where one's own size is not known.</param>
/// <param name="Medlemmer">How many are compared.</param>
/// <param name="ErMedlem">One's own are shown.</param>
/// <param name="Opgjort">When one's own were made up; null before.</param>
/// <param name="Bestilt">They are being made up again.</param>
public sealed record Sammenligningsbillede(
    int Kvartal, string Kvartalsnavn, IReadOnlyList<Kvartalsvalg> Kvartaler, bool? Lignende, int Medlemmer, bool ErMedlem, DateTimeOffset? Opgjort, bool Bestilt, IReadOnlyList<Maaltalslinje> Linjer);

/// <param name="ErEget">The reader's own.</param>
public sealed record Medlemstal(string Medlem, decimal Tal, bool ErEget);

/// <summary>A quarter of a course.</summary>
public sealed record Maalforloeb(string Kvartal, decimal? Eget, decimal? Median);

/// <summary>One figure among the members and over time.</summary>
/// <param name="Medlemmer">The highest first.</param>
/// <param name="Skjulte">Members whose figure is not shown: nothing to count, or too few.</param>
/// <param name="Forloeb">The oldest quarter first; of one version of the definition.</param>
public sealed record Maaltalsbillede(
    int Kvartal, string Kvartalsnavn, IReadOnlyList<Kvartalsvalg> Kvartaler, bool? Lignende, Maaltalslinje Linje, string Forklaring, IReadOnlyList<Medlemstal> Medlemmer, int Skjulte, IReadOnlyList<Maalforloeb> Forloeb);

/// <summary>The page of all figures.</summary>
/// <param name="StaarStille">It does not follow what is being made up.</param>
public sealed record Sammenligningvisning(Sammenligningsbillede B, bool ErDelegat, bool StaarStille);

/// <summary>The page of one figure.</summary>
/// <param name="ErMedlem">One's own are shown.</param>
public sealed record Maaltalvisning(Maaltalsbillede B, bool ErMedlem);

internal static class Maalmaerker
{
    /// <summary>In words and shape: the quarter of the members that one's own lies in, and whether that is good.</summary>
    public static Maerke Plads(decimal eget, Sammenligning.Kvartiler f, bool? hoejtErGodt)
    {
        if (eget > f.Oevre)
            return new("Blandt de højeste", hoejtErGodt switch { true => Farve.Groen, false => Farve.Gul, null => Farve.Graa }, Figur.Op);
        if (eget < f.Nedre)
            return new("Blandt de laveste", hoejtErGodt switch { true => Farve.Gul, false => Farve.Groen, null => Farve.Graa }, Figur.Nedad);
        return new("I midten", Farve.Graa, Figur.Lige);
    }

    /// <summary>As the head of a column.</summary>
    public static string Stort(string enhed) => enhed.Length == 0 ? enhed : char.ToUpperInvariant(enhed[0]) + enhed[1..];

    public static string Tal(decimal? tal) => tal is { } t ? Vis.Tal((double)t) : "–";
}
