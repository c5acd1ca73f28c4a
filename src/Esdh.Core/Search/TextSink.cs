using System.Text;

namespace Esdh.Core.Search;

/// <summary>Takes text up to a bound. White space is one space or one line break, control characters are spaces, lone surrogates U+FFFD.</summary>
internal sealed class TextSink(int most, CancellationToken ct)
{
    private readonly StringBuilder _text = new();
    private int _sinceAsked;
    private bool _wantsSpace;
    private bool _wantsLine;

    public int Length => _text.Length;

    /// <summary>More came than there was room for; what reads can stop.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Letters and digits of all that was taken.</summary>
    public long Letters { get; private set; }

    public void Line() => _wantsLine = true;

    public void Space() => _wantsSpace = true;

    /// <exception cref="OperationCanceledException">It is time to stop.</exception>
    public void Add(ReadOnlySpan<char> text)
    {
        if ((_sinceAsked += text.Length + 1) > 65_536)
        {
            _sinceAsked = 0;
            ct.ThrowIfCancellationRequested();
        }

        for (var i = 0; i < text.Length && !IsFull; i++)
        {
            var c = text[i];
            if (c is '\n' or '\f' or '\v' or '\u2028' or '\u2029' or '\u0085')
            {
                _wantsLine = true;
                continue;
            }

            if (char.IsControl(c) || char.IsWhiteSpace(c))
            {
                _wantsSpace = true;
                continue;
            }

            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (_text.Length + 3 > most)
            {
                IsFull = true;
                return;
            }

            if (_text.Length > 0 && (_wantsLine || _wantsSpace))
                _text.Append(_wantsLine ? '\n' : ' ');
            _wantsLine = _wantsSpace = false;
            if (isPair)
                _text.Append(c).Append(text[++i]);
            else
                _text.Append(char.IsSurrogate(c) ? '\uFFFD' : c);
            if (char.IsLetterOrDigit(c))
                Letters++;
        }
    }

    public override string ToString() => _text.ToString();
}
