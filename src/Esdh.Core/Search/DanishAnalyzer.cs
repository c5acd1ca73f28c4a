using System.Buffers;

namespace Esdh.Core.Search;

/// <summary>
/// Text to tokens, the same for what is found and for what is searched for. Time is linear in the text whatever it holds, memory does
/// not grow with it, and nothing throws on content. Safe for many threads.
/// </summary>
public static class DanishAnalyzer
{
    /// <summary>Changes whenever the same text may give other tokens than before: an index made by another version must be made anew.</summary>
    public const int Version = 2;

    /// <summary>The longest form of a token, in characters. A longer word is known by its beginning.</summary>
    public const int MaxTermLength = 64;

    private const int BlockLength = 32 * 1024;

    /// <summary>The tokens in the order of the text, made as they are asked for.</summary>
    public static IEnumerable<Token> Tokens(string text)
    {
        var scanner = new TokenScanner();
        for (var from = 0; from < text.Length;)
        {
            var length = BlockEnd(text.AsSpan(from, Math.Min(BlockLength, text.Length - from)), from + BlockLength >= text.Length);
            var found = scanner.Scan(text.AsSpan(from, length), from);
            for (var i = 0; i < found.Count; i++)
                yield return found[i];
            from += length;
        }
    }

    /// <summary>Reads to the end, a block at a time.</summary>
    public static void Read(TextReader text, Action<Token> onToken, CancellationToken ct = default)
    {
        var scanner = new TokenScanner();
        var buffer = ArrayPool<char>.Shared.Rent(BlockLength);
        try
        {
            var (kept, offset, isEnd) = (0, 0, false);
            while (!isEnd)
            {
                ct.ThrowIfCancellationRequested();
                var read = text.ReadBlock(buffer, kept, BlockLength - kept);
                kept += read;
                isEnd = kept < BlockLength;
                var length = BlockEnd(buffer.AsSpan(0, kept), isEnd);
                foreach (var token in scanner.Scan(buffer.AsSpan(0, length), offset))
                    onToken(token);
                buffer.AsSpan(length, kept - length).CopyTo(buffer);
                kept -= length;
                offset += length;
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>One word as <see cref="Token.Exact"/>; empty where nothing of it is letter or digit.</summary>
    public static string Exact(string word) => WordForms.Of(word)?.Exact ?? "";

    /// <summary>One word as <see cref="Token.Stem"/>; empty where nothing of it is letter or digit.</summary>
    public static string Stem(string word) => WordForms.Of(word)?.Stem ?? "";

    /// <summary>How much of a block can be read for itself: to its last white space, or all of it where that is far away.</summary>
    private static int BlockEnd(ReadOnlySpan<char> block, bool isLast)
    {
        if (isLast)
            return block.Length;
        for (var i = block.Length - 1; i > block.Length / 2; i--)
        {
            // A hyphen at the end of a line belongs to what follows.
            if (block[i] is ' ' or '\n' or '\t' && block[i - 1] is not ('-' or '\r' or '\u2010'))
                return i;
        }

        return char.IsHighSurrogate(block[^1]) ? block.Length - 1 : block.Length;
    }
}
