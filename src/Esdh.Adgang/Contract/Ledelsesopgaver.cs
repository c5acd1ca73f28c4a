using Esdh.Adgang.Handlinger;
using Esdh.Core.Access;

namespace Esdh.Adgang.Contract;

/// <summary>Something of leadership's control that waits for the one who looks, for the front page.</summary>
/// <param name="Titel">What waits.</param>
/// <param name="Tekst">Until when, and what happens then.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="Linktekst">What is done there.</param>
public sealed record Ledelsesopgave(string Titel, string Tekst, string Href, string Linktekst);

/// <summary>What waits for an actor: rights to review, looks to explain, lines of the log to judge.</summary>
public sealed class Ledelsesopgaver
{
    private readonly Ledelsesopslag _opslag;

    internal Ledelsesopgaver(Ledelsesopslag opslag) => _opslag = opslag;

    public Task<IReadOnlyList<Ledelsesopgave>> ForAsync(Aktoer aktoer, CancellationToken ct) => _opslag.OpgaverAsync(aktoer, ct);
}
