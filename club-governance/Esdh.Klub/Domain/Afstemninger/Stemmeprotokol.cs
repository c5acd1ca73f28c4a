using System.Globalization;
using System.Text;
using Esdh.Core.Seal;

namespace Esdh.Klub.Domain;

/// <summary>An option as it stood on the paper.</summary>
/// <param name="Noegle">Lower-case letters, digits and hyphens.</param>
internal sealed record Protokolmulighed(string Noegle, string Titel);

/// <summary>One of those who could vote when the ballot opened.</summary>
/// <param name="Folketal">On the day it opened.</param>
/// <param name="Stemte">A ballot paper was handed in for the member.</param>
/// <param name="Ved">Who voted by proxy; null when the member itself did, or nobody.</param>
internal sealed record Protokolvaelger(Guid Medlem, string Navn, long Folketal, bool Stemte, Guid? Ved = null);

/// <summary>A paper that is counted. In a secret ballot it has a number and no member; in an open one a member and a receipt.</summary>
/// <param name="Sporing">8 digits, in a secret ballot: drawn by lot, and told to the one who voted when it has closed.</param>
/// <param name="Medlem">In an open ballot.</param>
/// <param name="Indhold">See <see cref="Stemmeindhold"/>.</param>
/// <param name="Kvittering">In an open ballot: the receipt's mark.</param>
internal sealed record Protokolseddel(string? Sporing, Guid? Medlem, string Indhold, string? Kvittering);

/// <summary>
/// All that is published of a ballot, and all that is needed to count it again. The texts hold no control characters. <see cref="Linjer"/> is the one form that is hashed: docs/klub-afstemninger.md says how.
/// </summary>
internal sealed record Stemmeprotokol(
    Guid Id, string Nr, string Titel, Afstemningsemne Emne, Afstemningsform Form, Stemmevaegt Vaegt, bool Hemmelig, int Pladser, int Point, string Flertal, int KvorumMedlemmer, int KvorumIndbyggere, Lighedsregel Lighed,
    DateTimeOffset Aabnet, DateTimeOffset Lukkede, IReadOnlyList<Protokolmulighed> Muligheder, IReadOnlyList<Protokolvaelger> Vaelgere, IReadOnlyList<Protokolseddel> Sedler, IReadOnlyList<string> Kvitteringer)
{
    public const string Version = "esdh-stemmeprotokol-1";

    public const string For = "for", Imod = "imod";

    /// <summary>The lines, in the one order they can have.</summary>
    public IReadOnlyList<string> Linjer()
    {
        List<string> linjer =
        [
            Linje(Version, Id.ToString(), Nr, Titel, Emne.ToString(), Form.ToString(), Vaegt.ToString(), Hemmelig ? "hemmelig" : "aaben", Tal(Pladser), Tal(Point), Flertal, Tal(KvorumMedlemmer), Tal(KvorumIndbyggere), Lighed.ToString(), Tid(Aabnet), Tid(Lukkede)),
        ];
        linjer.AddRange(Muligheder.Select(m => Linje("mulighed", m.Noegle, m.Titel)));
        linjer.AddRange(Vaelgere.Select(v => Linje("vaelger", v.Medlem.ToString(), v.Navn, Tal(v.Folketal), v.Stemte ? "ja" : "nej", v.Ved?.ToString() ?? "")).Order(StringComparer.Ordinal));
        linjer.AddRange(Sedler.Select(s => Hemmelig ? Linje("seddel", s.Sporing ?? "", s.Indhold) : Linje("seddel", s.Medlem.ToString() ?? "", s.Indhold, s.Kvittering ?? "")).Order(StringComparer.Ordinal));
        linjer.AddRange(Kvitteringer.Select(k => Linje("kvittering", k)).Order(StringComparer.Ordinal));
        return linjer;
    }

    /// <summary>The Merkle root (RFC 6962) over the lines' UTF-8, as 64 lower-case hexadecimal digits.</summary>
    public string Rod() => Convert.ToHexStringLower(MerkleTree.Root(Linjer().Select(l => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(l)))));

    /// <summary>What the club's key signs.</summary>
    public static byte[] TilUnderskrift(Guid id, string rod) => Encoding.UTF8.GetBytes(Linje(Version, id.ToString(), rod));

    private static string Linje(params IEnumerable<string> felter) => string.Join('\t', felter);

    private static string Tal(long tal) => tal.ToString(CultureInfo.InvariantCulture);

    private static string Tid(DateTimeOffset tid) => tid.UtcDateTime.ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss'Z'", CultureInfo.InvariantCulture);
}
