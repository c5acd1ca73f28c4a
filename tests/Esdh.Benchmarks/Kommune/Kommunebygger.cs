using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Esdh.Core.Seal;
using Esdh.Core.Text;
using Microsoft.Data.Sqlite;

namespace Esdh.Benchmarks.Kommune;

/// <summary>
/// Fills the database of an authority that the server has just made with a whole municipality's fifteen years: rows in bulk, in the order they came in life, so
/// that the documents of a case lie as scattered as they do there. Events are those that the history shows and the seal is checked by: cases opened and closed,
/// documents journalised, notes made final. Left out: events of parties, reminders and drafts, folders, hearings, decisions, dispatches and approvals.
/// </summary>
internal sealed class Kommunebygger(string myndighedsmappe, int n)
{
    public const int Kaempesag = 18_000;

    public const string Kaempetitel = "Høring over kommuneplanen, alle svar";

    private const int Skabeloner = 100;
    private const int Brugere = 1000;
    private const int Enheder = 50;
    private const long Sekund = 1_000_000;

    private static readonly string[] Fornavne = [.. "Anna Birgit Camilla Dorte Elin Freja Gudrun Helle Ida Jytte Karen Lone Mette Nanna Oda Pernille Anders Bent Carl Daniel Erik Frode Gustav Hans Ivan Jens Kaj Lars Mads Niels Otto Peter".Split(' ')];

    private static readonly string[] Forled = [.. "Prøve Mønster Tænke Opdigt Skitse Kladde Fabel Lad Eksempel Drømme Papir Skuespil Rekvisit Kulisse Manus Sufflør Skygge Legende Påhit Sagn".Split(' ')];

    private static readonly string[] Efterled = [.. "bæk strup gaard sen holm kær lund vig by kvist høj dal toft mark sø skov bro rup ager næs".Split(' ')];

    private static readonly string[] Veje = [.. "Prøvevej Mønstergade Kulissestræde Skitsevænget Fabelstien Kladdetoften Eksempelparken Rekvisitvej Drømmebakken Papirvænget Sagnstien Legendevej".Split(' ')];

    private static readonly string[] Kilder = ["Telefon", "Møde", "Personligt fremmøde", "E-mail", "Internt"];

    private readonly Random _random = new(42);
    private readonly Ord _ord = new();
    private readonly DateTime _nu = TimeProvider.System.GetUtcNow().UtcDateTime;
    private readonly Dictionary<string, int> _lister = new(StringComparer.Ordinal);
    private readonly List<(int Nr, string Art, string Reference)> _listeposter = [];
    private readonly Dictionary<string, int> _loebenumre = new(StringComparer.Ordinal);
    private int _idtaeller;
    private int _sidsteListe;

    private sealed record Bruger(Guid Id, Guid Enhed, int Enhedsindeks);

    private sealed record Skabelon(Guid Id, string Emne, string Facet, bool ForAlle, string Ord, int Foelsomhed, int FoersteEnhed, int Antalenheder);

    private record struct Sag
    {
        public Guid Id;
        public long Oprettet;
        public long Afsluttet;
        public long Senest;
        public int Behandler;
        public int Opretter;
        public int Skabelon;
        public int Dokumenter;
        public int Notater;
        public int Akter;
        public int Part;
        public bool Aaben;
        public bool Beskyttet;
        public string Nummer;
        public string Titel;
    }

    /// <summary>The rows, and what took how long on standard output.</summary>
    public void Byg()
    {
        var ur = Stopwatch.StartNew();
        var database = Path.Combine(myndighedsmappe, "esdh.db");
        var filer = Filer.Skriv(Path.Combine(myndighedsmappe, "filer"), _ord, 2000);
        Sig(ur, $"{filer.Count} files");
        using var db = new SqliteConnection($"Data Source={database};Pooling=false");
        db.Open();
        Koer(db, "pragma journal_mode=off; pragma synchronous=off; pragma foreign_keys=0; pragma temp_store=memory; pragma cache_size=-1500000; pragma locking_mode=exclusive; pragma threads=2");
        var indekser = Udtraek(db, "select name || char(31) || sql from sqlite_master where type='index' and sql is not null and tbl_name in ('sag','sag_nummer','dokument','dokumentregistrering','fil','korrespondent','part','sagspart','journalnotat','erindring','haendelse','favorit','senest_set','endeliggoerelse','postlistepost')")
            .ConvertAll(r => r.Split('\u001f'));
        foreach (var indeks in indekser)
            Koer(db, $"drop index {indeks[0]}");
        Koer(db, "begin");
        Skriv(db, filer, ur);
        Koer(db, "commit");
        foreach (var indeks in indekser)
            Koer(db, indeks[1]);
        Sig(ur, $"{indekser.Count} indexes");
    }

