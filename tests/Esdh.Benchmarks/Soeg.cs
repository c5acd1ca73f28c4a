using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Esdh.Benchmarks.Kommune;
using Esdh.Core.Search;
using Esdh.Sager.Soegeindeks;
using Esdh.Testing;
using Microsoft.Data.Sqlite;

namespace Esdh.Benchmarks;

/// <summary>
/// What an ordinary caseworker searches for in up to a million texts, each time by a word that was not asked for just before; beside FTS5 alone, asked for the newest
/// 10,000 rows with the same word in the same file, without rights, ranking, facets, excerpts and everything else.
/// </summary>
internal static class Soeg
{
    private static readonly string[] Afgraenset = ["&art=dokument", "&tilstand=Aktiv", "&fra=2022", "&behandler=mig", "&retning=Indgaaende"];

    /// <summary>Words that are found in at most a thousand rows, words that stand in the most, and numbers of cases.</summary>
    internal sealed record Ordvalg(List<string> Sjaeldne, List<string> Almindelige, List<string> Sagsnumre);

    public static async Task MaalAsync(Serverproces server, HttpClient klient, string mappe, int antal)
    {
        var ord = Vaelg(mappe);
        var fil = Path.Combine(mappe, "myndigheder", Kommunemappe.Myndighed, "soegning.db");
        await VentAsync(klient, ord.Sagsnumre[0]);
        await Maaling.VarmOpAsync(server.Id, 300, i => (i % 4) switch
        {
            0 => HentAsync(klient, $"/soegning?q={ord.Sjaeldne[i / 4 % ord.Sjaeldne.Count]}"), 1 => HentAsync(klient, $"/api/v1/soegning?q={ord.Almindelige[i / 4 % ord.Almindelige.Count]}"),
            2 => HentAsync(klient, $"/soegning?q={ord.Sagsnumre[i / 4 % ord.Sagsnumre.Count]}"), _ => HentAsync(klient, $"/soegning/forslag?q={ord.Almindelige[i / 4 % ord.Almindelige.Count][..5]}"),
        });

        List<double> sjaeldne = [], almindelige = [], barsjaeldne = [], baralmindelige = [];
        using var bar = new SqliteConnection($"Data Source={fil};Mode=ReadOnly;Pooling=false");
        bar.Open();
        Kommunebygger.Koer(bar, "pragma cache_size=-16000");
        var cpu = Maaling.Cpu(server.Id);
        for (var i = 0; i < antal; i++)
            await HentAsync(klient, $"/soegning?q={ord.Sjaeldne[i * 7 % ord.Sjaeldne.Count]}");
        var enkelt = Maaling.Cpu(server.Id);
        for (var i = 0; i < antal / 2; i++)
            await HentAsync(klient, $"/soegning?q={ord.Almindelige[i * 7 % ord.Almindelige.Count]}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# the server's processor time for one: rare {(enkelt - cpu).TotalMilliseconds / antal:0.0} ms, common {(Maaling.Cpu(server.Id) - enkelt).TotalMilliseconds / (antal / 2):0.0} ms"));
        for (var i = 0; i < antal; i++)
        {
            var (s, a) = (ord.Sjaeldne[i % ord.Sjaeldne.Count], ord.Almindelige[i % ord.Almindelige.Count]);
            sjaeldne.Add(await TidAsync(() => HentAsync(klient, $"/soegning?q={s}")));
            barsjaeldne.Add(await TidAsync(() => BarAsync(bar, s)));
            if (i % 2 == 1)
                continue;
            almindelige.Add(await TidAsync(() => HentAsync(klient, $"/soegning?q={a}")));
            baralmindelige.Add(await TidAsync(() => BarAsync(bar, a)));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# rare word: median {Maaling.Median(sjaeldne):0.0} ms; common: median {Maaling.Median(almindelige):0.0} ms; FTS5 alone, 95 %: {Maaling.Percentile(barsjaeldne, 95):0.00} and {Maaling.Percentile(baralmindelige, 95):0.0} ms"));
        Maaling.Skriv("soeg", "sjældent ord, siden, 1 klient, 95 %", "ms", Maaling.Percentile(sjaeldne, 95), 50);
        Maaling.Skriv("soeg", "almindeligt ord, siden, 1 klient, 95 %", "ms", Maaling.Percentile(almindelige, 95), 100);
        Maaling.Skriv("soeg", "sjældent ord mod FTS5 alene, 95 %", "ms", Maaling.Percentile(sjaeldne, 95), Maaling.Percentile(barsjaeldne, 95));
        Maaling.Skriv("soeg", "almindeligt ord mod FTS5 alene, 95 %", "ms", Maaling.Percentile(almindelige, 95), Maaling.Percentile(baralmindelige, 95));
        (string Navn, Func<int, string> Sti)[] andre =
        [
            ("to ord, et sjældent og et almindeligt", i => $"/soegning?q={ord.Sjaeldne[i % ord.Sjaeldne.Count]}+{ord.Almindelige[i % ord.Almindelige.Count]}"),
            ("to almindelige ord", i => $"/soegning?q={ord.Almindelige[i % ord.Almindelige.Count]}+{ord.Almindelige[(i + 3) % ord.Almindelige.Count]}"),
            ("almindeligt ord med en afgrænsning", i => $"/soegning?q={ord.Almindelige[i % ord.Almindelige.Count]}{Afgraenset[i % Afgraenset.Length]}"),
            ("ord med en slåfejl", i => $"/soegning?q={Fejl(ord.Sjaeldne[i % ord.Sjaeldne.Count])}"), ("en del af et ord", i => $"/soegning?q={ord.Almindelige[i % ord.Almindelige.Count][..7]}*"),
            ("sagsnummer", i => $"/soegning?q={ord.Sagsnumre[i % ord.Sagsnumre.Count]}"), ("forslag mens der skrives", i => $"/soegning/forslag?q={ord.Almindelige[i % ord.Almindelige.Count][..(4 + (i % 5))]}"),
        ];
        foreach (var (navn, sti) in andre)
        {
            var (_, tider) = await Maaling.BelastAsync(1, Math.Max(20, antal / 4), i => HentAsync(klient, sti(i)));
            Maaling.Skriv("soeg", $"{navn}, 1 klient, 95 %", "ms", Maaling.Percentile(tider, 95), null);
        }

        var (prSekund, samtidige) = await Maaling.BelastAsync(16, antal, i => HentAsync(klient, $"/soegning?q={ord.Sjaeldne[i * 7 % ord.Sjaeldne.Count]}"));
        Maaling.Skriv("soeg", "sjældent ord, 16 klienter, 95 %", "ms", Maaling.Percentile(samtidige, 95), null);
        Maaling.Skriv("soeg", "sjældent ord, 16 klienter", "søgninger/s", prSekund, null);
    }

