namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>listAsyncJobs</c>.</summary>
public sealed partial class ListAsyncJobsRequest : CommandRequest
{
    /// <summary>Parameter <c>account</c>.</summary>
    public string? Account { get; init; }

    /// <summary>Parameter <c>domainid</c>.</summary>
    public string? DomainId { get; init; }

    /// <summary>Parameter <c>isrecursive</c>.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Parameter <c>keyword</c>.</summary>
    public string? Keyword { get; init; }

    /// <summary>Parameter <c>listall</c>.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Parameter <c>managementserverid</c>, since 4.19.</summary>
    public string? ManagementServerId { get; init; }

    /// <summary>Parameter <c>resourceid</c>, since 4.22.1.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Parameter <c>resourcetype</c>, since 4.22.1.</summary>
    public string? ResourceType { get; init; }

    /// <summary>Parameter <c>startdate</c>.</summary>
    public DateTimeOffset? StartDate { get; init; }
}
