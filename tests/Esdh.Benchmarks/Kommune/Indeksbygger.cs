using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Esdh.Core.Calendar;
using Esdh.Sager.Soegeindeks;
using Microsoft.Data.Sqlite;

namespace Esdh.Benchmarks.Kommune;

/// <summary>
/// Writes the search index of a generated municipality in bulk, row for row as the server would: words are made by the server's own code, but once for each title,
/// name and file instead of once for each document. The newest <see cref="FlestTekster"/> documents have the texts of their files, older ones their metadata.
/// </summary>
internal sealed partial class Indeksbygger
{
    public const int FlestTekster = 1_000_000;

    private const int Portion = 500;

    private readonly string _mappe;
    private readonly SqliteConnection _db;
    private readonly Dictionary<string, int> _maerkenumre = new(StringComparer.Ordinal);
    private readonly List<byte[]> _maerker = [];
    private readonly Dictionary<string, int> _ordnumre = new(StringComparer.Ordinal);
    private readonly List<string> _ord = [];
    private readonly Dictionary<string, Del> _titler = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Del> _tekster = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Del> _filer = new(StringComparer.Ordinal);
    private readonly Dictionary<int, byte[]> _arv = [];
    private long[] _antal = new long[1 << 16];
    private int[] _ordstempel = new int[1 << 16];
    private int[] _maerkestempel = new int[1 << 16];
    private int _stempel;

    private Indeksbygger(string mappe, SqliteConnection db) => (_mappe, _db) = (mappe, db);

    /// <summary>What one text, title or name adds to a row.</summary>
    private sealed record Del(byte[] Titel, byte[] Tekst, int[] Maerker, int[] Ord);

    private sealed record Raekke(int Art, int Sag, int Ref, int Reg, string? Type, long Arv, int Tekst, byte[] T, byte[] X, byte[] M);

    /// <summary>Makes the index when the folder has none of this shape.</summary>
    public static async Task SikrAsync(string mappe)
    {
        var myndighed = Path.Combine(mappe, "myndigheder", Kommunemappe.Myndighed);
        var fil = Path.Combine(myndighed, "soegning.db");
        var maerke = Path.Combine(mappe, "indeks.version");
        if (File.Exists(fil) && File.Exists(maerke))
        {
            var version = int.Parse(await File.ReadAllTextAsync(maerke), CultureInfo.InvariantCulture);
            if (version == Soegeskema.Version)
                return;
            if (Tilpas(fil, mappe))
            {
                await File.WriteAllTextAsync(maerke, $"{Soegeskema.Version}");
                Console.WriteLine($"# the index was made by an earlier version ({version}), with the same rows and words; used as it is");
                return;
            }
        }

        File.Delete(maerke);
        foreach (var gammel in new[] { fil, fil + "-wal", fil + "-shm" })
            File.Delete(gammel);
        var ur = Stopwatch.StartNew();
        using (var db = new SqliteConnection($"Data Source={Kommunemappe.Database(mappe)};Mode=ReadOnly;Pooling=false"))
        {
            db.Open();
            Kommunebygger.Koer(db, "pragma cache_size=-500000; pragma mmap_size=20000000000");
            await new Indeksbygger(myndighed, db).BygAsync(fil + ".ny", ur);
        }

        File.Move(fil + ".ny", fil);
        await File.WriteAllTextAsync(maerke, $"{Soegeskema.Version}");
    }

