using Esdh.Sager.Handlinger;
using Esdh.Sbsys.Domain;

namespace Esdh.Sbsys.Handlinger;

/// <summary>Makes a reminder that comes from another system, also one that was seen to there.</summary>
internal sealed class ImporterErindring(OpretErindring opretErindring, KlarErindring klarErindring, Importspor spor)
{
    public sealed record Kommando(Importspor.Herkomst Fra, Guid SagId, OpretErindring.Kommando Erindring, bool ErKlaret);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        var svar = await opretErindring.Udfoer(k.Erindring, ct);
        if (k.ErKlaret)
            await klarErindring.Udfoer(new(k.Fra.Aktoer, svar.Id), ct);
        await spor.FortaelAsync(k.Fra, Importslags.Erindring, "Erindringen", k.SagId, svar.Id, ct);
        return svar.Id;
    }
}
