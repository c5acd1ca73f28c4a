using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Says that a reminder has been seen to, or takes that back.</summary>
internal sealed class KlarErindring(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Fortryd">It was not done after all.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid ErindringId, bool Fortryd = false, long? IfMatch = null);

    /// <param name="SagId">Null where the actor was only told that the glass was broken on a protected case.</param>
    public sealed record Svar(Guid Id, Guid? SagId, string Titel, bool Klaret, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (e, serSagen) = await db.FindErindringTilKlaringAsync(k.Aktoer, k.ErindringId, ct);
        Preconditions.Check(e.Version, k.IfMatch);
        if (k.Fortryd)
        {
            (await db.FindSagAsync(k.Aktoer, e.SagId.ToString(), ct)).KraevAaben(); // a closed case has no open reminders
            e.Fortryd();
        }
        else
        {
            e.Klar(k.Aktoer.Id, tid.GetUtcNow());
        }

        await db.SaveChangesAsync(ct);
        var titel = CprFinder.Mask(e.Titel);
        await haendelser.AppendAsync(k.Aktoer, k.Fortryd ? new ErindringGenaabnet(titel) : new ErindringKlaret(titel, e.Frist), e.SagId, e.Id, ct);
        return new(e.Id, serSagen ? e.SagId : null, e.Titel, !k.Fortryd, e.Version);
    }
}
