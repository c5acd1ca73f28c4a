using Esdh.Sager.Forsendelser;
using Microsoft.Extensions.Configuration;

namespace Esdh.Kombit;

/// <summary>Where and as whom an authority delivers to the shared infrastructure (docs/integrationer.md): <c>Esdh:Kombit:{noegle}</c>. What is not configured is not offered.</summary>
internal sealed class Kombitindstillinger
{
    private const string Rod = "Esdh:Kombit";

    private readonly Dictionary<string, Myndighedsaftale> _aftaler;

    private Kombitindstillinger(Dictionary<string, Myndighedsaftale> aftaler, TimeSpan svartid, TimeSpan pause) => (_aftaler, Svartid, Pause) = (aftaler, svartid, pause);

    /// <summary>The longest an answer may take.</summary>
    public TimeSpan Svartid { get; }

    /// <summary>How long nothing is sent after the far end did not answer.</summary>
    public TimeSpan Pause { get; }

    public Myndighedsaftale? Aftale(string myndighed) => _aftaler.GetValueOrDefault(myndighed);

    /// <exception cref="InvalidOperationException">A setting cannot be used; the text is Danish and names it.</exception>
    public static Kombitindstillinger From(IConfiguration k) => new(
        k.GetSection(Rod).GetChildren().Where(m => m.GetChildren().Any()).ToDictionary(m => m.Key, m => Laes(k, m), StringComparer.Ordinal),
        TimeSpan.FromSeconds(Forsendelsesindstillinger.Tal(k, Rod + ":SvarSekunder", 30, 0.1, 3600)), TimeSpan.FromSeconds(Forsendelsesindstillinger.Tal(k, Rod + ":PauseSekunder", 30, 0.1, 3600)));

    private static Myndighedsaftale Laes(IConfiguration k, IConfigurationSection m)
    {
        var indeks = Forsendelsesindstillinger.Adresse(k, m.Path + ":Sagsindeks");
        var klassifikation = m["Klassifikation"] is { Length: > 0 } fil ? Klassifikation.Laes(m.Path + ":Klassifikation", fil) : null;
        Guid? system = m["ItSystem"] is { Length: > 0 } tekst ? Guid.TryParse(tekst, out var id) ? id : throw new InvalidOperationException($"{m.Path}:ItSystem skal være UUID'en på it-systemet i Fælleskommunalt Administrationsmodul, ikke »{tekst}«.") : null;
        if (indeks is not null && system is null)
            throw new InvalidOperationException($"{m.Path}:ItSystem mangler. Skriv UUID'en på it-systemet i Fælleskommunalt Administrationsmodul.");
        if (indeks is not null && klassifikation is null)
            throw new InvalidOperationException($"{m.Path}:Klassifikation mangler. Skriv stien til filen med UUID'er fra Fælleskommunalt Klassifikationssystem.");
        return new(indeks, system ?? Guid.Empty, m["ItSystemNavn"] is { Length: > 0 } navn ? navn : "Esdh", klassifikation, string.Equals(m["FaellesOrganisation"], "true", StringComparison.OrdinalIgnoreCase));
    }
}

/// <param name="Sagsindeks">SF1470; null where the authority does not deliver.</param>
/// <param name="ItSystem">The UUID of this system in Fælleskommunalt Administrationsmodul.</param>
/// <param name="FaellesOrganisation">Our ids of users and units are those of Fælleskommunalt Organisationssystem, and are given as such.</param>
internal sealed record Myndighedsaftale(Uri? Sagsindeks, Guid ItSystem, string ItSystemNavn, Klassifikation? Klassifikation, bool FaellesOrganisation);
