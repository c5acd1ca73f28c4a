using System.Net;
using System.Text;

namespace Esdh.Core.Files.Mime;

/// <summary>
/// Reads mails (RFC 5322, MIME in RFC 2045-2049, 2047 and 2231), sound and broken. Whatever the bytes are, it answers with what it
/// understood and Danish warnings on the rest; it throws only when reading the stream or writing a temporary file fails, or when cancelled.
/// Memory is bounded by <see cref="MimeLimits"/>, time is linear in the input (times the levels of mails in mails).
/// </summary>
public static class MimeReader
{
    /// <summary>Reads <paramref name="input"/> from where it stands to its end. The stream stays open; dispose the answer.</summary>
    public static MimeMessage Read(Stream input, MimeLimits? limits = null, CancellationToken ct = default)
    {
        var reading = new Reading(limits ?? new(), ct);
        try
        {
            var message = reading.Message(input, 0);
            message.Warnings = reading.Warnings;
            return message;
        }
        catch
        {
            reading.DisposeAll();
            throw;
        }
    }

    private enum Ended
    {
        Input,
        Boundary,
    }

    private sealed class Boundary(byte[] text)
    {
        public byte[] Text { get; } = text;

        public bool Closed { get; set; }
    }

    private sealed class Headers
    {
        private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

        public int Count => _values.Count;

        public string? this[string name] => _values.GetValueOrDefault(name);

        public void Add(string name, string value, bool list)
        {
            if (!_values.TryAdd(name, value) && list)
            {
                _values[name] += ", " + value;
            }
        }
    }

    /// <summary>A piece of the body as the sender saw it: plain text, HTML, or both for the same thing.</summary>
    private sealed class Segment
    {
        public string? Text { get; set; }

        public string? Html { get; set; }
    }

    private sealed class Building
    {
        public List<Segment> Segments { get; } = [];

        public List<MimeAttachment> Attachments { get; } = [];
    }

    private sealed class Reading(MimeLimits limits, CancellationToken ct)
    {
        private const int MostWarnings = 50;
        private readonly List<string> _warnings = [];
        private readonly List<IDisposable> _made = [];
        private int _parts;
        private long _bytes;
        private int _bodyBytes;

        public IReadOnlyList<string> Warnings => _warnings;

        public void DisposeAll() => _made.ForEach(made => made.Dispose());

        private void Warn(string sentence)
        {
            if (_warnings.Count < MostWarnings && !_warnings.Contains(sentence))
            {
                _warnings.Add(sentence);
            }
        }

        public MimeMessage Message(Stream input, int depth)
        {
            var reader = new LineReader(input, ct);
            var headers = ReadHeaders(reader, [], isMessage: true, out _);
            var building = new Building();
            if (headers.Count == 0)
            {
                Warn("Mailen har intet læseligt brevhoved.");
            }

            Part(reader, headers, [], building, segment: null, depth, "text/plain", inRelated: false);

            var subject = MimeText.DecodeWords(headers["Subject"] ?? "");
            var date = MimeText.ParseDate(headers["Date"]);
            if (headers["Date"] is not null && date is null)
            {
                Warn("Mailens dato kan ikke læses.");
            }

            var html = building.Segments.Any(segment => segment.Html is not null);
            return new()
            {
                From = Addresses(headers["From"] ?? headers["Sender"]),
                To = Addresses(headers["To"]),
                Cc = Addresses(headers["Cc"]),
                Bcc = Addresses(headers["Bcc"]),
                Subject = subject,
                Date = date,
                MessageId = FirstId(headers["Message-ID"]),
                InReplyTo = FirstId(headers["In-Reply-To"]),
                References = MimeText.ParseIds(headers["References"], 1_000),
                BodyText = building.Segments.Any(segment => segment.Text is not null)
                    ? string.Join("\n", building.Segments.Select(segment => segment.Text).Where(text => text is not null))
                    : null,
                BodyHtml = html
                    ? string.Join("\n<hr>\n", building.Segments.Select(s => s.Html ?? $"<pre>{WebUtility.HtmlEncode(s.Text)}</pre>"))
                    : null,
                Attachments = building.Attachments,
            };
        }

