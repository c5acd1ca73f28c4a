using Esdh.Sager.Contract;

namespace Esdh.Dagtilbud.Contract;

// What parents do at their own pages. Who it was stands in each event (EventLog.CitizenMember).

/// <summary>A parent sent an application at the parents' page.</summary>
/// <param name="FaellesMyndighed">The parent declares that custody is shared.</param>
public sealed record ForaelderSoegte(bool FaellesMyndighed) : ISagshaendelse
{
    public string Saetning => $"Ansøgningen blev sendt på forældresiden. {(FaellesMyndighed ? "Forælderen oplyser fælles forældremyndighed." : "Forælderen oplyser at have forældremyndigheden alene.")}";
}

/// <summary>The family withdrew its application before it had a place.</summary>
public sealed record DagtilbudsansoegningTrukket : ISagshaendelse
{
    public string Saetning => "Familien trak ansøgningen.";
}

/// <summary>Who gets applications from the parents' page, and whether it takes any.</summary>
public sealed record ForaeldresideIndstillet(Guid? EnhedId, bool ErAaben) : ISagshaendelse
{
    public string Saetning => ErAaben ? "Forældresiden tager imod ansøgninger." : "Forældresiden tager ikke imod ansøgninger.";
}
