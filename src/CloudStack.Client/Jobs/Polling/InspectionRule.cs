namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The one rule for every check of jobs, whether it is a query for one job or a list of many. The next check is due when the cost
/// of the check plus the lateness until then, divided by the number of jobs that the check will find finished, is lowest.
/// </summary>
/// <remarks>
/// If jobs end at a steady rate, this is the known result for inspections (Barlow, Hunter and Proschan, 1963): the interval between
/// two checks is the square root of twice the cost divided by the rate. The rule also works if the rate isn't steady, for example
/// shortly before the time at which the jobs of a command usually end. The rates of several jobs add up.
/// </remarks>
internal static class InspectionRule
{
    /// <summary>The maximum number of jobs in one decision. For more jobs, a sample is as good.</summary>
    public const int MaxJobs = 32;

    private const double Shortest = 0.02;

    // The ratio of a candidate delay to the one before.
    private const double Step = 1.1;

    // One more second matters less to a caller that has waited for a long time: half as much after this number of seconds.
    private const double Patience = 14;

    /// <summary>Returns the number of seconds until the next check.</summary>
    /// <param name="jobs">The jobs that the check will cover, or a sample of them; at most <see cref="MaxJobs"/>.</param>
    /// <param name="price">
    /// The cost of a check, in seconds of lateness of one job, divided by the number of jobs that each sampled job represents.
    /// </param>
    /// <param name="longest">The longest interval.</param>
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

            // The lateness is the area under the curve of the share that has ended.
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
