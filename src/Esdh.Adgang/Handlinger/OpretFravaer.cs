using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;

namespace Esdh.Adgang.Handlinger;

/// <summary>Says that an employee is away and who works at the desk meanwhile. Said by the employee, a leader over the employee's unit, or an administrator.</summary>
internal sealed class OpretFravaer(AdgangDb db, Fravaerskontrol kontrol, EventLog haendelser, TimeProvider time)
{
    /// <param name="BrugerId">Who is away; the actor when null.</param>
    /// <param name="StedfortraederId">Who works at the desk.</param>
    /// <param name="Fra">First day, today at the earliest.</param>
    /// <param name="Til">Last day, at most a year later.</param>
    /// <param name="Note">A word to the substitute.</param>
    internal sealed record Kommando(Aktoer Aktoer, Guid? BrugerId, Guid? StedfortraederId, DateOnly? Fra, DateOnly? Til, string? Note = null);

    internal sealed record Svar(Guid Id, int Nr, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var bruger = await kontrol.FindBrugerAsync(k.Aktoer, k.BrugerId ?? k.Aktoer.Id, ct);
        await kontrol.KontrollerAsync(bruger, k.StedfortraederId, k.Fra, k.Til, k.Note, null, ct);
        var fravaer = Fravaer.Opret(bruger.Id, k.StedfortraederId!.Value, k.Fra!.Value, k.Til!.Value, k.Note, k.Aktoer.Id, time.GetUtcNow());
        db.Add(fravaer);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new FravaerOprettet(fravaer.BrugerId, fravaer.StedfortraederId, fravaer.Fra, fravaer.Til, fravaer.Note), null, fravaer.Id, ct);
        return new(fravaer.Id, fravaer.Nr, fravaer.Version);
    }
}
