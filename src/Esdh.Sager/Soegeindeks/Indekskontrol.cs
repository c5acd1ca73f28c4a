using System.Data.Common;
using System.Globalization;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Soegeindeks;

/// <summary>What is wrong with an index.</summary>
/// <param name="Raekker">Rows it has.</param>
/// <param name="Haendelser">Events that it had not taken in when the check began.</param>
/// <param name="Venter">Rows that wait to be read again, or for the text of a file: no fault.</param>
/// <param name="Fund">What is wrong, kind by kind.</param>
/// <param name="Ulaeselig">Danish sentence on why nothing could be checked.</param>
internal sealed record Kontrolsvar(long Raekker, long Haendelser, long Venter, IReadOnlyDictionary<Indeksfejl, Kontrolfund> Fund, string? Ulaeselig)
{
    public bool ErIOrden => Ulaeselig is null && Fund.Values.All(f => f.Antal == 0);
}

/// <summary>What can be wrong with a row.</summary>
internal enum Indeksfejl
{
    /// <summary>A thing without a row: it is not found.</summary>
    Mangler,

    /// <summary>A row of a thing that is not there.</summary>
    Overfloedig,

    /// <summary>A row that says something else than the database does.</summary>
    Foraeldet,

    /// <summary>A row that lies under another access list than its case: those who may see it do not find it.</summary>
    ForkertAdgang,

    /// <summary>The database file itself.</summary>
    Beskadiget,
}

/// <summary>How many of a fault, and the first of them.</summary>
internal sealed class Kontrolfund
{
    private const int FlestEksempler = 10;
    private readonly List<string> _eksempler = [];

    public long Antal { get; private set; }

    public IReadOnlyList<string> Eksempler => _eksempler;

    public void Tilfoej(string eksempel)
    {
        Antal++;
        if (_eksempler.Count < FlestEksempler)
            _eksempler.Add(eksempel);
    }
}

/// <summary>
/// Holds an index against its database, portion by portion, in memory that does not grow: what is missing, what is too much, what is stale, and what lies under
/// the wrong access list. Reads only, beside a running server or without one. What the index has yet to take in is counted and is no fault; and since a server may
/// write between the two readings, a thing is wrong only when it is so each time it is looked at.
/// </summary>
internal sealed class Indekskontrol(Soegelager lager, IServiceProvider tjenester)
{
    private const int Portion = 500;

    /// <summary>An index further behind than this is not checked: it is not stale, it is not there yet.</summary>
    private const int MestBagud = 100_000;

    /// <summary>Looks at a thing that seems wrong, with so long between them. With many faults found, the rest are believed at once.</summary>
    private const int Gange = 5, FlestGentagne = 100;

    private static readonly TimeSpan Mellem = TimeSpan.FromMilliseconds(300);

    private readonly Dictionary<Indeksfejl, Kontrolfund> _fund = Enum.GetValues<Indeksfejl>().ToDictionary(f => f, _ => new Kontrolfund());

    private readonly Indekskilde _kilde = tjenester.GetRequiredService<Indekskilde>();

    private readonly CoreDb _core = tjenester.GetRequiredService<CoreDb>();

    private sealed record Raekke(long Nr, Ting Ting, int Reg, string? Type, long Arv, int Tekst, long Aftryk, bool ErIKoe, Indeksfelter? Felter)
    {
        public bool Venter => ErIKoe || Tekst == 1;
    }

    /// <summary>What events that the index has not taken in are about.</summary>
    private sealed record Undervejs(long Antal, HashSet<int> Sager, HashSet<(Postart, int)> Ting)
    {
        public bool Har(Ting t) => Sager.Contains(t.Sag) || Ting.Contains((t.Art, t.Ref));
    }

