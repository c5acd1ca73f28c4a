using Esdh.Core;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Follows a wish, or stops doing so. Done twice it is done once.</summary>
internal sealed class FoelgOenske(KlubDb db)
{
    public sealed record Kommando(Klubaktoer Aktoer, Guid Oenske, bool Foelg);

    public sealed record Svar(int Foelgere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var oenske = await db.OensketAsync(k.Oenske, ct);
        var medlem = k.Aktoer.MedlemId ?? throw new ForbiddenException("Kun medlemmer følger ønsker.");
        var gammel = await db.Oenskefoelgere.SingleOrDefaultAsync(f => f.OenskeId == oenske.Id && f.MedlemId == medlem && f.BrugerId == k.Aktoer.Aktoer.Id, ct);
        if (k.Foelg && gammel is null)
        {
            OenskeRegler.ErLevende.Kraev(oenske.ErLevende);
            db.Add(new KlubOenskefoelger { OenskeId = oenske.Id, MedlemId = medlem, BrugerId = k.Aktoer.Aktoer.Id });
        }
        else if (!k.Foelg && gammel is not null)
        {
            db.Remove(gammel);
        }

        await db.SaveChangesAsync(ct);
        return new(await db.Oenskefoelgere.CountAsync(f => f.OenskeId == oenske.Id, ct));
    }
}
