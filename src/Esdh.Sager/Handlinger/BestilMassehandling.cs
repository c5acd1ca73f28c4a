using System.Globalization;
using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Orders the same act on many cases: the chosen ones, or all that a filter shows now. The list is written with the order, so that a
/// restart goes on where it was and no case comes in later.
/// </summary>
internal sealed class BestilMassehandling(SagerDb db, CoreDb core, Sagsliste liste, Personer personer, TimeProvider tid)
{
    /// <summary>Most cases in one order.</summary>
    internal const int Flest = 2000;

    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    internal const string Jobtype = "sager.massehandling";

    internal const string Overdrag = "overdrag", Afslut = "afslut", GivTilbage = "giv-tilbage", Rest = "rest";

    /// <param name="Handling"><c>overdrag</c>, <c>afslut</c>, <c>giv-tilbage</c>, or <c>rest</c>: what the job was told, for the cases that it did not come to or that were refused.</param>
    /// <param name="Sager">Numbers or ids; those the actor does not see are left out.</param>
    /// <param name="Filter">Instead: all that it shows the actor.</param>
    /// <param name="Antal">How many the actor was shown before saying yes; another number now refuses.</param>
    /// <param name="BehandlerId">For <c>overdrag</c>, as in <see cref="OverdragSag"/>.</param>
    /// <param name="EnhedId">For <c>overdrag</c>, as in <see cref="OverdragSag"/>.</param>
    /// <param name="Kommentar">Stands on each case.</param>
    /// <param name="JobId">For <c>giv-tilbage</c>: the actor's job whose hand-overs are undone; for <c>rest</c>: the one that is taken up again.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string? Handling, IReadOnlyList<string>? Sager = null, Sagsfilter? Filter = null, int? Antal = null, Guid? BehandlerId = null, Guid? EnhedId = null,
        string? Kommentar = null, Guid? JobId = null);

    public sealed record Svar(Guid JobId, int Nr, int Sager);

    /// <summary>What the job is told, beside its items.</summary>
    internal sealed record Bestilling(string Handling, Guid? BehandlerId, Guid? EnhedId, string? Kommentar, Guid? JobId);

    /// <summary>The item of a case: what the job finds it by, and what the one who ordered it reads.</summary>
    internal static string Noegle(Guid sag, string sagsnummer) => $"{sag} {sagsnummer}";

    internal static (Guid Sag, string Sagsnummer) Laes(string noegle) => (Guid.Parse(noegle[..36]), noegle[37..]);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        if (k.Handling == Rest)
            return await RestAsync(k, ct);
        var errors = new Errors()
            .AddIf(k.Handling is not (Overdrag or Afslut or GivTilbage), "handling", $"Vælg en af: {Overdrag}, {Afslut}, {GivTilbage}, {Rest}.")
            .AddIf(k.Kommentar?.Length > 2000, "kommentar", "Kommentaren må højst være 2000 tegn.")
            .AddIf(k.Handling == Overdrag && k.BehandlerId is null && k.EnhedId is null, "behandlerId", "Vælg den, der skal have sagerne.");
        if (k.Handling == Overdrag && k.BehandlerId is { } b)
            errors.AddIf(await personer.BrugerAsync(b, ct) is not { Aktiv: true }, "behandlerId", "Vælg en medarbejder, der er aktiv.");
        if (k.Handling == Overdrag && k.EnhedId is { } e)
            errors.AddIf(!await personer.ErEnhedAsync(e, ct), "enhedId", "Vælg en enhed, der er aktiv.");
        errors.Throw();

        var poster = k.Handling == GivTilbage ? await FraJobAsync(k, ct) : await ValgteAsync(k, ct);
        errors.AddIf(poster.Count == 0, "sager", "Vælg en eller flere sager.")
            .AddIf(poster.Count > Flest, "sager", $"Der kan højst tages {Flest.ToString("N0", CultureInfo.GetCultureInfo("da-DK"))} sager ad gangen. Indsnævr filtrene, og tag dem i flere omgange.")
            .AddIf(poster.Count <= Flest && k.Antal is { } antal && antal != poster.Count, "antal", $"Der er nu {poster.Count} sager i visningen. Se dem igennem, og bekræft igen.")
            .Throw();
        return await SkrivAsync(k, poster, ct);
    }

    private async Task<List<string>> ValgteAsync(Kommando k, CancellationToken ct)
    {
        IQueryable<Sag> sager;
        if (k.Filter is not null)
        {
            sager = liste.Filtreret(k.Aktoer, k.Filter);
        }
        else
        {
            var valgte = (k.Sager ?? []).Distinct(StringComparer.OrdinalIgnoreCase).Take(Flest + 1).ToList();
            if (valgte.Count > Flest)
                return valgte;
            var ider = valgte.Where(v => Guid.TryParse(v, out _)).Select(Guid.Parse).ToList();
            var numre = valgte.Where(v => !Guid.TryParse(v, out _)).Select(v => Core.Identity.CaseNumber.TryParse(v, out var n) ? n.ToString() : v).ToList();
            sager = db.Sager.SynligeFor(k.Aktoer).Where(s => ider.Contains(s.Id) || db.Sagsnumre.Any(n => n.SagId == s.Id && numre.Contains(n.Sagsnummer)));
        }

        return [.. (await sager.OrderBy(s => s.Nummerorden).ThenBy(s => s.Nr).Select(s => new { s.Id, s.Sagsnummer }).Take(Flest + 1).ToListAsync(ct)).Select(s => Noegle(s.Id, s.Sagsnummer))];
    }

    /// <summary>What the job handed over, or the chosen ones of it.</summary>
    private async Task<List<string>> FraJobAsync(Kommando k, CancellationToken ct)
    {
        var (job, bestilt) = await SluttetAsync(k, ct);
        if (bestilt.Handling != Overdrag)
            throw new InvalidException("jobId", "Kun sager, der er overdraget, kan gives tilbage.");
        var poster = await core.JobPoster.Where(p => p.JobId == job.Id && p.Resultat == "ok").OrderBy(p => p.Nr).Select(p => p.Noegle).ToListAsync(ct);
        return k.Sager is { Count: > 0 } valgte ? poster.FindAll(p => valgte.Contains(Laes(p).Sagsnummer) || valgte.Contains(Laes(p).Sag.ToString())) : poster;
    }

    /// <summary>The same again for what is left of a job.</summary>
    private async Task<Svar> RestAsync(Kommando k, CancellationToken ct)
    {
        var (job, bestilt) = await SluttetAsync(k, ct);
        var poster = await core.JobPoster.Where(p => p.JobId == job.Id && p.Resultat != "ok").OrderBy(p => p.Nr).Select(p => p.Noegle).ToListAsync(ct);
        if (poster.Count == 0)
            throw new InvalidException("jobId", "Jobbet nåede alle sagerne. Der er ingen rest.");
        return await SkrivAsync(k with { Handling = bestilt.Handling, BehandlerId = bestilt.BehandlerId, EnhedId = bestilt.EnhedId, Kommentar = bestilt.Kommentar, JobId = bestilt.JobId }, poster, ct);
    }

    /// <summary>The actor's own job, which has ended, and what it was told.</summary>
    private async Task<(Job Job, Bestilling Bestilt)> SluttetAsync(Kommando k, CancellationToken ct)
    {
        var job = await core.Jobs.SingleOrDefaultAsync(j => j.Id == k.JobId && j.Type == Jobtype && j.OprettetAf == k.Aktoer.Id, ct)
            ?? throw new NotFoundException("Jobbet findes ikke, eller det er ikke dit.");
        SagRegler.JobbetErSlut.Kraev(job.Status is not (Jobstatus.Venter or Jobstatus.Koerer));
        return (job, JsonSerializer.Deserialize<Bestilling>(job.Data)!);
    }

    private async Task<Svar> SkrivAsync(Kommando k, List<string> poster, CancellationToken ct)
    {
        var sager = poster.Count == 1 ? "1 sag" : $"{poster.Count} sager";
        var titel = k.Handling switch
        {
            Overdrag => $"Overdragelse af {sager} til {(k.BehandlerId is { } b ? await personer.NavnAsync(b, ct) : await personer.EnhedsnavnAsync(k.EnhedId!.Value, ct))}",
            Afslut => $"Afslutning af {sager}",
            _ => $"Tilbagegivelse af {sager}",
        };
        var job = new Job
        {
            Type = Jobtype, Titel = titel, OprettetAf = k.Aktoer.Id, Oprettet = tid.GetUtcNow(), IAlt = poster.Count,
            Data = JsonSerializer.Serialize(new Bestilling(k.Handling!, k.BehandlerId, k.EnhedId, k.Kommentar.Renset(), k.JobId)),
        };
        core.Add(job);
        await core.SaveChangesAsync(ct);
        foreach (var portion in poster.Select((p, i) => new JobPost { JobId = job.Id, Nr = i + 1, Noegle = p }).Chunk(500))
        {
            core.AddRange(portion);
            await core.SaveChangesAsync(ct);
        }

        return new(job.Id, job.Nr, poster.Count);
    }
}
