using System.Collections.Concurrent;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Adgang.Tokens;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Handlinger;

/// <summary>From what the provider says of somebody to the user's row, which is written when it says something new.</summary>
internal sealed class Eksternadgang(Keycloakudbyder udbyder, Remembered<AdgangDb> husket)
{
    /// <summary>More than this, and it begins anew: then each user is looked at once more.</summary>
    private const int Flest = 50_000;

    private readonly ConcurrentDictionary<(string Myndighed, Guid Bruger), Eksternidentitet> _noteret = new();

    /// <summary>Scheme, host and port of the provider; null where there is none.</summary>
    public string? Logonserver { get; } = udbyder.Indstillinger is { } i ? new Uri(i.Server).GetLeftPart(UriPartial.Authority) : null;

    /// <summary>Whom a bearer token of the provider's lets in; null where it does not hold, the user is closed here, or has signed out at the provider since.</summary>
    /// <exception cref="ForbiddenException">The provider gives no role or unit.</exception>
    /// <exception cref="UdbyderSvarerIkkeException">The provider's keys are not known and cannot be asked for.</exception>
    public async Task<Adgangstegn.Indhold?> FraTegnAsync(Authority authority, string tegn, IServiceProvider services, CancellationToken ct) =>
        udbyder.Indstillinger is not null && await udbyder.AdgangstegnAsync(authority, tegn, ct) is { } hvem && await BrugerAsync(authority, hvem, services, ct) is { } bruger && !(hvem.Udstedt <= bruger.AfmeldtTil)
            ? new(bruger.Id, bruger.Sikkerhedsnummer, hvem.Klient) : null;

    /// <summary>The user as the newest that the provider has said; null for one who is closed here.</summary>
    /// <exception cref="ForbiddenException">The provider gives no role or unit.</exception>
    public async Task<Bruger?> BrugerAsync(Authority authority, Eksternidentitet hvem, IServiceProvider services, CancellationToken ct)
    {
        var kendt = await husket.GetAsync(authority, (nameof(Eksternadgang), hvem.Udsteder, hvem.Subjekt), () => services.GetRequiredService<AdgangDb>().Brugere.AsNoTracking()
            .SingleOrDefaultAsync(b => b.Udsteder == hvem.Udsteder && b.Subjekt == hvem.Subjekt, ct));
        if (kendt is { Aktiv: false })
            return null;
        // An older token says nothing that a newer has not; and what an administrator has changed here is set right again.
        if (kendt is not null && (hvem.Udstedt < kendt.UdstedtSidst
            || (_noteret.TryGetValue((authority.Key, kendt.Id), out var sidst) && hvem.SammeSom(sidst) && kendt.Roller == hvem.Roller && kendt.Navn == hvem.Navn)))
        {
            return kendt;
        }

        if (await authority.Queue.RunAsync((NoterEksternBruger act) => act.Udfoer(new(hvem), CancellationToken.None), CancellationToken.None) is not { } bruger)
            return null;
        if (_noteret.Count > Flest)
            _noteret.Clear();
        _noteret[(authority.Key, bruger.Id)] = hvem;
        return bruger;
    }
}
