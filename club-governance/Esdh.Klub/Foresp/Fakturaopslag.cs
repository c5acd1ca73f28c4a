using System.Text.Json;
using Esdh.Core;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>Invoices as they are written and shown.</summary>
internal sealed class Fakturaopslag(KlubDb db, Takstkilde takster)
{
    /// <summary>The year's issued invoices and credit notes with all that stands on them, by number; at most so many, after a number.</summary>
    public async Task<IReadOnlyList<Fakturabillede>> BillederAsync(int aar, int efterNr, int antal, CancellationToken ct) =>
        await BillederAsync(await db.Fakturaer.AsNoTracking().Where(f => f.Aar == aar && f.Nr > efterNr).OrderBy(f => f.Nr).Take(antal).ToListAsync(ct), ct);

    /// <exception cref="NotFoundException">No such issued invoice, or not this member's.</exception>
    public async Task<Fakturabillede> BilledeAsync(int nr, Guid? medlem, CancellationToken ct) =>
        await BillederAsync(await db.Fakturaer.AsNoTracking().Where(f => f.Nr == nr && (medlem == null || f.MedlemId == medlem)).ToListAsync(ct), ct) is [var ene] ? ene : throw new NotFoundException();

    /// <summary>A reminder with the invoice that it is about.</summary>
    /// <exception cref="NotFoundException">No such reminder, or not this member's.</exception>
    public async Task<(Fakturabillede Faktura, KlubRykker Rykker)> RykkerAsync(int nr, int rykker, Guid? medlem, CancellationToken ct)
    {
        var faktura = await BilledeAsync(nr, medlem, ct);
        return (faktura, await db.Rykkere.AsNoTracking().SingleOrDefaultAsync(r => r.FakturaId == faktura.Id && r.Nr == rykker, ct) ?? throw new NotFoundException());
    }

    private async Task<IReadOnlyList<Fakturabillede>> BillederAsync(List<KlubFaktura> fakturaer, CancellationToken ct)
    {
        var ider = fakturaer.Select(f => f.Id).ToList();
        var linjer = (await db.Fakturalinjer.AsNoTracking().Where(l => ider.Contains(l.FakturaId)).OrderBy(l => l.Nr).ToListAsync(ct)).ToLookup(l => l.FakturaId);
        var medlemIder = fakturaer.Select(f => f.MedlemId).ToHashSet();
        var demonstration = await db.Medlemmer.Where(m => medlemIder.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.ErDemonstration, ct);
        var fritagelse = (await takster.HentAsync(ct)).Momsfritagelse;
        return
        [
            .. fakturaer.Select(f => new Fakturabillede(
                f.Id, f.Nr!.Value, f.Art, f.Aar, f.Udstedt!.Value, f.Forfald!.Value, JsonSerializer.Deserialize<Fakturapart>(f.Afsender!)!, JsonSerializer.Deserialize<Fakturapart>(f.Modtager!)!,
                [.. linjer[f.Id].Select(l => new Fakturabilledlinje(l.Nr, l.Tekst, l.Antal, l.PrisOere, l.Basis, l.NettoOere, l.Fra, l.Til))], f.MomsBasispoint, fritagelse,
                f.NettoOere, f.MomsOere, f.BruttoOere, f.KrediterNr, f.KrediterDato, f.Bemaerkning, demonstration[f.MedlemId])),
        ];
    }
}
