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
/// Gives a case back to where the last hand-over took it from: handler, unit, reminders, drafts, post, and who may see it. The event of the hand-over
/// says what that was, so nothing is guessed.
/// </summary>
internal sealed class GivSagTilbage(SagerDb db, Overdragelser overdragelser, Adgangslister adgangslister, Personer personer, Medfoelgende medfoelgende, EventLog haendelser, TimeProvider tid)
{
    /// <param name="JobId">Only when that job handed it over.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Kommentar = null, Guid? JobId = null, long? IfMatch = null);

    /// <param name="Navn">Who has it again; the unit where nobody had it.</param>
    public sealed record Svar(Guid Id, string Sagsnummer, Guid? BehandlerId, Guid EnhedId, string Navn, int Erindringer, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindTilFortrydelseAsync(k.Aktoer, k.Sag, overdragelser, tid.GetUtcNow() - Overdragelser.BlindFortrydelse, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        new Errors().AddIf(k.Kommentar?.Length > 2000, "kommentar", "Kommentaren må højst være 2000 tegn.").Throw();
        var sidste = await overdragelser.SidsteAsync(sag.Id, ct);
        var staar = sidste is not null && sidste.Staar(sag) && (k.JobId is null || sidste.Data.JobId == k.JobId);
        if (!staar)
            sag.GivTilbage(false, sag.BehandlerId, sag.EnhedId, sag.AdgangslisteNr, tid.GetUtcNow());
        var o = sidste!.Data;
        await KraevModtagerAsync(o, ct);
        sag.GivTilbage(true, o.FraBehandlerId, o.FraEnhedId, await AdgangAsync(sag, o, ct), tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        // What came along, and what came since; not what the other had already.
        HashSet<Guid> medfulgte = [.. o.ErindringIder ?? [], .. o.KladdeIder ?? [], .. o.PostIder ?? []];
        var flyttet = o.FraBehandlerId is { } til && o.TilBehandlerId is { } fra && til != fra
            ? await medfoelgende.FlytAsync(k.Aktoer, sag, fra, til, k.Kommentar, (id, oprettet) => oprettet >= sidste.Tid || medfulgte.Contains(id), ct) : Medfoelgende.Flyttet.Intet;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagGivetTilbage(
            o.TilBehandlerId, o.FraBehandlerId, o.TilEnhedId, o.FraEnhedId, flyttet.Erindringer.Count, k.Kommentar.Renset(), sidste.Nr, flyttet.Kladder, flyttet.Poster.Count), sag.Id, null, ct);
        var navn = o.FraBehandlerId is { } b ? await personer.NavnAsync(b, ct) : await personer.EnhedsnavnAsync(o.FraEnhedId, ct);
        return new(sag.Id, sag.Sagsnummer, sag.BehandlerId, sag.EnhedId, navn, flyttet.Erindringer.Count, sag.Version);
    }

    private async Task KraevModtagerAsync(SagOverdraget o, CancellationToken ct)
    {
        var errors = new Errors();
        if (o.FraBehandlerId is { } behandler && await personer.BrugerAsync(behandler, ct) is not { Aktiv: true })
            errors.Add("behandlerId", $"{await personer.NavnAsync(behandler, ct)} er ikke længere aktiv. Overdrag sagen til en anden.");
        if (!await personer.ErEnhedAsync(o.FraEnhedId, ct))
            errors.Add("enhedId", $"{await personer.EnhedsnavnAsync(o.FraEnhedId, ct)} er ikke længere en aktiv enhed. Overdrag sagen til en anden.");
        errors.Throw();
    }

    /// <summary>The list as it was; where someone has changed it since, that stands, with the one who gets the case let in.</summary>
    private async Task<int> AdgangAsync(Sag sag, SagOverdraget o, CancellationToken ct)
    {
        if (o.FraAdgangsliste is { } foer && sag.AdgangslisteNr == o.TilAdgangsliste)
            return foer;
        var poster = await adgangslister.PosterAsync(sag.AdgangslisteNr, ct);
        return await adgangslister.InternAsync(OverdragSag.MedNye(poster, sag, o.FraBehandlerId, o.TilEnhedId, o.FraEnhedId), ct);
    }
}
