using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>What a new application and a changed one are held against, and the case with its application.</summary>
internal sealed class Ansoegningskontrol(DagtilbudDb db, Sagsopslag opslag, Billedlaesning billeder)
{
    /// <summary>The parts of an application that may be changed.</summary>
    /// <param name="Oensket">The day a place is wanted from.</param>
    /// <param name="Oensker">Institutions in order.</param>
    /// <param name="Behov">Why the child needs a place before others; blank where it does not.</param>
    /// <param name="Soeskende">An institution where a sibling is that the registers do not know of.</param>
    /// <param name="Tvilling">Id or number of the case of a child that it is to be offered together with.</param>
    /// <param name="HverForSig">Twins may be offered apart.</param>
    internal sealed record Oplysninger(DateOnly? Oensket, IReadOnlyList<Guid> Oensker, string? Distrikt = null, string? Behov = null, Guid? Soeskende = null, string? Tvilling = null, bool HverForSig = false);

    /// <exception cref="RegelbrudException">DAG-1.</exception>
    /// <exception cref="NotFoundException">The case is not there, or not the actor's to know of.</exception>
    public async Task<(Sagkort Sag, DagtilbudAnsoegning Ansoegning)> FindAsync(Aktoer aktoer, string sag, CancellationToken ct)
    {
        var kort = await opslag.FindAsync(aktoer, sag, ct);
        var ansoegning = await db.Ansoegninger.SingleOrDefaultAsync(a => a.SagId == kort.Id, ct);
        DagtilbudRegler.SagenErEtDagtilbud.Kraev(ansoegning is not null);
        return (kort, ansoegning);
    }

    public async Task KontrollerAsync(Oplysninger o, DateOnly? foedt, DateOnly idag, Errors errors, CancellationToken ct)
    {
        if (Alder.Fejl(foedt, idag) is { } fejl)
            errors.Add("foedt", fejl);
        errors.AddIf(o.Oensket is null or { Year: < 2000 or > 2100 }, "oensket", "Skriv den dag, pladsen ønskes fra.")
            .AddIf(o.Oensket is { } fra && foedt is { } f && (fra < f || fra >= Alder.Skolestart(f)), "oensket", "Pladsen ønskes fra en dag, hvor barnet er født og ikke begyndt i skole.")
            .AddIf(o.Distrikt?.Length > 60, "distrikt", "Distriktet må højst være 60 tegn.").AddIf(o.Behov?.Length > 500, "behov", "Begrundelsen må højst være 500 tegn.")
            .AddIf(o.Oensker.Count == 0, "oensker", "Vælg mindst én institution.").AddIf(o.Oensker.Distinct().Count() != o.Oensker.Count, "oensker", "Den samme institution kan kun ønskes én gang.");
        var flest = (await billeder.ReglerAsync(idag, ct)).FlestOensker;
        errors.AddIf(o.Oensker.Count > flest, "oensker", $"Der kan højst ønskes {flest} institutioner.");
        List<Guid> naevnte = [.. o.Oensker, .. o.Soeskende is { } s ? new[] { s } : []];
        var kendte = await db.Institutioner.Where(i => naevnte.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        errors.AddIf(o.Oensker.Any(i => !kendte.ContainsKey(i)), "oensker", "Vælg institutioner fra listen.").AddIf(o.Soeskende is { } x && !kendte.ContainsKey(x), "soeskende", "Vælg en institution fra listen.");
    }

    /// <summary>A wish for an institution that is closed by then is not taken; one that was made before it closed stays.</summary>
    public async Task KontrollerAabneAsync(IEnumerable<Guid> nye, DateOnly oensket, DateOnly idag, Errors errors, CancellationToken ct)
    {
        var dag = oensket > idag ? oensket : idag;
        List<Guid> ider = [.. nye];
        foreach (var i in (await db.Institutioner.Where(i => ider.Contains(i.Id)).ToListAsync(ct)).Where(i => i.Lukker is { } l && l <= dag))
            errors.Add("oensker", $"{i.Navn} er lukket, når pladsen ønskes. Vælg en anden.");
    }

    /// <summary>The two get the same key. Blank takes the child out of it.</summary>
    public async Task TvillingAsync(Aktoer aktoer, DagtilbudAnsoegning a, string? tvilling, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(tvilling))
        {
            a.TvillingNoegle = null;
            return;
        }

        Sagkort kort;
        try
        {
            kort = await opslag.FindAsync(aktoer, tvilling.Trim(), ct);
        }
        catch (NotFoundException)
        {
            throw new InvalidException("tvilling", "Der er ingen sag med det nummer, eller du har ikke adgang til den.");
        }

        var anden = await db.Ansoegninger.SingleOrDefaultAsync(x => x.SagId == kort.Id, ct);
        if (anden is null || anden.SagId == a.SagId || !anden.ErAktiv || Math.Abs(anden.Foedt.DayNumber - a.Foedt.DayNumber) > 1)
            throw new InvalidException("tvilling", "Vælg en ansøgning, der venter, til et barn, der er født samme dag eller dagen før eller efter.");
        anden.TvillingNoegle ??= Guid.CreateVersion7();
        anden.Rettet();
        a.TvillingNoegle = anden.TvillingNoegle;
    }

    /// <summary>Parents as they are on the case now.</summary>
    public async Task ForaeldreAsync(Aktoer aktoer, Guid sag, CancellationToken ct)
    {
        var nu = (await opslag.ParterAsync(aktoer, sag, ct)).Where(p => p.Rolle == Dagtilbudstype.Foraelder).Select(p => p.PartId).ToHashSet();
        var foer = await db.Foraeldre.Where(f => f.SagId == sag).ToListAsync(ct);
        db.RemoveRange(foer.Where(f => !nu.Contains(f.PartId)));
        db.AddRange(nu.Except(foer.Select(f => f.PartId)).Select(p => new DagtilbudForaelder { SagId = sag, PartId = p }));
    }
}
