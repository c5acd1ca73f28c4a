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

/// <summary>The reports' figures, over the cases that the one who asks sees.</summary>
/// <param name="Aabne">Open cases.</param>
/// <param name="Overskredne">Open cases with a deadline that is passed.</param>
/// <param name="PrEnhed">Open cases of each unit.</param>
/// <param name="PrBehandler">Open cases of the 20 handlers with most, then <c>Øvrige</c>; those of nobody are <c>Ikke fordelt</c>.</param>
/// <param name="Alder">Open cases by how old they are.</param>
/// <param name="OverskredetPrEnhed">Open cases with a passed deadline, of each unit.</param>
/// <param name="Oprettet">Opened in each of the last twelve months, the current one last.</param>
/// <param name="Afsluttet">Closed in each of them.</param>
internal sealed record Rapporttal(
    int Aabne, int Overskredne, IReadOnlyList<Rapportpost> PrEnhed, IReadOnlyList<Rapportpost> PrBehandler, IReadOnlyList<Rapportpost> Alder,
    IReadOnlyList<Rapportpost> OverskredetPrEnhed, IReadOnlyList<Maanedstal> Oprettet, IReadOnlyList<Maanedstal> Afsluttet);

/// <param name="Id">The unit or the handler; null where it is neither.</param>
internal sealed record Rapportpost(Guid? Id, string Navn, int Antal);

/// <param name="Maaned">Its first day.</param>
internal sealed record Maanedstal(DateOnly Maaned, int Antal);

/// <summary>Key figures over the cases an actor sees. Each is one grouped query; nothing is read but the sums.</summary>
internal sealed class Rapporter(SagerDb db, Navneopslag navne, TimeProvider tid)
{
    /// <summary>Months that are shown back in time, the current one included.</summary>
    private const int Maaneder = 12;

    /// <summary>Handlers that are shown; the rest are one bar.</summary>
    private const int FlestBehandlere = 20;

    private const string Oevrige = "Øvrige";

    private static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    /// <summary>As the page shows them.</summary>
    /// <param name="enhed">One unit's cases; all that the actor sees when null.</param>
    public async Task<Rapportvisning> HentAsync(Aktoer aktoer, Guid? enhed, CancellationToken ct)
    {
        var t = await TalAsync(aktoer, enhed, ct);
        var medEnhed = enhed is null ? "" : $"&enhed={enhed}";
        return new(
            t.Aabne, t.Overskredne, t.Oprettet[^1].Antal, t.Afsluttet[^1].Antal,
            [.. t.PrEnhed.Select(x => new Maalepunkt(x.Navn, x.Antal, Href: $"/sager?tilstand=aaben&enhed={x.Id}"))],
            [.. t.PrBehandler.Select(x => x.Navn == Oevrige ? new Maalepunkt(x.Navn, x.Antal) : new Maalepunkt(x.Navn, x.Antal, x.Id is null, $"/sager?tilstand=aaben&behandler={x.Id?.ToString() ?? "ingen"}{medEnhed}"))],
            [.. t.Alder.Select((x, i) => new Maalepunkt(x.Navn, x.Antal, i == t.Alder.Count - 1))],
            [.. t.OverskredetPrEnhed.Select(x => new Maalepunkt(x.Navn, x.Antal, Href: $"/sager?frist=overskredet&enhed={x.Id}"))],
            Maanedsvis(t.Oprettet), Maanedsvis(t.Afsluttet));

        static List<Maalepunkt> Maanedsvis(IReadOnlyList<Maanedstal> maaneder) => [.. maaneder.Select((m, i) => new Maalepunkt(m.Maaned.ToString("MMM yy", Dansk), m.Antal, i == maaneder.Count - 1))];
    }

    /// <summary>The figures alone.</summary>
    /// <param name="enhed">One unit's cases; all that the actor sees when null.</param>
    public async Task<Rapporttal> TalAsync(Aktoer aktoer, Guid? enhed, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var sager = db.Sager.SynligeFor(aktoer);
        if (enhed is { } e)
            sager = sager.Where(s => s.EnhedId == e);
        var aabne = sager.Where(s => s.Tilstand != Tilstand.Afsluttet);

        var prEnhed = await aabne.GroupBy(s => s.EnhedId).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct);
        var enheder = await navne.EnhederAsync(prEnhed.Select(x => x.Key), ct);
        var prBehandler = (await aabne.GroupBy(s => s.BehandlerId).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct)).OrderByDescending(x => x.Antal).ToList();
        var brugere = await navne.BrugereAsync(prBehandler.Take(FlestBehandlere).Where(x => x.Key is not null).Select(x => x.Key!.Value), ct);
        var overskredet = await aabne.Where(s => db.Erindringer.Any(x => x.SagId == s.Id && x.Afsluttet == null && x.Frist < idag)).GroupBy(s => s.EnhedId).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(ct);

        (string Navn, int Dage)[] aldre = [("Under 1 måned", 30), ("1-3 måneder", 91), ("3-6 måneder", 182), ("6-12 måneder", 365)];
        var alder = await SpandAsync(aabne, s => s.Oprettet, [.. aldre.Select(a => DanishTime.StartOfDay(idag.AddDays(-a.Dage))).Reverse()], ct);

        var foerste = new DateOnly(idag.Year, idag.Month, 1).AddMonths(1 - Maaneder);
        var graenser = Enumerable.Range(0, Maaneder + 1).Select(i => DanishTime.StartOfDay(foerste.AddMonths(i))).ToList();
        var oprettet = await SpandAsync(sager.Where(s => s.Oprettet >= graenser[0]), s => s.Oprettet, graenser, ct);
        var lukket = await SpandAsync(sager.Where(s => s.Afsluttet != null && s.Afsluttet >= graenser[0]), s => s.Afsluttet!.Value, graenser, ct);
        List<Maanedstal> Maanedsvis(int[] spand) => [.. Enumerable.Range(0, Maaneder).Select(i => new Maanedstal(foerste.AddMonths(i), spand[i + 1]))];

        return new(
            prEnhed.Sum(x => x.Antal), overskredet.Sum(x => x.Antal),
            [.. prEnhed.OrderByDescending(x => x.Antal).Select(x => new Rapportpost(x.Key, enheder.GetValueOrDefault(x.Key, "Ukendt enhed"), x.Antal))],
            [
                .. prBehandler.Take(FlestBehandlere).Select(x => new Rapportpost(x.Key, x.Key is { } b ? brugere.GetValueOrDefault(b, "Ukendt bruger") : "Ikke fordelt", x.Antal)),
                .. prBehandler.Count > FlestBehandlere ? [new Rapportpost(null, Oevrige, prBehandler.Skip(FlestBehandlere).Sum(x => x.Antal))] : Array.Empty<Rapportpost>(),
            ],
            [.. aldre.Select((a, i) => new Rapportpost(null, a.Navn, alder[aldre.Length - i])), new(null, "Over 1 år", alder[0])],
            [.. overskredet.OrderByDescending(x => x.Antal).Select(x => new Rapportpost(x.Key, enheder.GetValueOrDefault(x.Key, "Ukendt enhed"), x.Antal))],
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
