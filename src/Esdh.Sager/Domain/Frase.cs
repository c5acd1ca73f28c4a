using System.Text.RegularExpressions;
using Esdh.Core;
using Esdh.Core.Text;

namespace Esdh.Sager.Domain;

/// <summary>Words that are written again and again: kept by a unit, owned by somebody, looked through before a day.</summary>
internal sealed partial class Frase
{
    /// <summary>Most characters.</summary>
    public const int LaengsteTekst = 10_000;

    /// <summary>How far ahead the day of the next look can be.</summary>
    public const int FlestAar = 3;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    /// <summary>Stable lower-case key: templates use it as <c>{{frase.noegle}}</c>, and it is what one types to find it.</summary>
    public required string Noegle { get; init; }

    public required string Titel { get; set; }

    /// <summary>Plain text; can hold merge fields of the case and the receiver.</summary>
    public required string Tekst { get; set; }

    /// <summary>Who write with it: the unit and those below it; null for the whole authority.</summary>
    public Guid? EnhedId { get; set; }

    /// <summary>Who answers for that it is right.</summary>
    public Guid EjerId { get; set; }

    /// <summary>The last day before somebody must have looked it through again.</summary>
    public DateOnly Gennemses { get; set; }

    public bool Aktiv { get; set; } = true;

    public DateTimeOffset Rettet { get; set; }

    public Guid RettetAf { get; set; }

    public string Soegetekst { get; private set; } = "";

    /// <summary>Its place in Danish order.</summary>
    public string Titelorden { get; private set; } = "";

    public long Version { get; set; } = 1;

    public bool SkalGennemses(DateOnly idag) => Aktiv && Gennemses < idag;

    /// <summary>What it is found and ordered by, after a change.</summary>
    public void Find() => (Soegetekst, Titelorden) = (DanishText.Fold($"{Noegle} {Titel} {Tekst}"), DanishText.SortKey(Titel));

    /// <summary>Puts values in for its fields, each place once: a value is never read for fields again. What has no value stands.</summary>
    public static string Indsaet(string tekst, IReadOnlyDictionary<string, string> felter) =>
        Felt().Replace(tekst, m => felter.TryGetValue(m.Groups[1].Value.Replace('_', '.'), out var vaerdi) ? vaerdi : m.Value);

    [GeneratedRegex(@"\{\{\s{0,10}([\p{L}\p{N}][\p{L}\p{N}_.\-]{0,99})\s{0,10}\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Felt();
}

/// <summary>What the engine refuses on phrases.</summary>
internal static class FraseRegler
{
    public static readonly Regel EjeresOgLedes =
        new("FRA-1", "Frasen rettes af den, der ejer den, af en leder for enheden eller af en administrator.", Regel.Intern);

    public static readonly Regel EgenEnhed =
        new("FRA-2", "Du kan kun lave fraser til din egen enhed. En administrator laver dem, der gælder hele myndigheden.", Regel.Intern);
}
