namespace Esdh.Sager.Contract;

/// <summary>
/// An event that a module appends, with what it says to people: one Danish sentence, kept and sealed with the event. So a case's history reads the same when the module is
/// changed, switched off or gone. The record's name is the event's type; it stands in the module's <c>Contract</c>.
/// </summary>
public interface ISagshaendelse
{
    /// <summary>What happened, with a full stop. No CPR number; no name of a party, since it may become protected.</summary>
    string Saetning { get; }
}
