using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// An editor gives a name under its lease another name, or takes it away. One of the document's own files stays on the document whatever
/// happens; it is only out of the editor's sight until something is put in its place.
/// </summary>
internal sealed class FlytRedigeringsfil(SagerDb db, Dokumentopslag dokumenter, Redigeringsopslag redigeringer, Redigeringsgraenser graenser, TimeProvider tid)
{
    /// <param name="Til">A name that editors keep for themselves; null removes <paramref name="Fra"/>.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid RedigeringId, string Fra, string? Til);

    /// <summary>Answers whether something of the name of <see cref="Kommando.Til"/> was replaced.</summary>
    public async Task<bool> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var (redigering, dokument) = await redigeringer.FindLevendeAsync(k.Aktoer, k.RedigeringId, nu, ct);
        var filer = await dokumenter.FilerAsync(dokument, ct);
        var navne = Redigeringsnavne.Navngiv(filer.Select(f => (f.Nummer, f.Filnavn)));
        var egen = filer.Find(f => navne[f.Nummer] == k.Fra);
        var fra = await redigeringer.FilAsync(redigering.Id, k.Fra, ct);
        if (egen is null ? fra is null : fra?.Vaek == true)
            throw new NotFoundException("Filen findes ikke.");
        var (sha, stoerrelse) = egen is null ? (fra!.Sha256, fra.Stoerrelse) : (egen.Sha256, egen.Stoerrelse);
        var fandtes = false;
        if (k.Til is not null)
        {
            fandtes = await redigeringer.FilAsync(redigering.Id, k.Til, ct) is not null;
            (await redigeringer.FilEllerNyAsync(redigering.Id, k.Til, ct)).Laeg(sha, stoerrelse, nu);
        }

        if (egen is not null)
            (fra ?? await redigeringer.FilEllerNyAsync(redigering.Id, k.Fra, ct)).Vaek = true;
        else
            db.Remove(fra!);
        await db.SaveChangesAsync(ct);
        await redigeringer.KraevPladsAsync(redigering.Id, graenser, ct);
        return fandtes;
    }
}
