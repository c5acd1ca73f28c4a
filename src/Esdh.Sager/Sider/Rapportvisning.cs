using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>Key figures over the cases someone sees.</summary>
/// <param name="Aabne">Open cases.</param>
/// <param name="Overskredne">Open cases with a deadline that is passed.</param>
/// <param name="OprettetNu">Opened this month.</param>
/// <param name="LukketNu">Closed this month.</param>
/// <param name="PrEnhed">Open cases of each unit.</param>
/// <param name="PrBehandler">Open cases of each handler.</param>
/// <param name="Alder">Open cases by how old they are.</param>
/// <param name="OverskredetPrEnhed">Open cases with a passed deadline, of each unit.</param>
/// <param name="Oprettet">Opened in each of the last twelve months.</param>
/// <param name="Lukket">Closed in each of the last twelve months.</param>
public sealed record Rapportvisning(
    int Aabne, int Overskredne, int OprettetNu, int LukketNu, IReadOnlyList<Maalepunkt> PrEnhed, IReadOnlyList<Maalepunkt> PrBehandler, IReadOnlyList<Maalepunkt> Alder,
    IReadOnlyList<Maalepunkt> OverskredetPrEnhed, IReadOnlyList<Maalepunkt> Oprettet, IReadOnlyList<Maalepunkt> Lukket);
