using Esdh.Core.Calendar;
using Esdh.Dagtilbud.Domain;
using Esdh.Sager.Contract;

namespace Esdh.Dagtilbud.Contract;

// What happens to parents' payment. Incomes and prices of a family stand in no event.

/// <summary>A kind of place has a tariff from a month on.</summary>
/// <param name="Plads">»Vuggestue, heltid«.</param>
/// <param name="EgenbetalingOere">The parents' part a month.</param>
public sealed record DagtilbudstakstGemt(string Plads, long EgenbetalingOere, DateOnly GaelderFra) : ISagshaendelse
{
    public string Saetning => $"{Plads} koster forældrene {Betalingsbeloeb.Kroner(EgenbetalingOere)} kr. om måneden fra {DanishTime.ShortDate(GaelderFra)}.";
}

/// <summary>A friplads scale is in force from a month on.</summary>
/// <param name="Trin">How many steps it has.</param>
public sealed record FripladsskalaGemt(DateOnly GaelderFra, int Trin) : ISagshaendelse
{
    public string Saetning => $"Fripladsskalaen fra {DanishTime.ShortDate(GaelderFra)} har {Trin} trin.";
}

/// <summary>How months are paid in which a child begins or leaves.</summary>
/// <param name="Delmaaned">Dage or HeleMaaneder.</param>
public sealed record BetalingsregelGemt(DateOnly GaelderFra, string Delmaaned) : ISagshaendelse
{
    public string Saetning => $"Fra {DanishTime.ShortDate(GaelderFra)} betales {(Delmaaned == nameof(Domain.Delmaaned.Dage) ? "for de dage, barnet har pladsen" : "for hele måneder")}.";
}

/// <summary>What is known of the child's household was registered. The income is not told here.</summary>
/// <param name="Fra">The month from which it counts.</param>
public sealed record HusstandRegistreret(DateOnly Fra, bool MedIndtaegt) : ISagshaendelse
{
    public string Saetning => $"Husstanden blev registreret {(MedIndtaegt ? "med indtægt" : "uden indtægt")} fra {DanishTime.ShortDate(Fra)}.";
}

/// <summary>The child was put in the household of a brother or sister.</summary>
public sealed record BarnLagtIHusstand(DateOnly Fra) : ISagshaendelse
{
    public string Saetning => $"Barnet hører til samme husstand som en søskende fra {DanishTime.ShortDate(Fra)}.";
}

/// <summary>Full or part time, and lunch.</summary>
/// <param name="Tid">Heltid or Deltid.</param>
public sealed record PladsvalgRegistreret(DateOnly Fra, string Tid, bool Frokost) : ISagshaendelse
{
    public string Saetning => $"Pladsen betales som {Tid.ToLowerInvariant()} {(Frokost ? "med" : "uden")} frokost fra {DanishTime.ShortDate(Fra)}.";
}

/// <summary>A month's basis was closed, and is not changed again.</summary>
public sealed record BetalingsgrundlagLukket(DateOnly Maaned, int Boern, long Oere) : ISagshaendelse
{
    public string Saetning => $"Betalingsgrundlaget for {Betalingsbeloeb.Maanedsnavn(Maaned)} blev lukket med {Boern} børn og {Betalingsbeloeb.Kroner(Oere)} kr.";
}
