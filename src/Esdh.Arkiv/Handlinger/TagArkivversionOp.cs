using System.Text.Json;
using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Arkiv.Version;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Goes on with a building that was stopped or failed, or builds a refused version anew, as of now, under the same id.</summary>
internal sealed class TagArkivversionOp(ArkivDb db, CoreDb core, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string Version);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        var version = await FoerArkivversion.FindAsync(db, k.Version, ct);
        await BestilArkivversion.KraevIngenBygningAsync(db, core, ct);
        if (version.Tilstand == Arkivversionstilstand.Afvist)
        {
            version.Frosset = tid.GetUtcNow();
            version.Plan = JsonSerializer.Serialize(JsonSerializer.Deserialize<Versionsplan>(version.Plan, JsonSerializerOptions.Web)! with { Frosset = version.Frosset }, JsonSerializerOptions.Web);
        }

        var job = await BestilArkivversion.SaetIGangAsync(core, version, k.Aktoer, tid, ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ArkivversionBestilt(version.Avid), null, version.Id, ct);
        return job;
    }
}
