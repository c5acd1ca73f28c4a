using Esdh.Ui;

namespace Esdh.Kombit.Sider;

/// <param name="Aftale">The operator has said where to deliver.</param>
public sealed record Kombitvisning(
    Formular Formular, bool Aftale, bool Taendt, int Sager, int Dokumenter, int Venter, int Fejlede, string? Senest, string? Nede, IReadOnlyList<Indekslinje> Fejl);

public sealed record Indekslinje(string Art, string Nr, string Href, string Fejl);
