using Esdh.Core.Calendar;
using Esdh.Sager.Contract;

namespace Esdh.Klub.Contract;

// What happens to joint projects.

/// <summary>A joint project was put down or changed.</summary>
public sealed record ProjektGemt(int Nr, string Navn, long LoftOere) : ISagshaendelse
{
    public string Saetning => $"Fællesprojektet {Navn} blev gemt med et loft på {Kr.Af(LoftOere)} kr.";
}

/// <summary>A joint project came a phase further.</summary>
public sealed record ProjektFoert(string Navn, Projektstand Stand) : ISagshaendelse
{
    public string Saetning => $"Fællesprojektet {Navn} er nu i {Stand switch { Projektstand.Byggeri => "byggeri", Projektstand.Pilot => "pilot", Projektstand.Udrulning => "udrulning", Projektstand.Drift => "drift", _ => "tilslutning" }}.";
}

/// <summary>How far a member's accession has come was put down.</summary>
public sealed record TilslutningSat(string Projekt, string Medlem, Tilslutningsstand Stand, DateOnly? Dato) : ISagshaendelse
{
    public string Saetning => $"{Medlem}, {Projekt}: {Stand switch { Tilslutningsstand.Interesse => "interesse", Tilslutningsstand.Indstilling => "indstilling", Tilslutningsstand.Byraadsbeslutning => "rådets beslutning", Tilslutningsstand.Tilsluttet => "tilsluttet", _ => "afslag" }}{(Dato is { } d ? $" {DanishTime.ShortDate(d)}" : "")}.";
}

/// <summary>The club paid for a project in advance.</summary>
public sealed record ProjektudlaegBogfoert(string Navn, long Oere, string Tekst) : ISagshaendelse
{
    public string Saetning => $"Klubben har lagt {Kr.Af(Oere)} kr. ud for {Navn}: {Tekst}";
}
