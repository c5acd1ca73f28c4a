using System.Globalization;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Server.Jobs;

/// <summary>Long work as its owner and administrators see it.</summary>
/// <param name="Type">The kind of work.</param>
/// <param name="Status">Venter, Koerer, SatPaaPause, Forberedes, Faerdig, Fejlet or Stoppet.</param>
/// <param name="IAlt">How many items there are; 0 while that is not known.</param>
/// <param name="Fejl">Items that went wrong.</param>
/// <param name="PauseOensket">It goes on pause after the portion it is at.</param>
/// <param name="PausetAfNavn">Who set it on pause.</param>
/// <param name="Tidligst">It is not begun before then.</param>
internal sealed record Jobpost(
    int Nr, Guid Id, string Type, string Titel, string Status, int IAlt, int Faerdige, int Fejl, Guid OprettetAf, string OprettetAfNavn, DateTimeOffset Oprettet, DateTimeOffset? Startet,
    DateTimeOffset? Afsluttet, string? Resultat, bool StopOensket, bool PauseOensket, string? PausetAfNavn, DateTimeOffset? Pauset, DateTimeOffset? Tidligst)
{
    /// <summary>Not ended.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool ErIGang => Status is nameof(Jobstatus.Venter) or nameof(Jobstatus.Koerer) or nameof(Jobstatus.SatPaaPause) or nameof(Jobstatus.Forberedes);
}

/// <summary>One item and how it went.</summary>
/// <param name="Navn">What it is about, in words.</param>
/// <param name="Resultat">Null until it is done; then <c>ok</c> or a Danish sentence on what went wrong.</param>
internal sealed record Jobelement(int Nr, string Navn, string? Resultat);

/// <summary>One's own jobs; an administrator's all.</summary>
internal sealed partial class Jobopslag(CoreDb db, Navneopslag navne, IEnumerable<IJobKind> kinds)
{
    /// <summary>Newest first.</summary>
    public async Task<Side<Jobpost>> ListeAsync(Aktoer aktoer, string? efter, int antal, CancellationToken ct)
    {
        var jobs = For(db.Jobs, aktoer);
        if (Cursor.Decode<Plads>(efter) is { } plads)
            jobs = jobs.Where(j => j.Nr < plads.Nr);
        var fundne = await jobs.OrderByDescending(j => j.Nr).Take(antal + 1).ToListAsync(ct);
        var navn = await navne.BrugereAsync(fundne.SelectMany(Personer), ct);
        return new([.. fundne.Take(antal).Select(j => Som(aktoer, j, navn))], fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Nr)) : null);
    }

    /// <param name="aktoer">Who asks.</param>
    /// <param name="job">Its number or id.</param>
    /// <exception cref="NotFoundException">Not there, or not the actor's.</exception>
    public async Task<Jobpost> HentAsync(Aktoer aktoer, string job, CancellationToken ct)
    {
        var fundet = await FindAsync(db, aktoer, job, ct);
        return Som(aktoer, fundet, await navne.BrugereAsync(Personer(fundet), ct));
    }

    /// <summary>The items and how they went. What an item is, only the owner is told: an administrator need not know the case.</summary>
    public async Task<Side<Jobelement>> ElementerAsync(Aktoer aktoer, Jobpost job, bool kunFejl, string? efter, int antal, CancellationToken ct)
    {
        var (jobId, kind, mit) = (job.Id, Kind(job.Type), job.OprettetAf == aktoer.Id);
        var fra = Cursor.Decode<Plads>(efter)?.Nr ?? int.MinValue;
        var fundne = await db.JobPoster.Where(p => p.JobId == jobId && p.Nr > fra && (!kunFejl || (p.Resultat != null && p.Resultat != "ok")))
            .OrderBy(p => p.Nr).Take(antal + 1).Select(p => new { p.Nr, p.Noegle, p.Resultat }).ToListAsync(ct);
        return new([.. fundne.Take(antal).Select(p => new Jobelement(p.Nr, mit ? kind?.ItemName(p.Noegle) ?? p.Noegle : $"Del {p.Nr}", mit || p.Resultat is null ? p.Resultat : UdenSag(p.Resultat)))], fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Nr)) : null);
    }

    /// <summary>The page that the job's kind has for its owner; null when it has none.</summary>
    public string? EgenSide(Aktoer aktoer, Jobpost job) => job.OprettetAf == aktoer.Id ? Kind(job.Type)?.Page(job.Id) : null;

    private IJobKind? Kind(string type) => kinds.FirstOrDefault(k => k.Type == type);

    /// <exception cref="NotFoundException">Not there, or not the actor's.</exception>
    internal static async Task<Job> FindAsync(CoreDb db, Aktoer aktoer, string job, CancellationToken ct)
    {
        var jobs = For(db.Jobs, aktoer);
        var fundet = Guid.TryParse(job, out var id) ? await jobs.SingleOrDefaultAsync(j => j.Id == id, ct)
            : int.TryParse(job, NumberStyles.None, CultureInfo.InvariantCulture, out var nr) ? await jobs.SingleOrDefaultAsync(j => j.Nr == nr, ct)
            : null;
        return fundet ?? throw new NotFoundException("Jobbet findes ikke, eller det er ikke dit.");
    }

    private static IQueryable<Job> For(IQueryable<Job> jobs, Aktoer aktoer) => aktoer.Har(Roller.Administrator) ? jobs : jobs.Where(j => j.OprettetAf == aktoer.Id);

    /// <summary>Of which case, only the owner is told: an administrator who sees all jobs need not know the case, and neither need those who read the authority's events.</summary>
    internal static string UdenSag(string tekst) => Sagsnummer().Replace(tekst, m => m.Index == 0 ? "En sag" : "en sag");

    [GeneratedRegex("(?:[Ss]ag )?[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}-[A-ZÆØÅ][0-9]{2}-[0-9]+-[0-9]+")]
    private static partial Regex Sagsnummer();

    private static Jobpost Som(Aktoer aktoer, Job j, IReadOnlyDictionary<Guid, string> navne) => new(
        j.Nr, j.Id, j.Type, j.OprettetAf == aktoer.Id ? j.Titel : UdenSag(j.Titel), j.Status.ToString(), j.IAlt, j.Faerdige, j.Fejl, j.OprettetAf, navne.GetValueOrDefault(j.OprettetAf, "Ukendt bruger"), j.Oprettet, j.Startet, j.Afsluttet, j.OprettetAf == aktoer.Id || j.Resultat is null ? j.Resultat : UdenSag(j.Resultat),
        j.StopOensket, j.PauseOensket, j.PausetAf is { } af ? navne.GetValueOrDefault(af, "Ukendt bruger") : null, j.Pauset, j.Tidligst);

    private static IEnumerable<Guid> Personer(Job j) => j.PausetAf is { } af ? [j.OprettetAf, af] : [j.OprettetAf];

    private sealed record Plads(int Nr);
}
