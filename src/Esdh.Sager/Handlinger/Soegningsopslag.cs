using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>What the acts on saved searches share.</summary>
internal sealed class Soegningsopslag(SagerDb db, Brugeropslag brugere)
{
    /// <summary>Whose searches the actor has: where one sits, and what one leads.</summary>
    public async Task<Soegningsbruger> BrugerAsync(Aktoer aktoer, CancellationToken ct) => new(
        aktoer.Id, aktoer.EnhedId, aktoer.EnhedId is not { } enhed ? [] : aktoer.Har(Roller.Leder) ? await brugere.EnhederUnderAsync(enhed, ct) : [enhed], aktoer.Har(Roller.Leder));

    /// <summary>A saved search on the actor's list.</summary>
    /// <exception cref="NotFoundException">Not there, deleted, or another's.</exception>
    public async Task<GemtSoegning> FindAsync(Aktoer aktoer, Guid id, CancellationToken ct) =>
        await db.GemteSoegninger.SingleOrDefaultAsync(s => s.Id == id && s.Slettet == null, ct) is { } fundet && fundet.HarPaaListen(await BrugerAsync(aktoer, ct)) ? fundet : throw Ukendt();

    /// <summary>The same, to be changed.</summary>
    /// <exception cref="StaleException">Someone changed it since <paramref name="ifMatch"/>.</exception>
    public async Task<GemtSoegning> FindTilRettelseAsync(Aktoer aktoer, Guid id, long? ifMatch, CancellationToken ct)
    {
        var soegning = await FindAsync(aktoer, id, ct);
        GemtSoegningRegler.RettesAfEjerEllerLeder.Kraev(soegning.KanRettesAf(await BrugerAsync(aktoer, ct)));
        Preconditions.Check(soegning.Version, ifMatch);
        return soegning;
    }

    public static NotFoundException Ukendt() => new("Søgningen findes ikke, eller den er en andens.");

    /// <exception cref="InvalidException">No name, or one that cannot be used.</exception>
    public static string Navn(string? navn)
    {
        var n = string.Join(' ', (navn ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        new Errors().AddIf(n.Length == 0, "navn", "Skriv et navn.")
            .AddIf(n.Length > GemtSoegning.LaengsteNavn, "navn", $"Navnet må højst være {GemtSoegning.LaengsteNavn} tegn.")
            .AddIf(n.Any(char.IsControl), "navn", "Navnet må ikke indeholde styretegn.")
            .AddIf(CprFinder.Contains(n), "navn", "Navnet indeholder et personnummer. Kald søgningen noget andet.").Throw();
        return n;
    }

    /// <summary>No two of a person's own have one name, and no two of a unit's.</summary>
    /// <exception cref="InvalidException">There is one of that name.</exception>
    public async Task KraevLedigtNavnAsync(GemtSoegning soegning, CancellationToken ct)
    {
        if (await HarSammeNavnAsync(soegning, ct))
        {
            throw new InvalidException("navn", soegning.EnhedId is null
                ? $"Du har allerede en søgning, der hedder »{soegning.Navn}«. Vælg et andet navn." : $"Enheden har allerede en delt søgning, der hedder »{soegning.Navn}«. Vælg et andet navn.");
        }
    }

    public Task<bool> HarSammeNavnAsync(GemtSoegning soegning, CancellationToken ct) => soegning.EnhedId is { } enhed
        ? db.GemteSoegninger.AnyAsync(s => s.EnhedId == enhed && s.Navnenoegle == soegning.Navnenoegle && s.Slettet == null && s.Id != soegning.Id, ct)
        : db.GemteSoegninger.AnyAsync(s => s.EjerId == soegning.EjerId && s.EnhedId == null && s.Navnenoegle == soegning.Navnenoegle && s.Slettet == null && s.Id != soegning.Id, ct);
}
