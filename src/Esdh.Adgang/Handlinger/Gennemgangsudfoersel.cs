using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>What the acts of a review share: whose rights the actor answers for, and taking a right away.</summary>
internal sealed class Gennemgangsudfoersel(AdgangDb db, Brugeropslag brugere, EventLog haendelser, TimeProvider time)
{
    /// <summary>Those the actor answers for: as a leader of the unit or above it, or as an administrator where there is no leader. Never oneself.</summary>
    public async Task<IQueryable<Gennemgangspost>> FoerAsync(Aktoer aktoer, CancellationToken ct)
    {
        var (mig, bord) = (aktoer.Id, aktoer.Skrivebord);
        var enheder = aktoer.Har(Roller.Leder) && aktoer.EnhedId is { } egen ? await brugere.EnhederUnderAsync(egen, ct) : [];
        var administrator = aktoer.Har(Roller.Administrator);
        return db.Gennemgangsposter.Where(p => p.BrugerId != mig && p.BrugerId != bord
            && ((p.LederEnhedId != null && enheder.Contains(p.LederEnhedId.Value)) || (p.LederEnhedId == null && administrator)));
    }

    /// <summary>Takes the right away, or says that it is gone already or must be kept.</summary>
    public async Task<Rettighedsafgoerelse> FjernAsync(Gennemgangspost post, Rettighedsafgoerelse som, CancellationToken ct)
    {
        var bruger = await db.Brugere.SingleAsync(b => b.Id == post.BrugerId, ct);
        if (post.Art == Rettighedsart.Rolle)
        {
            var rolle = Enum.Parse<Roller>(post.Reference);
            if (!bruger.Roller.HasFlag(rolle))
                return Rettighedsafgoerelse.Vaek;
            // Whoever was nobody's to answer for: the authority must not lock itself out.
            if (rolle == Roller.Administrator && !await db.Brugere.AnyAsync(b => b.Id != bruger.Id && b.Aktiv && (b.Roller & Roller.Administrator) != 0 && (b.KodeordHash != null || b.Udsteder != null), ct))
                return som == Rettighedsafgoerelse.Fjernet ? throw new RegelbrudException(AdgangRegler.EnAdministrator) : Rettighedsafgoerelse.Bevaret;
            bruger.Roller &= ~rolle;
            bruger.Version++;
        }
        else if (post.Art == Rettighedsart.Gruppe)
        {
            var id = Guid.Parse(post.Reference);
            if (await db.GruppeMedlemmer.SingleOrDefaultAsync(m => m.GruppeId == id && m.BrugerId == bruger.Id, ct) is not { } medlem)
                return Rettighedsafgoerelse.Vaek;
            db.Remove(medlem);
            (await db.Grupper.SingleAsync(g => g.Id == id, ct)).Version++;
        }
        else
        {
            var id = Guid.Parse(post.Reference);
            if (await db.Klienter.SingleOrDefaultAsync(c => c.Id == id && c.Aktiv && c.BrugerId == bruger.Id, ct) is not { } klient)
                return Rettighedsafgoerelse.Vaek;
            klient.Aktiv = false;
            klient.Version++;
        }

        return som;
    }

    /// <summary>Answers the line and tells it.</summary>
    public async Task AfgoerAsync(Aktoer aktoer, Gennemgangspost post, Rettighedsafgoerelse afgoerelse, string? note, CancellationToken ct)
    {
        post.Afgoer(afgoerelse, aktoer == Aktoer.Systemet ? null : aktoer.Id, note, time.GetUtcNow());
        await db.SaveChangesAsync(ct);
        object? haendelse = afgoerelse switch
        {
            Rettighedsafgoerelse.Fjernet => new RettighedFjernet(post.BrugerId, post.Art.ToString(), post.Navn, post.Note),
            Rettighedsafgoerelse.Bortfaldet => new RettighedBortfaldet(post.BrugerId, post.Art.ToString(), post.Navn),
            Rettighedsafgoerelse.Bevaret => new RettighedBevaret(post.BrugerId, post.Navn),
            _ => null,
        };
        if (haendelse is not null)
            await haendelser.AppendAsync(aktoer, haendelse, null, post.BrugerId, ct);
    }
}
