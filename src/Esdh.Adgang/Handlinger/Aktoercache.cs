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
    /// that one's substitute at this very moment.
    /// </summary>
    public async Task<Fundet?> FindPaaVegneAsync(Authority authority, Guid brugerId, Guid fravaerende, IServiceProvider services, CancellationToken ct)
    {
        return await FindAsync(authority, brugerId, services, ct) is { } selv && selv.Stand.VikariatFor(fravaerende, time.GetUtcNow()) is { } vikariat
            && await BordAsync(authority, fravaerende, services, ct) is { } bord
            ? selv with { Aktoer = VedBordet(selv.Aktoer, bord, vikariat) } : null;
    }

    /// <summary>The actor, or the substitute, past what is remembered.</summary>
    public async Task<Aktoer?> FindNuAsync(Guid brugerId, Guid? fravaerende, IServiceProvider services, CancellationToken ct)
    {
        var opslag = services.GetRequiredService<Aktoeropslag>();
        var selv = await opslag.FindAsync(brugerId, ct);
        if (selv is null || fravaerende is not { } bordets)
            return selv?.Aktoer;
        return selv.Stand.VikariatFor(bordets, time.GetUtcNow()) is { } vikariat && await opslag.BordAsync(bordets, ct) is { } bord ? VedBordet(selv.Aktoer, bord, vikariat) : null;
    }

    private static Aktoer VedBordet(Aktoer selv, Aktoer bord, Vikariat vikariat) =>
        new(selv.Id, selv.Navn, bord.Roller, bord.EnhedId, bord.Lister, [], null) { PaaVegneAf = new(bord.Id, bord.Navn, vikariat.Slutter) };

    private Task<Aktoer?> BordAsync(Authority authority, Guid fravaerende, IServiceProvider services, CancellationToken ct) =>
        husket.GetAsync(authority, (nameof(BordAsync), fravaerende), () => services.GetRequiredService<Aktoeropslag>().BordAsync(fravaerende, ct));
}
