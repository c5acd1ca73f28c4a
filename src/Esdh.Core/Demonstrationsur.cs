namespace Esdh.Core;

/// <summary>
/// The clock in Development: as <paramref name="inner"/>, but what builds demonstration data can let its own acts happen in the past, so
/// that they pass through the same acts and rules as everything else.
/// </summary>
public sealed class Demonstrationsur(TimeProvider inner) : TimeProvider
{
    private static readonly AsyncLocal<DateTimeOffset?> Set = new();

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <summary>Until the current flow ends, or it is set again, the time is <paramref name="tid"/>.</summary>
    public static void Stil(DateTimeOffset? tid) => Set.Value = tid;

    public override DateTimeOffset GetUtcNow() => Set.Value ?? inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
