using Esdh.Core;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>A member says that its task at home is done, or that what was delivered is in use there.</summary>
internal sealed class MeldFraMedlem(KlubDb db, TimeProvider tid)
{
    /// <param name="Opgave">A task that is done.</param>
    /// <param name="Leverance">A delivery, when it is about use.</param>
    /// <param name="IBrugFra">Null where it is not in use.</param>
    public sealed record Kommando(Klubaktoer Aktoer, Guid? Opgave, Guid? Leverance, DateOnly? IBrugFra, int? Brugere, string? Bemaerkning);

    public sealed record Svar(Guid Medlem);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var medlem = k.Aktoer.MedlemId ?? throw new ForbiddenException("Kun et medlem kan melde for sig selv.");
        if (k.Opgave is { } opgave)
        {
            if (!await db.Lokalopgaver.AnyAsync(o => o.Id == opgave, ct))
                throw new NotFoundException("Opgaven findes ikke.");
            if (!await db.Lokalopgaverklaret.AnyAsync(o => o.OpgaveId == opgave && o.MedlemId == medlem, ct))
                db.Add(new KlubLokalopgaveklaret { OpgaveId = opgave, MedlemId = medlem, Navn = k.Aktoer.Aktoer.Navn, Tid = tid.GetUtcNow() });
            await db.SaveChangesAsync(ct);
            return new(medlem);
        }

        new Errors().AddIf(k.Leverance is null, "leverance", "Vælg leverancen.").AddIf(k.Brugere is null or < 0 or > 1_000_000, "brugere", "Skriv, hvor mange der bruger det, fra 0.").AddIf(k.IBrugFra is { Year: < 2000 or > 2100 }, "iBrugFra", "Skriv dagen, det blev taget i brug.").AddIf(k.Bemaerkning?.Length > 1_000, "bemaerkning", "Skriv højst 1.000 tegn.").Throw();
        var l = await db.Leverancer.SingleOrDefaultAsync(x => x.Id == k.Leverance, ct) ?? throw new NotFoundException("Leverancen findes ikke.");
        KoereplanRegler.BrugFoelgesEfterLevering.Kraev(l.Leveret is not null);
        var brug = await db.Ibrugtagninger.SingleOrDefaultAsync(b => b.LeveranceId == l.Id && b.MedlemId == medlem, ct);
        if (brug is null)
            db.Add(brug = new() { LeveranceId = l.Id, MedlemId = medlem, Medlem = await db.Medlemmer.Where(m => m.Id == medlem).Select(m => m.Navn).SingleAsync(ct) });
        (brug.Fra, brug.Brugere, brug.Bemaerkning, brug.Tid) = (k.IBrugFra, k.Brugere!.Value, k.Bemaerkning?.Trim(), tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return new(medlem);
    }
}
