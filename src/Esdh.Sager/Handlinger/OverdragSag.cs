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
/// Hands a case over to another handler, another unit or both. Open reminders that follow the case move from the old handler to the new,
/// and the new ones are let in: who must work with a case must see it.
/// </summary>
internal sealed class OverdragSag(SagerDb db, Adgangslister adgangslister, Personer personer, EventLog haendelser, TimeProvider tid)
{
    /// <param name="BehandlerId">The new handler; the old one stays when null, unless the unit changes: then the case waits there for one.</param>
    /// <param name="EnhedId">The new unit; the new handler's own when null and the handler changes.</param>
    /// <param name="Kommentar">A word to the new handler.</param>
    /// <param name="JobId">The job that hands over many at a time.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid? BehandlerId, Guid? EnhedId, string? Kommentar = null, long? IfMatch = null, Guid? JobId = null);

    public sealed record Svar(Guid Id, Guid? BehandlerId, Guid EnhedId, int Erindringer, long Version);

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
        var flyttet = tilBehandler is { } ny && fraBehandler is { } gammel && ny != gammel ? await FlytErindringerAsync(sag.Id, gammel, ny, ct) : [];
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagOverdraget(
            fraBehandler, tilBehandler, fraEnhed, tilEnhed, flyttet.Count, k.Kommentar.Renset(), flyttet.Count == 0 ? null : flyttet, fraListe, sag.AdgangslisteNr, k.JobId), sag.Id, null, ct);
        return new(sag.Id, tilBehandler, tilEnhed, flyttet.Count, sag.Version);
    }

    /// <summary>The posts with the new handler let in, and the new unit for the old.</summary>
    internal static IEnumerable<Adgangspost> MedNye(IReadOnlyList<Adgangspost> poster, Sag sag, Guid? behandler, Guid fraEnhed, Guid tilEnhed)
    {
        IEnumerable<Adgangspost> nye = poster;
        if (!sag.ErBeskyttet && poster.Contains(Adgangspost.Enhed(fraEnhed)))
            nye = nye.Where(p => p != Adgangspost.Enhed(fraEnhed)).Append(Adgangspost.Enhed(tilEnhed));
        return behandler is { } id ? nye.Append(Adgangspost.Bruger(id)) : nye;
    }

    private async Task<List<Guid>> FlytErindringerAsync(Guid sagId, Guid fra, Guid til, CancellationToken ct)
    {
        var erindringer = await db.Erindringer.Where(e => e.SagId == sagId && e.Afsluttet == null && e.FoelgerSagen && e.AnsvarligId == fra).ToListAsync(ct);
        foreach (var erindring in erindringer)
        {
            erindring.AnsvarligId = til;
            erindring.Version++;
        }

        return erindringer.ConvertAll(e => e.Id);
    }
}
