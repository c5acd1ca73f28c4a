using Esdh.Core.Access;
using Esdh.Core;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Judges that a draft does not belong in the journal, with a reason, or takes that back.</summary>
internal sealed class MarkerUdenBetydning(SagerDb db, Dokumentopslag opslag)
{
    /// <param name="Grund">Null takes it back.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, string? Grund, bool Fortryd = false, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        if (!k.Fortryd && (string.IsNullOrWhiteSpace(k.Grund) || k.Grund.Length > 1000))
            throw new InvalidException("begrundelse", "Skriv, hvorfor dokumentet er uden betydning for sagen.");
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        await opslag.KraevAabneSagerAsync(k.Aktoer, dokument.Id, ct);
        foreach (var d in (await opslag.BilagAsync(k.Aktoer, dokument.Id, ct)).Prepend(dokument))
            d.MarkerUdenBetydning(k.Fortryd ? null : k.Grund);
        await db.SaveChangesAsync(ct);
        await opslag.FortaelAsync(k.Aktoer, new DokumentMarkeretUdenBetydning(dokument.UdenBetydning), dokument.Id, ct);
        return dokument.Version;
    }
}
