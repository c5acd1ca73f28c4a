namespace Esdh.Dagtilbud.Domain;

internal enum Institutionsart
{
    Kommunal,
    Selvejende,

    /// <summary>Listed, and never allocated: it takes its own children.</summary>
    Privat,
    Dagpleje,
}

/// <summary>An institution, or the childminders of a district as one.</summary>
internal sealed class DagtilbudInstitution
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Navn { get; set; }

    public Institutionsart Art { get; set; }

    public required string Adresse { get; set; }

    public required string Distrikt { get; set; }

    /// <summary>In words: »Mandag til torsdag 6.30–17.00, fredag 6.30–16.00«.</summary>
    public required string Aabningstid { get; set; }

    public DateOnly Aabner { get; set; }

    /// <summary>The first day it is closed for good; null while none is set.</summary>
    public DateOnly? Lukker { get; private set; }

    public long Version { get; private set; } = 1;

    public bool ErAabenDen(DateOnly dag) => Aabner <= dag && (Lukker is null || dag < Lukker);

    public bool AnvisesDen(DateOnly dag) => Art != Institutionsart.Privat && ErAabenDen(dag);

    public void Rettet() => Version++;

    /// <exception cref="Core.RegelbrudException">DAG-14, DAG-15.</exception>
    public void Luk(DateOnly dag, IReadOnlyCollection<string> ivejen)
    {
        DagtilbudRegler.InstitutionenErAaben.Kraev(Lukker is null);
        DagtilbudRegler.LukkesEfterDeOptagne.KraevIntet(ivejen);
        Lukker = dag;
        Version++;
    }
}

/// <summary>A group of an institution: children of an age, with so many places.</summary>
internal sealed class DagtilbudGruppe
{
    /// <summary>Oldest that a group can be for.</summary>
    public const int FlestMaaneder = 84;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid InstitutionId { get; init; }

    public required string Navn { get; set; }

    /// <summary>Youngest, in whole months.</summary>
    public int FraMaaneder { get; set; }

    /// <summary>The child leaves when it is so many months.</summary>
    public int TilMaaneder { get; set; }
}

/// <summary>How many places a group has from a month on, until the next.</summary>
internal sealed class DagtilbudKapacitet
{
    public Guid GruppeId { get; init; }

    /// <summary>The first of a month.</summary>
    public DateOnly Fra { get; init; }

    public int Antal { get; set; }
}

/// <summary>A child in a group.</summary>
internal sealed class DagtilbudPlads
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; init; }

    public Guid GruppeId { get; init; }

    public DateOnly Fra { get; init; }

    /// <summary>The first day it is too old for the group, or begins school.</summary>
    public DateOnly Vokser { get; init; }

    /// <summary>The last day, where the child leaves before; null while nobody has said so.</summary>
    public DateOnly? Til { get; private set; }

    /// <summary>The last month in which it has the place.</summary>
    public int SidsteMaaned => Maaneder.Nr(Til is { } t && t < Vokser ? t : Vokser.AddDays(-1));

    /// <exception cref="Core.RegelbrudException">DAG-16.</exception>
    public void Udmeld(DateOnly sidsteDag)
    {
        DagtilbudRegler.BarnetHarEnPlads.Kraev(sidsteDag >= Fra);
        Til = sidsteDag;
    }
}
