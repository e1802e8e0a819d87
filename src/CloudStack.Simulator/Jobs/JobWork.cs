namespace CloudStack.Simulator;

/// <summary>What a job does to its object, and when.</summary>
internal sealed class JobWork
{
    /// <summary>The object it works on, as the job itself reports it; null for jobs without one.</summary>
    public Entity? Target { get; init; }

    /// <summary>The kind of object, such as <c>VirtualMachine</c>; null for jobs without one.</summary>
    public string? InstanceType { get; init; }

    /// <summary>The id in the answer to a create command.</summary>
    public string? CreatedId { get; init; }

    /// <summary>Operations on one object wait for each other.</summary>
    public bool IsQueued { get; init; }

    /// <summary>Runs when the job gets its turn; an error ends the job at once.</summary>
    public Func<JobEnding?>? Begin { get; init; }

    /// <summary>Runs when the job's time is over; an error fails it then.</summary>
    public Func<JobEnding?>? Finish { get; init; }

    /// <summary>Runs when the server is restarted in the midst of the job; null does what a failure does.</summary>
    public Action? Abandon { get; init; }

    /// <summary>Runs when the job succeeds; gives what stands under the command's result key.</summary>
    public Func<ApiObject?>? Complete { get; init; }

    /// <summary>Runs when the job fails.</summary>
    public Action? Fail { get; init; }
}
