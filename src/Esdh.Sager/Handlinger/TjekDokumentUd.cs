using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Checks a draft out, so that nobody else changes its files, or renews the lease.</summary>
internal sealed class TjekDokumentUd(SagerDb db, Dokumentopslag opslag, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, long? IfMatch = null);

    /// <param name="Til">When the lease ends by itself.</param>
    public sealed record Svar(Guid Id, DateTimeOffset Til, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var dokument = await opslag.FindTilArbejdeAsync(k.Aktoer, k.DokumentId, k.IfMatch, nu, ct);
        dokument.TjekUd(k.Aktoer.Id, nu);
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentTjekketUd(dokument.UdtjekketTil!.Value), dokument.Id, ct);
        return new(dokument.Id, dokument.UdtjekketTil!.Value, dokument.Version);
    }
}
