using Esdh.Core.Calendar;

namespace Esdh.Dagtilbud.Domain;

/// <summary>How a month is paid in which a child begins, leaves or changes place after the first.</summary>
internal enum Delmaaned
{
    /// <summary>By the days of each place.</summary>
    Dage,

    /// <summary>A month that has begun is paid in full, at the price of the place that the child had first in it.</summary>
    HeleMaaneder,
}

/// <summary>The authority's choices, from a month on until the next.</summary>
internal sealed class DagtilbudBetalingsregel
{
    /// <summary>The first of a month.</summary>
    public DateOnly GaelderFra { get; init; }

    public Delmaaned Delmaaned { get; init; }

    public DateTimeOffset Gemt { get; init; }

    public Guid GemtAf { get; init; }
}

/// <summary>A place that a child has.</summary>
/// <param name="Fra">First day.</param>
/// <param name="Til">Last day; null while nobody has ended it.</param>
/// <param name="Frokost">The lunch scheme is paid too.</param>
internal sealed record Betalingsplads(Pladsart Art, Taksttid Tid, DateOnly Fra, DateOnly? Til = null, bool Frokost = false);

/// <summary>A child with the places it has had, and will have.</summary>
internal sealed record Betalingsbarn(Guid SagId, DateOnly Foedt, IReadOnlyList<Betalingsplads> Pladser);

/// <summary>The guarantee is broken: the municipality pays at least so much for everybody.</summary>
/// <param name="Fra">The first month.</param>
/// <param name="Til">The last month; null while it goes on.</param>
/// <param name="Procent">78 or more.</param>
internal sealed record Betalingsbrud(DateOnly Fra, DateOnly? Til, int Procent = Betalingsbrud.Mindst)
{
    public const int Mindst = 78;
}

internal enum Betalingslinjeart
{
    Plads,
    Garantibrud,
    Friplads,
    Soeskende,
    Frokost,

    /// <summary>What an earlier month should have been, less what was asked for.</summary>
    Regulering,
}

/// <summary>A step on the way to the price.</summary>
/// <param name="Fra">First day that it is for.</param>
/// <param name="Til">Last day that it is for.</param>
/// <param name="Oere">Less than 0 where it lowers the price.</param>
internal sealed record Betalingslinje(Betalingslinjeart Art, string Tekst, DateOnly Fra, DateOnly Til, long Oere);

/// <summary>What a child's place costs the parents in a month: the sum of its lines.</summary>
internal sealed record Barnebetaling(Guid SagId, IReadOnlyList<Betalingslinje> Linjer)
{
    public long Oere { get; } = Linjer.Sum(l => l.Oere);
}

/// <summary>What prices are worked out from: all editions, so that any month can be.</summary>
internal sealed record Betalingsgrunddata(
    IReadOnlyList<DagtilbudTakst> Takster, IReadOnlyList<DagtilbudFripladsskala> Skalaer, IReadOnlyList<DagtilbudBetalingsregel> Regler, IReadOnlyList<Betalingsbrud> Brud)
{
    public Delmaaned Delmaaned(DateOnly maaned) => Regler.Where(r => r.GaelderFra <= maaned).MaxBy(r => r.GaelderFra)?.Delmaaned ?? Domain.Delmaaned.Dage;

    /// <summary>The raised subsidy in a month; null when the guarantee is kept.</summary>
    public int? Brudprocent(DateOnly maaned) => Brud.Where(b => b.Fra <= maaned && (b.Til is null || maaned <= b.Til)).Select(b => (int?)Math.Clamp(b.Procent, Betalingsbrud.Mindst, 100)).Max();
}

