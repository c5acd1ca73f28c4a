using System.Text.Json;

namespace Esdh.Klub.Indhold;

/// <summary>What the assembly has decided that a citizen costs a year, as <c>club-governance/takster.json</c> says.</summary>
internal static class Klubpriser
{
    private static readonly Lazy<IReadOnlyList<(int, long)>> Fil = new(() =>
    {
        using var stroem = typeof(Klubpriser).Assembly.GetManifestResourceStream("takster.json") ?? throw new InvalidOperationException("The tariffs are not in the program.");
        using var json = JsonDocument.Parse(stroem);
        return [.. json.RootElement.GetProperty("aar").EnumerateArray().Select(a => (a.GetProperty("aar").GetInt32(), a.GetProperty("prisPrBorgerOere").GetInt64()))];
    });

    public static IReadOnlyList<(int Aar, long PrisOere)> Alle => Fil.Value;
}
