using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Renames, moves, closes or reopens a unit.</summary>
internal sealed class RetEnhed(AdgangDb db, EventLog haendelser, TimeProvider tid)
{
    internal sealed record Kommando(Aktoer Aktoer, Guid Id, string? Navn, Guid? ForaelderId, bool Aktiv, long? Set);

    internal sealed record Svar(Guid Id, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var enheder = await db.Enheder.ToDictionaryAsync(e => e.Id, ct);
        var enhed = enheder.GetValueOrDefault(k.Id) ?? throw new NotFoundException();
        Preconditions.Check(enhed.Version, k.Set);
        var navn = k.Navn?.Trim() ?? "";
        new Errors().AddIf(navn.Length is 0 or > 200, "navn", "Skriv et navn på højst 200 tegn.")
            .AddIf(k.ForaelderId is { } f && !enheder.ContainsKey(f), "foraelder", "Vælg en enhed fra listen.").Throw();
        for (var over = k.ForaelderId; over is { } id; over = enheder[id].ForaelderId)
            AdgangRegler.IngenKreds.Kraev(id != enhed.Id);
        AdgangRegler.AktivEnhed.Kraev(!k.Aktiv || k.ForaelderId is not { } ny || ny == enhed.ForaelderId || enheder[ny].Aktiv);
        if (enhed.Aktiv && !k.Aktiv)
        {
            var brugere = await db.Brugere.CountAsync(b => b.EnhedId == enhed.Id && b.Aktiv, ct);
            var under = enheder.Values.Count(e => e.ForaelderId == enhed.Id && e.Aktiv);
            List<string> ivejen = [];
            if (brugere > 0)
                ivejen.Add(brugere == 1 ? "Den har 1 aktiv bruger." : $"Den har {brugere} aktive brugere.");
            if (under > 0)
                ivejen.Add(under == 1 ? "Den har 1 underenhed." : $"Den har {under} underenheder.");
            AdgangRegler.TomEnhed.KraevIntet(ivejen);
        }

        if (navn != enhed.Navn) // histories go on saying what it was called then
            db.Add(new Enhedsnavn { EnhedId = enhed.Id, Til = tid.GetUtcNow(), Navn = enhed.Navn });
        (enhed.Navn, enhed.ForaelderId, enhed.Aktiv) = (navn, k.ForaelderId, k.Aktiv);
        enhed.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new EnhedRettet(navn, k.ForaelderId, k.Aktiv), null, enhed.Id, ct);
        return new(enhed.Id, enhed.Version);
    }
}
