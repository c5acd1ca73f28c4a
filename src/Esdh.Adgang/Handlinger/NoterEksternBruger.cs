using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Adgang.Tokens;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>
/// Makes the row of somebody who signs in outside, or brings it up to what the provider says now. The provider decides name, roles and unit; whether the user is open is decided here.
/// </summary>
internal sealed class NoterEksternBruger(AdgangDb db, EventLog haendelser, TimeProvider time)
{
    public sealed record Kommando(Eksternidentitet Hvem);

    /// <summary>The user; null for one who is closed here.</summary>
    /// <exception cref="ForbiddenException">The provider gives no role, or a new user no unit that is here; it says which.</exception>
    public async Task<Bruger?> Udfoer(Kommando k, CancellationToken ct)
    {
        var h = k.Hvem;
        var bruger = await db.Brugere.SingleOrDefaultAsync(b => b.Udsteder == h.Udsteder && b.Subjekt == h.Subjekt, ct)
            ?? (await db.Brugere.SingleOrDefaultAsync(b => b.Brugernavn == h.Brugernavn && b.Udsteder == null, ct) is { } egen && !egen.Roller.HasFlag(Roller.Robot) ? egen : null); // made here before the provider was there
        if (bruger is { Aktiv: false })
            return null;
        if (bruger?.UdstedtSidst > h.Udstedt)
            return bruger; // an older token than the one the row was written from
        if (h.Roller == Roller.Ingen)
            throw new ForbiddenException($"»{h.Brugernavn}« har ingen rolle i Esdh hos logon-serveren. En administrator dér kan give en.");
        var enhed = await EnhedAsync(h.Enhed, ct);
        if (bruger is null)
            return await OpretAsync(h, enhed, ct);

        var foer = (bruger.Navn, bruger.Email, bruger.Roller, bruger.EnhedId, bruger.Udsteder, bruger.Subjekt);
        if (enhed is { } ny && ny != bruger.EnhedId)
        {
            db.Add(new Brugerflytning { BrugerId = bruger.Id, FraEnhedId = bruger.EnhedId, TilEnhedId = ny, Tid = time.GetUtcNow() });
            bruger.EnhedId = ny;
        }

        (bruger.Navn, bruger.Email, bruger.Roller, bruger.Udsteder, bruger.Subjekt, bruger.KodeordHash, bruger.SkalSkifteKodeord) = (h.Navn, h.Email ?? bruger.Email, h.Roller, h.Udsteder, h.Subjekt, null, false);
        if (foer == (bruger.Navn, bruger.Email, bruger.Roller, bruger.EnhedId, bruger.Udsteder, bruger.Subjekt))
            return bruger;
        bruger.UdstedtSidst = h.Udstedt;
        bruger.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(Aktoer.Systemet, new BrugerRettet(bruger.Navn, bruger.EnhedId, bruger.Roller.ToString(), true), null, bruger.Id, ct);
        return bruger;
    }

    private async Task<Bruger> OpretAsync(Eksternidentitet h, Guid? enhed, CancellationToken ct)
    {
        if (await db.Brugere.AnyAsync(b => b.Brugernavn == h.Brugernavn, ct))
            throw new ForbiddenException($"Brugernavnet »{h.Brugernavn}« hører til en anden bruger i Esdh. En administrator skal rydde op i det.");
        var bruger = new Bruger
        {
            Brugernavn = h.Brugernavn, Navn = h.Navn, Email = h.Email, Roller = h.Roller, Udsteder = h.Udsteder, Subjekt = h.Subjekt, UdstedtSidst = h.Udstedt, Version = 1,
            EnhedId = enhed ?? throw new ForbiddenException(h.Enhed is null
                ? $"Logon-serveren siger ikke, hvilken enhed »{h.Brugernavn}« sidder i. En administrator dér kan skrive den."
                : $"Enheden »{(h.Enhed.Length > 100 ? h.Enhed[..100] : h.Enhed)}« findes ikke i Esdh. En administrator kan oprette den."),
        };
        db.Add(bruger);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(Aktoer.Systemet, new BrugerOprettet(bruger.Brugernavn, bruger.Navn, bruger.EnhedId, bruger.Roller.ToString()), null, bruger.Id, ct);
        return bruger;
    }

    /// <summary>An open unit by id or name; null where there is none.</summary>
    private async Task<Guid?> EnhedAsync(string? enhed, CancellationToken ct)
    {
        if (enhed is null)
            return null;
        if (Guid.TryParse(enhed, out var id))
            return await db.Enheder.AnyAsync(e => e.Id == id && e.Aktiv, ct) ? id : null;
        var fundne = (await db.Enheder.Where(e => e.Aktiv).Select(e => new { e.Id, e.Navn }).ToListAsync(ct)).Where(e => string.Equals(e.Navn, enhed, StringComparison.OrdinalIgnoreCase)).ToList();
        return fundne is [var en] ? en.Id : null; // two of one name: neither is meant for sure
    }
}
