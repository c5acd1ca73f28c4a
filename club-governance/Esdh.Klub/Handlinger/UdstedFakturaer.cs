using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Issues drafts: each gets the next number of the one gapless series, today's date, the parties as they are now, and a voucher in the ledger.</summary>
internal sealed class UdstedFakturaer(KlubDb db, Takstkilde takster, Ledger ledger, Counters numre, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Invoices in one act.</summary>
    private const int Portion = 50;

    /// <param name="Aar">All drafts of the year; or</param>
    /// <param name="Ider">these.</param>
    internal sealed record Kommando(Klubaktoer Aktoer, int? Aar, IReadOnlyList<Guid>? Ider, long? Version = null);

    /// <param name="ErFaerdig">Nothing is left to issue; else run again.</param>
    internal sealed record Svar(int Udstedt, IReadOnlyList<int> Numre, bool ErFaerdig);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var satser = await takster.HentAsync(ct);
        var kladder = db.Fakturaer.Where(f => k.Ider != null ? k.Ider.Contains(f.Id) : f.Nr == null && f.Aar == k.Aar);
        if (k.Ider is not null && await kladder.CountAsync(ct) != k.Ider.Distinct().Count())
            throw new NotFoundException();
        PengeRegler.KunKladder.Kraev(k.Ider is null || !await kladder.AnyAsync(f => f.Nr != null, ct));
        var nu = await kladder.OrderBy(f => f.Dannet).ThenBy(f => f.Id).Take(Portion).ToListAsync(ct);
        if (k.Version is { } set && nu is [var ene])
            Core.Web.Preconditions.Check(ene.Version, set);
        var ider = nu.Select(f => f.Id).ToList();
        var linjer = (await db.Fakturalinjer.AsNoTracking().Where(l => ider.Contains(l.FakturaId)).ToListAsync(ct)).ToLookup(l => l.FakturaId);
        var medlemmer = await db.Medlemmer.AsNoTracking().ToDictionaryAsync(m => m.Id, ct);
        var saelger = JsonSerializer.Serialize(Saelger(satser.Klub));
        var idag = DanishTime.Today(tid);
        List<int> givne = [];
        foreach (var f in nu)
        {
            var medlem = medlemmer[f.MedlemId];
            f.Nr = await numre.NextAsync("klub-faktura", ct);
            (f.Stand, f.Udstedt, f.Forfald) = (Fakturastand.Udstedt, idag, idag.AddDays(satser.BetalingsfristDage));
            (f.Afsender, f.Modtager) = (saelger, JsonSerializer.Serialize(new Fakturapart(medlem.Navn, medlem.Cvr, medlem.Gln, medlem.Adresse, medlem.Postnummer, medlem.By, medlem.Reference)));
            f.Version++;
            await ledger.BogfoerAsync(idag, medlem.Id, Bogfoering.Udstedelse(f.Art, f.Id, f.Nr.Value, linjer[f.Id].Select(l => (l.Art, l.NettoOere)), f.MomsOere, f.KrediterId), ct);
            await haendelser.AppendAsync(k.Aktoer.Aktoer, new FakturaUdstedt(f.Nr.Value, f.Art, f.Aar, f.BruttoOere, f.Forfald.Value), null, medlem.Id, ct);
            givne.Add(f.Nr.Value);
        }

        await db.SaveChangesAsync(ct);
        return new(nu.Count, givne, nu.Count < Portion);
    }

    private static Fakturapart Saelger(Klubsaelger s) => new(s.Navn, s.Cvr, s.Gln, s.Adresse, s.Postnummer, s.By, s.Kontakt, s.Email, s.Registreringsnummer, s.Kontonummer);
}
