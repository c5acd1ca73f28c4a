using System.Text;
using System.Text.RegularExpressions;
using Esdh.Testing;
using Microsoft.Data.Sqlite;

namespace Esdh.SqlServer.Tests;

/// <summary>
/// Every unique constraint, index and foreign key of the migrated SQLite database, read from its own catalog, stands in SQL Server's scripts too, whether the EF model
/// knows it or not. Those that it does not know are written to <c>0008_noegler_og_indeks.sql</c> by <c>ESDH_SKRIV_SQLSERVER=1</c>.
/// </summary>
[Trait("Database", "nej")]
public sealed partial class NoegleTests
{
    private const string Fil = "0008_noegler_og_indeks.sql";

    /// <summary>Modules in the order in which their migrations run; a later one's keys may lead to an earlier one's tables.</summary>
    private static readonly string[] Moduler = ["core", "adgang", "sager"];

    /// <param name="NullErVaerdi">Columns written as <c>coalesce(x, 0)</c>, so that two nulls are equal, as they are there anyway.</param>
    private sealed record Indeks(string Navn, string Tabel, string[] Kolonner, bool Unik, string? Hvor, string[]? NullErVaerdi = null);

    private sealed record Noegle(string Tabel, string[] Fra, string Til, string[] TilKolonner, string VedSletning);

    /// <summary>Text too long for a key there: a computed hash of it is unique instead.</summary>
    private static readonly (string Tabel, string Kolonne)[] Lange = [("adgangsliste", "noegle")];

    [Theory, InlineData("myndighed"), InlineData("faelles")]
    public void Alle_noegler_og_indeks_staar_ogsaa_i_skriptet_til_sql_server(string scope)
    {
        using var sqlite = new SqliteConnection("Data Source=:memory:");
        sqlite.Open();
        List<string> mangler = [];
        HashSet<string> kendteTabeller = [];
        foreach (var modul in Moduler.Where(m => Directory.Exists(Mappe("sqlite", scope, m))))
        {
            foreach (var script in Directory.GetFiles(Mappe("sqlite", scope, modul), "*.sql").Order(StringComparer.Ordinal))
                Koer(sqlite, File.ReadAllText(script));
            var tabeller = Tabeller(sqlite).Where(kendteTabeller.Add).ToList();
            var indeks = tabeller.SelectMany(t => IndeksPaa(sqlite, t)).ToList();
            var noegler = tabeller.SelectMany(t => NoeglerFra(sqlite, t)).ToList();
            if (Environment.GetEnvironmentVariable("ESDH_SKRIV_SQLSERVER") == "1")
                Skriv(scope, modul, sqlite, indeks, noegler);
            var sqlserver = Laes(scope, modul, null);
            mangler.AddRange(tabeller.Where(t => !sqlserver.Tabeller.Contains(t)).Select(t => $"{modul}: table {t}"));
            mangler.AddRange(indeks.Where(i => !sqlserver.Har(i)).Select(i => $"{modul}: {(i.Unik ? "unique" : "index")} {i.Tabel}({string.Join(", ", i.Kolonner)})"));
            mangler.AddRange(noegler.Where(n => !sqlserver.Noegler.Contains(Tekst(n))).Select(n => $"{modul}: foreign key {Tekst(n)}"));
        }

        Assert.True(kendteTabeller.Count > (scope == "faelles" ? 5 : 40), $"Only {kendteTabeller.Count} tables were found.");
        Assert.True(mangler.Count == 0, string.Join('\n', mangler));
    }

    /// <summary>The comparison sees a missing key: the scripts without the extra file lack some.</summary>
    [Fact]
    public void Sammenligningen_finder_en_noegle_der_mangler()
    {
        var uden = Laes("myndighed", "adgang", Fil);

        Assert.False(uden.Har(new("x", "bruger", ["brugernavn"], true, null)));
        Assert.True(Laes("myndighed", "adgang", null).Har(new("x", "bruger", ["brugernavn"], true, null)));
        Assert.False(Laes("myndighed", "adgang", null).Har(new("x", "bruger", ["navn"], true, null)));
    }

    private static string Mappe(string provider, string scope, string modul) => Path.Combine(Repo.Rod, "db-migrations", provider, scope, modul);

