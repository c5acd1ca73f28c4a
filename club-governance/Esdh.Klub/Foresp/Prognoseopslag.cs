using Esdh.Core.Calendar;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>What if: everybody's bill under another price, with another member or another module, and a prospective member's business case.</summary>
internal sealed class Prognoseopslag(KlubDb db, Takstkilde takster, Folketalskilde folketal, TimeProvider tid)
{
    private const int Aarene = 10;

    public async Task<Prognosevisning> BeregnAsync(Formular f, long? prisOere, long? aarsvaerkOere, IReadOnlyList<string> nye, int nyeAarsvaerk, long modulOere, long egneOere, long indfoerelseOere, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var aar = idag.Year;
        var satser = await takster.HentAsync(ct);
        var takst = satser.For(aar);
        var find = await folketal.HentAsync(aar, ct);
        var medlemmer = (await db.Medlemmer.AsNoTracking().OrderBy(m => m.Nr).ToListAsync(ct)).Where(m => m.ErMedlem(idag)).ToList();
        var kendte = medlemmer.Select(m => m.Grundlagskode).ToHashSet(StringComparer.Ordinal);
        var valgte = Folketalskilde.Kommuner.Where(k => nye.Contains(k.Kode) && !kendte.Contains(k.Kode)).Take(98).ToList();
        List<Prognosepart> parter =
        [
            .. medlemmer.Select(m => new Prognosepart(m.Navn, m.Art, find(m.Art == Medlemsart.Region ? satser.RegionBetalerSom : m.Grundlagskode, aar)?.Antal ?? 0, false)),
            .. valgte.Select(k => new Prognosepart(k.Navn, Medlemsart.Kommune, find(k.Kode, aar)?.Antal ?? 0, true)),
            .. nyeAarsvaerk > 0 ? [new Prognosepart("En statslig myndighed", Medlemsart.Stat, nyeAarsvaerk, true)] : Array.Empty<Prognosepart>(),
        ];
        var p = Licensprognose.Beregn(parter, takst, prisOere, modulOere, aarsvaerkOere);
        var ny = p.Linjer.FirstOrDefault(l => l.ErNy);
        var besparelse = egneOere - (ny?.SaaOere ?? 0);
        var businesscase = ny is null ? null : new Businesscasevisning(
            valgte.Count == 0 ? "en statslig myndighed" : ny.Navn, ny.Enheder, valgte.Count == 0 ? "årsværk" : "borgere", ny.SaaOere, egneOere, indfoerelseOere, [.. Enumerable.Range(0, Aarene + 1).Select(i => (aar + i, -indfoerelseOere + (i * besparelse)))],
            indfoerelseOere == 0 ? 0 : besparelse > 0 ? (double)indfoerelseOere / besparelse : null);
        return new(
            aar, takst.PrisPrBorgerOere, takst.PrisPrAarsvaerkOere, takst.Hvor, [.. p.Linjer.Select(l => new Prognosepost(l.Navn, l.ErNy, l.Enheder, l.NuOere, l.SaaOere))], p.PrisOere, p.NuIAltOere, p.SaaIAltOere,
            [.. Folketalskilde.Kommuner.Where(k => !kendte.Contains(k.Kode)).Select(k => new Mulighed(k.Kode, k.Navn))], businesscase, f);
    }
}
