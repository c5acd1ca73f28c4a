using Esdh.Core.Access;

namespace Esdh.Adgang.Contract;

/// <summary>Who a request comes from. Endpoints inject <see cref="Aktoer"/> itself; this is for routes that are open to everyone.</summary>
public sealed class Paalogget
{
    /// <summary>Null when nobody is signed in.</summary>
    public Aktoer? Aktoer { get; private set; }

    /// <summary>What the user's row says beside what the actor may do; null when nobody is signed in.</summary>
    internal Brugerstand? Stand { get; private set; }

    internal void Saet(Aktoer aktoer, Brugerstand stand) => (Aktoer, Stand) = (aktoer, stand);
}

/// <summary>The parts of a user's row that every request needs.</summary>
internal sealed record Brugerstand(int Sikkerhedsnummer, bool SkalSkifteKodeord, bool GenvejeFra, DateTimeOffset? SpaerretTil, string Enhed)
{
    public bool ErSpaerret(DateTimeOffset nu) => SpaerretTil > nu;
}
