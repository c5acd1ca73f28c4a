namespace Esdh.Core.Files.Mime;

/// <summary>
/// Lines of a stream with their ends, in constant memory: a line longer than the buffer comes in several pieces. CRLF, LF and a lone CR
/// before anything but LF count as one line end each, the last only as content.
/// </summary>
internal sealed class LineReader(Stream input, CancellationToken ct)
{
    private const int Longest = 64 * 1024;

    private readonly byte[] _buffer = new byte[Longest * 2];
    private int _start;
    private int _end;
    private bool _eof;
    private bool _again;
    private int _length;
    private bool _endedLine = true;

    /// <summary>True where <see cref="Line"/> begins a line, false for the later pieces of a very long one.</summary>
    public bool AtLineStart { get; private set; }

    /// <summary>The current line or piece, with its line end.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_start, _length);

    /// <summary>The next <see cref="Next"/> gives the same line again.</summary>
    public void PushBack() => _again = true;

    public bool Next()
    {
        if (_again)
        {
            _again = false;
            return _length > 0;
        }

        _start += _length;
        _length = 0;
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0 && searched + at < Longest)
            {
                return Take(searched + at + 1, ended: true);
            }

            searched = _end - _start;
            if (searched >= Longest)
            {
                // Not between CR and LF, so that a line end is never split.
                return Take(_buffer[_start + Longest - 1] == '\r' ? Longest - 1 : Longest, ended: false);
            }

            if (_eof)
            {
                return searched > 0 && Take(searched, ended: true);
            }

            Fill();
        }
    }

    private bool Take(int length, bool ended)
    {
        AtLineStart = _endedLine;
        _endedLine = ended;
        _length = length;
        return true;
    }

    private void Fill()
    {
        ct.ThrowIfCancellationRequested();
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = input.Read(_buffer, _end, _buffer.Length - _end);
        _eof = read == 0;
        _end += read;
    }
}
