using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Registers that the archive approved the version with a former member's cases.</summary>
internal sealed class GodkendMedlemsarkiv(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    internal sealed record Kommando(Klubaktoer Aktoer, int Nr, string? Arkivversion, DateOnly? Dag);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var medlem = await db.Medlemmer.SingleOrDefaultAsync(m => m.Nr == k.Nr, ct) ?? throw new NotFoundException();
        var idag = DanishTime.Today(tid);
        new Errors().AddIf(string.IsNullOrWhiteSpace(k.Arkivversion) || k.Arkivversion.Length > 40, "arkivversion", "Skriv arkivversionens id, f.eks. AVID.KORS.1.").AddIf(k.Dag is null || k.Dag > idag, "dag", "Skriv den dag, arkivet godkendte den.").Throw();
        MedlemRegler.ErUdtraadt.Kraev(medlem.Udtraeder < idag && medlem.Slettet is null);
        (medlem.Fase, medlem.Arkivversion, medlem.ArkivGodkendt) = (Medlemsfase.Udtraadt, k.Arkivversion!.Trim(), k.Dag);
        medlem.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new MedlemsarkivGodkendt(medlem.Navn, medlem.Arkivversion, k.Dag!.Value), null, medlem.Id, ct);
    }
}
