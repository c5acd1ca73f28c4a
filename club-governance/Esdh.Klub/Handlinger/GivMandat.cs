using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Gives a user of a member's authority a mandate.</summary>
internal sealed class GivMandat(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="BrugerId">Found at home before the act; null where there is no such active user.</param>
    internal sealed record Kommando(Klubaktoer Aktoer, int MedlemNr, Guid? BrugerId, string? Navn, Klubrolle? Rolle, DateOnly? Fra);

    internal sealed record Svar(Guid Id);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var medlem = await db.Medlemmer.AsNoTracking().SingleOrDefaultAsync(m => m.Nr == k.MedlemNr, ct) ?? throw new NotFoundException();
        var idag = DanishTime.Today(tid);
        new Errors().AddIf(k.Rolle is null, "rolle", "Vælg en rolle.").AddIf(k.Fra < idag.AddYears(-1) || k.Fra > idag.AddYears(1), "fra", "Mandatet begynder højst et år tilbage eller frem.").Throw();
        MedlemRegler.ErMedlemmet.Kraev(medlem.Fase is Medlemsfase.Optaget or Medlemsfase.Opsagt);
        MedlemRegler.MandatErHjemme.Kraev(medlem.Myndighed is not null && k.BrugerId is not null);
        var nu = await db.Mandater.AsNoTracking().Where(m => m.MedlemId == medlem.Id && (m.Til == null || m.Til >= idag)).ToListAsync(ct);
        MedlemRegler.EnRepraesentant.Kraev(!nu.Exists(m => m.Rolle == k.Rolle && (m.BrugerId == k.BrugerId || k.Rolle == Klubrolle.Medlemsrepraesentant)));
        var mandat = new KlubMandat { Id = Guid.CreateVersion7(), MedlemId = medlem.Id, Myndighed = medlem.Myndighed, BrugerId = k.BrugerId.Value, Navn = k.Navn ?? "", Rolle = k.Rolle!.Value, Fra = k.Fra ?? idag };
        db.Add(mandat);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new MandatGivet(mandat.Navn, mandat.Rolle, mandat.Fra), null, medlem.Id, ct);
        return new(mandat.Id);
    }
}
