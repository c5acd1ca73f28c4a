using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Handlinger;

/// <summary>
/// Resolved actors, since every request pays for one. An act that touches a table of this room empties it: from the first write until
/// after the commit nothing is taken from it or put in, so that a right taken away is gone at the next request.
/// </summary>
internal sealed class Aktoercache(TimeProvider time)
{
    /// <summary>What another process on the same database changes is seen after this; also how long past its end a broken glass may last.</summary>
    private static readonly TimeSpan Holdbarhed = TimeSpan.FromSeconds(5);

    private readonly ConditionalWeakTable<Authority, Stand> _authorities = [];

    internal sealed record Fundet(Aktoer Aktoer, Brugerstand Stand);

    /// <summary>The actor, without client, or null when the user is gone or inactive.</summary>
    public async Task<Fundet?> FindAsync(Authority authority, Guid brugerId, IServiceProvider services, CancellationToken ct)
    {
        var stand = For(authority);
        var udgave = stand.Udgave;
        if (udgave % 2 == 0 && stand.Kendte.TryGetValue(brugerId, out var known) && known.Udgave == udgave && known.Til > time.GetUtcNow())
            return known.Fundet;
        var fundet = await services.GetRequiredService<Aktoeropslag>().FindAsync(brugerId, ct);
        if (fundet is not null && udgave % 2 == 0)
            stand.Kendte[brugerId] = (udgave, time.GetUtcNow() + Holdbarhed, fundet);
        return fundet;
    }

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

    private async Task<Aktoer?> BordAsync(Authority authority, Guid fravaerende, IServiceProvider services, CancellationToken ct)
    {
        var stand = For(authority);
        var udgave = stand.Udgave;
        if (udgave % 2 == 0 && stand.Borde.TryGetValue(fravaerende, out var known) && known.Udgave == udgave && known.Til > time.GetUtcNow())
            return known.Bord;
        var bord = await services.GetRequiredService<Aktoeropslag>().BordAsync(fravaerende, ct);
        if (bord is not null && udgave % 2 == 0)
            stand.Borde[fravaerende] = (udgave, time.GetUtcNow() + Holdbarhed, bord);
        return bord;
    }

    /// <summary>An act has written to a table that actors are resolved from.</summary>
    public void Aendret(Authority authority) => For(authority).BegyndAendring();

    private Stand For(Authority authority) => _authorities.GetValue(authority, static a => new(a));

    private sealed class Stand
    {
        private int _udgave;

        public Stand(Authority authority) => authority.Queue.Committed += AfslutAendring;

        /// <summary>Odd while an act's change is not yet committed.</summary>
        public int Udgave => Volatile.Read(ref _udgave);

        public ConcurrentDictionary<Guid, (int Udgave, DateTimeOffset Til, Fundet Fundet)> Kendte { get; } = new();

        public ConcurrentDictionary<Guid, (int Udgave, DateTimeOffset Til, Aktoer Bord)> Borde { get; } = new();

        /// <summary>Both run on the queue's loop alone.</summary>
        public void BegyndAendring()
        {
            if (_udgave % 2 == 0)
                Volatile.Write(ref _udgave, _udgave + 1);
        }

        private void AfslutAendring()
        {
            if (_udgave % 2 == 0)
                return;
            Kendte.Clear();
            Borde.Clear();
            Volatile.Write(ref _udgave, _udgave + 1);
        }
    }
}
