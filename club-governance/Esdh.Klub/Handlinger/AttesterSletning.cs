using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Certifies that operations have deleted a former member's database and files. From then on nobody reads them; the sealed event is the certificate.</summary>
internal sealed class AttesterSletning(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    internal sealed record Kommando(Klubaktoer Aktoer, int Nr, string? Attest);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var medlem = await db.Medlemmer.SingleOrDefaultAsync(m => m.Nr == k.Nr, ct) ?? throw new NotFoundException();
        new Errors().AddIf(string.IsNullOrWhiteSpace(k.Attest) || k.Attest.Length > 2000, "attest", "Skriv, hvad der er slettet, hvor og af hvem, med højst 2.000 tegn.").Throw();
        MedlemRegler.DataErModtaget.Kraev(medlem.Kvitteret is not null && medlem.ArkivGodkendt is not null);
        if (medlem.Slettet is not null)
            return;
        (medlem.Slettet, medlem.Attest) = (DanishTime.Today(tid), k.Attest!.Trim());
        medlem.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new MedlemsdataSlettet(medlem.Navn, medlem.Attest), null, medlem.Id, ct);
    }
}
