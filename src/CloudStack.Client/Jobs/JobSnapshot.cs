namespace CloudStack.Client;

/// <summary>
/// What the server reported about a job at one moment: every field of <c>queryAsyncJobResult</c> and of an item of
/// <c>listAsyncJobs</c>. A field that the server did not send is null.
/// </summary>
public sealed class JobSnapshot
{
    /// <summary>The job's id (<c>jobid</c>): a UUID, or a number on very old servers.</summary>
    public required string JobId { get; init; }

    /// <summary>The meaning of <see cref="RawStatus"/>.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>The number that the server sent (<c>jobstatus</c>); null if the server has no such job.</summary>
    public int? RawStatus { get; init; }

    /// <summary>
    /// The server's <c>jobresultcode</c>: 0 while the job runs and after success, usually the error code after a failure. Rely on
    /// <see cref="Status"/>, never on this value.
    /// </summary>
    public int? ResultCode { get; init; }

    /// <summary>The server's <c>jobresulttype</c>: <c>object</c>, or <c>text</c> on very old servers; null without a result.</summary>
    public string? ResultType { get; init; }

    /// <summary>
    /// The JSON of <c>jobresult</c> as the server sent it; empty while the job runs, and for a finished job without a result.
    /// </summary>
    public ReadOnlyMemory<byte> RawResult { get; init; }

    /// <summary>The server's <c>jobprocstatus</c>. It is always 0 on known servers, so it shows no progress.</summary>
    public int? ProcessStatus { get; init; }

    /// <summary>
    /// The Java class that runs the command (<c>cmd</c>). It differs between administrators and users for the same command, and
    /// can't be mapped back to the command reliably.
    /// </summary>
    public string? CommandClass { get; init; }

    /// <summary>The type of the object that the job works on (<c>jobinstancetype</c>), such as <c>VirtualMachine</c>.</summary>
    public string? ResourceType { get; init; }

    /// <summary>
    /// The id of the object that the job works on (<c>jobinstanceid</c>). The server sets it for some types only; for example, not
    /// for networks or VPCs.
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
    /// The management server that runs the job (<c>managementserverid</c>; servers since 4.19, a number before 4.21); null once the
    /// job is over.
    /// </summary>
    public string? ManagementServerId { get; init; }

    /// <summary>The name of that server (<c>managementservername</c>; servers since 4.21).</summary>
    public string? ManagementServerName { get; init; }

    /// <summary>When the job was submitted (<c>created</c>), in the server's time zone and whole seconds.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the job ended (<c>completed</c>; servers since 4.12); null while it runs.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why the job failed; null if it has not failed or has not ended yet.</summary>
    public JobError? Error { get; init; }

    /// <summary>Whether the job is over, whether it succeeded or not. A job that the server doesn't know counts as over.</summary>
    public bool IsFinished => Status != JobStatus.Pending;

    /// <summary>Returns the job and its status, with the code and the kind of its error.</summary>
    /// <returns>A string for logs. It contains nothing from the result.</returns>
    public override string ToString() => Error is { } error ? $"job {JobId}: {Status} ({error.ErrorCode}, {error.Kind})" : $"job {JobId}: {Status}";
}
