using Esdh.Sager.Contract;

namespace Esdh.Klub.Contract;

/// <summary>A member raised a wish.</summary>
public sealed record OenskeOprettet(string Nummer, string Titel, string Medlem) : ISagshaendelse
{
    public string Saetning => $"{Medlem} foreslog ønske {Nummer} »{Titel}«.";
}

/// <summary>A wish moved on, with the reason.</summary>
/// <param name="Stand">Where it stands now.</param>
public sealed record OenskeFlyttet(string Nummer, string Stand, string Grund) : ISagshaendelse
{
    public string Saetning => $"Ønske {Nummer} står nu som {Stand}: {Grund}";
}

/// <summary>Two wishes that say the same became one.</summary>
public sealed record OenskerSamlet(string Nummer, string I) : ISagshaendelse
{
    public string Saetning => $"Ønske {Nummer} blev samlet i {I}.";
}

/// <summary>A working group has said what a wish costs and is worth.</summary>
public sealed record OenskeVurderet(string Nummer, string Gruppe, int Timer, int Vaerdi) : ISagshaendelse
{
    public string Saetning => $"{Gruppe} vurderede ønske {Nummer} til {Timer} timer og værdi {Vaerdi} af 5.";
}