    private void Skriv(SqliteConnection db, List<Faelles> filer, Stopwatch ur)
    {
        var brugere = SkrivFolk(db);
        var skabeloner = SkrivSkabeloner(db);
        var parter = SkrivParter(db);
        var statusser = Udtraek(db, "select tilstand || ' ' || hex(id) from sagsstatus order by tilstand, kraever_kommentar, orden").ConvertAll(s => s.Split(' '));
        Guid Status(string tilstand) => new(Convert.FromHexString(statusser.First(s => s[0] == tilstand)[1]), bigEndian: true);
        var (aktiv, hvilende, afsluttet) = (Status("Aktiv"), Status("Hvilende"), Status("Afsluttet"));
        var sager = LavSager(brugere, skabeloner, parter.Length);
        Sig(ur, $"{n} cases thought out");

        // Everything that happened, by its moment: case 30 bits, kind 2 bits, seconds since 2000.
        var epoke = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        List<ulong> forloeb = new(n * 8);
        for (var i = 0; i < sager.Length; i++)
        {
            ref var s = ref sager[i];
            void Sker(long tid, uint art, int sag) => forloeb.Add(((ulong)((tid / Sekund) - epoke) << 32) | ((ulong)art << 30) | (uint)sag);
            Sker(s.Oprettet, 0, i);
            var slut = s.Aaben ? Nu : s.Afsluttet;
            for (var j = 0; j < s.Dokumenter; j++)
                Sker(s.Oprettet + Sekund + (long)(Math.Pow(_random.NextDouble(), 1.7) * (slut - s.Oprettet - (2 * Sekund))), 1, i);
            for (var j = 0; j < s.Notater; j++)
                Sker(s.Oprettet + Sekund + (long)(_random.NextDouble() * (slut - s.Oprettet - (2 * Sekund))), 2, i);
            if (!s.Aaben)
                Sker(s.Afsluttet, 3, i);
        }

        var alt = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(forloeb);
        alt.Sort();
        Sig(ur, $"{alt.Length} things that happened");
        SkrivForloeb(db, alt, epoke, sager, brugere, skabeloner, parter, filer, ur);

        using (var skriver = new Raekkeskriver(db, "sag", "nr,id,sagsnummer,emne,facet,titel,skabelon_id,status_id,tilstand,behandler_id,enhed_id,foelsomhed,har_papir,er_samlesag,er_beskyttet,adgangsliste_nr,oprettet_af,oprettet,senest_aendret,afsluttet,sidste_aktnr,soegetekst,titelorden,nummerorden,version"))
        {
            // In the order they were opened, as the numbers say.
            var orden = Enumerable.Range(0, n).ToArray();
            Array.Sort(Array.ConvertAll(orden, i => sager[i].Oprettet), orden);
            for (var nr = 0; nr < n; nr++)
            {
                ref var s = ref sager[orden[nr]];
                var (t, b, o) = (skabeloner[s.Skabelon], brugere[s.Behandler], brugere[s.Opretter]);
                var hviler = s.Aaben && orden[nr] % 5 == 0;
                var dele = s.Nummer.Split('-');
                skriver.Tal(nr + 1).Id(s.Id).Tekst(s.Nummer).Tekst(t.Emne).Tekst(t.Facet).Tekst(s.Titel).Id(t.Id).Id(s.Aaben ? hviler ? hvilende : aktiv : afsluttet)
                    .Tekst(s.Aaben ? hviler ? "Hvilende" : "Aktiv" : "Afsluttet").Id(b.Id).Id(b.Enhed).Tekst(t.Foelsomhed switch { 0 => "IkkeFortrolig", 1 => "Fortrolig", _ => "Foelsom" })
                    .Tal(0).Tal(0).Ja(s.Beskyttet).Tal(Liste(t, b, o, s.Beskyttet)).Id(o.Id).Tal(s.Oprettet).Tal(s.Senest).Tal(s.Aaben ? null : s.Afsluttet).Tal(s.Akter)
                    .Tekst(DanishText.Fold($"{s.Nummer} {s.Titel}  ")).Tekst(DanishText.SortKey(s.Titel)).Tekst($"{dele[0]}-{dele[1]}-{2000 + int.Parse(dele[3], CultureInfo.InvariantCulture)}-{int.Parse(dele[2], CultureInfo.InvariantCulture):D9}").Tal(1).Skriv();
            }
        }

        Sig(ur, "cases");
        SkrivErindringer(db, sager, brugere);
        SkrivVaner(db, sager, brugere);
        using (var skriver = new Raekkeskriver(db, "adgangsliste", "nr,noegle"))
        {
            var nye = _listeposter.Select(p => p.Nr).ToHashSet();
            foreach (var (noegle, nr) in _lister.Where(l => nye.Contains(l.Value)))
                skriver.Tal(nr).Tekst(noegle).Skriv();
        }

        using (var skriver = new Raekkeskriver(db, "adgangsliste_post", "liste_nr,art,reference"))
        {
            foreach (var (nr, art, reference) in _listeposter)
                skriver.Tal(nr).Tekst(art).Tekst(reference).Skriv();
        }

        SkrivIndbakke(db, sager, brugere, filer);
        using (var skriver = new Raekkeskriver(db, "taeller", "noegle,sidste"))
        {
            foreach (var (noegle, sidste) in _loebenumre)
                skriver.Tekst(noegle).Tal(sidste).Skriv();
        }

        Sig(ur, $"reminders, {_lister.Count} access lists and the rest");
    }