    private async Task BygAsync(string fil, Stopwatch ur)
    {
        File.Delete(fil);
        using var til = new SqliteConnection($"Data Source={fil};Pooling=false");
        til.Open();
        Kommunebygger.Koer(til, "pragma journal_mode=off; pragma synchronous=off; pragma locking_mode=exclusive; pragma temp_store=memory; pragma cache_size=-400000");
        Kommunebygger.Koer(til, Soegeskema.Sqlite);
        var indekser = Kommunebygger.Udtraek(til, "select name || char(31) || sql from sqlite_master where type='index' and sql is not null and tbl_name = 'soegepost'").ConvertAll(r => r.Split('\u001f'));
        foreach (var indeks in indekser)
            Kommunebygger.Koer(til, $"drop index {indeks[0]}");
        Kommunebygger.Koer(til, "insert into soegetekst (soegetekst, rank) values ('hashsize', 268435456)");
        Kommunebygger.Koer(til, "begin");
        LaesFiler(til);
        var efter = Kommunebygger.Udtraek(_db, "select coalesce(max(nr), 0) from haendelse")[0];
        var kanal = Channel.CreateBounded<List<Raekke>>(8);
        var laeser = Task.Run(() => LaesAsync(kanal.Writer));
        long nr = 0;
        using (var poster = new Raekkeskriver(til, "soegepost", "nr,art,sag,ref,reg,type,arv,tekst,aftryk"))
        using (var tekster = new Raekkeskriver(til, "soegetekst", "rowid,t,x,m"))
        {
            await foreach (var portion in kanal.Reader.ReadAllAsync())
            {
                foreach (var r in portion)
                {
                    nr++;
                    poster.Tal(nr).Tal(r.Art).Tal(r.Sag).Tal(r.Ref).Tal(r.Reg).Tekst(r.Type).Tal(r.Arv).Tal(r.Tekst).Tal(0).Skriv(); // no sum: the checker is not measured on it
                    tekster.Tal(nr).Utf8(r.T).Utf8(r.X).Utf8(r.M).Skriv();
                    if (nr % 250_000 == 0)
                        Console.WriteLine($"# {ur.Elapsed.TotalSeconds,6:0} s: {nr} rows indexed");
                }
            }
        }

        var sidste = await laeser;
        using (var ord = new Raekkeskriver(til, "soegeord", "ord,antal"))
        {
            foreach (var (o, i) in _ord.Select((o, i) => (o, i)).Where(x => _antal[x.i] > 0).OrderBy(x => x.o, StringComparer.Ordinal))
                ord.Tekst(o).Tal(_antal[i]).Skriv();
        }

        SkrivStand(til, new() { ["efter"] = efter, ["aftryk"] = Kommunebygger.Udtraek(_db, $"select hex(data_hash) from haendelse where nr = {efter}").FirstOrDefault(""), ["fase"] = "klar", ["sag"] = sidste[1], ["dokument"] = sidste[2], ["notat"] = sidste[4], ["part"] = sidste[3], ["dag"] = DanishTime.Today(TimeProvider.System).ToString("yyyyMMdd", CultureInfo.InvariantCulture) });
        Kommunebygger.Koer(til, "commit");
        Console.WriteLine($"# {ur.Elapsed.TotalSeconds,6:0} s: all {nr} rows indexed");
        Kommunebygger.Koer(til, "pragma locking_mode=normal; select skema from soegestand"); // what is attached next is open elsewhere
        SaetFelter(til, Path.Combine(_mappe, "esdh.db"));
        foreach (var indeks in indekser)
            Kommunebygger.Koer(til, indeks[1]);
        Kommunebygger.Koer(til, "insert into soegetekst (soegetekst, rank) values ('hashsize', 8388608)");
        Kommunebygger.Koer(til, "insert into soegetekst (soegetekst) values ('optimize')"); // as the server leaves an index that it has built
        Kommunebygger.Koer(til, "pragma locking_mode=normal; pragma journal_mode=wal");
        Maaling.Skriv("byg", $"søgeindeks med {nr} rækker og {Math.Min(_medTekst, FlestTekster)} tekster, skrevet samlet", "s", ur.Elapsed.TotalSeconds, null);
    }

    private int _medTekst;

