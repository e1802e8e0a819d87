namespace CloudStack.Client.Transport;

/// <summary>
/// Paces the client once the server has said that it calls too often (429). A throttled request has done nothing and is
/// only late: it waits here and goes again, without counting as a failure.
/// </summary>
internal sealed class RequestGovernor(TimeProvider timeProvider)
{
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private long _pausedUntil = long.MinValue;

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        // Again after each pause: another request may have been told to wait longer in the meantime.
        while (Volatile.Read(ref _pausedUntil) is var until && until > timeProvider.GetTimestamp())
        {
            await Task.Delay(Jobs.Clock.Until(timeProvider, until), timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Pause(TimeSpan? wait)
    {
        TimeSpan pause = wait is { } given && given > TimeSpan.Zero ? given : DefaultPause;
        pause = pause < LongestPause ? pause : LongestPause;
        long until = timeProvider.GetTimestamp() + Jobs.Clock.ToTimestamp(timeProvider, pause);
        long known = Volatile.Read(ref _pausedUntil);
        while (until > known)
        {
            long seen = Interlocked.CompareExchange(ref _pausedUntil, until, known);
            if (seen == known)
            {
                return;
            }

            known = seen;
        }
    }
}