    /// <summary>
    /// Documents a second from nothing to everything searchable, texts and all, by a server that is doing nothing else: a small authority whose index is gone. The bound
    /// is FTS5 with its own tokenizer, given title and text of the same documents in portions of 500.
    /// </summary>
    public static async Task IndekserAsync(string mappe, string? preload)
    {
        const int Sager = 400;
        var lille = Path.Combine(mappe, "indeksering");
        await Kommunemappe.SikrAsync(lille, Sager);
        var fil = Path.Combine(lille, "myndigheder", Kommunemappe.Myndighed, "soegning.db");
        foreach (var gammel in new[] { fil, fil + "-wal", fil + "-shm" })
            File.Delete(gammel);
        var ur = Stopwatch.StartNew();
        TimeSpan metadata, alt;
        await using (var server = await Kommunemappe.StartAsync(lille, preload))
        {
            var cpu = Maaling.Cpu(server.Id);
            ur.Restart();
            using (var klient = Klienter.Lav(server.Adresse))
                await HentAsync(klient, "/api/v1/sager?antal=1");
            using var db = new SqliteConnection($"Data Source={fil};Mode=ReadOnly;Pooling=false;Default Timeout=10");
            while (!File.Exists(fil))
                await Task.Delay(20);
            db.Open();
            while (Kommunebygger.Udtraek(db, "select fase from soegestand")[0] != "klar")
                await Task.Delay(100);
            metadata = ur.Elapsed;
            while (Kommunebygger.Udtraek(db, "select cast(count(*) as text) from (select 1 from soegepost where tekst = 1 limit 1)")[0] != "0")
                await Task.Delay(100);
            alt = ur.Elapsed;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# metadata of all rows in {metadata.TotalSeconds:0.0} s, texts {(alt - metadata).TotalSeconds:0.0} s more, {(Maaling.Cpu(server.Id) - cpu).TotalSeconds:0.0} s of processor time"));
            await server.StopAsync();
        }

        var (antal, bar) = Bar(lille);
        Maaling.Skriv("soeg", "indeksering med tekst mod FTS5 alene", "dokumenter/s", antal / alt.TotalSeconds, bar);
        Maaling.Skriv("soeg", "indeksering af metadata alene", "dokumenter/s", antal / metadata.TotalSeconds, null);
    }

