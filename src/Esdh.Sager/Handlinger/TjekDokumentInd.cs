using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Checks a draft in. A leader may do it for the one who has it, with a reason.</summary>
internal sealed class TjekDokumentInd(SagerDb db, Dokumentopslag opslag)
{
    /// <param name="Grund">Needed when it is checked out by another.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, string? Grund = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        var tvungen = dokument.UdtjekketAf is { } har && har != k.Aktoer.Id && k.Aktoer.Har(Roller.Leder);
        if (tvungen && string.IsNullOrWhiteSpace(k.Grund))
            throw new InvalidException("begrundelse", "Skriv, hvorfor du tjekker dokumentet ind for en anden.");
        dokument.TjekInd(k.Aktoer.Id, tvungen);
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentTjekketInd(tvungen, tvungen ? k.Grund!.Trim() : null), dokument.Id, ct);
        return new(dokument.Id, dokument.Version);
    }
}
