using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>
/// Registers what is known of a child's household from a day on: who provides, what they earn, how many children. It counts from the first of the month, or from the next where the day is
/// not the first. Nothing that was known before is changed.
/// </summary>
internal sealed class RegistrerHusstand(DagtilbudDb db, Sagsopslag sager, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Aendret">The day from which it is so.</param>
    /// <param name="MaanedsindtaegtOere">All adults together; null where friplads is not asked for.</param>
    /// <param name="BoernUnder18">At home, this child and others.</param>
    /// <param name="Voksne">Ids of parties on the case, 1 or 2.</param>
    /// <param name="Betaler">Which of them pays; the first when null.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid SagId, DateOnly? Aendret, long? MaanedsindtaegtOere, bool ErEnlig, int? BoernUnder18, IReadOnlyList<Guid> Voksne, Guid? Betaler = null, string? Kilde = null);

    /// <param name="Fra">The month from which it counts.</param>
    /// <param name="LukketTil">The last closed month, where it lies in closed months: their differences come with the next.</param>
    public sealed record Svar(Guid HusstandId, DateOnly Fra, DateOnly? LukketTil);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await sager.FindAsync(k.Aktoer, k.SagId.ToString(), ct);
        BetalingRegler.SagenErEtBarns.Kraev(sag.Sagstype == Dagtilbudstype.Noegle);
        var foraeldre = (await sager.ParterAsync(k.Aktoer, sag.Id, ct)).Where(p => p.Rolle != Dagtilbudstype.Barn).ToList();
        var voksne = k.Voksne.Distinct().ToList();
        new Errors().AddIf(k.Aendret is null || k.Aendret.Value.Year is < 2000 or > 2100, "aendret", "Skriv den dag, oplysningerne gælder fra.")
            .AddIf(k.MaanedsindtaegtOere is < 0 or > 10_000_000_000, "indtaegt", "Skriv husstandens samlede indtægt om måneden i kroner.")
            .AddIf(k.BoernUnder18 is null or < 1 or > 20, "boern", "Skriv, hvor mange børn under 18 der bor hjemme, fra 1 til 20.")
            .AddIf(voksne.Count is < 1 or > 2 || voksne.Exists(v => foraeldre.TrueForAll(p => p.Id != v)), "voksne", "Vælg en eller to af forældrene på sagen.")
            .AddIf(k.Betaler is { } b && !voksne.Contains(b), "betaler", "Den, der betaler, skal være en af husstandens voksne.").AddIf(k.Kilde?.Length > 200, "kilde", "Kilden må højst være 200 tegn.").Throw();
        BetalingRegler.EnligErAlene.Kraev(!k.ErEnlig || voksne.Count == 1);
        var (fra, nu) = (DagtilbudHusstandsoplysning.Virkning(k.Aendret!.Value), tid.GetUtcNow());
        var husstand = await HusstandAsync(sag.Id, fra, nu, ct);
        db.RemoveRange(await db.Husstandsvoksne.Where(v => v.HusstandId == husstand).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        db.AddRange(voksne.Select(v => new DagtilbudHusstandsvoksen { HusstandId = husstand, SagspartId = v, SagId = sag.Id, ErBetaler = v == (k.Betaler ?? voksne[0]) }));
        db.Add(new DagtilbudHusstandsoplysning
        {
            HusstandId = husstand, FraMaaned = fra, MaanedsindtaegtOere = k.MaanedsindtaegtOere, ErEnlig = k.ErEnlig, BoernUnder18 = k.BoernUnder18!.Value, Kilde = string.IsNullOrWhiteSpace(k.Kilde) ? null : k.Kilde.Trim(),
            Registreret = nu, RegistreretAf = k.Aktoer.Id,
        });
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new HusstandRegistreret(fra, k.MaanedsindtaegtOere is not null), sag.Id, husstand, ct);
        return new(husstand, fra, await db.SidsteLukkedeAsync(ct) is { } lukket && lukket >= fra ? lukket : null);
    }

    /// <summary>The household that month; one that is known only from a later month is it from now on, and where there is none there is a new one.</summary>
    private async Task<Guid> HusstandAsync(Guid sag, DateOnly fra, DateTimeOffset nu, CancellationToken ct)
    {
        var boern = await db.Husstandsboern.Where(b => b.SagId == sag).ToListAsync(ct);
        if (boern.Find(b => b.GaelderI(fra)) is { } kendt)
            return kendt.HusstandId;
        var senere = boern.Where(b => b.Fra > fra).MinBy(b => b.Fra);
        var id = senere?.HusstandId ?? Guid.CreateVersion7();
        if (senere is null)
            db.Add(new DagtilbudHusstand { Id = id, Oprettet = nu });
        await db.SaveChangesAsync(ct);
        db.Add(new DagtilbudHusstandsbarn { HusstandId = id, SagId = sag, Fra = fra, Til = senere?.Fra });
        return id;
    }
}