    private long Nu => Micros(_nu);

    private Bruger[] SkrivFolk(SqliteConnection db)
    {
        var hash = Udtraek(db, "select kodeord_hash from bruger where brugernavn = 'sagsbehandler'")[0];
        var top = new Guid(Convert.FromHexString(Udtraek(db, "select hex(id) from enhed where foraelder_id is null limit 1")[0]), bigEndian: true);
        var brugere = Udtraek(db, "select hex(id) || ' ' || hex(enhed_id) from bruger where roller = 1 order by brugernavn <> 'sagsbehandler', nr").ConvertAll(r => r.Split(' '));
        List<Guid> enheder = [.. brugere.Select(b => new Guid(Convert.FromHexString(b[1]), bigEndian: true)).Distinct()];
        List<Bruger> folk = [.. brugere.Select(b => (Id: new Guid(Convert.FromHexString(b[0]), bigEndian: true), Enhed: new Guid(Convert.FromHexString(b[1]), bigEndian: true))).Select(b => new Bruger(b.Id, b.Enhed, enheder.IndexOf(b.Enhed)))];
        using (var skriver = new Raekkeskriver(db, "enhed", "id,navn,foraelder_id,aktiv,version"))
        {
            var forvaltninger = new List<Guid>();
            while (enheder.Count < Enheder)
            {
                var id = NyId(Nu);
                var forvaltning = forvaltninger.Count < 5;
                skriver.Id(id).Tekst(Ord.Stort(_ord.Indholdsord(_random)) + (forvaltning ? "forvaltning" : "")).Id(forvaltning ? top : forvaltninger[enheder.Count % 5]).Tal(1).Tal(1).Skriv();
                (forvaltning ? forvaltninger : enheder).Add(id);
            }
        }

        using var brugerskriver = new Raekkeskriver(db, "bruger", "id,brugernavn,navn,email,titel,enhed_id,roller,aktiv,kodeord_hash,skal_skifte_kodeord,fejl_forsoeg,sikkerhedsnummer,genveje_fra,version");
        while (folk.Count < Brugere)
        {
            var e = folk.Count % enheder.Count;
            var b = new Bruger(NyId(Nu), enheder[e], e);
            brugerskriver.Id(b.Id).Tekst($"bruger{folk.Count}").Tekst(Navn()).Tekst($"bruger{folk.Count}@korsbaek.example").Tekst("Sagsbehandler (demonstration)").Id(b.Enhed).Tal(1).Tal(1).Tekst(hash).Tal(0).Tal(0).Tal(0).Tal(0).Tal(1).Skriv();
            folk.Add(b);
        }

        foreach (var l in Udtraek(db, "select nr || ' ' || noegle from adgangsliste"))
            _lister[l[(l.IndexOf(' ', StringComparison.Ordinal) + 1)..]] = int.Parse(l.Split(' ')[0], CultureInfo.InvariantCulture);
        _sidsteListe = _lister.Count == 0 ? 0 : _lister.Values.Max();
        return [.. folk];
    }

    private Skabelon[] SkrivSkabeloner(SqliteConnection db)
    {
        var emner = Udtraek(db, "select distinct nummer from planemne where length(nummer) = 8 and udgaaet is null order by nummer");
        string[] facetter = ["G01", "P25", "K08"];
        var skabeloner = new Skabelon[Skabeloner];
        using var skriver = new Raekkeskriver(db, "sagsskabelon", "id,noegle,navn,aktiv,emner,facetter,foelsomhed,adgang,parter,delforloeb,erindringer");
        for (var i = 0; i < Skabeloner; i++)
        {
            var ord = _ord.Indholdsord(_random);
            var t = skabeloner[i] = new(NyId(Nu), emner[i % emner.Count], facetter[i / emner.Count % facetter.Length], i % 3 == 1, ord, i % 7 == 3 ? 2 : i % 4 == 2 ? 1 : 0, i * 7, i == 0 ? 12 : 4);
            skriver.Id(t.Id).Tekst($"type{i:000}").Tekst(Ord.Stort(ord)).Tal(1).Tekst($"[\"{t.Emne}\"]").Tekst($"[\"{t.Facet}\"]").Tekst(t.Foelsomhed switch { 0 => "IkkeFortrolig", 1 => "Fortrolig", _ => "Foelsom" })
                .Tekst(t.ForAlle ? "[{\"art\":\"Alle\",\"reference\":\"*\"}]" : "[]").Tekst("Valgfri").Tekst("[]").Tekst("[]").Skriv();
        }

        return skabeloner;
    }

