using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Changes what is known of a case in the fields of its type. The limits that they decide follow.</summary>
internal sealed class RetSagsfelter(SagerDb db, Forloebsgang gang, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Sag">Id or number.</param>
    /// <param name="Felter">Values by key; blank empties. Those not named stay.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, IReadOnlyDictionary<string, string?> Felter, long? IfMatch = null);

    /// <param name="Rettet">How many became different.</param>
    public sealed record Svar(Guid Id, int Rettet, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var f = await gang.KraevAsync(sag.Id, ct);
        var errors = new Errors();
        var foer = await gang.FelterAsync(sag.Id, ct);
        var felter = gang.Laes(f.Type, foer, k.Felter, alt: false, errors);
        errors.Throw();
        var rettet = await gang.SkrivAsync(sag.Id, f.Type, foer, felter, ct);
        if (rettet.Count > 0)
        {
            sag.Roer(tid.GetUtcNow());
            await gang.UrdageAsync(k.Aktoer, sag.Id, f.Type, felter, ct);
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new SagsfelterRettet(rettet), sag.Id, null, ct);
        }

        return new(sag.Id, rettet.Count, sag.Version);
    }
}