    /// <summary>
    /// Makes an index of an earlier version do, where the large tables are as they were: the server would build it anew, and to write what differs in the small ones
    /// takes no time. An analyzer that makes other words of some texts makes no difference to how long a search takes.
    /// </summary>
    private static bool Tilpas(string fil, string mappe)
    {
        using var ny = new SqliteConnection("Data Source=:memory:");
        ny.Open();
        Kommunebygger.Koer(ny, Soegeskema.Sqlite);
        using var gammel = new SqliteConnection($"Data Source={fil};Pooling=false");
        gammel.Open();
        if (Kommunebygger.Udtraek(gammel, "select name from pragma_table_info('soegepost') where name = 'retning'").Count == 0)
            SaetFelter(gammel, Kommunemappe.Database(mappe));
        foreach (var tabel in new[] { "soegepost", "soegeindhold" })
        {
            foreach (var kolonne in Kommunebygger.Udtraek(ny, $"select name || ' ' || type from pragma_table_info('{tabel}')").Except(Kommunebygger.Udtraek(gammel, $"select name || ' ' || type from pragma_table_info('{tabel}')")))
                Kommunebygger.Koer(gammel, $"alter table {tabel} add column {kolonne} not null default 0"); // numbers that no search looks at
        }

        foreach (var indeks in Kommunebygger.Udtraek(ny, "select sql from sqlite_master where type = 'index' and sql is not null"))
            Kommunebygger.Koer(gammel, indeks.Replace("INDEX soege", "INDEX if not exists soege", StringComparison.OrdinalIgnoreCase));
        const string Store = "select m.name || ' ' || c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name in ('soegepost', 'soegetekst', 'soegeindhold', 'soegeord') order by m.name, c.name";
        if (!Kommunebygger.Udtraek(ny, Store).SequenceEqual(Kommunebygger.Udtraek(gammel, Store)))
            return false;
        Dictionary<string, object> stand = [];
        using (var hent = gammel.CreateCommand())
        {
            hent.CommandText = "select * from soegestand";
            using var reader = hent.ExecuteReader();
            reader.Read();
            for (var i = 0; i < reader.FieldCount; i++)
                stand[reader.GetName(i)] = reader.GetValue(i);
        }

        stand["aftryk"] = Aftryk(mappe, stand["efter"]);
        Kommunebygger.Koer(gammel, "begin");
        const string Smaa = "select name || char(31) || sql from sqlite_master where type = 'table' and sql is not null and name not in ('soegepost', 'soegeindhold', 'soegeord') and name not like 'soegetekst%'";
        foreach (var tabel in Kommunebygger.Udtraek(ny, Smaa).Select(t => t.Split('\u001f')))
            Kommunebygger.Koer(gammel, $"drop table if exists {tabel[0]}; {tabel[1]}");
        SkrivStand(gammel, stand);
        Kommunebygger.Koer(gammel, "commit");
        return true;
    }

    /// <summary>Writes what the rows say of their cases and documents, all at once from the tables; the table's indexes are gone afterwards.</summary>
    private static void SaetFelter(SqliteConnection til, string database)
    {
        using var ny = new SqliteConnection("Data Source=:memory:");
        ny.Open();
        Kommunebygger.Koer(ny, Soegeskema.Sqlite);
        var tabel = Kommunebygger.Udtraek(ny, "select sql from sqlite_master where type = 'table' and name = 'soegepost'")[0];
        Kommunebygger.Koer(til, $"""
            attach database '{database}' as kilde;
            begin;
            {tabel.Replace("soegepost", "soegepost_ny", StringComparison.Ordinal)};
            insert into soegepost_ny (nr, art, sag, ref, reg, type, arv, tekst, aftryk, liste, egen, emne, tilstand, behandler, enhed, aar, retning)
                select p.nr, p.art, p.sag, p.ref, p.reg, p.type, p.arv, p.tekst, p.aftryk, s.adgangsliste_nr, d.adgangsliste_nr, s.emne, s.tilstand, s.behandler_id, s.enhed_id,
                    case p.art when 3 then null when 2 then cast(substr(d.dato, 1, 4) as integer) else cast(strftime('%Y', s.oprettet / 1000000 + 3600, 'unixepoch') as integer) end, d.retning
                from soegepost p left join kilde.sag s on p.art <> 3 and s.nr = p.sag left join kilde.dokument d on p.art = 2 and d.nr = p.ref order by p.nr;
            drop table soegepost;
            alter table soegepost_ny rename to soegepost;
            commit;
            detach database kilde;
            """);
    }

