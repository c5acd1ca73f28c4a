using Esdh.Core.Access;

namespace Esdh.Adgang.Contract;

/// <summary>Who a request comes from. Endpoints inject <see cref="Aktoer"/> itself; this is for routes that are open to everyone.</summary>
public sealed class Paalogget
{
    /// <summary>Null when nobody is signed in.</summary>
    public Aktoer? Aktoer { get; private set; }

    /// <summary>What the user's row says beside what the actor may do; null when nobody is signed in.</summary>
    internal Brugerstand? Stand { get; private set; }

    /// <summary>The request came from a desk whose absence has ended: it is answered as one's own, and says so.</summary>
    internal bool FravaerErSlut { get; set; }

    internal void Saet(Aktoer aktoer, Brugerstand stand) => (Aktoer, Stand) = (aktoer, stand);
}

/// <summary>The parts of a user's row that every request needs.</summary>
internal sealed record Brugerstand(int Sikkerhedsnummer, bool SkalSkifteKodeord, bool GenvejeFra, DateTimeOffset? SpaerretTil, string Enhed, IReadOnlyList<Vikariat> Vikariater)
{
    public bool ErSpaerret(DateTimeOffset nu) => SpaerretTil > nu;

    /// <summary>The user's place at someone's desk at this very moment; null where there is none. Nothing outlives the absence: its end is compared with the clock each time.</summary>
    public Vikariat? VikariatFor(Guid fravaerende, DateTimeOffset nu) => Vikariater.FirstOrDefault(v => v.BrugerId == fravaerende && v.Gaelder(nu));
}

/// <summary>A desk that a user works at as a substitute.</summary>
/// <param name="BrugerId">Who is absent.</param>
/// <param name="Begynder">From this moment.</param>
/// <param name="Slutter">Up to this moment.</param>
/// <param name="Note">A word to the substitute.</param>
internal sealed record Vikariat(Guid BrugerId, string Navn, DateTimeOffset Begynder, DateTimeOffset Slutter, string? Note)
{
    public bool Gaelder(DateTimeOffset nu) => nu >= Begynder && nu < Slutter;
}
