using Esdh.Core.Access;
using Esdh.Core;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Sets a document's sensitivity; lowering needs a reason.</summary>
internal sealed class SaetDokumentfoelsomhed(SagerDb db, Dokumentopslag opslag)
{
    /// <param name="Foelsomhed">IkkeFortrolig, Fortrolig, Foelsom or Vip.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, string? Foelsomhed, string? Grund, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        if (!Enum.TryParse<Foelsomhed>(k.Foelsomhed, ignoreCase: true, out var foelsomhed) || !Enum.IsDefined(foelsomhed))
            throw new InvalidException("foelsomhed", "Følsomhed skal være IkkeFortrolig, Fortrolig, Foelsom eller Vip.");
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        var fra = dokument.Foelsomhed;
        dokument.SaetFoelsomhed(foelsomhed, k.Grund);
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentfoelsomhedAendret(fra.ToString(), foelsomhed.ToString(), string.IsNullOrWhiteSpace(k.Grund) ? null : k.Grund.Trim()), dokument.Id, ct);
        return dokument.Version;
    }
}
