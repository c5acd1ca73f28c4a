using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>One who has left a unit, and how much was left behind.</summary>
/// <param name="NuEnhed">Where the employee is now; null for one who is closed.</param>
/// <param name="LederEnhedId">The unit of the nearest leader, who answers for it; null where the administrators do.</param>
/// <param name="Vikariater">Absences in which the one who left is the substitute.</param>
/// <param name="HarSkjulte">There are open cases that the reader does not see.</param>
public sealed record Fratraadtrad(
    Guid BrugerId, string Navn, Guid EnhedId, string Enhed, string? NuEnhed, Guid? LederEnhedId, int Sager, int Erindringer, int Kladder, int Poster, int Vikariater, bool HarSkjulte)
{
    public int IAlt => Sager + Erindringer + Kladder + Poster + Vikariater;
}

/// <summary>Something left behind.</summary>
public sealed record Fratraadtting(string Titel, string Under, string Href);

/// <summary>What one who has left left behind; at most 50 of each kind.</summary>
public sealed record Fratraadtdetaljer(
    Fratraadtrad Hvem, IReadOnlyList<Fratraadtting> Sager, IReadOnlyList<Fratraadtting> Erindringer, IReadOnlyList<Fratraadtting> Kladder, IReadOnlyList<Fratraadtting> Post,
    IReadOnlyList<Fratraadtting> Vikariater);

/// <param name="Forespoergsel">The case list's query that shows the one's open cases, for the bulk job.</param>
public sealed record Fratraadtvisning(Fratraadtdetaljer Detaljer, string Forespoergsel, Formular Formular);
