using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Sbsys.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Handlinger;

/// <summary>Opens a case that comes from another system.</summary>
internal sealed class ImporterSag(SagerDb db, OpretFraSkabelon opretFraSkabelon, Importspor spor)
{
    /// <param name="Part">The key of the party that the case is opened with; null where it is opened with none.</param>
    public sealed record Kommando(Importspor.Herkomst Fra, OpretSag.Kommando Sag, string? Part = null);

    public async Task<OpretFraSkabelon.Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var svar = await opretFraSkabelon.Udfoer(k.Sag, ct);
        if (k.Part is { } part)
            spor.Noter(k.Fra, Importslags.Part, svar.Id, await db.Sagsparter.Where(p => p.SagId == svar.Id).Select(p => p.PartId).FirstAsync(ct), part);
        await spor.FortaelAsync(k.Fra, Importslags.Sag, "Sagen", svar.Id, svar.Id, ct);
        return svar;
    }
}
