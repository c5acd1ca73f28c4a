namespace Esdh.Core.Search;

/// <summary>
/// Words one typing error away: a letter too many, one missing, one wrong, or two swapped. Ask a vocabulary for all terms that begin
/// with <see cref="Head"/> (a range scan) and all that end with <see cref="Tail"/> (a range scan over the terms written backwards): with one
/// error at most one of the two halves is hit, so every such term is among them; <see cref="Matches"/> picks them out.
/// </summary>
public readonly record struct OneEdit
{
    /// <summary>Shorter words are too like each other.</summary>
    public const int ShortestWord = 4;

    /// <param name="word">A folded word or stem of at least <see cref="ShortestWord"/> letters.</param>
    public OneEdit(string word)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(word.Length, 2, nameof(word));
        Word = word;
    }

    /// <summary>What was typed.</summary>
    public string Word { get; }

    /// <summary>Its first half.</summary>
    public string Head => Word[..((Word.Length - 1) / 2)];

    /// <summary>Its last half.</summary>
    public string Tail => Word[^((Word.Length - 1) / 2)..];

    /// <summary><see cref="Tail"/> from its end, for a vocabulary of terms written backwards.</summary>
    public string TailBackwards => Backwards(Tail);

    /// <summary>Letters (UTF-16 units) from the last to the first.</summary>
    public static string Backwards(string term)
    {
        var letters = term.ToCharArray();
        Array.Reverse(letters);
        return new(letters);
    }

    /// <summary>Whether <paramref name="term"/> is exactly one error from <see cref="Word"/>; not where they are equal. Linear.</summary>
    public bool Matches(ReadOnlySpan<char> term)
    {
        ReadOnlySpan<char> word = Word;
        var same = word.CommonPrefixLength(term);
        var a = word[same..];
        var b = term[same..];
        return (a.Length - b.Length) switch
        {
            1 => a[1..].SequenceEqual(b),
            -1 => b[1..].SequenceEqual(a),
            0 when a.Length > 0 => a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])),
            _ => false,
        };
    }
}
