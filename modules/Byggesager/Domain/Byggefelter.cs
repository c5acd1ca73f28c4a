using System.Globalization;

namespace Esdh.Byggesager.Domain;

/// <summary>What fields of a building case mean together.</summary>
internal static class Byggefelter
{
    /// <summary>Below this buildings have no construction class (BR18 § 485 ff.).</summary>
    public const int MindsteKlasseareal = 50;

    private static readonly string[] Klassefelter = ["konstruktionsklasse", "brandklasse"];

    public static IReadOnlyDictionary<string, string> Fejl(IReadOnlyDictionary<string, string> felter)
    {
        Dictionary<string, string> fejl = [];
        var (omfattet, grund) = (felter.GetValueOrDefault("omfattet"), felter.GetValueOrDefault("undtaget_grund"));
        if (omfattet == "nej" && grund is null)
            fejl["undtaget_grund"] = "Vælg, hvorfor sagen ikke er omfattet af servicemålet.";
        if (omfattet != "nej" && grund is not null)
            fejl["undtaget_grund"] = "En grund hører kun til en sag, der ikke er omfattet af servicemålet.";
        if (omfattet == "ja" && felter.GetValueOrDefault("art") == "lovliggoerelse")
            fejl["omfattet"] = "Lovliggørelse er ikke omfattet af servicemålet.";
        if (Areal(felter) is { } areal && areal < MindsteKlasseareal)
        {
            foreach (var klasse in Klassefelter.Where(felter.ContainsKey))
                fejl[klasse] = $"Byggeri under {MindsteKlasseareal} m² har ingen klasse.";
        }

        return fejl;
    }

    /// <summary>The certified advisers that the classes ask for and the case has not: one sentence each.</summary>
    public static IEnumerable<string> ManglendeRaadgivere(IReadOnlyDictionary<string, string> felter, IReadOnlyCollection<string> roller)
    {
        foreach (var (felt, navn, rolle) in new[] { ("konstruktionsklasse", "KK", "Certificeret statiker"), ("brandklasse", "BK", "Certificeret brandrådgiver") })
        {
            if (felter.GetValueOrDefault(felt) is { Length: 3 } klasse && klasse[2] is >= '2' and <= '4' && !roller.Contains(rolle))
                yield return $"En part med rollen »{rolle}«, fordi byggeriet er i {navn}{klasse[2]}.";
        }
    }

    private static int? Areal(IReadOnlyDictionary<string, string> felter) => int.TryParse(felter.GetValueOrDefault("areal"), NumberStyles.None, CultureInfo.InvariantCulture, out var m2) ? m2 : null;
}