    private static void Koer(SqliteConnection sqlite, string sql)
    {
        using var kommando = sqlite.CreateCommand();
#pragma warning disable CA2100 // the product's own scripts
        kommando.CommandText = sql;
#pragma warning restore CA2100
        kommando.ExecuteNonQuery();
    }

    private static List<T> Spoerg<T>(SqliteConnection sqlite, string sql, Func<SqliteDataReader, T> laes, params string[] argumenter)
    {
        using var kommando = sqlite.CreateCommand();
#pragma warning disable CA2100 // written in this file
        kommando.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < argumenter.Length; i++)
            kommando.Parameters.AddWithValue($"@p{i}", argumenter[i]);
        using var raekker = kommando.ExecuteReader();
        List<T> svar = [];
        while (raekker.Read())
            svar.Add(laes(raekker));
        return svar;
    }

    private static List<string> Tabeller(SqliteConnection sqlite) =>
        Spoerg(sqlite, "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' order by name", r => r.GetString(0));

    private static IEnumerable<Indeks> IndeksPaa(SqliteConnection sqlite, string tabel)
    {
        var pk = Spoerg(sqlite, "select name from pragma_table_info(@p0) where pk > 0 order by pk", r => r.GetString(0), tabel);
        if (pk.Count > 0)
            yield return new($"{tabel}_{string.Join('_', pk)}", tabel, [.. pk], true, null);
        foreach (var (navn, unik, oprindelse) in Spoerg(sqlite, "select name, \"unique\", origin from pragma_index_list(@p0)", r => (r.GetString(0), r.GetInt32(1) == 1, r.GetString(2)), tabel).Where(i => i.Item3 != "pk"))
        {
            var kolonner = Spoerg(sqlite, "select name from pragma_index_xinfo(@p0) where key = 1 order by seqno", r => r.IsDBNull(0) ? "" : r.GetString(0), navn);
            var sql = Spoerg(sqlite, "select coalesce(sql, '') from sqlite_master where type = 'index' and name = @p0", r => r.GetString(0), navn).FirstOrDefault() ?? "";
            var udtryk = Coalesce().Matches(sql).Select(m => m.Groups[1].Value).ToArray();
            Assert.Equal(udtryk.Length, kolonner.Count(k => k.Length == 0)); // another expression has no like there
            foreach (var kolonne in udtryk)
                kolonner[kolonner.IndexOf("")] = kolonne;
            kolonner = kolonner.ConvertAll(k => Lange.Contains((tabel, k)) ? k + "_hash" : k);
            yield return new(oprindelse == "u" ? $"{tabel}_{string.Join('_', kolonner)}" : navn, tabel, [.. kolonner], unik, Hvor().Match(sql) is { Success: true } m ? m.Groups[1].Value.Trim() : null, udtryk);
        }
    }

    private static IEnumerable<Noegle> NoeglerFra(SqliteConnection sqlite, string tabel) =>
        Spoerg(sqlite, "select id, \"table\", \"from\", coalesce(\"to\", ''), on_delete from pragma_foreign_key_list(@p0) order by id, seq", r => (Id: r.GetInt32(0), Til: r.GetString(1), Fra: r.GetString(2), TilKolonne: r.GetString(3), Sletning: r.GetString(4)), tabel)
            .GroupBy(r => r.Id).Select(g => new Noegle(tabel, [.. g.Select(r => r.Fra)], g.First().Til, [.. g.Select(r => r.TilKolonne)], g.First().Sletning));

    private static string Tekst(Noegle n) => $"{n.Tabel}({string.Join(",", n.Fra)})->{n.Til}({string.Join(",", n.TilKolonner)})";

    private sealed record Sqlserver(HashSet<string> Tabeller, HashSet<string> Unikke, HashSet<string> Indeks, HashSet<string> Noegler)
    {
        /// <summary>Columns of a unique key in any order; an index by its columns in theirs, where a unique one serves too.</summary>
        public bool Har(Indeks i) => Unikke.Contains(Unik(i.Tabel, i.Kolonner)) || (!i.Unik && Indeks.Contains($"{i.Tabel}({string.Join(",", i.Kolonner)})"));

        public static string Unik(string tabel, IEnumerable<string> kolonner) => $"{tabel}({string.Join(",", kolonner.Order(StringComparer.Ordinal))})";
    }

    private static Sqlserver Laes(string scope, string modul, string? uden)
    {
        var svar = new Sqlserver([], [], [], []);
        var mappe = Mappe("sqlserver", scope, modul);
        var tekst = string.Join("\nGO\n", Directory.GetFiles(mappe, "*.sql").Where(f => Path.GetFileName(f) != uden).Order(StringComparer.Ordinal).Select(File.ReadAllText));
        foreach (var sql in Regex.Split(tekst, @"^\s*GO\s*$", RegexOptions.Multiline).Select(s => Regex.Replace(s, @"--.*$|\s+", m => m.Value.StartsWith("--", StringComparison.Ordinal) ? "" : " ", RegexOptions.Multiline).Trim()))
        {
            if (Regex.Match(sql, @"^(?:CREATE|ALTER) TABLE \[(\w+)\]") is { Success: true } tabel)
            {
                svar.Tabeller.Add(tabel.Groups[1].Value);
                foreach (Match m in Regex.Matches(sql, @"(?:PRIMARY KEY|UNIQUE) \(([^)]*)\)"))
                    svar.Unikke.Add(Sqlserver.Unik(tabel.Groups[1].Value, Navne(m.Groups[1].Value)));
                foreach (Match m in Regex.Matches(sql, @"FOREIGN KEY \(([^)]*)\) REFERENCES \[(\w+)\] \(([^)]*)\)"))
                    svar.Noegler.Add($"{tabel.Groups[1].Value}({string.Join(",", Navne(m.Groups[1].Value))})->{m.Groups[2].Value}({string.Join(",", Navne(m.Groups[3].Value))})");
            }
            else if (Regex.Match(sql, @"^CREATE (UNIQUE )?INDEX \[\w+\] ON \[(\w+)\] \(([^)]*)\)") is { Success: true } indeks)
            {
                if (indeks.Groups[1].Success)
                    svar.Unikke.Add(Sqlserver.Unik(indeks.Groups[2].Value, Navne(indeks.Groups[3].Value)));
                svar.Indeks.Add($"{indeks.Groups[2].Value}({string.Join(",", Navne(indeks.Groups[3].Value))})");
            }
        }

        return svar;
    }

    private static IEnumerable<string> Navne(string liste) => Regex.Matches(liste, @"\[(\w+)\]").Select(m => m.Groups[1].Value);

    /// <summary>What the EF script does not have: columns made short enough for a key, then unique indexes, then foreign keys, then the rest.</summary>
    private static void Skriv(string scope, string modul, SqliteConnection sqlite, List<Indeks> indeks, List<Noegle> noegler)
    {
        var fil = Path.Combine(Mappe("sqlserver", scope, modul), Fil);
        File.Delete(fil);
        var har = Laes(scope, modul, null);
        var typer = KolonnerIEf(scope, modul);
        var (nye, nyeNoegler) = (indeks.Where(i => har.Tabeller.Contains(i.Tabel) && !har.Har(i)).ToList(), noegler.Where(n => har.Tabeller.Contains(n.Tabel) && !har.Noegler.Contains(Tekst(n))).ToList());
        if (nye.Count + nyeNoegler.Count == 0)
            return;
        var text = new StringBuilder("-- Keys and indexes that the migrated SQLite database has and the EF model does not know. Made from its catalog by tests/Esdh.SqlServer.Tests. Not run on a SQL Server by the tests.\n");
        void Saetning(string sql) => text.Append('\n').Append(sql).Append(";\nGO\n");
        bool ErTekst(string tabel, string kolonne) => typer.GetValueOrDefault((tabel, kolonne))?.StartsWith("nvarchar(max)", StringComparison.Ordinal) == true;
        foreach (var (tabel, kolonne) in Lange.Where(l => nye.Any(i => i.Tabel == l.Tabel && i.Kolonner.Contains(l.Kolonne + "_hash"))))
            Saetning($"ALTER TABLE [{tabel}] ADD [{kolonne}_hash] AS CAST(HASHBYTES('SHA2_256', [{kolonne}]) AS binary(32)) PERSISTED");
        // A key there holds 1700 bytes at most: two texts share it.
        foreach (var kolonne in nye.SelectMany(i => i.Kolonner.Select(k => (i.Tabel, Navn: k, Tekster: i.Kolonner.Count(x => ErTekst(i.Tabel, x)))))
            .Concat(nyeNoegler.SelectMany(n => n.Fra.Select(k => (n.Tabel, Navn: k, Tekster: 1)))).Where(k => ErTekst(k.Tabel, k.Navn)).GroupBy(k => (k.Tabel, k.Navn)))
            Saetning($"ALTER TABLE [{kolonne.Key.Tabel}] ALTER COLUMN [{kolonne.Key.Navn}] nvarchar({(kolonne.Max(k => k.Tekster) > 1 ? 400 : 450)}){typer[kolonne.Key]["nvarchar(max)".Length..]}");

        foreach (var i in nye.Where(i => i.Unik))
        {
            // There a null equals a null; here it does not, so rows with one are left out.
            var hvor = i.Kolonner.Except(i.NullErVaerdi ?? []).Where(k => typer.GetValueOrDefault((i.Tabel, k))?.EndsWith(" NOT NULL", StringComparison.Ordinal) == false).Select(k => $"[{k}] IS NOT NULL").ToList();
            if (i.Hvor is not null && !hvor.Contains(Oversat(i.Hvor)))
                hvor.Add(Oversat(i.Hvor));
            Saetning($"CREATE UNIQUE INDEX [{i.Navn}] ON [{i.Tabel}] ({Liste(i.Kolonner)}){(hvor.Count == 0 ? "" : " WHERE " + string.Join(" AND ", hvor))}");
        }

        foreach (var n in nyeNoegler)
            Saetning($"ALTER TABLE [{n.Tabel}] ADD CONSTRAINT [FK_{n.Tabel}_{n.Til}_{string.Join('_', n.Fra)}] FOREIGN KEY ({Liste(n.Fra)}) REFERENCES [{n.Til}] ({Liste(n.TilKolonner)}){(n.VedSletning is "NO ACTION" or "RESTRICT" ? "" : " ON DELETE " + n.VedSletning)}");
        foreach (var i in nye.Where(i => !i.Unik))
            Saetning($"CREATE INDEX [{i.Navn}] ON [{i.Tabel}] ({Liste(i.Kolonner)}){(i.Hvor is null ? "" : " WHERE " + Oversat(i.Hvor))}");
        File.WriteAllText(fil, text.ToString());
    }

    private static string Liste(IEnumerable<string> kolonner) => string.Join(", ", kolonner.Select(k => $"[{k}]"));

    /// <summary>A partial index's condition; only what a filtered index takes is used in ours.</summary>
    private static string Oversat(string hvor)
    {
        Assert.DoesNotMatch(@"(?i)\bor\b|(?<!\bin )\(|like", hvor);
        return Regex.Replace(Regex.Replace(hvor, @"(?i)\b(is not null|is null|and|not|in)\b", m => m.Value.ToUpperInvariant()), @"(?<!')\b[a-z_]+\b(?!')", m => $"[{m.Value}]");
    }

    private static Dictionary<(string, string), string> KolonnerIEf(string scope, string modul) =>
        Directory.GetFiles(Mappe("sqlserver", scope, modul), "*.sql").Select(File.ReadAllText)
            .SelectMany(t => Regex.Matches(t, @"CREATE TABLE \[(\w+)\] \((.*?)\n?\s*\);", RegexOptions.Singleline).Cast<Match>())
            .SelectMany(m => Regex.Matches(m.Groups[2].Value, @"^\s*\[(\w+)\] (\S+(?: IDENTITY)?(?: NOT)? NULL)", RegexOptions.Multiline).Select(k => ((m.Groups[1].Value, k.Groups[1].Value), k.Groups[2].Value)))
            .ToDictionary(k => k.Item1, k => k.Item2);

    [GeneratedRegex(@"coalesce\((\w+), 0\)")]
    private static partial Regex Coalesce();

    [GeneratedRegex(@"\)\s*where\s+(.*)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Hvor();
}
