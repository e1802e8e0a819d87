using CloudStack.Client.Jobs;

namespace CloudStack.Client.Pipeline;

/// <summary>
/// How fast requests may go. Free until the server refuses one; then what it granted before is measured, and requests go
/// evenly a little below that, a little faster with every second that passes without a refusal. Not thread-safe.
/// </summary>
/// <remarks>
/// Servers count in fixed windows, and count each call that is signed with an API key twice, so the number they publish is
/// not what they grant; what was answered is.
/// </remarks>
internal sealed class ThrottlePace(TimeProvider timeProvider)
{
    private const int RememberedGrants = 4096;
    private const double BelowGranted = 0.9;
    private const double AfterAnotherRefusal = 0.7;
    private const double GrowthPerSecond = 1.02;
    private const double FreeFromRate = 1000;

    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);

    private readonly Queue<long> _granted = new();
    private double _rate;
    private long _rateSetAt;
    private long _nextAt = long.MinValue;
    private long _pausedUntil = long.MinValue;

    /// <summary>The time between two requests; zero while there is no limit.</summary>
    public TimeSpan Interval => _rate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1 / _rate);

    /// <summary>Takes the right to send one request now.</summary>
    /// <param name="wait">Else: how long to wait for it.</param>
    public bool TryTake(out TimeSpan wait)
    {
        long now = timeProvider.GetTimestamp();
        long earliest = Math.Max(_pausedUntil, _nextAt);
        if (earliest > now)
        {
            wait = Clock.Until(timeProvider, earliest);
            return false;
        }

        wait = TimeSpan.Zero;
        Grow(now);
        if (_rate > 0)
        {
            _nextAt = now + Clock.ToTimestamp(timeProvider, Interval);
        }

        return true;
    }

    /// <summary>Gives a right back that was not used.</summary>
    public void GiveBack() => _nextAt = long.MinValue;

    /// <summary>The server took a request.</summary>
    public void CountGranted()
    {
        if (_granted.Count == RememberedGrants)
        {
            _granted.Dequeue();
        }

        _granted.Enqueue(timeProvider.GetTimestamp());
    }

    /// <summary>The server refused a request.</summary>
    /// <param name="wait">How long it asks to wait; null if it does not say.</param>
    public void Refuse(TimeSpan? wait)
    {
        long now = timeProvider.GetTimestamp();
        TimeSpan pause = wait is { } given && given > TimeSpan.Zero ? given : DefaultWait;

        // Several requests of one burst are refused together; they are one refusal.
        if (now >= _pausedUntil)
        {
            TimeSpan window = pause > ShortestWindow ? pause : ShortestWindow;
            double measured = BelowGranted * CountSince(now - Clock.ToTimestamp(timeProvider, window)) / window.TotalSeconds;
            // Where nothing was granted, somebody else used the account's calls up: one a window is always worth a try.
            _rate = Math.Max(1 / window.TotalSeconds, _rate == 0 ? measured : Math.Min(measured, _rate * AfterAnotherRefusal));
            _rateSetAt = now;
        }

        // The refused request took nothing; the first one after the pause goes when the server says so.
        _nextAt = long.MinValue;
        _pausedUntil = Math.Max(_pausedUntil, now + Clock.ToTimestamp(timeProvider, pause));
    }

    private void Grow(long now)
    {
        if (_rate == 0)
        {
            return;
        }

        int seconds = (int)timeProvider.GetElapsedTime(_rateSetAt, now).TotalSeconds;
        if (seconds > 0)
        {
            _rate *= Math.Pow(GrowthPerSecond, seconds);
            _rateSetAt += Clock.ToTimestamp(timeProvider, TimeSpan.FromSeconds(seconds));
            _rate = _rate > FreeFromRate ? 0 : _rate;
        }
    }

    private int CountSince(long from)
    {
        while (_granted.TryPeek(out long oldest) && oldest < from)
        {
            _granted.Dequeue();
        }

        return _granted.Count;
    }
}