    /// <summary>The hash of the event that an index stands at: another tells the server that it is of another past.</summary>
    private static string Aftryk(string mappe, object efter)
    {
        using var db = new SqliteConnection($"Data Source={Kommunemappe.Database(mappe)};Mode=ReadOnly;Pooling=false");
        db.Open();
        return Kommunebygger.Udtraek(db, $"select hex(data_hash) from haendelse where nr = {efter}").FirstOrDefault("");
    }

    /// <summary>Where the index has come to; what this program does not know of is empty.</summary>
    private static void SkrivStand(SqliteConnection db, Dictionary<string, object> kendte)
    {
        kendte["id"] = 1;
        kendte["skema"] = Soegeskema.Version;
        var felter = Kommunebygger.Udtraek(db, "select name from pragma_table_info('soegestand')");
        using var skriv = db.CreateCommand();
        skriv.CommandText = $"insert into soegestand ({string.Join(", ", felter)}) values ({string.Join(", ", felter.Select(f => "@" + f))})";
        foreach (var felt in felter)
            skriv.Parameters.AddWithValue("@" + felt, kendte.GetValueOrDefault(felt, ""));
        skriv.ExecuteNonQuery();
    }

    /// <summary>Rows of all kinds in the order they were made, as the server's walk takes them.</summary>
    private async Task<int[]> LaesAsync(ChannelWriter<List<Raekke>> ud)
    {
        var sidste = new int[5];
        try
        {
            var foersteTekst = int.Parse(Kommunebygger.Udtraek(_db, $"select coalesce((select nr from dokument order by nr desc limit 1 offset {FlestTekster - 1}), 0)")[0], CultureInfo.InvariantCulture);
            using var sager = Hent("select nr, oprettet, id, sagsnummer, titel, emne, adgangsliste_nr from sag order by nr");
            using var dokumenter = Hent("""
                select d.nr, d.oprettet, d.titel, d.dokumenttype, d.retning, d.dato, r.nr, r.aktnr, s.nr, s.emne, s.adgangsliste_nr, f.filnavn, f.sha256, case when p.id is null then k.navn end
                from dokument d cross join dokumentregistrering r on r.dokument_id = d.id and r.flyttet_til_id is null cross join sag s on s.id = r.sag_id
                left join fil f on f.dokument_id = d.id and f.filversion = d.filversion and f.nummer = 1 left join korrespondent k on k.dokument_id = d.id left join part p on p.id = k.part_id and p.er_beskyttet = 1
                order by d.nr
                """);
            using var notater = Hent("select n.nr, n.oprettet, n.overskrift, n.tekst, s.nr, s.emne, s.adgangsliste_nr from journalnotat n cross join sag s on s.id = n.sag_id order by n.nr");
            using var parter = Hent("select nr, oprettet, navn, cvr, soegetekst, er_beskyttet from part order by nr");
            using var navne = _db.CreateCommand();
            navne.CommandText = "select sp.navn, p.soegetekst from sagspart sp join part p on p.id = sp.part_id where sp.sag_id = @sag and p.er_beskyttet = 0";
            var sagsId = navne.Parameters.Add("@sag", SqliteType.Blob);
            (SqliteDataReader Laeser, Func<Raekke?> Lav, int Art)[] kilder =
            [
                (sager, () => Sag(sager, navne, sagsId), 1), (dokumenter, () => Dokument(dokumenter, sidste[2], foersteTekst), 2), (notater, () => Notat(notater), 4), (parter, () => Part(parter), 3),
            ];
            var naeste = kilder.Select(k => k.Laeser.Read() ? k.Laeser.GetInt64(1) : long.MaxValue).ToArray();
            List<Raekke> portion = new(Portion);
            while (true)
            {
                var i = Array.IndexOf(naeste, naeste.Min());
                if (naeste[i] == long.MaxValue)
                    break;
                if (kilder[i].Lav() is { } raekke)
                    portion.Add(raekke);
                sidste[kilder[i].Art] = kilder[i].Laeser.GetInt32(0);
                naeste[i] = kilder[i].Laeser.Read() ? kilder[i].Laeser.GetInt64(1) : long.MaxValue;
                if (portion.Count < Portion)
                    continue;
                await ud.WriteAsync(portion);
                portion = new(Portion);
            }

            await ud.WriteAsync(portion);
            ud.Complete();
        }
        catch (Exception fejl)
        {
            ud.Complete(fejl);
            throw;
        }

        return sidste;
    }

