using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Moves a wish on, with a reason that all can read.</summary>
internal sealed class FlytOenske(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Klubaktoer Aktoer, Guid Oenske, Oenskestand? Stand, string? Grund, long? Version);

    public sealed record Svar(string Stand);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var grund = k.Grund?.Trim() ?? "";
        new Errors().AddIf(k.Stand is null, "stand", "Vælg, hvor ønsket nu står.").AddIf(grund.Length is 0 or > 2_000, "grund", "Skriv begrundelsen på højst 2.000 tegn. Den kan læses af alle.").Throw();
        var oenske = await db.OensketAsync(k.Oenske, ct);
        Preconditions.Check(oenske.Version, k.Version);
        OenskeRegler.StemmesIkkeOm.Kraev(oenske.Stand != Oenskestand.TilAfstemning);
        OenskeRegler.SkridtetFindes.Kraev(OenskeRegler.Veje(oenske.Stand).Contains(k.Stand!.Value));
        if (k.Stand == Oenskestand.Klar)
            OenskeRegler.ErVurderet.Kraev(await db.Oenskevurderinger.AnyAsync(v => v.OenskeId == oenske.Id, ct));
        await db.FlytAsync(oenske, k.Stand.Value, grund, k.Aktoer.Aktoer.Navn, tid.GetUtcNow(), ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new OenskeFlyttet(oenske.Nummer, OenskeRegler.Navn(oenske.Stand), grund), null, oenske.Id, ct);
        return new(oenske.Stand.ToString());
    }
}
