using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A case status in the administration's list.</summary>
public sealed record Statuslinje(Guid Id, string Navn, Maerke Tilstand, int Orden, bool KraeverKommentar, bool Aktiv);

/// <summary>The statuses, and the form for one of them or for a new one.</summary>
/// <param name="Retter">The one that is changed; null for a new one.</param>
/// <param name="Kaeder">Chains of approvals that can be demanded.</param>
public sealed record Statusvisning(IReadOnlyList<Statuslinje> Statusser, Guid? Retter, Formular Formular, IReadOnlyList<Mulighed> Kaeder);

/// <summary>A case template in the administration's list.</summary>
public sealed record Skabelonlinje(Guid Id, string Noegle, string Navn, string Emner, bool Aktiv);

/// <summary>The form of one case template.</summary>
/// <param name="Id">The one that is changed; null for a new one.</param>
/// <param name="Adgang">Units and groups that may see its cases, as <c>Enhed:{id}</c>.</param>
public sealed record Skabelonvisning(
    Guid? Id, string? Noegle, string? Navn, Formular Formular, IReadOnlyList<Mulighed> Statusser, IReadOnlyList<Mulighed> Enheder, IReadOnlyList<Mulighed> Foelsomheder,
    IReadOnlyList<Mulighed> Partsregler, IReadOnlyList<Mulighed> Adgang, IReadOnlyList<Mulighed> Erindringstyper);
