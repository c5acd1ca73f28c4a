using System.Globalization;
using Esdh.Core.Text;

namespace Esdh.Sager.Domain;

/// <summary>
/// A search under a name: words, filters and order, never hits. Whoever runs it finds what that person may see. It is its owner's alone, or the whole unit's: a
/// shared one stays with the unit, also when its owner leaves.
/// </summary>
internal sealed class GemtSoegning
{
    /// <summary>So many a user may keep.</summary>
    public const int Hoejst = 50;

    public const int LaengsteNavn = 60;

    /// <summary>A deleted one can be taken back for so long.</summary>
    public static readonly TimeSpan Fortrydes = TimeSpan.FromDays(30);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Who made it or took it over; null for a shared one that its owner let go.</summary>
    public Guid? EjerId { get; set; }

    /// <summary>The unit that has it too; null when it is the owner's alone.</summary>
    public Guid? EnhedId { get; set; }

    /// <summary>1 to 60 characters.</summary>
    public string Navn { get; private set; } = "";

    /// <summary>What two names are compared by: capitals, å and aa make no difference.</summary>
    public string Navnenoegle { get; private set; } = "";

    /// <summary>The search page's query string without question mark and paging; <c>behandler=mig</c> and <c>enhed=min</c> mean whoever runs it.</summary>
    public required string Forespoergsel { get; set; }

    public DateTimeOffset Oprettet { get; init; }

    public DateTimeOffset Rettet { get; set; }

    /// <summary>When it was deleted; it is gone after <see cref="Fortrydes"/>.</summary>
    public DateTimeOffset? Slettet { get; set; }

    public long Version { get; set; } = 1;

    public void Navngiv(string navn) => (Navn, Navnenoegle) = (navn, Noegle(navn));

    public static string Noegle(string navn) => DanishText.Fold(navn.Trim());

    /// <summary>It stands on this person's list: one's own, one's unit's, and for a leader those of the units one leads.</summary>
    public bool HarPaaListen(Soegningsbruger bruger) => EjerId == bruger.Id || (EnhedId is { } delt && bruger.Enheder.Contains(delt));

    /// <summary>
    /// The owner changes a search of the owner's own. What is shared is the unit's: it is changed by its owner while in the unit, and by those who lead the unit.
    /// </summary>
    public bool KanRettesAf(Soegningsbruger bruger) =>
        EnhedId is not { } delt ? EjerId == bruger.Id : (EjerId == bruger.Id && delt == bruger.EnhedId) || (bruger.ErLeder && bruger.Enheder.Contains(delt));

    /// <summary>The owner went to another unit: it is let go rather than deleted under those who use it.</summary>
    public bool KanKunSlippesAf(Soegningsbruger bruger) => EjerId == bruger.Id && EnhedId is not null && !KanRettesAf(bruger);
}

/// <summary>A person as saved searches ask.</summary>
/// <param name="EnhedId">Where the person sits.</param>
/// <param name="Enheder">That unit, and for a leader those below it.</param>
internal sealed record Soegningsbruger(Guid Id, Guid? EnhedId, IReadOnlyCollection<Guid> Enheder, bool ErLeder);

/// <summary>What a hit is told apart by, whatever index it was found in: the numbers of cases, documents and parties never change.</summary>
internal readonly record struct Hitnoegle(Hitart Art, int Nr)
{
    /// <summary><c>dokument-417</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Art.ToString().ToLowerInvariant()}-{Nr}");

    public static bool TryParse(string? tekst, out Hitnoegle noegle)
    {
        noegle = default;
        if (tekst?.Split('-') is not [var navn, var tal] || !Enum.TryParse<Hitart>(navn, ignoreCase: true, out var art) || !Enum.IsDefined(art) || !int.TryParse(tal, NumberStyles.None, CultureInfo.InvariantCulture, out var nr))
            return false;
        noegle = new(art, nr);
        return true;
    }
}

