using Esdh.Core.Calendar;
using Esdh.Sager.Contract;

namespace Esdh.Klub.Contract;

// What happens to members.

/// <summary>A body is on its way into the club, or what is known of it was changed.</summary>
public sealed record MedlemGemt(int Nr, string Navn, bool ErNy) : ISagshaendelse
{
    public string Saetning => ErNy ? $"{Navn} sonderer medlemskab." : $"Oplysningerne om {Navn} blev rettet.";
}

/// <summary>A body came a phase further.</summary>
/// <param name="Fra">The day it is a member from; null before.</param>
public sealed record MedlemsfaseSkiftet(string Navn, Medlemsfase Fase, DateOnly? Fra) : ISagshaendelse
{
    public string Saetning => Fase == Medlemsfase.Optaget ? $"{Navn} er optaget som medlem fra {DanishTime.ShortDate(Fra!.Value)}." : $"{Navn} er kommet til {Fase switch { Medlemsfase.Afklaring => "afklaring", Medlemsfase.Beslutning => "beslutning", _ => "sondering" }}.";
}

/// <summary>A person was given a mandate.</summary>
public sealed record MandatGivet(string Navn, Klubrolle Rolle, DateOnly Fra) : ISagshaendelse
{
    public string Saetning => $"{Navn} har mandat som {Ord(Rolle)} fra {DanishTime.ShortDate(Fra)}.";

    internal static string Ord(Klubrolle rolle) => rolle switch { Klubrolle.Medlemsrepraesentant => "medlemsrepræsentant", Klubrolle.Forretningsledelse => "medlem af forretningsledelsen", _ => "medlem af bestyrelsen" };
}

/// <summary>A mandate was ended.</summary>
public sealed record MandatAfsluttet(string Navn, Klubrolle Rolle, DateOnly Til) : ISagshaendelse
{
    public string Saetning => $"{Navn} har ikke længere mandat som {MandatGivet.Ord(Rolle)}. Sidste dag {DanishTime.ShortDate(Til)}.";
}

/// <summary>A member gave notice.</summary>
public sealed record MedlemskabOpsagt(string Navn, DateOnly Udtraeder) : ISagshaendelse
{
    public string Saetning => $"{Navn} har opsagt medlemskabet og træder ud {DanishTime.ShortDate(Udtraeder)}.";
}

/// <summary>A member that has left signed for its data.</summary>
public sealed record DataKvitteret(string Navn, string Af) : ISagshaendelse
{
    public string Saetning => $"{Af} har kvitteret for, at {Navn} har modtaget alle sine data.";
}

/// <summary>The archive approved the version that holds a former member's cases.</summary>
public sealed record MedlemsarkivGodkendt(string Navn, string Arkivversion, DateOnly Dag) : ISagshaendelse
{
    public string Saetning => $"Arkivet har godkendt {Arkivversion} fra {Navn} {DanishTime.ShortDate(Dag)}.";
}

/// <summary>The club certified that a former member's data is deleted.</summary>
public sealed record MedlemsdataSlettet(string Navn, string Attest) : ISagshaendelse
{
    public string Saetning => $"Klubben har attesteret, at data fra {Navn} er slettet: {Attest}";
}

/// <summary>Members were merged.</summary>
public sealed record MedlemmerSammenlagt(IReadOnlyList<string> Ophoerer, string Fortsaetter, DateOnly Fra, int Borgere) : ISagshaendelse
{
    public string Saetning => $"{string.Join(" og ", Ophoerer)} går ind i {Fortsaetter} fra {DanishTime.ShortDate(Fra)}. Samlet folketal {Borgere}.";
}
