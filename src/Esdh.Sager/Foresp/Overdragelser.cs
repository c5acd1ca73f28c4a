using System.Text.Json;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Who had a case before, read from the events that say so. For cases the caller has found.</summary>
internal sealed class Overdragelser(CoreDb core)
{
    /// <summary>How long the one who handed a case over may undo it after losing sight of it.</summary>
    public static readonly TimeSpan BlindFortrydelse = TimeSpan.FromHours(24);

    /// <summary>How long a hand-over is offered to be undone at the case's head. The act itself knows no limit.</summary>
    public static readonly TimeSpan Tilbud = TimeSpan.FromDays(14);

    /// <summary>So far back among a case's events a hand-over is looked for: what is older is handed over anew.</summary>
    private const int Bagud = 500;

    /// <param name="Nr">The event's number.</param>
    /// <param name="AktoerId">Who handed it over.</param>
    /// <param name="PaaVegneAf">For whom.</param>
    /// <param name="Modtaget">The one who got it has said that it is received.</param>
    internal sealed record Sidste(long Nr, Guid AktoerId, Guid? PaaVegneAf, DateTimeOffset Tid, SagOverdraget Data, bool Modtaget = false)
    {
        /// <summary>Whether this actor did it, at the desk where the actor is now.</summary>
        public bool ErAf(Core.Access.Aktoer aktoer) => AktoerId == aktoer.Id && PaaVegneAf == aktoer.PaaVegneAf?.Id;

        /// <summary>Whether the case is still where the hand-over put it.</summary>
        public bool Staar(Domain.Sag sag) => sag.BehandlerId == Data.TilBehandlerId && sag.EnhedId == Data.TilEnhedId;
    }

    /// <summary>The hand-over that can be undone; null when there is none, it has been undone, or what it said is erased.</summary>
    public async Task<Sidste?> SidsteAsync(Guid sagId, CancellationToken ct)
    {
        var fundne = await core.Haendelser.Where(h => h.SagId == sagId).OrderByDescending(h => h.Nr).Take(Bagud)
            .Where(h => h.Type == nameof(SagOverdraget) || h.Type == nameof(SagGivetTilbage) || h.Type == nameof(SagModtaget)).OrderByDescending(h => h.Nr)
            .Select(h => new { h.Nr, h.Type, h.AktoerId, h.Tid, Data = h.Data == null ? null : h.Data.Data }).Take(20).ToListAsync(ct);
        var modtaget = fundne is [{ Type: nameof(SagModtaget) }, ..];
        return fundne.Find(h => h.Type != nameof(SagModtaget)) is { Type: nameof(SagOverdraget), Data: { } data } fundet
            ? new(fundet.Nr, fundet.AktoerId, EventLog.OnBehalfOf(data), fundet.Tid, JsonSerializer.Deserialize<SagOverdraget>(data, JsonSerializerOptions.Web)!, modtaget) : null;
    }
}
