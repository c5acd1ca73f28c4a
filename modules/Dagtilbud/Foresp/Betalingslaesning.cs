using System.Text.Json;
using System.Text.Json.Serialization;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Foresp;

/// <summary>
/// Reads what prices are worked out from. It knows no actor: what is about a child is shown only after the case was found for the one who asks, and the monthly basis is the authority's.
/// </summary>
internal sealed class Betalingslaesning(DagtilbudDb db, Garantitilskud garanti)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public async Task<Betalingsgrunddata> GrunddataAsync(CancellationToken ct) => new(
        await db.Takster.AsNoTracking().ToListAsync(ct), await SkalaerAsync(ct), await db.Betalingsregler.AsNoTracking().ToListAsync(ct),
        [.. (await garanti.HaevetAsync(ct)).Select(p => new Betalingsbrud(p.Fra, p.Til is { } til ? Betalingsbeloeb.Maaned(til) : null))]);

    /// <summary>All scales; that of 2024 comes with the product, unless the authority has its own from the same month.</summary>
    public async Task<IReadOnlyList<DagtilbudFripladsskala>> SkalaerAsync(CancellationToken ct)
    {
        var egne = await db.Fripladsskalaer.AsNoTracking().Include(s => s.Trin).OrderBy(s => s.GaelderFra).ToListAsync(ct);
        return egne.Exists(s => s.GaelderFra == DagtilbudFripladsskala.Fra2024.GaelderFra) ? egne : [.. egne.Append(DagtilbudFripladsskala.Fra2024).OrderBy(s => s.GaelderFra)];
    }

    /// <summary>Households with children that have a place in a time, with what has been known of them.</summary>
    /// <param name="fra">The first day.</param>
    /// <param name="til">The day after the last.</param>
    /// <param name="kun">These children alone; all when null.</param>
    public async Task<IReadOnlyList<(Guid Noegle, Betalingshusstand Husstand)>> HusstandeAsync(DateOnly fra, DateOnly til, IReadOnlyCollection<Guid>? kun, CancellationToken ct)
    {
        var pladser = from p in db.Pladser.AsNoTracking()
                      join g in db.Grupper.AsNoTracking() on p.GruppeId equals g.Id
                      join i in db.Institutioner.AsNoTracking() on g.InstitutionId equals i.Id
                      join a in db.Ansoegninger.AsNoTracking() on p.SagId equals a.SagId
                      where p.Fra < til && p.Vokser > fra && (p.Til == null || p.Til >= fra)
                      select new { Plads = p, Gruppe = g, i.Art, a.Foedt };
        // All at once for a run: its children are a list too long to be sent as parameters.
        var (valgene, iHusstand, oplyst) = (db.Betalingsvalg.AsNoTracking(), db.Husstandsboern.AsNoTracking(), db.Husstandsoplysninger.AsNoTracking());
        if (kun is not null)
        {
            pladser = pladser.Where(p => kun.Contains(p.Plads.SagId));
            valgene = valgene.Where(v => kun.Contains(v.SagId));
            iHusstand = iHusstand.Where(b => kun.Contains(b.SagId));
            oplyst = oplyst.Where(o => db.Husstandsboern.Any(b => b.HusstandId == o.HusstandId && kun.Contains(b.SagId)));
        }

        var fundne = (await pladser.ToListAsync(ct)).GroupBy(p => p.Plads.SagId).ToList();
        var valg = (await valgene.ToListAsync(ct)).ToLookup(v => v.SagId);
        var boern = fundne.ToDictionary(g => g.Key, g => new Betalingsbarn(
            g.Key, g.First().Foedt, [.. g.OrderBy(p => p.Plads.Fra).SelectMany(p => Betalingsgrund.Pladser(p.Plads, p.Gruppe, p.Art, p.Foedt, [.. valg[g.Key]]))]));
        var raekker = (await iHusstand.ToListAsync(ct)).Where(b => boern.ContainsKey(b.SagId)).ToList();
        var oplysninger = (await oplyst.ToListAsync(ct)).ToLookup(o => o.HusstandId);
        var efterSag = raekker.ToLookup(b => b.SagId);
        return
        [
            .. raekker.GroupBy(b => b.HusstandId).Select(h => (h.Key, new Betalingshusstand(h.Key, [.. h.Select(b => (boern[b.SagId], b.Fra, b.Til))], [.. oplysninger[h.Key]]))),
            .. boern.Values.Select(b => (b.SagId, new Betalingshusstand(null, Alene(b, efterSag[b.SagId]), []))).Where(h => h.Item2.Boern.Count > 0),
        ];
    }

    /// <summary>Months in which nobody has registered a household for the child: it stands alone.</summary>
    private static List<(Betalingsbarn Barn, DateOnly Fra, DateOnly? Til)> Alene(Betalingsbarn barn, IEnumerable<DagtilbudHusstandsbarn> husstande)
    {
        List<(Betalingsbarn, DateOnly, DateOnly?)> alene = [];
        var naaet = DateOnly.MinValue;
        foreach (var b in husstande.OrderBy(b => b.Fra))
        {
            if (naaet < b.Fra)
                alene.Add((barn, naaet, b.Fra));
            naaet = b.Til ?? DateOnly.MaxValue;
        }

        if (naaet < DateOnly.MaxValue)
            alene.Add((barn, naaet, null));
        return alene;
    }

    /// <summary>The children that are, or have been, in a household with this one; itself too.</summary>
    public async Task<IReadOnlyCollection<Guid>> HusstandensAsync(Guid sag, CancellationToken ct) =>
        (await db.Husstandsboern.Where(b => db.Husstandsboern.Any(m => m.SagId == sag && m.HusstandId == b.HusstandId)).Select(b => b.SagId).Distinct().OrderBy(id => id).Take(100).ToListAsync(ct)).Append(sag).ToHashSet();

    public static string Skriv(IReadOnlyList<Betalingslinje> linjer) => JsonSerializer.Serialize(linjer, Json);

    public static IReadOnlyList<Betalingslinje> Laes(string linjer) => JsonSerializer.Deserialize<List<Betalingslinje>>(linjer, Json)!;
}
