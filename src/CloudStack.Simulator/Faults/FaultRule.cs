namespace CloudStack.Simulator;

/// <summary>A line of a <see cref="FaultPlan"/>: which requests a fault hits, and how often.</summary>
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

    /// <summary>The command it hits; null for all.</summary>
    public string? Command { get; }

    /// <summary>How often it will still happen; null for without end.</summary>
    public int? Remaining { get; private set; }

    /// <summary>How often it has happened.</summary>
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