/// <summary>The price of a household's places in a month. Nothing here knows of a database or a clock.</summary>
internal static class Betalingsberegning
{
    /// <param name="maaned">The first of the month.</param>
    /// <param name="boern">Those of the household in that month.</param>
    /// <param name="oplysning">What counts of the household that month; null gives no friplads.</param>
    /// <param name="data">Tariffs, scales, rules, breaches.</param>
    /// <returns>Those that have something to pay for, in the order of their birth.</returns>
    /// <exception cref="Core.RegelbrudException">BET-4.</exception>
    public static IReadOnlyList<Barnebetaling> Maaned(DateOnly maaned, IReadOnlyList<Betalingsbarn> boern, DagtilbudHusstandsoplysning? oplysning, Betalingsgrunddata data)
    {
        BetalingRegler.HverPladsHarTakst.KraevIntet(UdenTakst(maaned, boern, data));
        var dage = DateTime.DaysInMonth(maaned.Year, maaned.Month);
        var sidste = maaned.AddDays(dage - 1);
        var hele = data.Delmaaned(maaned) == Delmaaned.HeleMaaneder;
        var friplads = oplysning?.AarsindtaegtOere is { } indtaegt && DagtilbudFripladsskala.IKraft(data.Skalaer, maaned) is { } skala ? skala.Procent(indtaegt, oplysning.ErEnlig, oplysning.BoernUnder18) : 0;
        var brud = data.Brudprocent(maaned);
        var ordnede = boern.OrderBy(b => b.Foedt).ThenBy(b => b.SagId).ToList();
        var linjer = ordnede.ToDictionary(b => b.SagId, _ => new List<Betalingslinje>());

        foreach (var (fra, til) in hele ? [(maaned, sidste)] : Stykker(maaned, sidste, ordnede))
        {
            // To the end of the piece less to its beginning: the pieces of a whole month are the month's price to the øre.
            long Del(long oere) => hele ? oere : Betalingsbeloeb.Andel(oere, til.Day, dage) - Betalingsbeloeb.Andel(oere, fra.Day - 1, dage);
            List<(Betalingsbarn Barn, long Netto, long Grund)> betaler = [];
            foreach (var barn in ordnede)
            {
                if ((hele ? Foerste(barn, maaned, sidste) : Paa(barn, fra)) is not { } plads)
                    continue;
                var takst = Takstvalg.IKraft(data.Takster, plads.Art, plads.Tid, maaned)!;
                var mine = linjer[barn.SagId];
                var pris = Del(takst.EgenbetalingOere);
                mine.Add(new(Betalingslinjeart.Plads, takst.Navn, fra, til, pris));
                if (brud is { } procent && Del(takst.EgenbetalingVed(procent)) is var nedsat && nedsat < pris)
                {
                    mine.Add(new(Betalingslinjeart.Garantibrud, $"Pasningsgarantien er brudt: kommunen betaler mindst {procent} %, dagtilbudsloven § 25", fra, til, nedsat - pris));
                    pris = nedsat;
                }

                if (friplads > 0 && Betalingsbeloeb.Andel(pris, friplads, 100) is var tilskud and > 0)
                {
                    mine.Add(new(Betalingslinjeart.Friplads, $"Fripladstilskud {friplads} %", fra, til, -tilskud));
                    pris -= tilskud;
                }

                betaler.Add((barn, pris, takst.EgenbetalingOere));
                if (plads.Frokost && Del(takst.FrokostOere) is var frokost and > 0)
                    mine.Add(new(Betalingslinjeart.Frokost, "Frokost", fra, til, frokost));
            }

            // The dearest is paid in full; of equals that of the eldest child.
            foreach (var (barn, netto, _) in betaler.OrderByDescending(b => b.Netto).ThenByDescending(b => b.Grund).Skip(1))
            {
                if (Betalingsbeloeb.Andel(netto, 1, 2) is var rabat and > 0)
                    linjer[barn.SagId].Insert(Foer(linjer[barn.SagId], fra), new(Betalingslinjeart.Soeskende, "Søskendetilskud 50 %, dagtilbudsloven § 85", fra, til, -rabat));
            }
        }

        return [.. ordnede.Where(b => linjer[b.SagId].Count > 0).Select(b => new Barnebetaling(b.SagId, linjer[b.SagId]))];
    }

    /// <summary>Places that somebody has in the month and that have no tariff, one sentence each.</summary>
    public static IReadOnlyList<string> UdenTakst(DateOnly maaned, IEnumerable<Betalingsbarn> boern, Betalingsgrunddata data)
    {
        var sidste = maaned.AddMonths(1).AddDays(-1);
        return [.. boern.SelectMany(b => b.Pladser).Where(p => p.Fra <= sidste && (p.Til is null || p.Til >= maaned)).Select(p => (p.Art, p.Tid)).Distinct()
            .Where(p => Takstvalg.IKraft(data.Takster, p.Art, p.Tid, maaned) is null).Order().Select(p => $"{Takstvalg.Navn(p.Art, p.Tid)} har ingen takst i {Betalingsbeloeb.Maanedsnavn(maaned)}.")];
    }

    /// <summary>The rebate stands before the lunch, which it is not for.</summary>
    private static int Foer(List<Betalingslinje> linjer, DateOnly fra) => linjer.FindIndex(l => l.Art == Betalingslinjeart.Frokost && l.Fra == fra) is var at and >= 0 ? at : linjer.Count;

