using System.Collections.Frozen;
using System.Globalization;
using Esdh.Klub.Contract;
using Esdh.Klub.Demonstration;
using Esdh.Klub.Domain;

namespace Esdh.Klub.Foresp;

/// <summary>How many citizens stand behind members. A region counts as the municipality that it pays like; a state body has none.</summary>
internal static class Medlemsfolketal
{
    /// <summary>The code of the municipality that a region counts as.</summary>
    private const string Regionskode = "0630";

    // The demonstration's codes are in no import.
    private static readonly FrozenDictionary<string, long> Opdigtet = OpretKlubdemonstration.Opdigtede.Select((m, i) => (m.Grundlag, Nr: i + 1)).ToFrozenDictionary(m => $"{9900 + m.Nr}", m => (long)m.Grundlag, StringComparer.Ordinal);

    private static readonly Lazy<FrozenDictionary<string, long>> Tal = new(() =>
    {
        using var stroem = typeof(Medlemsfolketal).Assembly.GetManifestResourceStream("data/kommuner.csv") ?? throw new InvalidOperationException("The municipalities are not in the program.");
        using var laeser = new StreamReader(stroem);
        return laeser.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Trim().Split(',')).ToFrozenDictionary(f => f[0], f => long.Parse(f[^1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    });

    /// <summary>The member's number; 0 where none is known.</summary>
    public static long Af(KlubMedlem m) =>
        m.Art == Medlemsart.Stat ? 0 : m.Art == Medlemsart.Region ? Tal.Value[Regionskode] : Tal.Value.TryGetValue(m.Grundlagskode, out var tal) ? tal : Opdigtet.GetValueOrDefault(m.Grundlagskode);
}