/// <summary>The numbers are stored.</summary>
internal enum Hitart
{
    Sag = 1,
    Dokument = 2,
    Part = 3,
}

/// <summary>
/// Someone asked to be told of a saved search's new hits. New is what is a hit for this reader and is neither among what was a hit when it began nor told of
/// before: so nothing is lost by a stop, by a text that is read late, or by an index that is built anew, and nothing is told twice.
/// </summary>
internal sealed class Soegningsfoelger
{
    /// <summary>So many searches a user may be told of.</summary>
    public const int Hoejst = 20;

    /// <summary>A search that finds more than this is too wide for its new hits to be told of.</summary>
    public const int FlestHits = 10_000;

    /// <summary>With so many unseen nothing is added until some are seen; what came meanwhile is found then.</summary>
    public const int FlestUsete = 1000;

    /// <summary>A seen hit stands on the list for so long.</summary>
    public static readonly TimeSpan Huskes = TimeSpan.FromDays(30);

    public Guid SoegningId { get; init; }

    public Guid BrugerId { get; init; }

    public DateTimeOffset Siden { get; set; }

    /// <summary>The index in which all hits were gone through, so that what has been written since is all there is to look at; null: they must be gone through.</summary>
    public string? Udgave { get; set; }

    /// <summary>Of the roles, units and groups that the reader had when hits were gone through: another print, other rights.</summary>
    public long Adgangsaftryk { get; set; }

    /// <summary>What is not to be told of (<see cref="Hitmaengde"/>); null when the search was changed: then what it finds now is taken as known.</summary>
    public byte[]? Kendte { get; private set; }

    /// <summary>From now on, with this as known.</summary>
    public void Begynd(byte[]? kendte, DateTimeOffset tid) => (Kendte, Udgave, Siden) = (kendte, null, tid);

    /// <summary>These need not be remembered one by one any more.</summary>
    public void Husk(IEnumerable<Hitnoegle> hits)
    {
        var alle = Hitmaengde.Laes(Kendte);
        alle.UnionWith(hits);
        Kendte = Hitmaengde.Pak(alle);
    }
}

/// <summary>A hit that a reader was told of.</summary>
internal sealed class Soegningshit
{
    public Guid SoegningId { get; init; }

    public Guid BrugerId { get; init; }

    public Hitart Art { get; init; }

    /// <summary>The case's, document's or party's number.</summary>
    public int TingNr { get; init; }

    /// <summary>When it was found to be a hit.</summary>
    public DateTimeOffset Fundet { get; init; }

    /// <summary>When the reader marked it as seen.</summary>
    public DateTimeOffset? SetTid { get; set; }

    public Hitnoegle Noegle => new(Art, TingNr);
}

/// <summary>Many hits in few bytes: differences between sorted numbers, seven bits a byte.</summary>
internal static class Hitmaengde
{
    public static byte[] Pak(IEnumerable<Hitnoegle> hits)
    {
        using var ud = new MemoryStream();
        long foer = 0;
        foreach (var tal in hits.Select(h => ((long)h.Nr * 4) + (int)h.Art).Distinct().Order())
        {
            var rest = tal - foer;
            foer = tal;
            for (; rest > 127; rest >>= 7)
                ud.WriteByte((byte)(rest | 128));
            ud.WriteByte((byte)rest);
        }

        return ud.ToArray();
    }

    public static HashSet<Hitnoegle> Laes(byte[]? pakket)
    {
        HashSet<Hitnoegle> hits = [];
        long foer = 0, rest = 0;
        var skridt = 0;
        foreach (var b in pakket ?? [])
        {
            rest |= (long)(b & 127) << skridt;
            skridt += 7;
            if (b > 127)
                continue;
            foer += rest;
            hits.Add(new((Hitart)(foer % 4), (int)(foer / 4)));
            (rest, skridt) = (0, 0);
        }

        return hits;
    }
}
