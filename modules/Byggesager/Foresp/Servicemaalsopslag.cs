using System.Globalization;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Sider;
using Esdh.Byggesager.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Foresp;

/// <summary>How the service goals are met, from the engine's clocks, on the cases that the actor sees.</summary>
internal sealed class Servicemaalsopslag(ByggesagerDb db, Sagsopslag opslag)
{
    /// <summary>Longest period.</summary>
    public const int FlestAar = 5;

    /// <exception cref="InvalidException">A period that ends before it begins, or is longer than five years.</exception>
    public async Task<Servicemaalstal> HentAsync(Aktoer aktoer, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        new Errors().AddIf(til < fra, "til", "Perioden slutter, før den begynder.").AddIf(til > fra.AddYears(FlestAar), "til", $"Perioden må højst være {FlestAar} år.").Throw();
        var maalinger = await MaalingerAsync(aktoer, fra, til, ct);
        var typen = Byggesagstype.Udgave1.Ure[0];
        List<Maalraekke> kategorier = [.. Byggesagstype.Felt("kategori").Valg.Select(v => new Maalraekke(v.Vaerdi, v.Navn, typen.DageFor[v.Vaerdi], Tal(maalinger.Where(m => m.Kategori == v.Vaerdi))))];
        List<Maalraekke> maaneder = [];
        List<Maalcelle> celler = [];
        for (var m = new DateOnly(fra.Year, fra.Month, 1); m <= til; m = m.AddMonths(1))
        {
            var i = maalinger.FindAll(x => x.Afgjort.Year == m.Year && x.Afgjort.Month == m.Month);
            var noegle = m.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            maaneder.Add(new(noegle, m.ToString("MM.yy", CultureInfo.InvariantCulture), null, Tal(i)));
            celler.AddRange(kategorier.Select(k => (k.Noegle, Tal: Tal(i.Where(x => x.Kategori == k.Noegle)))).Where(c => c.Tal is not null).Select(c => new Maalcelle(noegle, c.Noegle, c.Tal!)));
        }

        List<Undtagelse> undtagne = [.. maalinger.Where(m => m.Undtaget is not null).GroupBy(m => m.Undtaget!).Select(g => new Undtagelse(g.Key, Byggesagstype.Valgnavn("undtaget_grund", g.Key), g.Count())).OrderByDescending(u => u.Antal)];
        return new(fra, til, Tal(maalinger), kategorier, maaneder, celler, undtagne, maalinger.Count(m => m is { Undtaget: null, Dage: null }));
    }

    private async Task<List<Maaling>> MaalingerAsync(Aktoer aktoer, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        List<Maaling> maalinger = [];
        var afgjorte = await db.Stande.AsNoTracking().Where(s => s.Afgjort != null && s.Afgjort >= fra && s.Afgjort <= til).OrderBy(s => s.Afgjort).Select(s => new { s.SagId, Afgjort = s.Afgjort!.Value }).ToListAsync(ct);
        foreach (var portion in afgjorte.Chunk(Sagsopslag.FlestIder))
        {
            var sager = await opslag.SynligeAsync(aktoer, [.. portion.Select(p => p.SagId)], ct);
            foreach (var p in portion)
            {
                if (!sager.TryGetValue(p.SagId, out var sag))
                    continue;
                var ur = sag.Ure.FirstOrDefault(u => u.Ur == Byggesagstype.Servicemaal && u.Slut is not null);
                maalinger.Add(new(
                    sag.Felter.GetValueOrDefault("kategori"), p.Afgjort, ur?.Brugt, ur?.Dage ?? Byggesagstype.Udgave1.Ure[0].Dage, sag.Felter.GetValueOrDefault("omfattet") == "nej" ? sag.Felter.GetValueOrDefault("undtaget_grund") ?? "uden-grund" : null));
            }
        }

        return maalinger;
    }

    private static Maaltal? Tal(IEnumerable<Maaling> maalinger) => Maalingstal.Af(maalinger) is { } t ? new(t.Antal, Math.Round(t.Gennemsnit, 1), t.Median, t.Overholdt) : null;
}
