using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Makes a case status or changes one. It is never deleted: cases had it. Its condition never changes either.</summary>
internal sealed class GemSagsstatus(SagerDb db, EventLog haendelser)
{
    /// <param name="Id">The one to change; null makes a new one.</param>
    /// <param name="Tilstand">Aktiv, Hvilende or Afsluttet; only for a new one.</param>
    /// <param name="Orden">Place in lists, 1 to 1000.</param>
    /// <param name="KaedeId">The chain that must approve that a case comes to it; null demands none.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid? Id, string? Navn, string? Tilstand, int Orden, bool KraeverKommentar, bool Aktiv = true, long? IfMatch = null, Guid? KaedeId = null);

    public sealed record Svar(Guid Id, int Nr, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var navn = k.Navn?.Trim() ?? "";
        var alle = await db.Statusser.ToListAsync(ct);
        var status = k.Id is { } id ? alle.Find(s => s.Id == id) ?? throw new NotFoundException("Statussen findes ikke.") : null;
        if (status is not null)
            Preconditions.Check(status.Version, k.IfMatch);
        var errors = new Errors()
            .AddIf(navn.Length is 0 or > 60, "navn", "Skriv et navn på 1 til 60 tegn.")
            .AddIf(alle.Exists(s => s != status && s.Navn.Equals(navn, StringComparison.OrdinalIgnoreCase)), "navn", $"Der er allerede en status »{navn}«.")
            .AddIf(k.Orden is < 1 or > 1000, "orden", "Orden skal være fra 1 til 1000.");
        var tilstand = status?.Tilstand ?? Tilstand.Aktiv;
        if (status is null && (!Enum.TryParse(k.Tilstand, ignoreCase: true, out tilstand) || !Enum.IsDefined(tilstand)))
            errors.Add("tilstand", "Tilstand skal være Aktiv, Hvilende eller Afsluttet.");
        await db.KraevKaedeAsync(k.KaedeId, errors, ct);
        errors.Throw();
        if (status is null)
            db.Add(status = new Sagsstatus { Navn = navn, Tilstand = tilstand });
        else
            status.Version++;
        if (k.Id is not null && !k.Aktiv && status is { Aktiv: true, Tilstand: not Tilstand.Hvilende })
            SagRegler.EnStatusTilAtBegyndeOgSlutte.Kraev(alle.Exists(s => s != status && s.Aktiv && s.Tilstand == status.Tilstand));
        (status.Navn, status.Orden, status.KraeverKommentar, status.Aktiv, status.KaedeId) = (navn, k.Orden, k.KraeverKommentar, k.Aktiv, k.KaedeId);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagsstatusGemt(navn, status.Tilstand.ToString(), status.Orden, status.KraeverKommentar, status.Aktiv), null, status.Id, ct);
        return new(status.Id, status.Nr, status.Version);
    }
}