    /// <summary>The month in pieces within which nobody begins or leaves.</summary>
    private static List<(DateOnly Fra, DateOnly Til)> Stykker(DateOnly foerste, DateOnly sidste, IEnumerable<Betalingsbarn> boern)
    {
        var skel = boern.SelectMany(b => b.Pladser).SelectMany(p => new[] { p.Fra, p.Til?.AddDays(1) ?? DateOnly.MaxValue }).Where(d => d > foerste && d <= sidste).Append(foerste).Distinct().Order().ToList();
        return [.. skel.Select((d, i) => (d, i + 1 < skel.Count ? skel[i + 1].AddDays(-1) : sidste))];
    }

    /// <summary>Of two that overlap the one that began last.</summary>
    private static Betalingsplads? Paa(Betalingsbarn barn, DateOnly dag) => barn.Pladser.Where(p => p.Fra <= dag && (p.Til is null || p.Til >= dag)).MaxBy(p => p.Fra);

    private static Betalingsplads? Foerste(Betalingsbarn barn, DateOnly foerste, DateOnly sidste) =>
        Paa(barn, foerste) ?? barn.Pladser.Where(p => p.Fra > foerste && p.Fra <= sidste && (p.Til is null || p.Til >= p.Fra)).MinBy(p => p.Fra);

    /// <summary>»1.-14.« where it is not the whole month.</summary>
    public static string Dage(this Betalingslinje linje) => linje.Fra.Day == 1 && linje.Til.Day == DateTime.DaysInMonth(linje.Til.Year, linje.Til.Month) ? "" : $"{DanishTime.ShortDate(linje.Fra)}–{DanishTime.ShortDate(linje.Til)}";
}

/// <summary>How a child uses its place, from a month on. Rows are added: of two for the same month the one registered last counts.</summary>
internal sealed class DagtilbudBetalingsvalg
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; init; }

    /// <summary>The first of a month.</summary>
    public DateOnly FraMaaned { get; init; }

    public Taksttid Tid { get; init; }

    public bool Frokost { get; init; }

    public DateTimeOffset Registreret { get; init; }

    public Guid RegistreretAf { get; init; }
}

/// <summary>From the places that anvisning keeps to what is paid for.</summary>
internal static class Betalingsgrund
{
    /// <summary>From the month after this age a child in a group for all ages is paid for as in a børnehave.</summary>
    public const int Boernehavealder = 35;

    /// <summary>A group whose youngest are so many months is a børnehave.</summary>
    private const int Boernehavegruppe = 30;

    /// <summary>A group whose oldest leave by so many months is a vuggestue.</summary>
    private const int Vuggestuegruppe = 42;

    /// <summary>A place in pieces of one price: by the age of the child where the group is for all, and by what the family has chosen.</summary>
    public static IEnumerable<Betalingsplads> Pladser(DagtilbudPlads plads, DagtilbudGruppe gruppe, Institutionsart art, DateOnly foedt, IReadOnlyList<DagtilbudBetalingsvalg> valg)
    {
        var sidste = plads.Til is { } til && til < plads.Vokser ? til : plads.Vokser.AddDays(-1);
        var skift = Betalingsbeloeb.Maaned(foedt.AddMonths(Boernehavealder)).AddMonths(1);
        var begyndelser = valg.Select(v => v.FraMaaned).Append(skift).Where(d => d > plads.Fra && d <= sidste).Append(plads.Fra).Distinct().Order().ToList();
        for (var i = 0; i < begyndelser.Count; i++)
        {
            var fra = begyndelser[i];
            var valgt = valg.Where(v => v.FraMaaned <= Betalingsbeloeb.Maaned(fra)).OrderBy(v => v.FraMaaned).ThenBy(v => v.Registreret).ThenBy(v => v.Id).LastOrDefault();
            yield return new(Art(gruppe, art, fra >= skift), valgt?.Tid ?? Taksttid.Heltid, fra, i + 1 < begyndelser.Count ? begyndelser[i + 1].AddDays(-1) : sidste, valgt?.Frokost ?? true);
        }
    }

    private static Pladsart Art(DagtilbudGruppe gruppe, Institutionsart art, bool stor) => art == Institutionsart.Dagpleje ? Pladsart.Dagpleje
        : gruppe.FraMaaneder >= Boernehavegruppe || (stor && gruppe.TilMaaneder > Vuggestuegruppe) ? Pladsart.Boernehave : Pladsart.Vuggestue;
}
