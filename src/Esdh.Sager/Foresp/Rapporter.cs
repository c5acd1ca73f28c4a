using System.Globalization;
using System.Linq.Expressions;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Key figures over the cases an actor sees. Each is one grouped query; nothing is read but the sums.</summary>
internal sealed class Rapporter(SagerDb db, Navneopslag navne, TimeProvider tid)
{
    /// <summary>Months that are shown back in time, the current one included.</summary>
    private const int Maaneder = 12;

    /// <summary>Handlers that are shown; the rest are one bar.</summary>
    private const int FlestBehandlere = 20;

    private static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    /// <param name="enhed">One unit's cases; all that the actor sees when null.</param>
    public async Task<Rapportvisning> HentAsync(Aktoer aktoer, Guid? enhed, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var sager = db.Sager.SynligeFor(aktoer);
        if (enhed is { } e)
            sager = sager.Where(s => s.EnhedId == e);
        var aabne = sager.Where(s => s.Tilstand != Tilstand.Afsluttet);
        var medEnhed = enhed is null ? "" : $"&enhed={enhed}";

        var prEnhed = await aabne.GroupBy(s => s.EnhedId).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct);
        var enheder = await navne.EnhederAsync(prEnhed.Select(x => x.Key), ct);
        var prBehandler = (await aabne.GroupBy(s => s.BehandlerId).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct)).OrderByDescending(x => x.Antal).ToList();
        var brugere = await navne.BrugereAsync(prBehandler.Take(FlestBehandlere).Where(x => x.Key is not null).Select(x => x.Key!.Value), ct);
        var overskredne = await aabne.CountAsync(s => db.Erindringer.Any(x => x.SagId == s.Id && x.Afsluttet == null && x.Frist < idag), ct);
        var overskredet = await aabne.Where(s => db.Erindringer.Any(x => x.SagId == s.Id && x.Afsluttet == null && x.Frist < idag)).GroupBy(s => s.EnhedId).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct);

        (string Navn, int Dage)[] aldre = [("Under 1 måned", 30), ("1-3 måneder", 91), ("3-6 måneder", 182), ("6-12 måneder", 365)];
        var alder = await SpandAsync(aabne, s => s.Oprettet, [.. aldre.Select(a => DanishTime.StartOfDay(idag.AddDays(-a.Dage))).Reverse()], ct);
        List<Maalepunkt> aldersfordeling = [.. aldre.Select((a, i) => new Maalepunkt(a.Navn, alder[aldre.Length - i]))];
        aldersfordeling.Add(new("Over 1 år", alder[0], true));

        var foerste = new DateOnly(idag.Year, idag.Month, 1).AddMonths(1 - Maaneder);
        var graenser = Enumerable.Range(0, Maaneder + 1).Select(i => DanishTime.StartOfDay(foerste.AddMonths(i))).ToList();
        var oprettet = await SpandAsync(sager.Where(s => s.Oprettet >= graenser[0]), s => s.Oprettet, graenser, ct);
        var lukket = await SpandAsync(sager.Where(s => s.Afsluttet != null && s.Afsluttet >= graenser[0]), s => s.Afsluttet!.Value, graenser, ct);
        List<Maalepunkt> Maanedsvis(int[] spand) => [.. Enumerable.Range(0, Maaneder).Select(i => new Maalepunkt(foerste.AddMonths(i).ToString("MMM yy", Dansk), spand[i + 1], i == Maaneder - 1))];

        return new(
            prEnhed.Sum(x => x.Antal), overskredne, oprettet[Maaneder], lukket[Maaneder],
            [.. prEnhed.OrderByDescending(x => x.Antal).Select(x => new Maalepunkt(enheder.GetValueOrDefault(x.Key, "Ukendt enhed"), x.Antal, Href: $"/sager?tilstand=aaben&enhed={x.Key}"))],
            [
                .. prBehandler.Take(FlestBehandlere).Select(x => new Maalepunkt(x.Key is { } b ? brugere.GetValueOrDefault(b, "Ukendt bruger") : "Ikke fordelt", x.Antal, x.Key is null,
                    $"/sager?tilstand=aaben&behandler={(x.Key is { } k ? k.ToString() : "ingen")}{medEnhed}")),
                .. prBehandler.Count > FlestBehandlere ? [new Maalepunkt("Øvrige", prBehandler.Skip(FlestBehandlere).Sum(x => x.Antal))] : Array.Empty<Maalepunkt>(),
            ],
            aldersfordeling,
            [.. overskredet.OrderByDescending(x => x.Antal).Select(x => new Maalepunkt(enheder.GetValueOrDefault(x.Key, "Ukendt enhed"), x.Antal, Href: $"/sager?frist=overskredet&enhed={x.Key}"))],
            Maanedsvis(oprettet), Maanedsvis(lukket));
    }

    /// <summary>How many lie before the first bound, between each two, and after the last.</summary>
    private static async Task<int[]> SpandAsync(IQueryable<Sag> sager, Expression<Func<Sag, DateTimeOffset>> tidspunkt, List<DateTimeOffset> graenser, CancellationToken ct)
    {
        Expression nummer = Expression.Constant(graenser.Count);
        for (var i = graenser.Count - 1; i >= 0; i--)
            nummer = Expression.Condition(Expression.LessThan(tidspunkt.Body, Expression.Constant(graenser[i])), Expression.Constant(i), nummer);
        var talt = await sager.GroupBy(Expression.Lambda<Func<Sag, int>>(nummer, tidspunkt.Parameters)).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct);
        var spand = new int[graenser.Count + 1];
        talt.ForEach(t => spand[t.Key] = t.Antal);
        return spand;
    }
}
