using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Notes what the receiving archive has decided for the authority's deliveries.</summary>
internal sealed class NoterAfleveringsbestemmelse(ArkivDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string? Titel, DateOnly? Dato, string? Journalnummer, string? Bemaerkning);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors()
            .AddIf(GemAfleveringsopsaetning.Mangler(k.Titel, 250), "titel", "Skriv en titel med højst 250 tegn.")
            .AddIf(k.Dato is null, "dato", "Skriv bestemmelsens dato.")
            .AddIf(k.Journalnummer?.Length > 100, "journalnummer", "Journalnummeret må højst fylde 100 tegn.")
            .AddIf(k.Bemaerkning?.Length > 4000, "bemaerkning", "Bemærkningen må højst fylde 4.000 tegn.")
            .Throw();
        var ny = new Afleveringsbestemmelse { Titel = k.Titel!.Trim(), Dato = k.Dato!.Value, Journalnummer = k.Journalnummer?.Trim(), Bemaerkning = k.Bemaerkning?.Trim(), Oprettet = tid.GetUtcNow() };
        db.Add(ny);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AfleveringsbestemmelseNoteret(ny.Titel), null, ny.Id, ct);
        return ny.Id;
    }
}
