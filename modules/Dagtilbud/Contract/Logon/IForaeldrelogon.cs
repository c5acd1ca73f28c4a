using Esdh.Core.Identity;
using Microsoft.AspNetCore.Http;

namespace Esdh.Dagtilbud.Contract.Logon;

/// <summary>
/// Signs parents in at their own pages: the seam for MitID. A broker's adapter is registered as <c>services.AddSingleton&lt;IForaeldrelogon, X&gt;()</c> and chosen by name in
/// <c>Esdh:Dagtilbud:Foraeldrelogon</c>; without one that is chosen, the pages say that sign-in is not set up. The adapter only proves who somebody is: session, expiry, log and what the
/// parent may see are the module's.
/// </summary>
public interface IForaeldrelogon
{
    /// <summary>Its name in the configuration: lower-case letters.</summary>
    string Noegle { get; }

    /// <summary>As it is called on the button: »MitID«.</summary>
    string Navn { get; }

    /// <summary>Begins a sign-in: usually a redirect to the broker, which sends the browser back to <paramref name="svaradresse"/> by GET or POST.</summary>
    /// <param name="context">The request; state and nonce are the adapter's to keep, in a cookie of its own, and to check when the answer comes.</param>
    /// <param name="svaradresse">Absolute address where the answer is read.</param>
    Task<IResult> BegyndAsync(HttpContext context, string svaradresse, CancellationToken ct);

    /// <summary>Reads and verifies the broker's answer: signature, audience, time, and that this browser asked. Null where it does not hold, or the parent gave up.</summary>
    Task<Foraeldrelegitimation?> AfslutAsync(HttpContext context, CancellationToken ct);
}

/// <summary>What a broker has proved.</summary>
/// <param name="Cpr">Whose it is.</param>
/// <param name="Navn">The name, as the broker tells it.</param>
/// <param name="Niveau">How sure it is, by NSIS.</param>
/// <param name="Tid">When the person proved it; not older than <c>Foraeldresession</c> takes.</param>
public sealed record Foraeldrelegitimation(Cpr Cpr, string Navn, Sikringsniveau Niveau, DateTimeOffset Tid);

/// <summary>How sure a sign-in is, as NSIS (National Standard for Identiteters Sikringsniveauer) names it.</summary>
public enum Sikringsniveau
{
    Lav,

    /// <summary>The least that the parents' pages take.</summary>
    Betydelig,
    Hoej,
}
