using Esdh.Core.Calendar;
using Esdh.Sager.Contract;

namespace Esdh.Klub.Contract;

// What happens to ballots. What somebody voted stands in no event.

/// <summary>A ballot opened, with those who could vote then.</summary>
/// <param name="Nummer">»2026-4«.</param>
/// <param name="Vaelgere">How many members.</param>
public sealed record AfstemningAabnet(string Nummer, string Titel, int Vaelgere, DateTimeOffset Lukker) : ISagshaendelse
{
    public string Saetning => $"Afstemning {Nummer} »{Titel}« åbnede for {Vaelgere} medlemmer og lukker {DanishTime.ShortDateTime(Lukker)}.";
}

/// <summary>A member's paper came in, or was changed in an open ballot.</summary>
/// <param name="Ved">The member that voted by proxy; null where the member itself did.</param>
public sealed record StemmeAfgivet(string Nummer, string Medlem, string? Ved, bool Aendret) : ISagshaendelse
{
    public string Saetning => $"{Medlem} {(Aendret ? "ændrede sin stemme" : "stemte")} i afstemning {Nummer}{(Ved is null ? "" : $" ved fuldmagt til {Ved}")}.";
}

/// <summary>A member lets another vote for it.</summary>
/// <param name="Til">Null where it was taken back.</param>
public sealed record FuldmagtAendret(string Nummer, string Fra, string? Til) : ISagshaendelse
{
    public string Saetning => Til is null ? $"{Fra} trak sin fuldmagt i afstemning {Nummer} tilbage." : $"{Fra} gav {Til} fuldmagt i afstemning {Nummer}.";
}

/// <summary>A ballot was counted and published. The root is what binds the published protocol to the club's seal.</summary>
/// <param name="Rod">64 hexadecimal digits.</param>
/// <param name="Udfald">Vedtaget, Forkastet, Valgt, IngenValgt or IkkeBeslutningsdygtig.</param>
public sealed record AfstemningOpgjort(string Nummer, string Titel, string Udfald, int Deltog, string Rod) : ISagshaendelse
{
    public string Saetning => $"Afstemning {Nummer} »{Titel}« blev gjort op: {Deltog} medlemmer deltog.";
}

/// <summary>A ballot was stopped, and nothing was counted.</summary>
public sealed record AfstemningAflyst(string Nummer, string Grund) : ISagshaendelse
{
    public string Saetning => $"Afstemning {Nummer} blev aflyst: {Grund}";
}
