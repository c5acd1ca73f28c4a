using Esdh.Core.Storage;
using Microsoft.Data.Sqlite;

namespace Esdh.Core.Tests.Storage;

/// <summary>A connection that keeps its prepared statements answers as one that does not.</summary>
public sealed class KeptStatementsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("esdh-").FullName;
    private readonly KeptStatements _db;

    public KeptStatementsTests()
    {
        _db = new(Forbindelse());
        _db.Open();
        Koer("pragma journal_mode = wal");
        Koer("create table ting (nr integer primary key, navn text)");
        Koer("insert into ting values (1, 'en'), (2, 'to'), (3, 'tre')");
    }

    public void Dispose()
    {
        _db.Dispose();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public void En_saetning_bruges_igen_med_nye_vaerdier()
    {
        Assert.Equal(["en", "to", null, "en"], new[] { 1, 2, 9, 1 }.Select(Navn));
        Assert.True(_db.IsAtRest);
    }

    [Fact]
    public void To_laesere_af_samme_saetning_paa_en_gang_forstyrrer_ikke_hinanden()
    {
        using var ydre = Kommando("select nr from ting order by nr");
        using var raekker = ydre.ExecuteReader();
        List<string> par = [];
        while (raekker.Read())
        {
            using var indre = Kommando("select nr from ting order by nr");
            using var igen = indre.ExecuteReader();
            while (igen.Read())
                par.Add($"{raekker.GetInt32(0)}{igen.GetInt32(0)}");
        }

        Assert.Equal(["11", "12", "13", "21", "22", "23", "31", "32", "33"], par);
    }

    [Fact]
    public void Et_aendret_skema_og_en_afvist_saetning_ses_naeste_gang()
    {
        Assert.Equal("en", Alt(1)[1]);
        Koer("alter table ting add column farve text default 'roed'");
        Assert.Equal(["1", "en", "roed"], Alt(1));
        Assert.Throws<SqliteException>(() => Koer("insert into ting (nr) values (1)"));
        Koer("delete from ting where nr = 1");
        Koer("insert into ting (nr) values (1)");
        Assert.Null(Navn(1));
    }

    [Fact]
    public void En_halvlaest_saetning_er_ikke_i_ro_og_en_laest_ser_det_nyeste()
    {
        using (var kommando = Kommando("select nr from ting"))
        {
            using var raekker = kommando.ExecuteReader();
            Assert.True(raekker.Read());
            Assert.False(_db.IsAtRest);
        }

        Assert.True(_db.IsAtRest);
        using (var anden = new SqliteConnection(Forbindelse()))
        {
            anden.Open();
            using var skriv = anden.CreateCommand();
            skriv.CommandText = "update ting set navn = 'ny' where nr = 2";
            Assert.Equal("to", Navn(2));
            skriv.ExecuteNonQuery();
        }

        Assert.Equal("ny", Navn(2));
        using (_db.BeginTransaction())
            Assert.False(_db.IsAtRest);
        Assert.True(_db.IsAtRest);
    }

    [Fact]
    public void Der_gemmes_ikke_flere_end_der_er_plads_til_og_ingen_med_store_vaerdier()
    {
        for (var i = 0; i < 400; i++)
            Koer($"select {i}");
        var foer = _db.Kept;
        Assert.InRange(foer, 1, 128);

        using (var kommando = Kommando("select length($v)"))
        {
            kommando.Parameters.AddWithValue("$v", new string('x', 1_000_000));
            Assert.Equal(1_000_000L, kommando.ExecuteScalar());
        }

        Assert.Equal(foer, _db.Kept);
    }

    [Fact]
    public void Laeserne_gaar_igen_med_deres_saetninger_og_lukkes_til_sidst()
    {
        var pulje = new ReaderPool(Forbindelse());
        var foerste = pulje.Take();
        var anden = pulje.Take();
        Assert.True(pulje.TryKeep(foerste));
        Assert.Same(foerste, pulje.Take());
        using (var transaktion = anden.BeginTransaction())
            Assert.False(pulje.TryKeep(anden)); // not as new
        Assert.True(pulje.TryKeep(anden));
        pulje.Close();
        Assert.Equal(System.Data.ConnectionState.Closed, anden.State);
        Assert.False(pulje.TryKeep(foerste));
        foerste.Dispose();
    }

    private string Forbindelse() => new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "t.db"), Pooling = false }.ToString();

    private string? Navn(int nr)
    {
        using var kommando = Kommando("select navn from ting where nr = $nr");
        kommando.Parameters.AddWithValue("$nr", nr);
        return kommando.ExecuteScalar() as string;
    }

    private List<string> Alt(int nr)
    {
        using var kommando = Kommando("select * from ting where nr = $nr");
        kommando.Parameters.AddWithValue("$nr", nr);
        using var raekke = kommando.ExecuteReader();
        Assert.True(raekke.Read());
        return [.. Enumerable.Range(0, raekke.FieldCount).Select(raekke.GetString)];
    }

    private void Koer(string sql)
    {
        using var kommando = Kommando(sql);
        kommando.ExecuteNonQuery();
    }

    private SqliteCommand Kommando(string sql)
    {
        var kommando = _db.CreateCommand();
#pragma warning disable CA2100 // the tests' own SQL
        kommando.CommandText = sql;
#pragma warning restore CA2100
        return kommando;
    }
}
