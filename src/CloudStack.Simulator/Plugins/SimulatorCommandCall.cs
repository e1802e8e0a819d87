namespace CloudStack.Simulator;

/// <summary>A call of a command that a test added to the fake server.</summary>
public sealed class SimulatorCommandCall
{
    internal SimulatorCommandCall(IReadOnlyDictionary<string, string> parameters, SimulatorUser user, DateTimeOffset now)
    {
        Parameters = parameters;
        User = user;
        Now = now;
    }

    /// <summary>The request's parameters under their names as sent, including those of the protocol.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>The caller.</summary>
    public SimulatorUser User { get; }

    /// <summary>The server's time; for a job, the time when it ends.</summary>
    public DateTimeOffset Now { get; }
}
