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
internal sealed class AfslutSag(SagerDb db, CoreDb core, Forloebsgang gang, Godkendere godkendere, EventLog haendelser, TimeProvider tid)
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
        status.KraevKommentar(k.Kommentar);
        await gang.KraevUdenTrinAsync(sag.Id, ct);
        SagRegler.IngenSammenlaegningIGang.Kraev(!await core.SammenlaegningIGangAsync(sag.Id, ct));
        sag.Afslut(status, (await TaelManglerAsync(db, k.Aktoer, sag.Id, ct)).Saetninger(), tid.GetUtcNow());
        await godkendere.BrugAsync(sag, Godkendelsesemne.Status, status.Id, status.KaedeId, tid.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagAfsluttet(status.Navn, k.Kommentar.Renset()), sag.Id, null, ct);
        return new(sag.Id, status.Navn, sag.Version);
    }

    /// <summary>How much is not finished on a case the actor sees.</summary>
    internal static Task<Mangler> TaelManglerAsync(SagerDb db, Aktoer aktoer, Guid sagId, CancellationToken ct)
    {
        var dokumenter = db.UdenAkt(sagId).Where(d => d.Tilstand == Dokumenttilstand.Kladde && d.UdenBetydning == null);
        // One row to count beside, so that the six counts are one question.
        return db.Sager.SynligeFor(aktoer).Where(s => s.Id == sagId).Select(x => new Mangler(
            dokumenter.Count(),
            db.Notater.Count(n => n.SagId == sagId && n.Endelig == null),
            db.Erindringer.Count(e => e.SagId == sagId && e.Afsluttet == null),
            db.Hoeringer.Count(h => h.SagId == sagId && h.Afsluttet == null),
            db.Forsendelser.Count(f => f.SagId == sagId && f.Afsluttet == null),
            db.Godkendelser.Count(g => g.SagId == sagId && g.Udfald == Godkendelsesudfald.Aaben && g.Emne != Godkendelsesemne.Dokument))).SingleAsync(ct);
    }

    /// <param name="Dokumenter">Drafts and unjournalised items.</param>
    /// <param name="Notater">Notes that are not final.</param>
    /// <param name="Erindringer">Open reminders.</param>
    /// <param name="Hoeringer">Open hearings.</param>
    /// <param name="Forsendelser">Dispatches that have not left.</param>
    /// <param name="Godkendelser">Steps that others are asked to approve.</param>
    internal sealed record Mangler(int Dokumenter, int Notater, int Erindringer, int Hoeringer, int Forsendelser, int Godkendelser)
    {
        public bool Intet => Dokumenter + Notater + Erindringer + Hoeringer + Forsendelser + Godkendelser == 0;

        public IReadOnlyList<string> Saetninger() =>
        [
            .. Saetning(Dokumenter, "dokument mangler at blive journaliseret", "dokumenter mangler at blive journaliseret"),
            .. Saetning(Notater, "notat er ikke gjort endeligt", "notater er ikke gjort endelige"),
            .. Saetning(Erindringer, "erindring er åben", "erindringer er åbne"),
            .. Saetning(Hoeringer, "høring er ikke afsluttet", "høringer er ikke afsluttet"),
            .. Saetning(Forsendelser, "forsendelse er ikke gået endnu", "forsendelser er ikke gået endnu"),
            .. Saetning(Godkendelser, "anmodning om godkendelse er åben", "anmodninger om godkendelse er åbne"),
        ];

        private static string[] Saetning(int antal, string en, string flere) => antal == 0 ? [] : [$"{antal} {(antal == 1 ? en : flere)}."];
    }
}
