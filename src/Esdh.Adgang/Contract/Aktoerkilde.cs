using Esdh.Adgang.Handlinger;
using Esdh.Core.Access;
using Esdh.Core.Authorities;

namespace Esdh.Adgang.Contract;

/// <summary>Who a user is now, for work that is done on the user's behalf after the request: what the user may see is asked each time.</summary>
public sealed class Aktoerkilde
{
    private readonly Aktoercache _cache;
    private readonly Authority _authority;
    private readonly IServiceProvider _services;

    internal Aktoerkilde(Aktoercache cache, Authority authority, IServiceProvider services) => (_cache, _authority, _services) = (cache, authority, services);

    /// <summary>The actor as at a sign-in now, or null when the user is gone or inactive.</summary>
    /// <param name="brugerId">Who acts.</param>
    /// <param name="paaVegneAf">For whom it was ordered, where it was by a substitute; null then when the absence has ended since.</param>
    public async Task<Aktoer?> FindAsync(Guid brugerId, CancellationToken ct, Guid? paaVegneAf = null) => (await FundetAsync(brugerId, paaVegneAf, ct))?.Aktoer;

    /// <summary>
    /// As <see cref="FindAsync"/>, read from the database and not remembered: for one who follows what happens and passes by what the actor may not see. The rights are those
    /// of every commit, also another server's, that was seen before the call.
    /// </summary>
    public Task<Aktoer?> FindNuAsync(Guid brugerId, CancellationToken ct, Guid? paaVegneAf = null) => _cache.FindNuAsync(brugerId, paaVegneAf, _services, ct);

    /// <summary>
    /// As <see cref="FindAsync"/>, for what was handed out to the user and must end with the user's sign-ins: null also while the user is blocked.
    /// </summary>
    public async Task<Aktoerstand?> FindMedStandAsync(Guid brugerId, DateTimeOffset tid, CancellationToken ct, Guid? paaVegneAf = null) =>
        await FundetAsync(brugerId, paaVegneAf, ct) is { } fundet && !fundet.Stand.ErSpaerret(tid) ? new(fundet.Aktoer, fundet.Stand.Sikkerhedsnummer) : null;

    private Task<Aktoercache.Fundet?> FundetAsync(Guid brugerId, Guid? paaVegneAf, CancellationToken ct) => paaVegneAf is { } bord
        ? _cache.FindPaaVegneAsync(_authority, brugerId, bord, _services, ct)
        : _cache.FindAsync(_authority, brugerId, _services, ct);
}

/// <param name="Sikkerhedsnummer">Grows when the user's sign-ins end: another password, or made inactive.</param>
public sealed record Aktoerstand(Aktoer Aktoer, int Sikkerhedsnummer);
