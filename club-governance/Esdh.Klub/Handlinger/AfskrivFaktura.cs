using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Gives up what is left on an invoice, in whole or in part.</summary>
internal sealed class AfskrivFaktura(KlubDb db, Ledger ledger, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Oere">Null: all that is left.</param>
    internal sealed record Kommando(Klubaktoer Aktoer, int FakturaNr, long? Oere, string? Begrundelse);

    internal sealed record Svar(int Bilag, long SkyldigtOere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        new Errors().AddIf(string.IsNullOrWhiteSpace(k.Begrundelse) || k.Begrundelse.Length > 500, "begrundelse", "Skriv en begrundelse på højst 500 tegn.").AddIf(k.Oere <= 0, "beloeb", "Beløbet skal være mere end 0.").Throw();
        var faktura = await db.Fakturaer.AsNoTracking().SingleOrDefaultAsync(f => f.Nr == k.FakturaNr, ct) ?? throw new NotFoundException();
        PengeRegler.KunFakturaer.Kraev(faktura.Art == Fakturaart.Faktura);
        var skyldigt = await ledger.SkyldigtAsync(faktura.Id, ct);
        var oere = k.Oere ?? skyldigt;
        PengeRegler.HoejstDetSkyldige.Kraev(oere > 0 && oere <= skyldigt);
        var bilag = await ledger.BogfoerAsync(DanishTime.Today(tid), faktura.MedlemId, Bogfoering.Tab(oere, faktura.Id, $"Afskrivning af faktura {faktura.Nr:00000}"), ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new FakturaAfskrevet(bilag, oere, faktura.Nr!.Value, k.Begrundelse!.Trim()), null, faktura.MedlemId, ct);
        return new(bilag, skyldigt - oere);
    }
}