        private static string? FirstId(string? raw) => MimeText.ParseIds(raw, 1) is [var id, ..] ? id : null;

        private IReadOnlyList<MimeAddress> Addresses(string? raw)
        {
            var addresses = MimeText.ParseAddresses(raw, 1_000, out var cut);
            if (cut)
            {
                Warn("Mailen har over 1.000 modtagere; resten er udeladt her.");
            }

            return addresses;
        }

        /// <summary>Headers up to the empty line, or up to a boundary. A first line that is no header means that there are none.</summary>
        private Headers ReadHeaders(LineReader reader, List<Boundary> boundaries, bool isMessage, out bool hitBoundary)
        {
            var headers = new Headers();
            var current = new List<byte>();
            var total = 0;
            var first = true;
            var tooLong = false;
            hitBoundary = false;
            while (reader.Next())
            {
                var line = reader.Line;
                if (reader.AtLineStart)
                {
                    var trimmed = TrimEnd(line);
                    if (trimmed.IsEmpty && (line.Length is 1 or 2 || first is false || !isMessage))
                    {
                        break;
                    }

                    if (Match(trimmed, boundaries) is not null)
                    {
                        reader.PushBack();
                        hitBoundary = true;
                        break;
                    }

                    var colon = trimmed.IndexOf((byte)':');
                    var continues = line[0] is (byte)' ' or (byte)'\t';
                    if (!continues && !IsHeaderName(trimmed, colon))
                    {
                        if (first && isMessage && line.StartsWith("From "u8) || (first && line.StartsWith(">From "u8)))
                        {
                            continue; // the envelope line of an mbox file
                        }

                        if (first)
                        {
                            reader.PushBack();
                            break;
                        }

                        Warn("Mailen har linjer i brevhovedet, der ikke kan læses.");
                        Keep(headers, current);
                        continue;
                    }

                    if (!continues)
                    {
                        Keep(headers, current);
                    }

                    first = false;
                }

                total += line.Length;
                if (total > limits.HeaderBytes)
                {
                    tooLong = true;
                    continue;
                }

                current.AddRange(line);
            }

            Keep(headers, current);
            if (tooLong)
            {
                Warn("Mailens brevhoved er for langt; kun begyndelsen er læst.");
            }

            return headers;
        }

        private static void Keep(Headers headers, List<byte> line)
        {
            if (line.Count == 0)
            {
                return;
            }

            var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line);
            var colon = bytes.IndexOf((byte)':');
            if (colon > 0 && headers.Count < 2_000)
            {
                var name = Encoding.ASCII.GetString(bytes[..colon]).Trim();
                var value = MimeText.Guess(bytes[(colon + 1)..]);
                var text = new StringBuilder(value.Length);
                foreach (var c in value)
                {
                    if (c is not ('\r' or '\n'))
                    {
                        text.Append(c);
                    }
                }

                headers.Add(name, text.ToString().Trim(), name.ToUpperInvariant() is "TO" or "CC" or "BCC");
            }

            line.Clear();
        }

        private static bool IsHeaderName(ReadOnlySpan<byte> line, int colon)
        {
            if (colon is <= 0 or > 200)
            {
                return false;
            }

            return !line[..colon].TrimEnd((byte)' ').ContainsAnyExceptInRange((byte)33, (byte)126);
        }

