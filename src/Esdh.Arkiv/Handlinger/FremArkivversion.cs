using System.Text.Json;
using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Arkiv.Version;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>A portion of a building: how far it has come, some of what the version holds, or its end. Safe to repeat.</summary>
internal sealed class FremArkivversion(ArkivDb db, CoreDb core, EventLog haendelser, StorageScope scope, TimeProvider tid)
{
    /// <summary>Rows written in one act.</summary>
    internal const int Portion = 500;

    /// <param name="Indhold">What the version holds, some of it; null for none.</param>
    /// <param name="Glem">Some of what an earlier building noted is forgotten.</param>
    /// <param name="Rapport">The building's end.</param>
    public sealed record Kommando(Guid JobId, Guid VersionId, int Faerdige, int IAlt)
    {
        public IReadOnlyList<(long Nr, string Art, Guid Id)>? Indhold { get; init; }

        public bool Glem { get; init; }

        public Versionsrapport? Rapport { get; init; }
    }

    /// <returns>How many rows were forgotten.</returns>
    public async Task<int> Udfoer(Kommando k, CancellationToken ct)
    {
        var glemt = k.Glem ? await GlemAsync(k.VersionId, ct) : 0;
        foreach (var (_, art, id) in k.Indhold ?? [])
        {
            await using var ind = scope.Command(art == "sag"
                ? "insert into arkiv_afleveret_sag (sag_id, arkivversion_id) values (@id, @version) on conflict do nothing"
                : "insert into arkiv_afleveret (dokument_id, arkivversion_id) values (@id, @version) on conflict do nothing").With("id", id).With("version", k.VersionId);
            await ind.ExecuteNonQueryAsync(ct);
        }

        var job = await core.Jobs.SingleAsync(j => j.Id == k.JobId, ct);
        (job.Faerdige, job.IAlt) = (k.Faerdige, k.IAlt);
        if (k.Rapport is { } rapport)
        {
            var version = await db.Versioner.SingleAsync(v => v.Id == k.VersionId, ct);
            version.ErBygget(rapport.Sager, rapport.Dokumenter, JsonSerializer.Serialize(rapport, JsonSerializerOptions.Web), tid.GetUtcNow());
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(Aktoer.Systemet, new ArkivversionBygget(version.Avid, rapport.Sager, rapport.Dokumenter), null, version.Id, ct);
            job.Resultat = $"{version.Avid} er bygget med {rapport.Sager} sager og {rapport.Dokumenter} dokumenter.";
        }

        await core.SaveChangesAsync(ct);
        return glemt;
    }

    private async Task<int> GlemAsync(Guid version, CancellationToken ct)
    {
        var dokumenter = await db.Afleverede.Where(a => a.ArkivversionId == version).Take(Portion).ToListAsync(ct);
        var sager = await db.AfleveredeSager.Where(a => a.ArkivversionId == version).Take(Portion - dokumenter.Count).ToListAsync(ct);
        db.RemoveRange(dokumenter);
        db.RemoveRange(sager);
        await db.SaveChangesAsync(ct);
        return dokumenter.Count + sager.Count;
    }
}
