using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>The one who got a case by hand-over says that it is received, perhaps with a word; the other answer is <see cref="GivSagTilbage"/>.</summary>
internal sealed class ModtagSag(SagerDb db, Overdragelser overdragelser, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Kommentar = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, string Sagsnummer, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        new Errors().AddIf(k.Kommentar?.Length > 2000, "kommentar", "Kommentaren må højst være 2000 tegn.").Throw();
        var sidste = await overdragelser.SidsteAsync(sag.Id, ct);
        SagRegler.DenDerFikSagenModtager.Kraev(
            sidste is { Modtaget: false } && sidste.Staar(sag) && sag.BehandlerId == k.Aktoer.Skrivebord && (sidste.AktoerId != k.Aktoer.Id || k.Aktoer.PaaVegneAf is not null));
        await haendelser.AppendAsync(k.Aktoer, new SagModtaget(sidste.Nr, k.Kommentar.Renset()), sag.Id, null, ct);
        return new(sag.Id, sag.Sagsnummer, sag.Version);
    }
}