    private SqliteDataReader Hent(string sql)
    {
        var command = _db.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command.ExecuteReader();
    }

    private Raekke Sag(SqliteDataReader r, SqliteCommand navne, SqliteParameter id)
    {
        var (nr, nummer, titel, emne, liste) = (r.GetInt32(0), r.GetString(3), r.GetString(4), r.GetString(5), r.GetInt32(6));
        var stammer = Indeksord.Stammer($"{nummer}\n{titel}\n");
        _arv[nr] = Encoding.UTF8.GetBytes(string.Join(' ', stammer.Select(Indeksmaerke.Arvet)));
        var ord = new Indeksord().Titel(nummer).Titel(titel);
        id.Value = r.GetFieldValue<byte[]>(2);
        using (var parter = navne.ExecuteReader())
        {
            while (parter.Read())
                ord.Tekst(parter.GetString(0)).Tekst(parter.GetString(1));
        }

        Faelles(ord, Postart.Sag, emne, liste, DagAf(r.GetInt64(1)));
        return Hel(1, nr, nr, Indeksord.Aftryk([.. stammer, Indeksmaerke.Emne(emne), Indeksmaerke.Adgang(liste)]), ord);
    }

    private Raekke? Dokument(SqliteDataReader r, int sidste, int foersteTekst)
    {
        var (nr, sag, filnavn, sha256) = (r.GetInt32(0), r.GetInt32(8), r.IsDBNull(11) ? null : r.GetString(11), r.IsDBNull(12) ? null : r.GetString(12));
        if (nr == sidste)
            return null; // another correspondent, or another case: those of the generator have one of each
        List<Del> dele = [Titel(r.GetString(2))];
        if (!r.IsDBNull(7))
            dele.Add(Tekst(string.Create(CultureInfo.InvariantCulture, $"akt{r.GetInt32(7)}")));
        if (!r.IsDBNull(3))
            dele.Add(Tekst(r.GetString(3)));
        if (!r.IsDBNull(13))
            dele.Add(Tekst(r.GetString(13)));
        if (filnavn is not null)
            dele.Add(Tekst(Path.GetFileNameWithoutExtension(filnavn)));
        var kendt = sha256 is null ? null : _filer.GetValueOrDefault(sha256);
        if (kendt is not null && nr >= foersteTekst)
        {
            dele.Add(kendt);
            _medTekst++;
        }

        var type = filnavn is null ? "" : Path.GetExtension(filnavn).TrimStart('.').ToUpperInvariant();
        var dag = DateOnly.ParseExact(r.GetString(5), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        List<string> maerker = [Indeksmaerke.Retning(r.GetString(4)), Indeksmaerke.Art(Postart.Dokument), Indeksmaerke.Emne(r.GetString(9)), Indeksmaerke.Adgang(r.GetInt32(10)), Indeksmaerke.Aar(dag.Year), Indeksmaerke.Dag(dag)];
        if (type.Length > 0)
            maerker.Add(Indeksmaerke.Type(type));
        return Samlet(2, sag, nr, r.GetInt32(6), type.Length > 0 ? type : null, sha256 is null ? 0 : kendt is null ? 1 : 2, dele, maerker);
    }

    private Raekke Notat(SqliteDataReader r)
    {
        var (sag, dag) = (r.GetInt32(4), DagAf(r.GetInt64(1)));
        return Samlet(4, sag, r.GetInt32(0), 0, null, 0, [Tekst(r.GetString(2)), Tekst(Esdh.Core.Text.HtmlCleaner.ToPlainText(r.GetString(3)))],
            [Indeksmaerke.Art(Postart.Notat), Indeksmaerke.Emne(r.GetString(5)), Indeksmaerke.Adgang(r.GetInt32(6)), Indeksmaerke.Aar(dag.Year), Indeksmaerke.Dag(dag)]);
    }

    private Raekke Part(SqliteDataReader r)
    {
        var cvr = r.IsDBNull(3) ? null : r.GetString(3);
        var ord = r.GetInt32(5) == 1 ? new Indeksord().Titel(cvr) : new Indeksord().Titel(r.GetString(2)).Titel(cvr).Tekst(r.GetString(4));
        ord.Med(Indeksmaerke.Art(Postart.Part)).Med(Indeksmaerke.AdgangPart);
        return Hel(3, 0, r.GetInt32(0), 0, ord);
    }

    private static void Faelles(Indeksord ord, Postart art, string emne, int liste, DateOnly dag) =>
        ord.Med(Indeksmaerke.Art(art)).Med(Indeksmaerke.Emne(emne)).Med(Indeksmaerke.Adgang(liste)).Med(Indeksmaerke.Aar(dag.Year)).Med(Indeksmaerke.Dag(dag));

    private Raekke Hel(int art, int sag, int nr, long arv, Indeksord ord)
    {
        var (t, x, m) = ord.Fts5();
        foreach (var o in ord.Ordforraad)
        {
            var i = Ordnummer(o); // may make the array longer
            _antal[i]++;
        }

        return new(art, sag, nr, 0, null, arv, 0, Encoding.UTF8.GetBytes(t), Encoding.UTF8.GetBytes(x), Encoding.UTF8.GetBytes(m));
    }

    private Raekke Samlet(int art, int sag, int nr, int reg, string? type, int tekst, List<Del> dele, List<string> maerker)
    {
        _stempel++;
        var arvet = _arv[sag];
        List<int> valgt = [.. maerker.Select(Maerkenummer)];
        var laengde = arvet.Length + valgt.Sum(v => _maerker[v].Length);
        foreach (var del in dele)
        {
            foreach (var m in del.Maerker)
            {
                if (_maerkestempel[m] == _stempel)
                    continue;
                _maerkestempel[m] = _stempel;
                valgt.Add(m);
                laengde += _maerker[m].Length;
            }

            foreach (var o in del.Ord)
            {
                if (_ordstempel[o] == _stempel)
                    continue;
                _ordstempel[o] = _stempel;
                _antal[o]++;
            }
        }

        var alle = new byte[laengde];
        var sted = 0;
        foreach (var v in valgt)
        {
            _maerker[v].CopyTo(alle.AsSpan(sted));
            sted += _maerker[v].Length;
        }

        arvet.CopyTo(alle.AsSpan(sted));
        return new(art, sag, nr, reg, type, 0, tekst, Sammen(dele, d => d.Titel), Sammen(dele, d => d.Tekst), alle);
    }

    private static byte[] Sammen(List<Del> dele, Func<Del, byte[]> felt)
    {
        var fyldte = dele.Select(felt).Where(d => d.Length > 0).ToList();
        if (fyldte.Count <= 1)
            return fyldte.FirstOrDefault() ?? [];
        var alt = new byte[fyldte.Sum(d => d.Length + 1)];
        var sted = 0;
        foreach (var del in fyldte)
        {
            del.CopyTo(alt.AsSpan(sted));
            alt[sted + del.Length] = (byte)' ';
            sted += del.Length + 1;
        }

        return alt;
    }

    private Del Titel(string tekst) => _titler.TryGetValue(tekst, out var kendt) ? kendt : _titler[tekst] = Af(new Indeksord().Titel(tekst));

    private Del Tekst(string tekst) => _tekster.TryGetValue(tekst, out var kendt) ? kendt : _tekster[tekst] = Af(new Indeksord().Tekst(tekst));

    private Del Af(Indeksord ord)
    {
        var (t, x, m) = ord.Fts5();
        return new(Encoding.UTF8.GetBytes(t), Encoding.UTF8.GetBytes(x), [.. m.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Maerkenummer)], [.. ord.Ordforraad.Select(Ordnummer)]);
    }

