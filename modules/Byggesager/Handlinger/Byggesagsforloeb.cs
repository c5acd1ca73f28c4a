using Esdh.Byggesager.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Handlinger;

/// <summary>What building cases demand besides their type, and what follows when they take a step: the day is kept, and Byg og Miljø is told.</summary>
internal sealed class Byggesagsforloeb(ByggesagerDb db, Sagsopslag opslag, Sagsdokumenter dokumenter, EventLog haendelser, TimeProvider tid) : ISagsforloeb
{
    public string Sagstype => Byggesagstype.Noegle;

    public IReadOnlyDictionary<string, string> Feltfejl(IReadOnlyDictionary<string, string> felter) => Byggefelter.Fejl(felter);

    public async Task<IReadOnlyList<string>> ManglerAsync(Trinskift skift, CancellationToken ct)
    {
        if (skift.Til != "oplyst")
            return [];
        var aabne = await db.Mangler.Where(m => m.SagId == skift.SagId && m.Tilstand == Mangeltilstand.Aaben).OrderBy(m => m.Nr).Select(m => m.Tekst).ToListAsync(ct);
        var roller = (await opslag.ParterAsync(skift.Aktoer, skift.SagId, ct)).Select(p => p.Rolle).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. aabne.Select(m => $"Fra ansøger: {m}. Sæt hak på fanen Mangler, når det er kommet."), .. Byggefelter.ManglendeRaadgivere(skift.Felter, roller)];
    }

    public async Task TagetAsync(Trinskift skift, CancellationToken ct)
    {
        if (await db.Stande.SingleOrDefaultAsync(s => s.SagId == skift.SagId, ct) is not { } stand)
            db.Add(stand = new() { SagId = skift.SagId });
        stand.Tag(skift.Til, skift.Dag);
        await db.SaveChangesAsync(ct);
        if (skift.Fra is not null && await db.Ansoegninger.Where(a => a.SagId == skift.SagId).Select(a => a.AnsoegningId).FirstOrDefaultAsync(ct) is { } ansoegning)
            await MeldAsync(skift.Aktoer, skift.SagId, ansoegning, skift.Til, ct);
    }

    /// <summary>Tells Byg og Miljø where the case stands, and gives it the letters that it has not had.</summary>
    internal async Task MeldAsync(Aktoer aktoer, Guid sag, string ansoegning, string trin, CancellationToken ct)
    {
        await TilfoejAsync(aktoer, sag, ansoegning, Beskedslags.Status, trin, Byggesagstype.Udgave1.TrinMed(trin).Navn, null, ct);
        var sendte = (await db.Beskeder.Where(b => b.SagId == sag && b.DokumentId != null).Select(b => b.DokumentId!.Value).ToListAsync(ct)).ToHashSet();
        foreach (var brev in (await dokumenter.ListeAsync(aktoer, sag, ct)).Where(d => d.Retning == Dokumentretning.Udgaaende && Byggesagstype.Svarbreve.Contains(d.Dokumenttype) && !sendte.Contains(d.Id)))
            await TilfoejAsync(aktoer, sag, ansoegning, Beskedslags.Brev, trin, brev.Titel, brev.Id, ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task TilfoejAsync(Aktoer aktoer, Guid sag, string ansoegning, Beskedslags slags, string trin, string titel, Guid? dokument, CancellationToken ct)
    {
        var nr = await haendelser.AppendAsync(aktoer, new BeskedTilBygOgMiljoe(ansoegning, slags.ToString(), titel), sag, dokument, ct);
        db.Add(new ByggesagBesked { Nr = nr, SagId = sag, AnsoegningId = ansoegning, Slags = slags, Trin = trin, Titel = titel, DokumentId = dokument, Tid = tid.GetUtcNow() });
    }
}