    public async Task<Kontrolsvar> KontrollerAsync(CancellationToken ct)
    {
        var (raekker, bagud, venter) = (0L, 0L, 0L);
        try
        {
            if (!await lager.FindesAsync(ct))
                return Svar("Der er intet søgeindeks. Serveren bygger det, næste gang myndigheden åbnes.");
            if (await StandAsync(ct) is not { } efter)
                return Svar("Søgeindekset er af en anden version eller endnu ikke bygget færdigt.");
            bagud = await _core.Haendelser.Where(h => h.Nr > efter).OrderBy(h => h.Nr).Take(MestBagud + 1).CountAsync(ct);
            if (bagud > MestBagud)
                return Svar(string.Create(CultureInfo.InvariantCulture, $"Søgeindekset er mere end {MestBagud} hændelser bagud. Kontrollér det, når serveren har indhentet dem."));
            await FilAsync(ct);
            for (var fra = 0L; ;)
            {
                var side = await SideAsync(fra, ct);
                if (side.Count == 0)
                    break;
                raekker += side.Count;
                venter += await SikreAsync([.. side.Select(r => r.Ting)], side, ct);
                fra = side[^1].Nr;
            }

            await ManglendeAsync(ct);
            await SammenhaengAsync(ct);
        }
        catch (SoegeindeksMangler e)
        {
            return Svar(e.Message);
        }

        return Svar(null);

        Kontrolsvar Svar(string? ulaeselig) => new(raekker, bagud, venter, _fund, ulaeselig);
    }

    /// <returns>The last event taken in; null where the index is not built.</returns>
    private Task<long?> StandAsync(CancellationToken ct) => lager.LaesAsync(async kommando =>
    {
        await using var command = kommando("select efter from {s}soegestand where fase = 'klar' and skema = @skema").With("@skema", Soegeskema.Version);
        return await command.ExecuteScalarAsync(ct) is { } efter ? Convert.ToInt64(efter, CultureInfo.InvariantCulture) : (long?)null;
    }, ct);

    private async Task<Undervejs> UndervejsAsync(CancellationToken ct)
    {
        HashSet<int> sager = [];
        HashSet<(Postart, int)> ting = [];
        var antal = 0L;
        for (var fra = await StandAsync(ct) ?? 0; antal <= MestBagud;)
        {
            var side = await _core.Haendelser.Where(h => h.Nr > fra).OrderBy(h => h.Nr).Take(Portion).Select(h => new { h.Nr, h.SagId, h.ObjektId }).ToListAsync(ct);
            if (side.Count == 0)
                break;
            antal += side.Count;
            fra = side[^1].Nr;
            var objekter = side.Select(h => h.ObjektId).OfType<Guid>().Distinct().ToList();
            sager.UnionWith((await _kilde.SagsnumreAsync([.. side.Select(h => h.SagId).OfType<Guid>().Distinct()], ct)).Values);
            ting.UnionWith((await _kilde.DokumentnumreAsync(objekter, ct)).Values.Select(n => (Postart.Dokument, n)));
            ting.UnionWith((await _kilde.NotatnumreAsync(objekter, ct)).Values.Select(n => (Postart.Notat, n)));
            var parter = (await _kilde.PartsnumreAsync(objekter, ct)).Values;
            ting.UnionWith(parter.Select(n => (Postart.Part, n)));
            sager.UnionWith((await _kilde.PartersSagerAsync(parter, ct)).Select(s => s.Nr));
            ting.UnionWith((await _kilde.PartersDokumenterAsync(parter, ct)).Select(n => (Postart.Dokument, n)));
        }

        return new(antal, sager, ting);
    }

    private Task<List<Raekke>> SideAsync(long efter, CancellationToken ct) =>
        RaekkerAsync(string.Create(CultureInfo.InvariantCulture, $"p.nr > {efter} order by p.nr limit {Portion}"), ct);

