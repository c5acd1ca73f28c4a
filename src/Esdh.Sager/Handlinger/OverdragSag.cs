using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Hands a case over to another handler, another unit or both. Open reminders that follow the case, drafts and the post that belongs to it move from the old handler
/// to the new, and the new ones are let in: who must work with a case must see it.
/// </summary>
internal sealed class OverdragSag(SagerDb db, Adgangslister adgangslister, Personer personer, Medfoelgende medfoelgende, EventLog haendelser, TimeProvider tid)
{
    /// <param name="BehandlerId">The new handler; the old one stays when null, unless the unit changes: then the case waits there for one.</param>
    /// <param name="EnhedId">The new unit; the new handler's own when null and the handler changes.</param>
    /// <param name="Kommentar">A word to the new handler.</param>
    /// <param name="JobId">The job that hands over many at a time.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid? BehandlerId, Guid? EnhedId, string? Kommentar = null, long? IfMatch = null, Guid? JobId = null);

    /// <param name="Kladder">Drafts that moved along.</param>
    /// <param name="Poster">Pieces of post that moved along.</param>
    /// <param name="Udtjekkede">Titles of drafts that the old handler still has checked out.</param>
    /// <param name="Blevet">Drafts that did not move, since they have an access list of their own.</param>
    public sealed record Svar(Guid Id, Guid? BehandlerId, Guid EnhedId, int Erindringer, long Version, int Kladder = 0, int Poster = 0, IReadOnlyList<string>? Udtjekkede = null, int Blevet = 0);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        var errors = new Errors()
            .AddIf(k.BehandlerId is null && k.EnhedId is null, "behandlerId", "Vælg den, der skal have sagen.")
            .AddIf(k.Kommentar?.Length > 2000, "kommentar", "Kommentaren må højst være 2000 tegn.");
        var bruger = k.BehandlerId is { } b ? await personer.BrugerAsync(b, ct) : null;
        errors.AddIf(k.BehandlerId is not null && bruger is not { Aktiv: true }, "behandlerId", "Vælg en medarbejder, der er aktiv.");
        if (k.EnhedId is { } e)
            errors.AddIf(!await personer.ErEnhedAsync(e, ct), "enhedId", "Vælg en enhed, der er aktiv.");
        errors.Throw();

        var (fraBehandler, fraEnhed, fraListe) = (sag.BehandlerId, sag.EnhedId, sag.AdgangslisteNr);
        var tilEnhed = k.EnhedId ?? bruger?.EnhedId ?? sag.EnhedId;
        var tilBehandler = k.BehandlerId ?? (tilEnhed == fraEnhed ? fraBehandler : null);
        var poster = await adgangslister.PosterAsync(sag.AdgangslisteNr, ct);
        sag.Overdrag(tilBehandler, tilEnhed, await adgangslister.InternAsync(MedNye(poster, sag, tilBehandler, fraEnhed, tilEnhed), ct), tid.GetUtcNow());
        await db.SaveChangesAsync(ct); // the new handler is let in before the post's suggestions are asked
        var flyttet = tilBehandler is { } ny && fraBehandler is { } gammel && ny != gammel ? await medfoelgende.FlytAsync(k.Aktoer, sag, gammel, ny, k.Kommentar, null, ct) : Medfoelgende.Flyttet.Intet;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagOverdraget(
            fraBehandler, tilBehandler, fraEnhed, tilEnhed, flyttet.Erindringer.Count, k.Kommentar.Renset(), Ingen(flyttet.Erindringer), fraListe, sag.AdgangslisteNr, k.JobId,
            Ingen([.. flyttet.Dokumenter, .. flyttet.Notater]), Ingen(flyttet.Poster)), sag.Id, null, ct);
        return new(sag.Id, tilBehandler, tilEnhed, flyttet.Erindringer.Count, sag.Version, flyttet.Kladder, flyttet.Poster.Count, flyttet.Udtjekkede, flyttet.Blevet);
    }

    internal static IReadOnlyList<Guid>? Ingen(IReadOnlyList<Guid> ider) => ider.Count == 0 ? null : ider;

    /// <summary>The posts with the new handler let in, and the new unit for the old.</summary>
    internal static IEnumerable<Adgangspost> MedNye(IReadOnlyList<Adgangspost> poster, Sag sag, Guid? behandler, Guid fraEnhed, Guid tilEnhed)
    {
        IEnumerable<Adgangspost> nye = poster;
        if (!sag.ErBeskyttet && poster.Contains(Adgangspost.Enhed(fraEnhed)))
            nye = nye.Where(p => p != Adgangspost.Enhed(fraEnhed)).Append(Adgangspost.Enhed(tilEnhed));
        return behandler is { } id ? nye.Append(Adgangspost.Bruger(id)) : nye;
    }
}
