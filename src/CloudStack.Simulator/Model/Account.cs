namespace CloudStack.Simulator;

/// <summary>An account: the owner of jobs and resources.</summary>
internal sealed class Account(string id, long number, string name, SimulatorRole role, Domain domain)
{
    public string Id { get; } = id;

    public long Number { get; } = number;

    public string Name { get; } = name;

    public SimulatorRole Role { get; } = role;

    public Domain Domain { get; } = domain;

    /// <summary>Commands that the account's role does not have.</summary>
    public HashSet<string> Denied { get; } = new(StringComparer.Ordinal);

    /// <summary>The window of the request limit: when it began, and the calls counted in it.</summary>
    public DateTimeOffset? WindowStart { get; set; }

    public int WindowCalls { get; set; }

    public bool MaySee(Account owner) => Role switch
    {
        SimulatorRole.RootAdmin => true,
        SimulatorRole.DomainAdmin => Domain.Contains(owner.Domain),
        _ => owner == this,
    };
}
