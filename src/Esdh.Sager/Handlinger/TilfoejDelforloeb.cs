using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Adds a numbered folder to a case.</summary>
internal sealed class TilfoejDelforloeb(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Titel, long? IfMatch = null);

    public sealed record Svar(Guid Id, int Nummer, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors().AddIf(string.IsNullOrWhiteSpace(k.Titel) || k.Titel.Trim().Length > 100, "titel", "Skriv en titel på 1 til 100 tegn.").Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var sidste = await db.Delforloeb.Where(d => d.SagId == sag.Id).MaxAsync(d => (int?)d.Nummer, ct) ?? 0;
        var delforloeb = new Delforloeb { SagId = sag.Id, Nummer = sidste + 1, Titel = k.Titel!.Trim() };
        db.Add(delforloeb);
        sag.Roer(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new DelforloebTilfoejet(delforloeb.Nummer, delforloeb.Titel), sag.Id, delforloeb.Id, ct);
        return new(delforloeb.Id, delforloeb.Nummer, sag.Version);
    }
}
