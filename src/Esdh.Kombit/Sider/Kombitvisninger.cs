using Esdh.Ui;

namespace Esdh.Kombit.Sider;

/// <param name="Aftale">The operator has said where to deliver.</param>
public sealed record Kombitvisning(
    Formular Formular, bool Aftale, bool Taendt, int Sager, int Dokumenter, int Venter, int Fejlede, string? Senest, string? Nede, IReadOnlyList<Indeksgrund> Fejl);

/// <param name="Antal">Cases and documents that are not delivered for this reason.</param>
public sealed record Indeksgrund(string Fejl, int Antal, IReadOnlyList<Indekslink> Eksempler);

public sealed record Indekslink(string Tekst, string Href);
