namespace Esdh.Sager.Contract;

/// <summary>A version of the subject plan was given the day from which it is in force, or had it taken away; its id is the event's object.</summary>
/// <param name="Titel">The plan's title.</param>
/// <param name="Udgivet">The publisher's date.</param>
/// <param name="GaelderFra">First day in force; null when it waits again.</param>
public sealed record EmneplanSatIKraft(string Titel, DateOnly Udgivet, DateOnly? GaelderFra);

/// <summary>A version of the subject plan that was never in force was removed.</summary>
/// <param name="Titel">The plan's title.</param>
/// <param name="Udgivet">The publisher's date.</param>
public sealed record EmneplanSlettet(string Titel, DateOnly Udgivet);
