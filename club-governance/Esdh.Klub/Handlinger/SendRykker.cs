using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Reminds a member of an invoice that is overdue, with a fee and ten days to pay.</summary>
internal sealed class SendRykker(KlubDb db, Ledger ledger, Takstkilde takster, EventLog haendelser, TimeProvider tid)
{
    private const int Frist = 10;

    /// <param name="MedGebyr">The fee that the tariffs name is added.</param>
    internal sealed record Kommando(Klubaktoer Aktoer, int FakturaNr, bool MedGebyr);

    internal sealed record Svar(int Nr, DateOnly Frist, long SkyldigtOere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var faktura = await db.Fakturaer.AsNoTracking().SingleOrDefaultAsync(f => f.Nr == k.FakturaNr, ct) ?? throw new NotFoundException();
        PengeRegler.KunFakturaer.Kraev(faktura.Art == Fakturaart.Faktura);
        var idag = DanishTime.Today(tid);
        var forrige = await db.Rykkere.AsNoTracking().Where(r => r.FakturaId == faktura.Id).OrderByDescending(r => r.Nr).FirstOrDefaultAsync(ct);
        var skyldigt = await ledger.SkyldigtAsync(faktura.Id, ct);
        PengeRegler.ErForfalden.Kraev(skyldigt > 0 && (forrige?.Frist ?? faktura.Forfald) < idag);
        var gebyr = k.MedGebyr ? (await takster.HentAsync(ct)).RykkergebyrOere : 0;
        var rykker = new KlubRykker { FakturaId = faktura.Id, Nr = (forrige?.Nr ?? 0) + 1, Dato = idag, Frist = idag.AddDays(Frist), GebyrOere = gebyr, SkyldigtOere = skyldigt + gebyr };
        db.Add(rykker);
        await db.SaveChangesAsync(ct);
        await ledger.BogfoerAsync(idag, faktura.MedlemId, Bogfoering.Gebyr(gebyr, faktura.Id, $"Rykker {rykker.Nr} for faktura {faktura.Nr:00000}"), ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new RykkerSendt(faktura.Nr!.Value, rykker.Nr, gebyr, rykker.Frist), null, faktura.MedlemId, ct);
        return new(rykker.Nr, rykker.Frist, skyldigt + gebyr);
    }
}
