namespace CloudStack.Client.Http;

/// <summary>
/// The server's clock decides whether a signature has expired. Where it differs too much from this machine's, requests are
/// signed by the server's.
/// </summary>
internal sealed class ServerClock(TimeProvider timeProvider, TimeSpan signatureLifetime)
{
    private long _offsetTicks;
    private long _seenOffsetTicks;

    /// <summary>The server's clock as its responses show it, to a second.</summary>
    public DateTimeOffset ServerNow => timeProvider.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _seenOffsetTicks));

    /// <summary>By how much signatures are corrected.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref _offsetTicks));

    /// <summary>Takes note of the time in a response.</summary>
    public void Observe(DateTimeOffset serverTime) => Volatile.Write(ref _seenOffsetTicks, (serverTime - timeProvider.GetUtcNow()).Ticks);

    /// <summary>When a signature that is made now expires, by a clock that is corrected.</summary>
    public DateTimeOffset ExpiryWith(TimeSpan offset) => timeProvider.GetUtcNow() + offset + signatureLifetime;

    /// <summary>Whether the clocks may be why a signature was refused, so that signing again makes sense.</summary>
    /// <param name="serverTime">The time in the response.</param>
    /// <param name="used">The correction that the refused signature was made with.</param>
    /// <param name="better">The correction to try: that of another call which has been accepted meanwhile, or the response's.</param>
    public bool ExplainsRefusal(DateTimeOffset serverTime, TimeSpan used, out TimeSpan better)
    {
        better = Offset;
        if (better != used)
        {
            return true;
        }

        better = serverTime - timeProvider.GetUtcNow();
        return (better - used).Duration() >= signatureLifetime;
    }

    /// <summary>Takes over a correction that has helped. False if another call was first.</summary>
    public bool TryCorrect(TimeSpan used, TimeSpan better) =>
        Interlocked.CompareExchange(ref _offsetTicks, better.Ticks, used.Ticks) == used.Ticks && better != used;
}
