namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// When the next list is due: at most a tenth of the time is spent listing, and the end of a job is noticed within a thirty-second of
/// its age. Plain state of <see cref="ListPolling"/>.
/// </summary>
internal sealed class ListTick(TimeProvider timeProvider)
{
    private const int RememberedCosts = 5;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstListWithin = TimeSpan.FromSeconds(1);

    private readonly Queue<TimeSpan> _costs = new(RememberedCosts);
    private bool _trustsHints;
    private TimeSpan _trustedTick;

    /// <summary>When the next list is due, in ticks of the clock; meaningful while lists are in use.</summary>
    public long DueAt { get; private set; }

    /// <summary>Lists begin: the first one takes the place of the first poll that is planned.</summary>
    public void Start(long firstPollAt) => DueAt = Math.Min(firstPollAt, After(FirstListWithin));

    /// <summary>Remembers what a list cost.</summary>
    public void AddCost(TimeSpan cost)
    {
        if (_costs.Count == RememberedCosts)
        {
            _costs.Dequeue();
        }

        _costs.Enqueue(cost);
    }

    /// <summary>A list has come or failed: plans the next one.</summary>
    /// <param name="youngest">The age of the youngest job.</param>
    public void Next(TimeSpan youngest)
    {
        TimeSpan tick = Tick(youngest);
        if (_trustsHints)
        {
            tick = _trustedTick > tick ? _trustedTick : tick;
            _trustedTick = _trustedTick * 2 < Longest ? _trustedTick * 2 : Longest;
        }

        DueAt = After(tick);
    }

    /// <summary>
    /// Hints are known to come, so lists are only the safety net: each waits twice as long as the one before, up to half a minute.
    /// </summary>
    public void TrustHints()
    {
        if (!_trustsHints)
        {
            _trustsHints = true;
            _trustedTick = Shortest;
        }
    }

    /// <summary>Hints come no more: the next list comes when it would have come without them.</summary>
    /// <param name="youngest">The age of the youngest job.</param>
    public void StopTrustingHints(TimeSpan youngest)
    {
        _trustsHints = false;
        BringForward(Tick(youngest));
    }

    /// <summary>A job has come whose first poll is due soon; a list that is planned by the age of older jobs would be late for it.</summary>
    /// <param name="firstPoll">The time until that poll.</param>
    public void JobAdded(TimeSpan firstPoll)
    {
        if (!_trustsHints)
        {
            TimeSpan tick = Tick(TimeSpan.Zero);
            BringForward(tick > firstPoll ? tick : firstPoll);
        }
    }

    private void BringForward(TimeSpan delay) => DueAt = Math.Min(DueAt, After(delay));

    private TimeSpan Tick(TimeSpan youngest)
    {
        TimeSpan medianCost = _costs.Count == 0 ? TimeSpan.Zero : _costs.Order().ElementAt(_costs.Count / 2);
        TimeSpan tick = TimeSpan.FromTicks(Math.Max(medianCost.Ticks * 10, youngest.Ticks / 32));
        return tick < Shortest ? Shortest : tick > Longest ? Longest : tick;
    }

    private long After(TimeSpan delay) => timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, delay);
}
