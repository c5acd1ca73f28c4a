using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Makes a unit under another, or at the top.</summary>
internal sealed class OpretEnhed(AdgangDb db, EventLog haendelser)
{
    internal sealed record Kommando(Aktoer Aktoer, string? Navn, Guid? ForaelderId);

    internal sealed record Svar(Guid Id, int Nr, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var navn = k.Navn?.Trim() ?? "";
        new Errors().AddIf(navn.Length is 0 or > 200, "navn", "Skriv et navn på højst 200 tegn.")
            .AddIf(k.ForaelderId is { } f && !await db.Enheder.AnyAsync(e => e.Id == f, ct), "foraelder", "Vælg en enhed fra listen.").Throw();
        AdgangRegler.AktivEnhed.Kraev(k.ForaelderId is null || await db.Enheder.AnyAsync(e => e.Id == k.ForaelderId && e.Aktiv, ct));
        var enhed = new Enhed { Navn = navn, ForaelderId = k.ForaelderId, Version = 1 };
        db.Add(enhed);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new EnhedOprettet(navn, k.ForaelderId), null, enhed.Id, ct);
        return new(enhed.Id, enhed.Nr, enhed.Version);
    }
}
