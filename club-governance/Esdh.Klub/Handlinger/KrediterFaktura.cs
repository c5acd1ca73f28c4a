using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Makes a draft of a credit note that takes from an issued invoice, in whole or in part.</summary>
internal sealed class KrediterFaktura(KlubDb db, TimeProvider tid)
{
    /// <param name="NettoOere">How much without VAT; null: all that is left.</param>
    internal sealed record Kommando(Klubaktoer Aktoer, int FakturaNr, long? NettoOere, string? Begrundelse);

    internal sealed record Svar(Guid Id, long NettoOere, long BruttoOere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        new Errors().AddIf(string.IsNullOrWhiteSpace(k.Begrundelse) || k.Begrundelse.Length > 200, "begrundelse", "Skriv en begrundelse på højst 200 tegn. Den står på kreditnotaen.")
            .AddIf(k.NettoOere <= 0, "beloeb", "Beløbet skal være mere end 0.").Throw();
        var faktura = await db.Fakturaer.AsNoTracking().SingleOrDefaultAsync(f => f.Nr == k.FakturaNr, ct) ?? throw new NotFoundException();
        PengeRegler.KunFakturaer.Kraev(faktura.Art == Fakturaart.Faktura);
        var noter = await db.Fakturaer.AsNoTracking().Where(f => f.KrediterId == faktura.Id).Select(f => new { f.Nr, f.NettoOere }).ToListAsync(ct);
        PengeRegler.ErAlleredeKrediteret.Kraev(noter.TrueForAll(n => n.Nr is not null));
        var rest = faktura.NettoOere - noter.Sum(n => n.NettoOere);
        var netto = k.NettoOere ?? rest;
        PengeRegler.HoejstDetFakturerede.Kraev(netto > 0 && netto <= rest);
        var nota = new KlubFaktura
        {
            Id = Guid.CreateVersion7(tid.GetUtcNow()), Art = Fakturaart.Kreditnota, MedlemId = faktura.MedlemId, Aar = faktura.Aar, Dannet = tid.GetUtcNow(), MomsBasispoint = faktura.MomsBasispoint, NettoOere = netto,
            MomsOere = Klubkroner.Moms(netto, faktura.MomsBasispoint), KrediterId = faktura.Id, KrediterNr = faktura.Nr, KrediterDato = faktura.Udstedt, Bemaerkning = k.Begrundelse!.Trim(), Version = 1,
        };
        // Its VAT and the earlier notes' never exceed the invoice's, whatever rounding did.
        var momsrest = faktura.MomsOere - await db.Fakturaer.Where(f => f.KrediterId == faktura.Id).SumAsync(f => f.MomsOere, ct);
        nota.MomsOere = netto == rest ? momsrest : Math.Min(nota.MomsOere, momsrest);
        nota.BruttoOere = nota.NettoOere + nota.MomsOere;
        db.Add(nota);
        await db.SaveChangesAsync(ct);
        var linjer = await db.Fakturalinjer.AsNoTracking().Where(l => l.FakturaId == faktura.Id).OrderBy(l => l.Nr).ToListAsync(ct);
        db.AddRange(netto == faktura.NettoOere
            ? linjer.Select(l => new KlubFakturalinje { FakturaId = nota.Id, Nr = l.Nr, Art = l.Art, Tekst = l.Tekst, Antal = l.Antal, PrisOere = l.PrisOere, Basis = l.Basis, NettoOere = l.NettoOere, Fra = l.Fra, Til = l.Til, ProjektId = l.ProjektId })
            : [new KlubFakturalinje { FakturaId = nota.Id, Nr = 1, Art = linjer[0].Art, Tekst = nota.Bemaerkning, Antal = 1, PrisOere = netto, Basis = 1, NettoOere = netto, Fra = linjer.Min(l => l.Fra), Til = linjer.Max(l => l.Til), ProjektId = linjer[0].ProjektId }]);
        await db.SaveChangesAsync(ct);
        return new(nota.Id, nota.NettoOere, nota.BruttoOere);
    }
}
