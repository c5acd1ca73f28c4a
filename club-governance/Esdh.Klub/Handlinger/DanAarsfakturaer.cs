using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>
/// Makes drafts of a year's licences: for each member what it owes less what it has on invoices, drafts and credit notes of the year. So it may be run again after a member has joined or left or a
/// number was corrected, and makes what is missing and nothing twice.
/// </summary>
internal sealed class DanAarsfakturaer(KlubDb db, Takstkilde takster, Folketalskilde folketal, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Drafts in one act.</summary>
    private const int Portion = 100;

    internal sealed record Kommando(Klubaktoer Aktoer, int? Aar);

    /// <param name="Dannet">Drafts made now.</param>
    /// <param name="Bemaerkninger">What should be looked at before they are issued.</param>
    /// <param name="ErFaerdig">Nothing is left to make; else run again.</param>
    internal sealed record Svar(int Aar, int Dannet, IReadOnlyList<string> Bemaerkninger, bool ErFaerdig);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var idag = DanishTime.Today(tid);
        PengeRegler.AaretErNaer.Kraev(k.Aar >= 2000 && k.Aar <= idag.Year + 1);
        var aar = k.Aar.Value;
        var satser = await takster.HentAsync(ct);
        var find = await folketal.HentAsync(aar, ct);
        var medlemmer = await db.Medlemmer.AsNoTracking().OrderBy(m => m.Nr).ToListAsync(ct);
        var licenser = medlemmer.Select(m => (Medlem: m, Licens: Licens.Beregn(m, satser.For(aar), satser.RegionBetalerSom, find))).ToList();
        PengeRegler.GrundlagetKendes.KraevIntet([.. licenser.Select(l => l.Licens.Mangel).OfType<string>()]);
        var har = (await (from f in db.Fakturaer
                          join l in db.Fakturalinjer on f.Id equals l.FakturaId
                          where f.Aar == aar && l.Art == Fakturalinjeart.Licens
                          group l by new { f.MedlemId, f.Art } into g
                          select new { g.Key.MedlemId, g.Key.Art, Netto = g.Sum(l => l.NettoOere) }).ToListAsync(ct)).ToLookup(x => x.MedlemId);
        var udstedte = (await db.Fakturaer.AsNoTracking().Where(f => f.Aar == aar && f.Art == Fakturaart.Faktura && f.Nr != null).ToListAsync(ct)).ToLookup(f => f.MedlemId);
        var dannet = 0;
        List<string> bemaerkninger = [];
        foreach (var (medlem, licens) in licenser)
        {
            if (licens.Maaneder > 0 && licens.Bemaerkning is { } b)
                bemaerkninger.Add($"{medlem.Navn}: {b}");
            var linjer = har[medlem.Id].ToList();
            var forskel = licens.NettoOere - linjer.Sum(l => l.Art == Fakturaart.Faktura ? l.Netto : -l.Netto);
            if (forskel == 0)
                continue;
            if (dannet == Portion)
                return await SlutAsync(false);
            var senest = udstedte[medlem.Id].MaxBy(f => f.Nr);
            if (forskel < 0 && (senest is null || senest.NettoOere < -forskel))
            {
                bemaerkninger.Add($"{medlem.Navn} har {Klubkroner.Kroner(-forskel)} kr. for meget på kladder og fakturaer for {aar}. Slet kladderne, eller kreditér fakturaerne hver for sig.");
                continue;
            }

            var art = forskel > 0 ? Fakturaart.Faktura : Fakturaart.Kreditnota;
            var faktura = new KlubFaktura
            {
                Id = Guid.CreateVersion7(tid.GetUtcNow()), Art = art, MedlemId = medlem.Id, Aar = aar, Dannet = tid.GetUtcNow(), MomsBasispoint = satser.MomsBasispoint, Version = 1,
                KrediterId = art == Fakturaart.Kreditnota ? senest!.Id : null, KrediterNr = art == Fakturaart.Kreditnota ? senest!.Nr : null, KrediterDato = art == Fakturaart.Kreditnota ? senest!.Udstedt : null,
            };
            var (begynder, slutter) = licens.Maaneder == 0 ? (new DateOnly(aar, 1, 1), new DateOnly(aar, 12, 31)) : (licens.Fra, licens.Til);
            db.Add(faktura);
            await db.SaveChangesAsync(ct); // before its lines
            db.Add(linjer.Count == 0
                ? new KlubFakturalinje
                {
                    FakturaId = faktura.Id, Nr = 1, Art = Fakturalinjeart.Licens, Tekst = licens.Tekst, Antal = licens.Maaneder == 12 ? licens.Grundlag!.Antal : (long)licens.Grundlag!.Antal * licens.Maaneder,
                    PrisOere = licens.PrisOere, Basis = licens.Maaneder == 12 ? 1 : 12, NettoOere = licens.NettoOere, Fra = licens.Fra, Til = licens.Til,
                }
                : new KlubFakturalinje
                {
                    FakturaId = faktura.Id, Nr = 1, Art = Fakturalinjeart.Licens, Tekst = $"Regulering af licens {aar}. {(licens.Maaneder == 0 ? "Medlemmet var ikke medlem i året" : $"Skyldig i alt: {licens.Tekst}")}",
                    Antal = 1, PrisOere = Math.Abs(forskel), Basis = 1, NettoOere = Math.Abs(forskel), Fra = begynder, Til = slutter,
                });
            faktura.NettoOere = Math.Abs(forskel);
            faktura.MomsOere = Klubkroner.Moms(faktura.NettoOere, faktura.MomsBasispoint);
            faktura.BruttoOere = faktura.NettoOere + faktura.MomsOere;
            dannet++;
        }

        return await SlutAsync(true);

        async Task<Svar> SlutAsync(bool faerdig)
        {
            await db.SaveChangesAsync(ct);
            if (dannet > 0)
                await haendelser.AppendAsync(k.Aktoer.Aktoer, new AarsfakturaerDannet(aar, dannet), null, null, ct);
            return new(aar, dannet, bemaerkninger, faerdig);
        }
    }
}
