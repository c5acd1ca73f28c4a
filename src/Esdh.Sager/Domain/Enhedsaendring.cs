using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What is done to units.</summary>
internal enum Enhedsaendringsart
{
    /// <summary>Several become one.</summary>
    Sammenlaegning,

    /// <summary>One becomes several.</summary>
    Deling,

    /// <summary>One is closed, and another takes over.</summary>
    Lukning,
}

/// <summary>How far a change has come. Each is done for each unit before the next begins.</summary>
internal enum Enhedstrin
{
    /// <summary>New units are made, and those who see by the old ones are put in groups.</summary>
    Begynd,
    Adgangslister,
    Brugere,
    Underenheder,
    Postkasser,
    Post,
    Skabeloner,
    Visninger,
    Sager,
    Luk,
    Slut,
}

/// <summary>One of the units that take over.</summary>
/// <param name="EnhedId">A unit there is; null where one is made.</param>
/// <param name="NytNavn">The name of the one that is made.</param>
/// <param name="ForaelderId">What it lies under.</param>
/// <param name="Brugere">Those who go there; all who are not named go to the first.</param>
/// <param name="Emner">Open cases of these subjects or groups go there, whoever handles them.</param>
internal sealed record Enhedsdel(Guid? EnhedId, string? NytNavn, Guid? ForaelderId, IReadOnlyList<Guid> Brugere, IReadOnlyList<string> Emner);

/// <summary>Which units end, and which take over. The first takes what is not distributed.</summary>
internal sealed record Enhedsplan(IReadOnlyList<Guid> Kilder, IReadOnlyList<Enhedsdel> Dele)
{
    /// <summary>Where an open case goes, as the place of one of <see cref="Dele"/>: by its subject, else with its handler, else to the first.</summary>
    public int DelFor(string emne, Guid? behandler)
    {
        for (var i = 0; i < Dele.Count; i++)
        {
            if (Dele[i].Emner.Any(e => emne == e || emne.StartsWith(e + ".", StringComparison.Ordinal)))
                return i;
        }

        return DelFor(behandler);
    }

    /// <summary>Where a user goes.</summary>
    public int DelFor(Guid? bruger)
    {
        for (var i = 0; i < Dele.Count; i++)
        {
            if (bruger is { } id && Dele[i].Brugere.Contains(id))
                return i;
        }

        return 0;
    }
}

/// <summary>Where the job is.</summary>
/// <param name="Trin">The step.</param>
/// <param name="Kilde">Which of the units.</param>
/// <param name="EfterNr">The last case of the step that is done.</param>
/// <param name="Modtagere">The units that take over, as they are or were made.</param>
/// <param name="Grupper">By unit: the groups of those who saw by it.</param>
internal sealed record Enhedsstand(Enhedstrin Trin, int Kilde, int EfterNr, IReadOnlyList<Guid> Modtagere, IReadOnlyList<IReadOnlyList<Guid>> Grupper)
{
    public static Enhedsstand Ny { get; } = new(Enhedstrin.Begynd, 0, 0, [], []);

    /// <summary>The same step for the next unit, or the next step for the first.</summary>
    public Enhedsstand Naeste(int kilder) => Kilde + 1 < kilder ? this with { Kilde = Kilde + 1, EfterNr = 0 } : this with { Trin = Trin + 1, Kilde = 0, EfterNr = 0 };
}

/// <summary>Units merged, split or closed on a day. Closed cases stay under the old unit's name.</summary>
internal sealed class Enhedsaendring
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Enhedsaendringsart Art { get; init; }

    /// <summary>It begins in the first hour of this day; at once where it is today.</summary>
    public DateOnly Dato { get; init; }

    public required Enhedsplan Plan { get; init; }

    public Enhedsstand Stand { get; set; } = Enhedsstand.Ny;

    /// <summary>The people of the unit that takes over come to see the open cases that the old unit's people saw; protected cases never.</summary>
    public bool Udvid { get; init; }

    public Guid BestiltAf { get; init; }

    public DateTimeOffset Bestilt { get; init; }

    public Guid JobId { get; init; }

    public DateTimeOffset? Begyndt { get; set; }

    public DateTimeOffset? Udfoert { get; set; }

    public long Version { get; set; } = 1;
}

/// <summary>What is refused when units are merged, split or closed.</summary>
internal static class EnhedsaendringRegler
{
    public static readonly Regel EnAdGangen =
        new("ENH-1", "Enheden er med i en anden ændring, der ikke er gennemført. Gennemfør eller annullér den først.", Regel.Intern);

    public static readonly Regel AktiveEnheder =
        new("ENH-2", "En af enhederne er lukket, siden ændringen blev bestilt. Annullér den, og bestil en ny.", Regel.Intern);

    public static readonly Regel KunDetDerErStandset =
        new("ENH-3", "Ændringen er hverken stoppet eller gået i stå, så der er intet at genoptage.", Regel.Intern);

    public static readonly Regel IkkeBegyndt =
        new("ENH-4", "Ændringen er begyndt og kan ikke annulleres. Sæt den på pause, eller lad den blive færdig.", Regel.Intern);
}
