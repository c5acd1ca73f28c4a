using Esdh.Aktindsigt.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>A complaint came: the handler gets a task with its deadline.</summary>
internal sealed class ModtagKlage(AktindsigtDb db, Indsigtssag indsigt, Sagshandlinger handlinger, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Art">Afgoerelsen or Langsommelighed.</param>
    /// <param name="Modtaget">Today when null; not later.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Art, DateOnly? Modtaget = null);

    public sealed record Svar(int Nr, DateOnly Frist);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        var idag = DanishTime.Today(tid);
        var modtaget = k.Modtaget ?? idag;
        new Errors()
            .AddIf(!Enum.TryParse<Klageart>(k.Art, ignoreCase: true, out var art) || !Enum.IsDefined(art), "art", "Vælg, om der klages over afgørelsen eller over, at det tager for lang tid.")
            .AddIf(modtaget > idag || modtaget < idag.AddYears(-1), "modtaget", "Klagen kan ikke være modtaget i fremtiden eller for mere end et år siden.")
            .Throw();
        var klager = await db.Klager.Where(x => x.SagId == sag.Id).ToListAsync(ct);
        var afgjort = await db.Svar.AnyAsync(s => s.SagId == sag.Id && (art == Klageart.Afgoerelsen || !s.ErDel), ct);
        var anmodet = sag.Ure.FirstOrDefault(u => u.Ur == Aktindsigtssagstype.Syvdage)?.Startet ?? DanishTime.DateOf(sag.Oprettet);
        var klage = Indsigtsklage.Modtag(sag.Id, klager.Count + 1, art, modtaget, anmodet, afgjort, klager.Where(x => x.Afsluttet is null).Select(x => x.Art));
        db.Add(klage);
        await db.SaveChangesAsync(ct);
        await handlinger.OpretOpgaveAsync(
            k.Aktoer, sag.Id, art == Klageart.Afgoerelsen ? "Klage: se på afgørelsen igen, og send klagen videre, hvis den fastholdes" : "Klage over sagsbehandlingstid: svar, eller send klagen videre", klage.Frist, null, ct);
        await haendelser.AppendAsync(k.Aktoer, new IndsigtsklageModtaget(klage.Nr, art.ToString(), klage.Frist), sag.Id, null, ct);
        return new(klage.Nr, klage.Frist);
    }
}
