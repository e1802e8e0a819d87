namespace CloudStack.Simulator;

/// <summary>A row of the job table.</summary>
internal sealed class Job(string id, long number, CommandInfo command, SimulatorUser user, DateTimeOffset created, JobWork work)
{
    public string Id { get; } = id;

    public long Number { get; } = number;

    public CommandInfo Command { get; } = command;

    public SimulatorUser User { get; } = user;

    public DateTimeOffset Created { get; } = created;

    public JobWork Work { get; } = work;

    public required JobEnding Ending { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The parameters of the request that started it.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required string Method { get; init; }

    /// <summary>The management server that runs it.</summary>
    public required Entity Server { get; init; }

    /// <summary>Whether its management server has died, so that it makes no more progress.</summary>
    public bool IsStranded { get; set; }

    public bool HasBegun { get; set; }

    /// <summary>Whether webhooks have been told that the job is complete.</summary>
    public bool IsAnnounced { get; set; }

    public int Status { get; set; }

    public int ResultCode { get; set; }

    public ApiObject? Result { get; set; }

    public DateTimeOffset? Completed { get; set; }

    public bool IsUnreadable { get; set; }

    /// <summary>Whether the job still names its server although it has ended, because a restart interrupted it.</summary>
    public bool KeepsServer { get; set; }

    public bool IsPurged { get; set; }

    public int Queries { get; set; }

    public SimulatorJob ToSnapshot() =>
        new(Id, Command.Name, User.AccountName, Work.Target?.Id, Status, ResultCode, Created, Completed, Queries);
}
