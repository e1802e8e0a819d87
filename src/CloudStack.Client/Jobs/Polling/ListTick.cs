namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// Determines when the next list is due: by the same rule as every check, but at most four times a second, and with at most a tenth
/// of the time spent on lists. Plain state owned by <see cref="ListPolling"/>.
/// </summary>
/// <param name="jobs">All jobs that have waits.</param>
/// <param name="timeProvider">Provides the time.</param>
/// <param name="expectsHints">
/// Whether there is a source of hints. Until it has proved to work, lists are requested half as often as without it.
/// </param>
internal sealed class ListTick(IEnumerable<WatchedJob> jobs, TimeProvider timeProvider, bool expectsHints = false)
{
    private const int RememberedCosts = 5;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstTrustedTick = TimeSpan.FromSeconds(0.5);

    private readonly TimeSpan _shortest = TimeSpan.FromSeconds(expectsHints ? 0.5 : 0.25);
    private readonly Queue<TimeSpan> _costs = new(RememberedCosts);
    private readonly RunningJob[] _sample = new RunningJob[InspectionRule.MaxJobs];
    private long _earliestAt = long.MinValue;
    private bool _trustsHints;
    private TimeSpan _trustedTick;

    /// <summary>When the next list is due, in clock ticks. Only meaningful while lists are in use.</summary>
    public long DueAt { get; private set; }

    /// <summary>Starts the lists. The first one takes the place of the first poll that is planned.</summary>
    public void Start(long firstPollAt) => DueAt = Math.Max(_earliestAt, Math.Min(firstPollAt, After(ByRule())));

    /// <summary>Remembers the cost of a list.</summary>
    public void AddCost(TimeSpan cost)
    {
        if (_costs.Count == RememberedCosts)
        {
            _costs.Dequeue();
        }

        _costs.Enqueue(cost);
    }

    /// <summary>Plans the next list after one has arrived or failed.</summary>
    /// <param name="isAway">Whether the list found out quickly that the server is away, so it showed nothing and cost little.</param>
    public void Next(bool isAway = false)
    {
        TimeSpan pause = Pause();
        TimeSpan tick = Max(pause, ByRule());
        if (_trustsHints)
        {
            tick = Max(tick, _trustedTick);
            _trustedTick = _trustedTick * 2 < Longest ? _trustedTick * 2 : Longest;
        }
        else if (isAway)
        {
            pause = Min(pause, PollSchedule.LongestDelayWhileAway);
            tick = Min(tick, PollSchedule.LongestDelayWhileAway);
        }

        _earliestAt = After(pause);
        DueAt = After(tick);
    }

    /// <summary>
    /// Hints are known to arrive, so lists are only a safety net: each waits twice as long as the one before, up to half a minute.
    /// </summary>
    public void TrustHints()
    {
        if (!_trustsHints)
        {
            _trustsHints = true;
            _trustedTick = FirstTrustedTick;
        }
    }

    /// <summary>Hints no longer arrive. The next list is sent when it would have been sent without them.</summary>
    public void StopTrustingHints()
    {
        _trustsHints = false;
        BringForward(After(ByRule()));
    }

    /// <summary>
    /// Handles a new wait for a job that is likely to end before the next list is planned, which would then be late for it.
    /// </summary>
    public void JobAdded(JobWaiter waiter)
    {
        if (!_trustsHints)
        {
            _sample[0] = waiter.RunningJob;
            TimeSpan longest = PollSchedule.LongestDelay(waiter.Options, waiter.Age);
            double delay = InspectionRule.NextDelay(_sample.AsSpan(0, 1), Price(waiter.Options), longest.TotalSeconds);
            BringForward(Math.Max(waiter.DueAt, After(TimeSpan.FromSeconds(delay))));
        }
    }

    private void BringForward(long dueAt) => DueAt = Math.Min(DueAt, Math.Max(_earliestAt, dueAt));

    /// <summary>The minimum pause after a list.</summary>
    private TimeSpan Pause()
    {
        // The lower median: a list that was delayed on its way says little about the next one, and neither does a single list.
        TimeSpan medianCost = _costs.Count == 0 ? TimeSpan.Zero : _costs.Order().ElementAt((_costs.Count - 1) / 2);
        TimeSpan longest = _costs.Count > 1 ? Longest : PollSchedule.LongestDelay(TimeSpan.Zero);
        TimeSpan pause = Max(medianCost * 10, _shortest);
        return Min(pause, longest);
    }

    /// <summary>The interval that suits the jobs on the list.</summary>
    private TimeSpan ByRule()
    {
        int count = 0;
        double price = double.PositiveInfinity;
        TimeSpan longest = Longest;
        foreach (WatchedJob job in jobs)
        {
            if (job.IsListable && !job.IsExpectedSoon)
            {
                count++;
                foreach (JobWaiter waiter in job.Waiters)
                {
                    price = Math.Min(price, Price(waiter.Options));
                    TimeSpan own = PollSchedule.LongestDelay(waiter.Options, waiter.Age);
                    longest = own < longest ? own : longest;
                }
            }
        }

        if (count == 0)
        {
            return longest;
        }

        // Each sampled job represents this many jobs, and the cost of a list per job is lower by the same factor.
        int stride = (count + _sample.Length - 1) / _sample.Length;
        int sampled = 0, seen = 0;
        foreach (WatchedJob job in jobs)
        {
            if (job.IsListable && !job.IsExpectedSoon && seen++ % stride == 0)
            {
                _sample[sampled++] = job.Waiters[0].RunningJob;
            }
        }

        return TimeSpan.FromSeconds(InspectionRule.NextDelay(_sample.AsSpan(0, sampled), price / stride, longest.TotalSeconds));
    }

    private static double Price(PollingOptions options) => PollSchedule.ListPrice * options.RequestCost.TotalSeconds;

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private long After(TimeSpan delay) => timeProvider.GetTimestamp() + Clock.ToTimestamp(timeProvider, delay);
}
