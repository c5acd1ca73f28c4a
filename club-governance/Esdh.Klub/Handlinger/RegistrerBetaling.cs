using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Books money that came in: on an invoice, or on the member alone. What the invoice does not need stays the member's.</summary>
internal sealed class RegistrerBetaling(KlubDb db, Ledger ledger, EventLog haendelser, TimeProvider tid)
{
    /// <summary>1,000,000,000 kr.: more is a slip.</summary>
    internal const long Hoejst = 100_000_000_000;

    /// <param name="MedlemId">Needed where no invoice is named.</param>
    internal sealed record Kommando(Klubaktoer Aktoer, int? FakturaNr, Guid? MedlemId, long? Oere, DateOnly? Dato, string? Tekst);

    /// <param name="TilgodeOere">What the member now has on no invoice.</param>
    internal sealed record Svar(int Bilag, long SkyldigtOere, long TilgodeOere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var idag = DanishTime.Today(tid);
        new Errors().AddIf(k.Oere is null or <= 0 or > Hoejst, "beloeb", "Skriv et beløb over 0 og højst 1.000.000.000 kr.")
            .AddIf(k.Dato is null || k.Dato > idag || k.Dato < idag.AddYears(-5), "dato", "Skriv den dag, pengene kom: i dag eller tidligere, højst fem år tilbage.")
            .AddIf(k.FakturaNr is null && k.MedlemId is null, "faktura", "Skriv fakturaens nummer, eller vælg medlemmet.")
            .AddIf(k.Tekst is { Length: > 200 }, "tekst", "Teksten er højst 200 tegn.").Throw();
        var faktura = k.FakturaNr is { } nr ? await db.Fakturaer.AsNoTracking().SingleOrDefaultAsync(f => f.Nr == nr, ct) ?? throw new InvalidException("faktura", "Der er ingen faktura med det nummer.") : null;
        PengeRegler.KunFakturaer.Kraev(faktura is null || faktura.Art == Fakturaart.Faktura);
        if (faktura is not null && k.MedlemId is { } valgt && valgt != faktura.MedlemId)
            throw new InvalidException("faktura", "Fakturaen er et andet medlems.");
        var medlem = faktura?.MedlemId ?? k.MedlemId!.Value;
        if (!await db.Medlemmer.AnyAsync(m => m.Id == medlem, ct))
            throw new NotFoundException();
        var skyldigt = faktura is null ? 0 : await ledger.SkyldigtAsync(faktura.Id, ct);
        var tekst = string.IsNullOrWhiteSpace(k.Tekst) ? "Indbetaling" : k.Tekst.Trim();
        var bilag = await ledger.BogfoerAsync(k.Dato!.Value, medlem, Bogfoering.Betaling(k.Oere!.Value, faktura?.Id, skyldigt, tekst), ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new BetalingBogfoert(bilag, k.Oere.Value, faktura?.Nr, k.Dato.Value), null, medlem, ct);
        return new(bilag, faktura is null ? 0 : await ledger.SkyldigtAsync(faktura.Id, ct), await ledger.FritAsync(medlem, ct));
    }
}
