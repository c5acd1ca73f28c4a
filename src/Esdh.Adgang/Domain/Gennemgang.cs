using Esdh.Core;

namespace Esdh.Adgang.Domain;

/// <summary>When rights are reviewed and how much of the access log is sampled. The one row is missing until an administrator decides; the defaults hold then.</summary>
internal sealed class Ledelsesindstilling
{
    /// <summary>Key of the one row.</summary>
    public const int Eneste = 1;

    public int Nr { get; init; } = Eneste;

    /// <summary>The first day of the year on which a review begins.</summary>
    public int FoersteMaaned { get; set; } = 4;

    public int FoersteDag { get; set; } = 1;

    /// <summary>The second.</summary>
    public int AndenMaaned { get; set; } = 10;

    public int AndenDag { get; set; } = 1;

    /// <summary>Days a leader has to answer, 7 to 90.</summary>
    public int FristDage { get; set; } = 30;

    /// <summary>Lines of the access log in a month's sample, 0 to 500; 0 takes none.</summary>
    public int Logstikproeve { get; set; } = 50;

    public long Version { get; set; }

    /// <summary>The latest of the two days that has come.</summary>
    public DateOnly Termin(DateOnly idag) => new[] { Dag(idag.Year, AndenMaaned, AndenDag), Dag(idag.Year, FoersteMaaned, FoersteDag), Dag(idag.Year - 1, AndenMaaned, AndenDag), Dag(idag.Year - 1, FoersteMaaned, FoersteDag) }
        .Where(d => d <= idag).Max();

    /// <summary>The first of the two days that is to come.</summary>
    public DateOnly Naeste(DateOnly idag) => new[] { Dag(idag.Year, FoersteMaaned, FoersteDag), Dag(idag.Year, AndenMaaned, AndenDag), Dag(idag.Year + 1, FoersteMaaned, FoersteDag), Dag(idag.Year + 1, AndenMaaned, AndenDag) }
        .Where(d => d > idag).Min();

    /// <summary>A day that the month does not have is its last.</summary>
    private static DateOnly Dag(int aar, int maaned, int dag) => new(aar, maaned, Math.Min(dag, DateTime.DaysInMonth(aar, maaned)));
}

/// <summary>A half-yearly review of who may what.</summary>
internal sealed class Gennemgangsrunde
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    /// <summary>The day it belongs to; one round a day.</summary>
    public DateOnly Termin { get; init; }

    public DateTimeOffset Begyndt { get; init; }

    /// <summary>The last day to answer.</summary>
    public DateOnly Frist { get; init; }

    /// <summary>When what was unanswered had lapsed.</summary>
    public DateTimeOffset? Afsluttet { get; set; }

    public long Version { get; set; } = 1;
}

/// <summary>What kind of right it is.</summary>
internal enum Rettighedsart
{
    Rolle,

    /// <summary>Membership of a security group.</summary>
    Gruppe,

    /// <summary>A program that acts as the user.</summary>
    Klient,
}

/// <summary>What became of a right in a review.</summary>
internal enum Rettighedsafgoerelse
{
    Bekraeftet,
    Fjernet,

    /// <summary>Nobody answered in time, so it is gone.</summary>
    Bortfaldet,

    /// <summary>Nobody answered in time, and it is kept all the same: nobody could administer the authority without it.</summary>
    Bevaret,

    /// <summary>The user had it no longer when it came to it.</summary>
    Vaek,
}

/// <summary>One right of one user in a review.</summary>
internal sealed class Gennemgangspost
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid RundeId { get; init; }

    public Guid BrugerId { get; init; }

    /// <summary>The unit whose leaders answer, and those above it; null where the administrators do.</summary>
    public Guid? LederEnhedId { get; init; }

    public Rettighedsart Art { get; init; }

    /// <summary>The role's name, or the id of group or client.</summary>
    public required string Reference { get; init; }

    /// <summary>As it was called when the review began.</summary>
    public required string Navn { get; init; }

    public Rettighedsafgoerelse? Afgoerelse { get; private set; }

    public Guid? AfgjortAf { get; private set; }

    public DateTimeOffset? Afgjort { get; private set; }

    public string? Note { get; private set; }

    /// <summary>A right that is answered for itself and not with the rest: whatever is more than working with cases.</summary>
    public bool ErSaerlig => Art == Rettighedsart.Rolle && Reference != nameof(Core.Access.Roller.Sagsbehandler);

    public void Afgoer(Rettighedsafgoerelse afgoerelse, Guid? af, string? note, DateTimeOffset tid)
    {
        GennemgangRegler.ErUbesvaret.Kraev(Afgoerelse is null);
        (Afgoerelse, AfgjortAf, Afgjort, Note) = (afgoerelse, af, tid, string.IsNullOrWhiteSpace(note) ? null : note.Trim());
    }
}

/// <summary>What is refused in a review.</summary>
internal static class GennemgangRegler
{
    public static readonly Regel ErUbesvaret =
        new("GEN-1", "Rettigheden er allerede afgjort i denne gennemgang.", Regel.Intern);

    public static readonly Regel IkkeEgne =
        new("GEN-2", "Man bekræfter ikke sine egne rettigheder, heller ikke på vegne af en anden.", Regel.Intern);

    public static readonly Regel ErAaben =
        new("GEN-3", "Gennemgangen er afsluttet.", Regel.Intern);

    public static readonly Regel EnAdGangen =
        new("GEN-4", "Der er allerede en gennemgang i gang, eller der er begyndt en i dag.", Regel.Intern);
}
