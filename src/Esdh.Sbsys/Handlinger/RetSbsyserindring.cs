using Esdh.Sager.Handlinger;

namespace Esdh.Sbsys.Handlinger;

/// <summary>What a client changes on a reminder by sending the whole of it back: its words and dates, and that it has been seen to.</summary>
internal sealed class RetSbsyserindring(RetErindring retErindring, KlarErindring klarErindring)
{
    /// <param name="ErRettet">Something but that is different.</param>
    /// <param name="Klaret">That it is seen to, or is not after all; null where that stays.</param>
    public sealed record Kommando(RetErindring.Kommando Dens, bool ErRettet, bool? Klaret);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        if (k.Klaret == false)
            await klarErindring.Udfoer(new(k.Dens.Aktoer, k.Dens.ErindringId, Fortryd: true), ct);
        if (k.ErRettet)
            await retErindring.Udfoer(k.Dens, ct);
        if (k.Klaret == true)
            await klarErindring.Udfoer(new(k.Dens.Aktoer, k.Dens.ErindringId), ct);
        return k.Dens.ErindringId;
    }
}
