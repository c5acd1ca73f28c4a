using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Core.Storage;

/// <summary>
/// A request that its sender may repeat without doing it twice: what each of its acts answered is written in the act's own transaction
/// under the sender's key, and a repeated request gets that answer instead of running the act again. So it holds through a kill at any
/// moment, for requests at the same time (the queue runs one act at a time), and for handlers of several acts, which go on where they stopped.
/// </summary>
/// <param name="userId">Keys of one user never meet another's.</param>
/// <param name="key">Chosen by the sender.</param>
/// <param name="requestHash">SHA-256 of method, address and body; asked for when the act runs, when the body has been read.</param>
/// <param name="time">The clock.</param>
public sealed class RunOnce(Guid userId, string key, Func<byte[]> requestHash, TimeProvider time)
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private static readonly AsyncLocal<RunOnce?> Ambient = new();
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true }; // acts may answer tuples
    private int _steps;

    /// <summary>The keyed request that the current flow belongs to.</summary>
    public static RunOnce? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>An act was answered from an earlier request.</summary>
    public bool Replayed { get; private set; }

    /// <summary>Whether an act of the request was done before, when it was sent the first time: for handlers that ask something first that the act has changed.</summary>
    public async Task<bool> IsKnownAsync(StorageScope scope, CancellationToken ct)
    {
        await using var read = scope.Command("select 1 from idempotens where bruger_id = @bruger and noegle = @noegle").With("@bruger", userId).With("@noegle", key);
        return await read.ExecuteScalarAsync(ct) is not null;
    }

    internal int NextStep() => Interlocked.Increment(ref _steps);

    internal async Task<T> RunAsync<TAct, T>(IServiceProvider services, Func<TAct, Task<T>> act, int step, CancellationToken ct) where TAct : notnull
    {
        var scope = services.GetRequiredService<StorageScope>();
        var hash = requestHash();
        await using (var old = scope.Command("delete from idempotens where oprettet < @graense").With("@graense", time.GetUtcNow() - Lifetime))
            await old.ExecuteNonQueryAsync(ct);
        await using (var claim = scope.Command("""
            insert into idempotens (bruger_id, noegle, trin, hash, resultat, oprettet) values (@bruger, @noegle, @trin, @hash, '', @nu)
            on conflict do nothing
            """).With("@bruger", userId).With("@noegle", key).With("@trin", step).With("@hash", hash).With("@nu", time.GetUtcNow()))
        {
            if (await claim.ExecuteNonQueryAsync(ct) == 0)
                return await ReadAsync<T>(scope, step, hash, ct);
        }

        var answer = await act(services.GetRequiredService<TAct>());
        await using var save = scope.Command("update idempotens set resultat = @resultat where bruger_id = @bruger and noegle = @noegle and trin = @trin")
            .With("@resultat", JsonSerializer.Serialize(answer, Json)).With("@bruger", userId).With("@noegle", key).With("@trin", step);
        await save.ExecuteNonQueryAsync(ct);
        return answer;
    }

    private async Task<T> ReadAsync<T>(StorageScope scope, int step, byte[] hash, CancellationToken ct)
    {
        await using var read = scope.Command("select hash, resultat from idempotens where bruger_id = @bruger and noegle = @noegle and trin = @trin")
            .With("@bruger", userId).With("@noegle", key).With("@trin", step);
        await using var row = await read.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The key of step {step} is taken and not there."));
        if (!CryptographicOperations.FixedTimeEquals(hash, (byte[])row.GetValue(0)))
            throw new KeyReusedException();
        Replayed = true;
        return JsonSerializer.Deserialize<T>(row.GetString(1), Json)!;
    }
}
