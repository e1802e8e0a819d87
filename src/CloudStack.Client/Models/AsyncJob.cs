using System.Text.Json;

namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>AsyncJobResponse</c>.</summary>
[CloudStackModel]
public sealed partial class AsyncJob
{
    /// <summary>Field <c>account</c>; null if it was not sent.</summary>
    public string? Account { get; init; }

    /// <summary>Field <c>accountid</c>; null if it was not sent.</summary>
    public string? AccountId { get; init; }

    /// <summary>Field <c>cmd</c>; null if it was not sent.</summary>
    public string? Cmd { get; init; }

    /// <summary>Field <c>completed</c>; null if it was not sent.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>Field <c>created</c>; null if it was not sent.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Field <c>domainid</c>; null if it was not sent.</summary>
    public string? DomainId { get; init; }

    /// <summary>Field <c>domainpath</c>; null if it was not sent.</summary>
    public string? DomainPath { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobinstanceid</c>; null if it was not sent.</summary>
    public string? JobInstanceId { get; init; }

    /// <summary>Field <c>jobinstancetype</c>; null if it was not sent.</summary>
    public string? JobInstanceType { get; init; }

    /// <summary>Field <c>jobprocstatus</c>; null if it was not sent.</summary>
    public int? JobProcStatus { get; init; }

    /// <summary>Field <c>jobresult</c>; null if it was not sent.</summary>
    public JsonElement? JobResult { get; init; }

    /// <summary>Field <c>jobresultcode</c>; null if it was not sent.</summary>
    public int? JobResultCode { get; init; }

    /// <summary>Field <c>jobresulttype</c>; null if it was not sent.</summary>
    public string? JobResultType { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>managementserverid</c>, since 4.19; null if it was not sent.</summary>
    public string? ManagementServerId { get; init; }

    /// <summary>Field <c>managementservername</c>, since 4.21.0; null if it was not sent.</summary>
    public string? ManagementServerName { get; init; }

    /// <summary>Field <c>userid</c>; null if it was not sent.</summary>
    public string? UserId { get; init; }
}
