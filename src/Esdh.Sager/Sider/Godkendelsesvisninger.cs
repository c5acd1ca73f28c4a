using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>An approval as lists and the API show it.</summary>
/// <param name="Emne">Dokument, Status, Afgoerelse or Andet.</param>
/// <param name="Udfald">Aaben, Godkendt, Returneret or Trukket.</param>
/// <param name="Venter">Who is asked now; null when it has ended.</param>
/// <param name="VenterPaaIngen">Nobody can approve the link whose turn it is: the one who was asked is here no longer.</param>
/// <param name="Kommentar">What was said when it was sent back.</param>
/// <param name="ErForaeldet">The draft was changed after it was approved.</param>
public sealed record Godkendelseslinje(
    Guid Id, Guid SagId, string Sagsnummer, string Sagstitel, Guid? DokumentId, string Emne, string Titel, Guid AnmodetAf, string AnmodetAfNavn, DateTimeOffset Anmodet, string Udfald,
    DateTimeOffset? Afsluttet, string? Venter, bool VenterPaaIngen, string? Kommentar, bool ErForaeldet)
{
    /// <summary>Its state in words and colour.</summary>
    public Maerke Maerke => Udfald switch
    {
        "Aaben" when VenterPaaIngen => new("Ingen kan godkende", Farve.Roed, Figur.Trekant),
        "Aaben" => new($"Venter på {Venter}", Farve.Gul, Figur.Halv),
        "Godkendt" when ErForaeldet => new("Godkendt, men ændret siden", Farve.Gul, Figur.Trekant),
        "Godkendt" => new("Godkendt", Farve.Groen),
        "Returneret" => new("Sendt tilbage", Farve.Roed),
        _ => new("Trukket tilbage", Farve.Graa),
    };

    public string Sti => $"/godkendelser/{Id}";
}

/// <summary>One link of an approval.</summary>
/// <param name="Hvem">Who is asked, as people say it.</param>
/// <param name="Udfald">Venter, Godkendt or Returneret.</param>
/// <param name="AfNavn">Who signed.</param>
/// <param name="Sha256">Of what was signed, lower-case hex.</param>
/// <param name="BevisNavn">Who signed at the signing service.</param>
public sealed record Godkendelsesledvisning(
    int Orden, string Art, string Reference, string Hvem, bool KraeverUnderskrift, string Udfald, Guid? Af, string? AfNavn, string? PaaVegneAfNavn, DateTimeOffset? Tid, string? Kommentar, string? Sha256,
    string? BevisSha256, string? BevisNavn);

/// <summary>An approval with all that belongs to it.</summary>
/// <param name="Sha256">Of what is to be approved.</param>
/// <param name="Filversion">The version of the document's files that it holds for.</param>
/// <param name="MinTur">The actor is asked now and may approve.</param>
/// <param name="HvorforIkke">Why the actor, who is asked, may not.</param>
/// <param name="KanStyres">The actor may take it back or ask another.</param>
/// <param name="Brugt">When the step that it allows was taken.</param>
public sealed record Godkendelsesvisning(
    Godkendelseslinje Linje, string? Besked, string Sha256, int? Filversion, IReadOnlyList<Godkendelsesledvisning> Led, bool MinTur, string? HvorforIkke, bool KanStyres, DateTimeOffset? Brugt, long Version);

/// <summary>What the page of an approval shows.</summary>
/// <param name="Vist">The document; null for a step.</param>
/// <param name="Filfaner">Its files.</param>
/// <param name="Godkendere">Who can be asked instead.</param>
/// <param name="Tjeneste">The signing service's name; null where there is none.</param>
public sealed record Godkendelsessidevisning(
    Godkendelsesvisning G, Dokumentfremvisning? Vist, IReadOnlyList<Fane> Filfaner, IReadOnlyList<Mulighed> Godkendere, string? Tjeneste, Formular? Formular);

/// <summary>The lists of approvals.</summary>
/// <param name="Fane">Dig, Mine or Alle.</param>
/// <param name="NaesteHref">The next page.</param>
public sealed record Godkendelsesliste(IReadOnlyList<Godkendelseslinje> Linjer, IReadOnlyList<Fane> Faner, string Fane, string? NaesteHref);

/// <summary>The chains, and the form for one.</summary>
/// <param name="Rettes">Name of the one in the form; null for a new one.</param>
/// <param name="Valg">Who a link can be.</param>
/// <param name="Tjeneste">The signing service's name; null where there is none.</param>
public sealed record Kaedevisning(IReadOnlyList<Kaedelinje> Kaeder, Formular Formular, string? Rettes, IReadOnlyList<Mulighed> Valg, string? Tjeneste);

/// <param name="Led">Who approve, in order.</param>
public sealed record Kaedelinje(Guid Id, string Noegle, string Navn, IReadOnlyList<string> Led, bool Aktiv);
