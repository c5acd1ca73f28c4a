using System.Data.Common;
using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Search;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Sager.Soegeindeks;

/// <summary>
/// Tells those who asked for it of a saved search's new hits. The index names every row it writes (<c>soegenyt</c>), in the transaction that writes it; those rows are
/// held against each search once, and what fits is decided for each reader by the search itself. A row is taken off the list when its hits are noted, so a kill
/// repeats and loses nothing. In an index that was built anew, with other rights, and when more was written than it is worth to look at row by row, all of a reader's
/// hits are gone through instead, and those that are not known are new.
/// </summary>
/// <remarks>
/// What it costs is bounded however many searches and documents there are: it searches a quarter of the time at most, what is written meanwhile is looked at together, and
/// past <see cref="Overloeb"/> rows a search for each reader is what it costs. It only reads the index, beside those who write it.
/// </remarks>
internal sealed partial class Hitvagt(AuthorityRegistry registry, IServiceScopeFactory scopes, Indeksering indeksering, TimeProvider tid, ILogger<Hitvagt> logger) : BackgroundService
{
    /// <summary>Rows that are looked at in a round, and how many may wait before all hits are gone through instead.</summary>
    private const int Portion = 2_000, Overloeb = 20_000;

    /// <summary>Rest for each part of searching.</summary>
    private const int Hvile = 3;

    /// <summary>A burst of writes is looked at once.</summary>
    private static readonly TimeSpan Samling = TimeSpan.FromMilliseconds(200);

    /// <summary>After so much searching comes a rest, and no rest is longer than this.</summary>
    private static readonly TimeSpan Stykke = TimeSpan.FromMilliseconds(200), LaengsteHvile = TimeSpan.FromSeconds(2);

    /// <summary>So often is looked for what no commit here told of; and for what could not be gone through.</summary>
    private static readonly TimeSpan Rundgang = TimeSpan.FromSeconds(10), Igen = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Oprydning = TimeSpan.FromHours(24);

    /// <summary>Events by which someone may get other rights.</summary>
    private static readonly string[] Rettigheder = [.. typeof(BrugerRettet).Assembly.GetExportedTypes().Where(t => t.Namespace == typeof(BrugerRettet).Namespace).Select(t => t.Name)];


    /// <summary>What a round knows between times; lost with the process at no harm.</summary>
    private sealed class Stand
    {
        public long Rettighederne { get; set; } = -1;

        public DateTimeOffset Ryddet { get; set; }

        public Dictionary<(Guid, Guid), DateTimeOffset> Senere { get; } = [];
    }

    private sealed record Foelger(Guid SoegningId, Guid BrugerId, string? Udgave, long Aftryk, bool ErBegyndt);

    private sealed record Soegt(Guid Id, Guid? EjerId, Guid? EnhedId, string Forespoergsel, SearchQuery Laest);

    /// <param name="Sidste">The last line that was read.</param>
    /// <param name="Raekker">Rows that were written.</param>
    /// <param name="PaaSagen">Rows of what is on a case that was written: for searches that look at the case's handler, unit or condition.</param>
    /// <param name="Parter">Rows of parties on such a case or document: who sees them may be different.</param>
    private sealed record Nyt(string Udgave, long Sidste, bool ErForMeget, IReadOnlyCollection<long> Raekker, IReadOnlyCollection<long> PaaSagen, IReadOnlyCollection<long> Parter);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        registry.RunForEachAsync(x => FoelgAsync(x, stoppingToken), withShared: false, stoppingToken);

