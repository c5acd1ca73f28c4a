using Esdh.Core;
using Esdh.Klub.Domain;
using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>Assemblies, the register of decisions, and the library.</summary>
internal sealed class Generalforsamlingsopslag(KlubDb db)
{
    public async Task<IReadOnlyList<Generalforsamlingslinje>> AlleAsync(CancellationToken ct) =>
        [.. (await db.Generalforsamlinger.AsNoTracking().OrderByDescending(g => g.Dato).Take(100).ToListAsync(ct)).Select(g => new Generalforsamlingslinje(g.Id, g.Titel, g.Dato, g.Sted))];

    public async Task<Generalforsamlingsbillede> HentAsync(Guid id, CancellationToken ct)
    {
        var g = await db.Generalforsamlinger.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Generalforsamlingen findes ikke.");
        var punkter = await db.Dagsordenspunkter.AsNoTracking().Where(p => p.GeneralforsamlingId == id).OrderBy(p => p.Nr).ToListAsync(ct);
        var ider = punkter.Select(p => p.AfstemningId).OfType<Guid>().ToList();
        var afstemninger = await db.Afstemninger.AsNoTracking().Where(a => ider.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var punktIder = punkter.ConvertAll(p => p.Id);
        var bilag = (await db.Punktbilag.AsNoTracking().Where(b => punktIder.Contains(b.PunktId)).OrderBy(b => b.Lagt).ThenBy(b => b.Id).ToListAsync(ct)).ToLookup(b => b.PunktId, b => new Punktbilagslinje(b.Id, b.Navn, b.Laengde));
        return new(g.Id, g.Titel, g.Dato, g.Sted, [.. punkter.Select(p => new Dagsordenslinje(p.Id, p.Nr, p.Titel, p.Forslag, p.Stiller, p.AfstemningId is { } a ? afstemninger[a].Nummer : null, p.AfstemningId is { } b ? afstemninger[b].Udfald?.ToString() : null, p.Beslutning, p.Beslutningsnr, [.. bilag[p.Id]]))]);
    }

    public async Task<(string Navn, string Sha256)> BilagAsync(Guid id, CancellationToken ct) =>
        await db.Punktbilag.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct) is { } b ? (b.Navn, b.Sha256) : throw new NotFoundException("Bilaget findes ikke.");

    public async Task<IReadOnlyList<Biblioteklinje>> BibliotekAsync(Guid? medlem, CancellationToken ct)
    {
        var karakterer = (await db.Bibliotekskarakterer.AsNoTracking().ToListAsync(ct)).ToLookup(k => k.TingId);
        return [.. (await db.Biblioteksting.AsNoTracking().OrderByDescending(t => t.Gemt).Take(500).ToListAsync(ct)).Select(t => new Biblioteklinje(
            t.Id, t.Art == Biblioteksart.Lokalregel ? "Lokal regel" : t.Art.ToString(), t.Titel, t.Tekst, t.Modul, t.Ejer, t.Gemt, karakterer[t.Id].Any() ? Math.Round(karakterer[t.Id].Average(k => k.Stjerner), 1) : null, karakterer[t.Id].Count(), karakterer[t.Id].FirstOrDefault(k => k.MedlemId == medlem)?.Stjerner))];
    }
}
