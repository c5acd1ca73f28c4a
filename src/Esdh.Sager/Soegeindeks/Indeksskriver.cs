using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Esdh.Sager.Soegeindeks;

/// <summary>How far an index has come.</summary>
/// <param name="Efter">The last event it has taken in.</param>
/// <param name="Aftryk">What that event's data hash to, in hexadecimal: an index is of one past only, and not of one that was put back from a copy.</param>
/// <param name="Fase"><c>ny</c>, <c>bygger</c> while the tables are walked through, <c>klar</c>.</param>
/// <param name="Sted">How far the walk has come.</param>
/// <param name="Dag">The last day on which it was looked for names that are no longer protected.</param>
internal sealed record Indeksstand(long Efter, string Aftryk, string Fase, Byggested Sted, string Dag)
{
    public bool ErKlar => Fase == "klar";
}

/// <summary>The index stands elsewhere than was thought: another has taken its place, or another process writes it. What was read is read again from there.</summary>
internal sealed class IndeksstandFlyttet : Exception;

/// <summary>
/// Writes one index: from the events, metadata before texts, or by walking through the tables. Each portion is a transaction that also moves the
/// mark, so that a kill at any moment loses nothing and repeats nothing; and no portion grows with what there is.
/// </summary>
internal sealed class Indeksskriver(Soegelager lager, TimeProvider tid)
{
    /// <summary>Events in a portion, rows in a portion of the walk, and rows with texts.</summary>
    private const int Haendelser = 500, Raekker = 1000, Tekster = 500;

    /// <summary>So much of files in a portion with texts, in bytes: words lie in memory until they are written.</summary>
    private const long MestTekst = 20_000_000;

    /// <summary>Pages of words that are gathered in a slice.</summary>
    private const int Sider = 2000;

    /// <summary>A case with more on it than this is read again beside the metadata pass, within seconds.</summary>
    private const int MestStraks = 300;

    /// <summary>So much of what is read again straight away fits in one portion; the rest goes in the line.</summary>
    private const int MestIPortion = 2000;

    /// <summary>Texts that are taken over at a time, in bytes, and words that are counted at a time: a portion's memory does not grow with what it holds.</summary>
    private const int MestOvertaget = 16_000_000, MestOrdforraad = 200_000;

    /// <summary>
    /// What has been written from the events while somebody else was reading things again: that is newer than what was read, and is not written over. What
    /// changed after the events' own reading has an event that comes later.
    /// </summary>
    private readonly Dictionary<Ting, long> _senest = [];

    private Indeksstand _stand = new(0, "", "ny", new(0, 0, 0, 0), "");
    private long _omgang;
    private int _laesninger;

    public Soegelager Lager => lager;

    public Indeksstand Stand => Volatile.Read(ref _stand);

    /// <summary>An index with texts that this one may take over instead of reading the files again.</summary>
    public Soegelager? Forgaenger { get; init; }

    /// <inheritdoc cref="Soegelager.AabnAsync"/>
    public async Task AabnAsync(bool ogsaaGammel, CancellationToken ct)
    {
        await lager.AabnAsync(ogsaaGammel, ct);
        await LaesStandAsync(ct);
    }

    public async Task BegyndForfraAsync(CancellationToken ct)
    {
        await lager.BegyndForfraAsync(ct);
        await LaesStandAsync(ct);
    }

