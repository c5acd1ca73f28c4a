using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Sider;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Foresp;

/// <summary>Tariffs and scales; and of children's payment what is on cases that the actor sees.</summary>
internal sealed class Betalingsopslag(DagtilbudDb db, Betalingslaesning laesning, Sagsopslag sager, Navneopslag navne, TimeProvider tid)
{
    private const int Flest = 500;

    private DateOnly DenneMaaned => Betalingsbeloeb.Maaned(DanishTime.Today(tid));

    public async Task<IReadOnlyList<Dagtilbudstakstlinje>> TaksterAsync(CancellationToken ct)
    {
        var alle = await db.Takster.AsNoTracking().OrderByDescending(t => t.GaelderFra).Take(Flest).ToListAsync(ct);
        return [.. alle.OrderBy(t => t.Art).ThenBy(t => t.Tid).ThenByDescending(t => t.GaelderFra).Select(t => new Dagtilbudstakstlinje(
            t.Id, t.Navn, t.Art.ToString(), t.Tid.ToString(), t.GaelderFra, t.BudgetOere, t.EgenbetalingOere, t.TilskudBasispunkter, t.FrokostOere, Takstvalg.IKraft(alle, t.Art, t.Tid, DenneMaaned) == t))];
    }

    public async Task<IReadOnlyList<Betalingsregellinje>> ReglerAsync(CancellationToken ct) =>
        [.. (await db.Betalingsregler.AsNoTracking().OrderByDescending(r => r.GaelderFra).Take(Flest).ToListAsync(ct)).Select(r => new Betalingsregellinje(r.GaelderFra, r.Delmaaned.ToString()))];

    public async Task<IReadOnlyList<Fripladsskalalinje>> SkalaerAsync(CancellationToken ct)
    {
        var alle = await laesning.SkalaerAsync(ct);
        var nu = DagtilbudFripladsskala.IKraft(alle, DenneMaaned);
        return [.. alle.OrderByDescending(s => s.GaelderFra).Take(Flest).Select(s => new Fripladsskalalinje(
            s.Id, s.GaelderFra, s.Kilde, s.EnligOere, s.BarnOere, s == DagtilbudFripladsskala.Fra2024, s == nu, [.. s.Trin.OrderBy(t => t.TilOgMedOere).Select(t => new Fripladstrinlinje(t.TilOgMedOere, t.Procent, t.ErInterpoleret))]))];
    }

    public bool ForAeldreAar(IReadOnlyList<Fripladsskalalinje> skalaer) => skalaer.FirstOrDefault(s => s.IKraft)?.GaelderFra.Year < DanishTime.Today(tid).Year;

    /// <summary>What a child's place costs in a month as it is known now.</summary>
    /// <param name="sag">A case that was found for the actor.</param>
    public async Task<Barnepris> PrisAsync(Sagkort sag, DateOnly? maaned, CancellationToken ct)
    {
        var m = maaned is { } valgt ? Betalingsbeloeb.Maaned(valgt) : DenneMaaned;
        var data = await laesning.GrunddataAsync(ct);
        // Brothers and sisters count in the price, also where the reader does not see their cases; of them nothing else is told.
        var husstande = await laesning.HusstandeAsync(m, m.AddMonths(1), await laesning.HusstandensAsync(sag.Id, ct), ct);
        if (husstande.FirstOrDefault(h => h.Husstand.Boern.Any(b => b.Barn.SagId == sag.Id && b.Fra <= m && (b.Til is null || m < b.Til))).Husstand is not { } husstand)
            return new(sag.Id, m, 0, [], []);
        try
        {
            var pris = husstand.Beregn(m, data).FirstOrDefault(b => b.SagId == sag.Id);
            return new(sag.Id, m, pris?.Oere ?? 0, Linjer(pris?.Linjer ?? []), []);
        }
        catch (RegelbrudException fejl) when (fejl.Regel == BetalingRegler.HverPladsHarTakst)
        {
            return new(sag.Id, m, 0, [], [.. fejl.Detaljer]);
        }
    }

