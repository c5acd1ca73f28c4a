using System.Text.Json;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Arkiv.Version;
using Esdh.Core;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Foresp;

/// <summary>A version as lists show it.</summary>
internal sealed record Arkivversionspost(
    Guid Id, string Avid, string Tilstand, DateOnly? Fra, DateOnly? Til, DateTimeOffset Frosset, DateTimeOffset Bestilt, int Sager, int Dokumenter, DateTimeOffset? Bygget, DateTimeOffset? Kontrolleret, DateTimeOffset? Afsendt,
    DateTimeOffset? Godkendt, DateTimeOffset? Afvist, string? AfvistGrund, string Mappe, long Version, Arkivversionspost.Jobstand? Job, Versionsrapport? Rapport,
    Arkivversionspost.Proeve? Kontrol = null)
{
    /// <summary>What our own check found, or how it goes.</summary>
    /// <param name="Proevet">When it was through; null while it goes on, or where it ended without a result.</param>
    internal sealed record Proeve(Jobstand Job, DateTimeOffset? Proevet, int Fejl, int Bemaerkninger);

    /// <summary>How the building goes.</summary>
    internal sealed record Jobstand(Guid Id, string Status, int Faerdige, int IAlt, string? Resultat, bool ErIGang);
}

/// <summary>Deliveries and what they have in common, for pages and REST.</summary>
internal sealed class Arkivversionsopslag(ArkivDb db, CoreDb core)
{
    private const int Flest = 200;

    /// <summary>Newest first; there are few.</summary>
    public async Task<IReadOnlyList<Arkivversionspost>> ListeAsync(CancellationToken ct)
    {
        List<Arkivversionspost> poster = [];
        foreach (var version in await db.Versioner.OrderByDescending(v => v.Bestilt).Take(Flest).ToListAsync(ct))
            poster.Add(Post(version, null) with { Rapport = null });
        var jobs = await db.Versioner.Where(v => v.Tilstand == Arkivversionstilstand.Bygges && v.JobId != null).ToDictionaryAsync(v => v.Id, v => v.JobId!.Value, ct);
        var ider = jobs.Values.ToList();
        var stande = await core.Jobs.Where(j => ider.Contains(j.Id)).ToDictionaryAsync(j => j.Id, ct);
        return [.. poster.Select(p => jobs.TryGetValue(p.Id, out var job) && stande.TryGetValue(job, out var stand) ? p with { Job = Stand(stand) } : p)];
    }

    /// <param name="version">Id or archive id.</param>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Arkivversionspost> HentAsync(string version, CancellationToken ct)
    {
        var fundet = await Handlinger.FoerArkivversion.FindAsync(db, version, ct);
        var post = Post(fundet, fundet.JobId is { } id ? await core.Jobs.SingleOrDefaultAsync(j => j.Id == id, ct) : null);
        return fundet.KontrolJobId is { } kontrol && await core.Jobs.SingleOrDefaultAsync(j => j.Id == kontrol, ct) is { } job
            ? post with { Kontrol = new(Stand(job), fundet.Proevet, fundet.Kontrolfejl, fundet.Kontrolbemaerkninger) } : post;
    }

    public Task<Arkivopsaetning?> OpsaetningAsync(CancellationToken ct) => db.Opsaetninger.SingleOrDefaultAsync(ct);

    /// <summary>Those that are offered, by kind and date.</summary>
    public async Task<IReadOnlyList<Afleveringsbilag>> BilagAsync(CancellationToken ct) =>
        [.. (await db.Bilag.Where(b => b.Udgaaet == null).Take(Flest).ToListAsync(ct)).OrderBy(b => b.Art).ThenByDescending(b => b.Dato)];

    public async Task<IReadOnlyList<Afleveringsbestemmelse>> BestemmelserAsync(CancellationToken ct) => await db.Bestemmelser.OrderByDescending(b => b.Dato).Take(Flest).ToListAsync(ct);

    public async Task<IReadOnlyList<Journalperiode>> PerioderAsync(CancellationToken ct) => await db.Journalperioder.OrderByDescending(p => p.Fra).Take(Flest).ToListAsync(ct);

    private static Arkivversionspost.Jobstand Stand(Core.Jobs.Job job) => new(job.Id, job.Status.ToString(), job.Faerdige, job.IAlt, job.Resultat, job.ErIGang);

    private static Arkivversionspost Post(Arkivversion v, Core.Jobs.Job? job)
    {
        var plan = JsonSerializer.Deserialize<Versionsplan>(v.Plan, JsonSerializerOptions.Web)!;
        return new(v.Id, v.Avid, v.Tilstand.ToString(), plan.Fra, plan.Til, v.Frosset, v.Bestilt, v.Sager, v.Dokumenter, v.Bygget, v.Kontrolleret, v.Afsendt, v.Godkendt, v.Afvist, v.AfvistGrund, v.Mappe, v.Version,
            job is null ? null : Stand(job), v.Rapport is null ? null : JsonSerializer.Deserialize<Versionsrapport>(v.Rapport, JsonSerializerOptions.Web));
    }
}
