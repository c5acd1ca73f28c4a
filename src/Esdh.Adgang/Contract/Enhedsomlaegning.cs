using Esdh.Adgang.Domain;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Contract;

/// <summary>
/// What a merger, split or closing of units does to users, units and access lists. Inside acts only, a bounded portion at a time, each step safe to repeat.
/// What it does to cases is for the room that has them.
/// </summary>
public sealed class Enhedsomlaegning
{
    /// <summary>Most members of one group.</summary>
    private const int Gruppestoerrelse = 500;

    private readonly AdgangDb _db;
    private readonly EventLog _haendelser;
    private readonly StorageScope _scope;
    private readonly TimeProvider _tid;

    internal Enhedsomlaegning(AdgangDb db, EventLog haendelser, StorageScope scope, TimeProvider tid) => (_db, _haendelser, _scope, _tid) = (db, haendelser, scope, tid);

    /// <summary>Makes a unit, or answers the one that was made for this before.</summary>
    /// <exception cref="InvalidException">No name, or no such unit above.</exception>
    /// <exception cref="RegelbrudException">ADG-5.</exception>
    public async Task<Guid> OpretAsync(Aktoer aktoer, string navn, Guid? foraelder, CancellationToken ct)
    {
        KraevHandling();
        return (await new OpretEnhed(_db, _haendelser).Udfoer(new(aktoer, navn, foraelder), ct)).Id;
    }

    /// <summary>Users who sit in the unit and are active.</summary>
    public Task<List<Guid>> MedlemmerAsync(Guid enhed, CancellationToken ct) => _db.Brugere.Where(b => b.EnhedId == enhed && b.Aktiv).OrderBy(b => b.Nr).Select(b => b.Id).ToListAsync(ct);

    /// <summary>Every user who sits in the unit, also the inactive.</summary>
    public Task<List<Guid>> AlleIEnhedenAsync(Guid enhed, int hoejst, CancellationToken ct) => _db.Brugere.Where(b => b.EnhedId == enhed).OrderBy(b => b.Nr).Select(b => b.Id).Take(hoejst).ToListAsync(ct);

    /// <summary>Those whom a list that names the unit admits: its people who work with cases, and the leaders over it.</summary>
    public async Task<IReadOnlyList<Guid>> SerEnhedensAsync(Guid enhed, CancellationToken ct)
    {
        const Roller UdenSager = Roller.Administrator | Roller.Robot | Roller.Logkontrollant;
        var over = await _db.Enheder.ToDictionaryAsync(e => e.Id, e => e.ForaelderId, ct);
        List<Guid> ovenfor = [];
        for (var id = over.GetValueOrDefault(enhed); id is { } naeste && ovenfor.Count < 100; id = over.GetValueOrDefault(naeste))
            ovenfor.Add(naeste);
        return await _db.Brugere.Where(b => b.Aktiv && (b.Roller & ~UdenSager) != 0 && (b.EnhedId == enhed || (ovenfor.Contains(b.EnhedId) && (b.Roller & Roller.Leder) != 0))).OrderBy(b => b.Nr).Select(b => b.Id).ToListAsync(ct);
    }

    /// <summary>Makes one or more groups of those who see what the unit sees, so that they go on seeing it when they sit elsewhere.</summary>
    public async Task<IReadOnlyList<Guid>> BevarAsync(Aktoer aktoer, Guid enhed, string navn, CancellationToken ct)
    {
        KraevHandling();
        List<Guid> grupper = [];
        foreach (var hold in (await SerEnhedensAsync(enhed, ct)).Chunk(Gruppestoerrelse))
        {
            var ledigt = navn;
            for (var i = 2; await _db.Grupper.AnyAsync(g => g.Navn == ledigt, ct); i++)
                ledigt = $"{navn} ({i})";
            grupper.Add((await new GemGruppe(_db, _haendelser).Udfoer(new(aktoer, null, ledigt, true, hold, null), ct)).Id);
        }

        return grupper;
    }

    /// <summary>How many access lists name the unit.</summary>
    public Task<int> AntalListerAsync(Guid enhed, CancellationToken ct)
    {
        var reference = enhed.ToString();
        return _db.AdgangslistePoster.CountAsync(p => p.Art == AdgangspostArt.Enhed && p.Reference == reference, ct);
    }

