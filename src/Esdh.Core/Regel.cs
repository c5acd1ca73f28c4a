using System.Diagnostics.CodeAnalysis;

namespace Esdh.Core;

/// <summary>A rule the law or the authority sets, and that an act can break.</summary>
/// <param name="Kode">Stable code, shown to users and logged. Never reused.</param>
/// <param name="Tekst">What the rule says, in Danish, as the caseworker reads it.</param>
/// <param name="Hjemmel">Where the rule comes from: a law and section, or <c>Intern regel</c>.</param>
public sealed record Regel(string Kode, string Tekst, string Hjemmel)
{
    /// <summary>The source of a rule that the product sets itself.</summary>
    public const string Intern = "Intern regel";

    /// <exception cref="RegelbrudException">When <paramref name="opfyldt"/> is false.</exception>
    public void Kraev([DoesNotReturnIf(false)] bool opfyldt)
    {
        if (!opfyldt)
            throw new RegelbrudException(this);
    }

    /// <summary>Refuses when anything stands in the way, and names all of it at once.</summary>
    public void KraevIntet(IReadOnlyCollection<string> ivejen)
    {
        if (ivejen.Count > 0)
            throw new RegelbrudException(this, ivejen);
    }
}

/// <summary>An act was refused because it would break a <see cref="Regel"/>. Answered as 409 in one place.</summary>
public sealed class RegelbrudException(Regel regel, IReadOnlyCollection<string>? detaljer = null) : Exception(regel.Tekst)
{
    public Regel Regel { get; } = regel;

    /// <summary>What exactly is in the way, one Danish sentence each; empty where the rule says it all.</summary>
    public IReadOnlyCollection<string> Detaljer { get; } = detaljer ?? [];
}
