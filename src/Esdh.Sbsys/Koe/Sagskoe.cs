using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Esdh.Sager.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Esdh.Sbsys.Koe;

/// <summary>
/// Case events as messages in a queue of the authority's broker (AMQP 0-9-1), as SBSYS' clients read them: a webhook whose address is <c>koe:</c> and a name. The queue is durable and called <c>{authority}.{name}</c>; a message counts as
/// delivered when the broker has confirmed that it keeps it. What concerns no case is passed over.
/// </summary>
internal sealed partial class Sagskoe(Koeindstillinger indstillinger, Webhookindstillinger webhooks, IServiceScopeFactory scopes) : IWebhookvej, IAsyncDisposable
{
    /// <summary>What <c>ForloebtypeId</c> says of a new case; of everything else it says 0, since other numbers are not known.</summary>
    private const int SagenErOprettet = 1;

    private readonly ConcurrentDictionary<string, Forbindelse> _forbindelser = new(StringComparer.Ordinal);

    public string Skema => "koe";

    public (string? Adresse, string? Fejl) Laes(string myndighed, string rest) =>
        !indstillinger.Maeglere.ContainsKey(myndighed) ? (null, "Myndigheden har ingen beskedkø. Driften slår den til med Esdh:Sbsys:Koe.")
        : Koenavn().IsMatch(rest) ? ($"{Skema}:{rest}", null)
        : (null, "Køens navn er højst 50 små bogstaver, cifre, punktummer og bindestreger, for eksempel koe:sager.");

    public async Task<Leveringssvar> SendAsync(Authority myndighed, Webhook webhook, Feedhaendelse haendelse, Func<byte[], IReadOnlyDictionary<string, string>> hoveder, CancellationToken ct)
    {
        if (haendelse.SagId is not { } sag)
            return new(null, true);
        if (!indstillinger.Maeglere.TryGetValue(myndighed.Key, out var maegler))
            return new("Myndigheden har ingen beskedkø længere (Esdh:Sbsys:Koe).", false);
        if (await NummerAsync(myndighed, sag, ct) is not { } nummer)
            return new(null, true); // gone since
        var krop = JsonSerializer.SerializeToUtf8Bytes(
            new { SagId = nummer, ForloebtypeId = haendelse.Type == nameof(SagOprettet) ? SagenErOprettet : 0, SagIdentity = sag, Haendelse = haendelse.Type, haendelse.Nr, haendelse.Tid });
        var navn = $"{myndighed.Key}.{webhook.Url[(Skema.Length + 1)..]}";
        using var tid = CancellationTokenSource.CreateLinkedTokenSource(ct);
        tid.CancelAfter(webhooks.Svartid);
        try
        {
            await _forbindelser.GetOrAdd(myndighed.Key, _ => new(maegler)).SendAsync(navn, new()
            {
                Persistent = true, ContentType = "application/json", AppId = "esdh", Type = haendelse.Type, MessageId = $"{myndighed.Key}-{haendelse.Nr}",
                Timestamp = new(haendelse.Tid.ToUnixTimeSeconds()), Headers = hoveder(krop).ToDictionary(h => h.Key, h => (object?)h.Value),
            }, krop, tid.Token);
            return new(null, true);
        }
        catch (PublishException)
        {
            return new($"Beskedkøen {navn} tog ikke imod beskeden.", true);
        }
        catch (Exception e) when (e is AuthenticationFailureException || e.InnerException is AuthenticationFailureException)
        {
            return new("Beskedkøens server afviser brugernavn og kodeord (Esdh:Sbsys:Koe).", false);
        }
        catch (OperationInterruptedException e)
        {
            return new($"Beskedkøens server afbrød: {e.ShutdownReason?.ReplyText}.", false);
        }
        catch (Exception e) when (e is RabbitMQClientException or IOException or SocketException or TimeoutException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new("Beskedkøens server kan ikke nås.", false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var forbindelse in _forbindelser.Values)
            await forbindelse.DisposeAsync();
    }

    /// <summary>The number that clients know the case by.</summary>
    private async Task<int?> NummerAsync(Authority myndighed, Guid sag, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        // Uden for adgang: the feed gives only events of cases that the webhook's owner sees.
        return await scope.ServiceProvider.GetRequiredService<SagerDb>().Sager.Where(s => s.Id == sag).Select(s => (int?)s.Nr).SingleOrDefaultAsync(ct);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{0,49}\z")]
    private static partial Regex Koenavn();

    /// <summary>One connection and channel to a broker, made when it is needed and made anew when it has failed. One message at a time.</summary>
    private sealed class Forbindelse(Uri maegler) : IAsyncDisposable
    {
        private readonly SemaphoreSlim _een = new(1, 1);
        private readonly HashSet<string> _erklaeret = new(StringComparer.Ordinal);
        private IConnection? _forbindelse;
        private IChannel? _kanal;

        public async Task SendAsync(string koe, BasicProperties egenskaber, byte[] krop, CancellationToken ct)
        {
            await _een.WaitAsync(ct);
            try
            {
                if (_kanal is not { IsOpen: true } || _forbindelse is not { IsOpen: true })
                    await ForbindAsync(ct);
                if (!_erklaeret.Contains(koe))
                {
                    await _kanal!.QueueDeclareAsync(koe, durable: true, exclusive: false, autoDelete: false, cancellationToken: ct);
                    _erklaeret.Add(koe);
                }

                await _kanal!.BasicPublishAsync("", koe, mandatory: true, egenskaber, krop, ct); // answers when the broker has confirmed
            }
            catch (Exception fejl)
            {
                if (fejl is not PublishException { IsReturn: false })
                    await LukAsync(); // also a queue that somebody deleted: it is declared anew
                throw;
            }
            finally
            {
                _een.Release();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await LukAsync();
            _een.Dispose();
        }

        private async Task ForbindAsync(CancellationToken ct)
        {
            await LukAsync();
            var fabrik = new ConnectionFactory { Uri = maegler, AutomaticRecoveryEnabled = false, ClientProvidedName = "esdh" };
            _forbindelse = await fabrik.CreateConnectionAsync(ct);
            _kanal = await _forbindelse.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), ct);
        }

        private async Task LukAsync()
        {
            _erklaeret.Clear();
            var (kanal, forbindelse) = (_kanal, _forbindelse);
            (_kanal, _forbindelse) = (null, null);
            try
            {
                if (kanal is not null)
                    await kanal.DisposeAsync();
                if (forbindelse is not null)
                    await forbindelse.DisposeAsync();
            }
            catch (Exception e) when (e is RabbitMQClientException or IOException or SocketException or TimeoutException or OperationCanceledException)
            {
                // It was broken already.
            }
        }
    }
}
