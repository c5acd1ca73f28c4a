using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes a request for approval back. The document can be changed again.</summary>
internal sealed class TraekGodkendelseTilbage(SagerDb db, Godkendere godkendere, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Begrundelse">At most 2,000 characters.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid GodkendelseId, string? Begrundelse = null, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var (godkendelse, _, sag, dokument) = await godkendere.FindAsync(k.Aktoer, k.GodkendelseId, k.IfMatch, ct);
        if (k.Begrundelse?.Length > BedOmGodkendelse.LaengsteBesked)
            throw new InvalidException("begrundelse", $"Begrundelsen må højst være {BedOmGodkendelse.LaengsteBesked} tegn.");
        GodkendelseRegler.EnsEgenAnmodning.Kraev(Maa(k.Aktoer, godkendelse, sag));
        godkendelse.Traek(tid.GetUtcNow());
        dokument?.TagFraGodkendelse(false);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new GodkendelseTrukketTilbage(
            CprFinder.Mask(godkendelse.Titel), godkendelse.DokumentId, k.Begrundelse.Renset() is { } grund ? CprFinder.Mask(grund) : null), sag.Id, godkendelse.Id, ct);
        return godkendelse.Version;
    }

    /// <summary>The one who asked, the handler of the case, or a leader who sees it.</summary>
    internal static bool Maa(Aktoer aktoer, Godkendelse godkendelse, Sag sag) => godkendelse.Anmodere.Contains(aktoer.Skrivebord) || sag.BehandlerId == aktoer.Skrivebord || aktoer.Har(Roller.Leder);
}
