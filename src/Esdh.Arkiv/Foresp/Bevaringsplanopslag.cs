using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Foresp;

/// <summary>The plan in force with the authority's rules: what decides how long everything is kept.</summary>
internal sealed class Bevaringsplanopslag(SagerDb sager, ArkivDb arkiv, Klassifikationsopslag klassifikation, TimeProvider tid)
{
    public async Task<Bevaringsplan> HentAsync(CancellationToken ct)
    {
        var udgave = await klassifikation.GaeldendeAsync(DanishTime.Today(tid), ct);
        var emner = await sager.Planemner.Where(e => e.UdgaveId == udgave && e.Nummer.Length == 8).Select(e => new { e.Nummer, e.Bevaring, e.Sletning }).ToListAsync(ct);
        var facetter = await sager.Planfacetter.Where(f => f.UdgaveId == udgave).Select(f => new { f.Nummer, f.Bevaring }).ToListAsync(ct);
        return new(
            emner.ToDictionary(e => e.Nummer, e => new Bevaringsplan.Planpost(Kode(e.Bevaring), Slettefrist.TryParse(e.Sletning, out var frist) ? frist!.Maaneder : null), StringComparer.Ordinal),
            facetter.ToDictionary(f => f.Nummer, f => Kode(f.Bevaring), StringComparer.Ordinal), await arkiv.Bevaringsregler.AsNoTracking().ToListAsync(ct),
            await arkiv.Opsaetninger.Select(o => (int?)o.KasseresEfterAar).SingleOrDefaultAsync(ct) ?? Arkivopsaetning.Standardaar);
    }

    private static Bevaring Kode(string? kode) => Enum.TryParse<Bevaring>(kode, out var bevaring) ? bevaring : Bevaring.Tom;
}
