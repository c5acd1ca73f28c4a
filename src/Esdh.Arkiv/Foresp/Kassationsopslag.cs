using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Foresp;

/// <summary>Disposals as the archivist reads them. Titles are shown of what the reader may see; numbers and counts of all.</summary>
internal sealed class Kassationsopslag(ArkivDb arkiv, SagerDb sager, Personer personer)
{
    public sealed record Kort(Guid Id, int Nr, string Art, string Titel, DateOnly Skaeringsdag, string Tilstand, DateTimeOffset Oprettet, DateTimeOffset? Afsluttet, int Linjer);

    /// <param name="Mangler">What must be there before it is sent to approval.</param>
    public sealed record Enkelt(
        Guid Id, int Nr, string Art, string Titel, DateOnly Skaeringsdag, IReadOnlyList<string> Emner, string Tilstand, Guid JobId, int Linjer, string? Analyse, string? Hoering, DateOnly? HoeringDag, Guid? BeslutningDokumentId,
        string? Beslutning, DateOnly? BeslutningDag, string OprettetAf, DateTimeOffset Oprettet, string? SendtAf, string? GodkendtAf, DateTimeOffset? Godkendt, DateTimeOffset? Afsluttet, string? OpgivetGrund,
        string? ProtokolSha256, string? ProtokolPdfSha256, IReadOnlyList<string> Mangler, long Version);

    public sealed record Emnetal(string Emne, string? Titel, string Facet, int Venter, int Undtaget, int Kasseret, int SprungetOver, int Filer, long Stoerrelse);

    /// <param name="DokumentId">Null where the line is a whole case's.</param>
    /// <param name="Titel">The document's, or the case's. Null where the reader may not see it.</param>
    public sealed record Linje(int Nr, Guid SagId, string Sagsnummer, Guid? DokumentId, string? Titel, string Emne, string Facet, DateOnly Lukket, int Filer, long Stoerrelse, string Udfald, string? Grund);

    private sealed record Plads(int Nr);