    /// <summary>Persons with a day of birth after the sixtieth, which nobody has, and companies; all invented.</summary>
    private (Guid Id, string Navn)[] SkrivParter(SqliteConnection db)
    {
        var parter = new (Guid Id, string Navn)[Math.Max(100, n * 2 / 5)];
        var taget = Udtraek(db, "select cpr from part where cpr is not null").ToHashSet(StringComparer.Ordinal);
        using var skriver = new Raekkeskriver(db, "part", "id,art,cpr,cvr,navn,adresse,postnummer,by,email,er_beskyttet,beskyttet_til,soegetekst,oprettet,version");
        for (var i = 0; i < parter.Length; i++)
        {
            var firma = i == 0 || i % 10 == 9;
            var navn = i == 0 ? "Opdigtet Forsyning A/S" : firma ? $"{Navn().Split(' ')[1]} {Ord.Stort(_ord.Indholdsord(_random))} ApS" : Navn();
            var cpr = firma ? null : string.Create(CultureInfo.InvariantCulture, $"{61 + (i / 1200 % 28):00}{1 + (i / 100 % 12):00}{i % 100:00}{i / 33600:0000}");
            if (cpr is not null && taget.Contains(cpr))
                cpr = null; // a party of the demonstration has it
            var cvr = firma ? (90_000_000 + i).ToString(CultureInfo.InvariantCulture) : null;
            var beskyttet = !firma && i % 200 == 7;
            parter[i] = (NyId(Nu - (n - i)), navn);
            skriver.Id(parter[i].Id).Tekst(firma ? "Virksomhed" : "Person").Tekst(cpr).Tekst(cvr).Tekst(navn).Tekst(Adresse()).Tekst("4600").Tekst("Korsbæk").Tekst(i % 3 == 0 ? $"part{i}@opdigtet.example" : null)
                .Ja(beskyttet).Tekst(beskyttet ? Dag(Nu + (200 * 86_400 * Sekund)) : null).Tekst(DanishText.Fold($"{navn} {cvr}").Trim()).Tal(Nu - (3600 * 24 * 365 * Sekund)).Tal(1).Skriv();
        }

        return parter;
    }

    private Sag[] LavSager(Bruger[] brugere, Skabelon[] skabeloner, int parter)
    {
        var sager = new Sag[n];
        var efterEnhed = brugere.Select((b, i) => (b, i)).GroupBy(x => x.b.Enhedsindeks).ToDictionary(g => g.Key, g => g.Select(x => x.i).ToArray());
        var (begyndelse, dokumenter, mine) = (Micros(_nu.AddYears(-15)), 0L, 0);
        for (var i = 0; i < n; i++)
        {
            ref var s = ref sager[i];
            s.Oprettet = begyndelse + (long)(Math.Pow(_random.NextDouble(), 0.75) * (Nu - begyndelse - (3600 * Sekund)));
            s.Skabelon = _random.Next(5) == 0 ? 0 : 1 + (int)((Skabeloner - 1) * Math.Pow(_random.NextDouble(), 2));
            var t = skabeloner[s.Skabelon];
            var enhed = _random.Next(5) == 0 ? _random.Next(Enheder) : (t.FoersteEnhed + _random.Next(t.Antalenheder)) % Enheder;
            var folk = efterEnhed[enhed];
            s.Behandler = folk[_random.Next(folk.Length)];
            s.Opretter = _random.Next(4) > 0 ? s.Behandler : folk[_random.Next(Math.Min(3, folk.Length))];
            var dage = (Nu - s.Oprettet) / (86_400 * Sekund);
            s.Aaben = dage < 120 ? _random.Next(10) < 7 : _random.Next(1000) < 45;
            if (s.Aaben && mine < 60 && i % Math.Max(1, n / 2000) == 0)
                (s.Behandler, s.Opretter, mine) = (0, 0, mine + 1);
            s.Beskyttet = _random.Next(1000) < 15;
            s.Part = _random.Next(20) == 0 ? 0 : _random.Next(10) == 0 ? -1 : 1 + (int)((parter - 1) * Math.Pow(_random.NextDouble(), 1.5));
            s.Dokumenter = _random.Next(100) switch { < 5 => 0, < 25 => 1, < 45 => 2, < 60 => 3, < 70 => 4, < 90 => _random.Next(5, 11), < 99 => _random.Next(11, 31), _ => _random.Next(31, 101) };
            s.Notater = _random.Next(3);
            s.Afsluttet = Math.Min(Nu - (60 * Sekund), s.Oprettet + (3600 * Sekund) + (long)(_random.NextDouble() * _random.NextDouble() * 700 * 86_400 * Sekund));
            s.Senest = s.Oprettet;
            s.Titel = $"{Ord.Stort(t.Ord)}, {Adresse()}{(_random.Next(2) == 0 ? ", " + _ord.Indholdsord(_random) : "")}";
            s.Nummer = "";
            dokumenter += s.Dokumenter;
        }

        // The one with eighteen thousand is the measuring user's, and can be closed.
        var stor = Array.FindIndex(sager, s => s is { Aaben: true, Behandler: 0 });
        ref var k = ref sager[stor];
        dokumenter += Kaempesag - k.Dokumenter;
        (k.Dokumenter, k.Notater, k.Beskyttet, k.Titel, k.Oprettet) = (Kaempesag, 3, false, Kaempetitel, Micros(_nu.AddDays(-900)));
        var faktor = 5.0 * n / dokumenter;
        for (var (i, rest) = (0, (5L * n) - dokumenter); rest != 0 && faktor < 3 && i < n * 20L; i = (i + 1) % n)
        {
            ref var s = ref sager[i];
            if (i == stor || (rest < 0 && s.Dokumenter < 2))
            {
                if (rest < 0 && i == n - 1 && n < 20_000)
                    break; // so few cases that the large one is most of it
                continue;
            }

            s.Dokumenter += Math.Sign(rest);
            rest -= Math.Sign(rest);
        }

        return sager;
    }

