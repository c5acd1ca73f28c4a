using System.Globalization;
using Esdh.Arkiv.Kontrol.Punkter;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Esdh.Arkiv.Kontrol;

/// <summary>
/// The archive's own queries, whose names begin with AV: one SELECT each, and run on the first rows of the tables in a database that lives for it alone. What this does
/// not prove: that another database reads them so, and how long they take on all rows.
/// </summary>
internal static class Forespoergselskontrol
{
    private const int MaksTegn = 200_000;
    private const int MaksTrin = 2_000; // of 10,000 instructions each
    private const int MaksKolonner = 1_900;

    public static void Kontroller(Forloeb forloeb, Tabelindeks indeks, IReadOnlyList<Tabelresultat> tabeller)
    {
        var egne = indeks.Forespoergsler.Where(v => v.ErEgen).ToList();
        if (egne.Count == 0)
            return;
        using var database = new SqliteConnection("Data Source=:memory:;Pooling=False");
        database.Open();
        // Without this a name that is not there would be read as a text.
        raw.sqlite3_db_config(database.Handle, 1013, 0, out _);
        raw.sqlite3_db_config(database.Handle, 1014, 0, out _);
        foreach (var navn in (string[])["CHAR_LENGTH", "CHARACTER_LENGTH", "OCTET_LENGTH"])
            database.CreateFunction(navn, (string? s) => s?.Length, isDeterministic: true);
        database.CreateFunction("POSITION", (string? hvad, string? hvori) => hvad is null || hvori is null ? (int?)null : hvori.IndexOf(hvad, StringComparison.Ordinal) + 1, isDeterministic: true);
        database.CreateFunction("EXTRACT", (string? felt, string? af) => felt is null || af is null ? (int?)null : 0, isDeterministic: true);
        Indlaes(forloeb, database, indeks, tabeller);
        using (var laes = database.CreateCommand())
        {
            laes.CommandText = "pragma query_only = 1";
            laes.ExecuteNonQuery();
        }

        foreach (var v in egne)
        {
            forloeb.Ct.ThrowIfCancellationRequested();
            if (v.Sql.Length > MaksTegn)
            {
                forloeb.Fund.Meld(Maerkepunkter.UoensketSql, Tabelindekskontrol.Vist, forklaring: $"{v.Navn}: over {MaksTegn} tegn");
                continue;
            }

            var tegn = Sqltegn.Del(v.Sql);
            if (Sqlform.Uoensket(tegn) is { } uoensket)
                forloeb.Fund.Meld(Maerkepunkter.UoensketSql, Tabelindekskontrol.Vist, forklaring: $"{v.Navn}: {uoensket}");
            else if (Sqlform.Uproevelig(tegn!) is { } uproevelig)
                forloeb.Fund.Meld(Egnepunkter.ForespoergselIkkeProevet, Tabelindekskontrol.Vist, forklaring: $"{v.Navn}: {uproevelig}");
            else
                Afvikl(forloeb, database, v, Sqlform.TilSqlite(tegn!));
        }
    }

    private static void Afvikl(Forloeb forloeb, SqliteConnection database, Forespoergsel v, string sql)
    {
        var trin = 0;
        raw.sqlite3_progress_handler(database.Handle, 10_000, _ => ++trin > MaksTrin || forloeb.Ct.IsCancellationRequested ? 1 : 0, null);
        try
        {
            using var kommando = database.CreateCommand();
#pragma warning disable CA2100 // a stranger's query is what is to be tried; the database is in memory, read only, and attaches nothing
            kommando.CommandText = sql;
#pragma warning restore CA2100
            using var laeser = kommando.ExecuteReader();
            for (var i = 0; i < 1000 && laeser.Read(); i++)
            {
            }
        }
        catch (SqliteException e) when (trin > MaksTrin)
        {
            _ = e;
            forloeb.Fund.Meld(Egnepunkter.ForespoergselIkkeProevet, Tabelindekskontrol.Vist, forklaring: $"{v.Navn}: tager for lang tid, selv på få rækker");
        }
        catch (SqliteException e)
        {
            forloeb.Fund.Meld(Maerkepunkter.KanIkkeAfvikles, Tabelindekskontrol.Vist, forklaring: $"{v.Navn}: {e.Message}");
        }
        finally
        {
            raw.sqlite3_progress_handler(database.Handle, 0, null, null);
        }
    }

    private static void Indlaes(Forloeb forloeb, SqliteConnection database, Tabelindeks indeks, IReadOnlyList<Tabelresultat> tabeller)
    {
        using var transaktion = database.BeginTransaction();
        foreach (var tabel in indeks.Tabeller.DistinctBy(t => t.Navn.Trim('"').ToUpperInvariant()))
        {
            var kolonner = tabel.Kolonner.DistinctBy(k => k.Navn.Trim('"').ToUpperInvariant()).ToList();
            if (kolonner.Count is 0 or > MaksKolonner)
            {
                forloeb.Fund.Udelad(string.Create(CultureInfo.InvariantCulture, $"Tabellen {tabel.Navn} har {kolonner.Count} kolonner og er ikke med, hvor forespørgsler prøves."));
                continue;
            }

#pragma warning disable CA2100 // names are quoted
            using var opret = database.CreateCommand();
            opret.CommandText = $"create table {Citat(tabel.Navn)} ({string.Join(", ", kolonner.Select(k => $"{Citat(k.Navn)} {(k.Form.Art is Typeart.Heltal or Typeart.Decimaltal or Typeart.Flydende ? "numeric" : "text")}"))})";
            opret.ExecuteNonQuery();
            var proever = tabeller.FirstOrDefault(t => ReferenceEquals(t.Tabel, tabel))?.Proever;
            if (proever is null or [])
                continue;
            using var indsaet = database.CreateCommand();
            indsaet.CommandText = $"insert into {Citat(tabel.Navn)} values ({string.Join(", ", kolonner.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"$p{i}")))})";
#pragma warning restore CA2100
            var pladser = kolonner.Select(k => tabel.Kolonner.Index().First(x => ReferenceEquals(x.Item, k)).Index).ToList();
            foreach (var raekke in proever)
            {
                indsaet.Parameters.Clear();
                for (var i = 0; i < pladser.Count; i++)
                    indsaet.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"$p{i}"), (object?)raekke[pladser[i]] ?? DBNull.Value);
                indsaet.ExecuteNonQuery();
            }
        }

        transaktion.Commit();
    }

    private static string Citat(string navn) => "\"" + (Sqlnavn.ErCiteret(navn) ? Sqlnavn.Kendes(navn) : navn).Replace("\"", "\"\"", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal) + "\"";
}
