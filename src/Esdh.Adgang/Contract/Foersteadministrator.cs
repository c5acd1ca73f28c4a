using Esdh.Adgang.Handlinger;
using Esdh.Core;
using Esdh.Core.Authorities;

namespace Esdh.Adgang.Contract;

/// <summary>The first user of a new authority.</summary>
public static class Foersteadministrator
{
    /// <summary>Makes a unit with the authority's name and in it an administrator, where there is no user yet.</summary>
    /// <param name="myndighed">The new authority.</param>
    /// <param name="brugernavn">The administrator's user name.</param>
    /// <param name="ct">Cancels before it is written only.</param>
    /// <returns>A password to be used once, or null when the authority has users already; then nothing is changed.</returns>
    /// <exception cref="InvalidException">The user name cannot be one.</exception>
    public static async Task<string?> OpretAsync(Authority myndighed, string brugernavn, CancellationToken ct)
    {
        var engangskode = Domain.Kodeord.Engangskode();
        var hash = Domain.Kodeord.Hash(engangskode);
        return await myndighed.Queue.RunAsync((OpretFoersteAdministrator act) => act.Udfoer(new(myndighed.Info.Name, brugernavn, hash), ct), ct) ? engangskode : null;
    }
}
