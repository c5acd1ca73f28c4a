using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Foresp;
using Esdh.Arkiv.Indhold;
using Esdh.Arkiv.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>
/// One portion of a disposal: of each document it is asked again whether it may go, and the rows that name its files, what was made of them, and what its events said are destroyed in the transaction that
/// says so on the list. Killed at any moment nothing is half done. The bytes follow when no row names them (<see cref="Indhold.Kassationsjob"/>).
/// </summary>
internal sealed class UdfoerKassation(ArkivDb arkiv, SagerDb sager, CoreDb core, Kassationsvurdering vurdering, Indholdsrydning rydning, EventLog haendelser, TimeProvider tid)
{
    private const int Portion = 100;

    /// <summary>Answers whether more is left.</summary>
    public async Task<bool> Udfoer(Guid jobId, CancellationToken ct)
    {
        var kassation = await arkiv.Kassationer.SingleAsync(k => k.JobId == jobId, ct);
        if (kassation.Tilstand != Kassationstilstand.Udfoeres)
            return false;
        var linjer = await arkiv.Kassationslinjer.Where(l => l.KassationId == kassation.Id && l.Udfald == Kassationsudfald.Venter).OrderBy(l => l.Nr).Take(Portion).ToListAsync(ct);
        if (linjer.Count == 0)
            return false;
        var ider = linjer.ConvertAll(l => l.DokumentId!.Value);
        var vurderet = kassation.ErGentagelse ? [] : await vurdering.DokumenterAsync(ider, kassation.Skaeringsdag, ct);
        var dokumenter = await sager.Dokumenter.Where(d => ider.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct); // Uden for adgang: two people have decided on the list.
        var nu = tid.GetUtcNow();
        List<(Kassationslinje Linje, Dokument Dokument)> kasseres = [];
        foreach (var linje in linjer)
        {
            linje.Afgjort = nu;
            (linje.Udfald, linje.Grund) = Dom(kassation, dokumenter.GetValueOrDefault(linje.DokumentId!.Value), vurderet.GetValueOrDefault(linje.DokumentId!.Value), nu);
            if (linje.Udfald == Kassationsudfald.Kasseret)
                kasseres.Add((linje, dokumenter[linje.DokumentId!.Value]));
        }

        if (kasseres.Count > 0)
            await KasserAsync(kassation, kasseres, nu, ct);
        var job = await core.Jobs.SingleAsync(j => j.Id == jobId, ct);
        job.Faerdige += linjer.Count;
        job.Fejl += linjer.Count - kasseres.Count;
        await sager.SaveChangesAsync(ct);
        await arkiv.SaveChangesAsync(ct);
        await core.SaveChangesAsync(ct);
        return true;
    }

    private static (Kassationsudfald, string?) Dom(Kassation k, Dokument? dokument, Kassationsvurdering.Dokumentvurdering? v, DateTimeOffset nu) => (dokument, v) switch
    {
        ({ Kasseret: null }, _) when k.ErGentagelse => (Kassationsudfald.Kasseret, null),
        (null, _) or (_, null) => (Kassationsudfald.SprungetOver, "Dokumentet er ikke længere på en sag."),
        ({ Kasseret: not null }, _) => (Kassationsudfald.SprungetOver, "Dokumentet er allerede kasseret."),
        (_, { Hvorfor: { } grund }) => (Kassationsudfald.SprungetOver, grund),
        _ when dokument.ErUdtjekket(nu) => (Kassationsudfald.SprungetOver, "Dokumentet er tjekket ud."),
        _ => (Kassationsudfald.Kasseret, null),
    };

    private async Task KasserAsync(Kassation kassation, List<(Kassationslinje Linje, Dokument Dokument)> kasseres, DateTimeOffset nu, CancellationToken ct)
    {
        var ider = kasseres.ConvertAll(k => k.Dokument.Id);
        var egne = await rydning.RydAsync(kassation.Id, kasseres.ToDictionary(k => k.Dokument.Id, k => k.Linje.Nr), ct);
        var pladser = (await sager.Registreringer.Where(r => ider.Contains(r.DokumentId) && r.FlyttetTilId == null).Select(r => new { r.DokumentId, r.SagId, r.Aktnr, r.Bilagsnr }).ToListAsync(ct)).ToLookup(r => r.DokumentId);
        var aktoer = Aktoer.Systemet with { Id = kassation.GodkendtAf!.Value };
        foreach (var (_, d) in kasseres)
        {
            d.Kasser(nu);
            foreach (var p in pladser[d.Id])
                await haendelser.AppendAsync(aktoer, new DokumentKasseret(kassation.Nr, Aktnummer.Tekst(p.Aktnr, p.Bilagsnr), d.Titel, [.. egne[d.Id].OrderBy(f => f.Sha256, StringComparer.Ordinal)]), p.SagId, d.Id, ct);
        }
    }
}
