namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The one rule for every look at jobs, be it a query of one or a list of many: the next look comes when the price of the look and
/// the lateness until then, divided by the jobs that it will find finished, is least.
/// </summary>
/// <remarks>
/// Where jobs end at a steady rate this is the known result for inspections (Barlow, Hunter and Proschan, 1963): the distance
/// between two looks is the root of twice the price by the rate. It also holds where the rate is not steady, as shortly before
/// the time at which jobs of a command usually end. The rates of several jobs add up.
/// </remarks>
internal static class InspectionRule
{
    /// <summary>The most jobs that are looked at for one decision; of more, a sample is as good.</summary>
    public const int MaxJobs = 32;

    private const double Shortest = 0.02;

    // The next candidate is so many times the one before.
    private const double Step = 1.1;

    // A second more matters less to those who have waited for long: half as much after so many seconds.
    private const double Patience = 14;

    /// <summary>The seconds until the next look.</summary>
    /// <param name="jobs">The jobs that the look will show, or a sample of them; at most <see cref="MaxJobs"/>.</param>
    /// <param name="price">What a look is worth, in seconds of lateness of one job, by the jobs that each of the sample stands for.</param>
    /// <param name="longest">The longest distance.</param>
    public static double NextDelay(ReadOnlySpan<RunningJob> jobs, double price, double longest)
    {
        Span<double> alive = stackalloc double[jobs.Length];
        for (int i = 0; i < jobs.Length; i++)
        {
            alive[i] = jobs[i].Durations.LongerThan(jobs[i].Age);
        }

        double best = longest, least = double.PositiveInfinity;
        double late = 0, before = 0, weightedBefore = 0;
        for (double delay = Math.Min(Shortest, longest); ; delay = Math.Min(delay * Step, longest))
        {
            double found = 0, weighted = 0;
            for (int i = 0; i < jobs.Length; i++)
            {
                ref readonly RunningJob job = ref jobs[i];
                double share = job.Age + delay < job.Earliest ? 0 : 1 - (job.Durations.LongerThan(job.Age + delay) / alive[i]);
                found += share;
                weighted += share / (1 + (job.Age / Patience));
            }

            // The lateness is the area under the share that has ended.
            late += (weightedBefore + weighted) / 2 * (delay - before);
            (before, weightedBefore) = (delay, weighted);
            double value = (price + late) / found;
            if (value < least)
            {
                (least, best) = (value, delay);
            }

            if (delay >= longest)
            {
                return best;
            }
        }
    }
}
