using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Notes a period whose cases belong together.</summary>
internal sealed class NoterJournalperiode(ArkivDb db, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, string? Navn, DateOnly? Fra, DateOnly? Til);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors()
            .AddIf(GemAfleveringsopsaetning.Mangler(k.Navn, 100), "navn", "Skriv et navn med højst 100 tegn.")
            .AddIf(k.Fra is null, "fra", "Skriv periodens første dag.")
            .Throw();
        var ny = new Journalperiode { Navn = k.Navn!.Trim(), Fra = k.Fra!.Value, Til = k.Til };
        var andre = await db.Journalperioder.ToListAsync(ct);
        ArkivversionRegler.KunArkivarensPerioder.Kraev((ny.Til is not { } til || til >= ny.Fra) && !andre.Exists(a => a.Fra <= (ny.Til ?? DateOnly.MaxValue) && ny.Fra <= (a.Til ?? DateOnly.MaxValue)));
        db.Add(ny);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new JournalperiodeNoteret(ny.Navn), null, ny.Id, ct);
        return ny.Id;
    }
}
