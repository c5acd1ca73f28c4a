using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Klub.Domain;
using Esdh.Klub.Foresp;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub.Adgangsregler;

/// <summary>
/// A request's door to the club. One signs in at home; the club's tables lie in <c>faelles</c>, so its queries run in a scope of their own there, and its acts on the
/// queue of that store.
/// </summary>
internal sealed class Klubben(AuthorityRegistry registry, IServiceScopeFactory scopes, StorageScope hjemme, Paalogget paalogget)
{
    private Klubaktoer? _aktoer;

    /// <summary>Who acts, after <see cref="KlubadgangExtensions"/> let the request through.</summary>
    public Klubaktoer Aktoer => _aktoer ?? throw new InvalidOperationException("The route has no rule of the club's.");

    /// <summary>Runs a query of the club's, registered by being in <c>Foresp</c>.</summary>
    public async Task<T> LaesAsync<TForesp, T>(Func<TForesp, Task<T>> laes) where TForesp : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(registry.Shared);
        return await laes(scope.ServiceProvider.GetRequiredService<TForesp>());
    }

    /// <summary>Runs an act of the club's.</summary>
    public Task<T> UdfoerAsync<TAct, T>(Func<TAct, Task<T>> act, CancellationToken ct) where TAct : notnull => registry.Shared.Queue.RunAsync(act, ct);

    /// <summary>Runs an act of the club's.</summary>
    public Task UdfoerAsync<TAct>(Func<TAct, Task> act, CancellationToken ct) where TAct : notnull => registry.Shared.Queue.RunAsync(act, ct);

    internal async Task<Klubaktoer?> FindAsync(CancellationToken ct)
    {
        if (_aktoer is not null || paalogget.Aktoer is not { } aktoer)
            return _aktoer;
        var her = hjemme.Authority.Key;
        if (her == AuthorityRegistry.ClubKey)
            return _aktoer = new(aktoer, her, aktoer.Har(Roller.Sagsbehandler | Roller.Leder | Roller.Administrator), null, []);
        var plads = await LaesAsync((Mandatopslag opslag) => opslag.FindAsync(her, aktoer.Id, ct));
        return _aktoer = new(aktoer, her, false, plads?.MedlemId, aktoer.PaaVegneAf is null ? plads?.Roller ?? [] : []); // a mandate is a person's own
    }
}
