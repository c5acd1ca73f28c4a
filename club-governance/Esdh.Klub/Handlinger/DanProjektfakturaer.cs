using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Makes drafts of a year's repayment of a joint project: to each that has acceded by its units, as the plan has it. What has one for the year gets none.</summary>
internal sealed class DanProjektfakturaer(KlubDb db, Takstkilde takster, EventLog haendelser, TimeProvider tid)
{
    internal sealed record Kommando(Klubaktoer Aktoer, int ProjektNr, int? Aar);

    internal sealed record Svar(int Dannet);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var p = await db.Projekter.AsNoTracking().SingleOrDefaultAsync(x => x.Nr == k.ProjektNr, ct) ?? throw new NotFoundException();
        ProjektRegler.ErIDrift.Kraev(p.DriftFra is not null && k.Aar >= p.DriftFra && k.Aar < p.DriftFra + p.Tilbagebetalingsaar);
        var (aar, foerste) = (k.Aar.Value, p.DriftFra.Value);
        var med = await db.Tilslutninger.AsNoTracking().Where(t => t.ProjektId == p.Id && t.Stand == Tilslutningsstand.Tilsluttet).OrderBy(t => t.MedlemId).ToListAsync(ct);
        var udlaeg = await db.Projektudlaeg.Where(u => u.ProjektId == p.Id).SumAsync(u => u.Oere, ct);
        var plan = Projektplan.Lav(udlaeg, p.Tilbagebetalingsaar, [.. med.Select(t => t.Enheder)])[aar - foerste];
        var har = (await (from f in db.Fakturaer join l in db.Fakturalinjer on f.Id equals l.FakturaId where f.Aar == aar && l.ProjektId == p.Id select f.MedlemId).ToListAsync(ct)).ToHashSet();
        var moms = (await takster.HentAsync(ct)).MomsBasispoint;
        var dannet = 0;
        foreach (var (t, oere) in med.Zip(plan).Where(x => x.Second > 0 && !har.Contains(x.First.MedlemId)))
        {
            var m = Klubkroner.Moms(oere, moms);
            var faktura = new KlubFaktura { Id = Guid.CreateVersion7(tid.GetUtcNow()), Art = Fakturaart.Faktura, MedlemId = t.MedlemId, Aar = aar, Dannet = tid.GetUtcNow(), MomsBasispoint = moms, NettoOere = oere, MomsOere = m, BruttoOere = oere + m, Version = 1 };
            db.Add(faktura);
            await db.SaveChangesAsync(ct);
            db.Add(new KlubFakturalinje
            {
                FakturaId = faktura.Id, Nr = 1, Art = Fakturalinjeart.Faellesprojekt, Tekst = $"{p.Navn}: tilbagebetaling {aar - foerste + 1} af {p.Tilbagebetalingsaar}, {t.Enheder} {p.Enhed}", Antal = 1, PrisOere = oere, Basis = 1, NettoOere = oere,
                Fra = new(aar, 1, 1), Til = new(aar, 12, 31), ProjektId = p.Id,
            });
            dannet++;
        }

        await db.SaveChangesAsync(ct);
        if (dannet > 0)
            await haendelser.AppendAsync(k.Aktoer.Aktoer, new AarsfakturaerDannet(aar, dannet), null, p.Id, ct);
        return new(dannet);
    }
}
