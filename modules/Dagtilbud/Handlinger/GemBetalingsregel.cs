using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Says how months are paid in which a child begins or leaves, from a month on that nobody has been asked for.</summary>
internal sealed class GemBetalingsregel(DagtilbudDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, DateOnly? GaelderFra, Delmaaned? Delmaaned);

    public sealed record Svar(DateOnly GaelderFra, Delmaaned Delmaaned);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors().AddMaaned(k.GaelderFra, "gaelderFra").AddIf(k.Delmaaned is null, "delmaaned", "Vælg dage eller hele måneder.").Throw();
        BetalingRegler.TakstenErIkkeOpkraevet.Kraev(!await db.ErLukketAsync(k.GaelderFra!.Value, ct));
        await db.Betalingsregler.Where(r => r.GaelderFra == k.GaelderFra).ExecuteDeleteAsync(ct);
        db.Add(new DagtilbudBetalingsregel { GaelderFra = k.GaelderFra.Value, Delmaaned = k.Delmaaned!.Value, Gemt = tid.GetUtcNow(), GemtAf = k.Aktoer.Id });
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new BetalingsregelGemt(k.GaelderFra.Value, k.Delmaaned.Value.ToString()), null, null, ct);
        return new(k.GaelderFra.Value, k.Delmaaned.Value);
    }
}