    /// <summary>Reads how far another process has come.</summary>
    public async Task LaesStandAsync(CancellationToken ct) => Volatile.Write(ref _stand, await lager.SkrivAsync(async kommando =>
    {
        await using var command = kommando("select efter, aftryk, fase, sag, dokument, notat, part, dag from {s}soegestand");
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new Indeksstand(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), new(Tal(reader, 3), Tal(reader, 4), Tal(reader, 5), Tal(reader, 6)), reader.GetString(7))
            : throw new SoegeindeksMangler();
    }, ct));

    /// <summary>Begins or goes on with the walk through the tables.</summary>
    /// <returns>Whether more is left.</returns>
    public async Task<bool> BygAsync(IServiceProvider tjenester, CancellationToken ct)
    {
        var (stand, foer) = (Stand, Stand);
        if (stand.ErKlar)
            return false;
        var kilde = tjenester.GetRequiredService<Indekskilde>();
        if (stand.Fase == "ny")
        {
            // Everything up to here is in the tables that are walked through now; the rest is read as events afterwards.
            var sidste = await tjenester.GetRequiredService<CoreDb>().Haendelser.OrderByDescending(h => h.Nr).Select(h => new { h.Nr, h.DataHash }).FirstOrDefaultAsync(ct);
            stand = new(sidste?.Nr ?? 0, sidste is null ? "" : Convert.ToHexString(sidste.DataHash), "bygger", new(0, 0, 0, 0), IDag());
        }

        var naeste = await kilde.NaesteAsync(stand.Sted, Raekker, ct);
        var sted = stand.Sted;
        foreach (var (art, nr) in naeste)
            sted = art switch { Postart.Sag => sted with { Sag = nr }, Postart.Dokument => sted with { Dokument = nr }, Postart.Notat => sted with { Notat = nr }, _ => sted with { Part = nr } };
        var poster = await LaesAsync(kilde, naeste, ct);
        var plads = naeste.Select((n, i) => (n, i)).ToDictionary(x => x.n, x => x.i);
        poster.Sort((a, b) => plads[(a.Ting.Art, a.Ting.Ref)].CompareTo(plads[(b.Ting.Art, b.Ting.Ref)]));
        var ny = stand with { Sted = sted, Fase = naeste.Count == 0 ? "klar" : "bygger" };
        await OvertagTeksterAsync(poster, ct);
        try
        {
            await lager.SkrivAsync(async kommando =>
            {
                await SkrivPosterAsync(kommando, poster, ct);
                await GemStandAsync(kommando, ny, foer, ct);
                return true;
            }, ct);
        }
        catch (IndeksstandFlyttet)
        {
            await LaesStandAsync(ct);
            return true;
        }

        Volatile.Write(ref _stand, ny);
        return naeste.Count > 0;
    }

    /// <summary>
    /// On SQLite, gathers the words that the walk left in many places in one, a slice at a time so that others can write in between: a search looks them up once.
    /// </summary>
    /// <param name="foerst">The first slice, which takes all places together.</param>
    /// <returns>Whether there may be more to do.</returns>
    public async Task<bool> SamlAsync(bool foerst, CancellationToken ct) => lager.ErSqlite && await lager.SkrivAsync(async kommando =>
    {
        await using var aendringer = kommando("select total_changes()");
        var foer = Convert.ToInt64(await aendringer.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        await using (var saml = kommando("insert into soegetekst (soegetekst, rank) values ('merge', @sider)").With("@sider", foerst ? -Sider : Sider))
            await saml.ExecuteNonQueryAsync(ct);
        return Convert.ToInt64(await aendringer.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture) - foer > 1; // FTS5 itself changes one row where there is nothing to do
    }, ct);

    /// <summary>Takes in the next events.</summary>
    /// <returns>Whether there may be more.</returns>
    /// <exception cref="SoegeindeksMangler">The index is of another past than the database.</exception>
    public async Task<bool> FremAsync(IServiceProvider tjenester, CancellationToken ct)
    {
        var stand = Stand;
        var kilde = tjenester.GetRequiredService<Indekskilde>();
        var haendelser = await tjenester.GetRequiredService<CoreDb>().Haendelser.Where(h => h.Nr >= stand.Efter).OrderBy(h => h.Nr).Take(Haendelser + 1)
            .Select(h => new { h.Nr, h.Type, h.SagId, h.ObjektId, h.DataHash }).ToListAsync(ct);
        if (stand.Efter > 0)
        {
            if (haendelser.Count == 0 || haendelser[0].Nr != stand.Efter || Convert.ToHexString(haendelser[0].DataHash) != stand.Aftryk)
                throw new SoegeindeksMangler();
            haendelser.RemoveAt(0);
        }

        var idag = IDag();
        var udloebne = stand.Dag == idag || stand.Dag.Length == 0 ? [] : await kilde.UdloebneBeskyttelserAsync(DateOnly.ParseExact(stand.Dag, "yyyyMMdd", CultureInfo.InvariantCulture), DanishTime.Today(tid), ct);
        if (haendelser.Count == 0 && stand.Dag == idag)
            return false;

        var virkninger = haendelser.ConvertAll(h => Indeksvirkning.Af(h.Type));
        List<Guid> Af(Virkning v, bool objekt) => [.. haendelser.Where((_, i) => (virkninger[i] & v) != 0).Select(h => objekt ? h.ObjektId : h.SagId).OfType<Guid>().Distinct()];
        var sager = await kilde.SagsnumreAsync(Af(Virkning.Sag | Virkning.Indhold | Virkning.Navne, objekt: false), ct);
        var objekter = Af(Virkning.Ting, objekt: true);
        var dokumenter = (await kilde.DokumentnumreAsync(objekter, ct)).Values.ToHashSet();
        var notater = (await kilde.NotatnumreAsync(objekter, ct)).Values.ToHashSet();
        var parter = (await kilde.PartsnumreAsync(objekter, ct)).Values.Concat(udloebne).ToHashSet();
        var omdoebte = (await kilde.PartsnumreAsync([.. haendelser.Where((h, i) => (virkninger[i] & Virkning.Navne) != 0 && h.SagId is null).Select(h => h.ObjektId).OfType<Guid>()], ct)).Values.Concat(udloebne).ToHashSet();

        // Where names are shown or kept, all that hangs on the case may be different.
        HashSet<int> hele = [.. haendelser.Where((h, i) => (virkninger[i] & Virkning.Navne) != 0 && h.SagId is { } s && sager.ContainsKey(s)).Select(h => sager[h.SagId!.Value])];
        foreach (var (id, nr) in await kilde.PartersSagerAsync(omdoebte, ct))
        {
            sager.TryAdd(id, nr);
            hele.Add(nr);
        }

        dokumenter.UnionWith(await kilde.PartersDokumenterAsync(omdoebte, ct));
        HashSet<Ting> vaek = [];
        foreach (var sag in Af(Virkning.Indhold, objekt: false).Where(sager.ContainsKey))
        {
            var nr = sager[sag];
            var der = await kilde.PaaSagenAsync(sag, nr, ct);
            var kendte = await TingPaaAsync(nr, ct);
            vaek.UnionWith(kendte.Except(der));
            var nye = der.Except(kendte).ToList();
            dokumenter.UnionWith(nye.Where(t => t.Art == Postart.Dokument).Select(t => t.Ref));
            notater.UnionWith(nye.Where(t => t.Art == Postart.Notat).Select(t => t.Ref));
        }

        foreach (var (sag, dokument, erDer) in await kilde.StederAsync(dokumenter, ct))
        {
            if (!erDer)
                vaek.Add(new(sag, Postart.Dokument, dokument));
        }

        var straks = sager.Values.Take(MestIPortion).ToList();
        var sagsposter = await kilde.SagerAsync(straks, ct);
        var koe = sager.Values.Skip(MestIPortion).Select(s => new Ting(s, Postart.Sag, s)).ToList();
        hele.UnionWith(await MedAndenArvAsync(sagsposter, ct));
        foreach (var nr in hele)
        {
            var kendte = (await TingPaaAsync(nr, ct)).Except(vaek).ToList();
            if (kendte.Count > MestStraks || dokumenter.Count + notater.Count + kendte.Count > MestIPortion)
            {
                koe.AddRange(kendte);
                continue;
            }

            dokumenter.UnionWith(kendte.Where(t => t.Art == Postart.Dokument).Select(t => t.Ref));
            notater.UnionWith(kendte.Where(t => t.Art == Postart.Notat).Select(t => t.Ref));
        }

        List<Indekspost> poster = [.. sagsposter, .. await kilde.DokumenterAsync(dokumenter, ct), .. await kilde.NotaterAsync(notater, ct), .. await kilde.ParterAsync(parter, ct)];

        // Whatever an event says: who sees the case and the document it names is as it was after it. Searches rely on that.
        var felter = lager.ErSqlite ? await kilde.SagsfelterAsync([.. haendelser.SelectMany(h => new[] { h.SagId, h.ObjektId }).OfType<Guid>().Distinct()], ct) : [];
        var egne = lager.ErSqlite ? await kilde.EgneListerAsync([.. haendelser.Select(h => h.ObjektId).OfType<Guid>().Distinct()], ct) : [];
        var ny = haendelser.Count == 0 ? stand with { Dag = idag } : stand with { Efter = haendelser[^1].Nr, Aftryk = Convert.ToHexString(haendelser[^1].DataHash), Dag = idag };
        try
        {
            await lager.SkrivAsync(async kommando =>
            {
                HuskSenest([.. vaek, .. poster.Select(p => p.Ting), .. koe]);
                await SletAsync(kommando, vaek, ct);
                await SkrivPosterAsync(kommando, poster, ct);
                await SaetFelterAsync(kommando, felter, egne, ct);
                await StilIKoeAsync(kommando, koe, ct);
                await GemStandAsync(kommando, ny, stand, ct);
                return true;
            }, ct);
        }
        catch (IndeksstandFlyttet)
        {
            await LaesStandAsync(ct);
            return true;
        }

        Volatile.Write(ref _stand, ny);
        return haendelser.Count >= Haendelser;
    }

    /// <summary>Reads again what stands in the line, and what has got its texts.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> KoeAsync(IServiceProvider tjenester, CancellationToken ct)
    {
        var koe = await lager.SkrivAsync(kommando => TingAsync(kommando, "select p.sag, p.art, p.ref from {s}soegekoe k join {s}soegepost p on p.nr = k.nr order by k.nr desc limit 200", ct), ct);
        if (koe.Count == 0)
            return false;
        await OpdaterAsync(tjenester.GetRequiredService<Indekskilde>(), koe, ct);
        return true;
    }

    /// <summary>Documents whose texts are not all indexed, the newest first, with the files that have not been read.</summary>
    /// <param name="foer">Numbers below this.</param>
    public async Task<List<(long Nr, Ting Ting)>> VenterPaaTekstAsync(long foer, CancellationToken ct) => await lager.SkrivAsync(async kommando =>
    {
        await using var command = kommando("select nr, sag, art, ref from {s}soegepost where tekst = 1 and nr < @foer order by nr desc limit @antal").With("@foer", foer).With("@antal", Tekster);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<(long, Ting)> ting = [];
        while (await reader.ReadAsync(ct))
            ting.Add((reader.GetInt64(0), new(Tal(reader, 1), (Postart)Tal(reader, 2), Tal(reader, 3))));
        return ting;
    }, ct);

    /// <summary>Which of these contents have been read, whatever came of it.</summary>
    public Task<Dictionary<string, Indholdsstand>> IndholdAsync(IReadOnlyCollection<string> sha256, CancellationToken ct) => lager.SkrivAsync(kommando => IndholdAsync(kommando, lager.ErSqlite, sha256, ct), ct);

    /// <summary>How contents stand; also on a connection that only reads.</summary>
    public static async Task<Dictionary<string, Indholdsstand>> IndholdAsync(Func<string, DbCommand> kommando, bool erSqlite, IReadOnlyCollection<string> sha256, CancellationToken ct)
    {
        Dictionary<string, Indholdsstand> fundne = new(StringComparer.Ordinal);
        if (sha256.Count == 0)
            return fundne;
        await using var command = kommando($"select sha256, tilstand, grund, forsoeg, tid, billeder from {{s}}soegeindhold where sha256 {I(erSqlite, "@sha")}").MedListe("@sha", erSqlite, sha256);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            fundne[reader.GetString(0)] = new(reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), Tal(reader, 3), DbValue.FromMicroseconds(reader.GetInt64(4)), Tal(reader, 5) == 1);
        return fundne;
    }

    /// <summary>What was read of a file, or why nothing was.</summary>
    public Task GemIndholdAsync(string sha256, Udtraek u, CancellationToken ct) => lager.SkrivAsync(async kommando =>
    {
        await using var command = kommando("""
            insert into {s}soegeindhold (sha256, tilstand, grund, forsoeg, tid, billeder, tekst) values (@sha, @tilstand, @grund, 1, @tid, @billeder, @tekst)
            on conflict (sha256) do update set tilstand = excluded.tilstand, grund = excluded.grund, forsoeg = soegeindhold.forsoeg + 1, tid = excluded.tid, billeder = excluded.billeder, tekst = excluded.tekst
            """).With("@sha", sha256).With("@tilstand", u.Tilstand).With("@tid", DbValue.ToMicroseconds(tid.GetUtcNow())).With("@billeder", u.Billeder ? 1 : 0);
        command.MedTekst("@grund", u.Grund);
        command.MedBytes("@tekst", u.Tekst is null ? null : Pak(u.Tekst));
        return await command.ExecuteNonQueryAsync(ct);
    }, ct);

    /// <summary>Contents whose pictures wait to be read, the newest first.</summary>
    public Task<List<string>> MedUlaesteBillederAsync(CancellationToken ct) => lager.SkrivAsync(async kommando =>
    {
        await using var command = kommando("select sha256 from {s}soegeindhold where billeder = 1 order by tid desc limit 20");
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string> fundne = [];
        while (await reader.ReadAsync(ct))
            fundne.Add(reader.GetString(0));
        return fundne;
    }, ct);

    /// <summary>How many rows wait for the text of a file, how many files have pictures that wait, and how many could not be read, by why; each up to <paramref name="hoejst"/>.</summary>
    public static async Task<(int Tekster, int Billeder, Dictionary<string, int> Ulaeste)> VenterAsync(Func<string, DbCommand> kommando, int hoejst, CancellationToken ct)
    {
        async Task<int> Antal(string fra)
        {
            await using var command = kommando($"select count(*) from (select 1 from {fra} limit {hoejst}) x");
            return Convert.ToInt32(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        }

        Dictionary<string, int> ulaeste = new(StringComparer.Ordinal);
        foreach (var tilstand in Indholdsstand.Ulaeste)
            ulaeste[tilstand] = await Antal($"{{s}}soegeindhold where tilstand = '{tilstand}' and tilstand in ('Fejl', 'ManglerProgram', 'Laast', 'ForStor')");
        return (await Antal("{s}soegepost where tekst = 1"), await Antal("{s}soegeindhold where billeder = 1"), ulaeste);
    }

    /// <summary>Contents that could not be read, and may be now.</summary>
    public Task<List<string>> UlaesteAsync(int hoejst, CancellationToken ct) => lager.SkrivAsync(async kommando =>
    {
        await using var command = kommando($"select sha256 from {{s}}soegeindhold where tilstand in ('Fejl', 'ManglerProgram', 'Laast', 'ForStor') and tilstand in ('{Indholdsstand.Fejl}', '{Indholdsstand.ManglerProgram}') limit {hoejst}");
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string> fundne = [];
        while (await reader.ReadAsync(ct))
            fundne.Add(reader.GetString(0));
        return fundne;
    }, ct);

    /// <summary>These files are to be read once more; the documents they are on wait for it, and are found as before meanwhile.</summary>
    public Task GlemIndholdAsync(IReadOnlyCollection<string> sha256, IReadOnlyCollection<Ting> ting, CancellationToken ct) => lager.SkrivAsync(async kommando =>
    {
        await using (var glem = kommando($"delete from {{s}}soegeindhold where sha256 {I(lager.ErSqlite, "@sha")}").MedListe("@sha", lager.ErSqlite, sha256))
            await glem.ExecuteNonQueryAsync(ct);
        await using var vent = kommando("update {s}soegepost set tekst = 1 where sag = @sag and art = @art and ref = @ref").With("@sag", 0).With("@art", 0).With("@ref", 0);
        foreach (var t in ting)
        {
            Saet(vent, t);
            await vent.ExecuteNonQueryAsync(ct);
        }

        return true;
    }, ct);

    /// <summary>Reads these rows again and writes them.</summary>
    public async Task OpdaterAsync(Indekskilde kilde, IReadOnlyCollection<Ting> ting, CancellationToken ct)
    {
        using var fra = Laes();
        var poster = await LaesAsync(kilde, [.. ting.Select(t => (t.Art, t.Ref)).Distinct()], ct);
        await OpdaterAsync(fra, poster, [.. ting.Except(poster.Select(p => p.Ting))], ct);
    }

    /// <summary>Writes rows as they were read, but for those that the events have written since: these are newer.</summary>
    /// <param name="fra">Begun before they were read.</param>
    /// <param name="vaek">Those that are no longer there.</param>
    public async Task OpdaterAsync(Laesning fra, List<Indekspost> poster, IReadOnlyCollection<Ting> vaek, CancellationToken ct)
    {
        await OvertagTeksterAsync(poster, ct);
        for (var naeste = 0; naeste < poster.Count || (naeste == 0 && vaek.Count > 0);)
        {
            var (til, bytes) = (naeste, 0L);
            while (til < poster.Count && (til == naeste || bytes < MestTekst))
                bytes += poster[til++].Filer.Sum(f => f.Stoerrelse);
            var (del, slettes) = (poster[naeste..til], naeste == 0 ? vaek : []);
            await lager.SkrivAsync(async kommando =>
            {
                await SletAsync(kommando, [.. slettes.Where(t => !ErNyere(t, fra))], ct);
                await SkrivPosterAsync(kommando, del.FindAll(p => !ErNyere(p.Ting, fra)), ct);
                return true;
            }, ct);
            if (til == naeste)
                break;
            naeste = til;
        }
    }

    /// <summary>Begins to read what is to be written over. What is written from the events before it ends is not.</summary>
    public Laesning Laes()
    {
        lock (_senest)
        {
            _laesninger++;
            return new(this, _omgang);
        }
    }

    /// <summary>A reading of rows beside the events.</summary>
    internal sealed class Laesning(Indeksskriver skriver, long omgang) : IDisposable
    {
        public long Omgang => omgang;

        public void Dispose()
        {
            lock (skriver._senest)
            {
                if (--skriver._laesninger == 0)
                    skriver._senest.Clear();
            }
        }
    }

    private bool ErNyere(Ting ting, Laesning fra)
    {
        lock (_senest)
            return _senest.GetValueOrDefault(ting) > fra.Omgang;
    }

    private void HuskSenest(IEnumerable<Ting> ting)
    {
        lock (_senest)
        {
            if (_laesninger == 0)
                return;
            _omgang++;
            foreach (var t in ting)
                _senest[t] = _omgang;
        }
    }

    /// <summary>What of a case is in the index besides itself.</summary>
    public Task<List<Ting>> TingPaaAsync(int sag, CancellationToken ct) =>
        lager.SkrivAsync(kommando => TingAsync(kommando, FormattableString.Invariant($"select sag, art, ref from {{s}}soegepost where sag = {sag} and art in (2, 4)"), ct), ct);

    public static string I(bool erSqlite, string navn) => erSqlite ? $"in (select value from json_each({navn}))" : $"= any({navn})";

    internal static byte[] Pak(string tekst)
    {
        using var ud = new MemoryStream();
        using (var pakker = new BrotliStream(ud, CompressionLevel.Fastest))
            pakker.Write(Encoding.UTF8.GetBytes(tekst));
        return ud.ToArray();
    }

    internal static string PakUd(byte[] pakket)
    {
        using var ind = new BrotliStream(new MemoryStream(pakket), CompressionMode.Decompress);
        using var laeser = new StreamReader(ind, Encoding.UTF8);
        return laeser.ReadToEnd();
    }

    private static async Task<List<Indekspost>> LaesAsync(Indekskilde kilde, IReadOnlyCollection<(Postart Art, int Nr)> ting, CancellationToken ct)
    {
        List<int> Af(Postart art) => [.. ting.Where(t => t.Art == art).Select(t => t.Nr)];
        return [.. await kilde.SagerAsync(Af(Postart.Sag), ct), .. await kilde.DokumenterAsync(Af(Postart.Dokument), ct), .. await kilde.NotaterAsync(Af(Postart.Notat), ct), .. await kilde.ParterAsync(Af(Postart.Part), ct)];
    }

    private static async Task<List<Ting>> TingAsync(Func<string, DbCommand> kommando, string sql, CancellationToken ct)
    {
        await using var command = kommando(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<Ting> ting = [];
        while (await reader.ReadAsync(ct))
            ting.Add(new(Tal(reader, 0), (Postart)Tal(reader, 1), Tal(reader, 2)));
        return ting;
    }

    private static int Tal(DbDataReader reader, int kolonne) => Convert.ToInt32(reader.GetValue(kolonne), CultureInfo.InvariantCulture);

    private string IDag() => DanishTime.Today(tid).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Cases of which documents inherit something else than when they were indexed.</summary>
    private Task<List<int>> MedAndenArvAsync(List<Indekspost> sagsposter, CancellationToken ct) => sagsposter.Count == 0 ? Task.FromResult<List<int>>([]) : lager.SkrivAsync(async kommando =>
    {
        var arv = sagsposter.ToDictionary(p => p.Ting.Sag, p => p.Arv);
        await using var command = kommando($"select sag, arv from {{s}}soegepost where art = 1 and sag {I(lager.ErSqlite, "@sager")}").MedListe("@sager", lager.ErSqlite, arv.Keys);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<int> andre = [];
        while (await reader.ReadAsync(ct))
        {
            if (arv[Tal(reader, 0)] != reader.GetInt64(1))
                andre.Add(Tal(reader, 0));
        }

        return andre;
    }, ct);

    /// <summary>Texts that the index before this one has.</summary>
    private async Task OvertagTeksterAsync(List<Indekspost> poster, CancellationToken ct)
    {
        if (Forgaenger is not { } gammel)
            return;
        var mangler = poster.SelectMany(p => p.Filer.Select(f => f.Sha256)).Distinct().ToList();
        if (mangler.Count == 0)
            return;
        var kendte = await IndholdAsync(mangler, ct);
        mangler.RemoveAll(kendte.ContainsKey);
        if (mangler.Count == 0)
            return;
        try
        {
            var fylder = await gammel.LaesAsync(async kommando =>
            {
                await using var command = kommando($"select sha256, coalesce(length(tekst), 0) from {{s}}soegeindhold where tilstand not in ('{Indholdsstand.Fejl}', '{Indholdsstand.ManglerProgram}') and sha256 {I(gammel.ErSqlite, "@sha")}").MedListe("@sha", gammel.ErSqlite, mangler);
                await using var reader = await command.ExecuteReaderAsync(ct);
                List<(string Sha, int Bytes)> alle = [];
                while (await reader.ReadAsync(ct))
                    alle.Add((reader.GetString(0), Tal(reader, 1)));
                return alle;
            }, ct);
            List<string> bid = [];
            var bytes = 0;
            foreach (var (sha, antal) in fylder)
            {
                if (bid.Count > 0 && bytes + antal > MestOvertaget)
                {
                    await OvertagAsync(gammel, bid, ct);
                    (bid, bytes) = ([], 0);
                }

                bid.Add(sha);
                bytes += antal;
            }

            if (bid.Count > 0)
                await OvertagAsync(gammel, bid, ct);
        }
        catch (SoegeindeksMangler)
        {
            // The files are read again. If it is this index that is gone, the next writing says so.
        }
    }

    private async Task OvertagAsync(Soegelager gammel, List<string> sha256, CancellationToken ct)
    {
        var fundne = await gammel.LaesAsync(async kommando =>
        {
            await using var command = kommando($"select sha256, tilstand, grund, forsoeg, tid, tekst, billeder from {{s}}soegeindhold where sha256 {I(gammel.ErSqlite, "@sha")}").MedListe("@sha", gammel.ErSqlite, sha256);
            await using var reader = await command.ExecuteReaderAsync(ct);
            List<(string Sha, string Tilstand, string? Grund, int Forsoeg, long Tid, byte[]? Tekst, int Billeder)> raekker = [];
            while (await reader.ReadAsync(ct))
                raekker.Add((reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), Tal(reader, 3), reader.GetInt64(4), reader.IsDBNull(5) ? null : (byte[])reader.GetValue(5), Tal(reader, 6)));
            return raekker;
        }, ct);
        await lager.SkrivAsync(async kommando =>
        {
            foreach (var f in fundne)
            {
                await using var command = kommando("insert into {s}soegeindhold (sha256, tilstand, grund, forsoeg, tid, billeder, tekst) values (@sha, @tilstand, @grund, @forsoeg, @tid, @billeder, @tekst) on conflict (sha256) do nothing")
                    .With("@sha", f.Sha).With("@tilstand", f.Tilstand).With("@forsoeg", f.Forsoeg).With("@tid", f.Tid).With("@billeder", f.Billeder);
                command.MedTekst("@grund", f.Grund);
                command.MedBytes("@tekst", f.Tekst);
                await command.ExecuteNonQueryAsync(ct);
            }

            return true;
        }, ct);
    }

    private async Task SkrivPosterAsync(Func<string, DbCommand> kommando, List<Indekspost> poster, CancellationToken ct)
    {
        if (poster.Count == 0)
            return;
        var filer = poster.SelectMany(p => p.Filer.Select(f => f.Sha256)).Distinct().ToList();
        var kendte = await IndholdAsync(kommando, lager.ErSqlite, filer, ct);
        Dictionary<string, long> ord = new(StringComparer.Ordinal);
        List<(Indekspost Post, long? Nr)> alle = [];
        await using (var find = kommando("select nr from {s}soegepost where sag = @sag and art = @art and ref = @ref").With("@sag", 0).With("@art", 0).With("@ref", 0))
        {
            foreach (var post in poster)
            {
                Saet(find, post.Ting);
                alle.Add((post, await find.ExecuteScalarAsync(ct) is { } nr ? Convert.ToInt64(nr, CultureInfo.InvariantCulture) : null));
            }
        }

        var sagsfelter = lager.ErSqlite ? await SagsfelterAsync(kommando, [.. poster.Where(p => p.Ting.Sag > 0).Select(p => p.Ting.Sag).Distinct()], ct) : [];

        // FTS5 gathers rows in memory as long as their numbers grow; each step back writes what it has.
        alle = [.. alle.Where(a => a.Nr is not null).OrderBy(a => a.Nr), .. alle.Where(a => a.Nr is null)];
        await using var tekstaf = Tekstkommando(kommando);
        await using var ny = kommando(lager.ErSqlite
            ? """
              insert into soegepost (nr, art, sag, ref, reg, type, arv, tekst, aftryk, liste, egen, emne, tilstand, behandler, enhed, aar, retning)
              values (@nr, @art, @sag, @ref, @reg, @type, @arv, @tekst, @aftryk, @liste, @egen, @emne, @tilstand, @behandler, @enhed, @aar, @retning)
              on conflict (nr) do update set reg = excluded.reg, type = excluded.type, arv = excluded.arv, tekst = excluded.tekst, aftryk = excluded.aftryk, liste = excluded.liste, egen = excluded.egen,
                  emne = excluded.emne, tilstand = excluded.tilstand, behandler = excluded.behandler, enhed = excluded.enhed, aar = excluded.aar, retning = excluded.retning returning nr
              """
            : """
              insert into {s}soegepost (art, sag, ref, reg, type, arv, tekst, aftryk, ord) values (@art, @sag, @ref, @reg, @type, @arv, @tekst, @aftryk, @ord::tsvector)
              on conflict (sag, art, ref) do update set reg = excluded.reg, type = excluded.type, arv = excluded.arv, tekst = excluded.tekst, aftryk = excluded.aftryk, ord = excluded.ord returning nr
              """);
        ny.With("@art", 0).With("@sag", 0).With("@ref", 0).With("@reg", 0).With("@arv", 0L).With("@tekst", 0).With("@aftryk", 0L);
        ny.MedTekst("@type", null);
        if (lager.ErSqlite)
            ny.With("@nr", null).With("@liste", null).With("@egen", null).With("@emne", null).With("@tilstand", null).With("@behandler", null).With("@enhed", null).With("@aar", null).With("@retning", null);
        else
            ny.MedTekst("@ord", "");
        await using var tekst = lager.ErSqlite ? kommando("replace into soegetekst (rowid, t, x, m) values (@nr, @t, @x, @m)").With("@nr", 0L).With("@t", "").With("@x", "").With("@m", "") : null;
        await using var ude = kommando("delete from {s}soegekoe where nr = @nr").With("@nr", 0L);
        List<long> skrevne = new(alle.Count);
        foreach (var (post, nr) in alle)
        {
            var laest = await MedTeksterAsync(post, kendte, tekstaf, ct);
            Saet(ny, post.Ting);
            ny.Parameters["@reg"].Value = post.Reg;
            ny.Parameters["@type"].Value = (object?)post.Type ?? DBNull.Value;
            ny.Parameters["@arv"].Value = post.Arv;
            ny.Parameters["@tekst"].Value = post.Filer.Count == 0 ? 0 : laest == post.Filer.DistinctBy(f => f.Sha256).Count() ? 2 : 1;
            ny.Parameters["@aftryk"].Value = post.Ord.Aftryk();
            if (lager.ErSqlite)
            {
                ny.Parameters["@nr"].Value = (object?)nr ?? DBNull.Value;
                ny.Parameters["@egen"].Value = (object?)post.Felter.Egen ?? DBNull.Value;
                ny.Parameters["@aar"].Value = (object?)post.Felter.Aar ?? DBNull.Value;
                ny.Parameters["@retning"].Value = (object?)post.Felter.Retning ?? DBNull.Value;
                Saet(ny, post.Ting.Art is Postart.Dokument or Postart.Notat ? sagsfelter.GetValueOrDefault(post.Ting.Sag, post.Felter.Sag) : post.Felter.Sag);
            }
            else
            {
                ny.Parameters["@ord"].Value = post.Ord.Tsvector();
            }

            var skrevet = Convert.ToInt64(await ny.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
            skrevne.Add(skrevet);
            if (tekst is not null)
            {
                var (t, x, m) = post.Ord.Fts5();
                (tekst.Parameters["@nr"].Value, tekst.Parameters["@t"].Value, tekst.Parameters["@x"].Value, tekst.Parameters["@m"].Value) = (skrevet, t, x, m);
                await tekst.ExecuteNonQueryAsync(ct);
            }

            if (nr is not null)
            {
                ude.Parameters["@nr"].Value = skrevet;
                await ude.ExecuteNonQueryAsync(ct);
            }

            foreach (var et in post.Ord.Ordforraad)
                CollectionsMarshal.GetValueRefOrAddDefault(ord, et, out _)++;
            post.Ord.Toem();
            if (ord.Count > MestOrdforraad)
            {
                await SkrivOrdAsync(kommando, ord, ct);
                ord.Clear();
            }
        }

        if (lager.ErSqlite)
            await SaetSagsfelterAsync(kommando, [.. poster.Where(p => p.Ting.Art == Postart.Sag && sagsfelter.GetValueOrDefault(p.Ting.Sag) != p.Felter.Sag).Select(p => (p.Ting.Sag, p.Felter.Sag!))], ct);
        await SkrivOrdAsync(kommando, ord, ct);
        if (Stand.ErKlar) // a new index is gone through from the beginning
            await SkrivNytAsync(kommando, skrevne, ct);
    }

    /// <summary>
    /// What the cases' own rows say of them: the rows of what is on a case take it from there, since that row is never older than what the events have written, and
    /// all rows of a case say the same.
    /// </summary>
    private static async Task<Dictionary<int, Sagsfelter?>> SagsfelterAsync(Func<string, DbCommand> kommando, List<int> sager, CancellationToken ct)
    {
        Dictionary<int, Sagsfelter?> kendte = [];
        if (sager.Count == 0)
            return kendte;
        await using var command = kommando("select sag, liste, emne, tilstand, behandler, enhed from soegepost where art = 1 and sag in (select value from json_each(@sager)) and ref = sag").MedListe("@sager", true, sager);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            kendte[Tal(reader, 0)] = new(Tal(reader, 1), reader.GetString(2), reader.GetString(3), reader.GuidOrNull(4), reader.GuidOrNull(5)!.Value);
        return kendte;
    }

    /// <summary>All rows of each case say the same of it.</summary>
    private static async Task SaetSagsfelterAsync(Func<string, DbCommand> kommando, List<(int Sag, Sagsfelter Felter)> sager, CancellationToken ct)
    {
        if (sager.Count == 0)
            return;
        await using var saet = kommando("""
            update soegepost set liste = @liste, emne = @emne, tilstand = @tilstand, behandler = @behandler, enhed = @enhed
            where sag = @sag and (liste, emne, tilstand, behandler, enhed) is not (@liste, @emne, @tilstand, @behandler, @enhed)
            """).With("@sag", 0).With("@liste", null).With("@emne", null).With("@tilstand", null).With("@behandler", null).With("@enhed", null);
        foreach (var (sag, felter) in sager)
        {
            saet.Parameters["@sag"].Value = sag;
            Saet(saet, felter);
            await saet.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Writes who sees the cases and documents that events named, where it is another than the rows say.</summary>
    private async Task SaetFelterAsync(Func<string, DbCommand> kommando, List<(int Sag, Sagsfelter Felter)> sager, List<(Ting Ting, int? Egen)> egne, CancellationToken ct)
    {
        if (sager.Count > 0)
        {
            var kendte = await SagsfelterAsync(kommando, [.. sager.Select(s => s.Sag)], ct);
            var andre = sager.FindAll(s => kendte.TryGetValue(s.Sag, out var k) && k != s.Felter);
            HuskSenest(andre.Select(s => new Ting(s.Sag, Postart.Sag, s.Sag)));
            await SaetSagsfelterAsync(kommando, andre, ct);
        }

        if (egne.Count == 0)
            return;
        await using var saet = kommando("update soegepost set egen = @egen where sag = @sag and art = @art and ref = @ref and egen is not @egen").With("@sag", 0).With("@art", 0).With("@ref", 0).With("@egen", null);
        foreach (var (ting, egen) in egne)
        {
            Saet(saet, ting);
            saet.Parameters["@egen"].Value = (object?)egen ?? DBNull.Value;
            if (await saet.ExecuteNonQueryAsync(ct) > 0)
                HuskSenest([ting]);
        }
    }

    private static void Saet(DbCommand command, Sagsfelter? felter)
    {
        command.Parameters["@liste"].Value = (object?)felter?.Liste ?? DBNull.Value;
        command.Parameters["@emne"].Value = (object?)felter?.Emne ?? DBNull.Value;
        command.Parameters["@tilstand"].Value = (object?)felter?.Tilstand ?? DBNull.Value;
        command.Parameters["@behandler"].Value = (object?)felter?.BehandlerId?.ToByteArray(true) ?? DBNull.Value;
        command.Parameters["@enhed"].Value = (object?)felter?.EnhedId.ToByteArray(true) ?? DBNull.Value;
    }

    /// <summary>Those who wait for new hits are to look at these rows.</summary>
    private async Task SkrivNytAsync(Func<string, DbCommand> kommando, List<long> poster, CancellationToken ct)
    {
        await using var nyt = kommando(lager.ErSqlite ? "insert into soegenyt (post) select value from json_each(@poster)" : "insert into {s}soegenyt (post) select * from unnest(@poster)").MedListe("@poster", lager.ErSqlite, poster);
        await nyt.ExecuteNonQueryAsync(ct);
    }

    internal static DbCommand Tekstkommando(Func<string, DbCommand> kommando) => kommando("select tekst from {s}soegeindhold where sha256 = @sha").With("@sha", "");

    /// <summary>Adds the texts of the row's files that have been read.</summary>
    /// <returns>How many of its files have been read, whatever came of it.</returns>
    internal static async Task<int> MedTeksterAsync(Indekspost post, Dictionary<string, Indholdsstand> kendte, DbCommand tekstaf, CancellationToken ct)
    {
        var laest = 0;
        foreach (var fil in post.Filer.DistinctBy(f => f.Sha256))
        {
            if (!kendte.TryGetValue(fil.Sha256, out var stand))
                continue;
            laest++;
            if (stand.Tilstand != Indholdsstand.Laest)
                continue;
            tekstaf.Parameters["@sha"].Value = fil.Sha256;
            if (await tekstaf.ExecuteScalarAsync(ct) is byte[] pakket)
                post.Ord.Tekst(PakUd(pakket));
        }

        return laest;
    }

    private async Task SkrivOrdAsync(Func<string, DbCommand> kommando, Dictionary<string, long> ord, CancellationToken ct)
    {
        if (ord.Count == 0)
            return;
        if (!lager.ErSqlite)
        {
            await using var alle = kommando("insert into {s}soegeord (ord, antal) select * from unnest(@ord, @antal) on conflict (ord) do update set antal = soegeord.antal + excluded.antal");
            alle.Parameters.Add(new NpgsqlParameter("@ord", ord.Keys.ToArray()));
            alle.Parameters.Add(new NpgsqlParameter("@antal", ord.Values.ToArray()));
            await alle.ExecuteNonQueryAsync(ct);
            return;
        }

        await using var et = kommando("insert into soegeord (ord, antal) values (@ord, @antal) on conflict (ord) do update set antal = antal + excluded.antal").With("@ord", "").With("@antal", 0L);
        foreach (var (navn, antal) in ord.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            (et.Parameters["@ord"].Value, et.Parameters["@antal"].Value) = (navn, antal);
            await et.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task SletAsync(Func<string, DbCommand> kommando, IReadOnlyCollection<Ting> ting, CancellationToken ct)
    {
        foreach (var t in ting)
        {
            await using var slet = kommando("delete from {s}soegepost where sag = @sag and art = @art and ref = @ref returning nr").With("@sag", t.Sag).With("@art", (int)t.Art).With("@ref", t.Ref);
            if (await slet.ExecuteScalarAsync(ct) is not { } nr)
                continue;
            foreach (var sql in lager.ErSqlite ? ["delete from soegetekst where rowid = @nr", "delete from soegekoe where nr = @nr"] : new[] { "delete from {s}soegekoe where nr = @nr" })
            {
                await using var ogsaa = kommando(sql).With("@nr", Convert.ToInt64(nr, CultureInfo.InvariantCulture));
                await ogsaa.ExecuteNonQueryAsync(ct);
            }
        }
    }

    private static async Task StilIKoeAsync(Func<string, DbCommand> kommando, List<Ting> koe, CancellationToken ct)
    {
        if (koe.Count == 0)
            return;
        await using var stil = kommando("insert into {s}soegekoe (nr) select nr from {s}soegepost where sag = @sag and art = @art and ref = @ref on conflict do nothing").With("@sag", 0).With("@art", 0).With("@ref", 0);
        foreach (var t in koe)
        {
            Saet(stil, t);
            await stil.ExecuteNonQueryAsync(ct);
        }
    }

    /// <exception cref="IndeksstandFlyttet">The mark is not where this portion began.</exception>
    private static async Task GemStandAsync(Func<string, DbCommand> kommando, Indeksstand s, Indeksstand foer, CancellationToken ct)
    {
        await using var gem = kommando("""
            update {s}soegestand set efter = @efter, aftryk = @aftryk, fase = @fase, sag = @sag, dokument = @dokument, notat = @notat, part = @part, dag = @dag
            where efter = @foerefter and aftryk = @foeraftryk and fase = @foerfase and sag = @foersag and dokument = @foerdokument and notat = @foernotat and part = @foerpart
            """)
            .With("@efter", s.Efter).With("@aftryk", s.Aftryk).With("@fase", s.Fase).With("@sag", s.Sted.Sag).With("@dokument", s.Sted.Dokument).With("@notat", s.Sted.Notat).With("@part", s.Sted.Part).With("@dag", s.Dag)
            .With("@foerefter", foer.Efter).With("@foeraftryk", foer.Aftryk).With("@foerfase", foer.Fase).With("@foersag", foer.Sted.Sag).With("@foerdokument", foer.Sted.Dokument).With("@foernotat", foer.Sted.Notat).With("@foerpart", foer.Sted.Part);
        if (await gem.ExecuteNonQueryAsync(ct) != 1)
            throw new IndeksstandFlyttet();
    }

    private static void Saet(DbCommand command, Ting t) =>
        (command.Parameters["@sag"].Value, command.Parameters["@art"].Value, command.Parameters["@ref"].Value) = (t.Sag, (int)t.Art, t.Ref);
}

/// <summary>Parameters in the form each provider takes them.</summary>
internal static class Soegeparametre
{
    public static DbCommand MedListe<T>(this DbCommand command, string navn, bool erSqlite, IEnumerable<T> vaerdier)
    {
        if (erSqlite)
            return command.With(navn, JsonSerializer.Serialize(vaerdier));
        command.Parameters.Add(new NpgsqlParameter(navn, vaerdier.ToArray()));
        return command;
    }

    public static void MedBytes(this DbCommand command, string navn, byte[]? bytes) =>
        command.Parameters.Add(command is SqliteCommand ? new SqliteParameter(navn, (object?)bytes ?? DBNull.Value) : new NpgsqlParameter(navn, NpgsqlTypes.NpgsqlDbType.Bytea) { Value = (object?)bytes ?? DBNull.Value });

    public static void MedTekst(this DbCommand command, string navn, string? tekst) =>
        command.Parameters.Add(command is SqliteCommand ? new SqliteParameter(navn, (object?)tekst ?? DBNull.Value) : new NpgsqlParameter(navn, NpgsqlTypes.NpgsqlDbType.Text) { Value = (object?)tekst ?? DBNull.Value });
}
