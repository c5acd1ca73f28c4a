using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Puts down the price of a year as the assembly decided it.</summary>
internal sealed class VedtagTakst(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    internal sealed record Kommando(Klubaktoer Aktoer, int? Aar, long? PrisPrBorgerOere, long? PrisPrAarsvaerkOere, DateOnly? Vedtaget, string? Hvor);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var idag = DanishTime.Today(tid);
        new Errors().AddIf(k.Aar is null || k.Aar < 2000 || k.Aar > idag.Year + 5, "aar", "Skriv et år fra 2000 og højst fem år frem.")
            .AddIf(k.PrisPrBorgerOere is null or < 0 or > Klubtakster.HoejestePris, "borger", "Prisen for en borger skal være 0 til 100 kr. om året.")
            .AddIf(k.PrisPrAarsvaerkOere is null or < 0 or > Klubtakster.HoejestePris * 1000, "aarsvaerk", "Prisen for et årsværk skal være 0 til 100.000 kr. om året.")
            .AddIf(k.Vedtaget is null || k.Vedtaget > idag, "vedtaget", "Skriv den dag, prisen blev vedtaget.")
            .AddIf(string.IsNullOrWhiteSpace(k.Hvor) || k.Hvor.Length > 200, "hvor", "Skriv, hvor det blev vedtaget, med højst 200 tegn.").Throw();
        PengeRegler.PrisenErFremtidig.Kraev(!await db.Fakturaer.AnyAsync(f => f.Aar == k.Aar && f.Nr != null, ct));
        var takst = await db.Takster.SingleOrDefaultAsync(t => t.Aar == k.Aar, ct);
        if (takst is null)
            db.Add(takst = new() { Aar = k.Aar!.Value, PrisPrBorgerOere = 0, PrisPrAarsvaerkOere = 0, Vedtaget = k.Vedtaget!.Value, Hvor = "" });
        (takst.PrisPrBorgerOere, takst.PrisPrAarsvaerkOere, takst.Vedtaget, takst.Hvor) = (k.PrisPrBorgerOere!.Value, k.PrisPrAarsvaerkOere!.Value, k.Vedtaget!.Value, k.Hvor!.Trim());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new TakstVedtaget(takst.Aar, takst.PrisPrBorgerOere, takst.PrisPrAarsvaerkOere, takst.Hvor), null, null, ct);
    }
}
