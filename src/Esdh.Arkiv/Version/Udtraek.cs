using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Esdh.Arkiv.Domain;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Foresp;
using Microsoft.Data.Sqlite;

namespace Esdh.Arkiv.Version;

/// <summary>What the tables came to hold, for the indices and the report.</summary>
internal sealed record Udtraeksstand(
    List<Tabelstand> Tabeller, int Sager, int Dokumenter, long Tegn, long Tekster, long UdeladteHaendelser, int Fejljournaliserede, int TidligereAfleveret,
    DateOnly? FoersteDokument, DateOnly? SidsteDokument, DateOnly? FoersteSag, List<string[]> Form, string Formudgave, bool HarCpr, bool HarCvr);

/// <summary>
/// Writes all tables but that of files, and lists the files. One read of the database as it was in one moment: tables that were read one after the other while others write
/// would point at what is not there. Rows pass through; what is kept is a bit for each case, document and party.
/// </summary>
internal sealed class Udtraek(Authority myndighed, Versionsplan plan, Formplan form, string tabelmappe, Arbejdsdb arbejde, Action<string, long> melding)
{
    private const int MeldHver = 20_000;

    private readonly Arkivtekst _tekst = new();
    private readonly List<Tabelstand> _stande = [];
    private readonly Udvalg _sager = new(), _dokumenter = new(), _parter = new();
    private readonly HashSet<string> _emner = new(StringComparer.Ordinal), _facetter = new(StringComparer.Ordinal), _haendelsestyper = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _form = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Titel, Bevaring Bevaring)> _plan = new(StringComparer.Ordinal);
    private readonly DateOnly _dag = Esdh.Core.Calendar.DanishTime.DateOf(plan.Frosset);
    private Bevaringsplan _bevaring = null!;
    private Dictionary<string, int> _typer = [], _roller = [];
    private readonly Dictionary<Guid, (int Nr, string Navn)> _brugere = [];
    private readonly Dictionary<Guid, string> _enheder = [], _grupper = [];
    private DbConnection _db = null!;
    private DbTransaction _transaktion = null!;
    private Action<object?[]> _indhold = _ => { };
    private DateOnly? _foersteDokument, _sidsteDokument, _foersteSag;
    private long _udeladt;
    private int _fejl, _foer;
    private bool _cpr, _cvr;

    public async Task<Udtraeksstand> UdfoerAsync(CancellationToken ct)
    {
        _db = myndighed.OpenReader();
        await using var forbindelse = _db;
        _transaktion = _db is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : await _db.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var transaktion = _transaktion;
        await OpslagAsync(ct);
        arbejde.Koer("begin immediate");
        arbejde.Koer("delete from indhold");
        _indhold = arbejde.Forbered("insert into indhold (art, id) values ($a, $b)", 2);
        await SkrivAsync(Tabelkilder.Sag(plan), Sag, ct);
        await SkrivAsync(Tabelkilder.Registrering(plan), Registrering, ct);
        await SkrivAsync(Tabelkilder.Dokument(plan), Dokument, ct);
        await SkrivAsync(Tabelkilder.Korrespondent(), r => Dokumentets(r, 1) && Parten(r, 5), ct);
        await SkrivAsync(Tabelkilder.Delforloeb(), r => Sagens(r, 1), ct);
        await SkrivAsync(Tabelkilder.Sagspart(), Sagspart, ct);
        await SkrivAsync(Tabelkilder.Notat(plan), Notat, ct);
        await SkrivAsync(Tabelkilder.Tidligerenummer(), r => Sagens(r, 1), ct);
        await SkrivAsync(Tabelkilder.Maerke(), r => Sagens(r, 0), ct);
        await SkrivAsync(Tabelkilder.Relation(), r => Sagens(r, 0) && Sagens(r, 1), ct);
        await SkrivAsync(Tabelkilder.Afgoerelse(), r => Sagens(r, 1), ct);
        await SkrivAsync(Tabelkilder.Beslutning(), r => Sagens(r, 1), ct);
        await SkrivAsync(Tabelkilder.Sagsfelt(), r => Sagens(r, 0), ct);
        await SkrivAsync(Tabelkilder.Part(), Part, ct);
        await SkrivAsync(Tabelkilder.Historik(plan), Haendelse, ct);
        await SkrivAsync(Tabelkilder.Sagsstatus(), null, ct);
        await SkrivAsync(Tabelkilder.Skabelon(), null, ct);
        await SkrivAsync(Tabelkilder.Enhed(), null, ct);
        await SkrivAsync(Tabelkilder.Bruger(), null, ct);
        Skriv(Tabelkatalog.Dokumenttype, _typer.OrderBy(t => t.Value).Select(t => new object?[] { t.Value, t.Key }));
        Skriv(Tabelkatalog.Partsrolle, _roller.OrderBy(t => t.Value).Select(t => new object?[] { t.Value, t.Key }));
        Skriv(Tabelkatalog.Haendelsestype, _haendelsestyper.Order(StringComparer.Ordinal).Select(t => new object?[] { t, Haendelsestekst.Navn(t) }));
        Skriv(Tabelkatalog.Form, _form.Select(f => new object?[] { f.Key, f.Value }));
        await EmnerAsync(ct);
        foreach (var kode in Kodetabeller.Alle)
            Skriv(kode.Tabel, kode.Koder.Select(k => new object?[] { k.Kode, k.Betydning }));
        await FilerAsync(ct);
        arbejde.Koer("commit");
        return new(_stande, _sager.Antal, _dokumenter.Antal, _tekst.Erstattet, _tekst.Tekster, _udeladt, _fejl, _foer, _foersteDokument, _sidsteDokument, _foersteSag,
            [.. _form.Select(f => new[] { f.Key, f.Value })], form.Udgave, _cpr, _cvr);
    }

    private async Task OpslagAsync(CancellationToken ct)
    {
        await foreach (var r in LaesAsync("select id, nr, navn from bruger", 3, ct))
            _brugere[Guid.Parse(Celle.Tekst(r[0])!)] = ((int)Celle.Tal(r[1]!), Celle.Tekst(r[2])!);
        await foreach (var r in LaesAsync("select id, navn from enhed", 2, ct))
            _enheder[Guid.Parse(Celle.Tekst(r[0])!)] = Celle.Tekst(r[1])!;
        await foreach (var r in LaesAsync("select id, navn from gruppe", 2, ct))
            _grupper[Guid.Parse(Celle.Tekst(r[0])!)] = Celle.Tekst(r[1])!;
        _typer = await NavneAsync("select distinct dokumenttype from dokument where journaliseret is not null and dokumenttype is not null", ct);
        _roller = await NavneAsync("select distinct rolle from sagspart", ct);
        // The newest plan that says something of the number; those in force last, so that they win.
        await foreach (var r in LaesAsync($"select e.nummer, e.titel, e.bevaring from planemne e join planudgave u on u.id = e.udgave_id where u.faerdig = {Sandt} order by coalesce(u.gaelder_fra, '0001-01-01'), u.udgivet", 3, ct))
            _plan[Celle.Tekst(r[0])!] = (Celle.Tekst(r[1])!, Kode(r[2]));
        await foreach (var r in LaesAsync($"select f.nummer, f.titel, f.bevaring from planfacet f join planudgave u on u.id = f.udgave_id where u.faerdig = {Sandt} order by coalesce(u.gaelder_fra, '0001-01-01'), u.udgivet", 3, ct))
            _plan[Celle.Tekst(r[0])!] = (Celle.Tekst(r[1])!, Kode(r[2]));
        List<Bevaringsregel> regler = [];
        await foreach (var r in LaesAsync("select nr, emne, facet, bevaring, gaelder_fra, gaelder_til from bevaringsregel", 6, ct))
        {
            regler.Add(new()
            {
                Nr = (int)Celle.Tal(r[0]!), Emne = Celle.Tekst(r[1])!, Facet = Celle.Tekst(r[2]), Bevaring = r[3] is null ? null : Kode(r[3]), GaelderFra = Celle.Dato(r[4]!), GaelderTil = r[5] is null ? null : Celle.Dato(r[5]!), Begrundelse = "",
            });
        }

        _bevaring = new(_plan.ToDictionary(p => p.Key, p => new Bevaringsplan.Planpost(p.Value.Bevaring, null)), _plan.ToDictionary(p => p.Key, p => p.Value.Bevaring), regler, Arkivopsaetning.Standardaar);
    }

    private string Sandt => _db is Npgsql.NpgsqlConnection ? "true" : "1";

    private async Task<Dictionary<string, int>> NavneAsync(string sql, CancellationToken ct)
    {
        SortedSet<string> navne = new(StringComparer.Ordinal);
        await foreach (var r in LaesAsync(sql, 1, ct))
        {
            if (_tekst.Ren(Celle.Tekst(r[0])) is { } navn)
                navne.Add(navn);
        }

        return navne.Select((n, i) => (n, i)).ToDictionary(n => n.n, n => n.i + 1, StringComparer.Ordinal);
    }

    private static Bevaring Kode(object? kode) => Enum.TryParse<Bevaring>(Celle.Tekst(kode), ignoreCase: true, out var bevaring) ? bevaring : Bevaring.Tom;

    private bool Sag(object?[] r)
    {
        _sager.Tag((int)Celle.Tal(r[0]!));
        var (emne, facet) = (Celle.Tekst(r[5])!.Trim(), Celle.Tekst(r[6])!.Trim());
        _emner.Add(emne);
        _facetter.Add(facet);
        (r[5], r[6]) = (emne, facet);
        var (kode, tekst) = form.Klasse(emne);
        _form[kode] = tekst;
        r[21] = kode;
        r[22] = _bevaring.For(emne, facet, _dag, r[24] is null ? null : new() { Bevaring = Kode(r[24]), Begrundelse = "" }).Kode.ToString();
        var dag = Esdh.Core.Calendar.DanishTime.DateOf(Celle.Tid(r[19]!));
        _foersteSag = _foersteSag is { } f && f < dag ? f : dag;
        _indhold(["sag", Celle.Tekst(r[23])]);
        return true;
    }

    private bool Registrering(object?[] r)
    {
        if (!Sagens(r, 1))
            return false;
        _dokumenter.Tag((int)Celle.Tal(r[2]!));
        r[8] = _sager.Peger(r[8]);
        return true;
    }

    private bool Dokument(object?[] r)
    {
        if (!Dokumentets(r, 0))
            return false;
        r[3] = _tekst.Ren(Celle.Tekst(r[3])) is { } type ? _typer[type] : null;
        (r[9], r[10]) = (_dokumenter.Peger(r[9]), _dokumenter.Peger(r[10]));
        r[15] = "1";
        var foer = Celle.Tal(r[16]!) > 0;
        r[16] = foer ? "1" : "2";
        _foer += foer ? 1 : 0;
        _fejl += Celle.Tekst(r[5]) == nameof(Dokumenttilstand.Fejljournaliseret) ? 1 : 0;
        if (!foer && Celle.Tekst(r[5]) == nameof(Dokumenttilstand.Journaliseret))
            _indhold(["dokument", Celle.Tekst(r[17])]);
        var dag = Celle.Dato(r[4]!);
        _foersteDokument = _foersteDokument is { } f && f < dag ? f : dag;
        _sidsteDokument = _sidsteDokument is { } s && s > dag ? s : dag;
        return true;
    }

    private bool Sagspart(object?[] r)
    {
        if (!Sagens(r, 1) || !Parten(r, 2))
            return false;
        r[3] = _roller[_tekst.Ren(Celle.Tekst(r[3])) ?? ""];
        r[11] = _sager.Peger(r[15]) is null ? null : r[11];
        r[12] = _dokumenter.Peger(r[12]);
        return true;
    }

    private bool Notat(object?[] r)
    {
        if (!Sagens(r, 1))
            return false;
        r[4] = Esdh.Core.Text.HtmlCleaner.ToPlainText(Celle.Tekst(r[4]));
        r[7] = _sager.Peger(r[12]) is null ? null : r[7];
        return true;
    }

    private bool Part(object?[] r)
    {
        if (!_parter.Har((int)Celle.Tal(r[0]!)))
            return false;
        _cpr |= r[2] is not null;
        _cvr |= r[3] is not null;
        return true;
    }

    /// <summary>Comes as: number, case, time, type, who, document, data, object, its case number, its title, the note's end.</summary>
    private bool Haendelse(object?[] r)
    {
        if (!Sagens(r, 1))
            return false;
        var type = Celle.Tekst(r[3])!;
        var (dokument, slettet) = (_dokumenter.Peger(r[5]), r[5] is null && Haendelsesfeed.ErDokument(type));
        if ((r[5] is not null && dokument is null) || slettet || (type.StartsWith("Notat", StringComparison.Ordinal) && r[10] is null))
        {
            _udeladt++; // of a draft
            return false;
        }

        r[5] = dokument;
        _haendelsestyper.Add(type);
        r[4] = Guid.TryParse(Celle.Tekst(r[4]), out var hvem) && _brugere.TryGetValue(hvem, out var bruger) ? bruger.Nr : null;
        var data = r[6] is string json ? JsonDocument.Parse(json) : null;
        using (data)
        {
            var (sagsnummer, titel) = (Celle.Tekst(r[8]), Celle.Tekst(r[9]));
            var ord = new Haendelsestekst.Ordbog(
                id => _brugere.TryGetValue(id, out var b) ? b.Navn : "en tidligere bruger", id => _enheder.GetValueOrDefault(id, "en tidligere enhed"), id => _grupper.GetValueOrDefault(id, "en tidligere gruppe"),
                _ => sagsnummer ?? "en anden sag", _ => titel is null ? "et dokument" : $"»{titel}«");
            r[6] = Haendelsestekst.Saetning(type, data?.RootElement, Guid.TryParse(Celle.Tekst(r[7]), out var objekt) ? objekt : null, ord);
            r[7] = Haendelsestekst.Kommentar(data?.RootElement);
        }

        return true;
    }

    private bool Sagens(object?[] r, int celle) => _sager.Har((int)Celle.Tal(r[celle]!));

    private bool Dokumentets(object?[] r, int celle) => _dokumenter.Har((int)Celle.Tal(r[celle]!));

    /// <summary>The party goes with the row that names it.</summary>
    private bool Parten(object?[] r, int celle)
    {
        if (Celle.Nr(r[celle]) is { } nr)
            _parter.Tag(nr);
        return true;
    }

    private async Task EmnerAsync(CancellationToken ct)
    {
        Dictionary<string, object?[]> emner = new(StringComparer.Ordinal);
        await foreach (var r in LaesAsync($"select e.nummer, e.titel, e.sletning from planemne e join planudgave u on u.id = e.udgave_id where u.faerdig = {Sandt} order by coalesce(u.gaelder_fra, '0001-01-01'), u.udgivet", 3, ct))
        {
            var nummer = Celle.Tekst(r[0])!.Trim();
            emner[nummer] = [nummer, r[1], null, null, r[2]];
        }

        foreach (var nummer in _emner.Where(e => !emner.ContainsKey(e)))
            emner[nummer] = [nummer, "Emnet findes ikke i journalplanen", null, null, null];
        foreach (var (nummer, emne) in emner)
        {
            emne[2] = nummer.LastIndexOf('.') is var punkt and > 0 && emner.ContainsKey(nummer[..punkt]) ? nummer[..punkt] : null;
            emne[3] = _plan.GetValueOrDefault(nummer).Bevaring.ToString();
        }

        Skriv(Tabelkatalog.Emne, emner.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Value));
        var facetter = _plan.Where(p => !emner.ContainsKey(p.Key)).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        foreach (var nummer in _facetter)
            facetter.TryAdd(nummer, ("Handlingsfacetten findes ikke i journalplanen", Bevaring.Tom));
        Skriv(Tabelkatalog.Facet, facetter.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new object?[] { f.Key, f.Value.Titel, f.Value.Bevaring.ToString() }));
    }

    /// <summary>The files of the documents that are delivered now, in the order of documents.</summary>
    private async Task FilerAsync(CancellationToken ct)
    {
        var id = 0L;
        List<(int Dokument, int Foraelder)> under = [];
        arbejde.Koer("delete from fil");
        var ind = arbejde.Forbered("insert into fil (id, fil_nr, dokument_nr, nummer, filnavn, mimetype, stoerrelse, sha256, foraelder, tilstand, sider, bytes) values ($a, $b, $c, $d, $e, $f, $g, $h, $i, 'Venter', 0, 0)", 9);
        var (dokument, foerste) = (0, 0L);
        var kilde = Tabelkilder.Filer(plan);
        await foreach (var r in LaesAsync(kilde, 8, ct))
        {
            var nr = (int)Celle.Tal(r[1]!);
            if (!_dokumenter.Har(nr))
                continue;
            id++;
            if (nr != dokument)
                (dokument, foerste) = (nr, id);
            ind([id, Celle.Tal(r[0]!), nr, Celle.Tal(r[2]!), _tekst.Ren(Celle.Tekst(r[3])) ?? "uden navn", Celle.Tekst(r[4]), Celle.Tal(r[5]!), Celle.Tekst(r[6]), foerste == id ? -(Celle.Nr(r[7]) ?? 0L) : foerste]);
        }

        // What is attached hangs under the first file of its document, wherever that came in the list.
        arbejde.Koer("update fil set foraelder = (select p.id from fil p where p.dokument_nr = -fil.foraelder and p.nummer = (select min(q.nummer) from fil q where q.dokument_nr = p.dokument_nr)) where foraelder <= 0");
        melding("Filer", id);
    }

    private async Task SkrivAsync(Tabelkilde kilde, Func<object?[], bool>? med, CancellationToken ct)
    {
        var nummer = Tabelkatalog.Nummer(kilde.Tabel);
        using var skriver = new Tabelskriver(kilde.Tabel, nummer, tabelmappe, _tekst);
        var antal = 0L;
        await foreach (var raekke in LaesAsync(kilde.Sql, 0, ct))
        {
            if (med?.Invoke(raekke) == false)
                continue;
            skriver.Raekke(raekke);
            if (++antal % MeldHver == 0)
                melding(kilde.Tabel.Navn, antal);
        }

        Slut(kilde.Tabel, nummer, skriver);
    }

    private void Skriv(Tabel tabel, IEnumerable<object?[]> raekker)
    {
        var nummer = Tabelkatalog.Nummer(tabel);
        using var skriver = new Tabelskriver(tabel, nummer, tabelmappe, _tekst);
        foreach (var raekke in raekker)
            skriver.Raekke(raekke);
        Slut(tabel, nummer, skriver);
    }

    private void Slut(Tabel tabel, int nummer, Tabelskriver skriver)
    {
        var (stand, md5, bytes) = skriver.Slut();
        var navn = Tabelskriver.Navn(nummer);
        arbejde.Skrevet($@"Tables\{navn}\{navn}.xml", (md5, bytes));
        arbejde.Skrevet($@"Tables\{navn}\{navn}.xsd", Tabelskriver.Skema(tabel, nummer, tabelmappe));
        _stande.Add(stand);
        melding(tabel.Navn, stand.Raekker);
    }

    /// <summary>Rows one at a time, into the same cells.</summary>
    private async IAsyncEnumerable<object?[]> LaesAsync(string sql, int celler, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var kommando = _db.CreateCommand();
#pragma warning disable CA2100 // our own statements
        kommando.CommandText = sql;
#pragma warning restore CA2100
        kommando.Transaction = _transaktion;
        kommando.CommandTimeout = 0;
        kommando.With("frosset", plan.Frosset).With("fra", Dag(plan.Fra, 0)).With("til", Dag(plan.Til, 1));
        foreach (var ubrugt in kommando.Parameters.Cast<DbParameter>().Where(p => !sql.Contains("@" + p.ParameterName, StringComparison.Ordinal)).ToList())
            kommando.Parameters.Remove(ubrugt);
        await using var raekker = await kommando.ExecuteReaderAsync(ct);
        var plads = new object?[Math.Max(celler, raekker.FieldCount)];
        while (await raekker.ReadAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
            yield return Celle.Laes(raekker, plads);
        }
    }

    private static DateTimeOffset Dag(DateOnly? dag, int plus) => dag is { } d ? Esdh.Core.Calendar.DanishTime.StartOfDay(d.AddDays(plus)) : DateTimeOffset.UnixEpoch;
}
