using Esdh.Sager.Storage;
using Esdh.Sbsys.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Handlinger;

/// <summary>Files a document, or a draft, that comes from another system, and notes each file's hash as the source sent it beside the file that it became.</summary>
internal sealed class ImporterDokument(SagerDb db, LaegSbsysdokument laegSbsysdokument, Importspor spor)
{
    /// <summary>Attachments of attachments lie no deeper.</summary>
    private const int Dybest = 10;

    /// <param name="Filer">What the source sent.</param>
    public sealed record Kommando(Importspor.Herkomst Fra, Guid SagId, LaegSbsysdokument.Kommando Dokument, IReadOnlyList<Kildefil> Filer);

    /// <param name="Noegle">Its number there.</param>
    /// <param name="Stoerrelse">Bytes.</param>
    public sealed record Kildefil(string Noegle, string Filnavn, string Sha256, long Stoerrelse);

    /// <param name="Mangler">Files that lie nowhere on the document here.</param>
    public sealed record Svar(Guid Id, IReadOnlyList<Kildefil> Mangler);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var kladde = !k.Dokument.Dokument.Journaliser;
        var svar = await laegSbsysdokument.Udfoer(k.Dokument, ct);
        List<Guid> alle = [svar.Id];
        var nye = alle;
        for (var dybde = 0; nye.Count > 0 && dybde < Dybest; dybde++)
        {
            var over = nye;
            // Uden for adgang: parts of the document that this act has just filed.
            nye = await db.Dokumenter.Where(d => d.ForaelderId != null && over.Contains(d.ForaelderId.Value)).Select(d => d.Id).ToListAsync(ct);
            alle.AddRange(nye);
        }

        var filer = await db.Filer.Where(f => alle.Contains(f.DokumentId)).Select(f => new { f.Id, f.Sha256 }).ToListAsync(ct);
        List<Kildefil> mangler = [];
        foreach (var fil in k.Filer)
        {
            if (filer.Find(f => f.Sha256 == fil.Sha256) is not { } fundet)
            {
                mangler.Add(fil);
                continue;
            }

            spor.Noter(k.Fra, Importslags.Fil, k.SagId, fundet.Id, fil.Noegle, fil.Sha256, fil.Stoerrelse);
            if (filer.Count(f => f.Sha256 == fil.Sha256) > 1)
                filer.Remove(fundet); // the same bytes twice: each has its own
        }

        await spor.FortaelAsync(k.Fra, kladde ? Importslags.Kladde : Importslags.Dokument, kladde ? "Kladden" : "Dokumentet", k.SagId, svar.Id, ct);
        return new(svar.Id, mangler);
    }
}
