namespace Esdh.Adgang.Contract;

/// <summary>A user was refused so often that everything is refused until <paramref name="Til"/>.</summary>
public sealed record BrugerSpaerret(DateTimeOffset Til, int Afvisninger);
