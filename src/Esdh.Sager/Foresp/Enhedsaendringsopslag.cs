using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Changes of units and their receipts, for administrators.</summary>
internal sealed class Enhedsaendringsopslag(SagerDb db, CoreDb core, Navneopslag navne)
{
    /// <param name="Tilstand">Planlagt, IGang, PaaPause, Gennemfoert, Annulleret, Stoppet or GaaetIStaa.</param>
    internal sealed record Aendring(
        Guid Id, int Nr, string Art, DateOnly Dato, string Titel, string Tilstand, bool Udvid, Guid BestiltAf, string BestiltAfNavn, DateTimeOffset Bestilt, DateTimeOffset? Begyndt, DateTimeOffset? Udfoert, Guid JobId, int JobNr,
        int Naaet, int IAlt, string? Resultat, long Version);

    /// <param name="Art">adgang, bruger, underenhed, postkasse, post, skabelon, frase, godkendelse, visning, sag or enhed.</param>
    /// <param name="Til">Where it went, by name.</param>
    internal sealed record Kvitteringslinje(int Nr, string Art, string Navn, Guid? TilId, string? Til);

    /// <param name="Art">As in <see cref="Kvitteringslinje"/>.</param>
    internal sealed record Antal(string Art, string? Til, int Tal);

    private sealed record Plads(int Nr);

    public async Task<Side<Aendring>> ListeAsync(string? efter, int antal, CancellationToken ct)
    {
        var alle = db.Enhedsaendringer.AsNoTracking();
        if (Cursor.Decode<Plads>(efter) is { } plads)
            alle = alle.Where(a => a.Nr < plads.Nr);
        var fundne = await alle.OrderByDescending(a => a.Nr).Take(antal + 1).ToListAsync(ct);
        return new(await SomAsync(fundne.Take(antal).ToList(), ct), fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Nr)) : null);
    }

    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Aendring> HentAsync(Guid id, CancellationToken ct) =>
        await SomAsync(await db.Enhedsaendringer.AsNoTracking().Where(a => a.Id == id || a.JobId == id).ToListAsync(ct), ct) is [var fundet] ? fundet : throw new NotFoundException("Ændringen findes ikke.");

    /// <summary>What has been moved, in the order it was.</summary>
    public async Task<Side<Kvitteringslinje>> KvitteringAsync(Aendring a, string? efter, int antal, CancellationToken ct)
    {
        var fra = Cursor.Decode<Plads>(efter)?.Nr ?? 0;
        var poster = await core.JobPoster.Where(p => p.JobId == a.JobId && p.Nr > fra).OrderBy(p => p.Nr).Take(antal + 1).Select(p => new { p.Nr, p.Noegle }).ToListAsync(ct);
        var laest = poster.Take(antal).Select(p => (p.Nr, Post: FremEnhedsaendring.Post.Laes(p.Noegle))).ToList();
        var enheder = await navne.EnhedsnavneAsync(ct);
        return new([.. laest.Select(p => new Kvitteringslinje(p.Nr, p.Post.Art, p.Post.Navn, p.Post.Til, p.Post.Til is { } til ? enheder.Navn(til, a.Udfoert ?? DateTimeOffset.MaxValue) : null))],
            poster.Count > antal ? Cursor.Encode(new Plads(poster[antal - 1].Nr)) : null);
    }

    /// <summary>How many of each kind went where.</summary>
    public async Task<IReadOnlyList<Antal>> SumAsync(Aendring a, CancellationToken ct)
    {
        Dictionary<(string, string?), int> sum = [];
        for (string? efter = null; ;)
        {
            var side = await KvitteringAsync(a, efter, 1000, ct);
            foreach (var linje in side.Poster)
                sum[(linje.Art, linje.Til)] = sum.GetValueOrDefault((linje.Art, linje.Til)) + (linje.Art == "adgang" && int.TryParse(linje.Navn.Split(' ')[0], out var lister) ? lister : 1);
            efter = side.Naeste;
            if (efter is null)
                return [.. sum.Select(s => new Antal(s.Key.Item1, s.Key.Item2, s.Value))];
        }
    }

    private async Task<IReadOnlyList<Aendring>> SomAsync(IReadOnlyList<Enhedsaendring> aendringer, CancellationToken ct)
    {
        var ider = aendringer.Select(a => a.JobId).ToList();
        var jobs = await core.Jobs.AsNoTracking().Where(j => ider.Contains(j.Id)).ToDictionaryAsync(j => j.Id, ct);
        var brugere = await navne.BrugereAsync(aendringer.Select(a => a.BestiltAf), ct);
        return [.. aendringer.Select(a => jobs[a.JobId] is var j ? new Aendring(
            a.Id, a.Nr, a.Art.ToString(), a.Dato, j.Titel, Tilstand(a, j), a.Udvid, a.BestiltAf, brugere.GetValueOrDefault(a.BestiltAf, "Ukendt bruger"), a.Bestilt, a.Begyndt, a.Udfoert, j.Id, j.Nr, j.Faerdige, j.IAlt, j.Resultat, a.Version) : null!)];
    }

    private static string Tilstand(Enhedsaendring a, Job j) => j.Status switch
    {
        Jobstatus.Faerdig => "Gennemfoert",
        Jobstatus.Fejlet => "GaaetIStaa",
        Jobstatus.Stoppet => a.Begyndt is null ? "Annulleret" : "Stoppet",
        Jobstatus.SatPaaPause => "PaaPause",
        _ => a.Begyndt is null && j.Tidligst is not null ? "Planlagt" : "IGang",
    };
}
