using System.Text.Json.Serialization;

namespace Esdh.Klub.Contract;

/// <summary>An account of the club's ledger.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Klubkonto>))]
public enum Klubkonto
{
    /// <summary>What members owe.</summary>
    Debitorer,

    /// <summary>Income from licences.</summary>
    Licenser,

    /// <summary>Income from joint projects: members' repayment of what the club paid in advance.</summary>
    Faellesprojekter,

    /// <summary>Other income.</summary>
    Andet,

    /// <summary>VAT of what is sold.</summary>
    Salgsmoms,

    /// <summary>Fees of reminders.</summary>
    Gebyrer,

    /// <summary>Money received.</summary>
    Bank,

    /// <summary>What was given up.</summary>
    Tab,
}
