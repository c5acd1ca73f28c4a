using Esdh.Core;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Mailboxes as administrators see them: how the fetching goes, nothing of what was fetched.</summary>
internal sealed class Postkasseopslag(SagerDb db, Personer personer)
{
    private const int Flest = 500;

    public async Task<IReadOnlyList<Postkassevisning>> ListeAsync(CancellationToken ct)
    {
        var kasser = await db.Postkasser.AsNoTracking().OrderBy(p => p.Navn).Take(Flest).ToListAsync(ct);
        var stande = await db.Postkassestande.AsNoTracking().ToDictionaryAsync(s => s.PostkasseId, ct);
        List<Postkassevisning> alle = [];
        foreach (var k in kasser)
            alle.Add(Vis(k, stande.GetValueOrDefault(k.Id), await personer.EnhedsnavnAsync(k.EnhedId, ct)));
        return alle;
    }

    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Postkassevisning> HentAsync(Guid id, CancellationToken ct)
    {
        var kasse = await db.Postkasser.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException("Postkassen findes ikke.");
        return Vis(kasse, await db.Postkassestande.AsNoTracking().SingleOrDefaultAsync(s => s.PostkasseId == id, ct), await personer.EnhedsnavnAsync(kasse.EnhedId, ct));
    }

    public async Task<int> OpbevaringsdageAsync(CancellationToken ct) =>
        await db.Indbakkeopsaetninger.Select(o => (int?)o.Opbevaringsdage).SingleOrDefaultAsync(ct) ?? Indbakkeopsaetning.Standarddage;

    /// <summary>Post of the whole authority that waits for the scanner, and that it has put aside: numbers alone.</summary>
    public async Task<(int Venter, int Inficerede)> SkanningAsync(CancellationToken ct)
    {
        // Uden for adgang: numbers alone, for who looks after the system.
        var tal = await db.Indbakkeposter.Where(p => p.Frigivet == null && (p.Kontrol == Viruskontrol.Venter || p.Kontrol == Viruskontrol.ForStor || p.Kontrol == Viruskontrol.Inficeret))
            .GroupBy(p => p.Kontrol).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct);
        return (tal.Where(t => t.Key != Viruskontrol.Inficeret).Sum(t => t.Antal), tal.Where(t => t.Key == Viruskontrol.Inficeret).Sum(t => t.Antal));
    }

    private static Postkassevisning Vis(Postkasse k, Postkassestand? s, string enhed) => new(
        k.Id, k.Navn, k.Art.ToString(), k.Sti, k.EnhedId, enhed, k.Aktiv, s?.SenestHentet, s?.SenestModtaget, s?.Fejl, [.. (s?.Ulaeselige ?? []).Select(u => new Postkassefil(u.Fil, u.Grund))], k.Version);
}
