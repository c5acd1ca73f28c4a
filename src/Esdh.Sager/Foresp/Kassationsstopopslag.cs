using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Stops of disposal: which cases are under one, and why.</summary>
internal sealed class Kassationsstopopslag(SagerDb db)
{
    /// <summary>Facets of cases about a complaint; while one is open, the case it is about is held.</summary>
    private static readonly string[] Klagefacetter = ["K02", "K03"];

    /// <param name="SagId">The case.</param>
    /// <param name="Hvorfor">Name of the stop, or what holds it by itself.</param>
    public sealed record Holdt(Guid SagId, string Hvorfor);

    /// <summary>Those of these cases that are under a stop in force, or whose complaint is open, each with why; the first reason found.</summary>
    /// <param name="sager">At most 500.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Dictionary<Guid, string>> HoldteAsync(IReadOnlyCollection<Guid> sager, CancellationToken ct)
    {
        // Uden for adgang: what may be destroyed is decided for all, whoever sees it.
        var stoppede = await (from s in db.Sager
                              where sager.Contains(s.Id)
                              from o in db.Kassationsstopomfang
                              join k in db.Kassationsstop on o.StopId equals k.Id
                              where k.Ophaevet == null
                                  && (o.SagId == null || o.SagId == s.Id)
                                  && (o.PartId == null || db.Sagsparter.Any(p => p.SagId == s.Id && p.PartId == o.PartId))
                                  && (o.Emne == null || s.Emne.Substring(0, o.Emne.Length) == o.Emne)
                                  && (o.Fra == null || s.Afsluttet == null || s.Afsluttet >= o.Fra)
                                  && (o.Til == null || s.Oprettet < o.Til)
                              orderby k.Nr
                              select new Holdt(s.Id, k.Navn)).ToListAsync(ct);
        var klager = await (from r in db.Relationer
                            join k in db.Sager on r.FraSagId equals k.Id // Uden for adgang: as above.
                            where k.Tilstand != Tilstand.Afsluttet && Klagefacetter.Contains(k.Facet) && sager.Contains(r.TilSagId)
                            select new { Id = r.TilSagId, k.Sagsnummer })
            .Concat(from r in db.Relationer
                    join k in db.Sager on r.TilSagId equals k.Id // Uden for adgang: as above.
                    where k.Tilstand != Tilstand.Afsluttet && Klagefacetter.Contains(k.Facet) && sager.Contains(r.FraSagId)
                    select new { Id = r.FraSagId, k.Sagsnummer })
            .Concat(from k in db.Sager // Uden for adgang: as above.
                    where k.Tilstand != Tilstand.Afsluttet && Klagefacetter.Contains(k.Facet) && k.OversagId != null && sager.Contains(k.OversagId.Value)
                    select new { Id = k.OversagId!.Value, k.Sagsnummer }).ToListAsync(ct);
        return stoppede.Concat(klager.Select(k => new Holdt(k.Id, $"En klage er åben på {k.Sagsnummer}"))).GroupBy(h => h.SagId).ToDictionary(g => g.Key, g => g.First().Hvorfor);
    }

    /// <param name="Omfang">A Danish line for each part; the first ten.</param>
    public sealed record Stoplinje(
        Guid Id, int Nr, string Navn, string Begrundelse, bool ErAutomatisk, Guid SatAf, DateTimeOffset Sat, Guid? OphaevetAf, DateTimeOffset? Ophaevet, string? Ophaevelsesgrund, IReadOnlyList<string> Omfang, int Dele);

    /// <summary>In force first, the newest first; at most <paramref name="antal"/> older than <paramref name="foerNr"/>.</summary>
    public async Task<IReadOnlyList<Stoplinje>> ListeAsync(bool ogsaaOphaevede, int? foerNr, int antal, CancellationToken ct)
    {
        var stop = await db.Kassationsstop.AsNoTracking().Where(s => (ogsaaOphaevede || s.Ophaevet == null) && (foerNr == null || s.Nr < foerNr)).OrderByDescending(s => s.Nr).Take(antal).ToListAsync(ct);
        var ider = stop.ConvertAll(s => s.Id);
        var dele = (await (from o in db.Kassationsstopomfang.Where(o => ider.Contains(o.StopId) && o.Nr <= 10)
                           select new
                           {
                               Del = o,
                               Sag = db.Sager.Where(s => s.Id == o.SagId).Select(s => s.Sagsnummer).FirstOrDefault(), // Uden for adgang: the number alone.
                               Part = db.Parter.Where(p => p.Id == o.PartId).Select(p => p.ErBeskyttet ? "en person med beskyttet navn" : p.Navn).FirstOrDefault(),
                           }).AsNoTracking().ToListAsync(ct)).OrderBy(d => d.Del.Nr).ToLookup(d => d.Del.StopId, d => Linje(d.Del, d.Sag, d.Part));
        var antalDele = await db.Kassationsstopomfang.Where(o => ider.Contains(o.StopId)).GroupBy(o => o.StopId).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        return [.. stop.Select(s => new Stoplinje(s.Id, s.Nr, s.Navn, s.Begrundelse, s.Modul is not null, s.SatAf, s.Sat, s.OphaevetAf, s.Ophaevet, s.Ophaevelsesgrund, [.. dele[s.Id]], antalDele.GetValueOrDefault(s.Id)))];
    }

    /// <summary>How many are in force.</summary>
    public Task<int> AntalAsync(CancellationToken ct) => db.Kassationsstop.CountAsync(s => s.Ophaevet == null, ct);

    private static string Linje(Kassationsstopomfang o, string? sag, string? part)
    {
        List<string> ord = [];
        if (sag is not null)
            ord.Add($"sag {sag}");
        if (o.PartId is not null)
            ord.Add($"sager om {part ?? "en part, der er slettet"}");
        if (o.Emne is not null)
            ord.Add($"emne {o.Emne}");
        if (o.Fra is not null || o.Til is not null)
            ord.Add($"sager, der var åbne {(o.Fra is { } f ? $"fra {DanishTime.ShortDate(f)} " : "")}{(o.Til is { } t ? $"til {DanishTime.ShortDate(t.AddTicks(-1))}" : "")}".TrimEnd());
        return string.Join(", ", ord);
    }
}
