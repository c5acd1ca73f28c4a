using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Sider;
using Esdh.Byggesager.Storage;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Foresp;

/// <summary>The module's own rows about cases that were found first, and applications that are on none yet.</summary>
internal sealed class Byggesagsopslag(ByggesagerDb db, Sagsopslag opslag)
{
    public async Task<IReadOnlyList<Mangellinje>> ManglerAsync(Sagkort sag, CancellationToken ct) =>
        [.. (await db.Mangler.AsNoTracking().Where(m => m.SagId == sag.Id).OrderBy(m => m.Nr).Take(ByggesagMangel.FlestPaaSag).ToListAsync(ct))
            .Select(m => new Mangellinje(m.Id, m.Nr, m.Tekst, m.Stillet, m.DokumentId, m.Tilstand.ToString(), m.Klaret))];

    public Task<int> VentendeAsync(CancellationToken ct) => db.Ansoegninger.Where(a => a.Tilstand == Ansoegningstilstand.Venter).Take(1000).CountAsync(ct);

    /// <summary>Applications, the newest first.</summary>
    public async Task<Side<Ansoegningslinje>> AnsoegningerAsync(Aktoer aktoer, bool alle, string? efter, int antal, CancellationToken ct)
    {
        var sted = Cursor.Decode<Plads>(efter);
        var poster = db.Ansoegninger.AsNoTracking();
        if (!alle)
            poster = poster.Where(a => a.Tilstand == Ansoegningstilstand.Venter);
        if (sted is not null)
            poster = poster.Where(a => a.Id < sted.Id);
        var fundne = await poster.OrderByDescending(a => a.Id).Take(antal + 1).ToListAsync(ct);
        var side = fundne.Take(antal).ToList();
        var sager = await opslag.SynligeAsync(aktoer, [.. side.Select(a => a.SagId).OfType<Guid>().Distinct()], ct);
        // What became a case is shown to those who see the case.
        return new([.. side.Where(a => a.SagId is not { } s || sager.ContainsKey(s)).Select(a => Linje(a, a.SagId is { } s ? sager[s].Sagsnummer : null))], fundne.Count > antal ? Cursor.Encode(new Plads(side[^1].Id)) : null);
    }

    public async Task<ByggesagAnsoegning?> AnsoegningAsync(Guid id, CancellationToken ct) => await db.Ansoegninger.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);

    /// <summary>Messages to Byg og Miljø on cases that the actor sees, in order.</summary>
    public async Task<Side<Beskedlinje>> BeskederAsync(Aktoer aktoer, long efter, int antal, CancellationToken ct)
    {
        var fundne = await db.Beskeder.AsNoTracking().Where(b => b.Nr > efter).OrderBy(b => b.Nr).Take(antal + 1).ToListAsync(ct);
        var side = fundne.Take(antal).ToList();
        var sager = await opslag.SynligeAsync(aktoer, [.. side.Select(b => b.SagId).Distinct()], ct);
        return new([.. side.Where(b => sager.ContainsKey(b.SagId)).Select(b => Linje(b, sager[b.SagId].Sagsnummer))], fundne.Count > antal ? $"{side[^1].Nr}" : null);
    }

    internal static Beskedlinje Linje(ByggesagBesked b, string sagsnummer) =>
        new(b.Nr, b.Tid, b.AnsoegningId, sagsnummer, b.Slags.ToString(), b.Trin, b.Titel, b.DokumentId, b.DokumentId is { } d ? $"/api/v1/dokumenter/{d}/filer/1" : null);

    internal static Ansoegningslinje Linje(ByggesagAnsoegning a, string? sagsnummer) => new(
        a.Id, a.AnsoegningId, a.Kanal.ToString(), a.Titel, a.Adresse, a.Modtaget, a.Tilstand.ToString(), a.Grunde.Split('\n', StringSplitOptions.RemoveEmptyEntries), a.SagId, sagsnummer, a.Afvisning);

    private sealed record Plads(Guid Id);
}

/// <summary>A message to Byg og Miljø.</summary>
/// <param name="Nr">Grows; ask for those after it.</param>
/// <param name="Art">Status or Brev.</param>
/// <param name="Trin">Key of the step.</param>
/// <param name="Titel">What the step is called, or the letter's title.</param>
/// <param name="Fil">Where the letter's file is fetched.</param>
internal sealed record Beskedlinje(long Nr, DateTimeOffset Tid, string AnsoegningId, string Sagsnummer, string Art, string Trin, string Titel, Guid? DokumentId, string? Fil);
