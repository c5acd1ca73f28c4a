using Esdh.Sager.Contract;

namespace Esdh.Byggesager.Contract;

// What happens to building cases, besides what the engine tells itself.

/// <summary>An application came from Byg og Miljø and became the case.</summary>
/// <param name="AnsoegningId">The application's own number.</param>
/// <param name="Kanal">Rest or Mappe.</param>
public sealed record AnsoegningModtaget(string AnsoegningId, string Kanal) : ISagshaendelse
{
    public string Saetning => $"Ansøgning {AnsoegningId} kom fra Byg og Miljø.";
}

/// <summary>An application could not become a case by itself: somebody must complete it.</summary>
/// <param name="Grunde">Why.</param>
public sealed record AnsoegningSatTilside(string? AnsoegningId, IReadOnlyList<string> Grunde) : ISagshaendelse
{
    public string Saetning => $"En ansøgning fra Byg og Miljø skal gøres færdig i hånden: {string.Join(' ', Grunde)}";
}

/// <summary>An application was turned away without becoming a case.</summary>
public sealed record AnsoegningAfvist(string? AnsoegningId, string Grund) : ISagshaendelse
{
    public string Saetning => $"Ansøgning {AnsoegningId} blev lagt væk: {Grund}";
}

/// <summary>The applicant was asked for what is missing.</summary>
/// <param name="Antal">Pieces that were asked for now, with those asked for before and not yet sent.</param>
public sealed record ManglerEfterspurgt(int Antal) : ISagshaendelse
{
    public string Saetning => Antal == 1 ? "Ansøger blev bedt om 1 oplysning." : $"Ansøger blev bedt om {Antal} oplysninger.";
}

/// <summary>Something that was missing has come, or is no longer needed.</summary>
/// <param name="Mangler">What.</param>
/// <param name="ErFrafaldet">Not needed after all; else it has come.</param>
public sealed record ManglerKlaret(IReadOnlyList<string> Mangler, bool ErFrafaldet) : ISagshaendelse
{
    public string Saetning => $"{(ErFrafaldet ? "Kræves ikke længere" : "Modtaget fra ansøger")}: {string.Join("; ", Mangler)}.";
}

/// <summary>Byg og Miljø is told how the case goes, or gets a letter. The event's number is the message's.</summary>
/// <param name="Art">Status or Brev.</param>
/// <param name="Titel">What is said.</param>
public sealed record BeskedTilBygOgMiljoe(string AnsoegningId, string Art, string Titel) : ISagshaendelse
{
    public string Saetning => Art == "Brev" ? $"»{Titel}« blev sendt til ansøger gennem Byg og Miljø." : $"Byg og Miljø fik besked om, at sagen står på »{Titel}«.";
}

/// <summary>Work or a fixed fee was put on the case.</summary>
/// <param name="Oere">What it costs, in øre.</param>
public sealed record GebyrRegistreret(string Navn, int? Minutter, long Oere) : ISagshaendelse
{
    public string Saetning => $"Gebyr: {Navn}{(Minutter is { } m ? $", {m} minutter" : "")}, {Domain.Takstregning.Kroner(Oere)} kr.";
}

/// <summary>A fee that was put on the case does not count.</summary>
public sealed record GebyrAnnulleret(string Navn, long Oere) : ISagshaendelse
{
    public string Saetning => $"Gebyret {Navn} på {Domain.Takstregning.Kroner(Oere)} kr. blev annulleret.";
}

/// <summary>A fee has a tariff from a day on.</summary>
public sealed record ByggetakstGemt(string Navn, long Oere, DateOnly GaelderFra) : ISagshaendelse
{
    public string Saetning => $"Byggetaksten {Navn} er {Domain.Takstregning.Kroner(Oere)} kr. fra {Core.Calendar.DanishTime.ShortDate(GaelderFra)}.";
}
