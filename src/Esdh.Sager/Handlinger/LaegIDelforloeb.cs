using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
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
    public sealed record Kommando(Aktoer Aktoer, string Sag, int Nummer, IReadOnlyList<Guid> Dokumenter);

    /// <param name="Flyttet">How many lay elsewhere.</param>
    public sealed record Svar(int Flyttet);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors()
            .AddIf(k.Dokumenter.Count == 0, "dokumenter", "Vælg mindst ét dokument.")
            .AddIf(k.Dokumenter.Count > MaxDokumenter, "dokumenter", $"Flyt højst {MaxDokumenter} dokumenter ad gangen.")
            .Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        sag.KraevAaben();
        Guid? delforloeb = k.Nummer == 0 ? null
            : await db.Delforloeb.Where(d => d.SagId == sag.Id && d.Nummer == k.Nummer).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(ct) ?? throw new NotFoundException("Delforløbet findes ikke på sagen.");
        var ids = k.Dokumenter.Distinct().ToList();
        var synlige = db.Dokumenter.SynligeFor(db, k.Aktoer).Where(d => ids.Contains(d.Id) || (d.ForaelderId != null && ids.Contains(d.ForaelderId.Value)));
        var raekker = await (from d in synlige
                             join r in db.Registreringer on d.Id equals r.DokumentId
                             where r.SagId == sag.Id && r.FlyttetTilId == null
                             select new { Registrering = r, d.Titel }).ToListAsync(ct);
        if (ids.Except(raekker.Select(r => r.Registrering.DokumentId)).Any())
            throw new NotFoundException("Et af dokumenterne findes ikke på sagen, eller du har ikke adgang til det.");
        var flyttes = raekker.Where(r => r.Registrering.DelforloebId != delforloeb).ToList();
        foreach (var raekke in flyttes)
            raekke.Registrering.DelforloebId = delforloeb;
        if (flyttes.Count > 0)
            sag.Roer(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        foreach (var raekke in flyttes)
            await haendelser.AppendAsync(k.Aktoer, new DokumentLagtIDelforloeb(raekke.Titel, k.Nummer == 0 ? null : k.Nummer), sag.Id, raekke.Registrering.DokumentId, ct);
        return new(flyttes.Count);
    }
}
