using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Esdh.Core.Search;

namespace Esdh.Sager.Soegeindeks;

/// <summary>The words of one row of the index, gathered text by text.</summary>
internal sealed class Indeksord
{
    /// <summary>So many words of a document's texts are indexed; a book is longer.</summary>
    public const int FlestOrd = 200_000;

    private readonly List<string> _titel = [];
    private readonly List<string> _tekst = [];
    private readonly HashSet<string> _maerker = new(StringComparer.Ordinal);

    /// <summary>The fewest letters of a word that is counted.</summary>
    public const int KortesteTalte = 3;

    /// <summary>Words that others are completed to or taken for: as they stand, without what begins with a digit, and those of titles once more with their mark.</summary>
    public IEnumerable<string> Ordforraad => _titel.Concat(_tekst).Where(o => o.Length >= KortesteTalte && TaellesSom(o)).Distinct(StringComparer.Ordinal).Concat(_maerker.Where(m => m[0] == 'æ'));

    /// <summary>Whether words that begin so are among those counted.</summary>
    public static bool TaellesSom(string begyndelse) => char.IsAsciiLetterLower(begyndelse[0]) && begyndelse.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    /// <summary>A title, number or name: found, and found first.</summary>
    public Indeksord Titel(string? tekst)
    {
        foreach (var token in Tokens(tekst))
        {
            if (_titel.Count >= 2000)
                break;
            _titel.Add(token.Exact);
            _maerker.Add(Indeksmaerke.Stamme(token.Stem));
            _maerker.Add(Indeksmaerke.Titel(token.Stem));
            _maerker.Add(Indeksmaerke.Begyndelse(token.Exact));
            foreach (var del in token.Parts)
            {
                _maerker.Add(Indeksmaerke.Stamme(del));
                _maerker.Add(Indeksmaerke.Begyndelse(del));
            }
        }

        return this;
    }

    /// <summary>A longer text.</summary>
    public Indeksord Tekst(string? tekst)
    {
        foreach (var token in Tokens(tekst))
        {
            if (_tekst.Count >= FlestOrd)
                break;
            _tekst.Add(token.Exact);
            _maerker.Add(Indeksmaerke.Stamme(token.Stem));
            foreach (var del in token.Parts)
                _maerker.Add(Indeksmaerke.Stamme(del));
        }

        return this;
    }

    /// <summary>What stands on the case: it helps to find the document by, together with a word of its own.</summary>
    public Indeksord Arvet(IEnumerable<string> stammer)
    {
        foreach (var stamme in stammer)
            _maerker.Add(Indeksmaerke.Arvet(stamme));
        return this;
    }

    public Indeksord Med(string maerke)
    {
        _maerker.Add(maerke);
        return this;
    }

    /// <summary>The stems of a text, with parts, as <see cref="Arvet"/> takes them.</summary>
    public static HashSet<string> Stammer(string tekst)
    {
        HashSet<string> stammer = new(StringComparer.Ordinal);
        foreach (var token in Tokens(tekst))
        {
            stammer.Add(token.Stem);
            stammer.UnionWith(token.Parts);
        }

        return stammer;
    }

    /// <summary>A number that changes when what documents inherit from their case does.</summary>
    public static long Aftryk(IEnumerable<string> led) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', led.Order(StringComparer.Ordinal)))));

    /// <summary>A number that changes when any of the words do.</summary>
    public long Aftryk()
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var del in new[] { string.Join(' ', _titel), "|", string.Join(' ', _tekst), "|", string.Join(' ', _maerker.Order(StringComparer.Ordinal)) })
            sum.AppendData(Encoding.UTF8.GetBytes(del));
        return BitConverter.ToInt64(sum.GetHashAndReset());
    }

    /// <summary>The mark of who may look at it.</summary>
    public string Adgang => _maerker.First(m => m[0] == 'ð');

    /// <summary>Lets go of the words when they have been written: the texts of a portion are not held at the same time.</summary>
    public void Toem()
    {
        _titel.Clear();
        _tekst.Clear();
        _tekst.TrimExcess();
        _maerker.Clear();
        _maerker.TrimExcess();
    }

    public (string T, string X, string M) Fts5() => (string.Join(' ', _titel), string.Join(' ', _tekst), string.Join(' ', _maerker));

    /// <summary>As PostgreSQL reads a tsvector. It counts places to 16,383 and keeps 256 of a word: beyond that a phrase is found by its words standing in the last place.</summary>
    public string Tsvector()
    {
        Dictionary<string, List<int>> steder = new(StringComparer.Ordinal);
        var sted = 0;
        foreach (var ord in _titel)
            Sted(ord, ++sted);
        sted += 10; // no phrase goes from the title into the text
        foreach (var ord in _tekst)
            Sted(ord, ++sted);
        StringBuilder alt = new();
        foreach (var (ord, pladser) in steder)
        {
            alt.Append('\'').Append(ord).Append('\'');
            for (var i = 0; i < pladser.Count; i++)
                alt.Append(i == 0 ? ':' : ',').Append(pladser[i].ToString(CultureInfo.InvariantCulture));
            alt.Append(' ');
            if (alt.Length > 900_000)
                break; // a tsvector holds a megabyte
        }

        foreach (var maerke in _maerker)
        {
            if (alt.Length > 1_000_000 && maerke[0] == 'ß')
                continue;
            alt.Append('\'').Append(maerke).Append("' ");
        }

        return alt.ToString();

        void Sted(string ord, int plads)
        {
            if (!steder.TryGetValue(ord, out var liste))
                steder[ord] = liste = [];
            if (liste.Count < 255 && plads <= 16383)
                liste.Add(plads);
        }
    }

    private static IEnumerable<Token> Tokens(string? tekst) => string.IsNullOrEmpty(tekst) ? [] : DanishAnalyzer.Tokens(tekst);
}
