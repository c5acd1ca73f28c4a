using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Asks another in a link that waits: the one who was asked is ill, or has left.</summary>
internal sealed class OmdirigerGodkendelse(SagerDb db, Godkendere godkendere, EventLog haendelser)
{
    /// <param name="Orden">The link's place, from 1.</param>
    /// <param name="Til">Who is asked now.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid GodkendelseId, int Orden, BedOmGodkendelse.Led? Til, string? Begrundelse = null, long? IfMatch = null);

    public sealed record Svar(string Fra, string Til, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (godkendelse, led, sag, dokument) = await godkendere.FindAsync(k.Aktoer, k.GodkendelseId, k.IfMatch, ct);
        var nyt = k.Til is null ? null : BedOmGodkendelse.Laes(k.Til);
        new Errors()
            .AddIf(led.TrueForAll(l => l.Orden != k.Orden), "orden", "Vælg et led, der er der.")
            .AddIf(nyt is null, "til", "Vælg, hvem der skal spørges i stedet.")
            .AddIf(k.Begrundelse?.Length > BedOmGodkendelse.LaengsteBesked, "begrundelse", $"Begrundelsen må højst være {BedOmGodkendelse.LaengsteBesked} tegn.")
            .Throw();
        GodkendelseRegler.EnsEgenAnmodning.Kraev(TraekGodkendelseTilbage.Maa(k.Aktoer, godkendelse, sag));
        var det = led.Single(l => l.Orden == k.Orden);
        var fra = await godkendere.NavnAsync(det.Art, det.Reference, ct);
        var stillet = await godkendere.StilAsync(k.Aktoer, [nyt! with { KraeverUnderskrift = det.KraeverUnderskrift }], sag, dokument, await godkendere.OphavAsync(godkendelse.Anmodere, sag, dokument, ct), ct);
        godkendelse.Omdiriger(det, stillet[0]);
        await db.SaveChangesAsync(ct);
        var til = await godkendere.NavnAsync(det.Art, det.Reference, ct);
        await haendelser.AppendAsync(k.Aktoer, new GodkendelsesledOmdirigeret(
            CprFinder.Mask(godkendelse.Titel), det.Orden, fra, til, k.Begrundelse.Renset() is { } grund ? CprFinder.Mask(grund) : null), sag.Id, godkendelse.Id, ct);
        return new(fra, til, godkendelse.Version);
    }
}