        private Ended Part(
            LineReader reader, Headers headers, List<Boundary> boundaries, Building building, Segment? segment, int depth, string defaultType, bool inRelated)
        {
            var (type, parameters) = MimeText.ParseParameters(headers["Content-Type"]);
            var (disposition, dispositionParameters) = MimeText.ParseParameters(headers["Content-Disposition"]);
            var encoding = MimeText.ParseParameters(headers["Content-Transfer-Encoding"]).Value;
            var givenName = dispositionParameters.GetValueOrDefault("filename") ?? parameters.GetValueOrDefault("name")
                ?? dispositionParameters.GetValueOrDefault("name");
            if (givenName is not null)
            {
                givenName = MimeText.DecodeWords(givenName);
            }

            if (type.Length == 0)
            {
                type = givenName is null ? defaultType : "application/octet-stream";
            }
            else if (!type.Contains('/', StringComparison.Ordinal))
            {
                type = givenName is null && type == "text" ? "text/plain" : "application/octet-stream";
            }

            if (type.StartsWith("multipart/", StringComparison.Ordinal))
            {
                if (depth >= limits.Depth)
                {
                    Warn($"Mailen har dele i flere end {limits.Depth} lag; de inderste er ikke læst.");
                }
                else
                {
                    if (type == "multipart/encrypted")
                    {
                        Warn("Mailen er krypteret og kan ikke læses her.");
                    }

                    return Multipart(reader, type, parameters.GetValueOrDefault("boundary"), boundaries, building, segment, depth, inRelated);
                }
            }

            return Leaf(reader, headers, boundaries, building, segment, depth, type, parameters, disposition, encoding, givenName, inRelated);
        }

        private Ended Multipart(
            LineReader reader, string type, string? boundaryText, List<Boundary> boundaries, Building building, Segment? segment, int depth, bool inRelated)
        {
            boundaryText = boundaryText?.TrimEnd();
            var own = string.IsNullOrEmpty(boundaryText) || boundaryText.Length > 1_000 ? null : new Boundary(Encoding.UTF8.GetBytes(boundaryText));
            if (own is not null)
            {
                boundaries.Add(own);
            }

            // Until our own boundary is met this is only a preamble; if it never comes the text must not be lost.
            var preamble = Make();
            var ended = Scan(reader, boundaries, preamble, TransferDecoder.For("")!, out var met);
            if (own is not null && met == own)
            {
                preamble.Dispose();
                ended = Children(reader, type, own, boundaries, building, segment, depth, inRelated);
                boundaries.Remove(own);
                if (ended == Ended.Input && !own.Closed)
                {
                    Warn("Mailen slutter før tid; den sidste del kan være afkortet.");
                }

                return ended;
            }

            if (own is not null)
            {
                boundaries.Remove(own);
            }

            Warn("Mailens dele er ikke adskilt, som den selv siger; indholdet er læst så godt, det kan lade sig gøre.");
            preamble.Position = 0;
            var candidate = FindBoundary(preamble);
            preamble.Position = 0;
            var inner = new LineReader(preamble, ct);
            if (candidate is not null && depth + 1 < limits.Depth)
            {
                var guess = new Boundary(candidate);
                List<Boundary> only = [guess];
                _ = Scan(inner, only, Stream.Null, TransferDecoder.For("")!, out _);
                Children(inner, type, guess, only, building, segment, depth + 1, inRelated);
            }
            else if (preamble.Length > 0)
            {
                Leaf(inner, new(), [], building, segment, depth, "text/plain", [], "", "", null, inRelated);
            }

            preamble.Dispose();
            return ended;
        }

        /// <summary>Parts until the closing boundary and its epilogue; the reader stands after the opening one.</summary>
        private Ended Children(
            LineReader reader, string type, Boundary own, List<Boundary> boundaries, Building building, Segment? segment, int depth, bool inRelated)
        {
            if (type == "multipart/alternative" && segment is null)
            {
                segment = new();
                building.Segments.Add(segment);
            }

            var childType = type == "multipart/digest" ? "message/rfc822" : "text/plain";
            while (!own.Closed)
            {
                if (++_parts > limits.Parts)
                {
                    Warn($"Mailen har flere end {limits.Parts:N0} dele; resten er ikke læst.".Replace(',', '.'));
                    while (reader.Next())
                    {
                    }

                    return Ended.Input;
                }

                var headers = ReadHeaders(reader, boundaries, isMessage: false, out var hit);
                Ended ended;
                if (hit)
                {
                    // Headers alone, then a boundary: an empty part.
                    ended = Scan(reader, boundaries, Stream.Null, TransferDecoder.For("")!, out _);
                }
                else
                {
                    ended = Part(reader, headers, boundaries, building, segment, depth + 1, childType, inRelated || type == "multipart/related");
                }

                if (ended == Ended.Input)
                {
                    return Ended.Input;
                }

                if (_lastMet != own)
                {
                    return Ended.Boundary; // an outer boundary came first: ours was never closed
                }
            }

            // The epilogue goes to the outer boundary.
            return Scan(reader, boundaries, Stream.Null, TransferDecoder.For("")!, out _);
        }

