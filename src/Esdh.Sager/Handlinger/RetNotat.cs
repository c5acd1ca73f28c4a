using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Rewrites a draft, makes it final, or both.</summary>
internal sealed class RetNotat(SagerDb db, Notatkontrol kontrol, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Felter">All of the note as it is to be; null leaves it as it is.</param>
    /// <param name="Endeligt">Locks it for ever.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid NotatId, Notatkontrol.Felter? Felter, bool Endeligt, long? IfMatch = null);

    public sealed record Svar(Guid Id, Guid SagId, bool Endeligt, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var notat = await db.FindNotatAsync(k.Aktoer, k.NotatId, ct);
        Preconditions.Check(notat.Version, k.IfMatch);
        notat.KraevKladde();
        notat.KraevForfatter(k.Aktoer.Skrivebord, k.Aktoer.Har(Roller.Leder));
        var sag = await db.FindSagAsync(k.Aktoer, notat.SagId.ToString(), ct);
        sag.KraevAaben();
        sag.Roer(nu);
        if (k.Felter is { } felter)
        {
            notat.Ret(await kontrol.LaesAsync(notat.SagId, felter, ct));
            await db.SaveChangesAsync(ct);
            if (!k.Endeligt)
                await haendelser.AppendAsync(k.Aktoer, new NotatRettet(CprFinder.Mask(notat.Overskrift)), sag.Id, notat.Id, ct);
        }

        if (k.Endeligt)
            await kontrol.GoerEndeligtAsync(k.Aktoer, notat, ct);
        return new(notat.Id, notat.SagId, k.Endeligt, notat.Version);
    }
}
