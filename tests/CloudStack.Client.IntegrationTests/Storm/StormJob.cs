using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Storm;

/// <summary>One command of the storm: its marker on the server, and how its job is meant to end there.</summary>
internal sealed class StormJob(int number, bool isDeployment)
{
    public const string Name = "stormmarker";

    /// <summary>A value of the executed command, which proves how often it was executed.</summary>
    public string Marker { get; } = $"{(isDeployment ? "vm" : "tag")}-{number}";

    /// <summary>The id chosen by the caller; null if the client chooses it.</summary>
    public string? JobId { get; set; } = number % 3 == 0 ? Guid.NewGuid().ToString() : null;

    /// <summary>Whether an operator deletes its record right after it is submitted.</summary>
    public bool IsPurged { get; } = number % 50 == 7;

    public bool IsUnreadable => ReferenceEquals(Ending, JobEnding.Unreadable);

    public TimeSpan Duration { get; } = TimeSpan.FromSeconds(1 + (number * 7919 % 59));

    public JobEnding? Ending { get; } = (number % 100) switch
    {
        0 => JobEnding.Never,
        1 or 21 => JobEnding.Unreadable,
        2 or 22 or 42 => JobEnding.Failure(530, "Unable to start a VM due to insufficient capacity"),
        3 or 23 => JobEnding.FailureWithoutResult,
        4 => JobEnding.Canceled,
        5 => JobEnding.SuccessWithoutResult,
        _ => null,
    };
}
