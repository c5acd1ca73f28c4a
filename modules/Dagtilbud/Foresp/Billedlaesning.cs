using Esdh.Core.Calendar;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Foresp;

/// <summary>Reads what decides who can have which place: ten lists, whatever the number of children. Its answers are about all cases; what is shown is narrowed to those that the reader sees.</summary>
internal sealed class Billedlaesning(DagtilbudDb db, TimeProvider tid)
{
    private Task<Dagtilbudsbillede>? _laest;

    /// <summary>As it was when it was first asked for in this request. Not for acts: they ask anew.</summary>
    public Task<Dagtilbudsbillede> LaestAsync(CancellationToken ct) => _laest ??= HentAsync(ct);

    /// <param name="paa">The day whose rules count; today when null.</param>
    /// <param name="fra">The first month that places are counted in; this month when null.</param>
    public async Task<Dagtilbudsbillede> HentAsync(CancellationToken ct, DateOnly? paa = null, int? fra = null)
    {
        var idag = DanishTime.Today(tid);
        var foerste = Maaneder.Foerste(fra ?? Maaneder.Nr(idag));
        return new(
            idag, await db.Institutioner.AsNoTracking().ToListAsync(ct), await db.Grupper.AsNoTracking().ToListAsync(ct), await db.Kapaciteter.AsNoTracking().ToListAsync(ct),
            await db.Ansoegninger.AsNoTracking().Where(a => a.Stand != Ansoegningsstand.Slut).ToListAsync(ct),
            await (from o in db.Oensker.AsNoTracking() join a in db.Ansoegninger on o.SagId equals a.SagId where a.Stand != Ansoegningsstand.Slut select o).ToListAsync(ct),
            await (from f in db.Foraeldre.AsNoTracking() join a in db.Ansoegninger on f.SagId equals a.SagId where a.Stand != Ansoegningsstand.Slut select f).ToListAsync(ct),
            await db.Pladser.AsNoTracking().Where(p => p.Vokser > foerste && (p.Til == null || p.Til >= foerste)).ToListAsync(ct), await db.Tilbud.AsNoTracking().Where(t => t.Tilstand == Tilbudstilstand.Tilbudt).ToListAsync(ct),
            await ReglerAsync(paa ?? idag, ct));
    }

    public async Task<DagtilbudRegelsaet> ReglerAsync(DateOnly dag, CancellationToken ct) =>
        await db.Regelsaet.AsNoTracking().Where(r => r.GaelderFra <= dag).OrderByDescending(r => r.GaelderFra).FirstOrDefaultAsync(ct) ?? DagtilbudRegelsaet.Standard;
}