    private Task<List<Raekke>> RaekkerAsync(string hvor, CancellationToken ct) => lager.LaesAsync(async kommando =>
    {
        await using var command = kommando($"select p.nr, p.sag, p.art, p.ref, p.reg, p.type, p.arv, p.tekst, p.aftryk, k.nr{(lager.ErSqlite ? ", p.liste, p.emne, p.tilstand, p.behandler, p.enhed, p.egen, p.aar, p.retning" : "")} from {lager.P}soegepost p left join {lager.P}soegekoe k on k.nr = p.nr where {hvor}");
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<Raekke> side = [];
        while (await reader.ReadAsync(ct))
            side.Add(new(reader.GetInt64(0), new(Tal(reader, 1), (Postart)Tal(reader, 2), Tal(reader, 3)), Tal(reader, 4), reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetInt64(6), Tal(reader, 7), reader.GetInt64(8), !reader.IsDBNull(9), lager.ErSqlite ? Felter(reader) : null));
        return side;
    }, ct);

    /// <summary>Notes what is wrong with these things however often they are looked at.</summary>
    /// <param name="raekker">Their rows, as far as they have any.</param>
    /// <returns>How many of them wait for something.</returns>
    private async Task<long> SikreAsync(List<Ting> ting, List<Raekke> raekker, CancellationToken ct)
    {
        var fejl = await BedoemAsync(ting, raekker, ct);
        var venter = raekker.Count(r => r.Venter);
        for (var gang = 1; fejl.Count > 0 && gang < Gange && _fund.Values.Sum(f => f.Antal) < FlestGentagne; gang++)
        {
            await Task.Delay(Mellem, ct);
            var undervejs = await UndervejsAsync(ct);
            var tilbage = fejl.Keys.Where(t => !undervejs.Har(t)).ToList();
            List<Raekke> igen = [];
            foreach (var t in tilbage)
                igen.AddRange(await RaekkerAsync(string.Create(CultureInfo.InvariantCulture, $"p.sag = {t.Sag} and p.art = {(int)t.Art} and p.ref = {t.Ref}"), ct));
            fejl = await BedoemAsync(tilbage, igen, ct);
        }

        foreach (var (t, f) in fejl)
            _fund[f].Tilfoej(Navn(t));
        return venter;
    }

    private async Task<Dictionary<Ting, Indeksfejl>> BedoemAsync(List<Ting> ting, List<Raekke> raekker, CancellationToken ct)
    {
        List<int> Af(Postart art) => [.. ting.Where(t => t.Art == art).Select(t => t.Ref).Distinct()];
        List<Indekspost> poster = [.. await _kilde.SagerAsync(Af(Postart.Sag), ct), .. await _kilde.NotaterAsync(Af(Postart.Notat), ct), .. await _kilde.ParterAsync(Af(Postart.Part), ct)];
        foreach (var del in Af(Postart.Dokument).Chunk(100))
            poster.AddRange(await _kilde.DokumenterAsync(del, ct));
        var soegte = ting.ToHashSet();
        poster.RemoveAll(p => !soegte.Contains(p.Ting));
        var aftryk = await AftrykAsync(poster, ct);
        var rigtige = poster.ToDictionary(p => p.Ting);
        var findes = raekker.ToDictionary(r => r.Ting);
        var adgang = await UdenAdgangAsync([.. raekker.Where(r => !r.Venter && aftryk.ContainsKey(r.Ting)).Select(r => (r, aftryk[r.Ting].Adgang))], ct);
        Dictionary<Ting, Indeksfejl> fejl = [];
        foreach (var t in ting)
        {
            if (findes.GetValueOrDefault(t) is not { } r)
            {
                if (rigtige.ContainsKey(t))
                    fejl[t] = Indeksfejl.Mangler;
            }
            else if (!rigtige.TryGetValue(t, out var post))
            {
                if (!r.Venter)
                    fejl[t] = Indeksfejl.Overfloedig;
            }
            else if (adgang.Contains(t) || (r.Felter is { } f && (f.Sag?.Liste != post.Felter.Sag?.Liste || f.Egen != post.Felter.Egen)))
            {
                fejl[t] = Indeksfejl.ForkertAdgang;
            }
            else if (!r.Venter && (post.Reg != r.Reg || post.Type != r.Type || post.Arv != r.Arv || aftryk[t].Ord != r.Aftryk || (r.Felter is not null && r.Felter != post.Felter)))
            {
                fejl[t] = Indeksfejl.Foraeldet;
            }
        }

        if (fejl.Count == 0)
            return fejl;
        var undervejs = await UndervejsAsync(ct);
        return fejl.Where(f => !undervejs.Har(f.Key)).ToDictionary(f => f.Key, f => f.Value);
    }

