namespace Esdh.Core.Files.Mime;

/// <summary>Undoes one Content-Transfer-Encoding piece by piece. Wrong characters are skipped or kept as they are, never refused.</summary>
internal abstract class TransferDecoder
{
    /// <summary>True where something had to be guessed.</summary>
    public bool Damaged { get; protected set; }

    public static TransferDecoder? For(string encoding) => encoding switch
    {
        "" or "7bit" or "8bit" or "binary" => new Plain(),
        "base64" => new Base64(),
        "quoted-printable" => new QuotedPrintable(),
        _ => null,
    };

    public abstract void Write(ReadOnlySpan<byte> piece, Stream to);

    public virtual void End(Stream to)
    {
    }

    private sealed class Plain : TransferDecoder
    {
        public override void Write(ReadOnlySpan<byte> piece, Stream to) => to.Write(piece);
    }

    private sealed class Base64 : TransferDecoder
    {
        private int _bits;
        private int _count;

        public override void Write(ReadOnlySpan<byte> piece, Stream to)
        {
            Span<byte> output = stackalloc byte[4096];
            var length = 0;
            foreach (var c in piece)
            {
                if (c == '=')
                {
                    (_bits, _count) = (0, 0); // padding: what follows, if anything, is a new run
                    continue;
                }

                var value = c is (byte)'-' or (byte)'_' ? -1 : MimeText.Base64Value(c);
                if (value < 0)
                {
                    Damaged |= c > ' ';
                    continue;
                }

                _bits = (_bits << 6 | value) & 0xFFFF;
                _count += 6;
                if (_count >= 8)
                {
                    _count -= 8;
                    output[length++] = (byte)(_bits >> _count);
                    if (length == output.Length)
                    {
                        to.Write(output);
                        length = 0;
                    }
                }
            }

            to.Write(output[..length]);
        }

        public override void End(Stream to) => Damaged |= _count == 6 || _count > 0 && (_bits & ((1 << _count) - 1)) != 0;
    }

    private sealed class QuotedPrintable : TransferDecoder
    {
        private const int MostSpaces = 4096;
        private readonly List<byte> _spaces = [];
        private readonly List<byte> _held = []; // '=' and what followed it, not yet understood

        public override void Write(ReadOnlySpan<byte> piece, Stream to)
        {
            var output = new byte[piece.Length + MostSpaces + 8];
            var length = 0;
            foreach (var c in piece)
            {
                if (_held.Count > 0)
                {
                    if (Held(c, output, ref length))
                    {
                        continue;
                    }
                }

                switch (c)
                {
                    case (byte)' ' or (byte)'\t' when _spaces.Count < MostSpaces:
                        _spaces.Add(c);
                        break;
                    case (byte)'\r' or (byte)'\n':
                        _spaces.Clear(); // space at the end of a line came on the way
                        output[length++] = c;
                        break;
                    case (byte)'=':
                        Spaces(output, ref length);
                        _held.Add(c);
                        break;
                    default:
                        Spaces(output, ref length);
                        output[length++] = c;
                        break;
                }

                if (length > output.Length - MostSpaces - 8)
                {
                    to.Write(output.AsSpan(0, length));
                    length = 0;
                }
            }

            to.Write(output.AsSpan(0, length));
        }

        public override void End(Stream to)
        {
            if (_held.Count > 1 && _held[1] is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                Damaged = true;
                to.Write([.. _held]);
            }
        }

        /// <summary>True where <paramref name="c"/> belongs to what is held.</summary>
        private bool Held(byte c, byte[] output, ref int length)
        {
            if (c == '\n')
            {
                if (_held.Count == 2 && char.IsAsciiHexDigit((char)_held[1]))
                {
                    GiveUp(output, ref length);
                    return false;
                }

                _held.Clear(); // soft line break
                return true;
            }

            if (_held.Count == 1 && (c is (byte)' ' or (byte)'\t' or (byte)'\r' || char.IsAsciiHexDigit((char)c)))
            {
                _held.Add(c);
                return true;
            }

            if (_held.Count > 1 && _held[1] is (byte)' ' or (byte)'\t' && c is (byte)' ' or (byte)'\t' or (byte)'\r')
            {
                return true; // "=  \r\n": a soft break with space after it
            }

            if (_held.Count == 2 && char.IsAsciiHexDigit((char)_held[1]) && char.IsAsciiHexDigit((char)c))
            {
                output[length++] = (byte)(Convert.ToInt32(((char)_held[1]).ToString(), 16) << 4 | Convert.ToInt32(((char)c).ToString(), 16));
                _held.Clear();
                return true;
            }

            GiveUp(output, ref length);
            return false;
        }

        private void GiveUp(byte[] output, ref int length)
        {
            Damaged = true;
            foreach (var b in _held)
            {
                output[length++] = b;
            }

            _held.Clear();
        }

        private void Spaces(byte[] output, ref int length)
        {
            foreach (var b in _spaces)
            {
                output[length++] = b;
            }

            _spaces.Clear();
        }
    }
}
