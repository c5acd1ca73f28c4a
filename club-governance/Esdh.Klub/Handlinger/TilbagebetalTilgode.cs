using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Books that the club paid a member back what it had to its credit.</summary>
internal sealed class TilbagebetalTilgode(KlubDb db, Ledger ledger, EventLog haendelser, TimeProvider tid)
{
    /// <param name="FakturaNr">The invoice that has too much; null: money on none.</param>
    internal sealed record Kommando(Klubaktoer Aktoer, Guid MedlemId, int? FakturaNr, long? Oere);

    internal sealed record Svar(int Bilag, long TilgodeOere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        new Errors().AddIf(k.Oere is null or <= 0, "beloeb", "Skriv et beløb over 0.").Throw();
        if (!await db.Medlemmer.AnyAsync(m => m.Id == k.MedlemId, ct))
            throw new NotFoundException();
        var faktura = k.FakturaNr is { } nr ? await db.Fakturaer.AsNoTracking().SingleOrDefaultAsync(f => f.Nr == nr && f.MedlemId == k.MedlemId, ct) ?? throw new NotFoundException() : null;
        var tilgode = faktura is null ? await ledger.FritAsync(k.MedlemId, ct) : -await ledger.SkyldigtAsync(faktura.Id, ct);
        PengeRegler.HarTilgode.Kraev(k.Oere <= tilgode);
        var idag = DanishTime.Today(tid);
        var bilag = await ledger.BogfoerAsync(idag, k.MedlemId, Bogfoering.Tilbagebetaling(k.Oere!.Value, faktura?.Id, "Tilbagebetaling"), ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new BetalingBogfoert(bilag, -k.Oere.Value, faktura?.Nr, idag), null, k.MedlemId, ct);
        return new(bilag, tilgode - k.Oere.Value);
    }
}
