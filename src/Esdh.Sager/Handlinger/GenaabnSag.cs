using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Opens a closed case again. One that was merged into another stays closed.</summary>
internal sealed class GenaabnSag(SagerDb db, Forloebsgang gang, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Status">Id or name; the first active status that needs no comment when not said. A case that follows steps takes the status of the last step where it was open, whatever is said.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Status = null, string? Kommentar = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, string Status, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        var forloeb = sag.Tilstand == Tilstand.Afsluttet ? await gang.FindAsync(sag.Id, ct) : null;
        var status = forloeb is not null ? await gang.GenaabnAsync(sag, forloeb, ct) : string.IsNullOrWhiteSpace(k.Status)
            ? await db.Statusser.Where(s => s.Aktiv && s.Tilstand == Tilstand.Aktiv).OrderBy(s => s.KraeverKommentar).ThenBy(s => s.Orden).FirstOrDefaultAsync(ct)
                ?? throw new InvalidException("status", "Der er ingen aktive statusser. En administrator skal oprette dem.")
            : await db.FindStatusAsync(k.Status, ct);
        status.KraevKommentar(k.Kommentar);
        sag.Genaabn(status, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagGenaabnet(status.Navn, k.Kommentar.Renset()), sag.Id, null, ct);
        return new(sag.Id, status.Navn, sag.Version);
    }
}
