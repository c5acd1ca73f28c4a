using Esdh.Core.Authorities;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;

namespace Esdh.Sager.Webhooks;

/// <summary>Another way to a receiver than https, for addresses that begin with its scheme: another module's, found among the services.</summary>
internal interface IWebhookvej
{
    /// <summary>Lower-case, without the colon.</summary>
    string Skema { get; }

    /// <summary>An address in its normal form, or the Danish sentence on what is wrong with it.</summary>
    /// <param name="myndighed">Key of the authority whose it is.</param>
    /// <param name="rest">What stands after the colon.</param>
    (string? Adresse, string? Fejl) Laes(string myndighed, string rest);

    /// <summary>Sends one event. Answers when the receiver has it for good, or why it has not.</summary>
    /// <param name="hoveder">What a receiver checks the body by, as over https.</param>
    Task<Leveringssvar> SendAsync(Authority myndighed, Webhook webhook, Feedhaendelse haendelse, Func<byte[], IReadOnlyDictionary<string, string>> hoveder, CancellationToken ct);
}
