using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Contract;

/// <summary>A figure, and how many persons it rests on: whoever passes it on decides by that whether it may be.</summary>
/// <param name="Tal">Null where there was nothing to count. A share in whole percent, a median with one decimal.</param>
/// <param name="Personer">Different persons and firms whose cases it rests on, one for each case; counted up to <see cref="Maalopgoerelse.TaelTil"/>. A case without parties counts as one.</param>
/// <param name="MindsteDel">Of a share, as many in the smaller of its two parts, counted in the same way; else the same as <paramref name="Personer"/>.</param>
public sealed record Maalresultat(decimal? Tal, int Personer, int MindsteDel);

/// <param name="Sagsnummer">Of a case that the reader sees.</param>
public sealed record Egenmaalraekke(string Sagsnummer, decimal Vaerdi);

/// <summary>The authority's own figures for the comparison with others, computed in its own database.</summary>
public sealed class Maalopgoerelse
{
    /// <summary>More persons than this are not told from one another.</summary>
    public const int TaelTil = 20;

    private readonly IServiceProvider _tjenester;

    internal Maalopgoerelse(IServiceProvider tjenester) => _tjenester = tjenester;

    /// <summary>What this authority has figures of now: the engine's own, and those of the case areas that are on.</summary>
    public IReadOnlyList<Sammenligningstal> Definitioner() => [.. Alle().Select(m => m.Tal)];

    /// <summary>The day of the authority's first case: there are no figures of the time before; null while there is none.</summary>
    public async Task<DateOnly?> BegyndtAsync(CancellationToken ct)
    {
        var db = _tjenester.GetRequiredService<SagerDb>();
        // Uden for adgang: a day alone.
        return await db.Sager.MinAsync(s => (DateTimeOffset?)s.Oprettet, ct) is { } tid ? Core.Calendar.DanishTime.DateOf(tid) : null;
    }

    /// <summary>Computes a figure over all cases, also those that only a few may see.</summary>
    /// <param name="maaltal">One of <see cref="Definitioner"/>.</param>
    /// <param name="fra">The first Danish day of the period.</param>
    /// <param name="til">The last.</param>
    /// <exception cref="NotFoundException">The authority has no such figure.</exception>
    public async Task<Maalresultat> OpgoerAsync(Sammenligningstal maaltal, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(maaltal);
        var raekker = await Find(maaltal.Noegle).Raekker(fra, til, ct);
        if (raekker.Count == 0)
            return new(null, 0, 0);
        var personer = await PersonerAsync(raekker.Select(r => r.SagId), ct);
        if (maaltal.Beregning != Maalberegning.Andel)
            return new(maaltal.Beregning == Maalberegning.Antal ? raekker.Count : Math.Round(Omraadetalopslag.Median([.. raekker.Select(r => r.Vaerdi)])!.Value, 1), personer, personer);
        var andel = raekker.ToLookup(r => r.Vaerdi != 0, r => r.SagId);
        return new(Math.Round(100m * andel[true].Count() / raekker.Count), personer, Math.Min(await PersonerAsync(andel[true], ct), await PersonerAsync(andel[false], ct)));
    }

    /// <summary>The rows of a figure that are of cases the actor sees, by case number.</summary>
    /// <exception cref="NotFoundException">The authority has no such figure.</exception>
    public async Task<IReadOnlyList<Egenmaalraekke>> EgneRaekkerAsync(Aktoer aktoer, string noegle, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(aktoer);
        var db = _tjenester.GetRequiredService<SagerDb>();
        List<Egenmaalraekke> egne = [];
        foreach (var del in (await Find(noegle).Raekker(fra, til, ct)).Chunk(Sagsopslag.FlestIder))
        {
            var ider = del.Select(r => r.SagId).Distinct().ToList();
            var numre = await db.Sager.SynligeFor(aktoer).Where(s => ider.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Sagsnummer, ct);
            egne.AddRange(del.Where(r => numre.ContainsKey(r.SagId)).Select(r => new Egenmaalraekke(numre[r.SagId], r.Vaerdi)));
        }

        return [.. egne.OrderBy(r => r.Sagsnummer, StringComparer.Ordinal)];
    }

    private Motormaal.Maal Find(string noegle) => Alle().FirstOrDefault(m => m.Tal.Noegle == noegle) ?? throw new NotFoundException("Myndigheden har ikke det måltal.");

    private IEnumerable<Motormaal.Maal> Alle()
    {
        var (motor, myndighed, kilder) = (_tjenester.GetRequiredService<Motormaal>(), _tjenester.GetRequiredService<Authority>(), _tjenester.GetServices<ISammenligningskilde>().ToList());
        foreach (var maal in motor.Faelles())
            yield return maal;
        foreach (var modul in _tjenester.GetRequiredService<IReadOnlyList<IModule>>().Where(m => m.IsOptional && myndighed.IsOn(m.Name)))
        {
            foreach (var maal in motor.ForModul(modul))
                yield return maal;
            foreach (var kilde in kilder.Where(k => k.Modul == modul.Name))
            {
                foreach (var tal in kilde.Definitioner)
                    yield return new(tal, (fra, til, ct) => kilde.RaekkerAsync(tal, fra, til, ct));
            }
        }
    }

    /// <summary>How many different persons cases are about: of each case the party it is mainly about.</summary>
    private async Task<int> PersonerAsync(IEnumerable<Guid> sager, CancellationToken ct)
    {
        var db = _tjenester.GetRequiredService<SagerDb>();
        HashSet<Guid> personer = [];
        foreach (var del in sager.Distinct().Chunk(Sagsopslag.FlestIder))
        {
            var parter = (await db.Sagsparter.Where(p => del.Contains(p.SagId)).Select(p => new { p.SagId, p.PartId, p.ErPrimaer }).ToListAsync(ct)).ToLookup(p => p.SagId);
            personer.UnionWith(del.Select(sag => parter[sag].OrderByDescending(p => p.ErPrimaer).ThenBy(p => p.PartId).Select(p => (Guid?)p.PartId).FirstOrDefault() ?? sag));
            if (personer.Count >= TaelTil)
                return TaelTil;
        }

        return personer.Count;
    }
}
