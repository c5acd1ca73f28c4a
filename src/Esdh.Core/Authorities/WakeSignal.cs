using System.Threading.Channels;

namespace Esdh.Core.Authorities;

/// <summary>Wakes a loop that waits for something to do. Raised while the loop works, however often, it is not lost and counts once.</summary>
public sealed class WakeSignal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Answers at once, on any thread.</summary>
    public void Raise() => _channel.Writer.TryWrite(true);

    /// <summary>Until it is raised, or so much time has passed.</summary>
    /// <exception cref="OperationCanceledException">The loop is to stop.</exception>
    public async Task WaitAsync(TimeSpan longest, CancellationToken ct)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(longest);
        try
        {
            await _channel.Reader.ReadAsync(time.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time to look again.
        }
    }
}
