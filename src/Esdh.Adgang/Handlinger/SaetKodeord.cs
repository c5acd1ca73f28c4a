using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>
/// Gives a user a new password: the user's own choice, or one to be used once from an administrator, which also lifts locks. Everything that
/// was signed in with the old one ends. The hash is made before the act, since it costs tens of milliseconds.
/// </summary>
internal sealed class SaetKodeord(AdgangDb db, EventLog haendelser)
{
    internal sealed record Kommando(Aktoer Aktoer, Guid BrugerId, string KodeordHash, long? Set = null);

    public async Task<Bruger> Udfoer(Kommando k, CancellationToken ct)
    {
        var bruger = await db.Brugere.SingleOrDefaultAsync(b => b.Id == k.BrugerId, ct) ?? throw new NotFoundException();
        Preconditions.Check(bruger.Version, k.Set);
        var eget = k.Aktoer.Id == bruger.Id;
        AdgangRegler.EksterntLogon.Kraev(bruger.Udsteder is null);
        (bruger.KodeordHash, bruger.SkalSkifteKodeord, bruger.FejlForsoeg) = (k.KodeordHash, !eget, 0);
        bruger.LaastTil = null;
        bruger.Sikkerhedsnummer++;
        bruger.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, eget ? new KodeordSkiftet() : new KodeordNulstillet(), null, bruger.Id, ct);
        return bruger;
    }
}
