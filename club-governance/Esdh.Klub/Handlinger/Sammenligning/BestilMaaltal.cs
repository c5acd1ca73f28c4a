using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Asks for one's own figures of a quarter again, since something was registered or mended after they were made up. Asked twice it is asked once.</summary>
internal sealed class BestilMaaltal(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Klubaktoer Aktoer, int Kvartal);

    /// <param name="Bestilt">Since when it waits.</param>
    public sealed record Svar(int Kvartal, DateTimeOffset Bestilt);

    /// <exception cref="RegelbrudException">SAMMENLIGNING-2.</exception>
    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var medlem = k.Aktoer is { ErDelegat: true, MedlemId: { } id } ? id : throw new ForbiddenException("Kun et medlems delegerede kan bede om medlemmets tal igen.");
        var periode = await db.Maaleperioder.SingleOrDefaultAsync(p => p.MedlemId == medlem && p.Kvartal == k.Kvartal, ct);
        SammenligningRegler.KvartaletErOpgjort.Kraev(periode is not null);
        if (periode.BestiltIgen is { } foer)
            return new(k.Kvartal, foer);
        periode.BestiltIgen = tid.GetUtcNow();
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new MaaltalBestiltIgen(k.Kvartal), null, medlem, ct);
        return new(k.Kvartal, periode.BestiltIgen.Value);
    }
}
