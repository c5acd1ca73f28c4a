using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>Invoices and the ledger as pages and REST show them. A member sees its own and no drafts.</summary>
internal sealed class Fakturaliste(KlubDb db, TimeProvider tid)
{
    private const int Flest = 2_000;

    public async Task<IReadOnlyList<Fakturalinjekort>> AaretAsync(Klubaktoer a, int aar, CancellationToken ct) => await KortAsync(Synlige(a).Where(f => f.Aar == aar), ct);

    public async Task<IReadOnlyList<Fakturalinjekort>> MedlemmetsAsync(Klubaktoer a, Guid medlem, CancellationToken ct) => await KortAsync(Synlige(a).Where(f => f.MedlemId == medlem), ct);

    public async Task<IReadOnlyList<int>> AareneAsync(Klubaktoer a, CancellationToken ct) => await Synlige(a).Select(f => f.Aar).Distinct().OrderByDescending(x => x).Take(50).ToListAsync(ct);

    public async Task<Fakturavisning> EnAsync(Klubaktoer a, int nr, Func<Formular> ny, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ny);
        var f = await Synlige(a).SingleOrDefaultAsync(x => x.Nr == nr, ct) ?? throw new NotFoundException();
        var kort = (await KortAsync(Synlige(a).Where(x => x.Id == f.Id), ct))[0];
        var linjer = await db.Fakturalinjer.AsNoTracking().Where(l => l.FakturaId == f.Id).OrderBy(l => l.Nr).Select(l => new Fakturalinjevisning(l.Tekst, l.Antal, l.PrisOere, l.Basis, l.NettoOere)).ToListAsync(ct);
        var rykkere = await db.Rykkere.AsNoTracking().Where(r => r.FakturaId == f.Id).OrderBy(r => r.Nr).Select(r => new Rykkerlinje(r.Nr, r.Dato, r.Frist, r.GebyrOere)).ToListAsync(ct);
        return new(kort, linjer, await PosteringerAsync(db.Posteringer.Where(p => p.FakturaId == f.Id && p.Konto == Klubkonto.Debitorer), ct), rykkere, f.KrediterNr, f.Bemaerkning, f.Version, a.ErSekretariat, ny(), ny(), ny(), ny());
    }

    /// <summary>The ledger after a voucher, at most so many lines; the secretariat's alone.</summary>
    public async Task<IReadOnlyList<Posteringslinje>> KassebogAsync(Klubaktoer a, int efterBilag, int antal, CancellationToken ct)
    {
        a.KraevSekretariat();
        return await PosteringerAsync(db.Posteringer.Where(p => p.Bilag > efterBilag).OrderBy(p => p.Bilag).ThenBy(p => p.Linje).Take(antal), ct);
    }

    private IQueryable<KlubFaktura> Synlige(Klubaktoer a)
    {
        var alle = db.Fakturaer.AsNoTracking();
        return a.ErSekretariat ? alle : alle.Where(f => f.Nr != null && f.MedlemId == (a.ErDelegat ? a.MedlemId : Guid.Empty));
    }

    private async Task<IReadOnlyList<Posteringslinje>> PosteringerAsync(IQueryable<KlubPostering> posteringer, CancellationToken ct) =>
        await (from p in posteringer
               join m in db.Medlemmer on p.MedlemId equals m.Id
               join f in db.Fakturaer on p.FakturaId equals (Guid?)f.Id into ff
               from f in ff.DefaultIfEmpty()
               orderby p.Bilag, p.Linje
               select new Posteringslinje(p.Bilag, p.Dato, p.Konto, p.BeloebOere, p.Tekst, f.Nr, m.Navn)).AsNoTracking().ToListAsync(ct);

    private async Task<IReadOnlyList<Fakturalinjekort>> KortAsync(IQueryable<KlubFaktura> fakturaer, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var rk = await (from f in fakturaer
                        join m in db.Medlemmer on f.MedlemId equals m.Id
                        orderby f.Nr == null descending, f.Nr descending, m.Nr
                        select new { f, MedlemNr = m.Nr, m.Navn, Skyldigt = db.Posteringer.Where(p => p.FakturaId == f.Id && p.Konto == Klubkonto.Debitorer).Sum(p => (long?)p.BeloebOere) ?? 0 }).Take(Flest).ToListAsync(ct);
        return
        [
            .. rk.Select(x => new Fakturalinjekort(
                x.f.Id, x.f.Nr, x.f.Art, x.MedlemNr, x.Navn, x.f.Aar, x.f.Udstedt, x.f.Forfald, x.f.NettoOere, x.f.MomsOere, x.f.BruttoOere, x.Skyldigt, x.Skyldigt > 0 && x.f.Forfald < idag)),
        ];
    }
}
