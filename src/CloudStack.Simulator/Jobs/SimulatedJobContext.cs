namespace CloudStack.Simulator;

/// <summary>What is known about a job when the fake server decides how long it takes and how it ends.</summary>
public sealed class SimulatedJobContext
{
    internal SimulatedJobContext(string command, IReadOnlyDictionary<string, string> parameters, string accountName, Random random)
    {
        Command = command;
        Parameters = parameters;
        AccountName = accountName;
        Random = random;
    }

    /// <summary>The command, such as <c>deployVirtualMachine</c>.</summary>
    public string Command { get; }

    /// <summary>The request's parameters under their names as sent.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>The account that sent the command.</summary>
    public string AccountName { get; }

    /// <summary>A generator with the seed <see cref="SimulatorOptions.Seed"/>: it returns the same numbers in every run.</summary>
    public Random Random { get; }
}