    /// <summary>What each row should hold, with the texts that have been read: one row's at a time.</summary>
    private Task<Dictionary<Ting, (long Ord, string Adgang)>> AftrykAsync(List<Indekspost> poster, CancellationToken ct) => lager.LaesAsync(async kommando =>
    {
        var kendte = await Indeksskriver.IndholdAsync(kommando, lager.ErSqlite, [.. poster.SelectMany(p => p.Filer.Select(f => f.Sha256)).Distinct()], ct);
        await using var tekstaf = Indeksskriver.Tekstkommando(kommando);
        Dictionary<Ting, (long, string)> aftryk = new(poster.Count);
        foreach (var post in poster)
        {
            await Indeksskriver.MedTeksterAsync(post, kendte, tekstaf, ct);
            aftryk[post.Ting] = (post.Ord.Aftryk(), post.Ord.Adgang);
            post.Ord.Toem();
        }

        return aftryk;
    }, ct);

    /// <summary>Those of the rows that are not found under the access list they should be under: asked of the words themselves.</summary>
    private Task<HashSet<Ting>> UdenAdgangAsync(List<(Raekke Raekke, string Adgang)> raekker, CancellationToken ct) => lager.LaesAsync(async kommando =>
    {
        HashSet<Ting> uden = [];
        await using var soeg = kommando(lager.ErSqlite
            ? "select rowid from soegetekst where soegetekst match @q and rowid between @fra and @til"
            : "select nr from {s}soegepost where nr between @fra and @til and ord @@ @q::tsquery").With("@fra", 0L).With("@til", 0L);
        soeg.MedTekst("@q", "");
        foreach (var liste in raekker.GroupBy(r => r.Adgang))
        {
            soeg.Parameters["@q"].Value = lager.ErSqlite ? $"m : \"{liste.Key}\"" : $"'{liste.Key}'";
            var numre = liste.Select(r => r.Raekke.Nr).Order().ToList();
            HashSet<long> fundne = [];
            foreach (var (fra, til) in numre[^1] - numre[0] <= 4 * Portion ? [(numre[0], numre[^1])] : numre.ConvertAll(n => (n, n)))
            {
                (soeg.Parameters["@fra"].Value, soeg.Parameters["@til"].Value) = (fra, til);
                await using var reader = await soeg.ExecuteReaderAsync(ct);
                while (await reader.ReadAsync(ct))
                    fundne.Add(reader.GetInt64(0));
            }

            uden.UnionWith(liste.Where(r => !fundne.Contains(r.Raekke.Nr)).Select(r => r.Raekke.Ting));
        }

        return uden;
    }, ct);

