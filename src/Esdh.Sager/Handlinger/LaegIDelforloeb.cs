using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Puts documents of a case in one of its folders, or takes them out. What is attached to a document follows it.</summary>
internal sealed class LaegIDelforloeb(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    private const int MaxDokumenter = 100;

    /// <param name="Nummer">The folder; 0 takes the documents out.</param>
    /// <param name="Dokumenter">Ids, at most 100.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, int Nummer, IReadOnlyList<Guid> Dokumenter, long? IfMatch = null);

    /// <param name="Flyttet">How many lay elsewhere, attachments not counted.</param>
    /// <param name="Foer">Where those lay, so that it can be undone.</param>
    public sealed record Svar(int Flyttet, IReadOnlyList<Plads> Foer);

    /// <param name="DokumentId">A document that was moved.</param>
    /// <param name="DokumentNr">Its number.</param>
    /// <param name="Nummer">The folder it lay in; 0 for none.</param>
    public sealed record Plads(Guid DokumentId, int DokumentNr, int Nummer);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors()
            .AddIf(k.Dokumenter.Count == 0, "dokumenter", "Vælg mindst ét dokument.")
            .AddIf(k.Dokumenter.Count > MaxDokumenter, "dokumenter", $"Flyt højst {MaxDokumenter} dokumenter ad gangen.")
            .Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        Guid? delforloeb = k.Nummer == 0 ? null
            : await db.Delforloeb.Where(d => d.SagId == sag.Id && d.Nummer == k.Nummer).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(ct) ?? throw new NotFoundException("Delforløbet findes ikke på sagen.");
        var ids = k.Dokumenter.Distinct().ToList();
        var alle = ids.ToHashSet();
        for (var lag = ids; lag.Count > 0;)
        {
            var foraeldre = lag;
            lag = await db.Dokumenter.SynligeFor(db, k.Aktoer).Where(d => d.ForaelderId != null && foraeldre.Contains(d.ForaelderId.Value)).Select(d => d.Id).ToListAsync(ct);
            lag.RemoveAll(id => !alle.Add(id));
        }

        var synlige = db.Dokumenter.SynligeFor(db, k.Aktoer).Where(d => alle.Contains(d.Id));
        var raekker = await (from d in synlige
                             join r in db.Registreringer on d.Id equals r.DokumentId
                             where r.SagId == sag.Id && r.FlyttetTilId == null
                             select new { Registrering = r, d.Nr, d.Titel }).ToListAsync(ct);
        if (ids.Except(raekker.Select(r => r.Registrering.DokumentId)).Any())
            throw new NotFoundException("Et af dokumenterne findes ikke på sagen, eller du har ikke adgang til det.");
        var flyttes = raekker.Where(r => r.Registrering.DelforloebId != delforloeb).ToList();
        var numre = await db.Delforloeb.Where(d => d.SagId == sag.Id).ToDictionaryAsync(d => d.Id, d => d.Nummer, ct);
        List<Plads> foer = [.. flyttes.Where(r => ids.Contains(r.Registrering.DokumentId))
            .Select(r => new Plads(r.Registrering.DokumentId, r.Nr, r.Registrering.DelforloebId is { } fra ? numre[fra] : 0))];
        foreach (var raekke in flyttes)
            raekke.Registrering.DelforloebId = delforloeb;
        if (flyttes.Count > 0)
            sag.Roer(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        foreach (var raekke in flyttes)
            await haendelser.AppendAsync(k.Aktoer, new DokumentLagtIDelforloeb(raekke.Titel, k.Nummer == 0 ? null : k.Nummer), sag.Id, raekke.Registrering.DokumentId, ct);
        return new(foer.Count, foer);
    }
}
