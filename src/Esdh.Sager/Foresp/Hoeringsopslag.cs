using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Hearings on cases that the caller has found as ones the actor sees.</summary>
internal sealed class Hoeringsopslag(SagerDb db, TimeProvider tid)
{
    /// <summary>The newest first; at most 200.</summary>
    public async Task<IReadOnlyList<Hoeringslinje>> PaaSagAsync(Guid sag, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        return (await Med(db.Hoeringer.Where(h => h.SagId == sag).OrderByDescending(h => h.Startet).Take(200)).ToListAsync(ct)).ConvertAll(h => Linje(h, idag));
    }

    public Task<List<Hoeringsundladelse>> UndladelserAsync(Guid sag, CancellationToken ct) =>
        db.Hoeringsundladelser.Where(u => u.SagId == sag).OrderByDescending(u => u.Tid).Take(50).ToListAsync(ct);

    public async Task<Hoeringsvisning> HentAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var raekke = await Med(db.Hoeringer.Where(h => h.Id == id && db.Sager.SynligeFor(aktoer).Any(s => s.Id == h.SagId))).SingleOrDefaultAsync(ct)
            ?? throw new NotFoundException("Høringen findes ikke, eller du har ikke adgang til dens sag.");
        var dokumenter = db.Dokumenter.SynligeFor(db, aktoer);
        var parter = await (from p in db.Hoeringsparter.Where(p => p.HoeringId == id)
                            join s in db.Sagsparter on p.SagspartId equals s.Id
                            join r in db.Parter on s.PartId equals r.Id
                            orderby s.ErPrimaer descending, s.Tilfoejet, s.Id
                            select new
                            {
                                P = p, s.Navn, s.Rolle, Register = r,
                                Brev = dokumenter.Where(d => d.Id == p.BrevDokumentId).Select(d => new { d.Id, d.Titel, d.Tilstand, Sendt = db.Endeliggoerelser.Any(e => e.DokumentId == d.Id) }).FirstOrDefault(),
                                Svar = dokumenter.Where(d => d.Id == p.SvarDokumentId).Select(d => new { d.Id, d.Titel }).FirstOrDefault(),
                            }).ToListAsync(ct);
        var bilag = await dokumenter.Where(d => db.Hoeringsbilag.Any(b => b.HoeringId == id && b.DokumentId == d.Id)).OrderBy(d => d.Nr).Select(d => new Hoeringsdokument(d.Id, d.Titel)).ToListAsync(ct);
        return new(Linje(raekke, idag), raekke.H.Oplysninger, raekke.H.Afbrudt,
            parter.ConvertAll(x => new Hoeringspartvisning(
                x.P.SagspartId, Navnebeskyttelse.Vist(x.Navn, x.Register.ErBeskyttetDen(idag)), x.Rolle, x.Register.ErBeskyttetDen(idag), x.P.Frist, x.P.BrevDokumentId is not null,
                x.Brev is null ? null : new(x.Brev.Id, x.Brev.Titel), x.Brev is { } b && (b.Sendt || b.Tilstand == Dokumenttilstand.Journaliseret), x.P.Svaret,
                x.Svar is null ? null : new(x.Svar.Id, x.Svar.Titel), x.P.Svarnote, x.P.UdenBemaerkninger)),
            bilag);
    }

    /// <summary>Which case a hearing belongs to, as the actor sees it.</summary>
    public async Task<Sag> SagForAsync(Aktoer aktoer, Guid id, CancellationToken ct) =>
        await db.Sager.SynligeFor(aktoer).SingleOrDefaultAsync(s => db.Hoeringer.Any(h => h.Id == id && h.SagId == s.Id), ct)
        ?? throw new NotFoundException("Høringen findes ikke, eller du har ikke adgang til dens sag.");

    private sealed record Raekke(Hoering H, int Svar, int Hoerte);

    private IQueryable<Raekke> Med(IQueryable<Hoering> hoeringer) => hoeringer.Select(h => new Raekke(
        h, db.Hoeringsparter.Count(p => p.HoeringId == h.Id && p.Svaret != null), db.Hoeringsparter.Count(p => p.HoeringId == h.Id)));

    private static Hoeringslinje Linje(Raekke r, DateOnly idag) => new(
        r.H.Id, r.H.Art.ToString(), r.H.Emne, r.H.Frist,
        r.H switch { { Afbrudt: not null } => "Afbrudt", { Afsluttet: not null } => "Afsluttet", _ when r.Svar == r.Hoerte => "Besvaret", _ when r.H.Frist < idag => "Udloebet", _ => "Aaben" },
        r.Svar, r.Hoerte, r.H.Startet, r.H.StartetAf, r.H.Afsluttet, r.H.Version);
}
