using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>The members' figures beside each other.</summary>
internal sealed class Sammenligningsopslag(KlubDb db, Folketalskilde folketal, Takstkilde takster, TimeProvider tid)
{
    /// <summary>Quarters back that figures are made up for and shown.</summary>
    public const int Kvartaler = 8;

    /// <param name="Myndighed">Key of the member's authority.</param>
    internal sealed record Mangler(Guid Medlem, string Myndighed, int Kvartal);

    /// <summary>What is to be made up: the quarters that are over, of each member with an authority here, and those that are asked for again.</summary>
    public async Task<IReadOnlyList<Mangler>> ManglerAsync(CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var medlemmer = (await db.Medlemmer.AsNoTracking().Where(m => m.Myndighed != null).OrderBy(m => m.Nr).ToListAsync(ct)).Where(m => m.ErMedlem(idag)).ToList();
        if (medlemmer.Count == 0)
            return [];
        var kvartaler = Kvartal.Opgjorte(idag, Kvartaler);
        var aeldst = kvartaler[^1];
        var gjort = (await db.Maaleperioder.AsNoTracking().Where(p => p.Kvartal >= aeldst && p.Opgjort != null && p.BestiltIgen == null).ToListAsync(ct)).Select(p => (p.MedlemId, p.Kvartal)).ToHashSet();
        return [.. from m in medlemmer from k in kvartaler where !gjort.Contains((m.Id, k)) select new Mangler(m.Id, m.Myndighed!, k)];
    }

    /// <summary>All figures of a quarter.</summary>
    /// <param name="medlem">Whose own are shown beside; null for the secretariat.</param>
    /// <param name="kvartal">The newest when null.</param>
    /// <param name="lignende">Only members of a similar size.</param>
    /// <exception cref="NotFoundException">No quarter that is shown.</exception>
    public async Task<Sammenligningsbillede> HentAsync(Guid? medlem, int? kvartal, bool lignende, CancellationToken ct)
    {
        var g = await GruppeAsync(medlem, kvartal, lignende, ct);
        var maalinger = (await db.Maalinger.AsNoTracking().Where(m => m.Kvartal == g.Kvartal).ToListAsync(ct)).Where(m => g.Med.Contains(m.MedlemId)).ToLookup(m => (m.Noegle, m.Version));
        var definitioner = await db.Maaltal.AsNoTracking().ToListAsync(ct);
        var linjer = definitioner.Where(d => maalinger.Contains((d.Noegle, d.Version))).GroupBy(d => d.Noegle).Select(v => v.MaxBy(d => d.Version)!)
            .OrderBy(d => d.Omraade, Dansk).ThenBy(d => d.Navn, Dansk)
            .Select(d => Linje(d, g, [.. maalinger[(d.Noegle, d.Version)]])).ToList();
        var periode = medlem is null ? null : await db.Maaleperioder.AsNoTracking().SingleOrDefaultAsync(p => p.MedlemId == medlem && p.Kvartal == g.Kvartal, ct);
        return new(g.Kvartal, Kvartal.Navn(g.Kvartal), g.Alle, g.Lignende, g.Med.Count, medlem is not null, periode?.Opgjort, periode?.BestiltIgen is not null, linjer);
    }

    /// <summary>One figure: the members in a quarter, and one's own beside the middle of the club over time.</summary>
    /// <inheritdoc cref="HentAsync"/>
    /// <exception cref="NotFoundException">Nobody has such a figure, or no quarter that is shown.</exception>
    public async Task<Maaltalsbillede> EtAsync(string noegle, Guid? medlem, int? kvartal, bool lignende, CancellationToken ct)
    {
        var g = await GruppeAsync(medlem, kvartal, lignende, ct);
        var aeldst = g.Alle[^1].Kvartal;
        var alle = (await db.Maalinger.AsNoTracking().Where(m => m.Noegle == noegle && m.Kvartal >= aeldst).ToListAsync(ct)).Where(m => g.Med.Contains(m.MedlemId)).ToList();
        var version = alle.Where(m => m.Kvartal == g.Kvartal).Select(m => (int?)m.Version).Max() ?? alle.Select(m => (int?)m.Version).Max();
        if (await db.Maaltal.AsNoTracking().SingleOrDefaultAsync(d => d.Noegle == noegle && d.Version == version, ct) is not { } d)
            throw new NotFoundException("Ingen af medlemmerne har det måltal.");
        var denne = alle.Where(m => m.Version == version).ToList();
        var raekker = denne.Where(m => m.Kvartal == g.Kvartal).Select(m => (M: m, Tal: g.Vaerdi(d, m))).ToList();
        var forloeb = g.Alle.Reverse().Select(k => new Maalforloeb(
            k.Navn, denne.Where(m => m.Kvartal == k.Kvartal && m.MedlemId == medlem).Select(m => g.Vaerdi(d, m)).FirstOrDefault(),
            Sammenligning.Fordeling(denne.Where(m => m.Kvartal == k.Kvartal).Select(m => g.Vaerdi(d, m)).OfType<decimal>())?.Median)).ToList();
        return new(
            g.Kvartal, Kvartal.Navn(g.Kvartal), g.Alle, g.Lignende, Linje(d, g, [.. raekker.Select(r => r.M)]), d.Forklaring,
            [.. raekker.Where(r => r.Tal is not null).OrderByDescending(r => r.Tal).ThenBy(r => g.Navne[r.M.MedlemId], Dansk).Select(r => new Medlemstal(g.Navne[r.M.MedlemId], r.Tal!.Value, r.M.MedlemId == medlem))],
            raekker.Count(r => r.Tal is null), forloeb);
    }