    private void SkrivForloeb(SqliteConnection db, Span<ulong> alt, long epoke, Sag[] sager, Bruger[] brugere, Skabelon[] skabeloner, (Guid Id, string Navn)[] parter, List<Faelles> filer, Stopwatch ur)
    {
        using var numre = new Raekkeskriver(db, "sag_nummer", "sagsnummer,sag_id,fra");
        using var sagsparter = new Raekkeskriver(db, "sagspart", "id,sag_id,part_id,rolle,er_primaer,navn,adresse,postnummer,by,tilfoejet");
        using var dokumenter = new Raekkeskriver(db, "dokument", "id,titel,retning,dokumenttype,dato,tilstand,foelsomhed,adgangsliste_nr,paa_postliste,offentlig_titel,aktindsigt,filversion,uden_betydning,oprettet_af,oprettet,journaliseret,journaliseret_af,soegetekst,version");
        using var registreringer = new Raekkeskriver(db, "dokumentregistrering", "id,dokument_id,sag_id,aktnr,registreret_af,registreret");
        using var filskriver = new Raekkeskriver(db, "fil", "id,dokument_id,filversion,nummer,filnavn,sha256,stoerrelse,mimetype,tilfoejet_af,tilfoejet");
        using var korrespondenter = new Raekkeskriver(db, "korrespondent", "id,dokument_id,art,navn,part_id");
        using var endelige = new Raekkeskriver(db, "endeliggoerelse", "dokument_id,dato,af,tid,maade");
        using var postliste = new Raekkeskriver(db, "postlistepost", "id,dokument_id,dag,titel,retning,offentliggoeres,godkendt_af,godkendt");
        using var notater = new Raekkeskriver(db, "journalnotat", "id,sag_id,overskrift,tekst,kontakttidspunkt,kilde,forfatter_id,oprettet,endelig,version,soegetekst");
        using var haendelser = new Raekkeskriver(db, "haendelse", "nr,type,tid,aktoer_id,sag_id,objekt_id,data_hash");
        using var data = new Raekkeskriver(db, "haendelse_data", "nr,salt,data");
        var nr = long.Parse(Udtraek(db, "select coalesce(max(nr), 0) from haendelse")[0], CultureInfo.InvariantCulture);
        var kladdegraense = Nu - (40L * 86_400 * Sekund);
        var stor = Array.FindIndex(sager, s => s.Titel == Kaempetitel);
        var notattekster = Enumerable.Range(0, 500).Select(i => (Overskrift: Ord.Stort(_ord.Indholdsord(_random)), Tekst: $"<p>{_ord.Tekst(_random, 40).Replace('\n', ' ').Trim()}</p>"))
            .Select(t => (t.Overskrift, t.Tekst, Hash: Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(t.Tekst))), Soeg: DanishText.Fold($"{t.Overskrift} {t.Tekst[3..^4]}"))).ToArray();
        var titler = Enumerable.Range(0, 4000).Select(_ => $"{Ord.Stort(_ord.Indholdsord(_random))} om {_ord.Indholdsord(_random)}").Select(t => (Titel: t, Foldet: DanishText.Fold(t))).ToArray();
        var json = new byte[4096];

        void Haendelse(string type, long tid, Guid aktoer, Guid sag, Guid? objekt, string tekst)
        {
            var bytes = json.AsSpan(0, Encoding.UTF8.GetBytes(tekst, json));
            var saltet = SaltedHash.Create(bytes);
            haendelser.Tal(++nr).Tekst(type).Tal(tid).Id(aktoer).Id(sag).Id(objekt).Bytes(saltet.Hash).Skriv();
            data.Tal(nr).Bytes(saltet.Salt).Tekst(tekst).Skriv();
        }

        for (var i = 0; i < alt.Length; i++)
        {
            var (tid, art, indeks) = (((long)(alt[i] >> 32) + epoke) * Sekund, (alt[i] >> 30) & 3, (int)(alt[i] & 0x3fffffff));
            ref var s = ref sager[indeks];
            var (b, o, t) = (brugere[s.Behandler], brugere[s.Opretter], skabeloner[s.Skabelon]);
            s.Senest = tid;
            switch (art)
            {
                case 0:
                    s.Id = NyId(tid);
                    s.Oprettet = tid;
                    var aar = DateTimeOffset.FromUnixTimeMilliseconds(tid / 1000).Year;
                    var serie = $"sag/{t.Emne}-{t.Facet}/{aar}";
                    _loebenumre[serie] = _loebenumre.GetValueOrDefault(serie) + 1;
                    s.Nummer = string.Create(CultureInfo.InvariantCulture, $"{t.Emne}-{t.Facet}-{_loebenumre[serie]}-{aar % 100:00}");
                    numre.Tekst(s.Nummer).Id(s.Id).Tal(tid).Skriv();
                    if (s.Part >= 0)
                        sagsparter.Id(NyId(tid)).Id(s.Id).Id(parter[s.Part].Id).Tekst("Ansøger").Tal(1).Tekst(parter[s.Part].Navn).Tekst(Adresse()).Tekst("4600").Tekst("Korsbæk").Tal(tid).Skriv();
                    if (_random.Next(3) == 0)
                    {
                        var anden = parter[_random.Next(parter.Length)];
                        sagsparter.Id(NyId(tid)).Id(s.Id).Id(anden.Id).Tekst("Part").Tal(0).Tekst(anden.Navn).Tekst(Adresse()).Tekst("4600").Tekst("Korsbæk").Tal(tid).Skriv();
                    }

                    Haendelse("SagOprettet", tid, o.Id, s.Id, null, $$"""{"sagsnummer":"{{s.Nummer}}","titel":"{{s.Titel}}"}""");
                    break;
                case 1:
                    var id = NyId(tid);
                    var titel = titler[_random.Next(titler.Length)];
                    var fil = filer[_random.Next(filer.Count)];
                    var retning = _random.Next(10) switch { < 5 => "Indgaaende", < 8 => "Udgaaende", _ => "Internt" };
                    var kladde = indeks != stor && s.Aaben && (tid > kladdegraense ? _random.Next(10) < 2 : _random.Next(400) == 0);
                    var uden = !kladde && indeks != stor && _random.Next(50) == 0;
                    var journaliseret = !kladde && !uden;
                    var part = s.Part >= 0 && retning != "Internt" ? parter[s.Part] : default;
                    var dag = Dag(tid);
                    var liste = journaliseret && _random.Next(200) == 0;
                    var filnavn = titel.Titel.Replace(' ', '-') + fil.Endelse;
                    dokumenter.Id(id).Tekst(titel.Titel).Tekst(retning).Tekst(retning == "Internt" ? "Notat" : "Brev").Tekst(dag).Tekst(journaliseret ? "Journaliseret" : "Kladde")
                        .Tekst(t.Foelsomhed switch { 0 => "IkkeFortrolig", 1 => "Fortrolig", _ => "Foelsom" }).Tal(liste ? Liste(["Bruger:" + b.Id, "Bruger:" + o.Id]) : null);
                    var offentlig = journaliseret && retning == "Indgaaende" && !liste && !s.Beskyttet && t.Foelsomhed == 0 && _random.Next(5) == 0;
                    dokumenter.Ja(offentlig).Tekst(offentlig ? titel.Titel : null).Tekst("IkkeVurderet").Tal(1).Tekst(uden ? "Uden betydning for sagen" : null).Id(b.Id).Tal(tid).Tal(journaliseret ? tid + (600 * Sekund) : null).Id(journaliseret ? b.Id : null)
                        .Tekst(part.Navn is { } navn ? $"{titel.Foldet}  {DanishText.Fold(navn)}" : titel.Foldet + "  ").Tal(1).Skriv();
                    registreringer.Id(NyId(tid)).Id(id).Id(s.Id).Tal(journaliseret ? ++s.Akter : null).Id(b.Id).Tal(tid).Skriv();
                    filskriver.Id(NyId(tid)).Id(id).Tal(1).Tal(1).Tekst(filnavn).Tekst(fil.Sha256).Tal(fil.Stoerrelse).Tekst(fil.Mimetype).Id(b.Id).Tal(tid).Skriv();
                    if (part.Navn is not null)
                        korrespondenter.Id(NyId(tid)).Id(id).Tekst(retning == "Indgaaende" ? "Afsender" : "Modtager").Tekst(part.Navn).Id(part.Id).Skriv();
                    if (retning == "Udgaaende" && !kladde)
                        endelige.Id(id).Tekst(dag).Id(b.Id).Tal(tid).Tekst("Brev").Skriv();
                    if (offentlig && tid < Nu - (3L * 86_400 * Sekund))
                        postliste.Id(NyId(tid)).Id(id).Tekst(dag).Tekst(titel.Titel).Tekst(retning).Tekst(dag).Id(o.Id).Tal(tid + (700 * Sekund)).Skriv();
                    if (journaliseret)
                    {
                        Haendelse("DokumentJournaliseret", tid + (600 * Sekund), b.Id, s.Id, id,
                            $$"""{"aktnr":"{{s.Akter}}","titel":"{{titel.Titel}}","retning":"{{retning}}","dato":"{{dag}}","filer":[{"nummer":1,"filnavn":"{{filnavn}}","sha256":"{{fil.Sha256}}","stoerrelse":{{fil.Stoerrelse}}}]}""");
                    }

                    break;
                case 2:
                    var notat = notattekster[_random.Next(notattekster.Length)];
                    var notatId = NyId(tid);
                    var endelig = indeks == stor || !s.Aaben || _random.Next(5) > 0;
                    var kilde = Kilder[_random.Next(Kilder.Length)];
                    notater.Id(notatId).Id(s.Id).Tekst(notat.Overskrift).Tekst(notat.Tekst).Tal(tid).Tekst(kilde).Id(b.Id).Tal(tid).Tal(endelig ? tid : null).Tal(1).Tekst(notat.Soeg).Skriv();
                    if (endelig)
                        Haendelse("NotatGjortEndeligt", tid, b.Id, s.Id, notatId, $$"""{"overskrift":"{{notat.Overskrift}}","kilde":"{{kilde}}","kontakttidspunkt":"{{DateTimeOffset.FromUnixTimeMilliseconds(tid / 1000):yyyy-MM-ddTHH:mm:ss}}+00:00","tekstSha256":"{{notat.Hash}}"}""");
                    break;
                default:
                    s.Afsluttet = tid;
                    Haendelse("SagAfsluttet", tid, b.Id, s.Id, null, """{"status":"Afsluttet"}""");
                    break;
            }

            if (i % 1_000_000 == 999_999)
                Sig(ur, $"{i + 1} written, {dokumenter.Antal} documents");
        }

        Sig(ur, $"{dokumenter.Antal} documents, {notater.Antal} notes, {nr} events");
    }

    private void SkrivErindringer(SqliteConnection db, Sag[] sager, Bruger[] brugere)
    {
        var typer = Udtraek(db, "select hex(id) || ' ' || navn from erindringstype").ConvertAll(t => (Id: new Guid(Convert.FromHexString(t[..32]), bigEndian: true), Navn: t[33..]));
        var stor = Array.FindIndex(sager, s => s.Titel == Kaempetitel);
        using var skriver = new Raekkeskriver(db, "erindring", "id,sag_id,type_id,titel,synlig_fra,frist,ansvarlig_id,foelger_sagen,oprettet_af,oprettet,afsluttet,afsluttet_af,version");
        for (var i = 0; i < sager.Length; i++)
        {
            ref var s = ref sager[i];
            if (i == stor)
                continue;
            for (var antal = _random.Next(s.Aaben ? 3 : 2); antal > 0; antal--)
            {
                var type = typer[_random.Next(typer.Count)];
                var frist = s.Aaben ? Nu + ((_random.Next(10) == 0 ? -_random.Next(1, 20) : _random.Next(0, 90)) * 86_400 * Sekund) : s.Afsluttet;
                var b = brugere[s.Behandler].Id;
                skriver.Id(NyId(s.Oprettet)).Id(s.Id).Id(type.Id).Tekst(type.Navn).Tekst(Dag(frist - (3L * 86_400 * Sekund))).Tekst(Dag(frist)).Id(b).Tal(1).Id(b).Tal(s.Oprettet)
                    .Tal(s.Aaben ? null : s.Afsluttet).Id(s.Aaben ? null : b).Tal(1).Skriv();
            }
        }
    }

    /// <summary>Stars, and what was opened last: twenty and fifty of each one's cases.</summary>
    private static void SkrivVaner(SqliteConnection db, Sag[] sager, Bruger[] brugere)
    {
        using var favoritter = new Raekkeskriver(db, "favorit", "bruger_id,sag_id,tid");
        using var sete = new Raekkeskriver(db, "senest_set", "bruger_id,sag_id,tid");
        foreach (var hver in Enumerable.Range(0, sager.Length).GroupBy(i => sager[i].Behandler))
        {
            var bruger = brugere[hver.Key].Id;
            var nyeste = hver.OrderByDescending(i => sager[i].Senest).Take(50).ToList();
            foreach (var i in nyeste)
                sete.Id(bruger).Id(sager[i].Id).Tal(sager[i].Senest).Skriv();
            foreach (var i in nyeste.Take(20))
                favoritter.Id(bruger).Id(sager[i].Id).Tal(sager[i].Senest).Skriv();
        }
    }

    private void SkrivIndbakke(SqliteConnection db, Sag[] sager, Bruger[] brugere, List<Faelles> filer)
    {
        using var skriver = new Raekkeskriver(db, "indbakkepost", "id,kanal,noegle,modtaget,afsender_navn,afsender_email,emne,traad,spor,sha256,stoerrelse,tilstand,kontrol,enhed_id,adgangsliste_nr,afgjort_af,afgjort,sag_id,frigivet,soegetekst,version");
        using var poster = new Raekkeskriver(db, "indbakkefil", "id,post_id,nummer,filnavn,sha256,stoerrelse,mimetype,er_omsat");
        for (var i = 0; i < n / 100; i++)
        {
            ref var s = ref sager[_random.Next(sager.Length)];
            var (b, fil, id, afgjort) = (brugere[s.Behandler], filer[_random.Next(filer.Count)], NyId(Nu), i % 20 > 0);
            var tid = Nu - (long)(_random.NextDouble() * (afgjort ? 300 : 10) * 86_400 * Sekund);
            var (emne, navn) = ($"{Ord.Stort(_ord.Indholdsord(_random))} vedrørende {_ord.Indholdsord(_random)}", Navn());
            skriver.Id(id).Tekst("Upload").Tekst(id.ToString()).Tal(tid).Tekst(navn).Tekst("post@opdigtet.example").Tekst(emne).Tekst("[]").Tekst("[]").Tekst(fil.Sha256).Tal(fil.Stoerrelse)
                .Tekst(afgjort ? "Journaliseret" : "Ny").Tekst("Ren").Id(b.Enhed).Tal(Liste(["Enhed:" + b.Enhed])).Id(afgjort ? b.Id : null).Tal(afgjort ? tid : null).Id(afgjort ? s.Id : null).Tal(afgjort ? tid : null)
                .Tekst(DanishText.Fold($"{emne} {navn}")).Tal(1).Skriv();
            poster.Id(NyId(tid)).Id(id).Tal(1).Tekst("post" + fil.Endelse).Tekst(fil.Sha256).Tal(fil.Stoerrelse).Tekst(fil.Mimetype).Tal(0).Skriv();
        }
    }

    /// <summary>As the engine makes it: all or the unit, with handler and who opened it and those whose task is the whole authority; a protected case has names only.</summary>
    private int Liste(Skabelon t, Bruger b, Bruger o, bool beskyttet) =>
        beskyttet ? Liste(["Bruger:" + b.Id, "Bruger:" + o.Id])
        : t.ForAlle ? Liste(["Alle:*", "Bruger:" + b.Id, "Bruger:" + o.Id])
        : Liste(["Enhed:" + b.Enhed, "Bruger:" + b.Id, "Bruger:" + o.Id, "Rolle:Arkivar", "Rolle:Revisor"]);

    private int Liste(IEnumerable<string> poster)
    {
        var ordnet = poster.Distinct().Select(p => p.Split(':', 2)).OrderBy(p => p[0], StringComparer.Ordinal).ThenBy(p => p[1], StringComparer.Ordinal).ToList();
        var noegle = string.Join(' ', ordnet.Select(p => $"{p[0]}:{p[1]}"));
        if (_lister.TryGetValue(noegle, out var kendt))
            return kendt;
        var nr = ++_sidsteListe;
        foreach (var p in ordnet)
            _listeposter.Add((nr, p[0], p[1]));
        return _lister[noegle] = nr;
    }

    private string Navn() => $"{Fornavne[_random.Next(Fornavne.Length)]} {Forled[_random.Next(Forled.Length)]}{Efterled[_random.Next(Efterled.Length)]}";

    private string Adresse() => $"{Veje[_random.Next(Veje.Length)]} {_random.Next(1, 400)}";

    private static string Dag(long micros) => DateTimeOffset.FromUnixTimeMilliseconds(micros / 1000).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static long Micros(DateTime tid) => (tid.Ticks - DateTime.UnixEpoch.Ticks) / 10;

    /// <summary>A UUID v7 of that moment; those of one moment in the order they were made.</summary>
    private Guid NyId(long micros)
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes[8..]);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, ((micros / 1000) << 16) | 0x7000 | (uint)(_idtaeller++ & 0xfff));
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new(bytes, bigEndian: true);
    }

    internal static void Koer(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    internal static List<string> Udtraek(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> raekker = [];
        while (reader.Read())
            raekker.Add(reader.GetString(0));
        return raekker;
    }

    private static void Sig(Stopwatch ur, string hvad) => Console.WriteLine($"# {ur.Elapsed.TotalSeconds,6:0} s: {hvad}");
}
