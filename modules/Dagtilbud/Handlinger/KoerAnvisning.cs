using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Storage;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Works out who is proposed a place in a month, and keeps it as it was worked out. It offers nothing.</summary>
internal sealed class KoerAnvisning(DagtilbudDb db, Billedlaesning billeder, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Maaned">A day in the month; this month to two years ahead.</param>
    /// <param name="NytId">What the run is called, for the demonstration.</param>
    public sealed record Kommando(Aktoer Aktoer, DateOnly? Maaned, Guid? NytId = null);

    public sealed record Svar(Guid Id, int Boern, int Placerede);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var denne = Maaneder.Nr(Core.Calendar.DanishTime.Today(tid));
        if (k.Maaned is not { } dag || Maaneder.Nr(dag) is var maaned && (maaned < denne || maaned > denne + 24))
            throw new InvalidException("maaned", "Vælg en måned: denne eller en af de næste 24.");
        var billede = await billeder.HentAsync(ct, Maaneder.Foerste(maaned) > Core.Calendar.DanishTime.Today(tid) ? Maaneder.Foerste(maaned) : null);
        var forslag = Anvisning.Foreslaa(maaned, billede.Anvisningsgrupper(maaned), billede.Boern(maaned), Anvisningsregler.Af(billede.Regler));
        var koersel = new DagtilbudKoersel
        {
            Id = k.NytId ?? Guid.CreateVersion7(), Maaned = Maaneder.Foerste(maaned), Lavet = tid.GetUtcNow(), LavetAf = k.Aktoer.Id, Regler = string.Join('\n', billede.Regler.Saetninger().Concat(billede.Regler.Andet())), Boern = forslag.Count, Placerede = forslag.Count(f => f.GruppeId is not null),
        };
        db.Add(koersel);
        await db.SaveChangesAsync(ct);
        var orden = 0;
        db.AddRange(forslag.OrderBy(f => f.GruppeId is null).ThenBy(f => f.GruppeId is { } g ? billede.Navn(g) : "", StringComparer.Ordinal).ThenBy(f => f.Foran.Count).ThenBy(f => f.SagId).Select(f => new DagtilbudForslag
        {
            KoerselId = koersel.Id, SagId = f.SagId, Orden = ++orden, GruppeId = f.GruppeId, Oenske = f.Oenske, ErGarantiplads = f.ErGarantiplads, Hvorfor = f.Hvorfor, Foran = DagtilbudForslag.Ider(f.Foran),
        }));
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AnvisningKoert(koersel.Maaned, koersel.Boern, koersel.Placerede), null, koersel.Id, ct);
        return new(koersel.Id, koersel.Boern, koersel.Placerede);
    }
}
