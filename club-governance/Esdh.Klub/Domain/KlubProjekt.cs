using Esdh.Klub.Contract;

namespace Esdh.Klub.Domain;

/// <summary>A joint project as KOMBIT makes them: members accede before anything is built, the club pays in advance, and they repay it from operation.</summary>
internal sealed class KlubProjekt
{
    public required Guid Id { get; init; }

    public required int Nr { get; init; }

    public required string Navn { get; set; }

    public required string Beskrivelse { get; set; }

    public Projektstand Stand { get; set; }

    /// <summary>The billing unit: citizen, pupil, enrolled child.</summary>
    public required string Enhed { get; set; }

    /// <summary>What it costs at most; binding once members accede.</summary>
    public required long LoftOere { get; set; }

    /// <summary>It is built when members with this part of the population have acceded.</summary>
    public required int GraenseProcent { get; init; }

    public required int Tilbagebetalingsaar { get; set; }

    /// <summary>The first year of operation and repayment; null before.</summary>
    public int? DriftFra { get; set; }

    /// <summary>Members accede by this day.</summary>
    public required DateOnly Frist { get; set; }

    public required string Leverandoer { get; set; }

    public required string Kontrakt { get; set; }

    /// <summary>Who approved the pilot, and on what; null before.</summary>
    public string? Pilot { get; set; }

    public long Version { get; set; }
}

/// <summary>How far a member's accession has come.</summary>
internal sealed class KlubProjekttilslutning
{
    public required Guid ProjektId { get; init; }

    public required Guid MedlemId { get; init; }

    public required Tilslutningsstand Stand { get; set; }

    /// <summary>The day the council decides, or decided.</summary>
    public DateOnly? Dato { get; set; }

    /// <summary>Billing units that it repays by.</summary>
    public required long Enheder { get; set; }
}

/// <summary>A question on a project, with its answer when there is one.</summary>
internal sealed class KlubProjektspoergsmaal
{
    public required Guid ProjektId { get; init; }

    public required int Nr { get; init; }

    public required string Medlem { get; init; }

    public required string Spoergsmaal { get; init; }

    public string? Svar { get; set; }

    public required DateOnly Stillet { get; init; }
}

/// <summary>What the supplier delivers, in the open.</summary>
internal sealed class KlubProjektleverance
{
    public required Guid ProjektId { get; init; }

    public required int Nr { get; init; }

    public required string Navn { get; init; }

    public required DateOnly Aftalt { get; init; }

    public DateOnly? Leveret { get; set; }

    public long KompensationOere { get; set; }

    /// <summary>Begun months after the agreed day: to the delivery, or to today.</summary>
    public int Forsinkelse(DateOnly idag)
    {
        var til = Leveret ?? idag;
        return til <= Aftalt ? 0 : ((til.Year - Aftalt.Year) * 12) + til.Month - Aftalt.Month + (til.Day > Aftalt.Day ? 1 : 0);
    }
}

/// <summary>What the club paid in advance.</summary>
internal sealed class KlubProjektudlaeg
{
    public required Guid ProjektId { get; init; }

    public required int Nr { get; init; }

    public required DateOnly Dato { get; init; }

    public required string Tekst { get; init; }

    public required long Oere { get; init; }
}

/// <summary>The bar that shows while members sign: parts of the members' population in hundredths of a per cent.</summary>
/// <param name="Besluttet">Acceded.</param>
/// <param name="Ventet">Acceded, and those that are expected to.</param>
internal sealed record Tilslutningsbillede(int Besluttet, int Ventet, int GraenseProcent)
{
    public bool ErNaaet => Besluttet >= GraenseProcent * 100;

    public static Tilslutningsbillede Af(IReadOnlyCollection<(long Borgere, Tilslutningsstand? Stand)> medlemmer, int graenseProcent)
    {
        var alle = medlemmer.Sum(m => m.Borgere);
        int Del(Func<Tilslutningsstand?, bool> med) => alle == 0 ? 0 : (int)(medlemmer.Where(m => med(m.Stand)).Sum(m => m.Borgere) * 10_000 / alle);
        return new(Del(s => s is Tilslutningsstand.Tilsluttet), Del(s => s is not null and not Tilslutningsstand.Afslag), graenseProcent);
    }
}
