using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Foresp;
using Esdh.Arkiv.Indhold;
using Esdh.Arkiv.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>
/// One portion of a deletion: some cases are asked once more whether they may go, lose their own words and can no longer be opened; then, a case at a time, its documents' content goes, a hundred at a time; then what its events
/// said; last its rows, with the line that says so. What is begun is carried through, also after a kill: no case is left half deleted.
/// </summary>
internal sealed class UdfoerSletning(ArkivDb arkiv, SagerDb sager, CoreDb core, Slettevurdering vurdering, Indholdsrydning rydning, Sagssletning sletning, EventLog haendelser, TimeProvider tid)
{
    private const int Portion = 100;

    /// <summary>Cases judged and begun at once: the plan is read once for all of them.</summary>
    private const int Begyndes = 50;

    /// <summary>Answers whether more is left.</summary>
    public async Task<bool> Udfoer(Guid jobId, CancellationToken ct)
    {
        var koersel = await arkiv.Kassationer.SingleAsync(k => k.JobId == jobId, ct);
        if (koersel.Tilstand != Kassationstilstand.Udfoeres)
            return false;
        var linje = await arkiv.Kassationslinjer.Where(l => l.KassationId == koersel.Id && l.Udfald == Kassationsudfald.Venter).OrderBy(l => l.Nr).FirstOrDefaultAsync(ct);
        if (linje is null)
            return false;
        var nu = tid.GetUtcNow();
        if (linje.Afgjort is null)
            await BegyndAsync(koersel, nu, ct);
        else if (!await RydDokumenterAsync(koersel, linje, nu, ct) && !await sletning.RydHaendelserAsync(linje.SagId, ct))
            await SlutAsync(koersel, linje, ct);
        await sager.SaveChangesAsync(ct);
        await arkiv.SaveChangesAsync(ct);
        await core.SaveChangesAsync(ct);
        return true;
    }

    private async Task BegyndAsync(Kassation koersel, DateTimeOffset nu, CancellationToken ct)
    {
        var linjer = await arkiv.Kassationslinjer.Where(l => l.KassationId == koersel.Id && l.Udfald == Kassationsudfald.Venter).OrderBy(l => l.Nr).Take(Begyndes).ToListAsync(ct);
        var ider = linjer.ConvertAll(l => l.SagId);
        var vurderet = koersel.ErGentagelse ? null : await vurdering.SagerAsync(ider, koersel.Skaeringsdag, ct);
        var begyndes = await sager.Sager.Where(s => ider.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct); // Uden for adgang: two people have decided on the list.
        var numre = (await sager.Sagsnumre.Where(n => ider.Contains(n.SagId)).ToListAsync(ct)).ToLookup(n => n.SagId, n => n.Sagsnummer);
        var aktoer = Aktoer.Systemet with { Id = koersel.GodkendtAf!.Value };
        foreach (var linje in linjer)
        {
            linje.Afgjort = nu;
            if (vurderet is null ? begyndes.GetValueOrDefault(linje.SagId) is { Slettet: null } : vurderet.GetValueOrDefault(linje.SagId) is { Hvorfor: null })
            {
                begyndes[linje.SagId].Slet(numre[linje.SagId], nu);
                await haendelser.AppendAsync(aktoer, new SagsletningBegyndt(koersel.Nr), linje.SagId, linje.SagId, ct);
            }
            else
            {
                (linje.Udfald, linje.Grund) = (Kassationsudfald.SprungetOver, vurderet?.GetValueOrDefault(linje.SagId)?.Hvorfor ?? "Sagen findes ikke længere.");
                await TaelAsync(koersel, sprungetOver: true, ct);
            }
        }
    }

    private async Task TaelAsync(Kassation koersel, bool sprungetOver, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == koersel.JobId, ct);
        job.Faerdige++;
        job.Fejl += sprungetOver ? 1 : 0;
    }

    /// <summary>The content of the next of its documents that lie on no other case. Answers whether there were any.</summary>
    private async Task<bool> RydDokumenterAsync(Kassation koersel, Kassationslinje linje, DateTimeOffset nu, CancellationToken ct)
    {
        // Uden for adgang: as above.
        var egne = sager.Registreringer.Where(r => r.SagId == linje.SagId && r.FlyttetTilId == null
            && !sager.Registreringer.Any(a => a.DokumentId == r.DokumentId && a.SagId != linje.SagId && a.FlyttetTilId == null && sager.Sager.Any(s => s.Id == a.SagId && s.Slettet == null))).Select(r => r.DokumentId);
        var dokumenter = await sager.Dokumenter.Where(d => egne.Contains(d.Id) && d.Kasseret == null).OrderBy(d => d.Nr).Take(Portion).ToListAsync(ct); // Uden for adgang: as above.
        if (dokumenter.Count == 0)
            return false;
        await rydning.RydAsync(koersel.Id, dokumenter.ToDictionary(d => d.Id, _ => linje.Nr), ct);
        var aktoer = Aktoer.Systemet with { Id = koersel.GodkendtAf!.Value };
        foreach (var d in dokumenter)
        {
            d.Kasser(nu);
            await haendelser.AppendAsync(aktoer, new DokumentSlettet(koersel.Nr), linje.SagId, d.Id, ct);
        }

        return true;
    }

    private async Task SlutAsync(Kassation koersel, Kassationslinje linje, CancellationToken ct)
    {
        var indhold = await sletning.SletAsync(linje.SagId, ct);
        await rydning.NoterAsync(koersel.Id, indhold.Select(sha => new Kassationsfil { KassationId = koersel.Id, Sha256 = sha, LinjeNr = linje.Nr, ErAfledt = true }), ct);
        var dokumenter = await sager.Registreringer.CountAsync(r => r.SagId == linje.SagId && r.FlyttetTilId == null, ct);
        await haendelser.AppendAsync(Aktoer.Systemet with { Id = koersel.GodkendtAf!.Value }, new SagSlettet(koersel.Nr, dokumenter), linje.SagId, linje.SagId, ct);
        linje.Udfald = Kassationsudfald.Kasseret;
        await TaelAsync(koersel, sprungetOver: false, ct);
    }
}