    private async Task ManglendeAsync(CancellationToken ct)
    {
        (Postart Art, string Fra, string Sag, string Ref, string Noegle)[] slags =
        [
            (Postart.Sag, "sag x", "x.nr", "x.nr", "x.nr"), (Postart.Part, "part x", "0", "x.nr", "x.nr"), (Postart.Notat, "journalnotat x join sag s on s.id = x.sag_id", "s.nr", "x.nr", "x.nr"),
            (Postart.Dokument, "dokumentregistrering x join sag s on s.id = x.sag_id join dokument d on d.id = x.dokument_id and x.flyttet_til_id is null", "s.nr", "d.nr", "x.nr"),
        ];
        foreach (var (art, fra, sag, ting, noegle) in slags)
        {
            for (var efter = 0L; ;)
            {
                var nu = efter;
                var side = await lager.LaesAsync(async kommando =>
                {
                    await using var command = kommando($"""
                        select {noegle}, {sag}, {ting}, p.nr from {fra} left join {lager.P}soegepost p on p.sag = {sag} and p.art = {(int)art} and p.ref = {ting} where {noegle} > @efter order by {noegle} limit 2000
                        """).With("@efter", nu);
                    await using var reader = await command.ExecuteReaderAsync(ct);
                    List<(long Noegle, Ting Ting, bool ErDer)> raekker = [];
                    while (await reader.ReadAsync(ct))
                        raekker.Add((Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture), new(Tal(reader, 1), art, Tal(reader, 2)), !reader.IsDBNull(3)));
                    return raekker;
                }, ct);
                if (side.Count == 0)
                    break;
                efter = side[^1].Noegle;
                if (side.Where(x => !x.ErDer).Select(x => x.Ting).ToList() is { Count: > 0 } uden)
                    await SikreAsync(uden, [], ct);
            }
        }
    }

    /// <summary>On SQLite, what the database says of its own file.</summary>
    private async Task FilAsync(CancellationToken ct)
    {
        if (!lager.ErSqlite)
            return;
        foreach (var linje in await lager.LaesAsync(async kommando =>
        {
            await using var command = kommando("pragma soegning.quick_check(10)");
            await using var reader = await command.ExecuteReaderAsync(ct);
            List<string> linjer = [];
            while (await reader.ReadAsync(ct))
                linjer.Add(reader.GetString(0));
            return linjer;
        }, ct))
        {
            if (linje != "ok")
                _fund[Indeksfejl.Beskadiget].Tilfoej(linje);
        }
    }

    /// <summary>On SQLite the words lie in a table of their own: each row has its words, and no words are without a row.</summary>
    private async Task SammenhaengAsync(CancellationToken ct)
    {
        if (!lager.ErSqlite)
            return;
        foreach (var (sql, fejl, tekst) in new[]
        {
            ("select nr from soegepost where nr not in (select id from soegetekst_docsize) limit 1000", Indeksfejl.Foraeldet, "række {0} uden ord"),
            ("select id from soegetekst_docsize where id not in (select nr from soegepost) limit 1000", Indeksfejl.Overfloedig, "ord uden række {0}"),
        })
        {
            foreach (var nr in await lager.LaesAsync(async kommando =>
            {
                await using var command = kommando(sql);
                await using var reader = await command.ExecuteReaderAsync(ct);
                List<long> numre = [];
                while (await reader.ReadAsync(ct))
                    numre.Add(reader.GetInt64(0));
                return numre;
            }, ct))
                _fund[fejl].Tilfoej(string.Format(CultureInfo.InvariantCulture, tekst, nr));
        }
    }

    private static Indeksfelter Felter(DbDataReader r) => new(
        r.IsDBNull(10) ? null : new(Tal(r, 10), r.GetString(11), r.GetString(12), r.GuidOrNull(13), r.GuidOrNull(14)!.Value),
        r.IsDBNull(15) ? null : Tal(r, 15), r.IsDBNull(16) ? null : Tal(r, 16), r.IsDBNull(17) ? null : r.GetString(17));

    private static int Tal(DbDataReader reader, int kolonne) => Convert.ToInt32(reader.GetValue(kolonne), CultureInfo.InvariantCulture);

    private static string Navn(Ting t) => t.Art switch
    {
        Postart.Sag => FormattableString.Invariant($"sag nr {t.Ref}"),
        Postart.Dokument => FormattableString.Invariant($"dokument nr {t.Ref} på sag nr {t.Sag}"),
        Postart.Notat => FormattableString.Invariant($"notat nr {t.Ref} på sag nr {t.Sag}"),
        _ => FormattableString.Invariant($"part nr {t.Ref}"),
    };
}
