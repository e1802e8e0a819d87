namespace CloudStack.Simulator;

/// <summary>What a job does to its object, and when.</summary>
internal sealed class JobWork
{
    /// <summary>The object that it works on, as the job reports it; null for jobs without one.</summary>
    public Entity? Target { get; init; }

    /// <summary>The type of the object, such as <c>VirtualMachine</c>; null for jobs without one.</summary>
    public string? InstanceType { get; init; }

    /// <summary>The id in the response to a create command.</summary>
    public string? CreatedId { get; init; }

    /// <summary>Whether the operation waits for earlier operations on the same object.</summary>
    public bool IsQueued { get; init; }

    /// <summary>Runs when the job gets its turn; an error ends the job immediately.</summary>
    public Func<JobEnding?>? Begin { get; init; }

    /// <summary>Runs when the job's time is over; an error makes the job fail.</summary>
    public Func<JobEnding?>? Finish { get; init; }

    /// <summary>Runs if the server is restarted during the job; null to do the same as after a failure.</summary>
    public Action? Abandon { get; init; }

    /// <summary>Runs when the job succeeds; returns the value under the command's result key.</summary>
    public Func<ApiObject?>? Complete { get; init; }

    /// <summary>Runs when the job fails.</summary>
    public Action? Fail { get; init; }
}
