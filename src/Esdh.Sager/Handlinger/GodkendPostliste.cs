using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Approves documents of a day for the postliste. Anyone may see them when the authority's delay has passed.</summary>
internal sealed class GodkendPostliste(SagerDb db, Postlisteopslag opslag, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Dag">The day of the journal.</param>
    /// <param name="Dokumenter">1 to <see cref="Postlisteopslag.Mest"/> documents that wait for approval that day.</param>
    public sealed record Kommando(Aktoer Aktoer, DateOnly Dag, IReadOnlyList<Guid> Dokumenter);

    public sealed record Svar(int Godkendt, DateOnly Offentliggoeres);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var idag = DanishTime.Today(tid);
        var ids = k.Dokumenter.Distinct().ToList();
        if (ids.Count is 0 or > Postlisteopslag.Mest)
            throw new InvalidException("dokumenter", $"Vælg fra 1 til {Postlisteopslag.Mest} dokumenter.");
        var dokumenter = await FindVentendeAsync(db, k.Aktoer, k.Dag, ids, ct);
        var kandidater = await db.PostlistekandidaterAsync(ids, idag, ct);
        JournalRegler.PostlistenErUdenPersonoplysninger.KraevIntet([.. dokumenter.SelectMany(d => kandidater[d.Id].Hindringer().Select(h => $"»{d.Titel}«: {h}"))]);
        var offentlig = idag.AddDays(await opslag.VentedageAsync(ct));
        foreach (var d in dokumenter)
        {
            db.Add(new Postlistepost { DokumentId = d.Id, Dag = k.Dag, Titel = kandidater[d.Id].Titel!, Retning = d.Retning, Offentliggoeres = offentlig, GodkendtAf = k.Aktoer.Id, Godkendt = nu });
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new PostlistepostGodkendt(kandidater[d.Id].Titel!, k.Dag, offentlig), await FoersteSagAsync(db, d.Id, ct), d.Id, ct);
        }

        return new(dokumenter.Count, offentlig);
    }

    /// <summary>Documents that wait for approval on a day, in the order they were journalised.</summary>
    /// <exception cref="NotFoundException">One is not there, or not the actor's to know of.</exception>
    /// <exception cref="InvalidException">One does not wait that day, since it is approved, rejected, taken off the list or of another day.</exception>
    internal static async Task<List<Dokument>> FindVentendeAsync(SagerDb db, Aktoer aktoer, DateOnly dag, List<Guid> ids, CancellationToken ct)
    {
        var dokumenter = await db.Dokumenter.SynligeFor(db, aktoer).Where(d => ids.Contains(d.Id)).OrderBy(d => d.Journaliseret).ThenBy(d => d.Nr).ToListAsync(ct);
        if (dokumenter.Count < ids.Count)
            throw new NotFoundException("Dokumentet findes ikke, eller du har ikke adgang til det.");
        var behandlet = await db.Postlisteposter.Where(p => ids.Contains(p.DokumentId)).Select(p => p.DokumentId)
            .Union(db.Postlisteafvisninger.Where(a => ids.Contains(a.DokumentId)).Select(a => a.DokumentId)).ToListAsync(ct);
        var forkert = dokumenter.Find(d => behandlet.Contains(d.Id) || !d.PaaPostliste || d.Tilstand != Dokumenttilstand.Journaliseret || DanishTime.DateOf(d.Journaliseret!.Value) != dag);
        return forkert is null ? dokumenter : throw new InvalidException("dokumenter", $"»{forkert.Titel}« venter ikke på godkendelse den dag. Genindlæs siden.");
    }

    internal static Task<Guid> FoersteSagAsync(SagerDb db, Guid dokument, CancellationToken ct) =>
        db.Registreringer.Where(r => r.DokumentId == dokument && r.FlyttetTilId == null).OrderBy(r => r.Nr).Select(r => r.SagId).FirstAsync(ct);
}
