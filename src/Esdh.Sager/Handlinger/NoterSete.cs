using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Writes which cases users opened last, many at a time, and forgets all but each user's newest.</summary>
internal sealed class NoterSete(SagerDb db)
{
    /// <param name="Sete">At most 500, one for each user and case.</param>
    public sealed record Kommando(IReadOnlyList<(Guid Bruger, Guid Sag, DateTimeOffset Tid)> Sete);

    public sealed record Svar(int Antal);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        foreach (var gruppe in k.Sete.GroupBy(s => s.Bruger))
        {
            var kendte = await db.SenestSete.Where(s => s.BrugerId == gruppe.Key).ToListAsync(ct);
            foreach (var (bruger, sag, tid) in gruppe)
            {
                if (kendte.Find(s => s.SagId == sag) is { } kendt)
                {
                    kendt.Tid = tid;
                    continue;
                }

                var ny = new SenestSet { BrugerId = bruger, SagId = sag, Tid = tid };
                db.Add(ny);
                kendte.Add(ny);
            }

            foreach (var gammel in kendte.OrderByDescending(s => s.Tid).Skip(SenestSet.Hoejst))
                db.Remove(gammel);
        }

        await db.SaveChangesAsync(ct);
        return new(k.Sete.Count);
    }
}
