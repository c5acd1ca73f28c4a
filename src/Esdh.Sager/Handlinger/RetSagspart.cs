using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Changes a party's place on a case: role, whether it is the primary one, whom it represents and by what power of attorney.</summary>
internal sealed class RetSagspart(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Rolle">1 to 60 characters; as it is when null.</param>
    /// <param name="ErPrimaer">True makes it the primary party instead of the one that is; as it is when null.</param>
    /// <param name="Repraesenterer">The two that follow are to be set; else they stay.</param>
    /// <param name="RepraesentererId">The party on this case that it represents; null for none.</param>
    /// <param name="FuldmagtDokumentId">A document on this case; null for none.</param>
    public sealed record Kommando(
        Aktoer Aktoer, string Sag, Guid SagspartId, string? Rolle = null, bool? ErPrimaer = null,
        bool Repraesenterer = false, Guid? RepraesentererId = null, Guid? FuldmagtDokumentId = null, long? IfMatch = null);

    /// <param name="Version">The case's.</param>
    public sealed record Svar(Guid SagspartId, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors().AddIf(k.Rolle is not null && string.IsNullOrWhiteSpace(k.Rolle), "rolle", "Skriv partens rolle.").Rolle("", k.Rolle).Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var sagspart = await db.FindSagspartAsync(sag.Id, k.SagspartId, ct);
        sagspart.KraevPaaSagen();
        List<Feltrettelse> rettet = [];
        if (k.Rolle?.Trim() is { } rolle && rolle != sagspart.Rolle)
        {
            rettet.Add(new("rolle", sagspart.Rolle, rolle));
            sagspart.Rolle = rolle;
        }

        if (k.Repraesenterer)
            await SaetRepraesentationAsync(k, sagspart, rettet, ct);
        if (k.ErPrimaer is { } primaer && primaer != sagspart.ErPrimaer)
        {
            if (primaer)
                await TilfoejPart.FratagPrimaerAsync(db, sag.Id, ct);
            rettet.Add(new("erPrimaer", sagspart.ErPrimaer ? "ja" : "nej", primaer ? "ja" : "nej"));
            sagspart.ErPrimaer = primaer;
        }

        if (rettet.Count == 0)
            return new(sagspart.Id, sag.Version);
        sag.Roer(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagspartRettet(sagspart.Navn, rettet), sag.Id, sagspart.PartId, ct);
        return new(sagspart.Id, sag.Version);
    }

    private async Task SaetRepraesentationAsync(Kommando k, Sagspart sagspart, List<Feltrettelse> rettet, CancellationToken ct)
    {
        string? til = null;
        if (k.RepraesentererId is { } id)
        {
            var alle = await db.Sagsparter.Where(s => s.SagId == sagspart.SagId).ToDictionaryAsync(s => s.Id, ct);
            if (!alle.TryGetValue(id, out var repraesenteret))
                throw new InvalidException("repraesentererId", "Vælg en part på sagen.");
            repraesenteret.KraevPaaSagen();
            til = repraesenteret.Navn;
            for (Guid? trin = id; trin is { } her; trin = alle.GetValueOrDefault(her)?.RepraesentererId)
                PartRegler.RepraesentererEnAnden.Kraev(her != sagspart.Id);
        }

        await TilfoejPart.FuldmagtAsync(db, k.Aktoer, sagspart.SagId, k.RepraesentererId, k.FuldmagtDokumentId, "", ct);
        if (sagspart.RepraesentererId != k.RepraesentererId)
        {
            var fra = sagspart.RepraesentererId is { } f ? await db.Sagsparter.Where(s => s.Id == f).Select(s => s.Navn).SingleOrDefaultAsync(ct) : null;
            rettet.Add(new("repraesenterer", fra, til));
        }

        if (sagspart.FuldmagtDokumentId != k.FuldmagtDokumentId)
            rettet.Add(new("fuldmagt", sagspart.FuldmagtDokumentId?.ToString(), k.FuldmagtDokumentId?.ToString()));
        (sagspart.RepraesentererId, sagspart.FuldmagtDokumentId) = (k.RepraesentererId, k.FuldmagtDokumentId);
    }
}
