using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Registers that a member gave notice, and its last day: the end of a month, after the notice that the tariffs name.</summary>
internal sealed class OpsigMedlemskab(KlubDb db, Takstkilde takster, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Udtraeder">Null: as early as it can be.</param>
    internal sealed record Kommando(Klubaktoer Aktoer, int Nr, DateOnly? Udtraeder, long? Version);

    internal sealed record Svar(DateOnly Udtraeder);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var medlem = await db.Medlemmer.SingleOrDefaultAsync(m => m.Nr == k.Nr, ct) ?? throw new NotFoundException();
        Preconditions.Check(medlem.Version, k.Version);
        MedlemRegler.ErMedlemmet.Kraev(medlem.Fase == Medlemsfase.Optaget);
        var idag = DanishTime.Today(tid);
        var tidligst = new DateOnly(idag.Year, idag.Month, 1).AddMonths((await takster.HentAsync(ct)).OpsigelsesvarselMaaneder + 1).AddDays(-1);
        var udtraeder = k.Udtraeder ?? tidligst;
        MedlemRegler.VarsletHoldes.Kraev(udtraeder >= tidligst && udtraeder.AddDays(1).Day == 1 && udtraeder <= idag.AddYears(5));
        (medlem.Fase, medlem.Opsagt, medlem.Udtraeder) = (Medlemsfase.Opsagt, idag, udtraeder);
        medlem.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new MedlemskabOpsagt(medlem.Navn, udtraeder), null, medlem.Id, ct);
        return new(udtraeder);
    }
}
