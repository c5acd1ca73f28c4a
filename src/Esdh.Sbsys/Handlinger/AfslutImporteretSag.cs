using Esdh.Sager.Handlinger;
using Esdh.Sbsys.Domain;
using Esdh.Sbsys.Storage;

namespace Esdh.Sbsys.Handlinger;

/// <summary>Closes a case that was closed in the system it comes from, when all of it has come over.</summary>
internal sealed class AfslutImporteretSag(SbsysDb db, AfslutSag afslutSag, Importspor spor)
{
    public sealed record Kommando(Importspor.Herkomst Fra, Guid SagId, Guid? StatusId, string? Kommentar);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        await afslutSag.Udfoer(new(k.Fra.Aktoer, k.SagId.ToString(), k.StatusId, k.Kommentar), ct);
        spor.Noter(k.Fra, Importslags.Afslutning, k.SagId, k.SagId);
        await db.SaveChangesAsync(ct);
        return k.SagId;
    }
}
