using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Lets another member vote for the actor's own in one ballot, or takes that back.</summary>
internal sealed class GivFuldmagt(KlubDb db, Mandatopslag mandater, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Til">Null takes it back.</param>
    public sealed record Kommando(Klubaktoer Aktoer, Guid Afstemning, Guid? Til);

    public sealed record Svar(string? Til);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (nu, a) = (tid.GetUtcNow(), await db.AfstemningAsync(k.Afstemning, ct));
        var egen = await AfgivStemme.EgetMedlemAsync(k.Aktoer, mandater, ct);
        AfstemningRegler.ErAaben.Kraev(a.ErAabenTil(nu));
        var vaelgere = await db.Stemmeberettigede.AsNoTracking().Where(v => v.AfstemningId == a.Id && (v.MedlemId == egen || v.MedlemId == k.Til)).ToListAsync(ct);
        var fra = vaelgere.Find(v => v.MedlemId == egen);
        AfstemningRegler.ErBerettiget.Kraev(fra is not null);
        AfstemningRegler.FuldmagtErBrugt.Kraev(!fra.Stemte);
        var gammel = await db.Fuldmagter.SingleOrDefaultAsync(f => f.AfstemningId == a.Id && f.FraMedlemId == egen, ct);
        if (gammel?.TilMedlemId == k.Til)
            return new(vaelgere.Find(v => v.MedlemId == k.Til)?.Navn);
        if (gammel is not null)
            db.Remove(gammel);
        string? navn = null;
        if (k.Til is { } til)
        {
            new Errors().AddIf(til == egen, "til", "Vælg et andet medlem end jeres eget.").AddIf(til != egen && vaelgere.TrueForAll(v => v.MedlemId != til), "til", "Medlemmet er ikke stemmeberettiget.").Throw();
            navn = vaelgere.Find(v => v.MedlemId == til)!.Navn;
            var andre = await db.Fuldmagter.AsNoTracking().Where(f => f.AfstemningId == a.Id && f.FraMedlemId != egen).ToListAsync(ct);
            AfstemningRegler.FuldmagtGaarIkkeVidere.Kraev(andre.TrueForAll(f => f.FraMedlemId != til && f.TilMedlemId != egen));
            AfstemningRegler.FuldmagterErFaa.Kraev(andre.Count(f => f.TilMedlemId == til) < a.Fuldmagter);
            await db.SaveChangesAsync(ct);
            db.Add(new KlubFuldmagt { AfstemningId = a.Id, FraMedlemId = egen, TilMedlemId = til, Givet = nu, GivetAf = k.Aktoer.Aktoer.Id });
        }

        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new FuldmagtAendret(a.Nummer, fra.Navn, navn), null, a.Id, ct);
        return new(navn);
    }
}