        private Boundary? _lastMet;

        /// <summary>
        /// Copies decoded lines until one of the boundaries or the end. The line end before a boundary belongs to the boundary. A closed
        /// boundary no longer counts.
        /// </summary>
        private Ended Scan(LineReader reader, List<Boundary> boundaries, Stream to, TransferDecoder decoder, out Boundary? met)
        {
            ReadOnlySpan<byte> crlf = "\r\n"u8;
            var heldEnd = 0; // how much of "\r\n" is held back
            var cut = false;
            while (reader.Next())
            {
                var line = reader.Line;
                if (reader.AtLineStart && line.StartsWith("--"u8) && Match(TrimEnd(line), boundaries) is { } hit)
                {
                    hit.Boundary.Closed |= hit.Closes;
                    _lastMet = met = hit.Boundary;
                    decoder.End(to);
                    return Ended.Boundary;
                }

                if (heldEnd > 0)
                {
                    Put(heldEnd == 2 ? crlf : crlf[1..]);
                }

                heldEnd = line.EndsWith(crlf) ? 2 : line.EndsWith("\n"u8) ? 1 : 0;
                Put(line[..^heldEnd]);
            }

            if (heldEnd > 0)
            {
                Put(heldEnd == 2 ? crlf : crlf[1..]);
            }

            decoder.End(to);
            _lastMet = met = null;
            return Ended.Input;

            void Put(ReadOnlySpan<byte> bytes)
            {
                if (to == Stream.Null || cut)
                {
                    return;
                }

                _bytes += bytes.Length;
                if (_bytes > limits.TotalBytes)
                {
                    cut = true;
                    Warn("Mailen er for stor til at blive læst helt; de sidste dele mangler eller er afkortet.");
                    return;
                }

                decoder.Write(bytes, to);
            }
        }

        private Ended Leaf(
            LineReader reader,
            Headers headers,
            List<Boundary> boundaries,
            Building building,
            Segment? segment,
            int depth,
            string type,
            Dictionary<string, string> parameters,
            string disposition,
            string encoding,
            string? givenName,
            bool inRelated)
        {
            var decoder = TransferDecoder.For(encoding);
            if (decoder is null)
            {
                Warn($"En del af mailen er kodet på en ukendt måde (»{Short(encoding)}«) og er gemt uafkodet.");
                decoder = TransferDecoder.For("")!;
            }

            var content = Make();
            var ended = Scan(reader, boundaries, content, decoder, out _);
            var metHere = _lastMet;
            if (decoder.Damaged)
            {
                Warn(givenName is null
                    ? "En del af mailen er beskadiget i kodningen."
                    : $"Filen »{Short(CleanFileName.From(givenName).Name)}« er beskadiget i mailens kodning.");
            }

            content.Position = 0;
            if (type is "text/plain" or "text/html" && givenName is null && disposition != "attachment" && _bodyBytes < limits.BodyBytes)
            {
                AddText(content, type, parameters.GetValueOrDefault("charset"), building, segment);
                content.Dispose();
            }
            else
            {
                Attach(content, headers, building, depth, type, disposition, givenName, inRelated);
            }

            _lastMet = metHere; // reading a mail inside has its own boundaries
            return ended;
        }

        private void AddText(SpillStream content, string type, string? charset, Building building, Segment? segment)
        {
            var length = (int)Math.Min(content.Length, limits.BodyBytes - _bodyBytes);
            _bodyBytes += length;
            if (content.Length > length)
            {
                Warn("Mailens tekst er for lang og er afkortet her; den fulde tekst står i den oprindelige mail.");
            }

            var bytes = new byte[length];
            content.ReadExactly(bytes);
            var text = MimeText.Decode(content.Length > length ? MimeText.WholeLetters(bytes) : bytes, charset, out var unknown).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
            if (unknown)
            {
                Warn($"Mailen bruger et ukendt tegnsæt (»{Short(charset!)}«); bogstaver kan være forkerte.");
            }

            if (segment is null)
            {
                if (text.Length == 0)
                {
                    return;
                }

                segment = new();
                building.Segments.Add(segment);
            }

            if (type == "text/html")
            {
                segment.Html = segment.Html is null ? text : segment.Html + "\n" + text;
            }
            else
            {
                segment.Text = segment.Text is null ? text : segment.Text + "\n" + text;
            }
        }

