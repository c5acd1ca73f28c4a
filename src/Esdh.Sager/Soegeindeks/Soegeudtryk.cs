using System.Globalization;
using Esdh.Core.Search;

namespace Esdh.Sager.Soegeindeks;

/// <summary>What is asked of the index, written as each provider's full-text search reads it. All words in it are made of letters and digits alone.</summary>
/// <param name="erSqlite">FTS5, else tsquery.</param>
/// <param name="moenstre">Words of the index that fit each pattern.</param>
/// <param name="begyndelser">Words of the index that begin so, where they are asked for one by one; else the index finds them itself, which takes it longer the more is found.</param>
internal sealed class Soegeudtryk(bool erSqlite, IReadOnlyDictionary<string, IReadOnlyList<string>> moenstre, IReadOnlyDictionary<string, Ordbegyndelse>? begyndelser = null)
{
    /// <summary>What must not be there is asked for whole: a word left out of it would let in what should stay out.</summary>
    private bool _udelukker;

    /// <summary>Names that may stand before a colon.</summary>
    public static readonly HashSet<string> Felter = new(StringComparer.Ordinal) { "titel" };

    /// <summary>Nothing has this.</summary>
    private const string Umuligt = "þ0";

    private enum Hvor
    {
        /// <summary>On the thing itself.</summary>
        Egne,

        /// <summary>Also on its case.</summary>
        Alle,

        Titel,
    }

    /// <summary>
    /// Everything must be found on the thing itself or on its case, and at least one of it on the thing itself: else every document of a found case would come
    /// too.
    /// </summary>
    /// <param name="smaller">What else must hold: each of these groups, by at least one of its marks.</param>
    public string Alt(SearchQuery soegning, IEnumerable<IReadOnlyCollection<string>> smaller)
    {
        var led = soegning.Wanted.ToList();
        List<string> krav = led.Count == 1 ? [Skriv(soegning.Root, Hvor.Egne)] : [Skriv(soegning.Root, Hvor.Alle), Eller(led.Select(l => Skriv(l, Hvor.Egne)))];
        krav.AddRange(smaller.Select(g => Eller(g.Select(Ord))));
        return Og(krav);
    }

    /// <summary>Everything in the title.</summary>
    public string AltITitel(SearchQuery soegning) => Og(soegning.Wanted.Select(l => Skriv(l, Hvor.Titel)));

    /// <summary>Something in the title.</summary>
    public string NogetITitel(SearchQuery soegning) => Eller(soegning.Wanted.Select(l => Skriv(l, Hvor.Titel)));

    /// <summary>A word being typed last, after whole ones: in titles.</summary>
    /// <param name="hele">The words before it; null when there are none.</param>
    /// <param name="begyndelser">Words it may become.</param>
    public string Paabegyndt(SearchQuery? hele, IReadOnlyList<string> begyndelser, IEnumerable<IReadOnlyCollection<string>> smaller)
    {
        List<string> krav = hele is null ? [] : [Skriv(hele.Root, Hvor.Alle)];
        if (begyndelser.Count > 0)
            krav.Add(Eller(begyndelser.Select(Ord)));
        krav.AddRange(smaller.Select(g => Eller(g.Select(Ord))));
        return Og(krav);
    }

