using System.Security.Cryptography;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Draws a random sample of a unit's cases for its leader, and notes what can be seen of each: journalising, hearing, deadlines, legal basis.</summary>
internal sealed class UdtagSagsstikproeve(SagerDb db, Brugeropslag brugere, EventLog haendelser, TimeProvider tid)
{
    private const int Kladdedage = 14;

    /// <param name="EnhedId">A unit that the leader leads; the leader's own when null. Those below are with it.</param>
    /// <param name="Fra">Cases that something was done on from this day ...</param>
    /// <param name="Til">... to this.</param>
    /// <param name="Antal">1 to 100.</param>
    /// <param name="Froe">To draw the same again; a new one when null.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid? EnhedId, DateOnly? Fra, DateOnly? Til, int Antal, long? Froe = null);

    public sealed record Svar(Guid Id, int Nr, int Sager, int Omfang, long Froe);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (nu, idag) = (tid.GetUtcNow(), DanishTime.Today(tid));
        var enhed = k.EnhedId ?? k.Aktoer.EnhedId ?? Guid.Empty;
        var ledes = k.Aktoer.Har(Roller.Leder) && k.Aktoer.EnhedId is { } egen ? await brugere.EnhederUnderAsync(egen, ct) : [];
        var (fra, til) = (k.Fra ?? idag.AddMonths(-3), k.Til ?? idag);
        new Errors()
            .AddIf(!ledes.Contains(enhed), "enhedId", "Vælg en enhed, du leder.")
            .AddIf(til < fra, "til", "Perioden slutter, før den begynder.").AddIf(til > idag, "til", "Perioden kan senest slutte i dag.").AddIf(fra.Year < 1990, "fra", "Vælg en senere dag.")
            .AddIf(k.Antal is < 1 or > Sagsstikproeve.Flest, "antal", $"Vælg fra 1 til {Sagsstikproeve.Flest} sager.").Throw();
        var enheder = (await brugere.EnhederUnderAsync(enhed, ct)).ToList();
        var (begynder, slutter) = (DanishTime.StartOfDay(fra), DanishTime.StartOfDay(til.AddDays(1)));
        var mulige = await db.Sager.SynligeFor(k.Aktoer).Where(s => enheder.Contains(s.EnhedId) && s.Oprettet < slutter && s.SenestAendret >= begynder).Select(s => new { s.Id, s.Nr }).ToListAsync(ct);
        var froe = k.Froe ?? RandomNumberGenerator.GetInt32(1, int.MaxValue);
        var stikproeve = new Sagsstikproeve { EnhedId = enhed, Fra = fra, Til = til, Froe = froe, Omfang = mulige.Count, UdtagetAf = k.Aktoer.Id, Udtaget = nu };
        var ider = mulige.OrderBy(s => Sagsstikproeve.Lod(froe, s.Nr)).Take(k.Antal).Select(s => s.Id).ToList();
        db.Add(stikproeve);
        await db.SaveChangesAsync(ct);
        db.AddRange(await SeAsync(k.Aktoer, stikproeve.Id, ider, idag, ct));
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagsstikproeveUdtaget(enhed, fra, til, froe, ider.Count, mulige.Count), null, stikproeve.Id, ct);
        return new(stikproeve.Id, stikproeve.Nr, ider.Count, mulige.Count, froe);
    }

    private async Task<List<Sagsproeve>> SeAsync(Aktoer aktoer, Guid stikproeve, List<Guid> ider, DateOnly idag, CancellationToken ct)
    {
        var gammel = tid.GetUtcNow().AddDays(-Kladdedage);
        var dokumenter = (await (
            from d in db.Dokumenter.SynligeFor(db, aktoer).Where(d => d.ForaelderId == null && d.UdenBetydning == null)
            from r in db.Registreringer.Where(r => r.DokumentId == d.Id && r.FlyttetTilId == null && ider.Contains(r.SagId))
            select new { r.SagId, d.Retning, d.Dato, d.Journaliseret, d.Oprettet }).ToListAsync(ct)).ToLookup(d => d.SagId);
        var frister = await db.Erindringer.Where(e => ider.Contains(e.SagId) && e.Afsluttet == null && e.Frist < idag).GroupBy(e => e.SagId).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        var afgoerelser = (await db.Afgoerelser.Where(a => ider.Contains(a.SagId)).Select(a => new { a.SagId, a.Udfald, a.Retsgrundlag }).ToListAsync(ct)).ToLookup(a => a.SagId);
        var hoerte = (await db.Hoeringer.Where(h => ider.Contains(h.SagId) && h.Art == Hoeringsart.Partshoering).Select(h => h.SagId)
            .Concat(db.Hoeringsundladelser.Where(u => ider.Contains(u.SagId)).Select(u => u.SagId)).Distinct().ToListAsync(ct)).ToHashSet();
        return ider.ConvertAll(id => new Sagsproeve
        {
            StikproeveId = stikproeve, SagId = id,
            GamleKladder = dokumenter[id].Count(d => d.Journaliseret is null && d.Retning != Retning.Indgaaende && d.Oprettet < gammel),
            SentJournaliserede = dokumenter[id].Count(d => d.Retning == Retning.Indgaaende && Journalfrist.Alder(d.Dato, d.Journaliseret is { } j ? DanishTime.DateOf(j) : idag) > Journalfrist.Roed),
            ManglerHoering = !hoerte.Contains(id) && afgoerelser[id].Any(a => a.Udfald is not null and not Afgoerelsesudfald.FuldtMedhold),
            OverskredneFrister = frister.GetValueOrDefault(id),
            UdenRetsgrundlag = afgoerelser[id].Count(a => string.IsNullOrWhiteSpace(a.Retsgrundlag)),
        });
    }
}
