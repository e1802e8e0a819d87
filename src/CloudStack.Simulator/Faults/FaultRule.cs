namespace CloudStack.Simulator;

/// <summary>A rule of a <see cref="FaultPlan"/>: which requests a fault affects, and how often.</summary>
public sealed class FaultRule
{
    internal FaultRule(Fault fault, string? command, int? times, int skip, double probability, Func<RequestLogEntry, bool>? when, Random random)
    {
        Fault = fault;
        Command = command;
        Remaining = times;
        Skip = skip;
        Probability = probability;
        When = when;
        Random = random;
    }

    /// <summary>The fault.</summary>
    public Fault Fault { get; }

    /// <summary>The command that the fault affects; null for all commands.</summary>
    public string? Command { get; }

    /// <summary>How many more times the fault will occur; null for no limit.</summary>
    public int? Remaining { get; private set; }

    /// <summary>How many times the fault has occurred.</summary>
    public int Hits { get; private set; }

    internal int Skip { get; private set; }

    internal double Probability { get; }

    internal Func<RequestLogEntry, bool>? When { get; }

    internal Random Random { get; }

    // The caller holds the plan's lock.
    internal bool Take(RequestLogEntry request)
    {
        if (Remaining == 0 || (Command is not null && Command != request.Command) || When?.Invoke(request) == false)
        {
            return false;
        }

        if (Skip > 0)
        {
            Skip--;
            return false;
        }

        if (Probability < 1 && Random.NextDouble() >= Probability)
        {
            return false;
        }

        Remaining--;
        Hits++;
        return true;
    }
}
