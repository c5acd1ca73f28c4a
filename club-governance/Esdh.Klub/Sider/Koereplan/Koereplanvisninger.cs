using Esdh.Klub.Domain;
using Esdh.Ui;

namespace Esdh.Klub.Sider;

/// <summary>The counts of a half-year.</summary>
/// <param name="Projekter">All that are not given up.</param>
/// <param name="Startede">Begun, of them those that are done.</param>
public sealed record Koereplantal(int Projekter, int Startede, int Groenne, int Gule, int Roede, int IkkeIgangsatte, int Afsluttede, int Udgaaede);

/// <summary>An initiative in the list.</summary>
/// <param name="Farve">Groen, Gul or Roed while it goes on.</param>
/// <param name="Tendens">Against the last report; null where there is none.</param>
public sealed record Initiativlinje(
    Guid Id, int Nr, string Nummer, string Titel, string Modul, string Ejer, Maerke Maerke, string? Farve, Maerke? Tendens, string Fase, DateOnly Fra, DateOnly Til, long BudgetOere, long ForbrugOere, string? Grund, string? Naeste, string? MoedtAf);

/// <summary>The road map, now or as it was reported for a half-year.</summary>
/// <param name="Halvaar">20262 is the second half of 2026.</param>
/// <param name="Sidst">The report before; null where there is none.</param>
public sealed record Koereplanbillede(int Halvaar, string Halvaarsnavn, DateOnly Opgjort, Koereplantal Tal, Koereplantal? Sidst, IReadOnlyList<Initiativlinje> Initiativer);

/// <summary>The page of the road map.</summary>
public sealed record Koereplanvisning(Koereplanbillede B, bool ErSekretariat, bool ErRapport);

/// <summary>What a member must do at home.</summary>
/// <param name="Klaret">How many members have.</param>
public sealed record Lokalopgavelinje(Guid Id, string Tekst, DateOnly Frist, int Klaret, bool Selv);

/// <summary>A member's use.</summary>
public sealed record Ibruglinje(string Medlem, DateOnly? Fra, int Brugere, string? Bemaerkning);

/// <summary>A delivery.</summary>
public sealed record Leverancelinje(Guid Id, string Titel, DateOnly Dato, DateOnly? Leveret, IReadOnlyList<Lokalopgavelinje> Opgaver, IReadOnlyList<Ibruglinje> Brug);

/// <summary>An earlier report.</summary>
public sealed record Rapportlinje(string Halvaar, Maerke Maerke, string? Grund, string? Naeste, string Navn);

/// <summary>An initiative as its page and REST show it.</summary>
public sealed record Initiativbillede(
    Initiativlinje I, string Beskrivelse, string Stand, string Fase, string? Farve, int Version, string? Oenskenummer, string? Oensketitel, IReadOnlyList<Leverancelinje> Leverancer, IReadOnlyList<Rapportlinje> Rapporter);

/// <summary>The page of an initiative.</summary>
/// <param name="KanRapportere">The secretariat and those who lead.</param>
public sealed record Initiativvisning(Initiativbillede B, bool KanRapportere, bool ErMedlem, Formular Rapport, Formular Leverance, Formular Brug);

/// <summary>A new initiative.</summary>
/// <param name="Oensker">Chosen wishes.</param>
public sealed record NytInitiativvisning(Formular Formular, IReadOnlyList<Mulighed> Oensker);

/// <summary>What everyone may see of the club.</summary>
public sealed record Offentligvisning(IReadOnlyList<string> Medlemmer, Koereplanbillede Koereplan, IReadOnlyList<Afstemningslinje> Afgjort, IReadOnlyList<(int Aar, long PrisOere)> Priser);

internal static class Koereplanmaerker
{
    public static Maerke Stand(Initiativstand stand, Initiativfarve? farve) => stand switch
    {
        Initiativstand.IkkeIgangsat => new("Ikke igangsat"),
        Initiativstand.Udgaaet => new("Udgået", Farve.Graa, Figur.Kryds),
        Initiativstand.Afsluttet => new("Afsluttet", Farve.Groen, Figur.Fuld),
        _ => farve switch { Initiativfarve.Gul => new("Gul", Farve.Gul), Initiativfarve.Roed => new("Rød", Farve.Roed), _ => new("Grøn", Farve.Groen) },
    };

    public static Maerke? Tendens(Tendens? t) => t switch { Domain.Tendens.Bedre => new("Bedre", Farve.Graa, Figur.Op), Domain.Tendens.Daarligere => new("Dårligere", Farve.Graa, Figur.Nedad), Domain.Tendens.Uaendret => new("Uændret", Farve.Graa, Figur.Lige), _ => null };

    public static string Fase(Initiativfase f) => f switch { Initiativfase.Ide => "Idé", Initiativfase.Proeve => "Prøve", _ => f.ToString() };
}
