using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Esdh.Core.Text;

/// <summary>
/// Writes CSV as a Danish Excel opens it: UTF-8 with a byte order mark, semicolons, CRLF, quotes where needed. Cells that a
/// spreadsheet would take for a formula are made harmless.
/// </summary>
/// <remarks>Asynchronous throughout, so that it may write straight to a response. Disposing flushes; the stream stays open.</remarks>
public sealed partial class CsvWriter(Stream stream) : IAsyncDisposable
{
    private readonly StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16 * 1024, leaveOpen: true);

    private static readonly SearchValues<char> Quoted = SearchValues.Create(";\"\r\n\t,");

    public async Task WriteRowAsync(IEnumerable<string?> cells, CancellationToken cancellationToken = default)
    {
        var row = new StringBuilder();
        foreach (var cell in cells)
            row.Append(Cell(cell)).Append(';');
        if (row.Length > 0)
            row.Length--;
        row.Append("\r\n");
        await writer.WriteAsync(row, cancellationToken);
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    /// <summary>
    /// One cell: given a leading apostrophe when it starts with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c> (also full width), tab or
    /// line break and is no plain number (<c>-1.234,50</c>), then quoted when it holds a semicolon, quote, line break or outer space.
    /// </summary>
    public static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var cell = text.Replace("\0", "", StringComparison.Ordinal);
        if (cell.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(cell[0], StringComparison.Ordinal) && !PlainNumber().IsMatch(cell))
            cell = "'" + cell;
        return cell.AsSpan().ContainsAny(Quoted) || cell.AsSpan().Trim().Length != cell.Length
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
    }

    [GeneratedRegex(@"^[+-]?(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)\z")]
    private static partial Regex PlainNumber();
}
