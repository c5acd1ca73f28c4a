using Esdh.Sager.Contract;

namespace Esdh.Sbsys.Contract;

/// <summary>A form that came by mail could not be filed by itself, and waits in the inbox for a person.</summary>
/// <param name="Grund">Danish sentence.</param>
public sealed record FormularVenter(string Grund) : ISagshaendelse
{
    /// <inheritdoc/>
    public string Saetning => $"Formularen blev ikke lagt på en sag af sig selv: {Grund}";
}
