using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Checks a draft in: the lease and its address end. A leader of the holder or of the case may do it, with a reason that the holder is told.</summary>
internal sealed class TjekDokumentInd(SagerDb db, Dokumentopslag opslag, Redigeringsopslag redigeringer, TimeProvider tid)
{
    /// <summary>Longest reason in characters.</summary>
    internal const int LaengsteGrund = 1000;

    /// <param name="Grund">Needed when it is checked out by another.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, string? Grund = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        var tvungen = dokument.UdtjekketAf is { } har && har != k.Aktoer.Id && await redigeringer.MaaAfslutteAsync(k.Aktoer, har, dokument.Id, ct);
        if (tvungen && string.IsNullOrWhiteSpace(k.Grund))
            throw new InvalidException("begrundelse", "Skriv, hvorfor du tjekker dokumentet ind for en anden.");
        if (k.Grund?.Trim().Length > LaengsteGrund)
            throw new InvalidException("begrundelse", $"Begrundelsen må højst være {LaengsteGrund} tegn.");
        var grund = tvungen ? k.Grund!.Trim() : null;
        dokument.TjekInd(k.Aktoer.Id, tvungen);
        if (await redigeringer.AabenAsync(dokument.Id, ct) is { } aaben)
            await redigeringer.AfslutAsync(aaben, k.Aktoer.Id, grund, tid.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentTjekketInd(tvungen, grund), dokument.Id, ct);
        return new(dokument.Id, dokument.Version);
    }
}
