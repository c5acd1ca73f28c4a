using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Corrects what is known of a member. Invoices that are issued keep what they say.</summary>
internal sealed class RetMedlem(KlubDb db, EventLog haendelser)
{
    internal sealed record Kommando(Klubaktoer Aktoer, int Nr, Medlemsoplysninger Oplysninger, long? Version);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var medlem = await db.Medlemmer.SingleOrDefaultAsync(m => m.Nr == k.Nr, ct) ?? throw new NotFoundException();
        Preconditions.Check(medlem.Version, k.Version);
        k.Oplysninger.Fejl(medlem.ErDemonstration).Throw();
        await k.Oplysninger.KraevEneAsync(db, medlem.Id, ct);
        k.Oplysninger.Til(medlem);
        medlem.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new MedlemGemt(medlem.Nr, medlem.Navn, false), null, medlem.Id, ct);
    }
}
