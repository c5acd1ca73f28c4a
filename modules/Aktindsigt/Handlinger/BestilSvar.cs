using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>Orders an answer. What can be refused before a file is opened is refused now; the rest when it is made.</summary>
internal sealed class BestilSvar(AktindsigtDb db, Indsigtssag indsigt, BestilIndsigtsarbejde bestil)
{
    /// <param name="ErDel">More is to follow.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, bool ErDel);

    /// <param name="JobId">The work that makes it.</param>
    /// <param name="Dokumenter">Those that will be opened for it.</param>
    public sealed record Svar(Guid JobId, IReadOnlyList<Guid> Dokumenter);

    /// <exception cref="RegelbrudException">AKT-4, AKT-5, AKT-8, AKT-11, AKT-12, AKT-16, AKT-18, AKT-19.</exception>
    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        var materiale = await indsigt.MaterialeAsync(k.Aktoer, sag.Id, ct);
        AktindsigtRegler.DuSerAlleDokumenter.Kraev(materiale.Skjulte == 0);
        var valg = await db.Valg.AsNoTracking().Where(v => v.SagId == sag.Id).ToListAsync(ct);
        var vurderede = valg.Select(v => v.DokumentId).ToHashSet();
        var overvejet = await db.Anmodninger.AnyAsync(a => a.SagId == sag.Id && a.Overvejet != null, ct);
        var nye = valg.FindAll(v => v.SvarNr is null);
        Indsigtssvar.Kraev(
            Regime.Med(sag.Felter.GetValueOrDefault("regime")), nye, materiale.Dokumenter.Count(d => !vurderede.Contains(d.Dokument.Id)), overvejet, k.ErDel, await db.Svar.CountAsync(s => s.SagId == sag.Id, ct));
        var job = await bestil.BestilAsync(k.Aktoer, new(sag.Id, Indsigtsjobart.Svar, k.ErDel, k.Aktoer.PaaVegneAf?.Id), $"Svar på aktindsigt {sag.Sagsnummer}", ct);
        return new(job, [.. nye.Where(v => v.Afgoerelse != Indsigtsafgoerelse.Undtag).Select(v => v.DokumentId)]);
    }
}
