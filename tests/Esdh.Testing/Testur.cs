namespace Esdh.Testing;

/// <summary>A clock that tests move. It runs from where it was set; timers follow the real one.</summary>
public sealed class Testur : TimeProvider
{
    private long _offset;
    private long _frozen;

    public override DateTimeOffset GetUtcNow() =>
        Interlocked.Read(ref _frozen) is var ticks and not 0 ? new(ticks, TimeSpan.Zero) : base.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    /// <summary>Whether no test has moved it.</summary>
    public bool GaarSomDetVirkelige => Interlocked.Read(ref _frozen) == 0 && Interlocked.Read(ref _offset) == 0;

    /// <summary>Moves the clock; a negative span moves it back.</summary>
    public void Frem(TimeSpan span)
    {
        if (Interlocked.Read(ref _frozen) != 0)
            Interlocked.Add(ref _frozen, span.Ticks);
        else
            Interlocked.Add(ref _offset, span.Ticks);
    }

    /// <summary>Lets the clock go on from another moment.</summary>
    public void Saet(DateTimeOffset time)
    {
        Interlocked.Exchange(ref _frozen, 0);
        Interlocked.Exchange(ref _offset, (time - base.GetUtcNow()).Ticks);
    }

    /// <summary>Stops the clock at a moment, until it is set or moved.</summary>
    public void Stands(DateTimeOffset time) => Interlocked.Exchange(ref _frozen, time.UtcTicks);

    /// <summary>The real time again.</summary>
    public void Nulstil()
    {
        Interlocked.Exchange(ref _frozen, 0);
        Interlocked.Exchange(ref _offset, 0);
    }
}
