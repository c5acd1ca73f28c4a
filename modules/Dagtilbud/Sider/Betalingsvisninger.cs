using Esdh.Core.Web;
using Esdh.Dagtilbud.Domain;
using Esdh.Sager.Sider;
using Esdh.Ui;

namespace Esdh.Dagtilbud.Sider;

/// <summary>A tariff.</summary>
/// <param name="Plads">»Vuggestue, heltid«.</param>
/// <param name="Art">Dagpleje, Vuggestue or Boernehave.</param>
/// <param name="Tid">Heltid or Deltid.</param>
/// <param name="BudgetOere">Budgeted gross cost a month.</param>
/// <param name="EgenbetalingOere">The parents' part a month.</param>
/// <param name="TilskudBasispunkter">The municipality's part in hundredths of a percent, rounded down.</param>
/// <param name="IKraft">In force this month.</param>
public sealed record Dagtilbudstakstlinje(Guid Id, string Plads, string Art, string Tid, DateOnly GaelderFra, long BudgetOere, long EgenbetalingOere, int TilskudBasispunkter, long FrokostOere, bool IKraft);

/// <summary>The page of tariffs.</summary>
/// <param name="Regler">How months are paid, by the month it begins; the newest first.</param>
public sealed record Dagtilbudstakstvisning(IReadOnlyList<Dagtilbudstakstlinje> Takster, IReadOnlyList<Betalingsregellinje> Regler, Formular Formular, Formular Regelformular);

/// <param name="Delmaaned">Dage or HeleMaaneder.</param>
public sealed record Betalingsregellinje(DateOnly GaelderFra, string Delmaaned);

/// <summary>A friplads scale.</summary>
/// <param name="ErMedfoelgende">It came with the product.</param>
public sealed record Fripladsskalalinje(Guid Id, DateOnly GaelderFra, string Kilde, long EnligOere, long BarnOere, bool ErMedfoelgende, bool IKraft, IReadOnlyList<Fripladstrinlinje> Trin);

/// <param name="TilOgMedOere">Highest income a year.</param>
/// <param name="Procent">What the municipality pays of the parents' payment.</param>
/// <param name="ErInterpoleret">Laid by the product between the figures of the source.</param>
public sealed record Fripladstrinlinje(long TilOgMedOere, int Procent, bool ErInterpoleret);

/// <param name="ForAeldreAar">The scale in force is from an earlier year than this.</param>
public sealed record Fripladsvisning(IReadOnlyList<Fripladsskalalinje> Skalaer, bool ForAeldreAar, Formular Formular);

/// <summary>A step on the way to a price.</summary>
/// <param name="Art">Plads, Garantibrud, Friplads, Soeskende, Frokost or Regulering.</param>
/// <param name="Fra">First day that it is for.</param>
/// <param name="Til">Last day that it is for.</param>
/// <param name="Dage">The days in words, where it is not the whole month.</param>
public sealed record Betalingslinjevisning(string Art, string Tekst, DateOnly Fra, DateOnly Til, string Dage, long Oere);

/// <summary>What is asked for a child in a month.</summary>
/// <param name="ReguleringOere">Of these what is for earlier months.</param>
public sealed record Betalingspostvisning(Guid Id, Guid SagId, string Sagsnummer, string Titel, Guid? HusstandId, long Oere, long ReguleringOere, IReadOnlyList<Betalingslinjevisning> Linjer);

/// <summary>A month's basis.</summary>
/// <param name="Lukket">When it was closed; null while it is not.</param>
public sealed record Betalingsmaaned(DateOnly Maaned, int Boern, long Oere, DateTimeOffset? Lukket, string? LukketAf)
{
    internal string Noegle => Maaneder.Noegle(Maaneder.Nr(Maaned));

    internal string Navn => Betalingsbeloeb.Maanedsnavn(Maaned);
}

/// <param name="Naeste">The month that can be worked out next; null where there is none yet.</param>
public sealed record Betalingsoversigtsvisning(IReadOnlyList<Betalingsmaaned> Maaneder, DateOnly? Naeste, bool KanDanne, Formular Formular);

/// <param name="Skjulte">Children in the basis on cases that the reader does not see.</param>
/// <param name="Arter">Sums by kind of line, of the children shown.</param>
public sealed record Betalingsmaanedvisning(Betalingsmaaned Maaned, IReadOnlyList<Betalingspostvisning> Poster, string? NaesteHref, int Skjulte);

/// <summary>What is known of a household from a month on.</summary>
/// <param name="Procent">The friplads that it gives that month; null where there is no scale.</param>
public sealed record Husstandslinje(DateOnly Fra, long? MaanedsindtaegtOere, bool ErEnlig, int BoernUnder18, string? Kilde, DateTimeOffset Registreret, string RegistreretAf, int? Procent);

/// <param name="Id">The party's id on the case.</param>
public sealed record Husstandsvoksen(Guid Id, string Navn, bool IHusstand, bool ErBetaler);

/// <summary>A brother's or sister's case in the same household, that the reader sees.</summary>
public sealed record Husstandssoeskende(string Sagsnummer, string Titel, DateOnly Fra, DateOnly? Til);

/// <summary>The payment tab of a child's case.</summary>
/// <param name="Maaned">The month whose price is shown.</param>
/// <param name="Linjer">How it is reached; empty where there is nothing to pay.</param>
/// <param name="Mangler">Why it cannot be worked out.</param>
/// <param name="Poster">What has been asked for, the newest month first.</param>
/// <param name="Husstand">What is known, the newest first.</param>
/// <param name="Aaben">The form that is shown open: husstand, soeskende or plads.</param>
public sealed record Betalingsfanevisning(
    Sagsrammevisning Sag, bool ErDagtilbud, DateOnly Maaned, IReadOnlyList<Betalingslinjevisning> Linjer, IReadOnlyList<string> Mangler, IReadOnlyList<Betalingspostmaaned> Poster, IReadOnlyList<Husstandslinje> Husstand,
    IReadOnlyList<Husstandsvoksen> Voksne, IReadOnlyList<Husstandssoeskende> Soeskende, Formular Husstandsformular, Formular Soeskendeformular, Formular Pladsformular)
{
    internal long Oere => Linjer.Sum(l => l.Oere);
}

/// <param name="Maaned">The month that it was asked for in.</param>
public sealed record Betalingspostmaaned(DateOnly Maaned, long Oere, long ReguleringOere, bool ErLukket);

/// <summary>What a child's place costs in a month, over REST.</summary>
/// <param name="Mangler">Why it cannot be worked out; empty where it can.</param>
public sealed record Barnepris(Guid SagId, DateOnly Maaned, long Oere, IReadOnlyList<Betalingslinjevisning> Linjer, IReadOnlyList<string> Mangler);