    public async Task<IReadOnlyList<Husstandslinje>> HusstandAsync(Sagkort sag, CancellationToken ct)
    {
        var oplysninger = await db.Husstandsoplysninger.AsNoTracking().Where(o => db.Husstandsboern.Any(b => b.SagId == sag.Id && b.HusstandId == o.HusstandId)).OrderByDescending(o => o.FraMaaned).Take(Flest).ToListAsync(ct);
        var brugere = await navne.BrugereAsync(oplysninger.Select(o => o.RegistreretAf), ct);
        var skalaer = oplysninger.Count == 0 ? [] : await laesning.SkalaerAsync(ct);
        return [.. oplysninger.OrderByDescending(o => o.FraMaaned).ThenByDescending(o => o.Registreret).ThenByDescending(o => o.Id).Select(o => new Husstandslinje(
            o.FraMaaned, o.MaanedsindtaegtOere, o.ErEnlig, o.BoernUnder18, o.Kilde, o.Registreret, brugere.GetValueOrDefault(o.RegistreretAf, "Ukendt bruger"),
            o.AarsindtaegtOere is { } aar ? DagtilbudFripladsskala.IKraft(skalaer, o.FraMaaned)?.Procent(aar, o.ErEnlig, o.BoernUnder18) : null))];
    }

    public async Task<IReadOnlyList<Husstandsvoksen>> VoksneAsync(Aktoer aktoer, Sagkort sag, CancellationToken ct)
    {
        var m = DenneMaaned;
        var kendte = await db.Husstandsvoksne.AsNoTracking().Where(v => db.Husstandsboern.Any(b => b.SagId == sag.Id && b.HusstandId == v.HusstandId && (b.Til == null || b.Til > m))).ToListAsync(ct);
        return [.. (await sager.ParterAsync(aktoer, sag.Id, ct)).Where(p => p.Rolle != Dagtilbudstype.Barn).Select(p => (p, v: kendte.Find(v => v.SagspartId == p.Id))).Select(x => new Husstandsvoksen(x.p.Id, x.p.Navn, x.v is not null, x.v?.ErBetaler == true))];
    }

    public async Task<IReadOnlyList<Husstandssoeskende>> SoeskendeAsync(Aktoer aktoer, Sagkort sag, CancellationToken ct)
    {
        var andre = await db.Husstandsboern.AsNoTracking().Where(b => b.SagId != sag.Id && db.Husstandsboern.Any(m => m.SagId == sag.Id && m.HusstandId == b.HusstandId)).Take(Sagsopslag.FlestIder).ToListAsync(ct);
        var synlige = await sager.SynligeAsync(aktoer, [.. andre.Select(b => b.SagId).Distinct()], ct);
        return [.. andre.Where(b => synlige.ContainsKey(b.SagId)).OrderBy(b => b.Fra).Select(b => new Husstandssoeskende(synlige[b.SagId].Sagsnummer, synlige[b.SagId].Titel, b.Fra, b.Til))];
    }

    /// <summary>What has been asked for a child, the newest month first.</summary>
    public async Task<IReadOnlyList<Betalingspostmaaned>> PosterAsync(Sagkort sag, CancellationToken ct) =>
        [.. (await (from p in db.Betalingsposter.AsNoTracking()
                    join k in db.Betalingskoersler.AsNoTracking() on p.Maaned equals k.Maaned
                    where p.SagId == sag.Id
                    orderby p.Maaned descending
                    select new { p.Maaned, p.Oere, p.ReguleringOere, ErLukket = k.Lukket != null }).Take(Flest).ToListAsync(ct))
            .GroupBy(p => (p.Maaned, p.ErLukket)).Select(g => new Betalingspostmaaned(g.Key.Maaned, g.Sum(p => p.Oere), g.Sum(p => p.ReguleringOere), g.Key.ErLukket))];

