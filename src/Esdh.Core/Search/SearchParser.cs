using System.Globalization;
using Esdh.Core.Identity;
using Esdh.Core.Text;

namespace Esdh.Core.Search;

/// <summary>Reads the search field. Lenient: what cannot be meant is read as the words in it.</summary>
internal sealed class SearchParser(string? typed, IReadOnlySet<string>? fields, string fieldName)
{
    private const int MaxWordLength = 200;

    private readonly List<string> _remarks = [];
    private int _terms;

    private sealed record Piece(string Text, bool IsQuoted, bool IsExcluded, string? Field);

    public SearchQuery Parse()
    {
        var text = Clean(typed);
        if (text.Length == 0)
            throw Wrong("Skriv et ord eller et nummer at søge efter.");
        if (typed!.Length > SearchQuery.MaxLength)
            throw Wrong($"Søgningen er for lang. Skriv højst {SearchQuery.MaxLength.ToString("N0", CultureInfo.GetCultureInfo("da-DK"))} tegn.");
        if (CaseNumber.TryParse(text, out var number))
            return new(text, Number(text, NumberForms.Case(number)), [], []);

        // What stands on each side of ELLER are alternatives; all else must be found.
        List<(SearchNode Node, bool IsCommon)> wanted = [];
        List<SearchNode> excluded = [];
        var isAlternative = false;
        var words = new List<string>();
        foreach (var piece in Pieces(text))
        {
            if (piece is { IsQuoted: false, IsExcluded: false, Field: null, Text: "ELLER" or "OR" })
            {
                Plain();
                isAlternative = wanted.Count > 0;
                continue;
            }

            if (piece is { IsQuoted: false, IsExcluded: false, Field: null } && !HasWildcard(piece.Text))
            {
                if (isAlternative && words.Count > 0)
                    Plain();
                words.Add(piece.Text);
                if (isAlternative)
                    Plain();
                continue;
            }

            Plain();
            if (Read(piece) is not { } node)
                continue;
            if (piece.IsExcluded)
                excluded.Add(new SearchNot(node));
            else
                Want(node, false);
        }

        Plain();
        if (wanted.Count == 0)
        {
            throw Wrong(excluded.Count > 0
                ? "Skriv også noget, der skal findes. Et ord med minus foran udelukker kun."
                : "Skriv et ord eller et nummer at søge efter. Tegn som stjerner og anførselstegn finder intet i sig selv.");
        }

        List<string> ignored = [];
        if (wanted.Exists(w => !w.IsCommon))
        {
            ignored.AddRange(wanted.Where(w => w.IsCommon).Select(w => ((SearchTerm)w.Node).Typed));
            wanted.RemoveAll(w => w.IsCommon);
        }

        List<SearchNode> nodes = [.. wanted.Select(w => w.Node), .. excluded];
        return new(text, nodes is [var only] ? only : new SearchAll(nodes), ignored, _remarks);

        // Ordinary words in a row are read together, so that 13. maj 2026 is a date and 12 34 56 78 a number.
        void Plain()
        {
            if (words.Count == 0)
                return;
            foreach (var (node, isCommon) in Words(string.Join(' ', words), null))
                Want(node, isCommon);
            words.Clear();
        }

        void Want(SearchNode node, bool isCommon)
        {
            if (isAlternative && wanted.Count > 0)
            {
                var before = wanted[^1].Node;
                wanted[^1] = (new SearchAny(before is SearchAny any && any.Nodes.All(n => n is not SearchAll) ? [.. any.Nodes, node] : [before, node]), false);
                isAlternative = false;
                return;
            }

            wanted.Add((node, isCommon));
        }
    }

