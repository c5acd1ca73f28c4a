using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>The page where a case is opened.</summary>
/// <param name="Oversag">Number of the case it becomes a part of.</param>
/// <param name="HarSet">The person has seen <paramref name="Dubletter"/>; creating goes on without asking again.</param>
public sealed record NySagVisning(
    Formular Formular, IReadOnlyList<Skabelonkort> Skabeloner, IReadOnlyList<Mulighed> Facetter, IReadOnlyList<Mulighed> Enheder, IReadOnlyList<Mulighed> Grupper,
    IReadOnlyList<Mulighed> Foelsomheder, string? Oversag, IReadOnlyList<Dubletlinje> Dubletter, bool HarSet)
{
    /// <summary>Those a case may begin with.</summary>
    public IReadOnlyList<Mulighed> Statusser { get; init; } = [];

    /// <summary>Rows of parties, at least one.</summary>
    public int Raekker { get; init; } = 1;

    /// <summary>Most rows of parties.</summary>
    public int FlestRaekker { get; init; }

    /// <summary>The template that the fields were filled from; null when none.</summary>
    public BrugtSkabelon? Brugt { get; init; }

    /// <summary>Fields of the case type that the template makes cases of.</summary>
    public IReadOnlyList<Handlingsfelt> Felter { get; init; } = [];

    /// <summary>Rows of reminders.</summary>
    public IReadOnlyList<int> Erindringer { get; init; } = [];
}

/// <summary>The template that the fields were filled from.</summary>
/// <param name="Parter">What it asks for of parties, as a sentence; null when nothing.</param>
public sealed record BrugtSkabelon(string Navn, string? Parter);

/// <summary>A template to choose.</summary>
/// <param name="Emner">Its subjects, shortly.</param>
public sealed record Skabelonkort(string Noegle, string Navn, string Emner, string? Beskrivelse);

/// <summary>An open case that the new one may be the same as.</summary>
public sealed record Dubletlinje(string Sagsnummer, string Titel, Maerke Status, string? Behandler, DateTimeOffset Oprettet, bool ErSamlesag);
