using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Stops disposal of what it covers. A module's stop of a key that is in force already gets the cases that are new, and stays one.</summary>
internal sealed class SaetKassationsstop(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Omfang">1 to <see cref="Kassationsstopomfang.Flest"/>.</param>
    /// <param name="Modul">The module that sets it, with a key of its own.</param>
    public sealed record Kommando(Aktoer Aktoer, string? Navn, string? Begrundelse, IReadOnlyList<Del> Omfang, string? Modul = null, string? Noegle = null);

    /// <param name="Sag">Id or number.</param>
    /// <param name="Part">Id in the register.</param>
    /// <param name="Emne">Main group, group or subject.</param>
    /// <param name="Fra">First day.</param>
    /// <param name="Til">Last day.</param>
    /// <param name="Person">CPR or CVR number of someone in the register, where their id is not known.</param>
    public sealed record Del(string? Sag = null, Guid? Part = null, string? Emne = null, DateOnly? Fra = null, DateOnly? Til = null, string? Person = null);

    public sealed record Svar(Guid Id, int Nr);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var errors = new Errors()
            .AddIf(Titeltekst.ErTom(k.Navn) || k.Navn!.Trim().Length > 200, "navn", "Skriv et navn på 1 til 200 tegn.")
            .AddIf(string.IsNullOrWhiteSpace(k.Begrundelse) || k.Begrundelse.Length > 2000, "begrundelse", "Skriv, hvorfor intet må kasseres, på højst 2.000 tegn.")
            .AddIf(CprFinder.Contains(k.Navn ?? "") || CprFinder.Contains(k.Begrundelse ?? ""), "begrundelse", "Skriv ikke et personnummer. Vælg personen i stedet.")
            .AddIf(k.Omfang.Count is 0 or > Kassationsstopomfang.Flest, "omfang", "Vælg mindst en sag, en person, et emne eller en periode, og højst 500.");
        List<(Kassationsstopomfang Del, string Ord)> dele = [];
        var id = Guid.CreateVersion7();
        foreach (var (d, i) in k.Omfang.Take(Kassationsstopomfang.Flest).Select((d, i) => (d, i)))
        {
            if (await LaesAsync(k.Aktoer, d, id, i, errors, ct) is { } del)
                dele.Add(del);
        }

        errors.Throw();
        if (k.Modul is not null && await db.Kassationsstop.SingleOrDefaultAsync(s => s.Modul == k.Modul && s.Noegle == k.Noegle && s.Ophaevet == null, ct) is { } findes)
            return await UdvidAsync(k, findes, dele, ct);
        var stop = new Kassationsstop { Id = id, Navn = Titeltekst.Ren(k.Navn!), Begrundelse = k.Begrundelse!.Trim(), Modul = k.Modul, Noegle = k.Noegle, SatAf = k.Aktoer.Id, Sat = tid.GetUtcNow() };
        db.Add(stop);
        dele.ForEach(d => db.Add(d.Del));
        await db.SaveChangesAsync(ct);
        await FortaelAsync(k, stop, dele, ct);
        return new(stop.Id, stop.Nr);
    }

    private async Task<Svar> UdvidAsync(Kommando k, Kassationsstop stop, List<(Kassationsstopomfang Del, string Ord)> dele, CancellationToken ct)
    {
        var har = await db.Kassationsstopomfang.Where(o => o.StopId == stop.Id).Select(o => new { o.Nr, o.SagId }).ToListAsync(ct);
        var nye = dele.Where(d => !har.Exists(h => h.SagId == d.Del.SagId)).ToList();
        var nr = har.Select(h => h.Nr).DefaultIfEmpty().Max();
        foreach (var (d, _) in nye)
            db.Add(new Kassationsstopomfang { StopId = stop.Id, Nr = ++nr, SagId = d.SagId, PartId = d.PartId, Emne = d.Emne, Fra = d.Fra, Til = d.Til });
        await db.SaveChangesAsync(ct);
        if (nye.Count > 0)
            await FortaelAsync(k, stop, nye, ct);
        return new(stop.Id, stop.Nr);
    }

    /// <summary>In the history of each case that it names.</summary>
    private async Task FortaelAsync(Kommando k, Kassationsstop stop, List<(Kassationsstopomfang Del, string Ord)> dele, CancellationToken ct)
    {
        var data = new KassationsstopSat(stop.Navn, stop.Begrundelse, stop.Modul, [.. dele.Select(d => d.Ord)]);
        foreach (var sag in dele.Select(d => d.Del.SagId).OfType<Guid>().Distinct())
            await haendelser.AppendAsync(k.Aktoer, data with { Omfang = [] }, sag, stop.Id, ct);
        await haendelser.AppendAsync(k.Aktoer, data, null, stop.Id, ct);
    }

    private async Task<(Kassationsstopomfang, string)?> LaesAsync(Aktoer aktoer, Del d, Guid stop, int i, Errors errors, CancellationToken ct)
    {
        var felt = $"omfang[{i}]";
        List<string> ord = [];
        Guid? sagId = null;
        if (!string.IsNullOrWhiteSpace(d.Sag))
        {
            var id = await db.SagsIdAsync(d.Sag, ct);
            var sag = await db.Sager.SynligeFor(aktoer).Where(s => s.Id == id).Select(s => new { s.Id, s.Sagsnummer }).SingleOrDefaultAsync(ct);
            if (sag is null)
                errors.Add(felt, $"Der er ingen sag »{d.Sag}«, som du kan se.");
            else
                ord.Add($"Sag {sag.Sagsnummer}");
            sagId = sag?.Id;
        }

        var partId = d.Part;
        if (partId is not null || !string.IsNullOrWhiteSpace(d.Person))
        {
            partId = await PartAsync(aktoer, d, ct);
            errors.AddIf(partId is null, felt, "Skriv CPR- eller CVR-nummeret på en person eller virksomhed, der er part på en sag.");
            ord.Add("En persons eller virksomheds sager");
        }

        var emne = string.IsNullOrWhiteSpace(d.Emne) ? null : d.Emne.Trim();
        if (emne is not null)
        {
            errors.AddIf(!Emnedel.Er(emne), felt, Emnedel.Hjaelp);
            ord.Add($"Emne {emne}");
        }

        errors.AddIf(d.Fra > d.Til, felt, "Periodens første dag ligger efter dens sidste.");
        if (d.Fra is not null || d.Til is not null)
            ord.Add($"Sager i perioden {(d.Fra is { } f ? DanishTime.ShortDate(f) : "…")} – {(d.Til is { } t ? DanishTime.ShortDate(t) : "…")}");
        errors.AddIf(ord.Count == 0, felt, "Vælg en sag, en person, et emne eller en periode.");
        return errors.Any ? null : (new()
        {
            StopId = stop, Nr = i + 1, SagId = sagId, PartId = partId, Emne = emne, Fra = d.Fra is { } fra ? DanishTime.StartOfDay(fra) : null, Til = d.Til is { } til ? DanishTime.StartOfDay(til.AddDays(1)) : null,
        }, string.Join(", ", ord));
    }

    private async Task<Guid?> PartAsync(Aktoer aktoer, Del d, CancellationToken ct)
    {
        if (d.Part is { } id)
            return await db.Parter.AnyAsync(p => p.Id == id, ct) ? id : null;
        if (Cpr.TryParse(d.Person, out var cpr))
            return await db.Parter.SynligeFor(db, aktoer).Where(p => p.Cpr == cpr.Digits).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
        return Cvr.TryParse(d.Person, out var cvr, allowTestNumber: true) ? await db.Parter.SynligeFor(db, aktoer).Where(p => p.Cvr == cvr.Digits).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct) : null;
    }
}
