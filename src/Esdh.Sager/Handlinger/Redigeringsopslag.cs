using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>How long a lease lasts, and how much an editor may keep beside the document's files under it.</summary>
/// <param name="Laengde">From the last sign of life (<c>Esdh:Redigering:Timer</c>, 8 hours unless set).</param>
/// <param name="VedSidenBytes">Most bytes beside.</param>
internal sealed record Redigeringsgraenser(TimeSpan Laengde, long VedSidenBytes);

/// <summary>What the acts on leases share.</summary>
internal sealed class Redigeringsopslag(SagerDb db, Personer personer)
{
    /// <summary>A lease of the actor's own that still takes saves, with its document. What the actor may see is asked anew each time.</summary>
    /// <exception cref="NotFoundException">Not there, not the actor's, or the document is no longer the actor's to see.</exception>
    /// <exception cref="RegelbrudException">DOK-21.</exception>
    public async Task<(Redigering Redigering, Dokument Dokument)> FindLevendeAsync(Aktoer aktoer, Guid id, DateTimeOffset tid, CancellationToken ct)
    {
        var redigering = await db.Redigeringer.SingleOrDefaultAsync(r => r.Id == id && r.BrugerId == aktoer.Id, ct) ?? throw new NotFoundException("Redigeringen findes ikke.");
        var dokument = await db.FindDokumentAsync(aktoer, redigering.DokumentId, ct);
        DokumentRegler.RedigeringenErLevende.Kraev(redigering.ErLevende(dokument, tid));
        return (redigering, dokument);
    }

    public Task<Redigering?> AabenAsync(Guid dokument, CancellationToken ct) => db.Redigeringer.SingleOrDefaultAsync(r => r.DokumentId == dokument && r.Afsluttet == null, ct);

    /// <summary>The name's row under the lease, if it has one.</summary>
    public Task<Redigeringsfil?> FilAsync(Guid redigering, string navn, CancellationToken ct) =>
        db.Redigeringsfiler.SingleOrDefaultAsync(f => f.RedigeringId == redigering && f.Navn == navn, ct);

    /// <summary>Its row, made where it has none.</summary>
    public async Task<Redigeringsfil> FilEllerNyAsync(Guid redigering, string navn, CancellationToken ct)
    {
        if (await FilAsync(redigering, navn, ct) is { } fil)
            return fil;
        var ny = new Redigeringsfil { RedigeringId = redigering, Navn = navn };
        db.Add(ny);
        return ny;
    }

    /// <exception cref="RegelbrudException">DOK-22.</exception>
    public async Task KraevPladsAsync(Guid redigering, Redigeringsgraenser graenser, CancellationToken ct)
    {
        var filer = await db.Redigeringsfiler.Where(f => f.RedigeringId == redigering).Select(f => f.Stoerrelse).ToListAsync(ct);
        DokumentRegler.FaaVedSiden.Kraev(filer.Count <= Redigeringsnavne.FlestVedSiden + GemFilversion.FlestFiler && filer.Sum() <= graenser.VedSidenBytes);
    }

    /// <summary>Ends it; what lay beside the document's files is no longer named and is swept.</summary>
    public async Task AfslutAsync(Redigering redigering, Guid? af, string? grund, DateTimeOffset tid, CancellationToken ct)
    {
        redigering.Afslut(af, grund, tid);
        db.RemoveRange(await db.Redigeringsfiler.Where(f => f.RedigeringId == redigering.Id).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// Whether the actor may end what this user has checked out: the user, a leader of the user's unit or of one of the document's cases (or of
    /// a unit above), and anyone who works on the document when the user has left.
    /// </summary>
    public async Task<bool> MaaAfslutteAsync(Aktoer aktoer, Guid holder, Guid dokument, CancellationToken ct)
    {
        if (aktoer.Id == holder)
            return true;
        if (await personer.BrugerAsync(holder, ct) is not { Aktiv: true } bruger)
            return true;
        if (!aktoer.Har(Roller.Leder) || aktoer.EnhedId is not { } leder)
            return false;
        var over = (await personer.EnhederAsync(ct)).ToDictionary(e => e.Id, e => e.ForaelderId);
        var enheder = await db.Sager.SynligeFor(aktoer).Where(s => db.Registreringer.Any(r => r.DokumentId == dokument && r.SagId == s.Id && r.FlyttetTilId == null)).Select(s => s.EnhedId).ToListAsync(ct);
        return enheder.Append(bruger.EnhedId).Any(e => ErUnder(e, leder, over));
    }

    private static bool ErUnder(Guid enhed, Guid leder, Dictionary<Guid, Guid?> over)
    {
        Guid? her = enhed;
        for (var i = 0; her is { } id && i <= over.Count; i++)
        {
            if (id == leder)
                return true;
            her = over.GetValueOrDefault(id);
        }

        return false;
    }
}
