namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>CapacityResponse</c>.</summary>
[CloudStackModel]
public sealed partial class Capacity
{
    /// <summary>Field <c>capacityallocated</c>; null if it was not sent.</summary>
    public long? CapacityAllocated { get; init; }

    /// <summary>Field <c>capacitytotal</c>; null if it was not sent.</summary>
    public long? CapacityTotal { get; init; }

    /// <summary>Field <c>capacityused</c>; null if it was not sent.</summary>
    public long? CapacityUsed { get; init; }

    /// <summary>Field <c>clusterid</c>; null if it was not sent.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Field <c>clustername</c>; null if it was not sent.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>name</c>; null if it was not sent.</summary>
    public string? Name { get; init; }

    /// <summary>Field <c>percentused</c>; null if it was not sent.</summary>
    public string? PercentUsed { get; init; }

    /// <summary>Field <c>podid</c>; null if it was not sent.</summary>
    public string? PodId { get; init; }

    /// <summary>Field <c>podname</c>; null if it was not sent.</summary>
    public string? PodName { get; init; }

    /// <summary>Field <c>tag</c>, since 4.20.0; null if it was not sent.</summary>
    public string? Tag { get; init; }

    /// <summary>Field <c>type</c>; null if it was not sent.</summary>
    public int? Type { get; init; }

    /// <summary>Field <c>zoneid</c>; null if it was not sent.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Field <c>zonename</c>; null if it was not sent.</summary>
    public string? ZoneName { get; init; }
}
