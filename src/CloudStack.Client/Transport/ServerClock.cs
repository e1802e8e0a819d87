namespace CloudStack.Client.Transport;

/// <summary>
/// The server's clock decides whether a signature has expired. Where it differs too much from this machine's, requests are
/// signed by the server's.
/// </summary>
internal sealed class ServerClock(TimeProvider timeProvider)
{
    private long _offsetTicks;
    private long _seenOffsetTicks;

    public DateTimeOffset Now => timeProvider.GetUtcNow() + Offset;

    /// <summary>The server's clock as its answers show it, to a second.</summary>
    public DateTimeOffset ServerNow => timeProvider.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _seenOffsetTicks));

    /// <summary>Takes note of the time in an answer.</summary>
    public void Observe(DateTimeOffset serverTime) => Volatile.Write(ref _seenOffsetTicks, (serverTime - timeProvider.GetUtcNow()).Ticks);

    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref _offsetTicks));

    /// <summary>Takes over the server's clock if the difference explains a refused signature. False if it does not.</summary>
    public bool TryCorrect(DateTimeOffset serverTime, TimeSpan signatureLifetime, out TimeSpan difference)
    {
        difference = serverTime - Now;
        if (difference.Duration() < signatureLifetime)
        {
            return false;
        }

        Volatile.Write(ref _offsetTicks, (serverTime - timeProvider.GetUtcNow()).Ticks);
        return true;
    }
}
