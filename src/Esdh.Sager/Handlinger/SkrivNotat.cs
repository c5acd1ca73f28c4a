using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Writes a note on a case, as a draft or final at once; also one that corrects a final note.</summary>
internal sealed class SkrivNotat(SagerDb db, Notatkontrol kontrol, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Sag">Id or number.</param>
    /// <param name="Endeligt">Locks it for ever.</param>
    /// <param name="RetterNotatId">The final note on the same case that it corrects.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, Notatkontrol.Felter Felter, bool Endeligt, Guid? RetterNotatId = null);

    public sealed record Svar(Guid Id, bool Endeligt, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        var indhold = await kontrol.LaesAsync(sag.Id, k.Felter, ct);
        var retter = k.RetterNotatId is { } id
            ? await db.Notater.SingleOrDefaultAsync(n => n.Id == id && n.SagId == sag.Id, ct) ?? throw new InvalidException("retterNotatId", "Notatet, der skal rettes, er ikke på sagen.")
            : null;
        sag.KraevAaben();
        var notat = Journalnotat.Skriv(sag.Id, indhold, retter, k.Aktoer.Id, nu, k.Aktoer.PaaVegneAf?.Id);
        db.Add(notat);
        sag.Roer(nu);
        if (k.Endeligt)
        {
            await kontrol.GoerEndeligtAsync(k.Aktoer, notat, ct);
        }
        else
        {
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new NotatOprettet(CprFinder.Mask(notat.Overskrift), notat.RetterNotatId), sag.Id, notat.Id, ct);
        }

        return new(notat.Id, k.Endeligt, notat.Version);
    }
}