    public async Task<IReadOnlyList<Betalingsmaaned>> MaanederAsync(CancellationToken ct)
    {
        var koersler = await db.Betalingskoersler.AsNoTracking().OrderByDescending(k => k.Maaned).Take(Flest).ToListAsync(ct);
        var brugere = await navne.BrugereAsync(koersler.Select(k => k.LukketAf).OfType<Guid>(), ct);
        return [.. koersler.Select(k => Maaned(k, brugere))];
    }

    /// <exception cref="NotFoundException">No basis has been begun for the month.</exception>
    public async Task<Betalingsmaaned> MaanedAsync(DateOnly maaned, CancellationToken ct)
    {
        var koersel = await db.Betalingskoersler.AsNoTracking().SingleOrDefaultAsync(k => k.Maaned == maaned, ct) ?? throw new NotFoundException("Der er intet betalingsgrundlag for den måned.");
        return Maaned(koersel, await navne.BrugereAsync(koersel.LukketAf is { } af ? [af] : [], ct));
    }

    /// <summary>The month that can be worked out next: that after the last, or this one before the first.</summary>
    public async Task<DateOnly?> NaesteAsync(CancellationToken ct)
    {
        var sidste = await db.Betalingskoersler.AsNoTracking().OrderByDescending(k => k.Maaned).FirstOrDefaultAsync(ct);
        var naeste = sidste is null ? DenneMaaned : sidste.Lukket is null ? sidste.Maaned : sidste.Maaned.AddMonths(1);
        return naeste <= DenneMaaned.AddMonths(1) ? naeste : null;
    }

    /// <summary>A page of a month's children on cases that the actor sees.</summary>
    public async Task<(Side<Betalingspostvisning> Side, int Skjulte)> PostsideAsync(Aktoer aktoer, DateOnly maaned, string? efter, int antal, CancellationToken ct)
    {
        var sted = Cursor.Decode<Plads>(efter);
        var poster = db.Betalingsposter.AsNoTracking().Where(p => p.Maaned == maaned);
        if (sted is not null)
            poster = poster.Where(p => p.Id > sted.Id);
        List<Betalingspostvisning> fundne = [];
        var skjulte = 0;
        for (Guid? sidste = null; ;)
        {
            var fra = sidste is { } s ? poster.Where(p => p.Id > s) : poster;
            var portion = await fra.OrderBy(p => p.Id).Take(antal + 1).ToListAsync(ct);
            var synlige = await sager.SynligeAsync(aktoer, [.. portion.Take(antal).Select(p => p.SagId).Distinct()], ct);
            foreach (var p in portion.Take(antal))
            {
                if (!synlige.TryGetValue(p.SagId, out var sag))
                    skjulte++;
                else
                    fundne.Add(new(p.Id, p.SagId, sag.Sagsnummer, sag.Titel, p.HusstandId, p.Oere, p.ReguleringOere, Linjer(Betalingslaesning.Laes(p.Linjer))));
                if (fundne.Count == antal)
                    return (new(fundne, p.Id != portion[^1].Id ? Cursor.Encode(new Plads(p.Id)) : null), skjulte);
            }

            if (portion.Count <= antal)
                return (new(fundne, null), skjulte);
            sidste = portion[antal - 1].Id;
        }
    }

    private sealed record Plads(Guid Id);

    private static Betalingsmaaned Maaned(DagtilbudBetalingskoersel k, IReadOnlyDictionary<Guid, string> brugere) => new(k.Maaned, k.Boern, k.Oere, k.Lukket, k.LukketAf is { } af ? brugere.GetValueOrDefault(af, "Ukendt bruger") : null);

    private static IReadOnlyList<Betalingslinjevisning> Linjer(IEnumerable<Betalingslinje> linjer) => [.. linjer.Select(l => new Betalingslinjevisning(l.Art.ToString(), l.Tekst, l.Fra, l.Til, l.Dage(), l.Oere))];
}
