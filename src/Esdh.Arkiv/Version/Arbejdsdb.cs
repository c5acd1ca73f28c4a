using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Esdh.Arkiv.Version;

/// <summary>How it went with a file.</summary>
internal enum Filtilstand
{
    Venter,
    Ok,
    Uform,
    Fejl,
    Laast,
}

/// <summary>A file to deliver, as it was listed.</summary>
/// <param name="Id">Its id in the version, from 1.</param>
/// <param name="Foraelder">The file that it hangs under, if any.</param>
internal sealed record Arbejdsfil(long Id, long? Foraelder, string Filnavn, string Mimetype, string Sha256);

/// <summary>
/// What a building knows of itself, in a database of its own in the building's folder: which files there are, how each went, what was written. It outlives a kill, and it
/// is the only thing that grows with the version.
/// </summary>
internal sealed class Arbejdsdb : IDisposable
{
    private readonly SqliteConnection _db;

    public Arbejdsdb(string sti)
    {
        _db = new(new SqliteConnectionStringBuilder { DataSource = sti, Pooling = false }.ToString());
        _db.Open();
        Koer("pragma journal_mode = wal");
        Koer("pragma synchronous = full");
        Koer("""
            create table if not exists stand (noegle text primary key, vaerdi text not null) without rowid;
            create table if not exists fil (id integer primary key, fil_nr integer not null unique, dokument_nr integer not null, nummer integer not null, filnavn text not null, mimetype text not null,
                stoerrelse integer not null, sha256 text not null, foraelder integer, tilstand text not null, grund text, sider integer not null, bytes integer not null, md5 text, samling integer, medie integer);
            create index if not exists fil_venter on fil (tilstand, id);
            create index if not exists fil_dokument on fil (dokument_nr, nummer);
            create table if not exists indhold (nr integer primary key autoincrement, art text not null, id text not null);
            create table if not exists skrevet (sti text primary key, md5 text not null, bytes integer not null) without rowid;
            """);
    }

    public string? Stand(string noegle) => Een("select vaerdi from stand where noegle = $a", noegle) as string;

    public void SaetStand(string noegle, string vaerdi) => Koer("insert into stand values ($a, $b) on conflict (noegle) do update set vaerdi = $b", noegle, vaerdi);

    /// <summary>Everything in <paramref name="arbejde"/> is written, or nothing.</summary>
    public void Samlet(Action arbejde)
    {
        using var transaktion = _db.BeginTransaction();
        arbejde();
        transaktion.Commit();
    }

    public void Skrevet(string sti, (string Md5, long Bytes) fil) => Koer("insert into skrevet values ($a, $b, $c) on conflict (sti) do update set md5 = $b, bytes = $c", sti, fil.Md5, fil.Bytes);

    public long Tal(string sql, params object?[] vaerdier) => Convert.ToInt64(Een(sql, vaerdier) ?? 0L, CultureInfo.InvariantCulture);

    public IEnumerable<Arbejdsfil> Ventende(int antal) => Laes("select id, foraelder, filnavn, mimetype, sha256 from fil where tilstand = 'Venter' order by id limit $a",
        r => new Arbejdsfil(r.GetInt64(0), r.IsDBNull(1) ? null : r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4)), antal).ToList();

    public void Faerdig(long id, Filtilstand tilstand, string? grund, int sider, long bytes, string? md5) =>
        Koer("update fil set tilstand = $b, grund = $c, sider = $d, bytes = $e, md5 = $f where id = $a", id, tilstand.ToString(), grund, sider, bytes, md5);

    /// <summary>Ids of the cases or documents that the version holds, from a place in the list on.</summary>
    public List<(long Nr, string Art, Guid Id)> Indhold(long efter, int antal) =>
        Laes("select nr, art, id from indhold where nr > $a order by nr limit $b", r => (r.GetInt64(0), r.GetString(1), Guid.Parse(r.GetString(2))), efter, antal).ToList();

    /// <summary>Rows one at a time; nothing else is asked of this database meanwhile but by the same thread.</summary>
    public IEnumerable<T> Laes<T>(string sql, Func<SqliteDataReader, T> form, params object?[] vaerdier)
    {
        using var kommando = Kommando(sql, vaerdier);
        using var raekker = kommando.ExecuteReader();
        while (raekker.Read())
            yield return form(raekker);
    }

    public int Koer(string sql, params object?[] vaerdier)
    {
        using var kommando = Kommando(sql, vaerdier);
        return kommando.ExecuteNonQuery();
    }

    /// <summary>A statement that is run many times.</summary>
    public Action<object?[]> Forbered(string sql, int antal)
    {
        var kommando = Kommando(sql, new object?[antal]);
        kommando.Prepare();
        return vaerdier =>
        {
            for (var i = 0; i < vaerdier.Length; i++)
                kommando.Parameters[i].Value = vaerdier[i] ?? DBNull.Value;
            kommando.ExecuteNonQuery();
        };
    }

    public void Dispose() => _db.Dispose();

    private object? Een(string sql, params object?[] vaerdier)
    {
        using var kommando = Kommando(sql, vaerdier);
        var svar = kommando.ExecuteScalar();
        return svar is DBNull ? null : svar;
    }

#pragma warning disable CA2100 // our own statements; values are parameters
    private SqliteCommand Kommando(string sql, object?[] vaerdier)
    {
        var kommando = _db.CreateCommand();
        kommando.CommandText = sql;
        for (var i = 0; i < vaerdier.Length; i++)
            kommando.Parameters.AddWithValue($"${(char)('a' + i)}", vaerdier[i] ?? DBNull.Value);
        return kommando;
    }
#pragma warning restore CA2100
}
