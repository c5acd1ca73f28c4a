using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Takes a member's figures of a quarter into the comparison, in place of those that may be there. Done twice it is done once.</summary>
internal sealed class IndberetMaaltal(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Begyndt">When they were begun to be made up: an order that came later stands.</param>
    public sealed record Kommando(Guid Medlem, int Kvartal, DateTimeOffset Begyndt, IReadOnlyList<Post> Poster);

    /// <param name="Tal">Null where <paramref name="Skjult"/> says why; what is hidden never comes here.</param>
    public sealed record Post(Sammenligningstal Definition, decimal? Tal, Skjulegrund? Skjult);

    /// <exception cref="Core.RegelbrudException">SAMMENLIGNING-1.</exception>
    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Medlemmer.Where(m => m.Id == k.Medlem).Select(m => m.Navn).SingleOrDefaultAsync(ct) is not { } medlem)
            return; // merged meanwhile
        var kendte = await db.Maaltal.ToDictionaryAsync(m => (m.Noegle, m.Version), ct);
        foreach (var d in k.Poster.Select(p => p.Definition))
        {
            if (!kendte.TryGetValue((d.Noegle, d.Version), out var kendt))
            {
                db.Add(kendt = new() { Noegle = d.Noegle, Version = d.Version, Omraade = d.Omraade, Navn = d.Navn, Enhed = d.Enhed, Beregning = d.Beregning, Forklaring = d.Forklaring });
                kendte.Add((d.Noegle, d.Version), kendt);
            }

            SammenligningRegler.NyVersion.Kraev(kendt.SammeSom(d));
            (kendt.Omraade, kendt.Navn, kendt.Forklaring, kendt.HoejtErGodt) = (d.Omraade, d.Navn, d.Forklaring, d.HoejtErGodt);
        }

        db.RemoveRange(await db.Maalinger.Where(m => m.MedlemId == k.Medlem && m.Kvartal == k.Kvartal).ToListAsync(ct));
        await db.SaveChangesAsync(ct); // the new ones have the same keys, and refer to the definitions
        db.AddRange(k.Poster.Select(p => new KlubMaaling
        {
            MedlemId = k.Medlem, Noegle = p.Definition.Noegle, Version = p.Definition.Version, Kvartal = k.Kvartal,
            Tiendedele = p.Skjult is null && p.Tal is { } tal ? (long)Math.Round(tal * 10) : null, Skjult = p.Skjult,
        }));
        var periode = await db.Maaleperioder.SingleOrDefaultAsync(p => p.MedlemId == k.Medlem && p.Kvartal == k.Kvartal, ct);
        if (periode is null)
            db.Add(periode = new() { MedlemId = k.Medlem, Kvartal = k.Kvartal });
        periode.Opgjort = tid.GetUtcNow();
        if (periode.BestiltIgen <= k.Begyndt)
            periode.BestiltIgen = null;
        await db.SaveChangesAsync(ct);
        if (k.Poster.Count > 0)
            await haendelser.AppendAsync(Aktoer.Systemet, new MaaltalIndberettet(medlem, k.Kvartal, k.Poster.Count(p => p.Skjult is null), k.Poster.Count(p => p.Skjult is not null)), null, k.Medlem, ct);
    }
}
