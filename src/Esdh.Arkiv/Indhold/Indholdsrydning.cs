using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Indhold;

/// <summary>
/// Takes what documents hold out of the database, inside the act that destroys it: the rows that name their files, what was sent of them, what lies beside a draft and what was made of them, and what their
/// events said. The names of the bytes are noted as what is to go.
/// </summary>
internal sealed class Indholdsrydning(ArkivDb arkiv, SagerDb sager, CoreDb core, EventLog haendelser)
{
    /// <param name="kassation">The run.</param>
    /// <param name="linjer">Number of the line by document.</param>
    /// <param name="ct">Stops before it is done.</param>
    /// <returns>The documents' own files, as they were.</returns>
    public async Task<ILookup<Guid, KasseretFil>> RydAsync(Guid kassation, IReadOnlyDictionary<Guid, int> linjer, CancellationToken ct)
    {
        var ider = linjer.Keys.ToList();
        var filer = await sager.Filer.Where(f => ider.Contains(f.DokumentId)).ToListAsync(ct);
        List<Kassationsfil> indhold = [];
        void Tag(string? sha, Guid dokument, long stoerrelse, bool afledt)
        {
            if (sha is not null)
                indhold.Add(new() { KassationId = kassation, Sha256 = sha, LinjeNr = linjer[dokument], Stoerrelse = stoerrelse, ErAfledt = afledt });
        }

        filer.ForEach(f => Tag(f.Sha256, f.DokumentId, f.Stoerrelse, false));
        await CopiesAsync(ider, Tag, ct);
        await RenditionsAsync(filer, ider, Tag, ct);
        await NoterAsync(kassation, indhold, ct);
        sager.RemoveRange(filer);
        await haendelser.EraseDataAsync(await core.Haendelser.Where(h => h.ObjektId != null && ider.Contains(h.ObjektId.Value)).Select(h => h.Nr).ToListAsync(ct), ct);
        return filer.ToLookup(f => f.DokumentId, f => new KasseretFil(f.Sha256, f.Stoerrelse));
    }

    /// <summary>Contents that are to go, each once.</summary>
    public async Task NoterAsync(Guid kassation, IEnumerable<Kassationsfil> indhold, CancellationToken ct)
    {
        var nye = indhold.DistinctBy(f => f.Sha256).ToList();
        var sha = nye.ConvertAll(f => f.Sha256);
        var kendte = await arkiv.Kassationsfiler.Where(f => f.KassationId == kassation && sha.Contains(f.Sha256)).Select(f => f.Sha256).ToListAsync(ct);
        arkiv.AddRange(nye.Where(f => !kendte.Contains(f.Sha256)));
    }

    /// <summary>What was sent of it, what lies beside a draft, and the ids of its mail.</summary>
    private async Task CopiesAsync(List<Guid> ider, Action<string?, Guid, long, bool> tag, CancellationToken ct)
    {
        var sendt = await sager.Forsendelsesdele.Where(d => d.DokumentId != null && ider.Contains(d.DokumentId.Value)).ToListAsync(ct);
        sendt.ForEach(d =>
        {
            tag(d.Sha256, d.DokumentId!.Value, 0, true);
            tag(d.PdfSha256, d.DokumentId!.Value, d.PdfStoerrelse ?? 0, true);
        });
        sager.RemoveRange(sendt);
        var redigeringer = await sager.Redigeringer.Where(r => ider.Contains(r.DokumentId)).Select(r => new { r.Id, r.DokumentId }).ToDictionaryAsync(r => r.Id, r => r.DokumentId, ct);
        var ved = redigeringer.Keys.ToList();
        var filer = await sager.Redigeringsfiler.Where(f => ved.Contains(f.RedigeringId)).ToListAsync(ct);
        filer.ForEach(f => tag(f.Sha256, redigeringer[f.RedigeringId], f.Stoerrelse, true));
        sager.RemoveRange(filer);
        sager.RemoveRange(await sager.Dokumentmails.Where(m => ider.Contains(m.DokumentId)).ToListAsync(ct));
    }

    /// <summary>PDFs made of files that no other document has.</summary>
    private async Task RenditionsAsync(List<Fil> filer, List<Guid> ider, Action<string?, Guid, long, bool> tag, CancellationToken ct)
    {
        var sha = filer.Select(f => f.Sha256).Distinct().ToList();
        var pdf = await sager.Pdfvisninger.Where(p => sha.Contains(p.Sha256) && !sager.Filer.Any(f => f.Sha256 == p.Sha256 && !ider.Contains(f.DokumentId))).ToListAsync(ct);
        pdf.ForEach(p => tag(p.PdfSha256, filer.First(f => f.Sha256 == p.Sha256).DokumentId, 0, true));
        sager.RemoveRange(pdf);
    }
}