    private int Maerkenummer(string maerke)
    {
        if (_maerkenumre.TryGetValue(maerke, out var nr))
            return nr;
        nr = _maerkenumre[maerke] = _maerker.Count;
        _maerker.Add(Encoding.UTF8.GetBytes(maerke + " "));
        if (nr >= _maerkestempel.Length)
            Array.Resize(ref _maerkestempel, nr * 2);
        return nr;
    }

    private int Ordnummer(string ord)
    {
        if (_ordnumre.TryGetValue(ord, out var nr))
            return nr;
        nr = _ordnumre[ord] = _ord.Count;
        _ord.Add(ord);
        if (nr >= _antal.Length)
        {
            Array.Resize(ref _antal, nr * 2);
            Array.Resize(ref _ordstempel, nr * 2);
        }

        return nr;
    }

    private static DateOnly DagAf(long micros) => DanishTime.DateOf(DateTimeOffset.FromUnixTimeMilliseconds(micros / 1000));

    /// <summary>The texts of the generator's files: its own PDFs are read by how it writes them.</summary>
    private void LaesFiler(SqliteConnection til)
    {
        var lavet = File.GetLastWriteTimeUtc(Path.Combine(_mappe, "..", "..", "kommune.json")); // later files are of those who measured
        using var skriver = new Raekkeskriver(til, "soegeindhold", "sha256,tilstand,forsoeg,tid,billeder,tekst");
        foreach (var fil in Directory.EnumerateFiles(Path.Combine(_mappe, "filer"), "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f).Length == 64 && File.GetLastWriteTimeUtc(f) <= lavet).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(fil);
            var tekst = bytes.AsSpan().StartsWith("%PDF-1.4\n"u8) ? string.Join('\n', Linje().Matches(Encoding.Latin1.GetString(bytes)).Select(m => m.Groups[1].Value.Replace("\\(", "(", StringComparison.Ordinal).Replace("\\)", ")", StringComparison.Ordinal)))
                : bytes.AsSpan().StartsWith("PK"u8) ? Docx(bytes)
                : Encoding.UTF8.GetString(bytes);
            if (tekst is null)
                continue;
            _filer[Path.GetFileName(fil)] = Af(new Indeksord().Tekst(tekst));
            skriver.Tekst(Path.GetFileName(fil)).Tekst(Indholdsstand.Laest).Tal(1).Tal(0).Tal(0).Bytes(Indeksskriver.Pak(tekst)).Skriv();
        }
    }

    private static string? Docx(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        if (zip.GetEntry("word/document.xml") is not { } del)
            return null;
        using var laeser = new StreamReader(del.Open());
        return Maerkat().Replace(laeser.ReadToEnd().Replace("</w:p>", "\n", StringComparison.Ordinal), "");
    }

    [GeneratedRegex(@"\(((?:\\.|[^\\)])*)\) Tj")]
    private static partial Regex Linje();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Maerkat();
}