    /// <summary>
    /// Lets the groups in wherever the unit is let in, on at most so many lists; answers how many there were. Everyone who is let in by it saw the same before:
    /// nothing widens, and nothing is lost when they move.
    /// </summary>
    public async Task<int> LukIndAsync(Guid enhed, IReadOnlyList<Guid> grupper, int hoejst, CancellationToken ct)
    {
        KraevHandling();
        if (grupper.Count == 0)
            return 0;
        var (reference, foerste) = (enhed.ToString(), grupper[0].ToString());
        var lister = await _db.Adgangslister
            .Where(l => _db.AdgangslistePoster.Any(p => p.ListeNr == l.Nr && p.Art == AdgangspostArt.Enhed && p.Reference == reference)
                && !_db.AdgangslistePoster.Any(p => p.ListeNr == l.Nr && p.Art == AdgangspostArt.Gruppe && p.Reference == foerste)).OrderBy(l => l.Nr).Take(hoejst).ToListAsync(ct);
        var numre = lister.ConvertAll(l => l.Nr);
        var poster = (await _db.AdgangslistePoster.AsNoTracking().Where(p => numre.Contains(p.ListeNr)).ToListAsync(ct)).ToLookup(p => p.ListeNr);
        foreach (var liste in lister)
        {
            liste.Noegle = Adgangslister.Noegle(poster[liste.Nr].Select(p => new Adgangspost(p.Art.ToString(), p.Reference)).Concat(grupper.Select(Adgangspost.Gruppe)));
            _db.AddRange(grupper.Select(g => new AdgangslistePost { ListeNr = liste.Nr, Art = AdgangspostArt.Gruppe, Reference = g.ToString() }));
        }

        await _db.SaveChangesAsync(ct);
        return lister.Count;
    }

    /// <summary>Gives the user a seat in another unit. Answers false where the user no longer sits in the first.</summary>
    public async Task<bool> FlytBrugerAsync(Aktoer aktoer, Guid bruger, Guid fra, Guid til, CancellationToken ct)
    {
        KraevHandling();
        if (await _db.Brugere.SingleOrDefaultAsync(b => b.Id == bruger && b.EnhedId == fra, ct) is not { } fundet)
            return false;
        fundet.EnhedId = til;
        fundet.Version++;
        await _db.SaveChangesAsync(ct);
        await _haendelser.AppendAsync(aktoer, new BrugerRettet(fundet.Navn, til, fundet.Roller.ToString(), fundet.Aktiv), null, bruger, ct);
        return true;
    }

    /// <summary>Puts the units that lie under a unit under another; one that the other lies under goes to where the first lies itself.</summary>
    /// <returns>Those that were moved.</returns>
    public async Task<IReadOnlyList<Guid>> FlytUnderenhederAsync(Aktoer aktoer, Guid fra, Guid til, CancellationToken ct)
    {
        KraevHandling();
        var enheder = await _db.Enheder.ToDictionaryAsync(e => e.Id, ct);
        List<Guid> flyttet = [];
        foreach (var under in enheder.Values.Where(e => e.ForaelderId == fra).OrderBy(e => e.Nr).ToList())
        {
            var er = false;
            for (Guid? id = til; id is { } over && !er; id = enheder.GetValueOrDefault(over)?.ForaelderId)
                er = over == under.Id;
            under.ForaelderId = er ? enheder[fra].ForaelderId : til;
            under.Version++;
            await _db.SaveChangesAsync(ct);
            await _haendelser.AppendAsync(aktoer, new EnhedRettet(under.Navn, under.ForaelderId, under.Aktiv), null, under.Id, ct);
            flyttet.Add(under.Id);
        }

        return flyttet;
    }

    /// <summary>Closes a unit that has neither active users nor active units left. It keeps its name, for what lies in it and for histories.</summary>
    /// <exception cref="RegelbrudException">ADG-4.</exception>
    public async Task LukAsync(Aktoer aktoer, Guid enhed, CancellationToken ct)
    {
        KraevHandling();
        var fundet = await _db.Enheder.SingleAsync(e => e.Id == enhed, ct);
        if (fundet.Aktiv)
            await new RetEnhed(_db, _haendelser, _tid).Udfoer(new(aktoer, enhed, fundet.Navn, fundet.ForaelderId, false, null), ct);
    }

    private void KraevHandling()
    {
        if (!_scope.InAct)
            throw new InvalidOperationException("Units are changed inside an act only.");
    }
}
