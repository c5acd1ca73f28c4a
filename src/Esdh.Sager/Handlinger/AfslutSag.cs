using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Closes a case, or says everything that is missing first.</summary>
internal sealed class AfslutSag(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="StatusId">A status of the condition Afsluttet; the first that needs no comment when not said.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid? StatusId = null, string? Kommentar = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, string Status, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        var statusser = db.Statusser.Where(s => s.Aktiv && s.Tilstand == Tilstand.Afsluttet);
        var status = k.StatusId is { } id
            ? await statusser.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new InvalidException("statusId", "Vælg en status, der afslutter sagen.")
            : await statusser.OrderBy(s => s.KraeverKommentar).ThenBy(s => s.Orden).FirstOrDefaultAsync(ct) ?? throw new InvalidException("statusId", "Der er ingen status, der afslutter en sag. En administrator skal oprette den.");
        if (status.KraeverKommentar && string.IsNullOrWhiteSpace(k.Kommentar))
            throw new InvalidException("kommentar", $"Statussen »{status.Navn}« kræver en kommentar.");
        sag.Afslut(status, await ManglerAsync(sag, ct), tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagAfsluttet(status.Navn, k.Kommentar), sag.Id, null, ct);
        return new(sag.Id, status.Navn, sag.Version);
    }

    /// <summary>What is not finished on the case, one Danish sentence each. For pages that show it before.</summary>
    internal async Task<IReadOnlyList<string>> ManglerAsync(Sag sag, CancellationToken ct)
    {
        List<string> mangler = [];
        // Uden for adgang: a draft that the actor cannot see stands in the way too, and is only counted.
        var kladder = await db.Registreringer.CountAsync(r => r.SagId == sag.Id && db.Dokumenter.Any(d => d.Id == r.DokumentId && d.Tilstand == Dokumenttilstand.Kladde && d.UdenBetydning == null), ct);
        var notater = await db.Notater.CountAsync(n => n.SagId == sag.Id && n.Endelig == null, ct);
        var erindringer = await db.Erindringer.CountAsync(e => e.SagId == sag.Id && e.Afsluttet == null, ct);
        Tael(kladder, "dokument mangler at blive journaliseret", "dokumenter mangler at blive journaliseret");
        Tael(notater, "notat er ikke gjort endeligt", "notater er ikke gjort endelige");
        Tael(erindringer, "erindring er åben", "erindringer er åbne");
        return mangler;

        void Tael(int antal, string en, string flere)
        {
            if (antal > 0)
                mangler.Add($"{antal} {(antal == 1 ? en : flere)}.");
        }
    }
}
