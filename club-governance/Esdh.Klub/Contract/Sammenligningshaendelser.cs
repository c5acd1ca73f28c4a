using Esdh.Sager.Contract;

namespace Esdh.Klub.Contract;

/// <summary>A member's figures of a quarter came into the comparison.</summary>
/// <param name="Kvartal">20263 is the third of 2026.</param>
/// <param name="Tal">Figures that travelled.</param>
/// <param name="Skjulte">Figures that stayed at home.</param>
public sealed record MaaltalIndberettet(string Medlem, int Kvartal, int Tal, int Skjulte) : ISagshaendelse
{
    public string Saetning => $"{Tal} måltal for {Domain.Kvartal.Navn(Kvartal)} fra {Medlem} kom med i sammenligningen. {Skjulte} blev hjemme.";
}

/// <summary>A member asked for its figures of a quarter to be made up again.</summary>
/// <param name="Kvartal">20263 is the third of 2026.</param>
public sealed record MaaltalBestiltIgen(int Kvartal) : ISagshaendelse
{
    public string Saetning => $"Måltallene for {Domain.Kvartal.Navn(Kvartal)} bliver opgjort igen.";
}