        private void Attach(
            SpillStream content, Headers headers, Building building, int depth, string type, string disposition, string? givenName, bool inRelated)
        {
            MimeMessage? message = null;
            if (type is "message/rfc822" or "message/global" && content.Length > 0)
            {
                if (depth >= limits.Depth)
                {
                    Warn($"Mailen har mails inden i hinanden i flere end {limits.Depth} lag; de inderste er ikke læst.");
                }
                else
                {
                    message = Message(content, depth + 1);
                }
            }

            switch (type)
            {
                case "application/ms-tnef":
                    Warn("Mailen er sendt i Outlooks eget format (winmail.dat); dens vedhæftede filer ligger inde i den fil.");
                    break;
                case "application/pkcs7-mime" or "application/x-pkcs7-mime":
                    Warn("Mailen eller en del af den er krypteret eller pakket ind i en signatur (S/MIME) og kan ikke læses her.");
                    break;
                case "message/partial" or "message/external-body":
                    Warn("En del af mailen er ikke sendt med; den ligger et andet sted.");
                    break;
            }

            var fallback = message is { Subject.Length: > 0 }
                ? CleanFileName.From(message.Subject.Replace('/', '-').Replace('\\', '-')).Name + ".eml"
                : $"vedhæftet-{building.Attachments.Count + 1}{FileInspector.ExtensionOf(type)}";
            var name = CleanFileName.From(givenName, fallback);
            if (name.WasChanged && givenName is not null)
            {
                Warn($"Et filnavn i mailen havde sti eller ulovlige tegn; filen er gemt som »{Short(name.Name)}«.");
            }

            var id = headers["Content-ID"]?.Trim().TrimStart('<').TrimEnd('>').Trim();
            building.Attachments.Add(new(content)
            {
                Name = givenName is null ? CleanFileName.From(fallback).Name : name.Name,
                NameWasCleaned = name.WasChanged && givenName is not null,
                ContentType = type,
                IsInline = disposition != "attachment" && (disposition == "inline" && id is not null || (inRelated && id is not null)),
                ContentId = string.IsNullOrEmpty(id) ? null : id,
                Message = message,
            });
        }

        private SpillStream Make()
        {
            var stream = new SpillStream(limits.MemoryBytes);
            _made.Add(stream);
            return stream;
        }

        private static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;

        /// <summary>The first line of the form <c>--word</c> that is followed by a Content- header.</summary>
        private byte[]? FindBoundary(Stream stream)
        {
            var reader = new LineReader(stream, ct);
            byte[]? candidate = null;
            while (reader.Next())
            {
                var line = TrimEnd(reader.Line);
                if (candidate is not null && line.Length > 8 && Encoding.ASCII.GetString(line[..8]).Equals("content-", StringComparison.OrdinalIgnoreCase))
                {
                    return candidate;
                }

                candidate = reader.AtLineStart && line.Length is > 2 and < 200 && line.StartsWith("--"u8) ? line[2..].ToArray() : null;
            }

            return null;
        }

        private static (Boundary Boundary, bool Closes)? Match(ReadOnlySpan<byte> line, List<Boundary> boundaries)
        {
            if (!line.StartsWith("--"u8))
            {
                return null;
            }

            var rest = line[2..];
            for (var i = boundaries.Count - 1; i >= 0; i--)
            {
                var boundary = boundaries[i];
                if (boundary.Closed || !rest.StartsWith(boundary.Text))
                {
                    continue;
                }

                if (rest.Length == boundary.Text.Length)
                {
                    return (boundary, false);
                }

                if (rest.Length == boundary.Text.Length + 2 && rest.EndsWith("--"u8))
                {
                    return (boundary, true);
                }
            }

            return null;
        }

        private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> line) => line.TrimEnd(" \t\r\n"u8);
    }
}
