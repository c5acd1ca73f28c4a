using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>Takes in a friplads scale from a month on. Closed months that it is for are worked out again, and the differences come with the next.</summary>
internal sealed class IndlaesFripladsskala(DagtilbudDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Trin">CSV or JSON, see <see cref="Fripladsindlaesning.Laes"/>.</param>
    /// <param name="Kilde">Where the figures are from.</param>
    public sealed record Kommando(Aktoer Aktoer, DateOnly? GaelderFra, long? EnligOere, long? BarnOere, string? Kilde, string? Trin);

    public sealed record Svar(Guid Id, int Trin);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var errors = new Errors().AddMaaned(k.GaelderFra, "gaelderFra").AddIf(k.EnligOere is null or < 0 or > 100_000_000, "enlig", "Skriv tillægget for enlige forsørgere i kroner.")
            .AddIf(k.BarnOere is null or < 0 or > 100_000_000, "barn", "Skriv tillægget for hvert barn efter det første i kroner.").AddIf(k.Kilde?.Trim() is not { Length: > 0 and <= 500 }, "kilde", "Skriv, hvor tallene er fra, højst 500 tegn.");
        List<DagtilbudFripladstrin> trin = [];
        try
        {
            trin = Fripladsindlaesning.Laes(k.Trin);
        }
        catch (InvalidException fejl)
        {
            errors.Add("trin", string.Join(' ', fejl.Errors["trin"]));
        }

        errors.Throw();
        BetalingRegler.SkalaenErNy.Kraev(!await db.Fripladsskalaer.AnyAsync(s => s.GaelderFra == k.GaelderFra, ct));
        var skala = new DagtilbudFripladsskala { GaelderFra = k.GaelderFra!.Value, EnligOere = k.EnligOere!.Value, BarnOere = k.BarnOere!.Value, Kilde = k.Kilde!.Trim(), Gemt = tid.GetUtcNow(), GemtAf = k.Aktoer.Id, Trin = trin };
        db.Add(skala);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new FripladsskalaGemt(skala.GaelderFra, trin.Count), null, skala.Id, ct);
        return new(skala.Id, trin.Count);
    }
}
