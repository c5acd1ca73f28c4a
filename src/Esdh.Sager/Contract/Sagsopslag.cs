using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Api;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>
/// Cases as a module may read them: those that the actor sees, and no others, decided inside the query. A module's own rows about a case are shown only after the case
/// was found here. What is found by <see cref="FindAsync"/> is written to the access log; of lists their route is.
/// </summary>
public sealed class Sagsopslag
{
    /// <summary>Most cases that are asked for by id at a time.</summary>
    public const int FlestIder = 500;

    private readonly IServiceProvider _tjenester;

    internal Sagsopslag(IServiceProvider tjenester) => _tjenester = tjenester;

    /// <summary>A case by id or number, also one it had before.</summary>
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<Sagkort> FindAsync(Aktoer aktoer, string sag, CancellationToken ct)
    {
        var fundet = await Db.FindSagAsync(aktoer, sag, ct);
        _tjenester.GetRequiredService<Adgangsspor>().Paa(fundet);
        return (await KortAsync(Db.Sager.SynligeFor(aktoer).Where(s => s.Id == fundet.Id), ct))[0];
    }

    /// <summary>Those of these cases that the actor sees, by id.</summary>
    /// <param name="ider">At most <see cref="FlestIder"/>.</param>
    public async Task<IReadOnlyDictionary<Guid, Sagkort>> SynligeAsync(Aktoer aktoer, IReadOnlyCollection<Guid> ider, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ider.Count, FlestIder);
        return ider.Count == 0 ? new Dictionary<Guid, Sagkort>() : (await KortAsync(Db.Sager.SynligeFor(aktoer).Where(s => ider.Contains(s.Id)), ct)).ToDictionary(s => s.Id);
    }

    /// <summary>A page of the cases of a type that the actor sees.</summary>
    /// <param name="efter">Where the page before ended; null for the first.</param>
    /// <param name="antal">1 to <see cref="Cursor.MaxPage"/>.</param>
    /// <exception cref="InvalidException">A cursor of another list.</exception>
    public async Task<Side<Sagkort>> ListeAsync(Aktoer aktoer, Sagsudvalg udvalg, string? efter, int antal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(udvalg);
        var db = Db;
        var sager = from s in db.Sager.SynligeFor(aktoer)
                    join f in db.Sagsforloeb on s.Id equals f.SagId
                    where f.Sagstype == udvalg.Sagstype
                    select new { Sag = s, Forloeb = f };
        if (udvalg.Trin is { Count: > 0 } trin)
            sager = sager.Where(x => trin.Contains(x.Forloeb.Trin));
        if (!udvalg.OgsaaAfsluttede)
            sager = sager.Where(x => x.Sag.Tilstand != Tilstand.Afsluttet);
        if (udvalg.BehandlerId is { } behandler)
            sager = sager.Where(x => x.Sag.BehandlerId == behandler);
        if (udvalg.UdenBehandler)
            sager = sager.Where(x => x.Sag.BehandlerId == null);
        if (udvalg.EnhedId is { } enhed)
            sager = sager.Where(x => x.Sag.EnhedId == enhed);
        foreach (var felt in udvalg.Felt is { } et ? udvalg.MedFelter.Append(et) : udvalg.MedFelter)
            sager = sager.Where(x => db.Feltvaerdier.Any(v => v.SagId == x.Sag.Id && v.Felt == felt.Felt && v.Vaerdi == felt.Vaerdi));
        if (udvalg.Indeholder is { } del)
        {
            var moenster = Moenster(del.Tekst);
#pragma warning disable CA1304, CA1311 // the database's lower()
            sager = sager.Where(x => db.Feltvaerdier.Any(v => v.SagId == x.Sag.Id && v.Felt == del.Felt && EF.Functions.Like(v.Vaerdi.ToLower(), moenster, "\\")));
#pragma warning restore CA1304, CA1311
        }

        var sted = Cursor.Decode<Plads>(efter);
        List<(Guid Id, int Nr, DateOnly? Frist)> fundne;
        if (udvalg.EfterUr is { } ur)
        {
            var medUr = from x in sager
                        from u in db.Urstande.Where(u => u.SagId == x.Sag.Id && u.Ur == ur && u.Slut == null).DefaultIfEmpty()
                        select new { x.Sag.Id, x.Sag.Nr, Frist = u == null ? null : u.Frist, Orden = u == null || u.Frist == null ? Sidst : u.Frist.Value };
            if (sted is not null)
                medUr = medUr.Where(x => x.Orden > sted.Frist || (x.Orden == sted.Frist && x.Nr < sted.Nr));
            fundne = [.. (await medUr.OrderBy(x => x.Orden).ThenByDescending(x => x.Nr).Take(antal + 1).ToListAsync(ct)).Select(x => (x.Id, x.Nr, x.Frist))];
        }
        else
        {
            if (sted is not null)
                sager = sager.Where(x => x.Sag.Nr < sted.Nr);
            fundne = [.. (await sager.OrderByDescending(x => x.Sag.Nr).Take(antal + 1).Select(x => new { x.Sag.Id, x.Sag.Nr }).ToListAsync(ct)).Select(x => (x.Id, x.Nr, (DateOnly?)null))];
        }

        var side = fundne.Take(antal).ToList();
        var kort = await SynligeAsync(aktoer, [.. side.Select(x => x.Id)], ct);
        return new([.. side.Where(x => kort.ContainsKey(x.Id)).Select(x => kort[x.Id])], fundne.Count > antal ? Cursor.Encode(new Plads(side[^1].Nr, side[^1].Frist ?? Sidst)) : null);
    }

    /// <summary>Those who are on the case now, the primary first. Ask only of a case that was found.</summary>
    public async Task<IReadOnlyList<Partkort>> ParterAsync(Aktoer aktoer, Guid sag, CancellationToken ct) => [.. (await ParterAsync(aktoer, [sag], ct))[sag]];

    /// <summary>The same of several cases, by case; those that the actor does not see have none.</summary>
    /// <param name="sager">At most <see cref="FlestIder"/>.</param>
    public async Task<ILookup<Guid, Partkort>> ParterAsync(Aktoer aktoer, IReadOnlyCollection<Guid> sager, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sager.Count, FlestIder);
        var db = Db;
        var parter = await (from s in db.Sager.SynligeFor(aktoer).Where(s => sager.Contains(s.Id))
                            join p in db.Sagsparter.Where(p => p.Fratraadt == null) on s.Id equals p.SagId
                            orderby p.ErPrimaer descending, p.Tilfoejet
                            select new { p.Id, p.SagId, p.PartId, p.Navn, p.Rolle, p.ErPrimaer }).Take(FlestIder * 10).ToListAsync(ct);
        var beskyttede = await db.BeskyttedeParterAsync(parter.Select(p => p.PartId), DanishTime.Today(_tjenester.GetRequiredService<TimeProvider>()), ct);
        return parter.ToLookup(p => p.SagId, p => new Partkort(p.Id, Navnebeskyttelse.Vist(p.Navn, beskyttede.Contains(p.PartId)), p.Rolle, p.ErPrimaer, p.PartId));
    }

    /// <summary>Databases fold æ, ø and å differently or not at all: each stands for any one character.</summary>
    private static string Moenster(string tekst) =>
        "%" + string.Concat(tekst.Trim().ToLowerInvariant().Select(c => c is '%' or '_' or '\\' ? $"\\{c}" : char.IsAscii(c) ? $"{c}" : "_")) + "%";

    private static readonly DateOnly Sidst = new(9999, 1, 1);

    private sealed record Plads(int Nr, DateOnly Frist);

    private SagerDb Db => _tjenester.GetRequiredService<SagerDb>();

    private async Task<List<Sagkort>> KortAsync(IQueryable<Sag> sager, CancellationToken ct)
    {
        var db = Db;
        var rene = await sager.Select(s => new
        {
            s.Id, s.Sagsnummer, s.Titel, Status = db.Statusser.Where(t => t.Id == s.StatusId).Select(t => t.Navn).First(), s.Tilstand, s.BehandlerId, s.EnhedId, s.Oprettet, s.Afsluttet, s.Version,
            Forloeb = db.Sagsforloeb.Where(f => f.SagId == s.Id).Select(f => new { f.Sagstype, f.Trin, f.Siden }).FirstOrDefault(),
        }).ToListAsync(ct);
        List<Guid> ider = [.. rene.Where(s => s.Forloeb is not null).Select(s => s.Id)];
        var felter = ider.Count == 0 ? null : (await db.Feltvaerdier.AsNoTracking().Where(v => ider.Contains(v.SagId)).ToListAsync(ct)).ToLookup(v => v.SagId);
        var ure = ider.Count == 0 ? null : (await db.Urstande.AsNoTracking().Where(u => ider.Contains(u.SagId)).ToListAsync(ct)).ToLookup(u => u.SagId);
        var idag = DanishTime.Today(_tjenester.GetRequiredService<TimeProvider>());
        return rene.ConvertAll(s => new Sagkort(
            s.Id, s.Sagsnummer, s.Titel, s.Status, s.Tilstand != Tilstand.Afsluttet, s.BehandlerId, s.EnhedId, s.Oprettet, s.Afsluttet, s.Version, s.Forloeb?.Sagstype, s.Forloeb?.Trin, s.Forloeb?.Siden)
        {
            Felter = felter?[s.Id].ToDictionary(v => v.Felt, v => v.Vaerdi) ?? [],
            Ure = ure is null ? [] : [.. ure[s.Id].Select(u => new Urkort(u.Ur, u.Startet, u.Dage, u.Brugt(idag), u.Frist, u.StillesSiden, u.Slut))],
        });
    }
}
