namespace CloudStack.Simulator;

/// <summary>
/// The planned faults, and when they occur. Rules are checked in the order in which they were added. Of the rules that prevent a
/// response, the first one wins; changes to a response are combined. The plan may be changed while requests are running.
/// </summary>
public sealed class FaultPlan
{
    private readonly object _sync = new();
    private readonly List<FaultRule> _rules = [];
    private readonly int _seed;

    internal FaultPlan(int seed) => _seed = seed;

    /// <summary>All rules, including used-up ones.</summary>
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
    /// <param name="fault">The fault.</param>
    /// <param name="command">The command that the fault affects; null for all commands.</param>
    /// <param name="times">How many times the fault occurs; null for no limit.</param>
    /// <param name="skip">How many matching requests pass before the first fault.</param>
    /// <param name="probability">
    /// The probability of the fault for a matching request, from 0 to 1. It uses a generator with the seed in the options, so the
    /// same requests in the same order get the same faults in every run.
    /// </param>
    /// <param name="when">An additional condition. The entry that it receives has no status yet.</param>
    /// <returns>The rule, which counts its hits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
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
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "The probability must be between 0 and 1.");
        }

        lock (_sync)
        {
            var rule = new FaultRule(fault, command, times, skip, probability, when, new Random(_seed + _rules.Count));
            _rules.Add(rule);
            return rule;
        }
    }

    /// <summary>Removes a rule. Does nothing if the rule isn't in the plan.</summary>
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
                // Without a response, there is nothing to change, so such rules keep their hits for other requests.
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
