namespace Esdh.Dagtilbud.Domain;

internal enum Tilbudstilstand
{
    Tilbudt,
    Accepteret,
    Afslaaet,
    Udloebet,

    /// <summary>Taken back by the authority, or the application was withdrawn.</summary>
    Tilbagekaldt,
}

/// <summary>A place that a family is offered.</summary>
internal sealed class DagtilbudTilbud
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; init; }

    public Guid GruppeId { get; init; }

    /// <summary>The day the place begins.</summary>
    public DateOnly Fra { get; init; }

    /// <summary>The first day the child is too old for the group, or begins school.</summary>
    public DateOnly Vokser { get; init; }

    public DateOnly Sendt { get; init; }

    /// <summary>The last day to answer.</summary>
    public DateOnly Frist { get; init; }

    public Tilbudstilstand Tilstand { get; private set; } = Tilbudstilstand.Tilbudt;

    public Guid? DokumentId { get; init; }

    /// <summary>The run that proposed it; null where none did.</summary>
    public Guid? KoerselId { get; init; }

    /// <summary>Why another place than the proposed one was offered.</summary>
    public string? Grund { get; init; }

    /// <summary>Cases with a better claim that were passed over by it, by their ids.</summary>
    public string? Forbigaaede { get; init; }

    public Guid SendtAf { get; init; }

    public DateOnly? Afgjort { get; private set; }

    public Guid? AfgjortAf { get; private set; }

    public bool ErAabent => Tilstand == Tilbudstilstand.Tilbudt;

    public int SidsteMaaned => Maaneder.Nr(Vokser.AddDays(-1));

    /// <exception cref="Core.RegelbrudException">DAG-8.</exception>
    public void Besvar(bool ja, Guid bruger, DateOnly idag)
    {
        DagtilbudRegler.SvarInden.Kraev(ErAabent && idag <= Frist);
        Slut(ja ? Tilbudstilstand.Accepteret : Tilbudstilstand.Afslaaet, bruger, idag);
    }

    /// <exception cref="Core.RegelbrudException">DAG-8.</exception>
    public void Udloeb(Guid bruger, DateOnly idag)
    {
        DagtilbudRegler.SvarInden.Kraev(ErAabent);
        Slut(Tilbudstilstand.Udloebet, bruger, idag);
    }

    /// <exception cref="Core.RegelbrudException">DAG-8.</exception>
    public void TraekTilbage(Guid bruger, DateOnly idag)
    {
        DagtilbudRegler.SvarInden.Kraev(ErAabent);
        Slut(Tilbudstilstand.Tilbagekaldt, bruger, idag);
    }

    private void Slut(Tilbudstilstand til, Guid bruger, DateOnly idag) => (Tilstand, AfgjortAf, Afgjort) = (til, bruger, idag);
}

/// <summary>What was proposed for a month: as it was worked out then, with the rules of the day.</summary>
internal sealed class DagtilbudKoersel
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The first of the month that places begin in.</summary>
    public DateOnly Maaned { get; init; }

    public DateTimeOffset Lavet { get; init; }

    public Guid LavetAf { get; init; }

    /// <summary>The rules, as they were published.</summary>
    public required string Regler { get; init; }

    public int Boern { get; init; }

    public int Placerede { get; init; }
}

internal enum Forslagstilstand
{
    Foreslaaet,
    Tilbudt,

    /// <summary>Another place was offered, with a reason.</summary>
    Aendret,

    /// <summary>A caseworker decided not to use it.</summary>
    Fravalgt,
}

/// <summary>What a run proposes for one child: a place and why, or why none.</summary>
internal sealed class DagtilbudForslag
{
    public Guid KoerselId { get; init; }

    public Guid SagId { get; init; }

    /// <summary>Its place in the list.</summary>
    public int Orden { get; init; }

    /// <summary>Null where there is none for the child.</summary>
    public Guid? GruppeId { get; init; }

    /// <summary>Which of its wishes; null for a guarantee place, and for none.</summary>
    public int? Oenske { get; init; }

    public bool ErGarantiplads { get; init; }

    /// <summary>Danish sentences without names of children.</summary>
    public required string Hvorfor { get; init; }

    /// <summary>Cases that came before in the queue to the place, by their ids; at most <see cref="FlestForan"/>.</summary>
    public required string Foran { get; init; }

    public Forslagstilstand Tilstand { get; private set; } = Forslagstilstand.Foreslaaet;

    public string? Grund { get; private set; }

    public const int FlestForan = 20;

    /// <exception cref="Core.RegelbrudException">DAG-11.</exception>
    public void Brug(Forslagstilstand til, string? grund)
    {
        DagtilbudRegler.ForslagetVenter.Kraev(Tilstand == Forslagstilstand.Foreslaaet);
        (Tilstand, Grund) = (til, grund);
    }

    public static string Ider(IEnumerable<Guid> ider) => string.Join(',', ider.Take(FlestForan).Select(i => i.ToString("N")));

    public static IReadOnlyList<Guid> Ider(string? tekst) => string.IsNullOrEmpty(tekst) ? [] : [.. tekst.Split(',').Select(Guid.Parse)];
}
