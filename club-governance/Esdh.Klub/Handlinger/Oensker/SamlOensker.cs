using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Lets a wish go on in another that says the same: comments, followers and files go along, and the old address leads on.</summary>
internal sealed class SamlOensker(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="I">The wish that stays.</param>
    public sealed record Kommando(Klubaktoer Aktoer, Guid Oenske, Guid I);

    public sealed record Svar(string I);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (fra, til) = (await db.OensketAsync(k.Oenske, ct), await db.OensketAsync(k.I, ct));
        OenskeRegler.ErLevende.Kraev(fra.ErLevende);
        OenskeRegler.SamlesMedLevende.Kraev(fra.Id != til.Id && til.ErLevende);
        OenskeRegler.StemmesIkkeOm.Kraev(fra.Stand != Oenskestand.TilAfstemning);
        foreach (var kommentar in await db.Oenskekommentarer.Where(x => x.OenskeId == fra.Id).ToListAsync(ct))
            kommentar.OenskeId = til.Id;
        foreach (var bilag in await db.Oenskebilag.Where(x => x.OenskeId == fra.Id).ToListAsync(ct))
            bilag.OenskeId = til.Id;
        var kendte = (await db.Oenskefoelgere.Where(x => x.OenskeId == til.Id).ToListAsync(ct)).Select(x => (x.MedlemId, x.BrugerId)).ToHashSet();
        var flyttes = await db.Oenskefoelgere.Where(x => x.OenskeId == fra.Id).ToListAsync(ct);
        db.RemoveRange(flyttes);
        db.AddRange(flyttes.Where(x => kendte.Add((x.MedlemId, x.BrugerId))).Select(x => new KlubOenskefoelger { OenskeId = til.Id, MedlemId = x.MedlemId, BrugerId = x.BrugerId }));
        foreach (var tidligere in await db.Oensker.Where(x => x.SamletIId == fra.Id).ToListAsync(ct))
            tidligere.SamletIId = til.Id; // a chain stays one step long
        fra.SamletIId = til.Id;
        var nu = tid.GetUtcNow();
        db.Add(new KlubOenskekommentar { OenskeId = til.Id, Tekst = $"{fra.Nummer} »{fra.Titel}« fra {fra.Medlem} er samlet i dette ønske.\n\n{fra.Problem}", Navn = k.Aktoer.Aktoer.Navn, Medlem = "Sekretariatet", Tid = nu });
        await db.FlytAsync(fra, Oenskestand.Samlet, $"Siger det samme som {til.Nummer} og går videre der.", k.Aktoer.Aktoer.Navn, nu, ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new OenskerSamlet(fra.Nummer, til.Nummer), null, fra.Id, ct);
        return new(til.Nummer);
    }
}
