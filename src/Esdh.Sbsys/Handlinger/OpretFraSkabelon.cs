using Esdh.Core.Access;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;

namespace Esdh.Sbsys.Handlinger;

/// <summary>Opens a case and answers with the list of those who see it: its opener does not see it before the next request, and is shown it in this one.</summary>
internal sealed class OpretFraSkabelon(SagerDb db, OpretSag opretSag)
{
    /// <param name="Aktoer">Who opens it, who also sees it.</param>
    public sealed record Svar(Guid Id, Aktoer Aktoer);

    public async Task<Svar> Udfoer(OpretSag.Kommando k, CancellationToken ct)
    {
        var svar = await opretSag.Udfoer(k, ct);
        var liste = await db.ListenAfNySagAsync(svar.Id, ct);
        return new(svar.Id, k.Aktoer.Lister.Contains(liste) ? k.Aktoer : k.Aktoer with { Lister = [.. k.Aktoer.Lister, liste] });
    }
}
