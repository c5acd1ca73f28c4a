using Esdh.Adgang.Contract;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Handlinger;

/// <summary>Resolved actors, since every request pays for one. A right taken away is gone at the next request; a broken glass may last five seconds past its end.</summary>
internal sealed class Aktoercache(Remembered<AdgangDb> husket, TimeProvider time)
{
    internal sealed record Fundet(Aktoer Aktoer, Brugerstand Stand);

    /// <summary>The actor, without client, or null when the user is gone or inactive.</summary>
    public Task<Fundet?> FindAsync(Authority authority, Guid brugerId, IServiceProvider services, CancellationToken ct) =>
        husket.GetAsync(authority, (nameof(FindAsync), brugerId), () => services.GetRequiredService<Aktoeropslag>().FindAsync(brugerId, ct));

    /// <summary>
    /// The user as substitute for someone absent: the person acts, with the roles, unit and lists of that desk and no others. Null when the user is gone, or is not
    /// that one's substitute at this very moment. Nothing outlives the absence: its end is compared with the clock each time.
    /// </summary>
    public async Task<Fundet?> FindPaaVegneAsync(Authority authority, Guid brugerId, Guid fravaerende, IServiceProvider services, CancellationToken ct)
    {
        if (await FindAsync(authority, brugerId, services, ct) is not { } selv)
            return null;
        var nu = time.GetUtcNow();
        if (selv.Stand.Vikariater.FirstOrDefault(v => v.BrugerId == fravaerende && v.Gaelder(nu)) is not { } vikariat || await BordAsync(authority, fravaerende, services, ct) is not { } bord)
            return null;
        return selv with
        {
            Aktoer = new(selv.Aktoer.Id, selv.Aktoer.Navn, bord.Roller, bord.EnhedId, bord.Lister, [], null) { PaaVegneAf = new(bord.Id, bord.Navn, vikariat.Slutter) },
        };
    }

    private Task<Aktoer?> BordAsync(Authority authority, Guid fravaerende, IServiceProvider services, CancellationToken ct) =>
        husket.GetAsync(authority, (nameof(BordAsync), fravaerende), () => services.GetRequiredService<Aktoeropslag>().BordAsync(fravaerende, ct));
}
