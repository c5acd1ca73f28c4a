using System.Text;
using Esdh.Core.Files.Mime;

namespace Esdh.Core.Search;

/// <summary>The text of RTF: a linear scan with a bounded stack; what it does not know it leaves out.</summary>
internal static class RtfText
{
    private const int Deepest = 500;

    private static readonly HashSet<string> Hidden = new(StringComparer.Ordinal)
    {
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "themedata", "colorschememapping", "datastore", "latentstyles", "listtable",
        "listoverridetable", "revtbl", "rsidtbl", "generator", "xmlnstbl", "fldinst", "bkmkstart", "bkmkend", "mmathPr", "filetbl", "private", "template", "operator",
        "nonshppict", "blipuid", "picprop", "sp", "pgptbl", "htmltag", "mhtmltag", "deleted",
    };

    private readonly record struct Group(bool IsHidden, int SkipAfterUnicode);

    public static void Read(Stream content, TextSink sink, CancellationToken ct)
    {
        var input = new Input(content);
        var groups = new Stack<Group>();
        var group = new Group(false, 1);
        var encoding = MimeText.Windows1252;
        var (skip, tooDeep, steps, half) = (0, 0, 0, '\0');
        List<byte> bytes = [];
        Span<char> one = stackalloc char[1];
        while (!sink.IsFull)
        {
            if ((++steps & 0xFFFF) == 0)
                ct.ThrowIfCancellationRequested();
            var b = input.ReadByte();
            if (b is not '\\' && (b < 0x80 || b is -1))
                FlushBytes();
            switch (b)
            {
                case -1:
                    return;
                case '{':
                    if (groups.Count < Deepest)
                        groups.Push(group);
                    else
                        tooDeep++;
                    skip = 0;
                    break;
                case '}':
                    if (tooDeep > 0)
                        tooDeep--;
                    else if (groups.Count > 0)
                        group = groups.Pop();
                    skip = 0;
                    break;
                case '\r' or '\n':
                    break;
                case '\\':
                    Control(input.ReadByte());
                    break;
                case >= 0x80:
                    Byte((byte)b);
                    break;
                default:
                    if (skip > 0)
                    {
                        skip--;
                    }
                    else if (!group.IsHidden)
                    {
                        one[0] = (char)b;
                        sink.Add(one);
                    }

                    break;
            }
        }

        void Byte(byte value)
        {
            if (skip > 0)
                skip--;
            else if (!group.IsHidden && bytes.Count < 64 * 1024)
                bytes.Add(value);
        }

        void FlushBytes()
        {
            if (bytes.Count == 0)
                return;
            sink.Add(encoding.GetString([.. bytes]));
            bytes.Clear();
        }

        void Control(int c)
        {
            if (c == '\'')
            {
                var (high, low) = (Hex(input.ReadByte()), Hex(input.ReadByte()));
                if (high >= 0 && low >= 0)
                    Byte((byte)(high << 4 | low));
                return;
            }

            FlushBytes();
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z')))
            {
                Symbol(c);
                return;
            }

            var word = new StringBuilder();
            for (; c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'); c = input.ReadByte())
            {
                if (word.Length < 32)
                    word.Append((char)c);
            }

            var (isNegative, hasNumber, number) = (c == '-', false, 0L);
            if (isNegative)
                c = input.ReadByte();
            for (; c is >= '0' and <= '9'; c = input.ReadByte())
                (hasNumber, number) = (true, Math.Min(int.MaxValue, (number * 10) + c - '0'));
            if (c is not (' ' or -1))
                input.Back();
            Word(word.ToString(), hasNumber ? (int)(isNegative ? -number : number) : null);
        }

        void Symbol(int c)
        {
            switch (c)
            {
                case '*':
                    group = group with { IsHidden = true };
                    break;
                case '~' or '_' or '-' or '{' or '}' or '\\':
                    if (skip > 0)
                        skip--;
                    else if (!group.IsHidden && c != '-')
                        sink.Add(c == '~' ? " " : c == '_' ? "-" : ((char)c).ToString());
                    break;
                case '\r' or '\n':
                    sink.Line();
                    break;
            }
        }

        void Word(string word, int? number)
        {
            switch (word)
            {
                case "par" or "line" or "row" or "page" or "sect" or "pard" when !group.IsHidden:
                    sink.Line();
                    break;
                case "tab" or "cell" or "nestcell" or "emspace" or "enspace" when !group.IsHidden:
                    sink.Space();
                    break;
                case "uc":
                    group = group with { SkipAfterUnicode = Math.Clamp(number ?? 1, 0, 16) };
                    break;
                case "u" when number is { } code:
                    if (!group.IsHidden)
                        Unicode((char)(ushort)(short)code);
                    skip = group.SkipAfterUnicode;
                    break;
                case "bin":
                    for (var left = number ?? 0; left > 0 && input.ReadByte() >= 0; left--)
                    {
                    }

                    break;
                case "ansicpg" when number is { } page:
                    encoding = MimeText.CodePage(page) ?? encoding;
                    break;
                case "mac":
                    encoding = MimeText.CodePage(10000) ?? encoding;
                    break;
                case "emdash" or "endash" or "bullet" or "lquote" or "rquote" or "ldblquote" or "rdblquote" when !group.IsHidden:
                    sink.Add(word switch { "emdash" or "endash" => "–", "bullet" => "•", "lquote" or "rquote" => "’", _ => "”" });
                    break;
                default:
                    if (Hidden.Contains(word))
                        group = group with { IsHidden = true };
                    break;
            }
        }

        void Unicode(char c)
        {
            // Halves of a pair come one by one.
            if (char.IsHighSurrogate(c))
            {
                half = c;
                return;
            }

            sink.Add(char.IsLowSurrogate(c) && half != '\0' ? [half, c] : [c]);
            half = '\0';
        }
    }

    /// <summary>Bytes with one step back.</summary>
    private sealed class Input(Stream stream)
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private int _at;
        private int _length;

        public int ReadByte()
        {
            if (_at == _length)
            {
                // The last byte is kept, to be stepped back to.
                _buffer[0] = _length > 0 ? _buffer[_length - 1] : (byte)0;
                var read = stream.Read(_buffer, 1, _buffer.Length - 1);
                (_at, _length) = (1, 1 + read);
                if (read == 0)
                    return -1;
            }

            return _buffer[_at++];
        }

        public void Back() => _at = Math.Max(0, _at - 1);
    }

    private static int Hex(int c) => c switch { >= '0' and <= '9' => c - '0', >= 'a' and <= 'f' => c - 'a' + 10, >= 'A' and <= 'F' => c - 'A' + 10, _ => -1 };
}
