using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Esdh.Benchmarks.Kommune;

/// <summary>Rows of one table by a prepared insert, value by value in the order of the columns: a million rows of twenty columns take seconds.</summary>
internal sealed class Raekkeskriver : IDisposable
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _stmt;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly int _columns;
    private int _at;

    public Raekkeskriver(SqliteConnection connection, string table, string columns)
    {
        _db = connection.Handle!;
        _columns = columns.Split(',').Length;
        var code = raw.sqlite3_prepare_v2(_db, $"insert into {table} ({columns}) values ({string.Join(',', Enumerable.Repeat("?", _columns))})", out _stmt);
        if (code != raw.SQLITE_OK)
            throw new InvalidOperationException($"{table}: {raw.sqlite3_errmsg(_db).utf8_to_string()}");
    }

    public long Antal { get; private set; }

    public Raekkeskriver Tal(long value)
    {
        raw.sqlite3_bind_int64(_stmt, ++_at, value);
        return this;
    }

    public Raekkeskriver Tal(long? value) => value is { } v ? Tal(v) : Intet();

    public Raekkeskriver Ja(bool value) => Tal(value ? 1 : 0);

    public Raekkeskriver Tekst(string? value)
    {
        if (value is null)
            return Intet();
        raw.sqlite3_bind_text(_stmt, ++_at, _buffer.AsSpan(0, Encoding.UTF8.GetBytes(value, _buffer)));
        return this;
    }

    public Raekkeskriver Utf8(ReadOnlySpan<byte> value)
    {
        raw.sqlite3_bind_text(_stmt, ++_at, value);
        return this;
    }

    public Raekkeskriver Id(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        raw.sqlite3_bind_blob(_stmt, ++_at, bytes);
        return this;
    }

    public Raekkeskriver Id(Guid? value) => value is { } v ? Id(v) : Intet();

    public Raekkeskriver Bytes(ReadOnlySpan<byte> value)
    {
        raw.sqlite3_bind_blob(_stmt, ++_at, value);
        return this;
    }

    public Raekkeskriver Intet()
    {
        raw.sqlite3_bind_null(_stmt, ++_at);
        return this;
    }

    public void Skriv()
    {
        if (_at != _columns)
            throw new InvalidOperationException($"{_at} values for {_columns} columns.");
        if (raw.sqlite3_step(_stmt) != raw.SQLITE_DONE)
            throw new InvalidOperationException(raw.sqlite3_errmsg(_db).utf8_to_string());
        raw.sqlite3_reset(_stmt);
        (_at, Antal) = (0, Antal + 1);
    }

    public void Dispose() => _stmt.Dispose();
}
