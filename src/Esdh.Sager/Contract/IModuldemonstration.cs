using Esdh.Core.Access;

namespace Esdh.Sager.Contract;

/// <summary>
/// A module's part of the demonstration: invented cases and settings, marked as invented, so that each of its pages has something to show. Registered as a singleton; called once
/// in Development, after the engine's own, in the first of <see cref="Sagsdemonstration.Myndigheder"/>, where the module is switched on first. A module may have several; they run in the order they are registered.
/// </summary>
public interface IModuldemonstration
{
    /// <summary>The module's <see cref="Core.IModule.Name"/>.</summary>
    string Modul { get; }

    /// <summary>Makes it, through the module's own acts and the engine's. Let acts happen in the past with <see cref="Core.Demonstrationsur"/>.</summary>
    /// <param name="tjenester">A scope of the authority's.</param>
    /// <param name="aktoer">A demonstration user as at a sign-in, by user name: <c>sagsbehandler</c>, <c>leder</c>, <c>administrator</c>, ...</param>
    /// <param name="ct">The server stops.</param>
    Task LavAsync(IServiceProvider tjenester, Func<string, Task<Aktoer>> aktoer, CancellationToken ct);

    /// <summary>
    /// What a page's address can hold in the demonstration, by the address before it: <c>["/byggesager/ejendomme"] = "100001"</c> for <c>/byggesager/ejendomme/{bfe}</c>. For those who
    /// look at every page.
    /// </summary>
    IReadOnlyDictionary<string, string> Eksempler { get; }
}
