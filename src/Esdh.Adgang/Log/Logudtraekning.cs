using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Log;

/// <summary>
/// Draws a month's sample: each line gets a number from the seed and its place, and of each stratum the lowest are taken, so the same seed gives the same lines whatever order they are
/// read in. The rare strata have as many places as the common one, and what they do not fill goes to the next.
/// </summary>
internal sealed class Logudtraekning(Authority myndighed, Adgangslogge logge, AdgangDb db, Logopslag opslag, ILogkontrolkilde? kilde = null)
{
    private const int Portion = 1000;

    /// <param name="Linjer">In the order of the log.</param>
    internal sealed record Udtraek(int Omfang, IReadOnlyList<Loglinjekontrol> Linjer);

    /// <summary>Reads the month twice: once for what its lines are about, once to draw.</summary>
    /// <param name="antal">Most lines.</param>
    public async Task<Udtraek> UdtagAsync(DateOnly maaned, long froe, int antal, Guid stikproeveId, CancellationToken ct)
    {
        var filter = new Adgangsfilter(DanishTime.StartOfDay(maaned), DanishTime.StartOfDay(maaned.AddMonths(1)), KunSete: true);
        var log = logge.For(myndighed);
        var (sager, brugere, omfang) = (new HashSet<Guid>(), new HashSet<Guid>(), 0);
        await foreach (var (_, linje) in log.LaesAsync(filter, null, ct))
        {
            if (!Viste(linje))
                continue;
            omfang++;
            brugere.Add(linje.BrugerId!.Value);
            if (linje.SagId is { } sag)
                sager.Add(sag);
        }

        var kendte = new Dictionary<Guid, Kontrolsag>();
        foreach (var portion in kilde is null ? [] : sager.Chunk(Portion))
        {
            foreach (var (id, sag) in await kilde!.SagerAsync(portion, ct))
                kendte[id] = sag;
        }

        var enheder = await EnhederAsync(brugere, ct);
        var (egneNoegler, egneSager) = await EgneAsync(log, brugere, ct);
        var glas = (await db.Noedadgange.Where(n => n.Tid < filter.Til && n.Udloeber > filter.Fra).Select(n => new { n.BrugerId, n.SagId }).Distinct().ToListAsync(ct)).Select(n => (n.BrugerId, n.SagId)).ToHashSet();

        var strata = Enum.GetValues<Logstratum>().ToDictionary(s => s, _ => new PriorityQueue<(ulong Lod, Logsted Sted, Adgangslinje Linje), ulong>(Comparer<ulong>.Create((a, b) => b.CompareTo(a))));
        await foreach (var (sted, linje) in log.LaesAsync(filter, null, ct))
        {
            if (!Viste(linje))
                continue;
            var koe = strata[Stratum(linje)];
            var lod = Lod(froe, sted);
            if (koe.Count < antal)
                koe.Enqueue((lod, sted, linje), lod);
            else
                koe.EnqueueDequeue((lod, sted, linje), lod); // the highest goes out
        }

        var ord = opslag.Ord();
        List<(Logsted Sted, Logstratum Stratum, Adgangslinje Linje)> valgte = [];
        var (tilbage, igen) = (antal, strata.Count);
        foreach (var (stratum, koe) in strata.OrderBy(s => s.Key))
        {
            var tager = stratum == Logstratum.Oevrige ? tilbage : Math.Min(koe.Count, (tilbage + igen - 1) / igen);
            var trukne = koe.UnorderedItems.Select(i => i.Element).OrderBy(i => i.Lod).Take(tager).ToList();
            valgte.AddRange(trukne.Select(t => (t.Sted, stratum, t.Linje)));
            (tilbage, igen) = (tilbage - trukne.Count, igen - 1);
        }

        return new(omfang, [.. valgte.OrderByDescending(v => v.Sted.Nr).Select(v => new Loglinjekontrol
        {
            StikproeveId = stikproeveId, Stratum = v.Stratum, Tid = v.Linje.Tid, BrugerId = v.Linje.BrugerId!.Value, PaaVegneAf = v.Linje.PaaVegneAf, Hvad = ord.GetValueOrDefault(v.Linje.Handling) ?? v.Linje.Handling,
            SagId = v.Linje.SagId, Sagsnummer = v.Linje.Sagsnummer, Begrundelse = v.Linje.Begrundelse ?? v.Linje.Soegeord,
        })]);

        Logstratum Stratum(Adgangslinje l)
        {
            var bruger = l.BrugerId!.Value;
            if (l.Handling.Contains("noedadgang", StringComparison.Ordinal) || (l.SagId is { } s && glas.Contains((bruger, s))))
                return Logstratum.Noedadgang;
            if ((l.Person is { } person && egneNoegler.Contains((bruger, person))) || (l.SagId is { } egen && egneSager.Contains((bruger, egen))))
                return Logstratum.EgetNavn;
            var kendt = l.SagId is { } id ? kendte.GetValueOrDefault(id) : null;
            if (l.Handling.Contains("beskyttede-oplysninger", StringComparison.Ordinal) || l.Handling.Contains("personnummer", StringComparison.Ordinal) || kendt?.HarBeskyttetPart == true)
                return Logstratum.Beskyttet;
            // At another's desk it is that one's unit that counts.
            return kendt is not null && enheder.TryGetValue(l.PaaVegneAf ?? bruger, out var hans) && !hans.Contains(kendt.EnhedId) ? Logstratum.AndenEnhed : Logstratum.Oevrige;
        }
    }

