using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Orders the whole case as one PDF: what the orderer sees now is listed now, so that the job needs no rights of its own. Extracts that
/// can no longer be fetched are forgotten at the same time.
/// </summary>
internal sealed class BestilSagsudtraek(SagerDb db, CoreDb core, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Most files in one extract.</summary>
    internal const int FlestFiler = 5000;

    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    internal const string Jobtype = "sagsudtraek";

    /// <param name="MedKladder">Drafts too, after the akts.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, bool MedKladder = false);

    public sealed record Svar(Guid Id, Guid JobId, int Filer);

    /// <summary>What the job is told, beside its items.</summary>
    internal sealed record Bestilling(Guid UdtraekId, string Sagsnummer, string Titel, string Bestiller);

    /// <summary>One file of the extract, as its index shows it.</summary>
    internal sealed record Post(string Sha256, string Filnavn, string Mimetype, string Akt, string Titel, DateOnly Dato, int Niveau, string? Lukket);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        var akter = await Aktliste.IRaekkefoelgeAsync(db, k.Aktoer, sag.Id, k.MedKladder ? Aktvalg.Alle : Aktvalg.Akter, FlestFiler + 1, DanishTime.Today(tid), ct);
        var poster = akter.SelectMany(Poster).ToList();
        if (poster.Count == 0)
            throw new InvalidException("sag", "Der er ingen journaliserede dokumenter på sagen at samle.");
        if (poster.Count > FlestFiler)
            throw new InvalidException("sag", $"Sagen har flere end {FlestFiler} filer og kan ikke samles i én PDF.");

        db.RemoveRange(await db.Sagsudtraek.Where(u => u.Bestilt < nu - Sagsudtraek.Levetid).Take(100).ToListAsync(ct));
        var udtraek = new Sagsudtraek { SagId = sag.Id, BestiltAf = k.Aktoer.Id, Bestilt = nu, JobId = Guid.CreateVersion7() };
        db.Add(udtraek);
        await db.SaveChangesAsync(ct);
        core.Add(new Job
        {
            Id = udtraek.JobId.Value, Type = Jobtype, Titel = $"Sag {sag.Sagsnummer} som én PDF", OprettetAf = k.Aktoer.Id, Oprettet = nu, IAlt = poster.Count,
            Data = JsonSerializer.Serialize(new Bestilling(udtraek.Id, sag.Sagsnummer, sag.Titel, k.Aktoer.Navn)),
        });
        await core.SaveChangesAsync(ct);
        foreach (var portion in poster.Select((p, i) => new JobPost { JobId = udtraek.JobId.Value, Nr = i + 1, Noegle = JsonSerializer.Serialize(p) }).Chunk(500))
        {
            core.AddRange(portion);
            await core.SaveChangesAsync(ct);
        }

        await haendelser.AppendAsync(k.Aktoer, new SagsudtraekBestilt(akter.Count), sag.Id, null, ct);
        return new(udtraek.Id, udtraek.JobId.Value, poster.Count);
    }

    private static IEnumerable<Post> Poster(Aktlistepost a) => a switch
    {
        { FlyttetTil: { } til } => [new("", "", "", a.Akt ?? "", "Flyttet", default, a.Bilagsnr is null ? 0 : 1, til.Length == 0 ? "Dokumentet er flyttet til en anden sag." : $"Dokumentet er flyttet til sag {til}.")],
        { Tilstand: nameof(Dokumenttilstand.Fejljournaliseret) } => [new("", "", "", a.Akt ?? "", a.Titel, a.Dato, a.Bilagsnr is null ? 0 : 1, "Dokumentet er fejljournaliseret. Indholdet vises ikke.")],
        _ => a.Filer.Select(f => new Post(f.Sha256, f.Filnavn, f.Mimetype, f.Akt ?? "Kladde", f.Nummer == 1 ? a.Titel : f.Filnavn, a.Dato, a.Bilagsnr is null && f.Nummer == 1 ? 0 : 1, null)),
    };
}
