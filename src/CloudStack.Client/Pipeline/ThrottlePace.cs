using CloudStack.Client.Jobs;

namespace CloudStack.Client.Pipeline;

/// <summary>
/// How fast requests may go. There is no limit until the server refuses several requests in a row. Then all requests pause for as
/// long as the server asks, and continue evenly at a rate slightly below what it granted. The rate is then raised step by step, and
/// the limit is dropped about half a minute later. Not thread-safe.
/// </summary>
/// <remarks>
/// Servers count calls in fixed windows that open with the first call, and count each call that is signed with an API key twice. So
/// what counts is how many requests succeeded, not the number that they publish. A single refusal among successful requests isn't a
/// limit of this client: other programs of the account, or a proxy, may cause it.
/// </remarks>
internal sealed class ThrottlePace(TimeProvider timeProvider)
{
    /// <summary>How long a refused request waits if the server doesn't say.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(1);

    private const int TellingRefusals = 3;
    private const double BelowGranted = 0.95;
    private const double GrowthPerSecond = 1.2;

    private static readonly TimeSpan UsualWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SteadyFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FreeAfter = TimeSpan.FromSeconds(25);

    // The assumed length of the server's window, and the requests that it granted in the current one.
    private TimeSpan _window = UsualWindow;
    private long _windowOpenedAt = long.MinValue;
    private int _granted;

    // The refusals since the last granted request, and the length of the window that they ended; null if they ended none.
    private int _refusals;
    private TimeSpan? _ended;

    private double _rate;
    private long _measuredAt;
    private long _nextAt = long.MinValue;
    private long _pausedUntil = long.MinValue;

    /// <summary>The time between two requests; zero while there is no limit.</summary>
    public TimeSpan Interval => _rate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1 / CurrentRate(timeProvider.GetTimestamp()));

    /// <summary>Takes the right to send one request now.</summary>
    /// <param name="wait">If that's not possible: how long to wait.</param>
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
        FollowWindow(now);
        if (_rate > 0)
        {
            // Timers fire slightly late; this makes up for it.
            long interval = Clock.ToTimestamp(timeProvider, TimeSpan.FromSeconds(1 / CurrentRate(now)));
            _nextAt = (_nextAt == long.MinValue ? now : Math.Max(_nextAt, now - (interval / 10))) + interval;
        }

        return true;
    }

    /// <summary>Returns a right that was not used.</summary>
    public void GiveBack() => _nextAt = long.MinValue;

    /// <summary>Records that the server accepted a request.</summary>
    public void CountGranted()
    {
        _granted++;
        _refusals = 0;
    }

    /// <summary>Records that the server refused a request.</summary>
    /// <param name="wait">How long the server asks the client to wait; null if it doesn't say.</param>
    /// <returns>How long that request must wait.</returns>
    public TimeSpan Refuse(TimeSpan? wait)
    {
        bool isNamed = wait > TimeSpan.Zero;
        TimeSpan pause = isNamed ? wait!.Value : DefaultWait;
        if (++_refusals < TellingRefusals)
        {
            return pause;
        }

        long now = timeProvider.GetTimestamp();
        if (now >= _pausedUntil)
        {
            // The window ends when the server says so. Granted requests are counted at that time, because responses may still be on
            // their way.
            TimeSpan open = _windowOpenedAt == long.MinValue ? TimeSpan.Zero : timeProvider.GetElapsedTime(_windowOpenedAt, now);
            _ended = isNamed ? open + pause : open > UsualWindow ? open : UsualWindow;
        }

        // The refused requests used up nothing; the first one after the pause is sent when the server says so.
        _nextAt = long.MinValue;
        _pausedUntil = Math.Max(_pausedUntil, now + Clock.ToTimestamp(timeProvider, pause));
        return pause;
    }

    private void FollowWindow(long now)
    {
        if (_ended is { } length)
        {
            // If nothing was granted, other programs used up the account's calls; one request per window is always worth a try.
            _rate = BelowGranted * Math.Max(_granted, 1) / length.TotalSeconds;
            _measuredAt = now;
            _window = length > UsualWindow ? length : UsualWindow;
            _refusals = 0;
            _ended = null;
            OpenWindow(now);
            return;
        }

        if (_rate > 0 && timeProvider.GetElapsedTime(_measuredAt, now) >= FreeAfter)
        {
            _rate = 0;
            _window = UsualWindow;
        }

        if (_windowOpenedAt == long.MinValue || timeProvider.GetElapsedTime(_windowOpenedAt, now) >= _window)
        {
            OpenWindow(now);
        }
    }

    private void OpenWindow(long now)
    {
        _windowOpenedAt = now;
        _granted = 0;
    }

    private double CurrentRate(long now)
    {
        double growing = (timeProvider.GetElapsedTime(_measuredAt, now) - SteadyFor).TotalSeconds;
        return growing <= 0 ? _rate : _rate * Math.Pow(GrowthPerSecond, growing);
    }
}
