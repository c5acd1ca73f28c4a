using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Storage;

/// <summary>
/// Whose post an actor sees: a unit's inbox by its members and the leaders over it, an employee's own by the employee and those leaders. Nobody
/// else, whatever the role, and nobody else's is counted.
/// </summary>
internal static class Indbakkesynlighed
{
    public static IQueryable<Indbakkepost> SynligeFor(this IQueryable<Indbakkepost> poster, Aktoer aktoer)
    {
        var (kort, bruger, leder) = (aktoer.Adgang(), aktoer.Skrivebord, aktoer.Har(Roller.Leder));
        return poster.Where(p => p.BrugerId == bruger || ((p.BrugerId == null || leder) && Adgangskort.Del(kort, p.AdgangslisteNr + 1, 1) == Adgangskort.Ja));
    }

    /// <summary>What the actor has to do: the own inbox, and what nobody has been given in the own unit or those below.</summary>
    public static IQueryable<Indbakkepost> Ventende(this IQueryable<Indbakkepost> poster, Aktoer aktoer)
    {
        var bruger = aktoer.Skrivebord;
        return poster.SynligeFor(aktoer).Aabne().Where(p => p.BrugerId == bruger || p.BrugerId == null);
    }

    public static IQueryable<Indbakkepost> Aabne(this IQueryable<Indbakkepost> poster) =>
        poster.Where(p => p.Tilstand == Indbakketilstand.Ny || p.Tilstand == Indbakketilstand.Fordelt || p.Tilstand == Indbakketilstand.Taget);

    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public static async Task<Indbakkepost> FindPostAsync(this SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct) =>
        await db.Indbakkeposter.SynligeFor(aktoer).SingleOrDefaultAsync(p => p.Id == id, ct)
        ?? throw new NotFoundException("Posten findes ikke, eller den er givet videre til en indbakke, du ikke ser.");

    /// <summary>The post that an actor gave to others, and may have lost sight of by that.</summary>
    /// <exception cref="NotFoundException">Not there, or given away by someone else.</exception>
    public static async Task<Indbakkepost> FindFordeltAsync(this SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var bruger = aktoer.Skrivebord;
        return await db.Indbakkeposter.SingleOrDefaultAsync(p => p.Id == id && p.FordeltAf == bruger, ct)
            ?? throw new NotFoundException("Posten findes ikke, eller en anden har fordelt den siden.");
    }
}
