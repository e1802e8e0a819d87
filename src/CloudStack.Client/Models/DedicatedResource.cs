namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>DedicatedResourceResponse</c>.</summary>
[CloudStackModel]
public sealed partial class DedicatedResource
{
    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>resourceid</c>; null if it was not sent.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Field <c>resourcename</c>; null if it was not sent.</summary>
    public string? ResourceName { get; init; }

    /// <summary>Field <c>resourcetype</c>; null if it was not sent.</summary>
    public string? ResourceType { get; init; }
}
