using Esdh.Core;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;

namespace Esdh.Klub.Handlinger;

/// <summary>Says what one thinks of a ballot in one's own member's internal hearing, while it is open.</summary>
internal sealed class SvarInternHoering(KlubDb db, TimeProvider tid)
{
    /// <param name="Holdning">For or against; null where neither is said.</param>
    /// <param name="Tekst">May be empty where a side is taken.</param>
    public sealed record Kommando(Klubaktoer Aktoer, Guid Afstemning, bool? Holdning, string? Tekst);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (k.Aktoer.MedlemId is not { } medlem)
            throw new ForbiddenException("Kun et medlems egne medarbejdere svarer i dets interne høring.");
        var tekst = k.Tekst?.Trim() ?? "";
        new Errors().AddIf(tekst.Length > KlubInternsvar.Laengst, "tekst", "Skriv højst 5.000 tegn.").AddIf(tekst.Length == 0 && k.Holdning is null, "tekst", "Vælg for eller imod, eller skriv, hvad du mener.").Throw();
        var (a, nu) = (await db.AfstemningAsync(k.Afstemning, ct), tid.GetUtcNow());
        AfstemningRegler.InternHoeringErAaben.Kraev(a.ErAabenTil(nu));
        db.Add(new KlubInternsvar { AfstemningId = a.Id, MedlemId = medlem, BrugerId = k.Aktoer.Aktoer.Id, Navn = k.Aktoer.Aktoer.Navn, Holdning = k.Holdning, Tekst = tekst, Tid = nu });
        await db.SaveChangesAsync(ct);
    }
}
