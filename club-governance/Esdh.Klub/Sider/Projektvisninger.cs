using Esdh.Klub.Contract;
using Esdh.Ui;

namespace Esdh.Klub.Sider;

/// <summary>A joint project in a list.</summary>
/// <param name="Besluttet">Part of the members' population that has acceded, in per cent.</param>
/// <param name="Ventet">With those that are expected to.</param>
public sealed record Projektlinje(int Nr, string Navn, Projektstand Stand, double Besluttet, double Ventet, int Graense, DateOnly Frist, long LoftOere)
{
    /// <summary>How far it has come.</summary>
    public Maerke Maerke => Stand switch
    {
        Projektstand.Tilslutning => new("Tilslutning", Farve.Graa),
        Projektstand.Byggeri => new("Byggeri", Farve.Blaa),
        Projektstand.Pilot => new("Pilot", Farve.Blaa),
        Projektstand.Udrulning => new("Udrulning", Farve.Blaa),
        _ => new("Drift", Farve.Groen),
    };
}

/// <summary>The club's joint projects.</summary>
public sealed record Projektervisning(IReadOnlyList<Projektlinje> Projekter, bool ErSekretariat);

/// <summary>A member's accession.</summary>
public sealed record Tilslutningslinje(Guid MedlemId, string Medlem, Tilslutningsstand? Stand, DateOnly? Dato, long Enheder)
{
    /// <summary>How far it has come, in Danish.</summary>
    public string Ord => Stand switch
    {
        null => "Intet svar", Tilslutningsstand.Interesse => "Interesse", Tilslutningsstand.Indstilling => "Indstilling", Tilslutningsstand.Byraadsbeslutning => "Rådet beslutter", Tilslutningsstand.Tilsluttet => "Tilsluttet", _ => "Afslag",
    };
}

/// <summary>A delivery in the open.</summary>
/// <param name="Maaneder">Begun months late.</param>
public sealed record Projektleverancelinje(int Nr, string Navn, DateOnly Aftalt, DateOnly? Leveret, int Maaneder, long KompensationOere);

/// <summary>A question with its answer.</summary>
public sealed record Spoergsmaalslinje(int Nr, string Medlem, string Spoergsmaal, string? Svar, DateOnly Stillet);

/// <summary>What members repay in a year, and each of them.</summary>
public sealed record Planaar(int Aar, long Oere, IReadOnlyList<long> Dele);

/// <summary>A joint project whole.</summary>
public sealed record Projektvisning(
    Projektlinje Kort, long Version, string Beskrivelse, string Enhed, int Tilbagebetalingsaar, int? DriftFra, string Leverandoer, string Kontrakt, string? Pilot, long UdlaegOere, IReadOnlyList<Tilslutningslinje> Tilslutninger,
    IReadOnlyList<Projektleverancelinje> Leverancer, IReadOnlyList<Spoergsmaalslinje> Spoergsmaal, IReadOnlyList<string> Betalere, IReadOnlyList<Planaar> Plan, bool ErSekretariat, bool ErDelegat, Guid? MedlemId, Formular Formular);

/// <summary>The form for a new joint project.</summary>
public sealed record Projektformularvisning(Formular Formular);
