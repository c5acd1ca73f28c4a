using Esdh.Sager.Handlinger;
using Esdh.Sbsys.Domain;

namespace Esdh.Sbsys.Handlinger;

/// <summary>Puts a party that comes from another system on its case.</summary>
internal sealed class ImporterPart(TilfoejPart tilfoejPart, Importspor spor)
{
    public sealed record Kommando(Importspor.Herkomst Fra, Guid SagId, TilfoejPart.Nypart Part);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        var svar = await tilfoejPart.Udfoer(new(k.Fra.Aktoer, k.SagId.ToString(), k.Part), ct);
        await spor.FortaelAsync(k.Fra, Importslags.Part, "Parten", k.SagId, svar.PartId, ct);
        return svar.PartId;
    }
}
