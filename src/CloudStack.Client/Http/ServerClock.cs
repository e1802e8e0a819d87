namespace CloudStack.Client.Http;

/// <summary>
/// The server's clock decides whether a signature has expired. If it differs too much from this machine's clock, requests are
/// signed by the server's clock.
/// </summary>
internal sealed class ServerClock(TimeProvider timeProvider, TimeSpan signatureLifetime)
{
    // Servers can refuse a signature that is valid for longer.
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromMinutes(15);

    // An expiry is sent in whole seconds, and so is the time in a response.
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(2);

    private long _offsetTicks;
    private long _seenOffsetTicks;

    /// <summary>The server's time according to its responses, accurate to a second.</summary>
    public DateTimeOffset ServerNow => timeProvider.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _seenOffsetTicks));

    /// <summary>The correction for signatures.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref _offsetTicks));

    /// <summary>Records the time in a response.</summary>
    public void Observe(DateTimeOffset serverTime) => Volatile.Write(ref _seenOffsetTicks, (serverTime - timeProvider.GetUtcNow()).Ticks);

    /// <summary>When a signature that is created now expires, by a corrected clock.</summary>
    public DateTimeOffset ExpiryWith(TimeSpan offset) => timeProvider.GetUtcNow() + offset + signatureLifetime;

    /// <summary>Whether a clock difference may be why a signature was refused, so that it makes sense to sign again.</summary>
    /// <param name="serverTime">The time in the response.</param>
    /// <param name="used">The correction that the refused signature used.</param>
    /// <param name="better">The correction to try: that of another call that has succeeded in the meantime, or the response's.</param>
    public bool ExplainsRefusal(DateTimeOffset serverTime, TimeSpan used, out TimeSpan better)
    {
        better = Offset;
        if (better != used)
        {
            return true;
        }

        // To the server, the signature had expired, or it was valid for too long.
        better = serverTime - timeProvider.GetUtcNow();
        TimeSpan left = signatureLifetime + used - better;
        return left <= Precision || left > LongestLifetime;
    }

    /// <summary>Adopts a correction that worked. Returns false if another call was first.</summary>
    public bool TryCorrect(TimeSpan used, TimeSpan better) =>
        Interlocked.CompareExchange(ref _offsetTicks, better.Ticks, used.Ticks) == used.Ticks && better != used;
}
