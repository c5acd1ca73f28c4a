using Esdh.Core.Access;

namespace Esdh.Sager.Contract;

/// <summary>A key figure of a case area over a period.</summary>
/// <param name="Noegle">Lower-case letters, digits and hyphens; the same from period to period, and from authority to authority.</param>
/// <param name="Navn">What it counts, as people say it.</param>
/// <param name="Tal">The figure; null where there was nothing to count.</param>
/// <param name="Enhed">»sager«, »dage«, »%«, »kr.«.</param>
/// <param name="Forklaring">What is counted, and what is not.</param>
public sealed record Omraadetal(string Noegle, string Navn, decimal? Tal, string Enhed, string? Forklaring = null);

/// <summary>
/// Key figures that a module counts itself, besides those the engine counts for every case type: opened, closed and open cases, the time they took, and how each clock was met. Registered as
/// scoped with <c>services.AddScoped&lt;INoegletalskilde, X&gt;()</c>; asked only where the module is switched on.
/// </summary>
public interface INoegletalskilde
{
    /// <summary>The module's <see cref="Core.IModule.Name"/>.</summary>
    string Modul { get; }

    /// <summary>Figures over the cases that the actor sees, from and with a Danish day to and with another.</summary>
    Task<IReadOnlyList<Omraadetal>> HentAsync(Aktoer aktoer, DateOnly fra, DateOnly til, CancellationToken ct);
}
