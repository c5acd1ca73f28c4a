using Esdh.Core.Calendar;
using Esdh.Sager.Contract;

namespace Esdh.Klub.Contract;

/// <summary>An initiative came on the road map.</summary>
public sealed record InitiativOprettet(string Nummer, string Titel, string Ejer) : ISagshaendelse
{
    public string Saetning => $"Initiativ {Nummer} »{Titel}« kom på køreplanen med {Ejer} som ejer.";
}

/// <summary>An initiative's standing was reported.</summary>
/// <param name="Farve">Groen, Gul or Roed; null while it is not begun.</param>
public sealed record InitiativRapporteret(string Nummer, string Stand, string? Farve, string? Grund) : ISagshaendelse
{
    public string Saetning => $"Initiativ {Nummer} blev rapporteret som {Stand}{(Farve is null ? "" : $", {Farve}")}{(Grund is null ? "." : $": {Grund}")}";
}

/// <summary>A delivery was planned, moved or handed over.</summary>
/// <param name="Leveret">The day it was there.</param>
public sealed record LeveranceGemt(string Titel, DateOnly Dato, DateOnly? Leveret) : ISagshaendelse
{
    public string Saetning => Leveret is { } d ? $"»{Titel}« blev leveret {DanishTime.ShortDate(d)}." : $"»{Titel}« er planlagt til {DanishTime.ShortDate(Dato)}.";
}