    /// <summary>Control and invisible characters are gaps or nothing; all kinds of quotes are the plain one.</summary>
    private static string Clean(string? text)
    {
        if (text is null)
            return "";
        var clean = DanishText.WellFormed(text.Length > SearchQuery.MaxLength ? text[..SearchQuery.MaxLength] : text).ToCharArray();
        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] = clean[i] switch
            {
                '"' or '“' or '”' or '„' or '«' or '»' or '‟' or '＂' => '"',
                '−' or '–' when i == 0 || char.IsWhiteSpace(clean[i - 1]) => '-',
                var c when char.IsControl(c) || char.IsWhiteSpace(c) || c == '\uFFFD' => ' ',
                var c => c,
            };
        }

        return new string(clean).Trim();
    }

    private IEnumerable<Piece> Pieces(string text)
    {
        var quotes = text.Count(c => c == '"');
        if (quotes % 2 == 1)
            _remarks.Add("Et anførselstegn mangler sin makker og er læst som et mellemrum.");
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == ' ')
            {
                i++;
                continue;
            }

            var isExcluded = text[i] == '-' && i + 1 < text.Length && text[i + 1] is not (' ' or '-');
            if (isExcluded)
                i++;
            string? field = null;
            var colon = text.AsSpan(i).IndexOfAny(": \"");
            if (colon > 0 && text[i + colon] == ':' && i + colon + 1 < text.Length && text[i + colon + 1] != ' ' && fields?.Contains(text.Substring(i, colon).ToLowerInvariant()) == true)
            {
                field = text.Substring(i, colon).ToLowerInvariant();
                i += colon + 1;
            }

            if (text[i] == '"')
            {
                // The last one of an odd number opens nothing.
                var end = text.IndexOf('"', i + 1);
                if (end < 0)
                {
                    i++;
                    continue;
                }

                yield return new(text[(i + 1)..end], true, isExcluded, field);
                i = end + 1;
                continue;
            }

            var to = text.AsSpan(i).IndexOfAny(' ', '"');
            to = to < 0 ? text.Length : i + to;
            yield return new(text[i..to], false, isExcluded, field);
            i = to;
        }
    }

    private SearchNode? Read(Piece piece)
    {
        if (piece.IsQuoted)
        {
            List<string> exact = [.. DanishAnalyzer.Tokens(piece.Text).Select(t => t.Exact)];
            return exact.Count == 0 ? null : Counted(new SearchPhrase($"\"{piece.Text.Trim()}\"", piece.Field, exact));
        }

        if (HasWildcard(piece.Text))
            return Pattern(piece);
        List<SearchNode> nodes = Words(piece.Text, piece.Field).ConvertAll(w => w.Node);
        return nodes.Count switch { 0 => null, 1 => nodes[0], _ => new SearchAll(nodes) };
    }

    private static bool HasWildcard(string text)
    {
        // A question mark that ends a word is that of a question.
        var core = text.AsSpan().TrimEnd("?.,;:!)");
        return text.Contains('*') || core.Contains('?');
    }

    private SearchNode? Pattern(Piece piece)
    {
        var pattern = new System.Text.StringBuilder();
        var letters = 0;
        var core = piece.Text.TrimEnd('.', ',', ';', ':', '!', ')').TrimStart('(');
        for (var i = 0; i < core.Length;)
        {
            var to = core.AsSpan(i).IndexOfAny('*', '?') is var next and >= 0 ? i + next : core.Length;
            foreach (var c in DanishText.Fold(core[i..to]))
            {
                if (char.IsLetterOrDigit(c))
                {
                    pattern.Append(c);
                    letters++;
                }
            }

            if (to < core.Length && !(core[to] == '*' && pattern.Length > 0 && pattern[^1] == '*'))
                pattern.Append(core[to]);
            i = to + 1;
        }

        if (letters == 0)
            return null;
        if (letters < 2 || (pattern[0] is '*' or '?' && letters < 3))
            throw Wrong($"»{Shown(piece.Text)}« passer på for meget. Skriv mindst to bogstaver før en stjerne, eller tre efter den.");
        var made = pattern.ToString();
        if (made.Length > DanishAnalyzer.MaxTermLength)
            throw Wrong($"»{Shown(piece.Text)}« er for langt til at søge efter.");
        return made.AsSpan().IndexOfAny('*', '?') == made.Length - 1 && made[^1] == '*'
            ? Counted(new SearchPrefix(piece.Text, piece.Field, made[..^1]))
            : Counted(new SearchPattern(piece.Text, piece.Field, made));
    }

    private List<(SearchNode Node, bool IsCommon)> Words(string text, string? field)
    {
        List<Token> tokens = [.. DanishAnalyzer.Tokens(text)];
        List<(SearchNode Node, bool IsCommon)> found = [];
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var node = Word(text, token, field);
            if (token.Combined is { } combined)
            {
                // What the words are together, or, for a month and its year, the words themselves.
                var first = Math.Max(0, i - token.CombinedBefore);
                var together = Counted(new SearchWord(text[tokens[first].Start..token.End], field, combined, [combined]));
                var kept = found.Count - Math.Min(found.Count, token.CombinedBefore);
                var apart = found[kept..].ConvertAll(f => f.Node);
                found.RemoveRange(kept, found.Count - kept);
                found.Add((apart.Count > 0 ? new SearchAny([together, new SearchAll([.. apart, node])]) : together, false));
                continue;
            }

            found.Add((node, StopWords.Contains(token.Exact)));
        }

        return found;
    }

    private SearchNode Word(string text, Token token, string? field)
    {
        var typed = text.Substring(token.Start, token.Length);
        var inner = InnerWords(typed);
        List<string> stems = [token.Stem];
        if (WordForms.Of(typed)?.OtherStem is { } other)
            stems.Add(other);

        // 13.05.26 may be of this century or the last, and 02.03.04 a date or a subject.
        if (char.IsAsciiDigit(token.Exact[0]) && typed.Count(c => c == '.') == 2)
            stems.AddRange(token.Parts.Where(p => p.Length == 8 || (p.Length == 6 && token.Exact.Length == 8 && !token.Exact.StartsWith(p, StringComparison.Ordinal) && p != token.Parts.FirstOrDefault(x => x.Length == 8)?[..6])));
        var word = Counted(new SearchWord(typed, field, token.Exact, stems));

        // Words joined by a hyphen may stand apart or as one in the text.
        return inner is null ? word : new SearchAny([word, new SearchPhrase(typed, field, inner)]);
    }

    private static List<string>? InnerWords(string typed)
    {
        if (typed.Length > MaxWordLength || !typed.Contains('-') || typed.Contains('@') || char.IsAsciiDigit(typed[0]))
            return null;
        List<string> exact = [.. DanishAnalyzer.Tokens(typed.Replace('-', ' ')).Select(t => t.Exact)];
        return exact.Count > 1 ? exact : null;
    }

    private static SearchWord Number(string text, string exact) => new(text, null, exact, [exact]);

    private T Counted<T>(T term) =>
        ++_terms <= SearchQuery.MaxTerms ? term : throw Wrong($"Der er for mange ord. Søg efter højst {SearchQuery.MaxTerms} ad gangen.");

    private static string Shown(string text) => CprFinder.Mask(text.Length <= 40 ? text : text[..40] + "…");

    private InvalidException Wrong(string sentence) => new(fieldName, sentence);
}
