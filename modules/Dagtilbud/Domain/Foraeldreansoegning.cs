using Esdh.Core;

namespace Esdh.Dagtilbud.Domain;

/// <summary>What a parent wrote in an application at the parents' page. The parent is shown its own words, never what registers know of the child.</summary>
internal sealed class DagtilbudForaeldreansoegning
{
    public Guid SagId { get; init; }

    /// <summary>The showing of the form that was sent: sent again, it is the same application.</summary>
    public Guid Noegle { get; init; }

    public required string Barnenavn { get; init; }

    public bool FaellesMyndighed { get; init; }

    public string? AndenForaelder { get; init; }

    public string? Bemaerkning { get; init; }

    public DateTimeOffset Sendt { get; init; }
}

/// <summary>How the authority has set up the parents' page. One row.</summary>
internal sealed class DagtilbudForaeldreside
{
    public const int Eneste = 1;

    public int Id { get; init; } = Eneste;

    /// <summary>The unit that gets the applications.</summary>
    public Guid? EnhedId { get; set; }

    public bool ErAaben { get; set; }

    /// <summary>Where parents who cannot use the page turn: phone, hours.</summary>
    public string? Kontakt { get; set; }
}

/// <summary>How a family told staff what it answers.</summary>
internal enum Svarvej
{
    Telefon,
    Fremmoede,

    /// <summary>A letter or a mail.</summary>
    Brev,
}

internal static class ForaeldreRegler
{
    public static readonly Regel SidenErAaben = new("FORA-1", "Forældresiden tager ikke imod ansøgninger lige nu.", Regel.Intern);

    public static readonly Regel BarnetKanSoeges = new("FORA-2", "Vi kan ikke tage imod ansøgningen her. Det sker blandt andet, når den anden forælder allerede har søgt. Kontakt pladsanvisningen.", Regel.Intern);

    public static readonly Regel AnsoegningenVenter = new("FORA-3", "En ansøgning kan trækkes, indtil barnet har en plads.", Regel.Intern);
}
