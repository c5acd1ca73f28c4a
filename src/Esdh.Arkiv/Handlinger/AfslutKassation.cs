using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>The last of a disposal: its protocol is stored, and it has ended.</summary>
internal sealed class AfslutKassation(ArkivDb arkiv, CoreDb core, EventLog haendelser, TimeProvider tid)
{
    public async Task Udfoer(Guid jobId, string protokol, string pdf, CancellationToken ct)
    {
        var k = await arkiv.Kassationer.SingleAsync(x => x.JobId == jobId, ct);
        k.Slut(protokol, pdf, tid.GetUtcNow());
        await arkiv.SaveChangesAsync(ct);
        var antal = await arkiv.Kassationslinjer.Where(l => l.KassationId == k.Id).GroupBy(l => l.Udfald).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        int Tal(Kassationsudfald udfald) => antal.GetValueOrDefault(udfald);
        await haendelser.AppendAsync(
            Aktoer.Systemet with { Id = k.GodkendtAf!.Value }, new KassationUdfoert(k.Nr, Tal(Kassationsudfald.Kasseret), Tal(Kassationsudfald.Undtaget), Tal(Kassationsudfald.SprungetOver), protokol), null, k.Id, ct);
        var job = await core.Jobs.SingleAsync(j => j.Id == jobId, ct);
        job.Resultat = $"{Tal(Kassationsudfald.Kasseret)} {(k.Art == Kassationsart.Sletning ? "sager er slettet" : "dokumenter er kasseret")}. Protokollen kan hentes.";
        await core.SaveChangesAsync(ct);
    }
}
