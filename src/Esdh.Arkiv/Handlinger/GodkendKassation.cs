using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>The second person approves; the destroying begins.</summary>
internal sealed class GodkendKassation(ArkivDb arkiv, CoreDb core, EventLog haendelser, TimeProvider tid)
{
    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    internal const string Jobtype = "kassation";

    public async Task Udfoer(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var k = await arkiv.Kassationer.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Kassationen findes ikke.");
        KassationRegler.EnAdGangen.Kraev(!await arkiv.Kassationer.AnyAsync(x => x.Tilstand == Kassationstilstand.Udfoeres, ct));
        KassationRegler.IngenBygges.Kraev(!await BestilArkivversion.ByggesAsync(arkiv, core, ct));
        var nu = tid.GetUtcNow();
        k.Godkend(aktoer.Id, Guid.CreateVersion7(), nu);
        var venter = await arkiv.Kassationslinjer.CountAsync(l => l.KassationId == k.Id && l.Udfald == Kassationsudfald.Venter, ct);
        core.Add(Arbejde(k, aktoer.Id, venter, nu));
        await core.SaveChangesAsync(ct);
        await arkiv.SaveChangesAsync(ct);
        await haendelser.AppendAsync(aktoer, new KassationGodkendt(k.Nr, venter), null, k.Id, ct);
    }

    /// <summary>The row of the work that destroys what waits on the list.</summary>
    internal static Job Arbejde(Kassation k, Guid af, int venter, DateTimeOffset tid) =>
        new() { Id = k.JobId, Type = Jobtype, Titel = $"{k.Art} nr. {k.Nr}", OprettetAf = af, Oprettet = tid, Data = k.Id.ToString(), IAlt = venter };
}
