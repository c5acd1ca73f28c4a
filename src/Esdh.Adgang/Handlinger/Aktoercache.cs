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
            Volatile.Write(ref _udgave, _udgave + 1);
        }
    }
}