    private string Skriv(SearchNode node, Hvor hvor) => node switch
    {
        SearchAll alle => Og(alle.Nodes.Where(n => n is not SearchNot).Select(n => Skriv(n, hvor)), alle.Nodes.OfType<SearchNot>().Select(Uden)),
        SearchAny en => Eller(en.Nodes.Select(n => Skriv(n, hvor))),
        SearchNot => throw new InvalidOperationException("An exclusion stands among what is wanted only."),
        SearchTerm { Field: "titel" } led => Led(led, Hvor.Titel),
        SearchTerm led => Led(led, hvor),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private string Uden(SearchNot ikke)
    {
        _udelukker = true;
        try
        {
            return Skriv(ikke.Node, Hvor.Alle);
        }
        finally
        {
            _udelukker = false;
        }
    }

    private string Led(SearchTerm led, Hvor hvor) => led switch
    {
        SearchWord ord => Eller(ord.Stems.SelectMany(s => hvor switch
        {
            Hvor.Titel => [Indeksmaerke.Titel(s)],
            Hvor.Egne => [Indeksmaerke.Stamme(s)],
            _ => new[] { Indeksmaerke.Stamme(s), Indeksmaerke.Arvet(s) },
        }).Concat(hvor != Hvor.Titel ? ord.Stems.Where(ErDag).Select(s => "þd" + s) : []).Select(Ord)),
        SearchPhrase frase => Frase(frase.Words, hvor),
        SearchPrefix { Prefix: var p } when !_udelukker && begyndelser?.GetValueOrDefault(p) is { } ord => Eller((hvor switch
        {
            Hvor.Titel => ord.ITitler.Select(o => "æ" + o),
            Hvor.Egne => ord.Ord,
            _ => ord.Ord.Concat(ord.Ord.Select(DanishAnalyzer.Stem).Concat(ord.ITitler).Where(o => o.StartsWith(p, StringComparison.Ordinal)).Select(Indeksmaerke.Arvet)),
        }).DefaultIfEmpty(Umuligt).Select(Ord)),
        SearchPrefix { Prefix: var p } => hvor switch
        {
            Hvor.Titel => Begynder("æ" + p),
            Hvor.Egne => Begynder(p),
            _ => Eller([Begynder(p), Begynder(Indeksmaerke.Arvet(p))]),
        },
        SearchPattern moenster => moenstre.GetValueOrDefault(moenster.Pattern, []) is { Count: > 0 } ord ? Eller(ord.Select(o => Ord(hvor == Hvor.Titel ? "æ" + o : o))) : Ord(Umuligt),
        _ => throw new InvalidOperationException(led.GetType().Name),
    };

    /// <summary>A day may be asked for as one types it, and is a mark on what is of that day.</summary>
    private static bool ErDag(string stamme) => stamme.Length == 8 && DateOnly.TryParseExact(stamme, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private string Ord(string ord) => erSqlite ? $"\"{ord}\"" : $"'{ord}'";

    private string Begynder(string ord) => erSqlite ? $"\"{ord}\" *" : $"'{ord}':*";

    private string Frase(IReadOnlyList<string> ord, Hvor hvor)
    {
        if (erSqlite)
            return (hvor == Hvor.Titel ? "t : " : "") + $"\"{string.Join(' ', ord)}\"";
        var frase = $"({string.Join(" <-> ", ord.Select(Ord))})";
        return hvor == Hvor.Titel ? $"({frase} & {string.Join(" & ", ord.Select(o => Ord("æ" + o)))})" : frase;
    }

    private string Eller(IEnumerable<string> led) => Samlet(led, erSqlite ? " OR " : " | ");

    private string Og(IEnumerable<string> led, IEnumerable<string>? uden = null)
    {
        var krav = Samlet(led, erSqlite ? " AND " : " & ");
        foreach (var ikke in uden ?? [])
            krav = erSqlite ? $"({krav} NOT {ikke})" : $"({krav} & !{ikke})";
        return krav;
    }

    private static string Samlet(IEnumerable<string> led, string mellem)
    {
        var alle = led.Distinct(StringComparer.Ordinal).ToList();
        return alle.Count == 1 ? $"({alle[0]})" : $"({string.Join(mellem, alle)})";
    }
}

/// <summary>Words of the index that begin alike, the commonest where there are many.</summary>
/// <param name="Ord">As they stand in texts and titles.</param>
/// <param name="ITitler">Those of titles, and parts of compounds there.</param>
/// <param name="ErFlere">There are more.</param>
internal sealed record Ordbegyndelse(IReadOnlyList<string> Ord, IReadOnlyList<string> ITitler, bool ErFlere);