    /// <summary>The same documents' titles and texts into an FTS5 table as anyone makes it.</summary>
    private static (int Antal, double PrSekund) Bar(string mappe)
    {
        var tekster = new Dictionary<string, string>(StringComparer.Ordinal);
        List<(string Titel, string Sha)> dokumenter = [];
        using (var db = new SqliteConnection($"Data Source={Kommunemappe.Database(mappe)};Mode=ReadOnly;Pooling=false"))
        using (var indeks = new SqliteConnection($"Data Source={Path.Combine(mappe, "myndigheder", Kommunemappe.Myndighed, "soegning.db")};Mode=ReadOnly;Pooling=false"))
        {
            db.Open();
            indeks.Open();
            using var hent = indeks.CreateCommand();
            hent.CommandText = "select sha256, tekst from soegeindhold where tekst is not null";
            using (var laeser = hent.ExecuteReader())
            {
                while (laeser.Read())
                    tekster[laeser.GetString(0)] = Indeksskriver.PakUd(laeser.GetFieldValue<byte[]>(1));
            }

            dokumenter = Kommunebygger.Udtraek(db, "select f.sha256 || d.titel from dokument d join fil f on f.dokument_id = d.id order by d.nr").ConvertAll(r => (r[64..], r[..64]));
        }

        var fil = Path.Combine(mappe, "bar.db");
        File.Delete(fil);
        var ur = Stopwatch.StartNew();
        using (var bar = new SqliteConnection($"Data Source={fil};Pooling=false"))
        {
            bar.Open();
            Kommunebygger.Koer(bar, "pragma journal_mode=wal; pragma synchronous=normal; create virtual table tekst using fts5 (t, x, content = '', contentless_delete = 1)");
            using var skriver = new Raekkeskriver(bar, "tekst", "rowid,t,x");
            var nr = 0;
            foreach (var portion in dokumenter.Chunk(500))
            {
                Kommunebygger.Koer(bar, "begin");
                foreach (var (titel, sha) in portion)
                    skriver.Tal(++nr).Tekst(titel).Utf8(Encoding.UTF8.GetBytes(tekster.GetValueOrDefault(sha, ""))).Skriv();
                Kommunebygger.Koer(bar, "commit");
            }
        }

        return (dokumenter.Count, dokumenter.Count / ur.Elapsed.TotalSeconds);
    }

    private static Ordvalg Vaelg(string mappe)
    {
        using var indeks = new SqliteConnection($"Data Source={Path.Combine(mappe, "myndigheder", Kommunemappe.Myndighed, "soegning.db")};Mode=ReadOnly;Pooling=false");
        indeks.Open();
        using var db = new SqliteConnection($"Data Source={Kommunemappe.Database(mappe)};Mode=ReadOnly;Pooling=false");
        db.Open();
        return new(
            [.. Kommunebygger.Udtraek(indeks, "select ord from soegeord where ord < '{' and length(ord) > 7 and antal > 5 order by antal, ord limit 4000").Where(o => Fund(indeks, o) is > 5 and <= 1000).Take(60)],
            Kommunebygger.Udtraek(indeks, "select ord from soegeord where ord < '{' and length(ord) > 7 order by antal desc, ord limit 30"),
            Kommunebygger.Udtraek(db, "select sagsnummer from sag where enhed_id = (select enhed_id from bruger where brugernavn = 'sagsbehandler') and er_beskyttet = 0 order by nr desc limit 60"));
    }

    /// <summary>Rows with the word in any inflection or as part of a compound, counted to a little over what is rare: a rare spelling may be of a common word.</summary>
    private static int Fund(SqliteConnection indeks, string ord)
    {
        using var command = indeks.CreateCommand();
        command.CommandText = "select count(*) from (select 1 from soegetekst where soegetekst match @q limit 1001)";
        command.Parameters.AddWithValue("@q", $"\"{Indeksmaerke.Stamme(DanishAnalyzer.Stem(ord))}\"");
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Two letters of the middle change places.</summary>
    private static string Fejl(string ord)
    {
        var midt = Enumerable.Range(ord.Length / 2, ord.Length / 2 - 1).First(i => ord[i] != ord[i + 1]);
        return $"{ord[..midt]}{ord[midt + 1]}{ord[midt]}{ord[(midt + 2)..]}";
    }

    private static async Task<double> TidAsync(Func<Task> arbejde)
    {
        var begyndt = Stopwatch.GetTimestamp();
        await arbejde();
        return Stopwatch.GetElapsedTime(begyndt).TotalMilliseconds;
    }

    private static Task BarAsync(SqliteConnection db, string ord)
    {
        using var command = db.CreateCommand();
        command.CommandText = "select rowid from soegetekst where soegetekst match @q order by rowid desc limit 10000";
        command.Parameters.AddWithValue("@q", $"\"{Indeksmaerke.Stamme(DanishAnalyzer.Stem(ord))}\"");
        using var reader = command.ExecuteReader();
        var sum = 0L;
        while (reader.Read())
            sum += reader.GetInt64(0);
        return sum > 0 ? Task.CompletedTask : throw new InvalidOperationException($"{ord} is not in the index.");
    }

    /// <summary>Until the index is up to date: what was measured before may have left it behind.</summary>
    private static async Task VentAsync(HttpClient klient, string sagsnummer)
    {
        for (var i = 0; i < 600; i++)
        {
            using var svar = await klient.GetAsync(new Uri($"/api/v1/soegning?q={sagsnummer}", UriKind.Relative));
            svar.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await svar.Content.ReadAsStringAsync());
            if (json.RootElement.GetProperty("erFrisk").GetBoolean())
                return;
            await Task.Delay(500);
        }

        throw new InvalidOperationException("The index does not become current.");
    }

    private static Task HentAsync(HttpClient klient, string sti) => AabnSag.HentAsync(klient, sti);
}
