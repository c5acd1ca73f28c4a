using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A hearing as pages and API show it.</summary>
/// <param name="Tilstand">Aaben, Udloebet (the deadline has passed), Besvaret (all have answered), Afsluttet or Afbrudt.</param>
/// <param name="Svar">How many have answered.</param>
/// <param name="Hoerte">How many are heard.</param>
public sealed record Hoeringslinje(Guid Id, string Art, string Emne, DateOnly Frist, string Tilstand, int Svar, int Hoerte, DateTimeOffset Startet, Guid StartetAf, DateTimeOffset? Afsluttet, long Version);

/// <summary>A hearing with all that belongs to it.</summary>
public sealed record Hoeringsvisning(Hoeringslinje Hoering, string Oplysninger, string? Afbrudt, IReadOnlyList<Hoeringspartvisning> Parter, IReadOnlyList<Hoeringsdokument> Dokumenter);

/// <summary>One who is heard.</summary>
/// <param name="Navn">As on the case; a protected name is not shown.</param>
/// <param name="Brev">The letter, where the actor sees it.</param>
/// <param name="BrevErSendt">It is registered as sent, or journalised.</param>
public sealed record Hoeringspartvisning(
    Guid SagspartId, string Navn, string Rolle, bool ErBeskyttet, DateOnly Frist, bool HarBrev, Hoeringsdokument? Brev, bool BrevErSendt, DateOnly? Svaret, Hoeringsdokument? Svar, string? Note, bool UdenBemaerkninger);

/// <summary>A document of the hearing.</summary>
public sealed record Hoeringsdokument(Guid Id, string Titel);

/// <summary>What the page of a hearing shows.</summary>
/// <param name="Skabeloner">Document templates that a letter can be made from.</param>
/// <param name="Skabelon">The one that is chosen already.</param>
/// <param name="KanAendres">The hearing and its case are open, and the person works with cases.</param>
public sealed record Hoeringssidevisning(Hoeringsvisning H, IReadOnlyList<Mulighed> Skabeloner, string Skabelon, bool KanAendres, DateOnly Idag)
{
    public bool ErPartshoering => H.Hoering.Art == "Partshoering";

    public int UdenBrev => H.Parter.Count(p => !p.HarBrev);

    public string Titel => ErPartshoering ? "Partshøring" : "Naboorientering";

    public static Maerke Tilstand(string tilstand) => tilstand switch
    {
        "Aaben" => new("I gang", Farve.Blaa, Figur.Halv),
        "Besvaret" => new("Alle har svaret", Farve.Groen, Figur.Halv),
        "Udloebet" => new("Fristen er udløbet", Farve.Gul, Figur.Trekant),
        "Afbrudt" => new("Stoppet før tid", Farve.Graa, Figur.Kryds),
        _ => new("Afsluttet", Farve.Groen),
    };

    public Maerke Part(Hoeringspartvisning p) => p switch
    {
        { UdenBemaerkninger: true } => new("Ingen bemærkninger", Farve.Groen),
        { Svaret: not null } => new("Har svaret", Farve.Groen),
        { HarBrev: false } => new("Mangler brev", Farve.Gul, Figur.Trekant),
        { Brev: not null, BrevErSendt: false } => new("Brevet er ikke sendt", Farve.Gul, Figur.Halv),
        _ when p.Frist < Idag => new("Svarede ikke", Farve.Graa, Figur.Kryds),
        _ => new("Venter på svar", Farve.Blaa, Figur.Halv),
    };
}

/// <summary>The page of kinds of decisions.</summary>
/// <param name="Rettes">The name of the one that is being changed.</param>
public sealed record AfgoerelsestyperVisning(IReadOnlyList<Afgoerelsestypelinje> Typer, Formular Formular, string? Rettes, IReadOnlyList<Mulighed> Kaeder);

/// <summary>A kind of decision.</summary>
/// <param name="HarVejledning">A complaint guide stands on it.</param>
public sealed record Afgoerelsestypelinje(Guid Id, string Noegle, string Navn, string? Klageinstans, bool HarVejledning, bool Aktiv);
