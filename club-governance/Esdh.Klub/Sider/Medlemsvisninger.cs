using Esdh.Klub.Contract;

namespace Esdh.Klub.Sider;

/// <param name="Nr">The member's number.</param>
/// <param name="Indtraadt">From this day; null while on its way in.</param>
/// <param name="Udtraeder">Its last day; null where no notice is given.</param>
public sealed record Medlemslinje(Guid Id, int Nr, string Navn, Medlemsart Art, Medlemsfase Fase, DateOnly? Indtraadt, DateOnly? Udtraeder, bool ErDemonstration)
{
    /// <summary>The kind in Danish.</summary>
    public string Artsord => Art switch { Medlemsart.Kommune => "Kommune", Medlemsart.Region => "Region", _ => "Statslig myndighed" };
}

/// <summary>The club's members.</summary>
public sealed record Medlemmervisning(IReadOnlyList<Medlemslinje> Medlemmer, bool ErSekretariat);
