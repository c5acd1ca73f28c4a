using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;

namespace Esdh.Adgang.Handlinger;

/// <summary>Gives an absence another substitute, other days or another note. Whoever is no longer the substitute is out at the next request.</summary>
internal sealed class RetFravaer(AdgangDb db, Fravaerskontrol kontrol, EventLog haendelser, TimeProvider time)
{
    internal sealed record Kommando(Aktoer Aktoer, Guid Id, Guid? StedfortraederId, DateOnly? Fra, DateOnly? Til, string? Note, long? Set = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var fravaer = await kontrol.FindAsync(k.Aktoer, k.Id, ct);
        Preconditions.Check(fravaer.Version, k.Set);
        FravaerRegler.ErIkkeSlut.Kraev(time.GetUtcNow() < fravaer.Slutter);
        await kontrol.KontrollerAsync(await kontrol.FindBrugerAsync(k.Aktoer, fravaer.BrugerId, ct), k.StedfortraederId, k.Fra, k.Til, k.Note, fravaer, ct);
        var foer = fravaer.StedfortraederId;
        fravaer.Ret(k.StedfortraederId!.Value, k.Fra!.Value, k.Til!.Value, k.Note, time.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new FravaerRettet(fravaer.BrugerId, foer, fravaer.StedfortraederId, fravaer.Fra, fravaer.Til, fravaer.Note), null, fravaer.Id, ct);
        return fravaer.Version;
    }
}
