using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Klub.Contract;

namespace Esdh.Klub.Domain;

/// <summary>Who acts in the club: the person as signed in at home, and what that person is in the club.</summary>
/// <param name="Aktoer">The person, in the authority where the person signed in.</param>
/// <param name="Myndighed">Key of that authority; <c>klub</c> for the secretariat.</param>
/// <param name="ErSekretariat">Works for the club itself.</param>
/// <param name="MedlemId">The member whose authority it is; null for the secretariat and for authorities that are no member.</param>
/// <param name="Roller">Mandates that hold today.</param>
internal sealed record Klubaktoer(Aktoer Aktoer, string Myndighed, bool ErSekretariat, Guid? MedlemId, IReadOnlyList<Klubrolle> Roller)
{
    /// <summary>The server itself: demonstration data and jobs.</summary>
    public static Klubaktoer Systemet { get; } = new(Aktoer.Systemet, "klub", true, null, []);

    /// <summary>May speak for the member.</summary>
    public bool ErDelegat => MedlemId is not null && Roller.Count > 0;

    public bool Har(Klubrolle rolle) => Roller.Contains(rolle);

    /// <summary>May know what is between the club and this member: bills, agreements.</summary>
    public bool MaaSe(Guid medlem) => ErSekretariat || (ErDelegat && MedlemId == medlem);

    /// <summary>Acts of the secretariat's begin with this: whoever calls them.</summary>
    /// <exception cref="ForbiddenException">It is someone else.</exception>
    public void KraevSekretariat()
    {
        if (!ErSekretariat)
            throw new ForbiddenException("Det er klubbens sekretariat, der gør det.");
    }
}
