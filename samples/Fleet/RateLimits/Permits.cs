namespace Fleet.RateLimits;

/// <summary>Releases the requests of this silo at the rate of its share, one at a time, in order of arrival.</summary>
internal sealed class Permits(TimeProvider time) : IDisposable
{
    // How soon waiting requests notice a changed share.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(0.1);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile object? _perSecond; // boxed, because a double? isn't written atomically
    private DateTimeOffset _last;
    private long _asked;
    private long _askedBefore;
    private long _sent;
    private int _waiting;

    /// <summary>How many requests have been sent.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>The share; null for no limit, as before the first lease.</summary>
    public double? PerSecond
    {
        get => (double?)_perSecond;
        set => _perSecond = value;
    }

    /// <summary>Waits for a permit.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        Interlocked.Increment(ref _waiting);
        try
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                while (PerSecond is { } perSecond && _last + TimeSpan.FromSeconds(1 / perSecond) - time.GetUtcNow() is { Ticks: > 0 } wait)
                {
                    await Task.Delay(wait < LongestSleep ? wait : LongestSleep, time, cancellationToken);
                }

                _last = time.GetUtcNow();
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        Interlocked.Increment(ref _sent);
    }

    /// <summary>What the silo would send per second: the requests since the last call, and those still waiting.</summary>
    /// <param name="since">How long ago the last call was.</param>
    public double TakeDemand(TimeSpan since)
    {
        long asked = Interlocked.Read(ref _asked);
        double demand = (asked - _askedBefore + Volatile.Read(ref _waiting)) / since.TotalSeconds;
        _askedBefore = asked;
        return demand;
    }

    public void Dispose() => _turn.Dispose();
}
