using Esdh.Byggesager.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Handlinger;

/// <summary>Ticks off what the applicant has sent, or what is not needed after all.</summary>
internal sealed class KlarMangler(ByggesagerDb db, Sagsopslag opslag, Sagshandlinger sager, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Frafald">Not needed after all; else it has come.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid SagId, IReadOnlyList<Guid> Mangler, bool Frafald, long? IfMatch = null);

    /// <param name="Aabne">So many are still to come.</param>
    public sealed record Svar(int Klaret, int Aabne);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await opslag.FindAsync(k.Aktoer, k.SagId.ToString(), ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        ByggesagRegler.SagenErEnByggesag.Kraev(sag.Sagstype == Byggesagstype.Noegle);
        var alle = await db.Mangler.Where(m => m.SagId == sag.Id).OrderBy(m => m.Nr).ToListAsync(ct);
        var valgte = alle.FindAll(m => k.Mangler.Contains(m.Id));
        new Errors().AddIf(k.Mangler.Count == 0, "mangel", "Sæt hak ved det, der er kommet.").AddIf(valgte.Count < k.Mangler.Distinct().Count(), "mangel", "Et af punkterne hører ikke til sagen.").Throw();
        foreach (var m in valgte)
            m.Klar(k.Frafald ? Mangeltilstand.Frafaldet : Mangeltilstand.Modtaget, k.Aktoer.Id, DanishTime.Today(tid));
        await db.SaveChangesAsync(ct);
        var aabne = alle.FindAll(m => m.Tilstand == Mangeltilstand.Aaben);
        await sager.RetFelterAsync(k.Aktoer, sag.Id, new Dictionary<string, string?> { ["mangler"] = aabne.Count == 0 ? null : SendMangelbrev.Liste(aabne.Select(m => m.Tekst)) }, ct);
        await haendelser.AppendAsync(k.Aktoer, new ManglerKlaret([.. valgte.Select(m => m.Tekst)], k.Frafald), sag.Id, null, ct);
        return new(valgte.Count, aabne.Count);
    }
}
