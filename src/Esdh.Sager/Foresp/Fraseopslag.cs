using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Phrases: those one writes with, and those that somebody must look through.</summary>
internal sealed class Fraseopslag(SagerDb db, Personer personer, TimeProvider tid)
{
    /// <summary>Those of the whole authority, of the actor's unit, and of the units above it; an administrator's are all.</summary>
    private async Task<IQueryable<Frase>> ForAsync(Aktoer aktoer, CancellationToken ct)
    {
        if (aktoer.Har(Roller.Administrator))
            return db.Fraser;
        List<Guid?> enheder = [null];
        var over = (await personer.EnhederAsync(ct)).ToDictionary(e => e.Id, e => e.ForaelderId);
        for (var id = aktoer.EnhedId; id is { } her; id = over.GetValueOrDefault(her))
            enheder.Add(her);
        if (aktoer.Har(Roller.Leder) && aktoer.EnhedId is { } egen)
        {
            foreach (var enhed in over.Keys)
            {
                if (await personer.ErOverAsync(egen, enhed, ct))
                    enheder.Add(enhed);
            }
        }

        return db.Fraser.Where(f => f.EnhedId == null || enheder.Contains(f.EnhedId) || f.EjerId == aktoer.Skrivebord);
    }

    /// <summary>Active ones whose key, title or text holds every word; by title, at most <paramref name="antal"/>.</summary>
    public async Task<List<Frase>> FindAsync(Aktoer aktoer, string? q, int antal, CancellationToken ct)
    {
        var fraser = (await ForAsync(aktoer, ct)).AsNoTracking().Where(f => f.Aktiv);
        foreach (var ord in OpslagRuter.Ord(q))
        {
            var led = OpslagRuter.Led(ord);
            fraser = fraser.Where(f => EF.Functions.Like(f.Soegetekst, led, "\\"));
        }

        return await fraser.OrderBy(f => f.Noegle == q ? 0 : 1).ThenBy(f => f.Titelorden).ThenBy(f => f.Nr).Take(antal).ToListAsync(ct);
    }

    /// <param name="aktoer">Who asks.</param>
    /// <param name="q">Words.</param>
    /// <param name="kunForfaldne">Only those that must be looked through, or whose owner is here no longer.</param>
    /// <param name="efter">The last title's place.</param>
    /// <param name="antal">Most.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Side<Fraselinje>> ListeAsync(Aktoer aktoer, string? q, bool kunForfaldne, string? efter, int antal, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var fraser = (await ForAsync(aktoer, ct)).AsNoTracking();
        foreach (var ord in OpslagRuter.Ord(q))
        {
            var led = OpslagRuter.Led(ord);
            fraser = fraser.Where(f => EF.Functions.Like(f.Soegetekst, led, "\\"));
        }

        if (kunForfaldne)
            fraser = fraser.Where(f => f.Aktiv && f.Gennemses < idag);
        if (Cursor.Decode<Plads>(efter) is { } plads)
        {
            var (titel, nr) = (plads.Titel, plads.Nr);
#pragma warning disable CA1309 // SQL compares: this column's order is binary
            fraser = fraser.Where(f => string.Compare(f.Titelorden, titel) > 0 || (f.Titelorden == titel && f.Nr > nr));
#pragma warning restore CA1309
        }

        var fundne = await fraser.OrderBy(f => f.Titelorden).ThenBy(f => f.Nr).Take(antal + 1).ToListAsync(ct);
        List<Fraselinje> linjer = [];
        foreach (var f in fundne.Take(antal))
            linjer.Add(await LinjeAsync(aktoer, f, idag, ct));
        return new(linjer, fundne.Count > antal ? Cursor.Encode(new Plads(fundne[antal - 1].Titelorden, fundne[antal - 1].Nr)) : null);
    }

    private sealed record Plads(string Titel, int Nr);

    /// <exception cref="NotFoundException">Not there, or another unit's.</exception>
    public async Task<Fraselinje> HentAsync(Aktoer aktoer, Guid id, CancellationToken ct) =>
        await (await ForAsync(aktoer, ct)).AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is { } frase
            ? await LinjeAsync(aktoer, frase, DanishTime.Today(tid), ct) : throw new NotFoundException("Frasen findes ikke, eller den hører til en anden enhed.");

    /// <summary>How many of the actor's own must be looked through.</summary>
    public Task<int> ForfaldneAsync(Aktoer aktoer, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        return db.Fraser.CountAsync(f => f.Aktiv && f.Gennemses < idag && f.EjerId == aktoer.Skrivebord, ct);
    }

    private async Task<Fraselinje> LinjeAsync(Aktoer aktoer, Frase f, DateOnly idag, CancellationToken ct)
    {
        var ejer = await personer.BrugerAsync(f.EjerId, ct);
        return new(
            f.Id, f.Noegle, f.Titel, f.Tekst, f.EnhedId, f.EnhedId is { } enhed ? await personer.EnhedsnavnAsync(enhed, ct) : null, f.EjerId, ejer?.Navn ?? "Ukendt bruger", ejer is { Aktiv: true }, f.Gennemses,
            f.SkalGennemses(idag), f.Aktiv, await MaaRettesAsync(aktoer, f.EjerId, f.EnhedId, personer, ct), f.Version);
    }

    /// <summary>The owner, a leader of the unit or above it, or an administrator.</summary>
    internal static async Task<bool> MaaRettesAsync(Aktoer aktoer, Guid ejer, Guid? enhed, Personer personer, CancellationToken ct) =>
        aktoer.Har(Roller.Administrator) || ejer == aktoer.Skrivebord
        || (enhed is { } e && aktoer.Har(Roller.Leder) && aktoer.EnhedId is { } egen && await personer.ErOverAsync(egen, e, ct));
}
