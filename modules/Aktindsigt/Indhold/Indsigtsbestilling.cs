using Esdh.Adgang.Contract;
using Esdh.Aktindsigt.Handlinger;
using Esdh.Core.Access;
using Esdh.Core.Authorities;

namespace Esdh.Aktindsigt.Indhold;

/// <summary>Orders an answer from page or API, and tells the access log which documents will be opened for it.</summary>
internal static class Indsigtsbestilling
{
    /// <returns>The job.</returns>
    public static async Task<Guid> SvarAsync(Authority myndighed, Aktoer aktoer, string sag, bool erDel, Adgangsspor spor, CancellationToken ct)
    {
        var bestilt = await myndighed.Queue.RunAsync((BestilSvar act) => act.Udfoer(new(aktoer, sag, erDel), ct), ct);
        foreach (var dokument in bestilt.Dokumenter)
            spor.Dokument(dokument);
        return bestilt.JobId;
    }
}