    /// <summary>Something of a case, a document or a person was shown to somebody.</summary>
    private static bool Viste(Adgangslinje l) => l.BrugerId is not null && (l.SagId is not null || l.DokumentId is not null || l.Person is not null);

    private async Task<Dictionary<Guid, HashSet<Guid>>> EnhederAsync(HashSet<Guid> brugere, CancellationToken ct)
    {
        var under = (await db.Enheder.Where(e => e.ForaelderId != null).Select(e => new { e.Id, e.ForaelderId }).ToListAsync(ct)).ToLookup(e => e.ForaelderId, e => e.Id);
        Dictionary<Guid, HashSet<Guid>> enheder = [];
        foreach (var b in await db.Brugere.Select(b => new { b.Id, b.EnhedId, b.Roller }).ToListAsync(ct))
        {
            // Whose task is the whole authority looks everywhere.
            if ((b.Roller & (Core.Access.Roller.Arkivar | Core.Access.Roller.Revisor | Core.Access.Roller.Robot)) != 0)
                continue;
            List<Guid> hans = [b.EnhedId];
            for (var i = 0; b.Roller.HasFlag(Core.Access.Roller.Leder) && i < hans.Count; i++)
                hans.AddRange(under[hans[i]].Where(id => !hans.Contains(id)));
            enheder[b.Id] = [.. hans];
        }

        return enheder;
    }

    private async Task<(HashSet<(Guid, string)> Noegler, HashSet<(Guid, Guid)> Sager)> EgneAsync(Adgangslog log, HashSet<Guid> brugere, CancellationToken ct)
    {
        HashSet<(Guid, string)> noegler = [];
        HashSet<(Guid, Guid)> sager = [];
        if (kilde is null || brugere.Count == 0)
            return (noegler, sager);
        var alle = (await db.Brugere.Select(b => new { b.Id, b.Navn, b.Email }).ToListAsync(ct)).FindAll(b => brugere.Contains(b.Id));
        foreach (var portion in alle.Chunk(Portion))
        {
            foreach (var p in await kilde.PersonerAsync([.. portion.Select(b => b.Navn).Distinct()], [.. portion.Select(b => b.Email?.ToLowerInvariant()).OfType<string>().Distinct()], ct))
            {
                foreach (var b in portion.Where(b => b.Navn == p.Navn || (b.Email is not null && b.Email.Equals(p.Email, StringComparison.OrdinalIgnoreCase))))
                {
                    noegler.Add((b.Id, log.Person(p.Id.ToString())));
                    if (p.Cpr is not null)
                        noegler.Add((b.Id, log.Person(p.Cpr)));
                    sager.UnionWith(p.Sager.Select(s => (b.Id, s)));
                }
            }
        }

        return (noegler, sager);
    }

    /// <summary>A number that follows from the seed and the line's place alone (SplitMix64).</summary>
    internal static ulong Lod(long froe, Logsted sted)
    {
        unchecked
        {
            var z = (ulong)froe + ((((ulong)sted.Maaned << 40) ^ (ulong)sted.Nr) * 0x9E3779B97F4A7C15UL);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
