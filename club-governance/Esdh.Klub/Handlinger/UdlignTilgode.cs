using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Puts what a member has to its credit on an invoice that is not paid: money on no invoice, or what another invoice has too much of.</summary>
internal sealed class UdlignTilgode(KlubDb db, Ledger ledger, EventLog haendelser, TimeProvider tid)
{
    /// <param name="FraFakturaNr">The invoice that has too much; null: money on none.</param>
    /// <param name="Oere">Null: as much as there is and is needed.</param>
    internal sealed record Kommando(Klubaktoer Aktoer, int TilFakturaNr, int? FraFakturaNr, long? Oere);

    internal sealed record Svar(int Bilag, long Oere, long SkyldigtOere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        new Errors().AddIf(k.Oere <= 0, "beloeb", "Beløbet skal være mere end 0.").Throw();
        var til = await db.Fakturaer.AsNoTracking().SingleOrDefaultAsync(f => f.Nr == k.TilFakturaNr, ct) ?? throw new NotFoundException();
        var fra = k.FraFakturaNr is { } nr ? await db.Fakturaer.AsNoTracking().SingleOrDefaultAsync(f => f.Nr == nr && f.MedlemId == til.MedlemId, ct) ?? throw new NotFoundException() : null;
        PengeRegler.KunFakturaer.Kraev(til.Art == Fakturaart.Faktura && fra?.Art is null or Fakturaart.Faktura && fra?.Id != til.Id);
        var (skyldigt, tilgode) = (await ledger.SkyldigtAsync(til.Id, ct), fra is null ? await ledger.FritAsync(til.MedlemId, ct) : -await ledger.SkyldigtAsync(fra.Id, ct));
        var oere = k.Oere ?? Math.Min(skyldigt, tilgode);
        PengeRegler.HarTilgode.Kraev(oere > 0 && oere <= tilgode);
        PengeRegler.HoejstDetSkyldige.Kraev(oere <= skyldigt);
        var bilag = await ledger.BogfoerAsync(DanishTime.Today(tid), til.MedlemId, Bogfoering.Udligning(oere, fra?.Id, til.Id, $"Udligning af faktura {til.Nr:00000}"), ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new TilgodeUdlignet(bilag, oere, til.Nr!.Value), null, til.MedlemId, ct);
        return new(bilag, oere, skyldigt - oere);
    }
}
