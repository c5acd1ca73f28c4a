using Esdh.Byggesager.Contract;
using Esdh.Byggesager.Domain;
using Esdh.Byggesager.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Handlinger;

/// <summary>Gives a fee a tariff from a day on. Tariffs are never changed: what was charged stands.</summary>
internal sealed class GemTakst(ByggesagerDb db, EventLog haendelser)
{
    /// <param name="Oere">0 to 100,000,000.</param>
    /// <param name="Ophoerer">The fee is no longer charged from the day.</param>
    public sealed record Kommando(Aktoer Aktoer, string? Navn, Takstart? Art, long? Oere, DateOnly? GaelderFra, bool Ophoerer = false);

    public sealed record Svar(Guid Id);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var navn = k.Navn?.Trim() ?? "";
        new Errors().AddIf(navn.Length is 0 or > 100, "navn", "Skriv gebyrets navn, 1 til 100 tegn.").AddIf(k.Art is null, "art", "Vælg, om det takseres pr. time eller fast.")
            .AddIf(!k.Ophoerer && k.Oere is null or < 0 or > 100_000_000, "beloeb", "Skriv beløbet i kroner, fra 0 til 1.000.000.").AddIf(k.GaelderFra is null || k.GaelderFra.Value.Year is < 2000 or > 2100, "gaelderFra", "Skriv den dag, taksten gælder fra.").Throw();
        ByggesagRegler.TakstenErNy.Kraev(!await db.Takster.AnyAsync(t => t.Navn == navn && t.GaelderFra == k.GaelderFra, ct));
        var takst = new ByggesagTakst { Navn = navn, Art = k.Art!.Value, Oere = k.Ophoerer ? 0 : k.Oere!.Value, GaelderFra = k.GaelderFra!.Value, ErOphoert = k.Ophoerer };
        db.Add(takst);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ByggetakstGemt(takst.Navn, takst.Oere, takst.GaelderFra), null, takst.Id, ct);
        return new(takst.Id);
    }
}
