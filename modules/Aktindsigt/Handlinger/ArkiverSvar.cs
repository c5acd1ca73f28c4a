using Esdh.Aktindsigt.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>An answer that was made and proved is journalised on the request, and what it decides stands. Refused where anything was decided otherwise while it was made.</summary>
internal sealed class ArkiverSvar(AktindsigtDb db, Indsigtssag indsigt, Sagshandlinger handlinger, FremIndsigtsarbejde frem, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Fil">The PDF.</param>
    /// <param name="Versioner">What it was made of: the version of each decision.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid JobId, bool ErDel, Sagsfil Fil, int Sider, string? Modtager, IReadOnlyDictionary<Guid, long> Versioner);

    public sealed record Svar(int Nr, Guid DokumentId);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        var materiale = await indsigt.MaterialeAsync(k.Aktoer, sag.Id, ct);
        AktindsigtRegler.DuSerAlleDokumenter.Kraev(materiale.Skjulte == 0);
        var valg = await db.Valg.Where(v => v.SagId == sag.Id).ToListAsync(ct);
        var nye = valg.FindAll(v => v.SvarNr is null);
        var tidligere = await db.Svar.CountAsync(s => s.SagId == sag.Id, ct);
        var overvejet = await db.Anmodninger.AnyAsync(a => a.SagId == sag.Id && a.Overvejet != null, ct);
        var vurderede = valg.Select(v => v.DokumentId).ToHashSet();
        Indsigtssvar.Kraev(Regime.Med(sag.Felter.GetValueOrDefault("regime")), nye, materiale.Dokumenter.Count(d => !vurderede.Contains(d.Dokument.Id)), overvejet, k.ErDel, tidligere);
        if (nye.Count != k.Versioner.Count || nye.Exists(v => k.Versioner.GetValueOrDefault(v.DokumentId) != v.Version))
            throw new StaleException("Vurderingerne er ændret, mens svaret blev lavet. Lav det igen.");
        var nr = tidligere + 1;
        var titel = k.ErDel ? $"Aktindsigt, delafgørelse {nr}" : tidligere == 0 ? "Aktindsigt, afgørelse" : "Aktindsigt, endelig afgørelse";
        var dokument = await handlinger.OpretDokumentAsync(k.Aktoer, sag.Id, new(titel, Dokumentretning.Udgaaende, [k.Fil])
        {
            Dokumenttype = k.ErDel ? "Delafgørelse i aktindsigt" : Aktindsigtssagstype.Svartype, Korrespondent = k.Modtager, Journaliser = true,
        }, ct);
        db.Add(new Indsigtssvar { SagId = sag.Id, Nr = nr, DokumentId = dokument, ErDel = k.ErDel, Sider = k.Sider, Lavet = tid.GetUtcNow(), LavetAf = k.Aktoer.Id });
        foreach (var v in nye)
            v.GivMed(nr);
        await db.SaveChangesAsync(ct);
        await frem.FaerdigAsync(k.JobId, $"{(k.ErDel ? $"Delafgørelse {nr}" : "Afgørelsen")} på {(k.Sider == 1 ? "1 side" : $"{k.Sider} sider")} er journaliseret på sagen.", ct);
        int Antal(Indsigtsafgoerelse a) => nye.Count(v => v.Afgoerelse == a);
        await haendelser.AppendAsync(k.Aktoer, new IndsigtssvarDannet(nr, k.ErDel, Antal(Indsigtsafgoerelse.Udlever), Antal(Indsigtsafgoerelse.Delvist), Antal(Indsigtsafgoerelse.Undtag), k.Sider), sag.Id, dokument, ct);
        return new(nr, dokument);
    }
}
