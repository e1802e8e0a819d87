namespace CloudStack.Client;

/// <summary>
/// What the server said about a job at one moment: every field of <c>queryAsyncJobResult</c> and of an item of
/// <c>listAsyncJobs</c>. A field that the server did not send is null.
/// </summary>
public sealed class JobSnapshot
{
    /// <summary>The job's id (<c>jobid</c>); a UUID, on very old servers a number.</summary>
    public required string JobId { get; init; }

    /// <summary>What <see cref="RawStatus"/> means.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>The number that the server sent (<c>jobstatus</c>); null if the server has no such job.</summary>
    public int? RawStatus { get; init; }

    /// <summary>
    /// The server's <c>jobresultcode</c>: 0 while the job runs and after success, usually the error code after a failure.
    /// Decide by <see cref="Status"/>, never by this.
    /// </summary>
    public int? ResultCode { get; init; }

    /// <summary>The server's <c>jobresulttype</c>: <c>object</c>, or <c>text</c> on very old servers; null without a result.</summary>
    public string? ResultType { get; init; }

    /// <summary>
    /// The JSON of <c>jobresult</c> as the server sent it; empty while the job runs, and where a finished job has none.
    /// </summary>
    public ReadOnlyMemory<byte> RawResult { get; init; }

    /// <summary>The server's <c>jobprocstatus</c>; always 0 on known servers, so no progress can be read from it.</summary>
    public int? ProcessStatus { get; init; }

    /// <summary>
    /// The Java class that runs the command (<c>cmd</c>). It differs between administrators and users of one command and
    /// cannot be mapped back to it reliably.
    /// </summary>
    public string? CommandClass { get; init; }

    /// <summary>The type of the object that the job works on (<c>jobinstancetype</c>), such as <c>VirtualMachine</c>.</summary>
    public string? ResourceType { get; init; }

    /// <summary>
    /// The id of the object that the job works on (<c>jobinstanceid</c>); the server fills it for some types only, not for
    /// networks or VPCs, for example.
    /// </summary>
    public string? ResourceId { get; init; }

    /// <summary>The id of the user who submitted the job (<c>userid</c>).</summary>
    public string? UserId { get; init; }

    /// <summary>The id of the account that submitted the job (<c>accountid</c>).</summary>
    public string? AccountId { get; init; }

    /// <summary>The name of the account that submitted the job (<c>account</c>; servers since 4.19).</summary>
    public string? Account { get; init; }

    /// <summary>The id of that account's domain (<c>domainid</c>; servers since 4.19).</summary>
    public string? DomainId { get; init; }

    /// <summary>The path of that account's domain, such as <c>ROOT/sales</c> (<c>domainpath</c>; servers since 4.19).</summary>
    public string? DomainPath { get; init; }

    /// <summary>
    /// The management server that runs the job (<c>managementserverid</c>; servers since 4.19, a number before 4.21); null
    /// once the job is over.
    /// </summary>
    public string? ManagementServerId { get; init; }

    /// <summary>The name of that server (<c>managementservername</c>; servers since 4.21).</summary>
    public string? ManagementServerName { get; init; }

    /// <summary>When the job was submitted (<c>created</c>), in the server's time zone and whole seconds.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the job ended (<c>completed</c>; servers since 4.12); null while it runs.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why the job failed; null if it did not, or has not yet ended.</summary>
    public JobError? Error { get; init; }

    /// <summary>Whether the job is over, well or not. A job that the server does not know counts as over.</summary>
    public bool IsFinished => Status != JobStatus.Pending;

    /// <summary>The job and its status, with the code and the kind of its error.</summary>
    /// <returns>A text for logs; it holds nothing of the result.</returns>
    public override string ToString() => Error is { } error ? $"job {JobId}: {Status} ({error.ErrorCode}, {error.Kind})" : $"job {JobId}: {Status}";
}
