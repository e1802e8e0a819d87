namespace CloudStack.Simulator;

/// <summary>
/// What shall go wrong, and when. Rules are asked in the order in which they were added; of those that keep an answer
/// away the first one wins, changes to an answer add up. May be changed while requests run.
/// </summary>
public sealed class FaultPlan
{
    private readonly object _sync = new();
    private readonly List<FaultRule> _rules = [];
    private readonly int _seed;

    internal FaultPlan(int seed) => _seed = seed;

    /// <summary>All rules, spent ones included.</summary>
    public IReadOnlyList<FaultRule> Rules
    {
        get
        {
            lock (_sync)
            {
                return [.. _rules];
            }
        }
    }

    /// <summary>Adds a rule.</summary>
    /// <param name="fault">What happens.</param>
    /// <param name="command">The command it happens to; null for every one.</param>
    /// <param name="times">How often; null for without end.</param>
    /// <param name="skip">How many matching requests pass first.</param>
    /// <param name="probability">
    /// The chance of a matching request, from 0 to 1, drawn from a generator seeded by the options: the same requests
    /// in the same order meet the same faults in every run.
    /// </param>
    /// <param name="when">A further condition. The entry it gets has no status yet.</param>
    /// <returns>The rule, which counts its hits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public FaultRule Add(
        Fault fault,
        string? command = null,
        int? times = null,
        int skip = 0,
        double probability = 1,
        Func<RequestLogEntry, bool>? when = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(times ?? 1, 1, nameof(times));
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        }

        lock (_sync)
        {
            var rule = new FaultRule(fault, command, times, skip, probability, when, new Random(_seed + _rules.Count));
            _rules.Add(rule);
            return rule;
        }
    }

    /// <summary>Removes a rule; one that is not there is no error.</summary>
    /// <param name="rule">The rule.</param>
    public void Remove(FaultRule rule)
    {
        lock (_sync)
        {
            _rules.Remove(rule);
        }
    }

    /// <summary>Removes all rules.</summary>
    public void Clear()
    {
        lock (_sync)
        {
            _rules.Clear();
        }
    }

    internal List<Fault> Take(RequestLogEntry request)
    {
        var faults = new List<Fault>();
        lock (_sync)
        {
            bool ended = false;
            foreach (FaultRule rule in _rules)
            {
                // Where no answer comes, nothing can be done to it: such rules keep their hits for other requests.
                if ((!ended || rule.Fault.ChangesBehaviour) && rule.Take(request))
                {
                    ended |= rule.Fault.IsTerminal;
                    faults.Add(rule.Fault);
                }
            }
        }

        return faults;
    }
}
