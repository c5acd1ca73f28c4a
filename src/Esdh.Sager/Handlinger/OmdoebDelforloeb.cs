using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Gives a case's folder another title; its number stays.</summary>
internal sealed class OmdoebDelforloeb(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, int Nummer, string? Titel, long? IfMatch = null);

    public sealed record Svar(Guid Id, int Nummer, string Titel);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors().AddIf(string.IsNullOrWhiteSpace(k.Titel) || k.Titel.Trim().Length > 100, "titel", "Skriv en titel på 1 til 100 tegn.").Throw();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var delforloeb = await db.Delforloeb.SingleOrDefaultAsync(d => d.SagId == sag.Id && d.Nummer == k.Nummer, ct) ?? throw new NotFoundException("Delforløbet findes ikke på sagen.");
        var (fra, til) = (delforloeb.Titel, k.Titel!.Trim());
        if (fra != til)
        {
            delforloeb.Titel = til;
            sag.Roer(tid.GetUtcNow());
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new DelforloebOmdoebt(delforloeb.Nummer, fra, til), sag.Id, delforloeb.Id, ct);
        }

        return new(delforloeb.Id, delforloeb.Nummer, til);
    }
}
