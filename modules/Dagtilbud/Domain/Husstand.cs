namespace Esdh.Dagtilbud.Domain;

/// <summary>Those who live together and pay for children together: friplads is worked out from its income, and siblings are those of one household.</summary>
internal sealed class DagtilbudHusstand
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public DateTimeOffset Oprettet { get; init; }
}

/// <summary>An adult of a household: a party on the case of one of its children.</summary>
internal sealed class DagtilbudHusstandsvoksen
{
    public Guid HusstandId { get; init; }

    /// <summary>The party on the case. The name is asked of the engine each time, since it may be protected.</summary>
    public Guid SagspartId { get; init; }

    public Guid SagId { get; init; }

    public bool ErBetaler { get; set; }
}

/// <summary>A child of a household, by its case, from a month on.</summary>
internal sealed class DagtilbudHusstandsbarn
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid HusstandId { get; init; }

    public Guid SagId { get; init; }

    /// <summary>The first of a month.</summary>
    public DateOnly Fra { get; init; }

    /// <summary>The first of the month in which it is no longer there; null while it is.</summary>
    public DateOnly? Til { get; set; }

    public bool GaelderI(DateOnly maaned) => Fra <= maaned && (Til is null || maaned < Til);
}

/// <summary>What is known of a household from a month on. Rows are added, never changed: of two for the same month the one that was registered last counts.</summary>
internal sealed class DagtilbudHusstandsoplysning
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid HusstandId { get; init; }

    /// <summary>The first of a month.</summary>
    public DateOnly FraMaaned { get; init; }

    /// <summary>All adults together; null where they have not asked for friplads or not told.</summary>
    public long? MaanedsindtaegtOere { get; init; }

    public bool ErEnlig { get; init; }

    /// <summary>At home, those with a place and others.</summary>
    public int BoernUnder18 { get; init; }

    /// <summary>Where it is from: the income register, a payslip.</summary>
    public string? Kilde { get; init; }

    public DateTimeOffset Registreret { get; init; }

    public Guid RegistreretAf { get; init; }

    /// <summary>The income of the month, twelve times.</summary>
    public long? AarsindtaegtOere => MaanedsindtaegtOere * 12;

    /// <summary>What counts in a month; null before the first.</summary>
    public static DagtilbudHusstandsoplysning? IKraft(IEnumerable<DagtilbudHusstandsoplysning> oplysninger, DateOnly maaned) =>
        oplysninger.Where(o => o.FraMaaned <= maaned).OrderBy(o => o.FraMaaned).ThenBy(o => o.Registreret).ThenBy(o => o.Id).LastOrDefault();

    /// <summary>The month from which a change counts: a month is paid by what was so when it began.</summary>
    public static DateOnly Virkning(DateOnly aendret) => aendret.Day == 1 ? aendret : Betalingsbeloeb.Maaned(aendret).AddMonths(1);
}
