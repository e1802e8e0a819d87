namespace CloudStack.Client;

/// <summary>The status of a job, as a query reported it.</summary>
public enum JobStatus
{
    /// <summary>The job is waiting or running (<c>jobstatus</c> 0).</summary>
    Pending,

    /// <summary>The job is over and reports success (<c>jobstatus</c> 1).</summary>
    Succeeded,

    /// <summary>The job is over and failed (<c>jobstatus</c> 2, or a number that no known version uses).</summary>
    Failed,

    /// <summary>The job is over and was canceled (<c>jobstatus</c> 3; declared by servers, but set by no known version).</summary>
    Canceled,

    /// <summary>The server has no such job.</summary>
    NotFound,
}