    private static readonly StringComparer Dansk = StringComparer.Create(new("da-DK"), ignoreCase: true);

    private static Maaltalslinje Linje(KlubMaaltal d, Gruppe g, IReadOnlyList<KlubMaaling> maalinger)
    {
        var fordeling = Sammenligning.Fordeling(maalinger.Select(m => g.Vaerdi(d, m)).OfType<decimal>());
        var egen = maalinger.FirstOrDefault(m => m.MedlemId == g.Medlem);
        var eget = egen is null ? null : g.Vaerdi(d, egen);
        return new(
            d.Noegle, d.Version, d.Omraade, d.Navn, d.Beregning == Maalberegning.Antal ? "pr. 1.000 borgere" : d.Enhed, eget,
            eget is not null ? null : egen?.Skjult switch { Skjulegrund.ForFaa => "Færre end fem personer", Skjulegrund.Intet => "Intet at tælle", _ => null },
            fordeling?.Nedre, fordeling?.Median, fordeling?.Oevre, maalinger.Count(m => g.Vaerdi(d, m) is not null), eget is { } e && fordeling is { } f ? Maalmaerker.Plads(e, f, d.HoejtErGodt) : null);
    }

    private async Task<Gruppe> GruppeAsync(Guid? medlem, int? kvartal, bool lignende, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var alle = Kvartal.Opgjorte(idag, Kvartaler);
        if (kvartal is { } k && !alle.Contains(k))
            throw new NotFoundException($"Der er tal for de seneste {Kvartaler} kvartaler. Skriv kvartalet som {alle[0]}.");
        var medlemmer = (await db.Medlemmer.AsNoTracking().ToListAsync(ct)).Where(m => m.ErMedlem(idag)).ToDictionary(m => m.Id);
        var borgere = await folketal.BorgereAsync(await takster.HentAsync(ct), idag, ct);
        var egen = medlem is { } id ? medlemmer.GetValueOrDefault(id) : null;
        HashSet<Guid> med = [.. medlemmer.Keys];
        var kanLigne = egen is not null && borgere.GetValueOrDefault(egen.Id) > 0;
        if (lignende && kanLigne)
            med = [egen!.Id, .. Sammenligning.Lignende(borgere[egen.Id], borgere.Where(b => b.Key != egen.Id && medlemmer[b.Key].Art == egen.Art))];
        return new(medlem, kvartal ?? alle[0], [.. alle.Select(x => new Kvartalsvalg(x, Kvartal.Navn(x)))], kanLigne ? lignende : null, med, medlemmer.ToDictionary(m => m.Key, m => m.Value.Navn), borgere);
    }

    /// <summary>Who is compared, and when.</summary>
    /// <param name="Lignende">Only members of a similar size; null where one's own size is not known.</param>
    private sealed record Gruppe(
        Guid? Medlem, int Kvartal, IReadOnlyList<Kvartalsvalg> Alle, bool? Lignende, IReadOnlySet<Guid> Med, IReadOnlyDictionary<Guid, string> Navne, IReadOnlyDictionary<Guid, long> Borgere)
    {
        /// <summary>As it is compared: numbers per 1,000 citizens, and not for those that have none.</summary>
        public decimal? Vaerdi(KlubMaaltal d, KlubMaaling m)
        {
            if (d.Beregning != Maalberegning.Antal || m.Tal is not { } antal)
                return m.Tal;
            return Borgere.GetValueOrDefault(m.MedlemId) is > 0 and var borgere ? Math.Round(1000 * antal / borgere, 2) : null;
        }
    }
}
