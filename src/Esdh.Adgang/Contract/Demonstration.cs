using System.Security.Cryptography;
using System.Text;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Handlinger;
using Esdh.Core.Access;
using Esdh.Core.Authorities;

namespace Esdh.Adgang.Contract;

/// <param name="Noegle">Names the unit in these data; its id is <see cref="Demonstration.EnhedId"/>.</param>
/// <param name="Navn">As shown.</param>
/// <param name="Overenhed">Key of the unit above, which comes earlier in the list; null at the top.</param>
public sealed record Demonstrationsenhed(string Noegle, string Navn, string? Overenhed);

/// <param name="Brugernavn">Lower case; the user's id is <see cref="Demonstration.BrugerId"/>.</param>
/// <param name="Navn">Invented.</param>
/// <param name="Titel">What the person does.</param>
/// <param name="Enhed">Key of a unit.</param>
/// <param name="Email">In <c>.example</c>.</param>
/// <param name="Roller">What the user may do.</param>
public sealed record Demonstrationsbruger(string Brugernavn, string Navn, string? Titel, string Enhed, string? Email, Roller Roller);

/// <summary>Invented users of a demonstration authority, all with the password <c>demo</c>. The host calls it in Development only.</summary>
public static class Demonstration
{
    /// <summary>Everyone's password and the secret of the client.</summary>
    public const string Kodeord = "demo";

    /// <summary>The client that may pass passwords on and, by <c>client_credentials</c>, acts as <c>robot</c>.</summary>
    public const string Klient = "esdh-demo";

    /// <summary>The id that a demonstration unit always has in this authority.</summary>
    public static Guid EnhedId(string myndighed, string noegle) => Fast($"enhed/{myndighed}/{noegle}");

    /// <summary>The id that a demonstration user always has in this authority.</summary>
    public static Guid BrugerId(string myndighed, string brugernavn) => Fast($"bruger/{myndighed}/{brugernavn}");

    /// <summary>Makes units and users that are missing and corrects those that differ; passwords and the client are left alone once made. Safe to repeat.</summary>
    public static async Task SeedAsync(
        Authority myndighed, IReadOnlyList<Demonstrationsenhed> enheder, IReadOnlyList<Demonstrationsbruger> brugere, CancellationToken ct = default)
    {
        var hash = Domain.Kodeord.Hash(Kodeord); // one for all: hashing each would take seconds
        await myndighed.Queue.RunAsync((OpretDemonstration act) => act.Udfoer(myndighed.Key, enheder, brugere, hash, ct), ct);
    }

    /// <summary>Absences with substitutes, in days from today, and users who have left. Once, in a demonstration with cases.</summary>
    public static Task FravaerAsync(
        Authority myndighed, IReadOnlyList<(string Bruger, string Stedfortraeder, int Fra, int Til, string Note)> fravaer, IReadOnlyList<string> fratraadte, CancellationToken ct = default) =>
        myndighed.Queue.RunAsync(async (OpretDemonstrationsfravaer act) =>
        {
            await act.Udfoer(myndighed.Key, fravaer, fratraadte, ct);
            return true;
        }, ct);

    private static Guid Fast(string navn)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes("esdh-demonstration/" + navn))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80); // version 8: ours
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