    public async Task<Side<Kort>> ListeAsync(Kassationsart? art, string? efter, int antal, CancellationToken ct)
    {
        var foer = Cursor.Decode<Plads>(efter)?.Nr ?? int.MaxValue;
        var fundne = await arkiv.Kassationer.Where(k => k.Nr < foer && (art == null || k.Art == art)).OrderByDescending(k => k.Nr).Take(antal + 1)
            .Select(k => new Kort(k.Id, k.Nr, k.Art.ToString(), k.Titel, k.Skaeringsdag, k.Tilstand.ToString(), k.Oprettet, k.Afsluttet, k.Linjer)).ToListAsync(ct);
        return new([.. fundne.Take(antal)], fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Nr)) : null);
    }

    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Guid> IdForJobAsync(Guid job, CancellationToken ct) =>
        await arkiv.Kassationer.Where(k => k.JobId == job).Select(k => (Guid?)k.Id).SingleOrDefaultAsync(ct) ?? throw new NotFoundException("Kassationen findes ikke.");

    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Enkelt> HentAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var k = await arkiv.Kassationer.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Kassationen findes ikke.");
        await personer.HuskAsync(new[] { k.OprettetAf, k.SendtAf, k.GodkendtAf }.OfType<Guid>(), ct);
        var beslutning = k.BeslutningDokumentId is { } d ? await sager.Dokumenter.SynligeFor(sager, aktoer).Where(x => x.Id == d).Select(x => x.Titel).SingleOrDefaultAsync(ct) : null;
        return new(
            k.Id, k.Nr, k.Art.ToString(), k.Titel, k.Skaeringsdag, k.Emner, k.Tilstand.ToString(), k.JobId, k.Linjer, k.Analyse, k.Hoering, k.HoeringDag, k.BeslutningDokumentId, beslutning, k.BeslutningDag, await personer.NavnAsync(k.OprettetAf, ct), k.Oprettet,
            k.SendtAf is { } s ? await personer.NavnAsync(s, ct) : null, k.GodkendtAf is { } g ? await personer.NavnAsync(g, ct) : null, k.Godkendt, k.Afsluttet, k.OpgivetGrund, k.ProtokolSha256, k.ProtokolPdfSha256, [.. k.Mangler()], k.Version);
    }

    /// <summary>By subject and facet, in the order of their numbers; the first 2,000.</summary>
    public async Task<IReadOnlyList<Emnetal>> EmnerAsync(Guid id, CancellationToken ct)
    {
        var tal = await arkiv.Kassationslinjer.Where(l => l.KassationId == id).GroupBy(l => new { l.Emne, l.Facet, l.Udfald })
            .Select(g => new { g.Key, Antal = g.Count(), Filer = g.Sum(l => l.Filer), Stoerrelse = g.Sum(l => l.Stoerrelse) }).ToListAsync(ct);
        var emner = tal.Select(t => t.Key.Emne).Distinct().Take(2000).ToList();
        var titler = await sager.Planemner.Where(e => emner.Contains(e.Nummer)).GroupBy(e => e.Nummer).Select(g => new { g.Key, Titel = g.Max(e => e.Titel) }).ToDictionaryAsync(e => e.Key, e => e.Titel, ct);
        return [.. tal.GroupBy(t => (t.Key.Emne, t.Key.Facet)).OrderBy(g => g.Key.Emne, StringComparer.Ordinal).ThenBy(g => g.Key.Facet, StringComparer.Ordinal).Take(2000).Select(g =>
        {
            int Antal(Kassationsudfald u) => g.Where(t => t.Key.Udfald == u).Sum(t => t.Antal);
            return new Emnetal(g.Key.Emne, titler.GetValueOrDefault(g.Key.Emne), g.Key.Facet, Antal(Kassationsudfald.Venter), Antal(Kassationsudfald.Undtaget), Antal(Kassationsudfald.Kasseret), Antal(Kassationsudfald.SprungetOver), g.Sum(t => t.Filer), g.Sum(t => t.Stoerrelse));
        })];
    }

    /// <param name="aktoer">Whose titles.</param>
    /// <param name="id">The disposal.</param>
    /// <param name="emne">A main group, group or subject; null for all.</param>
    /// <param name="udfald">Venter, Undtaget, Kasseret or SprungetOver; null for all.</param>
    /// <param name="efter">Where the last page ended.</param>
    /// <param name="antal">Most.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Side<Linje>> LinjerAsync(Aktoer aktoer, Guid id, string? emne, string? udfald, string? efter, int antal, CancellationToken ct)
    {
        var fra = Cursor.Decode<Plads>(efter)?.Nr ?? 0;
        var valgte = arkiv.Kassationslinjer.AsNoTracking().Where(l => l.KassationId == id && l.Nr > fra);
        if (!string.IsNullOrEmpty(emne))
            valgte = valgte.Where(l => l.Emne.StartsWith(emne));
        if (Enum.TryParse<Kassationsudfald>(udfald, out var u))
            valgte = valgte.Where(l => l.Udfald == u);
        var linjer = await valgte.OrderBy(l => l.Nr).Take(antal + 1).ToListAsync(ct);
        var vist = linjer.Take(antal).ToList();
        var (dokumenter, sagsider) = (vist.Select(l => l.DokumentId).OfType<Guid>().ToList(), vist.Select(l => l.SagId).Distinct().ToList());
        var titler = await sager.Dokumenter.SynligeFor(sager, aktoer).Where(d => dokumenter.Contains(d.Id)).Select(d => new { d.Id, d.Titel }).ToDictionaryAsync(d => d.Id, d => d.Titel, ct);
        if (dokumenter.Count < vist.Count)
        {
            foreach (var s in await sager.Sager.SynligeFor(aktoer).Where(s => sagsider.Contains(s.Id)).Select(s => new { s.Id, s.Titel }).ToListAsync(ct))
                titler[s.Id] = s.Titel;
        }

        var numre = await sager.Sager.Where(s => sagsider.Contains(s.Id)).Select(s => new { s.Id, s.Sagsnummer }).ToDictionaryAsync(s => s.Id, s => s.Sagsnummer, ct); // Uden for adgang: numbers alone.
        return new([.. vist.Select(l => new Linje(
            l.Nr, l.SagId, numre.GetValueOrDefault(l.SagId, ""), l.DokumentId, titler.TryGetValue(l.DokumentId ?? l.SagId, out var t) ? CprFinder.Mask(t) : null, l.Emne, l.Facet, l.Lukket, l.Filer, l.Stoerrelse, l.Udfald.ToString(), l.Grund))],
            linjer.Count > antal ? Cursor.Encode(new Plads(vist[^1].Nr)) : null);
    }
}
