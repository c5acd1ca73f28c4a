namespace Esdh.Kombit;

/// <summary>
/// The UUIDs that the index knows roles, types, subjects and facets by, as the operator has exported them from Fælleskommunalt Klassifikationssystem: lines of <c>art;navn;uuid</c> (docs/integrationer.md). Those of KOMBIT's published example
/// are known without.
/// </summary>
internal sealed class Klassifikation
{
    public const string Rolle = "rolle", Type = "type", Emne = "emne", Facet = "facet", Format = "format", Fremdrift = "fremdrift";

    private static readonly Dictionary<(string, string), string> Kendte = new()
    {
        [(Rolle, "Ejer")] = "9e979b84-b846-4472-8622-58007dc63c7e",
        [(Rolle, "Ansvarlig")] = "a1263342-d348-44ba-a566-233f37c4cb67",
        [(Rolle, "Primær behandler")] = "bf1f93ed-9441-4af4-835b-baeb201f3076",
        [(Rolle, "Primær part")] = "d839f26a-d4d1-4441-b2d6-3dbbb12a9404",
        [(Rolle, "Primær klasse")] = "a86c6581-ec85-412d-a655-31a1f1d5b14f",
        [(Rolle, "Handlingsklasse")] = "05ef7011-11a7-4e4c-a46b-3de6aa457fc3",
        [(Rolle, "Master")] = "251c24fd-57b0-4afc-9d73-b063d1957eb3",
        [(Rolle, "Afsender")] = "1b3c6a6d-e977-4491-9bf8-b41ee6999f39",
        [(Type, "Organisation")] = "bc6972cd-8f2b-4b9d-8d37-62916d6a71aa",
        [(Type, "OrgEnhed")] = "c5fc3b3b-5197-49ee-92e6-ae6ba1957174",
        [(Type, "Bruger")] = "85d65133-4b00-460d-992e-3984857b5768",
        [(Type, "Person")] = "c189ba35-de4b-4363-a8b7-67f1456cf56f",
        [(Type, "Klasse")] = "267235ea-526d-4a18-8001-f2a0e563eba1",
        [(Type, "IT-system")] = "29fe1da2-897a-46cd-b635-b9be8e0bffd6",
    };

    private readonly Dictionary<(string, string), string> _vaerdier;

    private Klassifikation(Dictionary<(string, string), string> vaerdier) => _vaerdier = vaerdier;

    /// <exception cref="ManglerIKlassifikationen">It is not there.</exception>
    public string this[string art, string navn] => Find(art, navn) ?? throw new ManglerIKlassifikationen(art, navn);

    public string? Find(string art, string navn) => _vaerdier.GetValueOrDefault((art, navn)) ?? Kendte.GetValueOrDefault((art, navn));

    /// <exception cref="InvalidOperationException">Which line is wrong, in Danish.</exception>
    public static Klassifikation Laes(string noegle, string fil)
    {
        string[] linjer;
        try
        {
            linjer = File.ReadAllLines(fil);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{noegle} kan ikke læses: {e.Message}");
        }

        Dictionary<(string, string), string> vaerdier = [];
        for (var i = 0; i < linjer.Length; i++)
        {
            if (linjer[i].AsSpan().Trim() is [] or ['#', ..])
                continue;
            var felter = linjer[i].Split(';', StringSplitOptions.TrimEntries);
            vaerdier[(felter[0], felter.ElementAtOrDefault(1) ?? "")] = felter switch
            {
                [Rolle or Type or Emne or Facet or Format, { Length: > 0 }, var uuid] when Guid.TryParseExact(uuid, "D", out _) => uuid.ToLowerInvariant(),
                [Fremdrift, { Length: > 0 }, "Opstaaet" or "Oplyst" or "Afgjort" or "Afsluttet"] => felter[2],
                _ => throw new InvalidOperationException($"{noegle}, linje {i + 1}: skriv rolle, type, emne, facet eller format;navn;uuid, eller fremdrift;status;Opstaaet, Oplyst, Afgjort eller Afsluttet."),
            };
        }

        return new(vaerdier);
    }
}

/// <summary>A message cannot be written, since the index knows what it says by a UUID that nobody has given us.</summary>
internal sealed class ManglerIKlassifikationen(string art, string navn) : Exception($"UUID for {art} »{navn}« mangler i filen fra Fælleskommunalt Klassifikationssystem (Esdh:Kombit).");
