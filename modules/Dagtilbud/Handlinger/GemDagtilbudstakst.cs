using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Gives a kind of place a tariff from a month on. Tariffs are never changed: what was asked for by them stands.</summary>
internal sealed class GemDagtilbudstakst(DagtilbudDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="BudgetOere">Budgeted gross cost of a place a month.</param>
    /// <param name="EgenbetalingOere">The parents' part a month.</param>
    /// <param name="FrokostOere">The lunch scheme a month; none when null.</param>
    /// <param name="GaelderFra">The first of a month.</param>
    public sealed record Kommando(Aktoer Aktoer, Pladsart? Art, Taksttid? Tid, long? BudgetOere, long? EgenbetalingOere, long? FrokostOere, DateOnly? GaelderFra);

    public sealed record Svar(Guid Id, string Navn);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        const long hoejst = 10_000_000;
        new Errors().AddIf(k.Art is null, "art", "Vælg dagpleje, vuggestue eller børnehave.").AddIf(k.Tid is null, "tid", "Vælg heltid eller deltid.")
            .AddIf(k.BudgetOere is null or < 1 or > hoejst, "budget", "Skriv, hvad pladsen er budgetteret til om måneden, højst 100.000 kr.")
            .AddIf(k.EgenbetalingOere is null or < 0 or > hoejst, "egenbetaling", "Skriv, hvad forældrene betaler om måneden, fra 0 til 100.000 kr.")
            .AddIf(k.FrokostOere is < 0 or > hoejst, "frokost", "Skriv, hvad frokosten koster om måneden, fra 0 til 100.000 kr.")
            .AddMaaned(k.GaelderFra, "gaelderFra").Throw();
        var takst = new DagtilbudTakst
        {
            Art = k.Art!.Value, Tid = k.Tid!.Value, BudgetOere = k.BudgetOere!.Value, EgenbetalingOere = k.EgenbetalingOere!.Value, FrokostOere = k.FrokostOere ?? 0, GaelderFra = k.GaelderFra!.Value, Gemt = tid.GetUtcNow(), GemtAf = k.Aktoer.Id,
        };
        takst.KraevHoejstEnFjerdedel();
        var alle = await db.Takster.AsNoTracking().Where(t => t.Art == takst.Art && t.Tid == takst.Tid).ToListAsync(ct);
        BetalingRegler.TakstenErNy.Kraev(alle.TrueForAll(t => t.GaelderFra != takst.GaelderFra));
        // A kind that had no tariff may get one for closed months too: only then can a place that is entered late be worked out.
        BetalingRegler.TakstenErIkkeOpkraevet.Kraev(!await db.ErLukketAsync(takst.GaelderFra, ct) || Takstvalg.IKraft(alle, takst.Art, takst.Tid, await db.SidsteLukkedeAsync(ct) ?? takst.GaelderFra) is null);
        db.Add(takst);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new DagtilbudstakstGemt(takst.Navn, takst.EgenbetalingOere, takst.GaelderFra), null, takst.Id, ct);
        return new(takst.Id, takst.Navn);
    }
}
