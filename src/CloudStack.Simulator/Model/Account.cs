namespace CloudStack.Simulator;

/// <summary>An account: the owner of jobs and resources.</summary>
internal sealed class Account(string id, long number, string name, SimulatorRole role, Domain domain)
{
    public string Id { get; } = id;

    public long Number { get; } = number;

    public string Name { get; } = name;

    public SimulatorRole Role { get; } = role;

    public Domain Domain { get; } = domain;

    /// <summary>The commands that were removed from the account's role.</summary>
    public HashSet<string> Denied { get; } = new(StringComparer.Ordinal);

    /// <summary>When the window of the request limit started; null if there is none.</summary>
    public DateTimeOffset? WindowStart { get; set; }

    public int WindowCalls { get; set; }

    public bool MaySee(Account owner) => Role switch
    {
        SimulatorRole.RootAdmin => true,
        SimulatorRole.DomainAdmin => Domain.Contains(owner.Domain),
        _ => owner == this,
    };
}