    private async Task FoelgAsync(Authority myndighed, CancellationToken ct)
    {
        var vaek = new WakeSignal();
        void Vaek() => vaek.Raise();
        var stand = new Stand();
        try
        {
            var indeks = await indeksering.ForAsync(myndighed, ct);
            indeks.Skrevet += Vaek;
            myndighed.Queue.Committed += Vaek; // someone began, or has seen some
            while (true)
            {
                var mere = false;
                try
                {
                    mere = await RundeAsync(myndighed, indeks, stand, ct);
                }
                catch (SoegeindeksMangler fejl)
                {
                    indeks.Mangler(fejl);
                }
#pragma warning disable CA1031 // tried again
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFailed(fejl, myndighed.Key);
                    await Task.Delay(Rundgang, ct);
                }
#pragma warning restore CA1031
                await Task.Delay(Samling, ct);
                if (mere)
                    continue;
                await vaek.WaitAsync(Rundgang, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <returns>Whether there is more to do.</returns>
    private async Task<bool> RundeAsync(Authority myndighed, Indekser indeks, Stand stand, CancellationToken ct)
    {
        if (!indeks.HarOpgaven || !indeks.ErKlar)
            return false;
        await RydAsync(myndighed, stand, ct);

        // What waits is read before who waits for it: who comes between begins by going through everything.
        var nyt = await NytAsync(indeks.Lager, ct);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var foelgere = await FoelgereAsync(scope.ServiceProvider, ct);
        if (foelgere.Count > 0)
        {
            var arbejde = new Arbejde(myndighed, indeks, scope.ServiceProvider, stand, tid);
            await arbejde.MaerkAndreRettighederAsync(foelgere, ct);
            if (nyt is { ErForMeget: false, Sidste: > 0 })
                await arbejde.SeEfterAsync(nyt, foelgere, ct);
            if (!await arbejde.GaaIgennemAsync(nyt.Udgave, nyt.ErForMeget, foelgere, ct) && nyt.ErForMeget)
                return true; // the list stays until everyone was gone through
        }

        await TagAfAsync(indeks.Lager, nyt, ct);
        return nyt.Sidste > 0;
    }

    private static async Task<List<(Foelger Foelger, Soegt Soegt)>> FoelgereAsync(IServiceProvider tjenester, CancellationToken ct)
    {
        var db = tjenester.GetRequiredService<SagerDb>();
        var raekker = await (from f in db.Soegningsfoelgere
                             join s in db.GemteSoegninger.Where(s => s.Slettet == null) on f.SoegningId equals s.Id
                             orderby f.SoegningId
                             select new { Foelger = new Foelger(f.SoegningId, f.BrugerId, f.Udgave, f.Adgangsaftryk, f.Kendte != null), s.Id, s.EjerId, s.EnhedId, s.Forespoergsel }).ToListAsync(ct);
        Dictionary<Guid, Soegt?> soegte = [];
        foreach (var r in raekker)
        {
            if (soegte.ContainsKey(r.Id))
                continue;
            try
            {
                soegte[r.Id] = new(r.Id, r.EjerId, r.EnhedId, r.Forespoergsel, SearchQuery.Parse(Soegeforespoergsel.Tekst(r.Forespoergsel), Soegeudtryk.Felter));
            }
            catch (Core.InvalidException)
            {
                soegte[r.Id] = null; // kept under a syntax that is no more
            }
        }

        return [.. raekker.Where(r => soegte[r.Id] is not null).Select(r => (r.Foelger, soegte[r.Id]!))];
    }

    private static async Task<Nyt> NytAsync(Soegelager lager, CancellationToken ct) => await lager.LaesAsync(async kommando =>
    {
        var (udgave, _) = await Soegemaskine.UdgaveAsync(kommando, ct);
        await using var antal = kommando($"select count(*) from (select 1 from {{s}}soegenyt limit {Overloeb + 1}) x");
        if (Convert.ToInt32(await antal.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture) > Overloeb)
        {
            await using var sidste = kommando("select max(nr) from {s}soegenyt");
            return new Nyt(udgave, Convert.ToInt64(await sidste.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture), true, [], [], []);
        }

        SortedSet<long> raekker = [];
        long hertil = 0;
        await using (var linjer = kommando("select nr, post from {s}soegenyt order by nr"))
        {
            await using var reader = await linjer.ExecuteReaderAsync(ct);
            while (raekker.Count < Portion && await reader.ReadAsync(ct))
            {
                hertil = reader.GetInt64(0);
                raekker.Add(reader.GetInt64(1));
            }
        }

        if (raekker.Count == 0)
            return new(udgave, 0, false, [], [], []);
        var disse = Indeksskriver.I(lager.ErSqlite, "@raekker");
        await using var paaSagen = kommando($$"""
            select p.nr from {s}soegepost p where p.art in (2, 4) and p.sag in (select c.sag from {s}soegepost c where c.nr {{disse}} and c.art = 1) limit {{Overloeb + 1}}
            """).MedListe("@raekker", lager.ErSqlite, raekker);
        var med = await Soegemaskine.TalAsync(paaSagen, ct);
        await using var parter = kommando($$"""
            select p.nr from {s}soegepost p where p.sag = 0 and p.art = 3 and p.ref in (
                select x.nr from {s}soegepost c join sag s on s.nr = c.sag join sagspart sp on sp.sag_id = s.id join part x on x.id = sp.part_id where c.nr {{disse}} and c.art = 1
                union
                select x.nr from {s}soegepost c join dokument d on d.nr = c.ref join korrespondent k on k.dokument_id = d.id join part x on x.id = k.part_id where c.nr {{disse}} and c.art = 2)
            limit {{Overloeb + 1}}
            """).MedListe("@raekker", lager.ErSqlite, raekker);
        var deres = await Soegemaskine.TalAsync(parter, ct);
        return new Nyt(udgave, hertil, med.Count > Overloeb || deres.Count > Overloeb, raekker, med, deres);
    }, ct);

    private static async Task TagAfAsync(Soegelager lager, Nyt nyt, CancellationToken ct)
    {
        if (nyt.Sidste == 0)
            return;
        await lager.SkrivAsync(async kommando =>
        {
            await using var command = kommando("delete from {s}soegenyt where nr <= @sidste and exists (select 1 from {s}soegestand where udgave = @udgave)").With("@sidste", nyt.Sidste).With("@udgave", nyt.Udgave);
            return await command.ExecuteNonQueryAsync(ct);
        }, ct);
    }

    private async Task RydAsync(Authority myndighed, Stand stand, CancellationToken ct)
    {
        if (tid.GetUtcNow() - stand.Ryddet < Oprydning)
            return;
        while ((await myndighed.Queue.RunAsync((RydSoegninger act) => act.Udfoer(new(Aktoer.Systemet), ct), ct)).ErFlere)
        {
        }

        stand.Ryddet = tid.GetUtcNow();
    }

    /// <summary>A round's work on those who wait, in one scope.</summary>
    private sealed class Arbejde(Authority myndighed, Indekser indeks, IServiceProvider tjenester, Stand stand, TimeProvider tid)
    {
        private readonly Dictionary<Guid, Aktoer?> _aktoerer = [];
        private readonly Dictionary<Guid, Soegningsbruger> _brugere = [];
        private readonly Dictionary<Guid, long> _aftryk = [];
        private TimeSpan _brugt;

        /// <summary>Where someone has got other rights since all hits were gone through, they are to be gone through again.</summary>
        public async Task MaerkAndreRettighederAsync(List<(Foelger Foelger, Soegt Soegt)> foelgere, CancellationToken ct)
        {
            var core = tjenester.GetRequiredService<CoreDb>();
            var sidste = await core.Haendelser.MaxAsync(h => (long?)h.Nr, ct) ?? 0;
            var siden = stand.Rettighederne;
            if (siden < 0 || (sidste > siden && await core.Haendelser.AnyAsync(h => h.Nr > siden && h.Nr <= sidste && Rettigheder.Contains(h.Type), ct)))
            {
                stand.Senere.Clear();
                for (var i = 0; i < foelgere.Count; i++)
                {
                    var (f, s) = foelgere[i];
                    if (f.Udgave is null || await LaeserAsync(f, s, ct) is not { } aktoer || _aftryk[aktoer.Id] == f.Aftryk)
                        continue;
                    await NoterAsync(f, s, [], ct, forfra: true);
                    foelgere[i] = (f with { Udgave = null }, s);
                }
            }

            stand.Rettighederne = sidste;
        }

        /// <summary>Holds what was written against each search, and what fits against each who waits for it.</summary>
        public async Task SeEfterAsync(Nyt nyt, List<(Foelger Foelger, Soegt Soegt)> foelgere, CancellationToken ct)
        {
            var ting = await BeroerteAsync([.. nyt.Raekker, .. nyt.PaaSagen, .. nyt.Parter], ct);
            foreach (var gruppe in foelgere.Where(f => f.Foelger.Udgave == nyt.Udgave).GroupBy(f => f.Soegt.Id))
            {
                var soegt = gruppe.First().Soegt;
                var foer = await UseteBlandtAsync(soegt.Id, ting, ct);
                var passer = await PasserAsync(nyt, soegt, ct);
                await PustAsync(ct);
                if (passer.Count == 0 && foer.Count == 0)
                    continue;
                foreach (var (f, _) in gruppe)
                {
                    if (await LaeserAsync(f, soegt, ct) is not { } aktoer)
                    {
                        await NoterAsync(f, soegt, [], ct, forfra: true); // what comes while the search is not the reader's is found if it becomes so again
                        continue;
                    }

                    var hits = await LaesAsync(kommando => Soegemaskine.BlandtAsync(kommando, indeks.Lager, aktoer, Soegeforespoergsel.For(soegt.Forespoergsel, aktoer), soegt.Laest, passer, ct), ct);
                    List<Hitnoegle> borte = [.. foer.Where(h => h.Bruger == f.BrugerId && !hits.Contains(h.Noegle)).Select(h => h.Noegle)];
                    if (borte.Count > 0)
                        borte = await IkkeLaengereAsync(aktoer, soegt, borte, ct);
                    if (hits.Count > 0 || borte.Count > 0)
                        await NoterAsync(f, soegt, [.. hits], ct, borte);
                    await PustAsync(ct);
                }
            }
        }

        private Task<List<long>> PasserAsync(Nyt nyt, Soegt soegt, CancellationToken ct)
        {
            var soegning = Soegeforespoergsel.For(soegt.Forespoergsel, Aktoer.Systemet);
            SortedSet<long> raekker = [.. nyt.Raekker];
            if (soegning.Arter.Count == 0 || soegning.Arter.Contains(Soegeart.Part))
                raekker.UnionWith(nyt.Parter);
            if (Soegeforespoergsel.AfhaengerAfSagen(soegning))
                raekker.UnionWith(nyt.PaaSagen);
            return LaesAsync(kommando => Soegemaskine.PasserAsync(kommando, indeks.Lager, soegning, soegt.Laest, [.. raekker], ct), ct);
        }

        /// <summary>Goes through everything for those who need it.</summary>
        /// <param name="udgave">The index.</param>
        /// <param name="ogsaaAndre">For the others too: more was written than is looked at row by row.</param>
        /// <param name="foelgere">Everyone.</param>
        /// <param name="ct">Stops it.</param>
        /// <returns>Whether all of them were.</returns>
        public async Task<bool> GaaIgennemAsync(string udgave, bool ogsaaAndre, List<(Foelger Foelger, Soegt Soegt)> foelgere, CancellationToken ct)
        {
            var alle = true;
            foreach (var (f, s) in foelgere.Where(f => ogsaaAndre || f.Foelger.Udgave != udgave))
            {
                await PustAsync(ct);
                if (stand.Senere.TryGetValue((f.SoegningId, f.BrugerId), out var senere) && senere > tid.GetUtcNow())
                    continue;
                var aktoer = await LaeserAsync(f, s, ct);
                if (aktoer is null || await ErFuldAsync(f, ct))
                {
                    if (aktoer is null)
                        stand.Senere[(f.SoegningId, f.BrugerId)] = tid.GetUtcNow() + Igen;
                    if (f.Udgave is not null)
                        await NoterAsync(f, s, [], ct, forfra: true);
                    continue;
                }

                if (await MaaltAsync(() => tjenester.GetRequiredService<Soegemaskine>().AlleAsync(aktoer, Soegeforespoergsel.For(s.Forespoergsel, aktoer), int.MaxValue, ct)) is not { } fundet)
                {
                    alle = false; // the index was replaced meanwhile, or is too slow now
                    continue;
                }

                var gennemgaaet = new NoterNyeHits.Gennemgang(fundet.Udgave, _aftryk[aktoer.Id]);
                if (!f.ErBegyndt)
                {
                    await myndighed.Queue.RunAsync((NoterNyeHits act) => act.Udfoer(new(Aktoer.Systemet, f.SoegningId, f.BrugerId, s.Forespoergsel, [], Gennemgaaet: gennemgaaet, Kendte: Hitmaengde.Pak(fundet.Hits)), ct), ct);
                    continue;
                }

                var kendte = await KendteAsync(f, ct);
                await NoterAsync(f, s, [.. fundet.Hits.Except(kendte).OrderBy(h => h.Nr)], ct, gennemgaaet: gennemgaaet);
            }

            return alle;
        }

        /// <summary>All that gives someone access to cases and documents one is not named on: another print, other rights.</summary>
        private async Task<long> AftrykAsync(Aktoer aktoer, CancellationToken ct)
        {
            var grupper = await tjenester.GetRequiredService<Brugeropslag>().GrupperForAsync(aktoer.Id, ct);
            return Indeksord.Aftryk([$"{aktoer.Roller}", $"{aktoer.EnhedId}", .. (await BrugerAsync(aktoer, ct)).Enheder.Select(e => $"e{e}"), .. grupper.Select(g => $"g{g}")]);
        }

        /// <summary>The print is taken before the rights that are searched with: those given in between make another print next time, and not one that was never searched with.</summary>
        private async Task<Aktoer?> FindAsync(Guid brugerId, CancellationToken ct)
        {
            var kilde = tjenester.GetRequiredService<Aktoerkilde>();
            if (await kilde.FindAsync(brugerId, ct) is not { } foer)
                return null;
            _aftryk[brugerId] = await AftrykAsync(foer, ct);
            return await kilde.FindAsync(brugerId, ct) is { } fundet ? fundet with { Noedsager = [] } : null; // broken glass is for what one needed to see
        }

        /// <summary>Rests when enough has been searched, so that this is never more than a quarter of a processor.</summary>
        private async Task PustAsync(CancellationToken ct)
        {
            if (_brugt < Stykke)
                return;
            var hvile = _brugt * Hvile;
            _brugt = TimeSpan.Zero;
            await Task.Delay(hvile < LaengsteHvile ? hvile : LaengsteHvile, ct);
        }

        /// <summary>Searches, on the clock.</summary>
        private async Task<T> MaaltAsync<T>(Func<Task<T>> soeg)
        {
            var begyndt = tid.GetTimestamp();
            try
            {
                return await soeg();
            }
            finally
            {
                _brugt += tid.GetElapsedTime(begyndt);
            }
        }

        private Task<T> LaesAsync<T>(Func<Func<string, DbCommand>, Task<T>> laes, CancellationToken ct) => MaaltAsync(() => indeks.Lager.LaesAsync(laes, ct));

        /// <summary>The reader as one is now; null when the reader is gone, may not read, or the search is not on the reader's list any more.</summary>
        private async Task<Aktoer?> LaeserAsync(Foelger f, Soegt s, CancellationToken ct)
        {
            if (!_aktoerer.TryGetValue(f.BrugerId, out var aktoer))
                _aktoerer[f.BrugerId] = aktoer = await FindAsync(f.BrugerId, ct);
            if (aktoer is null || !aktoer.Har(AccessRules.Laesning))
                return null;
            if (s.EjerId == aktoer.Id)
                return aktoer;
            return s.EnhedId is { } delt && (await BrugerAsync(aktoer, ct)).Enheder.Contains(delt) ? aktoer : null;
        }

        private async Task<Soegningsbruger> BrugerAsync(Aktoer aktoer, CancellationToken ct) =>
            _brugere.TryGetValue(aktoer.Id, out var bruger) ? bruger : _brugere[aktoer.Id] = await tjenester.GetRequiredService<Soegningsopslag>().BrugerAsync(aktoer, ct);

        private async Task<bool> ErFuldAsync(Foelger f, CancellationToken ct) => await tjenester.GetRequiredService<SagerDb>().Soegningshits
            .CountAsync(h => h.SoegningId == f.SoegningId && h.BrugerId == f.BrugerId && h.SetTid == null, ct) >= Soegningsfoelger.FlestUsete;

        private async Task<HashSet<Hitnoegle>> KendteAsync(Foelger f, CancellationToken ct)
        {
            var db = tjenester.GetRequiredService<SagerDb>();
            var kendte = Hitmaengde.Laes(await db.Soegningsfoelgere.Where(x => x.SoegningId == f.SoegningId && x.BrugerId == f.BrugerId).Select(x => x.Kendte).SingleOrDefaultAsync(ct));
            kendte.UnionWith((await db.Soegningshits.Where(h => h.SoegningId == f.SoegningId && h.BrugerId == f.BrugerId).Select(h => new { h.Art, h.TingNr }).ToListAsync(ct)).Select(h => new Hitnoegle(h.Art, h.TingNr)));
            return kendte;
        }

        /// <summary>What the rows are about.</summary>
        private Task<HashSet<Hitnoegle>> BeroerteAsync(IReadOnlyList<long> raekker, CancellationToken ct) => LaesAsync(async kommando =>
        {
            await using var command = kommando($"select art, sag, ref from {{s}}soegepost where nr {Indeksskriver.I(indeks.Lager.ErSqlite, "@raekker")}").MedListe("@raekker", indeks.Lager.ErSqlite, raekker);
            await using var reader = await command.ExecuteReaderAsync(ct);
            HashSet<Hitnoegle> ting = [];
            while (await reader.ReadAsync(ct))
            {
                var (art, sag, nr) = (Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture), Convert.ToInt32(reader.GetValue(1), CultureInfo.InvariantCulture), Convert.ToInt32(reader.GetValue(2), CultureInfo.InvariantCulture));
                ting.Add((Postart)art switch { Postart.Dokument => new(Hitart.Dokument, nr), Postart.Part => new(Hitart.Part, nr), _ => new(Hitart.Sag, sag) });
            }

            return ting;
        }, ct);

        /// <summary>Unseen hits among these things, whoever was told of them.</summary>
        private async Task<List<(Guid Bruger, Hitnoegle Noegle)>> UseteBlandtAsync(Guid soegning, HashSet<Hitnoegle> ting, CancellationToken ct)
        {
            var db = tjenester.GetRequiredService<SagerDb>();
            if (!await db.Soegningshits.AnyAsync(h => h.SoegningId == soegning && h.SetTid == null, ct))
                return [];
            List<(Guid, Hitnoegle)> usete = [];
            foreach (var art in ting.GroupBy(t => t.Art))
            {
                foreach (var numre in art.Select(t => t.Nr).Chunk(500))
                {
                    usete.AddRange((await db.Soegningshits.Where(h => h.SoegningId == soegning && h.Art == art.Key && numre.Contains(h.TingNr) && h.SetTid == null).Select(h => new { h.BrugerId, h.Art, h.TingNr }).ToListAsync(ct))
                        .Select(h => (h.BrugerId, new Hitnoegle(h.Art, h.TingNr))));
                }
            }

            return usete;
        }

        /// <summary>Those that are no hits by any of their rows: a case is also a hit by another of its notes, a document on another of its cases.</summary>
        private async Task<List<Hitnoegle>> IkkeLaengereAsync(Aktoer aktoer, Soegt s, List<Hitnoegle> borte, CancellationToken ct)
        {
            var stadig = await LaesAsync(async kommando => await Soegemaskine.BlandtAsync(
                kommando, indeks.Lager, aktoer, Soegeforespoergsel.For(s.Forespoergsel, aktoer), s.Laest, await Soegemaskine.RaekkerAsync(kommando, indeks.Lager, borte, ct), ct), ct);
            return [.. borte.Where(b => !stadig.Contains(b))];
        }

        private async Task NoterAsync(
            Foelger f, Soegt s, IReadOnlyList<Hitnoegle> nye, CancellationToken ct, IReadOnlyList<Hitnoegle>? borte = null, NoterNyeHits.Gennemgang? gennemgaaet = null, bool forfra = false)
        {
            var dele = nye.Chunk(NoterNyeHits.Portion).ToList();
            for (var i = 0; i < Math.Max(1, dele.Count); i++)
            {
                var sidste = i >= dele.Count - 1;
                await myndighed.Queue.RunAsync((NoterNyeHits act) => act.Udfoer(new(
                    Aktoer.Systemet, f.SoegningId, f.BrugerId, s.Forespoergsel, i < dele.Count ? dele[i] : [], i == 0 ? borte : null, sidste ? gennemgaaet : null, forfra), ct), ct);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: new hits of saved searches could not be looked for; it is tried again.")]
    private partial void LogFailed(Exception error, string key);
}
