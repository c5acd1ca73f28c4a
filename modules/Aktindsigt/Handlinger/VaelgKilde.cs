using Esdh.Aktindsigt.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>A case is to be looked through for the request. Chosen twice it is chosen once.</summary>
internal sealed class VaelgKilde(AktindsigtDb db, Indsigtssag indsigt, Sagsopslag sager, Sagshandlinger handlinger, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Most cases of one request.</summary>
    public const int Flest = 100;

    /// <param name="Kilde">Number or id of a case that the actor sees.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Kilde);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        if (string.IsNullOrWhiteSpace(k.Kilde))
            throw new InvalidException("kilde", "Skriv nummeret på den sag, der skal gennemgås.");
        Sagkort kilde;
        try
        {
            kilde = await sager.FindAsync(k.Aktoer, k.Kilde.Trim(), ct);
        }
        catch (NotFoundException)
        {
            throw new InvalidException("kilde", "Der er ingen sag med det nummer, som du har adgang til.");
        }

        AktindsigtRegler.KildenErEnAndenSag.Kraev(kilde.Id != sag.Id);
        if (await db.Kilder.AnyAsync(x => x.SagId == sag.Id && x.KildeSagId == kilde.Id, ct))
            return kilde.Id;
        if (await db.Kilder.CountAsync(x => x.SagId == sag.Id, ct) >= Flest)
            throw new InvalidException("kilde", $"Der kan gennemgås højst {Flest} sager i én anmodning.");
        db.Add(new Indsigtskilde { SagId = sag.Id, KildeSagId = kilde.Id, ValgtAf = k.Aktoer.Id, Valgt = tid.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        await handlinger.StopKassationAsync(
            k.Aktoer, AktindsigtModule.Noegle, sag.Id.ToString(), $"Aktindsigt {sag.Sagsnummer}", "Der er søgt om aktindsigt. Intet må kasseres, før anmodningen og eventuelle klager er afsluttet.", [kilde.Id], ct);
        await haendelser.AppendAsync(k.Aktoer, new IndsigtssagValgt(kilde.Sagsnummer), sag.Id, kilde.Id, ct);
        return kilde.Id;
    }
}
