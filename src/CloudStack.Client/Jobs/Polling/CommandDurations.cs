namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// How long the last jobs of a command took, and what that says about the next one. Plain state of the <see cref="DurationHistory"/>.
/// </summary>
/// <remarks>
/// Each remembered duration says that the next one will be near it: a log-logistic distribution around it, as durations spread by
/// a factor. What is known of jobs in general has the weight of one more. Of 521 jobs that were recorded on a real server, most
/// ended within a tenth of a second; the rest are nearly free of scale, which means that a job that has run for long is likely to
/// run for about as long again.
/// </remarks>
internal sealed class CommandDurations
{
    private const int Remembered = 12;

    // Jobs in general: the share of quick ones with their median, and the others, of which (1 + t / scale)^-shape run longer than t.
    private const double QuickShare = 0.85;
    private const double QuickMedian = 0.015;
    private const double SlowScale = 0.6;
    private const double SlowShape = 0.32;

    // The submit is answered after the job has begun: a job can be over at once.
    private const double Shortest = 0.004;

    // The reciprocals: a division is dearer than a multiplication, and each is used some sixty times for one look.
    private readonly double[] _perSecond = new double[Remembered];
    private int _count;
    private int _next;

    /// <summary>Of a command of which nothing is known.</summary>
    public static CommandDurations Unknown { get; } = new();

    /// <summary>Whether a job of the command has been seen to end.</summary>
    public bool IsKnown => _count > 0;

    /// <summary>Remembers a duration, in the place of the oldest one.</summary>
    public void Add(TimeSpan duration)
    {
        _perSecond[_next] = 1 / Math.Max(duration.TotalSeconds, Shortest);
        _next = (_next + 1) % Remembered;
        _count = Math.Min(_count + 1, Remembered);
    }

    /// <summary>The share of the jobs that run longer than so many seconds.</summary>
    public double LongerThan(double seconds)
    {
        double quick = seconds / QuickMedian;
        double sum = (QuickShare / (1 + (quick * quick))) + ((1 - QuickShare) * Math.Pow(1 + (seconds / SlowScale), -SlowShape));
        for (int i = 0; i < _count; i++)
        {
            // To the power of seven: half of the durations are within 17 % of the remembered one.
            double times = seconds * _perSecond[i];
            double square = times * times;
            sum += 1 / (1 + (square * square * square * times));
        }

        return sum / (_count + 1);
    }
}
