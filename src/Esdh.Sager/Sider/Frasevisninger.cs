using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A phrase as pages and API show it.</summary>
/// <param name="Enhed">Name of the unit; null for the whole authority.</param>
/// <param name="EjerErHer">False when the owner has left.</param>
/// <param name="Gennemses">The last day before it must be looked through.</param>
/// <param name="ErForfalden">That day has passed.</param>
/// <param name="MaaRettes">By the one who asks.</param>
public sealed record Fraselinje(
    Guid Id, string Noegle, string Titel, string Tekst, Guid? EnhedId, string? Enhed, Guid EjerId, string Ejer, bool EjerErHer, DateOnly Gennemses, bool ErForfalden, bool Aktiv, bool MaaRettes, long Version)
{
    public Maerke Maerke => this switch
    {
        { Aktiv: false } => new("Ikke i brug", Farve.Graa),
        { ErForfalden: true } => new("Skal ses igennem", Farve.Gul, Figur.Trekant),
        { EjerErHer: false } => new("Uden ejer", Farve.Gul, Figur.Trekant),
        _ => new("I brug", Farve.Groen),
    };
}

/// <summary>A phrase that can be put in where one writes.</summary>
/// <param name="Tekst">Its title.</param>
/// <param name="Under">Its key and whose it is.</param>
/// <param name="Indhold">Its text with the case's values in its fields.</param>
public sealed record Fraseforslag(string Id, string Tekst, string? Under, string Indhold);

/// <summary>The phrases.</summary>
public sealed record Fraseliste(IReadOnlyList<Fraselinje> Fraser, string Q, bool KunForfaldne, string? NaesteHref);

/// <summary>The form of one phrase.</summary>
/// <param name="Frase">Null for a new one.</param>
/// <param name="Enheder">Those it can belong to; the empty choice is the whole authority, where <paramref name="ForAlle"/>.</param>
public sealed record Frasesidevisning(Fraselinje? Frase, Formular Formular, IReadOnlyList<Mulighed> Enheder, bool ForAlle, IReadOnlyList<(string Felt, string Betydning)> Felter);
