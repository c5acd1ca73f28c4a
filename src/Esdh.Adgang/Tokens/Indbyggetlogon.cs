using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Esdh.Adgang.Tokens;

/// <summary>Whether people sign in with a password kept here. In production only where that is asked for by name; clients with a secret of their own are not people.</summary>
internal sealed class Indbyggetlogon(IConfiguration configuration, IHostEnvironment environment, Keycloakudbyder udbyder) : IHostedService
{
    private const string Noegle = "Esdh:Logon:Indbygget";

    public bool ErTilladt { get; } = configuration.GetValue<bool?>(Noegle) ?? (environment.IsDevelopment() && udbyder.Indstillinger is null);

    /// <exception cref="InvalidOperationException">Nobody could sign in.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => ErTilladt || udbyder.Indstillinger is not null ? Task.CompletedTask : throw new InvalidOperationException(
        $"Ingen kan logge på. Skriv sektionen {Keycloakindstillinger.Sektion} (se docs/hosting/logon.md), eller sæt {Noegle} til true, hvis brugerne skal have adgangskoder i Esdh.");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
