using System.Text.Json;
using System.Text.Json.Serialization;

namespace Esdh.Klub.Domain;

/// <summary>The published protocol as a JSON file.</summary>
internal static class Protokolfil
{
    public const int StoersteFil = 5 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Converters = { new JsonStringEnumConverter(allowIntegerValues: false) }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    /// <param name="Format">See <see cref="Stemmeprotokol.Version"/>.</param>
    /// <param name="Rod">What the protocol's lines come to.</param>
    /// <param name="Resultat">What the club counted.</param>
    internal sealed record Indhold(string Format, Stemmeprotokol Protokol, string Rod, Afstemningsresultat Resultat);

    public static string Skriv(Stemmeprotokol protokol, Afstemningsresultat resultat) => JsonSerializer.Serialize(new Indhold(Stemmeprotokol.Version, protokol, protokol.Rod(), resultat), Json);

    /// <exception cref="Stemmefejl">It is no protocol of ours.</exception>
    public static Indhold Laes(string tekst)
    {
        try
        {
            return JsonSerializer.Deserialize<Indhold>(tekst, Json) is { Format: Stemmeprotokol.Version } fil ? fil : throw new Stemmefejl($"Filen er ikke en stemmeprotokol i formatet {Stemmeprotokol.Version}.");
        }
        catch (JsonException fejl)
        {
            throw new Stemmefejl($"Filen kan ikke læses som stemmeprotokol (linje {(fejl.LineNumber ?? 0) + 1}).");
        }
    }

    /// <summary>Counts the file again and tells what does not agree; empty when all does.</summary>
    public static (Afstemningsresultat? Resultat, IReadOnlyList<string> Fejl) TaelEfter(string tekst)
    {
        try
        {
            var fil = Laes(tekst);
            List<string> fejl = [];
            if (fil.Protokol.Rod() != fil.Rod)
                fejl.Add($"Roden i filen passer ikke til linjerne. Linjerne giver {fil.Protokol.Rod()}.");
            var resultat = Optaelling.Tael(fil.Protokol);
            if (JsonSerializer.Serialize(resultat, Json) != JsonSerializer.Serialize(fil.Resultat, Json))
                fejl.Add("Resultatet i filen er ikke det, stemmerne giver.");
            return (resultat, fejl);
        }
        catch (Stemmefejl fejl)
        {
            return (null, [fejl.Message]);
        }
    }
}
