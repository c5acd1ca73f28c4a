using Esdh.Sager.Handlinger;
using Esdh.Sbsys.Domain;

namespace Esdh.Sbsys.Handlinger;

/// <summary>Writes a note that comes from another system, final at once.</summary>
internal sealed class ImporterNotat(SkrivNotat skrivNotat, Importspor spor)
{
    public sealed record Kommando(Importspor.Herkomst Fra, Guid SagId, Notatkontrol.Felter Felter);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        var svar = await skrivNotat.Udfoer(new(k.Fra.Aktoer, k.SagId.ToString(), k.Felter, Endeligt: true), ct);
        await spor.FortaelAsync(k.Fra, Importslags.Notat, "Notatet", k.SagId, svar.Id, ct);
        return svar.Id;
    }
}
