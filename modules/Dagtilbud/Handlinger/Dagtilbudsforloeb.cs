using Esdh.Core.Calendar;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>What the steps demand besides their type, and what follows when one is taken: the place in the queue goes with the case.</summary>
internal sealed class Dagtilbudsforloeb(DagtilbudDb db) : ISagsforloeb
{
    public string Sagstype => Dagtilbudstype.Noegle;

    public async Task<IReadOnlyList<string>> ManglerAsync(Trinskift skift, CancellationToken ct)
    {
        List<string> mangler = [];
        var a = await db.Ansoegninger.AsNoTracking().SingleOrDefaultAsync(x => x.SagId == skift.SagId, ct);
        if (a is null && skift.Til is not (Dagtilbudstype.Trukket or Dagtilbudstype.Afslag))
            return ["En ansøgning: skriv den på siden »Ny ansøgning« under Dagtilbud."];
        var aabent = await db.Tilbud.AnyAsync(t => t.SagId == skift.SagId && t.Tilstand == Tilbudstilstand.Tilbudt, ct);
        if (skift is { Til: Dagtilbudstype.Venteliste, Fra: Dagtilbudstype.Tilbudt } && aabent)
            mangler.Add("Et svar på tilbuddet, eller at det trækkes tilbage på fanen Dagtilbud.");
        if (skift.Til == Dagtilbudstype.Tilbudt && !aabent && a?.Stand != Ansoegningsstand.Optaget)
            mangler.Add("Et tilbud, sendt fra anvisningen eller fanen Dagtilbud.");
        if (skift.Til == Dagtilbudstype.Optaget && a?.Stand != Ansoegningsstand.Optaget)
            mangler.Add("Et ja til tilbuddet på fanen Dagtilbud.");
        if (skift.Til == Dagtilbudstype.Udmeldt && await db.Pladser.AnyAsync(p => p.SagId == skift.SagId && p.Vokser > skift.Dag && (p.Til == null || p.Til >= skift.Dag), ct))
            mangler.Add("Barnets sidste dag, som skal være gået. Skriv den på fanen Dagtilbud.");
        return mangler;
    }

    public async Task TagetAsync(Trinskift skift, CancellationToken ct)
    {
        if (skift.Fra is null || await db.Ansoegninger.SingleOrDefaultAsync(x => x.SagId == skift.SagId, ct) is not { } a)
            return;
        if (skift.Til == Dagtilbudstype.Venteliste && a.Stand == Ansoegningsstand.Modtaget)
            a.Saet(Ansoegningsstand.Venter);
        if (skift.Til is Dagtilbudstype.Trukket or Dagtilbudstype.Afslag or Dagtilbudstype.Udmeldt)
        {
            foreach (var t in await db.Tilbud.Where(t => t.SagId == skift.SagId && t.Tilstand == Tilbudstilstand.Tilbudt).ToListAsync(ct))
                t.TraekTilbage(skift.Aktoer.Id, skift.Dag);
            foreach (var b in await db.Brud.Where(b => b.SagId == skift.SagId && b.Opfyldt == null).ToListAsync(ct))
                b.Opfyld(skift.Dag);
            a.Saet(Ansoegningsstand.Slut);
        }

        await db.SaveChangesAsync(ct);
    }
}
