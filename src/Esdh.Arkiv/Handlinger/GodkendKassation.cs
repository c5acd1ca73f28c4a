using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>The way from a list to its approval: sent, taken back, approved by a second person, given up, or taken up again where its work was stopped.</summary>
internal sealed class GodkendKassation(ArkivDb arkiv, CoreDb core, EventLog haendelser, TimeProvider tid)
{
    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    internal const string Jobtype = "kassation";

    public async Task SendAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var k = await FindAsync(id, ct);
        k.Send(aktoer.Id);
        await GemAsync(aktoer, k, new KassationSendtTilGodkendelse(k.Nr, false), ct);
    }

    public async Task TagTilbageAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var k = await FindAsync(id, ct);
        k.TagTilbage();
        await GemAsync(aktoer, k, new KassationSendtTilGodkendelse(k.Nr, true), ct);
    }

    /// <summary>Approves; the destroying begins.</summary>
    /// <returns>The job.</returns>
    public async Task<Guid> Udfoer(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var k = await FindAsync(id, ct);
        KassationRegler.EnAdGangen.Kraev(!await arkiv.Kassationer.AnyAsync(x => x.Tilstand == Kassationstilstand.Udfoeres, ct));
        k.Godkend(aktoer.Id, Guid.CreateVersion7(), tid.GetUtcNow());
        var venter = await JobAsync(aktoer, k, ct);
        await GemAsync(aktoer, k, new KassationGodkendt(k.Nr, venter), ct);
        return k.JobId;
    }

    /// <summary>Takes up what was stopped half-way: approved is approved, and what is destroyed is destroyed.</summary>
    /// <returns>The job.</returns>
    public async Task<Guid> GenoptagAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var k = await FindAsync(id, ct);
        var job = await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == k.JobId, ct);
        KassationRegler.Trin.Kraev(!job.ErIGang);
        k.Genoptag(Guid.CreateVersion7());
        await JobAsync(aktoer, k, ct);
        await arkiv.SaveChangesAsync(ct);
        return k.JobId;
    }

    public async Task OpgivAsync(Aktoer aktoer, Guid id, string? grund, CancellationToken ct)
    {
        new Errors().AddIf(string.IsNullOrWhiteSpace(grund) || grund.Length > 1000, "grund", "Skriv grunden på højst 1.000 tegn.").Throw();
        var k = await FindAsync(id, ct);
        k.Opgiv(grund!, tid.GetUtcNow());
        await GemAsync(aktoer, k, new KassationOpgivet(k.Nr, k.OpgivetGrund!), ct);
    }

    private async Task<int> JobAsync(Aktoer aktoer, Kassation k, CancellationToken ct)
    {
        var venter = await arkiv.Kassationslinjer.CountAsync(l => l.KassationId == k.Id && l.Udfald == Kassationsudfald.Venter, ct);
        core.Add(new Job { Id = k.JobId, Type = Jobtype, Titel = $"Kassation nr. {k.Nr}", OprettetAf = aktoer.Id, Oprettet = tid.GetUtcNow(), Data = k.Id.ToString(), IAlt = venter });
        await core.SaveChangesAsync(ct);
        return venter;
    }

    private async Task<Kassation> FindAsync(Guid id, CancellationToken ct) => await arkiv.Kassationer.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Kassationen findes ikke.");

    private async Task GemAsync(Aktoer aktoer, Kassation k, object haendelse, CancellationToken ct)
    {
        await arkiv.SaveChangesAsync(ct);
        await haendelser.AppendAsync(aktoer, haendelse, null, k.Id, ct);
    }
}
