using Esdh.Core.Access;
using Esdh.Sager.Handlinger;

namespace Esdh.Sbsys.Handlinger;

/// <summary>Checks a draft in with what has been written since, as its next version.</summary>
internal sealed class IndleverKladde(GemFilversion gemFilversion, TjekDokumentInd tjekInd)
{
    /// <param name="Filer">The new version; empty where nothing was changed.</param>
    /// <param name="ErUdtjekket">It is checked out, by the caller or another.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, IReadOnlyList<OpretDokument.Nyfil> Filer, bool ErUdtjekket);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        if (k.Filer.Count > 0)
            await gemFilversion.Udfoer(new(k.Aktoer, k.DokumentId, [k.Filer[0]], 1), ct);
        if (k.Filer.Count > 1)
            await gemFilversion.Udfoer(new(k.Aktoer, k.DokumentId, [.. k.Filer.Skip(1)]), ct);
        if (k.ErUdtjekket)
            await tjekInd.Udfoer(new(k.Aktoer, k.DokumentId), ct);
        return k.DokumentId;
    }
}
